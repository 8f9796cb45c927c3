"""A mixed library: the guide, which has a question bank, beside ten sources that have none. Whose is the answer?

The foreign sources are made of public passages, one an article or a set of search queries' passages; 300 of their
questions and the guide's own cases are asked of all eleven together. A public question counts as right where its source
is quoted first (or first among the nearest, where the adviser refuses); the guide's cases are judged as ever, beside what
it has alone. `--write` fits data/claims.toml of answering: on half of the foreign sources (by the hash of their name) and
every other case of the guide's; what was not fitted on is reported apart.
"""

from __future__ import annotations

import dataclasses
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import results
from opening import GUIDE_CASES, PUBLIC, TOP, advisor, article_of, built, cases, context, half_of, sources

from advisor import measures
from advisor.answering import claim
from advisor.answering.answer import Answer, Reading, SmallTalk
from advisor.answering.claim import evidence
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.faces.contract import reading_json
from advisor.search.encoder import for_any_subject

FOREIGN, QUESTIONS = 10, 300
PENALTY = 0.0003
TARGET = TOP / "src" / "advisor" / "answering" / "data" / "claims.toml"
COMMENT = (
    "# Written by benchmarks/mixed.py: a conditional logit over the sources of a mixed library.",
    "# Data: the guide's cases (ours); SQuAD 2.0, XQuAD (CC BY-SA 4.0), CLAPnq (Apache-2.0, text CC BY-SA 3.0), from which",
    "# nothing but these weights is taken.",
)


def foreign(folder: Path) -> Iterator[tuple[Article, list[str]]]:
    """Ten sources with their answerable questions: seven articles of squad2, two of xquad, one of clapnq's passages."""
    for name, most in (("squad2", 7), ("xquad", 2), ("clapnq", 1)):
        texts: dict[str, dict[str, str]] = defaultdict(dict)
        for row in cases(folder / name / "corpus.jsonl"):
            title = row["doc_id"].split("__")[0] if name != "clapnq" else "clapnq"
            texts[title][row["doc_id"]] = row["text"]
        asked: dict[str, list[str]] = defaultdict(list)
        for row in cases(folder / name / "questions.jsonl"):
            title = row["doc_id"].split("__")[0] if name != "clapnq" else "clapnq"
            if row["answerable"]:
                asked[title].append(row["question"])
        for title in sorted(texts, key=lambda title: (-len(asked[title]), title))[:most]:
            some = list(texts[title].values())[:40]
            kept = set(list(texts[title])[:40])
            told = cases(folder / name / "questions.jsonl")
            questions = [row["question"] for row in told if row["answerable"] and row["doc_id"] in kept]
            yield article_of(f"{name}-{title.lower().replace('_', '-')}", title.replace("_", " "), some), questions


def mixed_reader(alone: Reader, articles: list[Article]) -> Reader:
    """The guide's reader with ten more sources, as a library of eleven would open."""
    more = tuple(built(article, alone.encoder) for article in articles)
    index = dataclasses.replace(alone.index, sources=(*alone.index.sources, *more))
    return Reader(index, alone.encoder, alone.settings, alone.hear)


def first_source(reading: Reading) -> str:
    """Whose quote stands first, or is nearest; "" where nothing is shown."""
    if isinstance(reading, SmallTalk):
        return ""
    shown = reading.citations if isinstance(reading, Answer) else reading.nearest
    return shown[0].quote.source if shown else ""


