"""The host: the opened advisor that all visitors of the page share, and the only thing they share.

It holds the library and the index, never a word of a user. Adding or removing a source opens everything anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from advisor.advisor import STATEMENTS, Advisor
from advisor.article.article import Article
from advisor.article.importing import Import
from advisor.article.library import Added, Library
from advisor.article.source import Description
from advisor.errors import SourceUnknown
from advisor.search.index import Notice, open_index
from advisor.settings import Settings

if TYPE_CHECKING:
    from advisor.faces.pictures import Picture

Sources = tuple[str, ...]
_MOST_DRAWN = 100


class Host:
    """`advisor(sources)` is the advisor that quotes from those sources alone; none named: from what the library says."""

    def __init__(self, advisor: Advisor) -> None:
        self._changing = Lock()
        self._opened: dict[Sources, Advisor] = {(): advisor}
        self._drawn: dict[object, tuple[Picture, ...]] = {}

    @property
    def settings(self) -> Settings:
        return self._opened[()].settings

    @property
    def library(self) -> Library:
        return self._opened[()].library

    def advisor(self, sources: Sources = (), *, strict: bool = False) -> Advisor:
        """Opened once for each choice of sources. A source that is gone falls back to what the library says; where
        `strict`, raises SourceUnknown."""
        opened = self._opened
        if sources not in opened:
            whole = opened[()]
            try:
                index = open_index(whole.library, whole.settings, whole.encoder.hash, statements=STATEMENTS, ids=sources)
            except SourceUnknown:
                if strict:
                    raise
                return whole
            opened[sources] = replace(whole, index=index)
        return opened[sources]

    def pictures(self, key: object, draw: Callable[[], tuple[Picture, ...]]) -> tuple[Picture, ...]:
        """Drawn once for each key, as long as the library is the same."""
        drawn = self._drawn
        if key not in drawn:
            if len(drawn) >= _MOST_DRAWN:
                drawn.clear()
            drawn[key] = draw()
        return drawn[key]

    def article(self, id: str) -> Article:
        """Any source of the library, quoted from or not; raises SourceUnknown or SourceDamaged."""
        opened = self._opened[()]
        for article in (*opened.articles, *opened.cited):
            if article.id == id:
                return article
        return opened.library.article(id)

    def holds(self, offered: Import) -> bool:
        """True where this very text is in the library."""
        return any(each.sha256 == offered.description.sha256 for each in self.library.descriptions())

    def add(self, prepared: Import, notice: Notice) -> Added:
        """Keep the source and open the library with it; where its index cannot be built it is taken out again."""
        with self._changing:
            added = self.library.add(prepared)
            try:
                self._reopen(notice)
            except BaseException:
                if not added.known:
                    self.library.remove(added.description.id)
                raise
        return added

    def remove(self, id: str, notice: Notice) -> Description:
        """Take a source out; with the original gone the guide is quoted again."""
        with self._changing:
            removed = self.library.remove(id)
            self._reopen(notice)
        return removed

    def _reopen(self, notice: Notice) -> None:
        # subtle: one assignment, so that a visitor who asks meanwhile sees the old whole or the new whole.
        self._opened = {(): Advisor.load(self.settings, notice=notice)}
        self._drawn = {}
