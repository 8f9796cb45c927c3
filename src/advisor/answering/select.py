"""From ranked places to the few quotes of an answer: best first, no place twice, within a budget of characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.answering.answer import Citation
from advisor.answering.query import Query
from advisor.answering.ranking import Place
from advisor.article.article import Article
from advisor.article.quote import cut
from advisor.settings import Settings
from advisor.span import Span

_MOST_OF_A_LIST = 6


@dataclass(frozen=True, slots=True)
class _Choice:
    span: Span
    score: float


def select(query: Query, places: Sequence[Place], article: Article, settings: Settings) -> tuple[Citation, ...]:
    """The quotes of an answer; the best place is always among them, whole where it is a list or a comparison."""
    if not places:
        return ()
    whole = _whole(query, places[0])
    most = max(len(whole), settings.most_quotes) if len(whole) > 1 else settings.most_quotes
    limit = settings.most_list_chars if len(whole) > settings.most_quotes else max(settings.quotes_chars, _length(whole))
    chosen = [_Choice(span, places[0].score) for span in whole]
    for place in places[1:]:
        for span in place.spans:
            fits = len(chosen) < most and _length(c.span for c in chosen) + len(span) <= limit
            if fits and not any(span.meets(choice.span) for choice in chosen):
                chosen.append(_Choice(span, place.score))
    return tuple(Citation(i, cut(article, choice.span), choice.score) for i, choice in enumerate(chosen, 1))


def nearest(spans: Iterable[Span], article: Article, *, most: int = 3) -> tuple[Citation, ...]:
    """Passages to show beside a refusal, in the order given, without overlap."""
    chosen: list[Span] = []
    for span in spans:
        if len(chosen) < most and not any(span.meets(other) for other in chosen):
            chosen.append(span)
    return tuple(Citation(i, cut(article, span), 0.0) for i, span in enumerate(chosen, 1))


def _whole(query: Query, place: Place) -> tuple[Span, ...]:
    """All spans of the place, as many as a list may have, those inside one another once."""
    outer = [s for s in place.spans if not any(o != s and o.holds(s) for o in place.spans)]
    return tuple(dict.fromkeys(outer))[:_MOST_OF_A_LIST]


def _length(spans: Iterable[Span]) -> int:
    return sum(len(span) for span in spans)
