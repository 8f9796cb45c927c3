"""Where another source gives another figure for the same thing, so that an answer shows both.

The same thing: the other source's sentence is near the question and near the quote, names the same labs and roles,
shares its subject's words, and carries a figure of the same unit, none of which the quote has. Anything less is silence.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from advisor.answering.entities import entities
from advisor.answering.query import Query
from advisor.answering.ranking import Place, Ranking
from advisor.article.figure import Figure, figures
from advisor.article.quote import Quote
from advisor.search.encoder import Encoder
from advisor.search.wording import read_as, terms

_LOOKED_AT = 5  # sentences of the other source, those nearest to the question
_NEAR_QUESTION = 0.4  # cosine
_NEAR_QUOTE = 0.7  # cosine; figures themselves are left out of both
_SHARED_WORDS = 0.5  # of the shorter sentence's terms without figures
_FIGURED = ("amount", "duration", "other")  # kinds of question whose answer may be a figure


def differing(query: Query, quote: Quote, ranking: Ranking, encoder: Encoder) -> Place | None:
    """The place of the other source (`ranking`) whose figure differs from the quote's, or None."""
    if query.kind not in _FIGURED or not (own := figures(quote.text)):
        return None
    article, scores = ranking.source.article, ranking.sentences
    nearest = np.argsort(-scores.fused, kind="stable")[:_LOOKED_AT]
    near = [int(i) for i in nearest if scores.similarity[i] >= _NEAR_QUESTION]
    texts = [(i, article.sentences[i][1].of(article.text)) for i in near]
    differ = [(i, text) for i, text in texts if _other_figure(own, figures(text)) and _same_subject(quote.text, text)]
    if not differ:
        return None
    vectors = encoder.encode([_without_figures(quote.text), *(_without_figures(text) for _, text in differ)])
    for (i, _), vector in zip(differ, vectors[1:], strict=True):
        if float(vectors[0] @ vector) >= _NEAR_QUOTE:
            return Place((article.sentences[i][1],), float(scores.fused[i]))
    return None


def _other_figure(own: Iterable[Figure], others: Iterable[Figure]) -> bool:
    """True where both have figures of a unit and not one in common."""
    first = {(f.unit, f.low, f.high) for f in own}
    second = {(f.unit, f.low, f.high) for f in others}
    shared = {unit for unit, _, _ in first} & {unit for unit, _, _ in second}
    return bool(shared) and not first & second


def _same_subject(one: str, other: str) -> bool:
    if entities(read_as(one)) != entities(read_as(other)):
        return False
    first, second = (set(terms(_without_figures(text))) for text in (one, other))
    return len(first & second) >= _SHARED_WORDS * max(1, min(len(first), len(second)))


def _without_figures(text: str) -> str:
    """`_without_figures("It pays $40K a year.")` → `'it pays a year.'`."""
    for figure in reversed(figures(text)):
        text = text[: figure.span.start] + text[figure.span.end :]
    return read_as(text)
