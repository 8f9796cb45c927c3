"""Follow-ups: names exchanged, or the earlier question carried along; what stands on its own is left alone."""

from __future__ import annotations

import pytest

from advisor.answering.followup import in_context, only_names
from advisor.answering.query import read
from advisor.search.wording import Speller

ANTHROPIC = "what is the median pay of research scientists at anthropic?"


@pytest.mark.parametrize(
    ("question", "after", "read_as"),
    [
        pytest.param(
            "and at openai?", [ANTHROPIC], "what is the median pay of research scientists at openai?", id="another lab"
        ),
        pytest.param(
            "what about openai", [ANTHROPIC], "what is the median pay of research scientists at openai?", id="what about"
        ),
        pytest.param("openai?", [ANTHROPIC], "what is the median pay of research scientists at openai?", id="a name alone"),
        pytest.param(
            "and for research engineers?",
            [ANTHROPIC],
            "what is the median pay of research engineer at anthropic?",
            id="another role",
        ),
        pytest.param(
            "same for engineers at openai", [ANTHROPIC], "what is the median pay of research engineer at openai?", id="both"
        ),
        pytest.param(
            "and at openai?", ["how high is the pay"], "how high is the pay at openai", id="a lab where none was named"
        ),
        pytest.param(
            "and for scientists?",
            ["how high is the pay?"],
            "how high is the pay for research scientist",
            id="a role where none was",
        ),
        pytest.param("why?", [ANTHROPIC], f"{ANTHROPIC[:-1]}, why?", id="why"),
        pytest.param("is that before tax?", [ANTHROPIC], f"{ANTHROPIC[:-1]}, is that before tax?", id="a pointing word"),
        pytest.param(
            "how many levels does it have",
            ["tell me of the ladder."],
            "tell me of the ladder, how many levels does it have",
            id="it",
        ),
        pytest.param(
            "how long are research engineer interviews",
            [ANTHROPIC],
            "how long are research engineer interviews",
            id="its own question",
        ),
        pytest.param("and at openai?", [], "and at openai?", id="nothing earlier"),
        pytest.param(
            "and at deepmind?",
            [ANTHROPIC, "and at openai?"],
            "what is the median pay of research scientists at deepmind?",
            id="a chain",
        ),
        pytest.param(
            "and at openai?",
            [ANTHROPIC, "how long do interviews take in general"],
            "how long do interviews take in general at openai",
            id="the last question that stands on its own counts",
        ),
        pytest.param(
            "and what does one need to know and learn and do and be and have and get there",
            [ANTHROPIC],
            "and what does one need to know and learn and do and be and have and get there",
            id="a long question stands on its own",
        ),
    ],
)
def test_in_context(question: str, after: list[str], read_as: str) -> None:
    assert in_context(question, after).text == read_as


@pytest.mark.parametrize(
    ("question", "after", "behind"),
    [
        pytest.param("why?", [ANTHROPIC], ANTHROPIC[:-1], id="carried along"),
        pytest.param("and the levels?", ["what is the pay, the bonus?"], "what is the pay, the bonus", id="with a comma"),
        pytest.param("since when?", ["what is the pay?", "why?"], "what is the pay, why", id="a chain"),
        pytest.param("and at openai?", [ANTHROPIC], "", id="names exchanged"),
        pytest.param("what is the pay, and the bonus?", [ANTHROPIC], "", id="its own question, with a comma"),
        pytest.param("why?", [], "", id="nothing earlier"),
    ],
)
def test_what_a_follow_up_is_read_behind(question: str, after: list[str], behind: str) -> None:
    assert in_context(question, after).behind == behind


def test_a_follow_up_is_read_as_typed_people_do() -> None:
    speller = Speller(targets={}, known=frozenset)
    query = read("And at OAI??", after=["RS median @ Anthropic?"], speller=speller)
    assert not query.stands_alone
    assert query.alone == "and at openai??"
    assert query.read_as == "research scientist median at openai?"
    assert (query.entities.labs, query.entities.roles) == (("OpenAI",), ("RS",))


def test_what_stands_on_its_own_is_no_follow_up() -> None:
    query = read(
        "What do RE interviews test?", after=["RS median @ Anthropic?"], speller=Speller(targets={}, known=frozenset)
    )
    assert query.stands_alone
    assert query.alone == query.read_as == "what do research engineer interviews test?"


@pytest.mark.parametrize(("words", "names"), [("for engineers i mean", True), ("i mean what engineers earn", False)])
def test_names_and_little_words_alone_are_told_from_a_question(words: str, names: bool) -> None:
    assert only_names(words) == names
