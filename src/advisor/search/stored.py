"""The sources that are kept in Milvus, where the settings name one: brought up to date when the index is, then opened."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from advisor.article import source
from advisor.article.article import Article
from advisor.checksum import key_of
from advisor.errors import IndexStale, UsageError
from advisor.search.build import Notice
from advisor.search.encoder import Encoder, Vectors, for_any_subject
from advisor.search.index_plan import IndexPlan
from advisor.search.milvus_store import MilvusStore
from advisor.search.source_index import SourceIndex
from advisor.settings import Settings

_LOADED = 8  # articles of the store that are kept in memory


@dataclass(frozen=True)
class Stored:
    """The active sources that are kept in Milvus, by their versions there; an article is loaded when it is found."""

    store: MilvusStore
    articles: Mapping[str, Callable[[], Article]]

    def find(self, vector: Vectors, words: Sequence[str]) -> list[SourceIndex]:
        """What it has on a question, of each source its best passages."""
        return self.store.find(vector, words, self.articles)


def open_store(settings: Settings) -> MilvusStore | None:
    """The store that the settings name, None for the files; raises UsageError for another kind."""
    if not settings.store:
        return None
    kind, _, uri = settings.store.partition(":")
    if kind != "milvus" or not uri:
        raise UsageError(f"found ADVISOR_STORE={settings.store}", expected="milvus:URI, or nothing")
    return MilvusStore(uri, holder=key_of(platform.node(), str(settings.home.resolve())))


def bring_up_to_date(wanted: IndexPlan, settings: Settings, encoder: Encoder, notice: Notice) -> None:
    """Put in what the plan wants there and let go of what it does not; nothing without a store. Raises NotWritable."""
    store = open_store(settings)
    if store is None:
        return
    held = store.held()
    for version, d in wanted.stored.items():
        if version not in held:
            article = source.load(settings.corpus / d.id)
            progress = notice(d.id, len(article.sentences))
            store.put(version, article, for_any_subject(encoder), passage_tokens=settings.passage_tokens, progress=progress)
    for version in held - wanted.stored.keys():
        store.release(version)


def open_stored(wanted: IndexPlan, settings: Settings, active: Sequence[str]) -> Stored | None:
    """The active ones of the plan, None without a store; raises IndexStale where one of the plan is not there."""
    store = open_store(settings)
    if store is None:
        return None
    lacking = wanted.stored.keys() - store.held()
    if lacking:
        found = f"found {sorted(lacking)[0]} not in the store"
        raise IndexStale(found, expected="every source of the library", mend="advisor index")
    load = lru_cache(_LOADED)(source.load)
    chosen = {version: d.id for version, d in wanted.stored.items() if d.id in active}
    return Stored(store, {version: partial(load, settings.corpus / id) for version, id in chosen.items()})
