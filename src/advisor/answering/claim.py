"""Whose question is it? Each source's claim to a question, on one scale for those with a bank and those without.

A conditional logit (McFadden 1974) over the sources: how near the nearest sentence is and how much of the question's rare
words the best passage has, measured alike for all; for a source with a bank also how near its nearest phrasing is, and
how foreign the question sounds. Weights: data/claims.toml, fitted by benchmarks/mixed.py. A name decides ahead of them:
of sources that have it and sources that have not, only the first have a claim.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from advisor.answering.query import Query
from advisor.answering.ranking import Ranking
from advisor.article.article import Article
from advisor.search.bank_index import BankIndex
from advisor.search.encoder import Vectors
from advisor.search.wording import english_words, names_in, terms

SERIOUS = 0.2  # from this claim on a source that answers goes ahead of one that does not
TIE = 0.5  # of the best claim: from there on two sources that both answer are both shown
_NEAR = 0.75  # cosine of a phrasing that whatever is asked reaches
_LOWER = re.compile(r"(?<![\w'’])[a-z][\w'’]*")


@cache
def weights() -> Mapping[str, float]:
    return tomllib.loads(files("advisor.answering").joinpath("data/claims.toml").read_text(encoding="utf-8"))


def names_of(article: Article) -> frozenset[str]:
    """The terms that title and text write with a capital inside a sentence and nowhere without, and no dictionary has."""
    text = f"on {article.title}\n{article.text}"
    capitalised = names_in(text) - {word.lower() for word in _LOWER.findall(text)}
    return frozenset(term for word in capitalised - english_words() for term in terms(word))


def known_to(bank: BankIndex) -> frozenset[str]:
    """The terms in which people ask for what the bank's source is about, whether it says so or not."""
    topics = enumerate(bank.bank.topics, len(bank.bank.facts))
    foreign = [i for i, topic in topics if topic.reason in ("off_topic", "smalltalk")]
    at = bank.terms
    own = ~np.isin(at.docs, np.array(foreign, np.int32))
    return frozenset(term for term, n in at.vocabulary.items() if own[at.starts[n] : at.starts[n + 1]].any())


def evidence(query: Query, rankings: Sequence[Ranking], plain: Vectors) -> list[dict[str, float]]:
    """What each claim is computed from, by the names of the weights; `plain` is the query by the encoder for any subject."""
    sources = [ranking.source for ranking in rankings]
    sentences = sum(source.sentence_terms.size for source in sources)
    idf = {}
    for term in dict.fromkeys(query.terms):
        often = sum(source.sentence_terms.frequency(term) for source in sources)
        idf[term] = math.log1p((sentences - often + 0.5) / (often + 0.5))
    total = sum(idf.values())
    measured = []
    for source, ranking in zip(sources, rankings, strict=True):
        by_any = source.plain_vectors
        similarity = by_any.rows() @ plain if by_any is not None else ranking.sentences.similarity
        row = {
            "similarity": float(similarity.max(initial=0.0)),
            "coverage": source.passage_terms.coverage(idf) / total if total else 0.0,
        }
        if ranking.has_bank:
            row |= {"bank": 1.0, "near": max(0.0, ranking.nearest - _NEAR), "foreign": query.foreign}
        measured.append(row)
    return measured


def claims(
    query: Query, rankings: Sequence[Ranking], plain: Vectors,
    names: Sequence[frozenset[str]], known: Sequence[frozenset[str]],
) -> list[float]:
    """The probability of each source that it is the one that is asked; 0 for one that lacks a name which another has.

    `names` are the names of each source, `known` the terms of the bank beside it, empty where it has none.
    """
    by = weights()
    logits = np.array([sum(by[name] * value for name, value in row.items()) for row in evidence(query, rankings, plain)])
    odds = np.exp(logits - logits.max())
    lacks = np.array(_lacking(query, rankings, names, known))
    odds[lacks > lacks.min()] = 0.0
    return [float(p) for p in odds / odds.sum()]


def _lacking(
    query: Query, rankings: Sequence[Ranking], names: Sequence[frozenset[str]], known: Sequence[frozenset[str]]
) -> list[int]:
    """How many of the question's names each source lacks, of those that one of the others has."""
    written = {term for word in names_in(query.text) for term in terms(word)}
    asked = [term for term in dict.fromkeys(query.terms) if term in written or any(term in own for own in names)]
    has = [
        [
            term in ranking.source.sentence_terms.vocabulary or term in ranking.source.passage_terms.vocabulary
            or term in own or term in bank
            for term in asked
        ]
        for ranking, own, bank in zip(rankings, names, known, strict=True)
    ]  # fmt: skip
    decides = [any(row[i] for row in has) for i in range(len(asked))]
    return [sum(decides[i] and not row[i] for i in range(len(asked))) for row in has]