def fitted(reader: Reader, asked: list[tuple[str, list[str], str]]) -> dict[str, float]:
    """The weights of the conditional logit: by Newton's method, with an L2 penalty, as logistic.py does for two classes."""
    names = ("bank", "near", "foreign", "similarity", "coverage")
    ids = [source.article.id for source in reader.index.sources]
    tables, right = [], []
    for question, after, source in asked:
        query = reader.query(question, after)
        plain = for_any_subject(reader.encoder).encode([query.around])[0]
        tables.append([[row.get(name, 0.0) for name in names] for row in evidence(query, reader.rank(query), plain)])
        right.append(ids.index(source))
    x, y = np.array(tables), np.array(right)
    beta = np.zeros(len(names))
    for _ in range(50):
        logits = x @ beta
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        mean = np.einsum("qs,qsf->qf", p, x)
        gradient = (x[np.arange(len(y)), y] - mean).sum(axis=0) - PENALTY * len(y) * beta
        apart = x - mean[:, None, :]
        hessian = np.einsum("qs,qsf,qsg->fg", p, apart, apart) + PENALTY * len(y) * np.eye(len(names))
        beta += np.linalg.solve(hessian, gradient)
    return {name: round(float(value), 3) for name, value in zip(names, beta, strict=True)}


def main() -> None:
    parser = results.arguments(__doc__, "mixed", data=PUBLIC)
    parser.add_argument("--write", action="store_true", help=f"fit, and write {TARGET.relative_to(TOP)}")
    parser.add_argument("--misses", action="store_true", help="print what is not right")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"{options.data} is not here, skipped")
        return
    alone = advisor(None).reader
    made = list(foreign(options.data))[: 2 if options.smoke else FOREIGN]
    reader = mixed_reader(alone, [article for article, _ in made])
    if options.write:
        own = [(case["question"], context(case), "guide") for case in cases(GUIDE_CASES)[::2]]
        of = {article.id: questions for article, questions in made if not half_of(article.id)}
        chosen = [(q, [], id) for id, qs in of.items() for q in random.Random(id).sample(qs, min(30, len(qs)))]
        weights = fitted(reader, [*own, *chosen])
        lines = [f"{name} = {value}" for name, value in weights.items()]
        TARGET.write_text("\n".join([*COMMENT, *lines, ""]), encoding="utf-8")
        claim.weights.cache_clear()
    each = 5 if options.smoke else QUESTIONS // FOREIGN
    rows: list[dict[str, Any]] = []
    for article, questions in made:
        for question in random.Random(article.id).sample(questions, min(each, len(questions))):
            reading = reader.ask(question)
            right = first_source(reading) == article.id
            answered = isinstance(reading, Answer)
            rows.append({"source": article.id, "half": half_of(article.id), "right": right, "answered": answered})
            if options.misses and not right:
                print("missed:", article.id, "|", question, "|", first_source(reading), round(reading.confidence, 3))
    texts = {source.article.id: source.article.text for source in reader.index.sources}
    own = {"alone": 0.0, "mixed": 0.0}
    told = cases(GUIDE_CASES)[:: 12 if options.smoke else 1]
    for case in told:
        judged = {}
        for name, by in (("alone", alone), ("mixed", reader)):
            line = reading_json(by.ask(case["question"], after=context(case)), id=case["id"])
            quotes = line["quotes"]
            judged[name] = measures.judge_ask(case, line, texts[quotes[0]["source"]] if quotes else None)["right"]
            own[name] += float(judged[name])
        if options.misses and judged["alone"] and not judged["mixed"]:
            print("lost by the guide:", case["id"], case["question"], "|", line["status"], [q["source"] for q in quotes])
    figures: dict[str, Any] = {
        "questions": len(rows),
        "right source first": share(rows, "right"),
        "of those not fitted on": share([row for row in rows if row["half"]], "right"),
        "answered": share(rows, "answered"),
        "guide alone": round(own["alone"] / len(told), 4),
        "guide among them": round(own["mixed"] / len(told), 4),
        "kept by the guide": round(own["mixed"] / max(1.0, own["alone"]), 4),
        "by source": {a.id: share([row for row in rows if row["source"] == a.id], "right") for a, _ in made},
    }
    print(json.dumps(figures, indent=1))
    results.write(options, figures, encoder=alone.encoder.hash, corpus=[options.data, *sources()])


def share(rows: list[dict[str, Any]], name: str) -> float:
    return round(sum(bool(row[name]) for row in rows) / max(1, len(rows)), 4)


if __name__ == "__main__":
    main()
