"""Moving about in the sources: open a quote at its place, step to the next, turn to a section, search by words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.article.article import Article
from advisor.article.quote import Quote, cut
from advisor.errors import AdvisorError, AnchorNotFound
from advisor.faces.host import Host
from advisor.faces.markup import Html, tag, text
from advisor.faces.page.session import Session, Viewing
from advisor.span import Span

_GONE = "That source is no longer in the library as it was; the quote stands in the chat."
_MOST = 40
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Browsing:
    """Each takes the session as it was and gives it as it is; what does not exist changes nothing."""

    host: Host

    def cite(self, session: Session, exchange: int, at: int) -> Session:
        """Open a quote of an exchange at its place."""
        if not 0 <= exchange < len(session.exchanges) or not 0 <= at < len(session.exchanges[exchange].quotes):
            return session
        return self.at(session, session.exchanges[exchange].quotes, at, jump=True)

    def step(self, session: Session, at: int) -> Session:
        """The previous or next quote of the same reply."""
        viewing = session.viewing
        if viewing is None or not 0 <= at < len(viewing.quotes):
            return session
        return self.at(session, viewing.quotes, at, jump=True)

    def section(self, session: Session, number: int) -> Session:
        """Another section of the open source; the marks of the last reply stay."""
        here = self.here(session)
        return replace(session, viewing=replace(here, section=number, at=None, query="", jumps=here.jumps + 1))

    def open(self, session: Session, source: str) -> Session:
        """Another source of the library."""
        return replace(session, viewing=replace(start(self.host.article(source)), jumps=self.here(session).jumps + 1))

    def search(self, session: Session, query: str) -> Session:
        """The sentences of the open source that hold the words; "" closes the search."""
        return replace(session, viewing=replace(self.here(session), query=query.strip(), at=None))

    def hit(self, session: Session, begin: int, end: int) -> Session:
        """Open a sentence that the search found."""
        here = self.here(session)
        return self.quote(session, here.source, begin, end, query=here.query)

    def quote(self, session: Session, source: str, begin: int, end: int, *, query: str = "") -> Session:
        """Open any place of a source; raises SourceUnknown."""
        if begin > end:
            return session
        try:
            quote = cut(self.host.article(source), Span(begin, end))
        except AnchorNotFound:
            return session
        return self.at(session, (quote,), 0, jump=True, query=query)

    def here(self, session: Session) -> Viewing:
        """What is open, or the beginning of the first source quoted from, where nothing is or it is gone."""
        viewing = session.viewing
        try:
            if viewing is not None:
                self.host.article(viewing.source).section(viewing.section)
                return viewing
        except AdvisorError:
            pass
        jumps = viewing.jumps if viewing else 0
        return replace(start(self.host.advisor(session.sources).articles[0]), jumps=jumps)

    def at(self, session: Session, quotes: tuple[Quote, ...], at: int, *, jump: bool, query: str = "") -> Session:
        """Open one of these quotes; with `jump` the page brings it into sight and moves the focus there."""
        quote = quotes[at]
        if not self._stands(quote):
            return replace(session, said=_GONE)
        jumps = self.here(session).jumps + jump
        return replace(session, viewing=Viewing(quote.source, quote.section_number, quotes, at, query, jumps))

    def _stands(self, quote: Quote) -> bool:
        """True where the source still holds these words at this place: it may have been removed, and added anew."""
        try:
            article = self.host.article(quote.source)
        except AdvisorError:
            return False
        return article.text[quote.span.start : quote.span.end] == quote.text


def start(article: Article) -> Viewing:
    """The first section with a number of its own: what stands ahead of it is seldom more than a title."""
    first = next((section for section in article.sections if section.number), article.sections[0])
    return Viewing(article.id, first.number)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence, where it stands, and the places in it where the words were found."""

    span: Span
    words: str
    where: str
    at: tuple[Span, ...]

    def pieces(self) -> Iterator[Html]:
        """The sentence with the words found marked."""
        done = 0
        for span in self.at:
            yield text(self.words[done : span.start])
            yield tag("mark", span.of(self.words), class_="found")
            done = span.end
        yield text(self.words[done:])


@dataclass(frozen=True, slots=True)
class Found:
    """The first of `total` hits for a query."""

    query: str
    hits: tuple[Hit, ...]
    total: int


def search(article: Article, query: str) -> Found:
    """Every sentence in which each word of the query begins a word, in the order of the text."""
    asked = " ".join(query[:_LONGEST_QUERY].split())
    patterns = [_beginning(word) for word in asked.split()]
    hits = []
    for section, span in article.sentences if patterns else ():
        words = span.of(article.text)
        if all(pattern.search(words) for pattern in patterns):
            places = [Span(*match.span()) for pattern in patterns for match in pattern.finditer(words)]
            hits.append(Hit(span, words, f"§{section.number} {section.title}".rstrip(), _apart(places)))
    return Found(asked, tuple(hits[:_MOST]), len(hits))


def _beginning(word: str) -> re.Pattern[str]:
    """The start of a word; what does not begin with a letter or figure ("$746K", "%") is found as it is."""
    return re.compile(rf"(?<!\w){re.escape(word)}" if word[0].isalnum() else re.escape(word), re.IGNORECASE)


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)
