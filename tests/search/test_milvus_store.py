"""Sources kept in Milvus: built by and by, found, cut from the text, shared, taken away. Milvus Lite, the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.answering.answer import Answer
from advisor.answering.reader import Reader
from advisor.errors import IndexDamaged, IndexStale, StoreMissing, UsageError
from advisor.search import milvus_store
from advisor.search.encoder import Encoder
from advisor.search.stored import open_store
from advisor.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore")
FISH = """# Fish

## Shoals

Herring swim in shoals of thousands. Mackerel are faster.

## Prices

A crate of cod costs 12 crowns.
"""
BIRDS = "# Birds\n\nGulls follow the ferry. Terns breed on the island of Hogland.\n"


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    pytest.importorskip("pymilvus", reason="pymilvus is not installed: pip install track-advisor[milvus]")
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed: pip install track-advisor[milvus]")
    return str(tmp_path_factory.mktemp("milvus") / "store.db")


@pytest.fixture
def wide(make_encoder) -> Encoder:  # type: ignore[no-untyped-def]
    encoder = make_encoder()
    encoder.dimension = 384
    return encoder  # type: ignore[no-any-return]


@pytest.fixture
def workshop(workshop, uri: str, wide: Encoder) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """The ferry's home, whose sources without a bank are in the store."""
    workshop.library.settings = replace(workshop.library.settings, store=f"milvus:{uri}")
    workshop.encoder = wide
    yield workshop
    store = open_store(workshop.library.settings)
    assert store is not None
    for version in store.held():
        store.release(version)


def ask(workshop, question: str):  # type: ignore[no-untyped-def]
    return Reader(workshop.open(), workshop.encoder, workshop.library.settings).ask(question)


def store_of(workshop):  # type: ignore[no-untyped-def]
    return open_store(workshop.library.settings)


def test_what_is_found_is_cut_from_the_text(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.build()
    (found,) = workshop.open().stored.find(workshop.encoder.encode(["cod costs crowns"])[0], ["cod", "crate"])
    text = workshop.library.article("fish").text
    cut = [span.of(text) for _, span in found.article.sentences]
    assert "A crate of cod costs 12 crowns." in cut
    assert all(passage.section.body.holds(passage.span) for passage in found.passages)
    reading = ask(workshop, "what does a crate of Mackerel cost")
    shown = reading.citations if isinstance(reading, Answer) else reading.nearest
    assert {citation.quote.source for citation in shown} == {"fish"}
    assert all(text[c.quote.span.start : c.quote.span.end] == c.quote.text for c in shown)


def test_only_what_has_a_bank_lies_in_the_index(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.build()
    assert [source.article.id for source in workshop.open().sources] == ["guide"]
    assert not list(workshop.folder.glob("fish-*"))


def test_a_source_is_added_and_removed_without_touching_others(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.build()
    (fish,) = workshop.open().stored.articles
    rows = store_of(workshop).count(fish)
    workshop.add(BIRDS, "birds.md")
    workshop.encoder.encoded = 0
    workshop.build()
    assert workshop.encoder.encoded == 3  # a passage and two sentences
    workshop.library.remove("birds")
    workshop.encoder.encoded = 0
    workshop.build()
    assert workshop.encoder.encoded == 0
    assert store_of(workshop).held() == {fish}
    assert store_of(workshop).count(fish) == rows == 5


def test_a_build_that_was_killed_is_taken_up_where_it_stood(workshop, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(milvus_store, "_AT_ONCE", 1)
    workshop.build()
    workshop.add(FISH, "fish.md")
    put, killed = milvus_store.MilvusStore._put_some, []

    def dies(self, version, article, some, encoder):  # type: ignore[no-untyped-def]
        if killed:
            raise KeyboardInterrupt
        put(self, version, article, some, encoder)
        killed.append(version)

    monkeypatch.setattr(milvus_store.MilvusStore, "_put_some", dies)
    with pytest.raises(KeyboardInterrupt):
        workshop.build()
    monkeypatch.setattr(milvus_store.MilvusStore, "_put_some", put)
    with pytest.raises(IndexStale):
        workshop.open()
    assert store_of(workshop).count(killed[0]) == 3
    workshop.encoder.encoded = 0
    workshop.build()
    assert workshop.encoder.encoded == 2
    assert store_of(workshop).count(killed[0]) == 5


def test_two_advisers_share_a_store_and_the_last_takes_the_rows_away(workshop, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.build()
    (version,) = workshop.open().stored.articles
    other = replace(workshop, library=type(workshop.library)(replace(workshop.library.settings, home=tmp_path / "other")))
    other.add(FISH, "fish.md")
    workshop.encoder.encoded = 0
    other.build()
    assert workshop.encoder.encoded < 100  # guide, bank and statements, not the fish
    assert list(other.open().stored.articles) == [version]
    workshop.library.remove("fish")
    workshop.build()
    assert store_of(workshop).count(version) == 5
    assert other.open().stored.find(workshop.encoder.encode(["cod"])[0], ["cod"])
    other.library.remove("fish")
    other.build()
    assert store_of(workshop).count(version) == 0


def test_a_row_unlike_the_text_is_refused_by_name(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.build()
    opened = workshop.open().stored
    ((version, load),) = opened.articles.items()
    other = replace(load(), text=load().text.replace("12 crowns", "13 crowns"))
    with pytest.raises(IndexDamaged, match=r"of fish in the store unlike the text; .*advisor remove fish"):
        opened.store.find(workshop.encoder.encode(["cod"])[0], ["cod"], {version: lambda: other})


def test_only_the_sources_that_are_asked_for_are_searched(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(FISH, "fish.md")
    workshop.add(BIRDS, "birds.md")
    workshop.build()
    found = workshop.open("birds").stored.find(workshop.encoder.encode(["cod crate shoals"])[0], ["cod"])
    assert [source.article.id for source in found] == ["birds"]


def test_a_store_of_another_kind_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ADVISOR_STORE=redis:x"):
        open_store(Settings(home=tmp_path, store="redis:x"))
    assert open_store(Settings(home=tmp_path, store="")) is None


def test_a_store_that_does_not_answer_is_named(uri: str) -> None:
    with pytest.raises(StoreMissing, match="found no Milvus at"):
        milvus_store.MilvusStore(f"{uri}/not/there.txt", "me").held()
