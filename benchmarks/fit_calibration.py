"""Fits the probability that a source answers a question, and writes src/advisor/answering/data/calibration.toml.

Two logistic models: [bank] on the guide's cases and the article's development questions, [plain] (no bank) on SQuAD 2.0,
CLAPnq and both case sets with the bank switched off. L2-regularised, by Newton's method; reported out of fold.
The public questions weigh as much as the cases together in [plain]; every set weighs the same on both sides.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import measures
import numpy as np
import results
from numpy.typing import NDArray
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, PUBLIC, TOP, advisor, article_of, built, cases, context, reader_of

from advisor.answering.abstain import features
from advisor.answering.query import read

TARGET = TOP / "src" / "advisor" / "answering" / "data" / "calibration.toml"
PENALTY = {"bank": 0.001, "plain": 0.001}  # on standardised features, a share of the number of questions
FOLDS = 5
REFUSED = 0.90  # of the questions that are not answerable, wanted where it can be had
LEAST_ANSWERED = 0.85


class Row(NamedTuple):
    set: str
    id: str
    answerable: bool
    features: dict[str, float]


class Model(NamedTuple):
    intercept: float
    weights: NDArray[np.float64]

    def believe(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        return 1 / (1 + np.exp(-np.clip(self.intercept + x @ self.weights, -30, 30)))


def rows_of_cases(source: Path | None, path: Path, *, use_bank: bool, limit: int | None) -> Iterator[Row]:
    reader = advisor(source, use_bank=use_bank).reader
    for case in cases(path)[:limit]:
        query = read(case["question"], after=context(case), speller=reader.index.speller)
        yield Row("article" if source else "guide", case["id"], case["answerable"], features(query, reader.rank(query)[0]))


def rows_of_public(folder: Path, encoder: Any, *, limit: int | None) -> Iterator[Row]:
    asked = defaultdict(list)
    for question in cases(folder / "questions.jsonl"):
        asked[question["doc_id"]].append(question)
    for document in cases(folder / "corpus.jsonl")[:limit]:
        article = article_of(document["doc_id"], document["title"], [document["text"]])
        if not article.sentences:
            continue
        reader = reader_of(built(article, encoder), encoder)
        for question in asked[document["doc_id"]]:
            query = read(question["question"], speller=reader.index.speller)
            yield Row(folder.name, question["id"], question["answerable"], features(query, reader.rank(query)[0]))


def table(rows: list[Row]) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Names, features, answers, and weights that make the sides of every set count the same, and the two kinds of set."""
    names = sorted(rows[0].features)
    x = np.array([[row.features[name] for name in names] for row in rows])
    y = np.array([row.answerable for row in rows], float)
    public = np.array([row.set in ("squad2", "clapnq") for row in rows])
    weight = np.ones(len(rows))
    for name in sorted({row.set for row in rows}):
        for side in (0.0, 1.0):
            here = (y == side) & np.array([row.set == name for row in rows])
            if here.any():
                weight[here] = np.sqrt(here.sum()) / here.sum() if public.any() else 1.0
    return names, x, y, weight * len(rows) / weight.sum()


