"""What could answer a question in one source: places (one or several spans that belong together), best first.

With a question bank a place is what the bank's facts point to; without one it is a sentence by its fused score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.answering.query import Query
from advisor.article.bank import Fact, Topic
from advisor.search.alike import Pairs
from advisor.search.bank_index import BankIndex, BankMatch
from advisor.search.encoder import Encoding, Vectors
from advisor.search.retriever import Mix, SentenceScores, score_sentences
from advisor.search.source_index import SourceIndex
from advisor.search.wording import terms
from advisor.span import Span

# Chosen on the guide's cases; flat around these values (benchmarks/README.md, ablation).
ALIGNMENT_WEIGHT = 1.0  # of late interaction against a cosine of the whole
WORDING_WEIGHT = 0.2  # of BM25 over the bank against a cosine
ALONE_WEIGHT = 0.2  # of a question by itself against the message that it stands in, or what it follows
NAMED_FIGURE = 0.1  # added to an entry whose place has every figure that the question names
_FIGURE = re.compile(r"\d[\d.,]*\d[kmb%]?|\d[kmb%]")  # 12, 530k, 1.4m, 10,000: what one digit names is too common
# Entries that are answered alike count together: the share of their common score, and how near to the best the next must be
# to count much. Flat from .5 and .2 to .75 and .1.
SHARED, TOGETHER = 0.6, 0.15
_LEADS = 0.6  # cosine: from here on the nearest phrasing of a bank without topics leads to its fact
KEPT = 24  # places
BESIDE_A_BANK = Mix(1.0, 0.8, 0.15, 0.08, 0.0)  # its phrasings have been held against the question's pieces


@dataclass(frozen=True, slots=True)
class Place:
    """Spans that answer together; `fact` is the bank's entry that points here, None for a sentence by itself."""

    spans: tuple[Span, ...]
    score: float
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """`topic` is the nearest thing that the source does not answer, with its score; None without a bank.

    `nearest` is the cosine of the phrasing of the bank, of whatever entry, that is nearest to the question; `known` the
    share of the question's terms, by IDF, that source or bank have; `odds` whether the phrasings around it ask for what the
    source states (above 0) or for what it does not; `aligned` how much better its words have counterparts in what asks for
    a fact than in what asks for something else.
    """

    source: SourceIndex
    places: tuple[Place, ...]
    sentences: SentenceScores
    topic: Topic | None = None
    topic_spans: tuple[Span, ...] = ()
    topic_score: float = 0.0
    nearest: float = 0.0
    known: float = 1.0
    odds: float = 0.0
    aligned: float = 0.0

    @property
    def has_bank(self) -> bool:
        """Whether it was ranked by a bank that names also what the source does not answer."""
        return self.topic is not None

    def nearness(self, span: Span) -> float:
        """The best fused score of the sentences in the span."""
        inside = [i for i, (_, sentence) in enumerate(self.source.article.sentences) if span.holds(sentence)]
        return max((float(self.sentences.fused[i]) for i in inside), default=0.0)


def rank(
    query: Query, around: Encoding, alone: Encoding, source: SourceIndex, bank: BankIndex | None, *, every: bool = False,
    second: Vectors | None = None,
) -> Ranking:  # fmt: skip
    """`around` is the query as read, `alone` without the earlier questions, `second` the former by the encoder for any
    subject, shape (dimension,).

    `every` keeps all places, each with the score of its own fact, for what stands around an answer.
    """
    kept = None if every else KEPT
    weights = None if bank is None else BESIDE_A_BANK
    sentences = score_sentences(source, around, query.terms, weights, second=second)
    if bank is None:
        return Ranking(source, _by_sentence(source, sentences, kept), sentences)
    match = bank.match(around, query.terms)
    by_itself = match if query.stands_alone else bank.match(alone, query.terms)
    share = 0.0 if query.stands_alone else ALONE_WEIGHT
    scores = (1 - share) * _scores(match) + share * _scores(by_itself)
    here = np.array([bool(spans) for spans in source.fact_places], bool)
    scores[: match.facts] += NAMED_FIGURE * _with_figures(query.alone, source)
    of_facts, of_topics = scores[: match.facts], scores[match.facts :]
    if not (query.behind or every):  # what a question follows would speak for its own place once more
        of_facts, of_topics = pooled(of_facts, source.alike), pooled(of_topics, bank.alike)
    of_facts = np.where(here, of_facts, -np.inf)
    nearest = float(by_itself.nearness.max(initial=0.0))
    if not len(of_topics):  # a bank that names nothing unanswered leads to places, and cannot tell when to refuse
        led = _by_fact(source, bank, of_facts, kept) if nearest >= _LEADS else ()
        return Ranking(source, led or _by_sentence(source, sentences, kept), sentences, nearest=nearest)
    best = int(np.argmax(of_topics))
    return Ranking(
        source,
        _by_fact(source, bank, of_facts, kept),
        sentences,
        bank.bank.topics[best],
        source.topic_places[best],
        float(of_topics[best]),
        nearest,
        _known(query, source, bank),
        # beside other questions of its message it counts by itself too
        (match.odds + by_itself.odds) / 2 if query.read_as == query.alone else match.odds,
        float(match.alignment[: match.facts][here].max(initial=-1.0) - match.alignment[match.facts :].max()),
    )


def pooled(scores: NDArray[np.float64], alike: Pairs) -> NDArray[np.float64]:
    """Every entry's score, shape (entries,), with a share of what those answered alike have in common.

    That is T log Σ exp(score / T). As probabilities of entries add up to that of their place: "is a PhD needed", "who is
    hired without one" and "how open is the field" speak for one sentence, though each alone may be behind another's.
    """
    mass = np.bincount(alike[0], weights=np.exp(scores[alike[1]] / TOGETHER), minlength=len(scores))
    return (1 - SHARED) * scores + SHARED * TOGETHER * np.log(mass)


def _known(query: Query, source: SourceIndex, bank: BankIndex) -> float:
    idf = {term: source.sentence_terms.idf_of(term) for term in terms(query.alone)}
    there = (source.sentence_terms.vocabulary, bank.terms.vocabulary)
    known = sum(rarity for term, rarity in idf.items() if any(term in each for each in there))
    return known / sum(idf.values()) if idf else 1.0


def _scores(match: BankMatch) -> NDArray[np.float64]:
    return match.scores(alignment=ALIGNMENT_WEIGHT, wording=WORDING_WEIGHT)


def _by_fact(source: SourceIndex, bank: BankIndex, scores: NDArray[np.float64], kept: int | None) -> tuple[Place, ...]:
    order = np.argsort(-scores, kind="stable")[:kept]
    return tuple(
        Place(source.fact_places[i], float(scores[i]), bank.bank.facts[i]) for i in order if np.isfinite(scores[i])
    )


def _by_sentence(source: SourceIndex, sentences: SentenceScores, kept: int | None) -> tuple[Place, ...]:
    order = np.argsort(-sentences.fused, kind="stable")[:kept]
    return tuple(Place((source.article.sentences[i][1],), float(sentences.fused[i])) for i in order)


def _with_figures(question: str, source: SourceIndex) -> NDArray[np.float64]:
    """Of every fact, 1 where a place of it has all the figures of the question ("who are the 12-16 weeks for?"), else 0."""
    named = set(_FIGURE.findall(question))
    has = np.zeros(len(source.fact_places))
    if named:
        texts = ((i, span.of(source.article.text)) for i, spans in enumerate(source.fact_places) for span in spans)
        for i, text in texts:
            has[i] = has[i] or named <= set(_FIGURE.findall(text.lower()))
    return has
