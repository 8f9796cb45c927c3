"""An article: one canonical text that never changes, and the sections found in it."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from functools import cached_property

from advisor.article.markup import KNOWN_TAG, outside, remarks, says_something, untagged
from advisor.article.section import Section
from advisor.article.sentences import sentences
from advisor.article.table import Row, rows
from advisor.errors import UsageError
from advisor.span import Span, trimmed

_LONGEST_ASKED = 200  # characters
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)  # another's words, in Markdown and in mails
_SET_APART = re.compile(r"(?<=\S)</?(?:br|dd|div|dt|h[1-6]|li|p|summary|td|th|tr)(?:\s[^<>]*)?/?>(?=\S)", re.IGNORECASE)
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")  # within a word they would hide it


@dataclass(frozen=True)
class Article:
    """`text` is the source as decoded once at import; every span in the program points into such a text.

    `stands_for` names the source whose question bank and anchors this one shares (the original
    article stands for the guide); for any other article it is its own id.
    """

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    author: str = ""
    year: int | None = None
    url: str = ""
    stands_for: str = ""

    @cached_property
    def sha256(self) -> str:
        """Of the canonical text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def section(self, number: int) -> Section:
        """The section of that number; raises UsageError where there is none."""
        for section in self.sections:
            if section.number == number:
                return section
        numbers = [section.number for section in self.sections]
        raise UsageError(
            f"{self.id} has no section {number}",
            expected=f"one of {', '.join(map(str, numbers))}" if len(numbers) < 40 else f"{numbers[0]} to {numbers[-1]}",
            mend=f"advisor show {self.id}",
        )

    def section_at(self, span: Span) -> Section | None:
        """The section whose body holds the span."""
        return next((section for section in self.sections if section.body.holds(span)), None)

    @cached_property
    def sentences(self) -> tuple[tuple[Section, Span], ...]:
        """Every sentence of every body that says something, in the order of the text; a row of a table is one."""
        unseen = remarks(self.text)
        found = []
        for section in self.sections:
            for span in sentences(self.text, section.body):
                row = self._rows.get(span.start)
                said = outside(span, unseen) if unseen else span
                if (row is None or row.kind == "row") and says_something(said.of(self.text)):
                    found.append((section, said if row else self._untagged(said)))
        return tuple(found)

    def _untagged(self, span: Span) -> Span:
        return trimmed(untagged(span.of(self.text)).shifted(span.start), self.text)

    def searched(self, span: Span) -> str:
        """What a sentence is searched as, and never quoted as: no letters without width, a row with its heads, and what
        answers a heading or a sentence that asks ("No.") with that.
        """
        row = self._rows.get(span.start)
        if row is not None and row.span == span:
            return row.searched
        words = span.of(self.text)
        plain = _QUOTED.sub("", _WITHOUT_WIDTH.sub("", words)) or words
        if asked := self._asked.get(span.start):
            plain = f"{asked} {plain}"
        return (
            html.unescape(KNOWN_TAG.sub("", _SET_APART.sub(" ", plain)).strip()) if "<" in plain or "&" in plain else plain
        )

    def heads_of(self, span: Span) -> Span | None:
        """The heads of the table that a row is from, whose cells mean little without them; None of any other span."""
        row = self._rows.get(span.start)
        if row is None or row.kind != "row" or not any(row.heads):
            return None
        above = (each.span for each in self._rows.values() if each.kind == "head" and each.span.end <= span.start)
        return max(above, key=lambda head: head.start, default=None)

    @cached_property
    def anchored(self) -> dict[object, Span | None]:
        """Where anchors have been found so far (anchor.py keeps them here): the text never changes, so neither do they."""
        return {}

    @cached_property
    def asking(self) -> tuple[int, ...]:
        """The numbers of the sentences that ask."""
        return tuple(i for i, (_, span) in enumerate(self.sentences) if span.of(self.text).endswith("?"))

    @cached_property
    def _asked(self) -> dict[int, str]:
        """What asks, a heading or a sentence, by where the sentence behind it begins."""
        found: dict[int, str] = {}
        before, asks = None, ""
        for section, span in self.sentences:
            if section is not before:
                before, asks = section, section.title if section.title.endswith("?") else ""
            words = _QUOTED.sub("", span.of(self.text))
            if words.endswith("?"):
                asks = words if len(words) <= _LONGEST_ASKED else ""
            elif asks:
                found[span.start], asks = asks, ""
        return found

    @cached_property
    def _rows(self) -> dict[int, Row]:
        return {row.span.start: row for section in self.sections for row in rows(self.text, section.body)}
