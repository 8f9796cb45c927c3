"""Who is told of is taken in as it comes: beside a question, by a pronoun alone, in words of their own; and let go again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.conversation.counsel import Step

pytestmark = pytest.mark.model


def test_a_question_beside_them_is_answered_and_they_are_known(advisor: Advisor, after: Callable[..., Step]) -> None:
    first = after("My daughter is 17. What is a research engineer?")
    assert isinstance(first.reply.reading, Answer)
    then = advisor.chat(first.conversation, "She loves taking servers apart and wants clear tasks.")
    assert then.reply.of == "your daughter"
    assert {each.question: each.after for each in then.reply.changed} == {"energy": "RE", "ambiguity": "RE"}
    assert not then.profile.is_profile


def test_a_tag_asks_whether_it_is_so(after: Callable[..., Step]) -> None:
    told = after("my sister has a PhD and she says only PhDs get in. true?")
    assert isinstance(told.reply.reading, Answer)


def test_who_is_introduced_in_passing_is_who_she_is(after: Callable[..., Step]) -> None:
    told = "I'm a recruiter. I have a candidate, Priya, she has 6 years at Stripe, wants to run infra in five years"
    step = after(told)
    assert step.reply.of == "Priya"
    assert {each.question: each.after for each in step.reply.changed} == {"credential": "RE", "target": "RE"}


def test_who_has_no_name_has_a_profile_all_the_same(after: Callable[..., Step]) -> None:
    step = after("she loves kernels and wants clear tasks", "so which?")
    assert step.reply.of == "this person"
    assert step.reply.verdict is not None
    assert step.reply.verdict.track == "RE"


def test_a_pasted_profile_is_its_writers(after: Callable[..., Step]) -> None:
    step = after('Here is what my client wrote: "I love papers. Clear goals bore me."')
    assert step.reply.of == "your client"
    assert {each.question: each.after for each in step.reply.changed} == {"energy": "RS", "ambiguity": "RS"}
    assert not step.profile.is_profile


def test_what_they_are_goes_with_the_question(after: Callable[..., Step]) -> None:
    step = after("my friend got into DeepMind as a research engineer", "how much does he make?")
    assert isinstance(step.reply.reading, Answer)
    assert "$250K" in step.reply.reading.citations[0].quote.text


def test_a_reason_to_forget_somebody_is_let_be(after: Callable[..., Step]) -> None:
    step = after("My son Tom loves kernels. My niece Ella loves proofs.", "forget Ella, she withdrew")
    assert step.conversation.people == ("Tom",)


def test_which_one_sets_them_side_by_side(after: Callable[..., Step]) -> None:
    told = "I coach two people. Marek hates vague briefs. Sofia reads papers all day and loves it."
    step = after(told, "which one for the scientist opening at DeepMind?")
    assert [name for name, _ in step.reply.people] == ["Marek", "Sofia"]


@pytest.mark.parametrize(
    ("told", "of", "leanings"),
    [
        ("my wife says he can't stand vague tasks", "your son", {"ambiguity": "RE"}),
        ("Ben is a CTO type, wants his work measured in uptime and latency", "Ben", {"evaluation": "RE"}),
        ("Candidate Okafor wrote: 'Give me the fog, finished specs bore me.'", "Okafor", {"ambiguity": "RS"}),
        ("client two is Dan. Dan's happiest when he speeds up a GPU cluster.", "Dan", {"energy": "RE"}),
    ],
)
def test_whose_it_is_that_is_told(after: Callable[..., Step], told: str, of: str, leanings: dict[str, str]) -> None:
    step = after("My son is 24 and loves kernels.", told)
    assert step.reply.of == of
    assert {each.question: each.after for each in step.reply.changed}.items() >= leanings.items()


def test_a_pupil_in_passing_has_no_profile(after: Callable[..., Step]) -> None:
    step = after("when a pupil asks something I can't answer I'm up half the night reading about it. love that")
    assert step.conversation.people == ()
    assert step.profile.leaning("energy") == "RS"
