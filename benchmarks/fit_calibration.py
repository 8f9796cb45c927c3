"""Fits the probability that a source answers a question, and writes src/advisor/answering/data/calibration.toml.

Three logistic models: [bank] on the guide's cases and the article's development questions, of both manners each, and
public questions as strangers (half of their documents; the other half measures); [subject] on the same with the bank
switched off, for an article on the bank's subject that has none; [plain], for all others, on what the encoder's adapter
for them has not learned from: half of SQuAD 2.0 and CLAPnq, and the documents of four of our writers.
L2-regularised, by Newton's method; reported out of fold. In [bank] and [subject] the sets weigh the same, but for strangers;
in [plain] both sides of every set weigh as the square root of their number. The threshold of [bank] is a bound
(`bounded`), those of the others refuse the wanted share of what the sources do not answer, the mean over the sets.
"""

from __future__ import annotations

import datetime
import sys
from collections import defaultdict
from collections.abc import Iterator
from math import exp, lgamma, log, log1p
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import measures
import numpy as np
import results
from logistic import fit, out_of_fold
from numpy.typing import NDArray
from opening import (
    ARTICLE,
    ARTICLE_CASES,
    GUIDE_CASES,
    GUIDE_SPOKEN,
    PUBLIC,
    SPOKEN_CASES,
    TOP,
    advisor,
    article_of,
    built,
    cases,
    context,
    given_sentences,
    half_of,
    reader_of,
    sources,
    strangers,
)

from advisor.answering.abstain import confidence, features
from advisor.answering.instructions import is_instruction
from advisor.answering.query import read
from advisor.answering.reader import Reader

sys.path.insert(0, str(TOP))

from training.questions import LEARNED_HALF
from training.questions import written as documents_written

TARGET = TOP / "src" / "advisor" / "answering" / "data" / "calibration.toml"
# From this probability on an answer is given without "may be"; what has no bank is seldom surer than .8, right as it is.
SURE = {"bank": 0.8, "subject": 0.8, "plain": 0.6}
STRANGERS = {"bank": 3.0, "subject": 1.0, "plain": 1.0}  # weight of the public questions against another set
# Refused of the near misses, the mean over the sets. Of those of [plain] a sentence says most of what is asked, and nobody
# is misled by what he reads word for word; strangers are refused whatever the threshold.
WANTED = {"subject": 0.86, "plain": 0.60}
PENALTY = {"bank": 0.001, "subject": 0.001, "plain": 0.001}  # on standardised features, a share of the number of questions
_NAMES = {GUIDE_CASES: "guide", GUIDE_SPOKEN: "guide spoken", ARTICLE_CASES: "article", SPOKEN_CASES: "article spoken"}


class Row(NamedTuple):
    set: str
    id: str
    answerable: bool
    features: dict[str, float]
    ruled_out: bool = False  # refused by rule, whatever the probability


def rows_of_cases(source: Path | None, path: Path, *, use_bank: bool, step: int) -> Iterator[Row]:
    adviser = advisor(source, use_bank=use_bank)
    name = _NAMES[path]
    for case in cases(path)[::step]:
        examined = adviser.reader.examined(case["question"], context(case))
        query, rankings = max(examined, key=lambda each: confidence(each[0], each[1][0]))
        ruled_out = is_instruction(query.alone)
        yield Row(name, case["id"], case["answerable"], features(query, rankings[0]), ruled_out)


def rows_of_strangers(folder: Path, *, half: int, use_bank: bool, step: int) -> Iterator[Row]:
    """Public questions asked of the guide, which answers none of them; the other half of the documents measures."""
    reader = advisor(None, use_bank=use_bank).reader
    for question in strangers(folder, half)[::step]:
        query, rankings = reader.examined(question)[0]
        yield Row("strangers", "", False, features(query, rankings[0]))


def found_in(reader: Reader, question: str) -> dict[str, float]:
    """The features of a question asked of one source."""
    query = read(question, speller=reader.index.speller)
    return features(query, reader.rank(query)[0])


