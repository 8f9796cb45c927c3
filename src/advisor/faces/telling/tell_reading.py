"""From a reading to what is told of it: the answer's line first, then its quotes; or what is missing and what is near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from advisor.answering.answer import Abstention, Answer, Reading
from advisor.answering.entities import ROLE_NAMES
from advisor.article.article import Article
from advisor.article.quote import Quote, cut
from advisor.characters import shown
from advisor.faces import wording
from advisor.faces.telling.document import SHORT, Cited, Group, Key, Ours, Part, Understood
from advisor.faces.telling.headline import NO, headline
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.remarks import remarks_on
from advisor.framework.words import Words
from advisor.span import Span


@dataclass(slots=True)
class ReadingTeller:
    """Numbers each quote when it first comes up, and keeps its number: one for a reply, or one for a whole document.

    `quoted` are the articles that are quoted from, `articles` these and those that a rule may fall back on; `words` gives
    the framework's own.
    """

    quoted: Sequence[Article]
    articles: Sequence[Article]
    words: Callable[[], Words]
    numbers: dict[Quote, int] = field(default_factory=dict)

    def reading(self, reading: Reading) -> Iterator[Part]:
        """An answer with its line first, or what is missing and what is near."""
        if wording.worth_showing(reading):
            before = wording.asked_before(reading)
            yield Understood(plain(shown(before or wording.as_read(reading))), follows=bool(before))
        if isinstance(reading, Answer):
            for line in wording.lead_ins(reading):
                yield Ours(line)
            yield Group("answer", tuple(self._answer(reading)))
            for line in wording.left_out(reading):
                yield Ours(line, "note")
            for note in remarks_on(reading, self.quoted):
                said = Ours(f"{wording.REMARK} {note.says}", "note")
                yield Group("remark", (said, *self.quotes(note.quotes)))
        elif isinstance(reading, Abstention):
            asks_back = reading.reason == "too_vague"  # then nothing can be near
            near = () if asks_back else tuple(self.quotes(citation.quote for citation in reading.nearest))
            also: tuple[Part, ...] = (Ours(wording.nearest(reading), "note"), *near) if near else ()
            yield Group("near", (Ours(wording.refusal(self.words(), reading, self.quoted)), *also))
        else:
            yield Ours(self.words().small_talk)

    def quotes(self, quotes: Iterable[Quote]) -> Iterator[Cited]:
        """Each quote with its number and place."""
        for quote in quotes:
            article = self._article(quote.source)
            yield Cited(
                number=self._number(quote),
                text=quote.text,
                name=wording.name(quote.source, self.articles),
                section_number=quote.section_number,
                section_title=quote.section_title,
                source=quote.source,
                start=quote.span.start,
                end=quote.span.end,
                hash=article.sha256[:SHORT],
            )

    def told_from(self) -> list[Article]:
        """The articles that something told so far was quoted from."""
        ids = {quote.source for quote in self.numbers}
        return [article for article in self.quoted if article.id in ids]

    def _article(self, id: str) -> Article:
        return next(article for article in self.articles if article.id == id)

    def _number(self, quote: Quote) -> int:
        return self.numbers.setdefault(quote, len(self.numbers) + 1)

    def _answer(self, answer: Answer) -> Iterator[Part]:
        cited = tuple(self.quotes(citation.quote for citation in answer.citations))  # numbered in their own order
        line = headline(answer)
        for point in line.points if line else ():
            label = "" if point.label == NO else ROLE_NAMES.get(point.label, point.label)  # "No" leads the answer in
            yield Key(label, point.text, self._number(point.citation.quote))
        yield from cited
        pairs = zip(cited, answer.citations, strict=True)
        if labs := {each.number: citation.lab for each, citation in pairs if citation.lab}:
            yield Ours(wording.labs_of(labs), "note")
        for heads, numbers in self._heads_of(cited).items():
            yield Ours(wording.columns_of(numbers), "note")
            yield from self.quotes([heads])

    def _heads_of(self, cited: Iterable[Cited]) -> dict[Quote, list[int]]:
        """The heads of the tables that rows were quoted from, and the numbers of these."""
        found: dict[Quote, list[int]] = {}
        for each in cited:
            article = self._article(each.source)
            if heads := article.heads_of(Span(each.start, each.end)):
                found.setdefault(cut(article, heads), []).append(each.number)
        return found
