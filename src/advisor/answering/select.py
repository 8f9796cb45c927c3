"""From ranked places to the few quotes of an answer: best first, no place twice, within a budget of characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.answering.answer import Citation
from advisor.answering.entities import Entities, entities
from advisor.answering.query import Query
from advisor.answering.ranking import Ranking
from advisor.article.article import Article
from advisor.article.bank import Fact
from advisor.article.quote import cut
from advisor.search.wording import read_as, terms
from advisor.settings import Settings
from advisor.span import Span

LEAST_SHARE = 0.8  # of the first place's score, from which another place earns a quote beside it
_WHOLE_KINDS = ("list", "comparison")


@dataclass(frozen=True, slots=True)
class _Choice:
    span: Span
    score: float


def select(query: Query, ranking: Ranking, settings: Settings) -> tuple[Citation, ...]:
    """The quotes of an answer: the best place whole where it is short, a list or a comparison, else its nearest part."""
    places, article = ranking.places, ranking.source.article
    if not places:
        return ()
    first = _first(query, ranking, settings)
    most, limit = max(len(first), settings.most_quotes), max(_length(first), settings.quotes_chars)
    chosen = [_Choice(span, places[0].score) for span in first]
    for place in places[1:]:
        if places[0].fact is not None and place.score < LEAST_SHARE * places[0].score:
            break
        for span in place.spans:
            if place.fact is not None and not _earned(query, place.fact, span.of(article.text)):
                continue
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


def _earned(query: Query, fact: Fact, words: str) -> bool:
    """True where a further quote has a word of the question, or is on a lab that it names, and on no other alone."""
    shares = bool(set(query.terms) & set(terms(words)) or set(query.entities.labs) & set(fact.about))
    return shares and not of_others(query.entities, words)


def of_others(named: Entities, words: str) -> bool:
    """True where the words name labs, or roles, and none of those named."""
    there = entities(read_as(words))
    pairs = ((named.labs, there.labs), (named.roles, there.roles))
    return any(asked and said and not set(asked) & set(said) for asked, said in pairs)


def _first(query: Query, ranking: Ranking, settings: Settings) -> list[Span]:
    """Of the best place all spans, or those nearest to the question, in the order in which the place names them.

    A follow-up has had what it does not name: "and the scientists?" begins with what is said of them.
    """
    spans = ranking.places[0].spans
    outer: list[Span] = []
    for span in spans:
        inside = any(other != span and other.holds(span) for other in spans)
        if not inside and not any(span.meets(other) for other in outer):
            outer.append(span)
    limit = settings.most_list_chars if query.kind in _WHOLE_KINDS else settings.most_chars
    kept: list[Span] = []
    for span in sorted(outer, key=ranking.nearness, reverse=True) if _length(outer) > limit else outer:
        if not kept or _length(kept) + len(span) <= settings.quotes_chars or _length(outer) <= limit:
            kept.append(span)
    named, text = entities(query.alone), ranking.source.article.text
    return sorted((span for span in outer if span in kept), key=lambda span: of_others(named, span.of(text)))


def _length(spans: Iterable[Span]) -> int:
    return sum(len(span) for span in spans)