def rows_of_written(encoder: Any, folder: Path, *, step: int) -> Iterator[Row]:
    """Our own documents, asked also what is foreign to them."""
    drawn, foreign = Random(7), strangers(folder, 0)
    for document in list(documents_written(learned=False))[::step]:
        reader = reader_of(built(given_sentences("written", document.title, [document.sentences]), encoder), encoder)
        for question in document.questions:
            yield Row("written", question.text, bool(question.right), found_in(reader, question.text))
        for stranger in drawn.sample(foreign, min(20, len(foreign))):
            yield Row("strangers", "", False, found_in(reader, stranger))


def rows_of_public(folder: Path, encoder: Any, *, step: int) -> Iterator[Row]:
    asked = defaultdict(list)
    for question in cases(folder / "questions.jsonl"):
        asked[question["doc_id"]].append(question)
    for document in cases(folder / "corpus.jsonl")[::step]:
        article = article_of(document["doc_id"], document["title"], [document["text"]])
        if half_of(document["title"]) == LEARNED_HALF or not article.sentences:
            continue
        reader = reader_of(built(article, encoder), encoder)
        for question in asked[document["doc_id"]]:
            yield Row(folder.name, question["id"], question["answerable"], found_in(reader, question["question"]))


def table(
    name: str, rows: list[Row]
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Names, features, answers, and weights: see above."""
    names = sorted(rows[0].features)
    x = np.array([[row.features[name] for name in names] for row in rows])
    y = np.array([row.answerable for row in rows], float)
    public = np.array([row.set in ("squad2", "clapnq", "written") for row in rows])
    weight = np.ones(len(rows))
    for each in sorted({row.set for row in rows}):
        of_set = np.array([row.set == each for row in rows])
        if not public.any():
            weight[of_set] = (STRANGERS[name] if each == "strangers" else 1) / of_set.sum()
            continue
        for side in (0.0, 1.0):
            here = (y == side) & of_set
            if here.any():
                weight[here] = np.sqrt(here.sum()) / here.sum()
    return names, x, y, weight * len(rows) / weight.sum()


def bounded(believed: NDArray[np.float64], rows: list[Row]) -> tuple[float, dict[str, Any]]:
    """The lowest threshold at which, at 95 % confidence, at most 7.5 % of the near misses, 1 % of strangers and
    5 % of all are answered.

    Clopper and Pearson's upper bound on the share answered, out of fold (conformal risk control, Angelopoulos et al. 2022).
    """
    no = {
        name: np.array([p for p, row in zip(believed, rows, strict=True) if not row.answerable and of(row.set)])
        for name, of in (
            ("near misses", lambda s: s != "strangers"),
            ("strangers", lambda s: s == "strangers"),
            ("both", lambda s: True),
        )
    }
    most = {"near misses": 0.075, "strangers": 0.01, "both": 0.05}
    for threshold in np.round(np.arange(0.05, 0.99, 0.01), 2):
        found = {
            name: {"n": len(p), "answered": hits, "bound": clopper_pearson(hits, len(p))}
            for name, p in no.items()
            if len(p) and (hits := int((p >= threshold).sum())) >= 0
        }
        if all(row["bound"] <= most[name] for name, row in found.items()):
            return float(threshold), found
    return 0.99, found


def clopper_pearson(hits: int, n: int, *, confidence: float = 0.95) -> float:
    """The upper bound on a share of which `hits` of n were seen: `clopper_pearson(0, 59)` → about 0.05."""
    low, high = hits / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        p, q = log(middle), log1p(-middle)
        odds = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * p + (n - k) * q for k in range(hits + 1))
        tail = sum(map(exp, odds))
        low, high = (middle, high) if tail > 1 - confidence else (low, middle)
    return round(high, 4)


def report(rows: list[Row], believed: NDArray[np.float64], threshold: float) -> dict[str, Any]:
    out = {}
    for name in ["all", *sorted({row.set for row in rows} - {"strangers"})]:  # these have one side alone: see `bounded`
        here = [i for i, row in enumerate(rows) if name in ("all", row.set)]
        y, p = np.array([rows[i].answerable for i in here]), believed[here]
        out[name] = {
            "questions": len(here), "auroc": measures.auroc(p, y), "brier": measures.brier(p, y),
            "answered": round(float((p[y] >= threshold).mean()), 4), "refused": round(float((p[~y] < threshold).mean()), 4),
        }
    return out


def section(name: str, rows: list[Row]) -> tuple[str, dict[str, Any]]:
    """One table of the TOML, and its figures out of fold."""
    names, x, y, weight = table(name, rows)
    believed = out_of_fold(x, y, weight, PENALTY[name])
    believed[[row.ruled_out for row in rows]] = 0.0
    sets = np.array([row.set for row in rows])
    bound: dict[str, Any] = {}
    if name == "bank":
        threshold, bound = bounded(believed, rows)
    else:
        no = [believed[(y == 0) & (sets == each)] for each in np.unique(sets) if each != "strangers"]
        steps = np.round(np.arange(0.05, 1.0, 0.01), 2)
        threshold = float(next(t for t in steps if np.mean([(p < t).mean() for p in no]) >= WANTED[name]))
    model = fit(x, y, weight, PENALTY[name])
    lines = [f"[{name}]", f"intercept = {model.intercept:.4f}"]
    lines += [f"{feature} = {value:.4f}" for feature, value in zip(names, model.weights, strict=True)]
    figures = report(rows, believed, threshold)
    said = [
        f"# {name}: {row['questions']} questions, AUROC {row['auroc']:.3f}, Brier {row['brier']:.3f}, "
        f"answered {row['answered']:.3f} of the answerable, refused {row['refused']:.3f} of the others"
        for name, row in figures.items()
    ]
    for kind, row in bound.items():
        said.append(f"# {kind}: {row['answered']} of {row['n']} answered, at most {row['bound']:.3f} at 95 %")
    lines += [f"threshold = {threshold:.2f}", f"sure = {max(threshold, SURE[name]):.2f}"]
    text = "\n".join([*said, *lines])
    return text, {"threshold": threshold, "penalty": PENALTY[name], "bounds": bound, **figures}


def main() -> None:
    parser = results.arguments(__doc__, "fit_calibration", data=PUBLIC)
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.relative_to(TOP)}")
    parser.add_argument("--bank-only", action="store_true", help="leave [plain] as it is, which hangs on no bank")
    options = parser.parse_args()
    step = 16 if options.smoke else 1
    sets = [(None, GUIDE_CASES), (None, GUIDE_SPOKEN)]
    if ARTICLE.is_file():
        sets += [(ARTICLE, ARTICLE_CASES), (ARTICLE, SPOKEN_CASES)]
    encoder = advisor(None).encoder
    sections = {}
    for name, use_bank in (("bank", True), ("subject", False)):
        rows = [r for s, p in sets for r in rows_of_cases(s, p, use_bank=use_bank, step=step)]
        if options.data.is_dir():
            rows += rows_of_strangers(options.data, half=0, use_bank=use_bank, step=step)
        sections[name] = section(name, rows)
    folders = [folder for folder in (options.data / "squad2", options.data / "clapnq") if folder.is_dir()]
    if options.bank_only or not folders:
        kept = TARGET.read_text(encoding="utf-8")
        sections["plain"] = (kept[kept.rindex("# all:") :].rstrip(), {})
    else:
        rows = [r for folder in folders for r in rows_of_public(folder, encoder, step=step)]
        sections["plain"] = section("plain", [*rows, *rows_of_written(encoder, options.data, step=step)])
    today = datetime.datetime.now(datetime.UTC).date()
    comment = (
        f"# Written by benchmarks/fit_calibration.py on {today}; figures are out of fold (5 folds).\n"
        "# Data: the guide's cases (ours), the article's development questions; SQuAD 2.0 and XQuAD (CC BY-SA 4.0) and\n"
        "# CLAPnq (Apache-2.0, text CC BY-SA 3.0), from which nothing but these weights is taken.\n"
    )
    texts = [text for text, _ in sections.values()]
    print(text := "\n\n".join([comment.rstrip(), *texts]) + "\n")
    if options.write and not options.smoke:
        TARGET.write_text(text, encoding="utf-8")
    figures = {name: found for name, (_, found) in sections.items()}
    results.write(options, figures, encoder=encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