def fit(x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64], penalty: float) -> Model:
    """Newton's method on standardised features, the intercept free of the penalty; weights given back in raw units."""
    centre, scale = np.average(x, axis=0, weights=weight), x.std(axis=0)
    scale[scale < 1e-9] = 1.0
    z = np.column_stack([np.ones(len(x)), (x - centre) / scale])
    ridge = penalty * len(x) * np.eye(z.shape[1])
    ridge[0, 0] = 0.0
    beta = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        hessian = z.T @ (z * (weight * p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(z.shape[1])
        step = np.linalg.solve(hessian, z.T @ (weight * (y - p)) - ridge @ beta)
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    return Model(float(beta[0] - (beta[1:] * centre / scale).sum()), beta[1:] / scale)


def out_of_fold(x: Any, y: Any, weight: Any, penalty: float) -> NDArray[np.float64]:
    """Every row's probability by the model fitted on the other folds; row i is in fold i mod 5."""
    fold, believed = np.arange(len(y)) % FOLDS, np.zeros(len(y))
    for k in range(FOLDS):
        model = fit(x[fold != k], y[fold != k], weight[fold != k], penalty)
        believed[fold == k] = model.believe(x[fold == k])
    return believed


def choose_threshold(believed: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """The best balanced share of right decisions, of those that refuse 0.90 rightly and answer 0.85 where there are any."""
    steps = np.round(np.arange(0.05, 0.96, 0.01), 2)
    sides = [_decided(believed, y, weight, t) for t in steps]
    good = [i for i, (up, down) in enumerate(sides) if down >= REFUSED and up >= LEAST_ANSWERED]
    return float(steps[max(good or range(len(steps)), key=lambda i: (round(sum(sides[i]), 6), sides[i][1]))])


def _decided(believed: Any, y: Any, weight: Any, t: float) -> tuple[float, float]:
    yes = y == 1
    return float(weight[yes & (believed >= t)].sum() / weight[yes].sum()), float(
        weight[~yes & (believed < t)].sum() / weight[~yes].sum()
    )


def report(rows: list[Row], believed: NDArray[np.float64], threshold: float) -> dict[str, Any]:
    out = {}
    for name in ["all", *sorted({row.set for row in rows})]:
        here = [i for i, row in enumerate(rows) if name in ("all", row.set)]
        y, p = np.array([rows[i].answerable for i in here]), believed[here]
        out[name] = {
            "questions": len(here), "auroc": measures.auroc(p, y), "brier": measures.brier(p, y),
            "answered": round(float((p[y] >= threshold).mean()), 4), "refused": round(float((p[~y] < threshold).mean()), 4),
        }
    return out


def section(name: str, rows: list[Row]) -> tuple[str, dict[str, Any]]:
    """One table of the TOML, and its figures out of fold."""
    names, x, y, weight = table(rows)
    believed = out_of_fold(x, y, weight, PENALTY[name])
    threshold = choose_threshold(believed, y, weight)
    model = fit(x, y, weight, PENALTY[name])
    lines = [f"[{name}]", f"intercept = {model.intercept:.4f}"]
    lines += [f"{feature} = {value:.4f}" for feature, value in zip(names, model.weights, strict=True)]
    figures = report(rows, believed, threshold)
    said = [
        f"# {name}: {row['questions']} questions, AUROC {row['auroc']:.3f}, Brier {row['brier']:.3f}, "
        f"answered {row['answered']:.3f} of the answerable, refused {row['refused']:.3f} of the others"
        for name, row in figures.items()
    ]
    text = "\n".join([*said, *lines, f"threshold = {threshold:.2f}"])
    return text, {"threshold": threshold, "penalty": PENALTY[name], **figures}


def main() -> None:
    parser = results.arguments(__doc__, "fit_calibration", data=PUBLIC)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.relative_to(TOP)}")
    options = parser.parse_args()
    limit = 20 if options.smoke else None
    sets = [(None, GUIDE_CASES)] + ([(ARTICLE, ARTICLE_CASES)] if ARTICLE.is_file() else [])
    encoder = advisor(None).encoder
    rows = {use: [r for s, p in sets for r in rows_of_cases(s, p, use_bank=use, limit=limit)] for use in (True, False)}
    for folder in (options.data / "squad2", options.data / "clapnq"):
        if folder.is_dir():
            rows[False] += rows_of_public(folder, encoder, limit=limit)
    bank, plain = section("bank", rows[True]), section("plain", rows[False])
    today = datetime.datetime.now(datetime.UTC).date()
    comment = (
        f"# Written by benchmarks/fit_calibration.py on {today}; figures are out of fold (5 folds).\n"
        "# Data: the guide's cases (ours), the article's development questions; for [plain] also SQuAD 2.0 (CC BY-SA 4.0)\n"
        "# and CLAPnq (Apache-2.0, text CC BY-SA 3.0), from which nothing but these weights is taken.\n"
    )
    print(text := f"{comment}\n{bank[0]}\n\n{plain[0]}\n")
    if options.write and not options.smoke:
        TARGET.write_text(text, encoding="utf-8")
    results.write(options, {"bank": bank[1], "plain": plain[1]}, encoder=encoder.hash, corpus=[TOP / "corpus" / "guide"])


if __name__ == "__main__":
    main()
