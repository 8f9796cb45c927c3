"""Several people told of at once, and set side by side in words that nobody listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.answering.answer import Answer
from advisor.conversation.counsel import Step

pytestmark = pytest.mark.model
TWO = "I have two candidates, Ana and Lee. Ana wants clear goals, Lee lives for open questions."


def ambiguity(step: Step) -> dict[str, str | None]:
    return {name: verdict.leanings[1] for name, verdict in step.reply.people}


def test_several_are_taken_in_at_once(after: Callable[..., Step]) -> None:
    assert ambiguity(after(TWO)) == {"Ana": "RE", "Lee": "RS"}
    listed = after("My clients: Ana (loves clear goals, eight years of backend) and Lee (a PhD, three papers at NeurIPS)")
    assert {name: verdict.leanings[2] for name, verdict in listed.reply.people} == {"Ana": "RE", "Lee": "RS"}


@pytest.mark.parametrize(
    "message",
    ["which of them is which?", "who's further along", "compare my candidates", "is it the same for both?", "who's what?"],
)
def test_who_is_told_of_is_set_side_by_side(after: Callable[..., Step], message: str) -> None:
    assert [name for name, _ in after(TWO, message).reply.people] == ["Ana", "Lee"]


@pytest.mark.parametrize("message", ["which of the two roles pays better?", "where do the labs differ?"])
def test_what_is_asked_of_the_roles_is_the_sources(after: Callable[..., Step], message: str) -> None:
    assert isinstance(after(TWO, message).reply.reading, Answer)


def test_two_are_turned_round_together(after: Callable[..., Step]) -> None:
    assert ambiguity(after(TWO, "sorry, other way round")) == {"Ana": "RS", "Lee": "RE"}


def test_one_is_as_the_other(after: Callable[..., Step]) -> None:
    step = after(TWO, "Ana dreams of a lab of her own", "Lee too")
    assert step.reply.of == "Lee"
    assert {each.question: each.after for each in step.reply.changed} == {"target": "RS"}


def test_who_gets_a_name_is_known_by_both(after: Callable[..., Step]) -> None:
    named = after("it is for my daughter", "her name is Mia, she loves kernels")
    assert named.reply.of == "Mia"
    for message in ("what about Mia?", "and my daughter?"):
        assert after("it is for my daughter", "her name is Mia, she loves kernels", message).reply.of == "Mia"


def test_what_somebody_asks_is_the_sources(after: Callable[..., Step]) -> None:
    step = after(TWO, "Ana asks whether she needs a PhD")
    assert isinstance(step.reply.reading, Answer)


def test_a_phd_candidate_may_be_the_writer(after: Callable[..., Step]) -> None:
    step = after("I am a PhD candidate, before I studied physics")
    assert step.reply.of == ""
    assert step.profile.fact("phd_status") == "candidate"


def test_a_name_told_beside_their_own_words_is_theirs(after: Callable[..., Step]) -> None:
    step = after("Here is what an applicant wrote: 'I love crisp specs. I want to be CTO.' Her name is Yuki.", "and Yuki?")
    assert step.reply.of == "Yuki"
    assert step.reply.verdict is not None
    assert step.reply.verdict.leanings[1] == "RE"


def test_a_question_beside_what_says_nothing_of_them_is_answered(after: Callable[..., Step]) -> None:
    step = after("My brother failed that test in spring. He was sad for weeks. How long must one wait to try again?")
    assert step.reply.kind == "reading"


def test_whom_was_told_of_in_passing_has_a_verdict_once_it_is_wished(after: Callable[..., Step]) -> None:
    step = after("I love kernels", "my wife is the scientist, she loves papers and hypotheses", "what would she be?")
    assert step.reply.of == "your wife"
    assert step.reply.verdict is not None
    assert step.reply.verdict.leanings[0] == "RS"


@pytest.mark.parametrize(
    "message",
    [
        "I know three tools: Kafka, Spark and Airflow. I love tuning them",
        "I manage Kafka and Spark clusters and love tuning them, six years now",
        "Two jobs: Klarna and Spotify, three years each, and I love making pipelines fast",
        "Kubernetes and Docker are both fun, I love debugging them",
        "Two employers: Klarna (2 years), Spotify (3 years). I love making pipelines fast",
        'My manager Anna wrote: "I love how you debug". I do love debugging',
        "Four papers: NeurIPS, ICML, ICLR, ACL. I love debugging",
    ],
)
def test_tools_and_companies_are_nobody(after: Callable[..., Step], message: str) -> None:
    step = after(message)
    assert step.conversation.people == ()
    assert step.verdict.leanings[0] == "RE"
