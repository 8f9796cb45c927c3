"""Whose question it is: a name decides, a tie shows both, the guide keeps its own and takes nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.answering.claim import known_to, names_of, weights
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.settings import Settings

ALDER = "# Pay at Alder\n\nAlder pays its engineers 95K a year. The office is in Zürich.\n"
COD = "# The market\n\nA crate of fresh cod costs 12 crowns at the harbour market.\n"
COD_TOO = "# The harbour\n\nAt the harbour market a crate of fresh cod costs 14 crowns.\n"


def test_names_are_written_with_a_capital_and_no_dictionary_has_them() -> None:
    text = "We pay well at Alderholm, Mark says. In March we mark what Zyglot did for Alderholm."
    assert names_of(Article("a", "Life at Quuxley", text, ())) == {"alderholm", "zyglot", "quuxley"}


def test_what_strangers_ask_is_not_known_to_a_bank(built) -> None:  # type: ignore[no-untyped-def]
    known = known_to(built.open().banks["guide"])
    assert {"season", "bicycl"} <= known
    assert not {"weather", "rain"} & known


def test_a_name_that_one_source_has_decides(built) -> None:  # type: ignore[no-untyped-def]
    built.add(ALDER, "alder.md", id="alder")
    built.build()
    reader = Reader(built.open(), built.encoder, built.library.settings)
    for question, claimed in (("What does Alder cost", "alder"), ("which licence does a captain at Alder need", "alder")):
        query = reader.query(question)
        rankings = reader.rank(query)
        shares = dict(zip((r.source.article.id for r in rankings), reader._claims(query, rankings), strict=True))
        assert shares[claimed] == 1.0
        assert sum(shares.values()) == pytest.approx(1.0)


def test_one_source_has_all_of_the_claim(built) -> None:  # type: ignore[no-untyped-def]
    reader = Reader(built.open(), built.encoder, built.library.settings)
    query = reader.query("what does a single crossing cost")
    assert reader._claims(query, reader.rank(query)) == [1.0]


def test_the_weights_are_those_that_evidence_gives() -> None:
    assert set(weights()) == {"bank", "near", "foreign", "similarity", "coverage"}


@pytest.fixture(scope="module")
def mixed(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Advisor:
    """The guide beside three small sources of others, two of which say nearly the same."""
    import shutil

    home = Path(shutil.copytree(real_home, tmp_path_factory.mktemp("mixed") / "home"))
    library = Advisor.load(Settings(home=home)).library
    for id, text in (("alder", ALDER), ("market", COD), ("harbour", COD_TOO)):
        library.add(library.prepare(text.encode(), f"{id}.md", id=id))
    return Advisor.load(Settings(home=home))


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("What does Alder pay its engineers?", "alder"),
        ("what does alder pay its engineers", "alder"),
        ("What does Anthropic pay its research scientists?", "guide"),
        ("What do engineers earn at OpenAI?", "guide"),
        ("what does a crate of cod cost at the market?", "market harbour"),
    ],
)
def test_the_source_that_is_asked_is_quoted_first(mixed: Advisor, question: str, source: str) -> None:
    reading = mixed.ask(question)
    assert isinstance(reading, Answer)
    assert reading.citations[0].quote.source in source.split()


@pytest.mark.model
def test_a_tie_shows_both_by_source(mixed: Advisor) -> None:
    reading = mixed.ask("what does a crate of fresh cod cost at the harbour market?")
    assert isinstance(reading, Answer)
    assert {"market", "harbour"} <= {citation.quote.source for citation in reading.citations}
    assert [citation.number for citation in reading.citations] == list(range(1, len(reading.citations) + 1))
