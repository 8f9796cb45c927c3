"""Whether the source answers: a calibrated probability from what ranking found, by logistic regression.

The weights are data/calibration.toml, fitted by benchmarks/fit_calibration.py; the file says on what.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from advisor.answering.query import Query
from advisor.answering.ranking import Ranking
from advisor.search.wording import terms

Kind = Literal["bank", "subject", "plain"]
_FIGURED = ("amount", "duration")  # kinds of question that a sentence without a figure hardly answers
_FIGURE = re.compile(r"\d")
_EVEN = 0.05  # added to the spread of the scores, so that in a source of a few even sentences none stands out


@cache
def _models() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(files("advisor.answering").joinpath("data/calibration.toml").read_text(encoding="utf-8"))


def features(query: Query, ranking: Ranking) -> dict[str, float]:
    """The numbers that the probability is computed from, by name; other names for each kind of source."""
    if ranking.has_bank:
        best = ranking.places[0].score if ranking.places else -1.0
        return {
            "margin": max(-2.0, best - ranking.topic_score),
            "nearest": ranking.nearest,
            "known": ranking.known,
            "foreign": query.foreign,
            "odds": ranking.odds,
            "aligned": ranking.aligned,
        }
    fused, article = ranking.sentences.fused, ranking.source.article
    if not len(fused):
        return dict.fromkeys(("similarity", "aligned", "figureless"), 0.0)
    best = int(fused.argmax())
    found = {
        "similarity": float(ranking.sentences.similarity.max()),
        "aligned": float(ranking.sentences.alignment[best]),
        "figureless": float(query.kind in _FIGURED and not _FIGURE.search(article.sentences[best][1].of(article.text))),
    }
    if not ranking.source.adapted:  # what can only mean more: near misses share more words with it than what it answers
        return found
    return found | {
        "fused": float(fused[best]),
        "coverage": _coverage(query, ranking, best),
        "outstanding": float((fused[best] - fused.mean()) / (fused.std() + _EVEN)),
        "foreign": query.foreign,
        "second": float(ranking.sentences.second[best]),
    }


def confidence(query: Query, ranking: Ranking) -> float:
    """The probability, between 0 and 1, that the source answers the question."""
    model = _models()[kind_of(ranking)]
    total = model["intercept"] + sum(model[name] * value for name, value in features(query, ranking).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def kind_of(ranking: Ranking) -> Kind:
    """By what there is to go by: a bank, an encoder that has learned the source's subject, or neither."""
    return "bank" if ranking.has_bank else "subject" if ranking.source.adapted else "plain"


def threshold(kind: Kind) -> float:
    """From this confidence on the answer is given."""
    return _models()[kind]["threshold"]


def sure_from(kind: Kind) -> float:
    """From this confidence on the answer is given without a "may be"."""
    return _models()[kind].get("sure", threshold(kind))


def _coverage(query: Query, ranking: Ranking, number: int) -> float:
    """How much of the question's rare words the passage around that sentence has; 0 to 1."""
    source = ranking.source
    passage = next(p for p in source.passages if p.sentences[0] <= number < p.sentences[1])
    there = set(terms(passage.span.of(source.article.text)))
    idf = {term: source.sentence_terms.idf_of(term) for term in query.terms}
    total = sum(idf.values())
    return sum(rarity for term, rarity in idf.items() if term in there) / total if total else 0.0
