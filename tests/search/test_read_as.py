"""Words as read: abbreviations spelled out, spelling repaired, good English left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.article import Article
from advisor.article.bank import load_bank
from advisor.search.build import vocabulary
from advisor.search.wording import Speller, english_words, names_in, read_as, terms, words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("RE pay @ GDM?", "research engineer pay at google deepmind?"),
        ("RE vs. RS", "research engineer versus research scientist"),
        ("RE vs RS TC", "research engineer versus research scientist total compensation"),
        ("REs and RSes", "research engineers and research scientists"),
        ("an RE or an SWE with an GDM offer", "a research engineer or an software engineer with a google deepmind offer"),
        ("Ph.D. w/o pubs", "phd without publications"),
        ("5 YoE as MLE", "5 years of experience as machine learning engineer"),
        ("whats the OA", "what is the online assessment"),
        ("I’m an SWE", "i'm an software engineer"),
        ("ＲＥ ｐａｙ", "research engineer pay"),
        ("pay\u0000\u200b\u202e now", "pay now"),
        ("  two\n\nlines\t", "two lines"),
        ("", ""),
        ("🎉", "🎉"),
    ],
)
def test_abbreviations(typed: str, read: str) -> None:
    assert read_as(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "what are the residents reading",
        "are there more researchers than engineers",
        "we're here; they're there",
        "express, expand, pre-train",
        "i'd rest more",
        "maximum reward",
        "compare and compose",
        "our hours are ours",
        "did you understand",
    ],
)
def test_good_english_is_never_touched(typed: str) -> None:
    assert read_as(typed) == typed


@given(st.text(max_size=80))
def test_reading_twice_changes_nothing_but_abbreviations_made_of_others(text: str) -> None:
    once = read_as(text)
    assert once == " ".join(once.split())
    assert len(read_as(once).split()) >= len(once.split())


@pytest.fixture(scope="module")
def speller(guide: Article, root: Path) -> Speller:
    bank = load_bank(root / "corpus" / "guide")
    return Speller(targets=vocabulary([guide.text], bank, english_words()), known=english_words)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("reserch sceintist", "research scientist"),
        ("researh enginer", "research engineer"),
        ("anthropc", "anthropic"),
        ("compenstion at openai", "compensation at openai"),
        ("how long does preperation take", "how long does preparation take"),
        ("intervew", "interview"),
        ("publicatons", "publications"),
    ],
)
def test_spelling_is_repaired(speller: Speller, typed: str, repaired: str) -> None:
    assert speller.repair(typed) == repaired


@pytest.mark.parametrize(
    "typed",
    [
        "what would a teacher earn in france",
        "does the cat sleep well",
        "my postdoc advisor sails boats",
        "re rs ml ok",
        "backend and frontend work, devops, firmware, kubernetes and leetcode",
        "rsus and yoe at databricks or siemens",
        "qwxzk",
        "$746k 2-5x l7+",
        "",
    ],
)
def test_what_is_spelled_well_or_beyond_repair_is_left(speller: Speller, typed: str) -> None:
    assert speller.repair(typed) == typed


def test_a_name_amid_a_sentence_is_left(speller: Speller) -> None:
    assert names_in("Wolfram is at Bosh? And is Opeai") == {"bosh", "opeai"}
    assert speller.repair("does tolen hire", names=names_in("does Tolen hire")) == "does tolen hire"


def test_no_word_of_the_guide_is_touched(speller: Speller, guide: Article) -> None:
    text = read_as(guide.text)
    assert speller.repair(text) == text


def test_no_word_of_a_whole_dictionary_is_touched(speller: Speller) -> None:
    some = [word for i, word in enumerate(sorted(english_words())) if i % 97 == 0]
    assert [word for word in some if speller.repair(word) != word] == []


def test_the_nearest_then_the_most_used_then_the_alphabet_wins() -> None:
    by_use = Speller(targets={"ferry": 1, "merry": 5, "berry": 5}, known=frozenset)
    assert by_use.repair("xerry") == "berry"
    assert by_use.repair("ferryy") == "ferry"
    assert by_use.repair("fxrry") == "ferry"


@pytest.mark.parametrize(("typed", "repaired"), [("fery", "ferry"), ("fry", "fry"), ("ferrxx", "ferry"), ("fexxx", "fexxx")])
def test_how_far_a_repair_goes(typed: str, repaired: str) -> None:
    assert Speller(targets={"ferry": 1}, known=frozenset).repair(typed) == repaired


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The engineers are engineering", ["engin", "engin"]),
        ("$1.47M and 2-5x", ["1.47m", "2", "5x"]),
        ("Anthropic's and Anthropic’s", ["anthrop", "anthrop"]),
        ("what is the", []),
        ("", []),
    ],
)
def test_terms(text: str, counted: list[str]) -> None:
    assert terms(text) == counted


def test_words() -> None:
    assert words("it's 2-5x!") == ["it's", "2", "5x"]
    assert words("$746K, née") == ["$746K", "née"]


def test_targets_are_words_of_the_sources_and_well_spelled_words_of_the_bank(root: Path) -> None:
    bank = load_bank(root / "corpus" / "guide")
    found = vocabulary(["One rare xylophonic ferry."], bank, english_words())
    assert "xylophonic" in found
    assert "salary" in found
    assert "sceintist" not in found
    assert list(found) == sorted(found)
    assert all(len(word) >= 3 for word in found)
