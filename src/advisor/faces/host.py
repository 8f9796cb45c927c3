"""The host: the opened advisor that all visitors of the page share, and the only thing they share.

It holds the library and the index, and for a while what visitors give to be added, never a word of their talk. Adding or
removing a source opens everything anew.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from advisor.advisor import Advisor
from advisor.article.article import Article
from advisor.article.importing import Import
from advisor.article.library import Added, Library
from advisor.article.source import Description
from advisor.errors import AdvisorError, IndexStale, SourceDamaged, SourceUnknown
from advisor.faces.waiting import Waiting
from advisor.search.build import Notice
from advisor.search.index import open_index
from advisor.settings import Settings

if TYPE_CHECKING:
    from advisor.faces.pictures import Picture

Sources = tuple[str, ...]
_MOST_DRAWN = 100
_MOST_WAITING = 8  # texts of the largest size, of all visitors together
_MOST_OPENED = 8  # choices of sources besides the library's own; each holds an index


class Host:
    """`advisor(sources)` is the advisor that quotes from those sources alone; none named: from what the library says.

    `descriptions` are those of the library as it was opened.
    """

    def __init__(self, advisor: Advisor) -> None:
        self._changing, self._keeping = Lock(), Lock()
        self.waiting = Waiting(most=_MOST_WAITING * advisor.settings.largest_source_bytes)
        self._opened: dict[Sources, Advisor] = {(): advisor}
        self._drawn: dict[object, tuple[Picture, ...]] = {}
        self.descriptions = self._seen = advisor.library.descriptions()

    @property
    def settings(self) -> Settings:
        return self._opened[()].settings

    @property
    def library(self) -> Library:
        return self._opened[()].library

    def advisor(self, sources: Sources = (), *, strict: bool = False) -> Advisor:
        """Opened once for each set of sources, however it is written down; of those opened last a few are kept.

        A source that is gone or damaged falls back to what the library says; where `strict`, raises SourceUnknown or
        SourceDamaged.
        """
        opened = self._opened
        whole = opened[()]
        try:
            active = tuple(sorted(whole.library.active(sources))) if sources else ()
            if not active or active == tuple(sorted(article.id for article in whole.articles)):
                return whole
            found = opened.get(active) or self._open(whole, active)
        except (SourceUnknown, SourceDamaged):
            if strict:
                raise
            return whole
        except IndexStale:  # another process took a source out, or added one
            if not self.catch_up():
                raise
            return self.advisor(sources, strict=strict)
        with self._keeping:
            opened.pop(active, None)
            opened[active] = found  # at the end: the first behind the whole was asked for longest ago
            for choice in [choice for choice in opened if choice][:-_MOST_OPENED]:
                del opened[choice]
        return found

    def _open(self, whole: Advisor, active: Sources) -> Advisor:
        settings = whole.settings
        index = open_index(whole.library, settings, whole.encoder.hash, statements=settings.statements, ids=active)
        opened = replace(whole, index=index)
        _ = opened.cited  # read now: a guide that is damaged is found before anything rests on it
        return opened

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
        return any(each.sha256 == offered.description.sha256 for each in self.descriptions)

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

    def catch_up(self) -> bool:
        """Open the library anew where another process changed it; True where it was changed.

        What cannot be opened is left to `advisor doctor`: what was opened before goes on.
        """
        with suppress(AdvisorError):
            if self.library.descriptions() == self._seen:
                return False
            with self._changing:
                if self.library.descriptions() != self._seen:  # no other visitor was faster
                    self._reopen(None)
            return True
        return False

    def _reopen(self, notice: Notice | None) -> None:
        self._seen = self.library.descriptions()
        # subtle: one assignment, so that a visitor who asks meanwhile sees the old whole or the new whole.
        self._opened = {(): Advisor.load(self.settings, notice=notice)}
        self.descriptions = self._seen
        self._drawn = {}
