"""Writes benchmarks/README.md and the plots from results/*.json. What has not been measured is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from plot import svg
from results import RESULTS

HERE = RESULTS.parent
Figures = dict[str, Any]
RATES = ("right (answerable)", "right (not answerable)", "hit@1", "section@1", "verbatim", "chars", "auroc", "brier")


def rows(head: Sequence[str], body: Iterable[Sequence[Any]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines)


def cell(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return "–" if value is None else str(value)
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def answers(figures: Figures) -> str:
    sets = {name: row for name, row in figures["sets"].items() if "reliability" in row}
    for name, field in (("reliability", "reliability"), ("risk-coverage", "risk_coverage")):
        lines = {label: points(row[field]) for label, row in sets.items()}
        if field == "reliability":
            lines["perfect"] = [(0.0, 0.0), (1.0, 1.0)]
        x, y = ("confidence", "share answerable") if field == "reliability" else ("coverage", "risk")
        (HERE / f"{name}.svg").write_text(svg(lines, x=x, y=y, xs=(0.0, 1.0), ys=(0.0, 1.0)), encoding="utf-8")
    same = figures["sets"].get("article's questions on the guide")
    body = [[name, row["cases"], *(row.get(rate) for rate in RATES), row["shown_unrefused"]] for name, row in sets.items()]
    worst = [[name, "; ".join(f"{w['id']} ({w['fault']}, {w['confidence']:.2f})" for w in row["worst"])]
             for name, row in sets.items() if "with bank" in name]
    parts = [rows(["set", "cases", *RATES, "right, nothing refused"], body),
             "![reliability](reliability.svg) ![risk and coverage](risk-coverage.svg)",
             "The ten misses it was surest of:", rows(["set", "ids, fault, confidence"], worst)]
    if same:
        parts.append(f"The article's questions asked of the guide: {same['answered on both']} answered on both, "
                     f"{same['same section']:.3f} of them from the same section; "
                     f"the same status in {same['same status']:.3f}.")
    return "\n\n".join(parts)


def points(data: Sequence[Any]) -> list[tuple[float, float]]:
    return [(d["confidence"], d["share"]) if isinstance(d, dict) else (d[0], d[1]) for d in data]


def ablation(figures: Figures) -> str:
    variants = figures["variants"]
    columns = [(name, measure) for name, measures in next(iter(variants.values())).items() for measure in measures]
    base: dict[str, Any] = {}
    body = []
    for label, row in variants.items():
        base = row if label in ("everything", "bank off") else base
        there = [row[name][measure] if name in row else None for name, measure in columns]
        shown = [
            "" if value is None else cell(value) if row is base else f"{value - base[name][measure]:+.3f}"
            for value, (name, measure) in zip(there, columns, strict=True)
        ]
        body.append([f"**{label}**" if row is base else label, *shown])
    return rows(["", *(f"{name}: {measure}" for name, measure in columns)], body)


def leave_one_out(figures: Figures) -> str:
    sources = figures["sources"]
    return rows(["", *next(iter(sources.values()))], [[name, *row.values()] for name, row in sources.items()])


def public_sets(figures: Figures) -> str:
    sets, aims = figures["sets"], figures["aims"]
    ways = ("program", "BM25", "cosine")
    body = [[f"{n}: right sentence first", r["questions"], *(r[w] for w in ways), aims.get(n)]
            for n, r in sets.items() if "program" in r]
    body += [[f"{n}: refusal AUROC", r["refusal"]["questions"], *(r["refusal"][w] for w in ways), aims.get(f"{n} refusal")]
             for n, r in sets.items() if "refusal" in r]
    negex = sets["negex"]
    found = [[n, ", ".join(f"{k} {v:g}" for k, v in r["weights"].items()),
              ", ".join(f"{k} {v:.3f}" for k, v in r.get("others", r.get("all")).items()),
              ", ".join(f"{k} {v:.3f}" for k, v in r.get("as shipped", {}).items())]
             for n, r in figures["weights"].items()]
    return "\n\n".join([
        rows(["measure", "questions", *ways, "aim"], body),
        f"negex: F1 {negex['f1']:.3f} on “negated” (recall {negex['recall']:.3f}, precision {negex['precision']:.3f}); "
        "published NegEx: recall .778, precision .845.",
        "Weights of the mix, chosen on every other question:",
        rows(["", "best weights", "on the others (or all)", "as shipped"], found),
    ])


def fit_calibration(figures: Figures) -> str:
    head = ["model", "set", "questions", "auroc", "brier", "answered", "refused"]
    return rows(head, [[model, name, *row.values()] for model in ("bank", "subject", "plain")
                       for name, row in figures[model].items() if isinstance(row, dict)])


def peers(figures: Figures) -> str:
    quality, cold = figures["quality"], figures["cold"]
    head = list(quality["advisor"])
    costs = ("seconds", "megabytes", "CPU seconds")
    body = [[name, *row.values(), *(cold[name][cost] for cost in costs)] for name, row in quality.items()]
    said = "; ".join(f"{name} **{value:.3f}**" for name, value in figures["ratios"].items())
    return rows(["", *head, "cold start s", "peak MB", "CPU s"], body) + f"\n\nOf the adviser: {said}."


def speed(figures: Figures) -> str:
    costs = ("seconds", "megabytes", "CPU seconds")
    cold = [[name, *(row[cost] for cost in costs)] for name, row in {**figures["cold"], **figures["page"]}.items()
            if "megabytes" in row]
    warm = [[name, *row.values()] for name, row in {**figures["warm"], "assess, ten sentences": figures["assess"]}.items()]
    near, built = figures["encoders"]["cosine"], figures["indexing"]
    small = [[name, *(row.values())] for name, row in figures["encoders"].items() if "bytes" in row]
    return "\n\n".join([
        rows(["cold start", "s", "peak MB", "CPU s"], cold),
        f"`advisor ask` takes {figures['cold']['ratio to the floor']['seconds']:.2f} times the floor; "
        f"the page listens after {figures['page']['ratio to import gradio']['seconds']:.2f} times the import of gradio.",
        rows(["step of a cold answer", "ms"], [[step, ms] for step, ms in figures["cold profile"].items()]),
        rows(["warm, milliseconds", "p50", "p95", "p99", "runs"], warm),
        rows(["encoder", "bytes", "p50 ms", "p95", "p99", "runs", "right, nothing refused", "auroc"], small),
        f"Cosine of int8 to float32: {near['mean']} in the mean, {near['least']} least. Indexing: {built['texts a second']} "
        f"texts a second, {built['pieces a second']:,} word pieces: {built['share of the arithmetic limit']} of the limit.",
    ])


def growth(figures: Figures) -> str:
    sizes = figures["sizes"]
    head = list(dict.fromkeys(key for row in sizes for key in row if key != "synthetic"))
    names = ("scan ms", "ranking ms", "limit ms", "build seconds")
    lines = {name: [(r["passages"], r[name]) for r in sizes if name in r] for name in names}
    text = svg(lines, x="passages", y="ms (build: s)", xs=(1e2, 1e5), ys=(1e-2, 1e3), logarithmic=True)
    (HERE / "growth.svg").write_text(text, encoding="utf-8")
    slopes = ", ".join(f"{name} {value:.2f}" for name, value in figures["slopes"].items())
    return "\n\n".join([rows(head, [[row.get(key) for key in head] for row in sizes]), "![growth](growth.svg)",
                        f"Slopes on log-log axes: {slopes}. Memory delivers {figures['memory GB a second']} GB a second."])


def load(figures: Figures) -> str:
    return rows(list(figures["crowds"][0]), [list(row.values()) for row in figures["crowds"]])


def browser(figures: Figures) -> str:
    return rows(list(figures["rows"][0]), [list(row.values()) for row in figures["rows"]])


def random_input(figures: Figures) -> str:
    body = [
        [name, part["tried"], part.get("refused", 0), part["errors"], part["slow"], part["slowest_s"],
         " ".join(f"{each:.0f}" for each in part["memory_mb"])]
        for name, part in figures["parts"].items()
    ]  # fmt: skip
    head = ["part", "tried", "refused", "errors", "above a second", "slowest (s)", "memory (MB), at ten moments"]
    return rows(head, body)


def soak(figures: Figures) -> str:
    kinds = ("ask", "tap", "upload", "save", "resume", "forget")
    head = ["visitors", "minutes", "actions", *kinds, "errors", "processor s"]
    body = [figures["visitors"], figures["seconds"] / 60, figures["actions"], *(figures.get(kind, 0) for kind in kinds)]
    moments = list(enumerate(figures["memory_mb"], 1))[4::5]
    return "\n\n".join([
        rows(head, [[*body, figures["errors"], figures["processor_s"]]]),
        rows(["minute", *(number for number, _ in moments)], [["MB", *(f"{each:.0f}" for _, each in moments)]]),
    ])


PARTS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("answers", answers), ("ablation", ablation), ("leave_one_out", leave_one_out), ("public_sets", public_sets),
    ("fit_calibration", fit_calibration), ("peers", peers), ("speed", speed), ("growth", growth),
    ("load", load), ("browser", browser), ("random_input", random_input), ("soak", soak),
)


def main() -> None:
    """One section a result file, in this order, each with what it was measured on."""
    parts = ["# Benchmarks", "Written by `table.py` from `results/*.json`; each program says at its top what it measures. "
             "Ids and figures only: no sentence of the article or of the public sets is kept."]
    for name, show in PARTS:
        path = RESULTS / f"{name}.json"
        if path.is_file():
            figures = json.loads(path.read_text(encoding="utf-8"))
            who = figures["identity"]
            about = (HERE / f"{name}.py").read_text(encoding="utf-8").split('"""')[1].strip()
            machine = who["machine"]
            parts += [f"## {name}", about, show(figures),
                      f"Commit {who['commit']}, {who['date']}, corpus {who['corpus']}, encoder {who['encoder']}, "
                      f"{machine['cpu']}, {machine['cores']} cores, Python {machine['python']}."]
    (HERE / "README.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
