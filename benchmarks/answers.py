"""Are the answers right, and is silence meant? Article (development questions) and guide, with the bank and without.

Writes rates, calibration curves and the ids of the ten worst misses; and how often the article's questions are
answered from the same section of the guide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import measures
import results
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, GUIDE_FORUM, GUIDE_SPOKEN, SHARED, advisor, cases, context, sources

from advisor import Advisor
from advisor.answering.abstain import confidence, threshold
from advisor.faces.contract import reading_json

WORST = 10
SCORE = SHARED / "tools" / "score.py"


def measured(adviser: Advisor, asked: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Every figure of one set of cases on one source."""
    text = adviser.articles[0].text
    said = [reading_json(adviser.ask(case["question"], after=context(case)), id=case["id"]) for case in asked]
    judged = [judge(case, line, text) for case, line in zip(asked, said, strict=True)]
    forced = [measures.judge(c, answered_anyway(adviser, c), None) for c in asked]
    believed = [line["confidence"] for line in said]
    answerable = [bool(case["answerable"]) for case in asked]
    return {
        "cases": len(asked),
        "answerable": sum(answerable),
        **measures.means(asked, judged),
        "auroc": measures.auroc(believed, answerable),
        "brier": measures.brier(believed, answerable),
        "kinds": by_kind(asked, judged),
        "worst": worst(asked, said, judged, threshold("bank" if adviser.settings.use_bank else "subject")),
        "reliability": measures.reliability(believed, answerable),
        "risk_coverage": measures.risk_coverage(
            believed, [bool(c["answerable"] and j["right"]) for c, j in zip(asked, forced, strict=True)]
        ),
        "shown_unrefused": measures.means(asked, forced).get("right (answerable)", 0.0),
    }


def judge(case: dict[str, Any], said: dict[str, Any], text: str) -> dict[str, float]:
    """By `measures.judge`; where the scoring program is at hand, it has to say the same."""
    found = measures.judge(case, said, text)
    if SCORE.is_file() and (other := _scoring_program().judge_ask(case, said, text)) != found:
        raise SystemExit(f"{case['id']}: measures.py says {found}, {SCORE.name} says {other}")
    return found


@cache
def _scoring_program() -> Any:
    spec = spec_from_file_location("score", SCORE)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {SCORE}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answered_anyway(adviser: Advisor, case: dict[str, Any]) -> dict[str, Any]:
    """The answer that would be given if nothing were ever refused, with the confidence that it really has."""
    reader = adviser.reader
    query, rankings = reader.examined(case["question"], context(case))[0]
    said = reading_json(reader._reading(query, rankings[0], 1.0), id=case["id"])
    return {**said, "confidence": confidence(query, rankings[0])}


def by_kind(asked: Sequence[dict[str, Any]], judged: Sequence[dict[str, float]]) -> dict[str, list[int]]:
    """Kind of question → [right, all]."""
    out: dict[str, list[int]] = {}
    for case, row in zip(asked, judged, strict=True):
        name = case["kind"] if case["answerable"] else case.get("trap") or "not answerable"
        right, count = out.get(name, (0, 0))
        out[name] = [right + int(row["right"]), count + 1]
    return dict(sorted(out.items()))


def worst(
    asked: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]], judged: Sequence[dict[str, float]], sure: float
) -> list[dict[str, Any]]:
    """The misses that the program was surest of: id, what went wrong, and its confidence."""
    misses = [
        (abs(line["confidence"] - sure), case["id"], fault(case, row), line["confidence"])
        for case, line, row in zip(asked, said, judged, strict=True)
        if not row["right"]
    ]
    return [{"id": id, "fault": why, "confidence": p} for _, id, why, p in sorted(misses, reverse=True)[:WORST]]


def fault(case: dict[str, Any], row: dict[str, float]) -> str:
    if not case["answerable"]:
        return "answered, though the source does not say"
    if not row["answered"]:
        return "refused, though the source says"
    if not row["hit@3"]:
        return "other section quoted" if not row["section@1"] else "other sentence of the section quoted"
    return "too long" if row["chars"] > 700 else "does not show the decisive words"


def same_section(guide: Advisor, article: Advisor, asked: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Of the questions answered on both, how many from the same section; and the status, how often the same."""
    pairs = [[reading_json(a.ask(c["question"], after=context(c)), id="") for a in (guide, article)] for c in asked]
    both = [(g, a) for g, a in pairs if g["status"] == a["status"] == "answered"]
    same = sum(g["quotes"][0]["section_number"] == a["quotes"][0]["section_number"] for g, a in both)
    status = sum(g["status"] == a["status"] for g, a in pairs)
    return {
        "answered on both": len(both),
        "same section": round(same / len(both), 4),
        "same status": round(status / len(pairs), 4),
    }


def main() -> None:
    options = results.arguments(__doc__, "answers", data=ARTICLE_CASES.parent).parse_args()
    step = 8 if options.smoke else 1
    sets: dict[str, tuple[Path | None, Path]] = {
        "guide": (None, GUIDE_CASES), "guide, spoken": (None, GUIDE_SPOKEN),
        "guide, forum": (None, GUIDE_FORUM),
    }  # fmt: skip
    if ARTICLE.is_file():
        sets["article"] = (ARTICLE, options.data / ARTICLE_CASES.name)
    figures: dict[str, Any] = {}
    for name, (source, path) in sets.items():
        asked = cases(path)[::step]
        for use_bank in (True, False):
            label = f"{name}, {'with' if use_bank else 'without'} bank"
            figures[label] = measured(advisor(source, use_bank=use_bank), asked)
    if "article" in sets:
        asked = cases(sets["article"][1])[::step]
        figures["article's questions on the guide"] = same_section(advisor(None), advisor(ARTICLE), asked)
    for name, row in figures.items():
        print(name, {k: v for k, v in row.items() if isinstance(v, (int, float))}, sep="\n  ")
    results.write(options, {"sets": figures}, encoder=advisor(None).encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
