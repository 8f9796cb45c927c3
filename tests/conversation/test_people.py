"""Other people by name, by form alone: whose a message is, and how what is said of them is read as if they said it."""

from __future__ import annotations

import pytest

from advisor.conversation.people import (
    Addressed,
    addressed,
    compared,
    first_person,
    in_general,
    named,
)


@pytest.mark.parametrize(
    ("message", "whose"),
    [
        ("about Ben: eight years of CUDA", Addressed("Ben", "eight years of CUDA")),
        ("ok, now about my daughter: she has a PhD", Addressed("your daughter", "she has a PhD")),
        ("Regarding Mary Ann - loves proofs", Addressed("Mary Ann", "loves proofs")),
        ("about the candidate", Addressed("the candidate", "")),
        ("about my sister Maria: she has a PhD", Addressed("Maria", "she has a PhD")),
        ("about my sister, Maria: she has a PhD", Addressed("Maria", "she has a PhD")),
        ("back to me: I like clear goals", Addressed("", "I like clear goals")),
        ("about me", Addressed("", "")),
        ("about pay: what do they earn", None),
        ("I have thought about Ben a lot", None),
        ("what about the PhD?", None),
    ],
)
def test_whose_a_message_is(message: str, whose: Addressed | None) -> None:
    assert addressed(message) == whose


@pytest.mark.parametrize(
    ("text", "as_said"),
    [
        ("Ben has a PhD and his papers are at ICML", "I have a PhD and my papers are at ICML"),
        ("she is happiest when the build is green", "I am happiest when the build is green"),
        ("Ben's thesis; they want to lead a lab", "my thesis; I want to lead a lab"),
        ("eight years of CUDA", "eight years of CUDA"),
        ("she loves papers, wants a lab but is shy", "I love papers, I want a lab but I am shy"),
    ],
)
def test_what_is_said_of_somebody_is_read_as_if_they_said_it(text: str, as_said: str) -> None:
    assert first_person(text, "Ben") == as_said


def test_two_are_compared_only_where_both_are_known() -> None:
    assert compared("compare Anna and Ben", ("Anna", "Ben")) == ("Anna", "Ben")
    assert compared("Compare me with Ben.", ("Ben",)) == ("", "Ben")
    assert compared("compare Anna and Ben", ("Ben",)) is None
    assert compared("compare the pay of both", ("Ben",)) is None


@pytest.mark.parametrize(
    ("message", "whose"),
    [
        ("about B: loves debugging", Addressed("client B", "loves debugging")),
        ("what about B?", Addressed("client B", "")),
        ("about D: a PhD", None),
        ("D: a PhD", None),
        ("A PhD is needed, right?", None),
    ],
)
def test_a_client_with_a_letter_is_called_by_it(message: str, whose: Addressed | None) -> None:
    assert addressed(message, ("client A", "client B")) == whose


def test_a_letter_names_a_client_and_an_article_none() -> None:
    known = ("client A", "client B")
    assert compared("compare A and B", known) == known
    assert named("is A an RS?", known) == "client A"
    assert named("is that a plan for A?", known) == "client A"
    assert named("would a PhD help", known) is None


def test_a_name_is_found_as_a_whole_word() -> None:
    assert named("and does Ben like it", ("Ben", "Anna")) == "Ben"
    assert named("the bench is cold", ("Ben",)) is None
    assert named("Ben or Anna", ("Ben", "Anna")) is None


def test_what_about_somebody_is_theirs_where_they_are_known() -> None:
    assert addressed("and what about Ben?", ("Ben",)) == Addressed("Ben", "")
    assert addressed("how about my sister", ("your sister",)) == Addressed("your sister", "")
    assert addressed("what about Ben?", ("Anna",)) is None
    assert addressed("and my son?", ("your daughter",)) == Addressed("your son", "")
    assert addressed("and my son?", ()) is None
    assert addressed("what about Ben's pay?", ("Ben",)) is None


@pytest.mark.parametrize(
    ("question", "name", "role", "spoken_of", "plain"),
    [
        ("what would Ben earn there", "Ben", "research engineer", False, "what would a research engineer earn there"),
        ("what would ben earn", "Ben", "", False, "what would someone earn"),
        ("how long would Ben's interviews take", "Ben", "", False, "how long would the interviews take"),
        ("would she need a PhD for her job", "Anna", "", True, "would someone need a PhD for the job"),
        ("would she need a PhD", "Anna", "", False, "would she need a PhD"),
        ("would my sister need a PhD", "your sister", "", False, "would someone need a PhD"),
        ("the bench is cold", "Ben", "", False, "the bench is cold"),
    ],
)
def test_a_question_on_somebody_is_asked_without_them(
    question: str, name: str, role: str, spoken_of: bool, plain: str
) -> None:
    assert in_general(question, name, role, spoken_of=spoken_of) == plain
