"""The offered answers, named in few words: hedged, changed a moment later, taken back."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.acts import option, the_other_option
from advisor.conversation.transcript import Said, replay


@pytest.mark.parametrize(
    ("reply", "leaning"),
    [
        ("1", "RE"), ("uh the first one", "RE"), ("hmm, first i guess", "RE"), ("ok go with the second please", "RS"),
        ("2nd tbh", "RS"), ("eh both honestly", "mixed"), ("first was right. sorry its late", "RE"),
        ("the first year was hard", None), ("one lab or two", None), ("secondly, pay", None), ("a PhD", None),
    ],
)  # fmt: skip
def test_an_offered_answer_is_named_in_few_words(advisor: Advisor, reply: str, leaning: str | None) -> None:
    assert option(reply, advisor.framework.question("energy")) == leaning


@pytest.mark.parametrize(
    ("message", "is_it"),
    [
        ("other one", True),
        ("nah, the other one actually", True),
        ("the other option pls", True),
        ("and the other one?", False),
    ],
)
def test_the_other_offered_answer(message: str, is_it: bool) -> None:
    assert the_other_option(message) is is_it


@pytest.mark.model
def test_an_answer_is_changed_and_changed_back(advisor: Advisor) -> None:
    said = ("6 yrs backend, no phd", "uh the first one", "nah other one actually", "hm no. first was right")
    leanings = [advisor.counsel.verdict(each.conversation).leanings[0] for each in replay(advisor.counsel, map(Said, said))]
    assert leanings == [None, "RE", "RS", "RE"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("said", "question", "leanings"),
    [
        (
            ("tinkering with a slow query wakes me up", "scratch that, these days im more into reading papers"),
            0,
            ["RE", "RS"],
        ),
        (("i like building", "clear, mostly", "though not always. no, put both"), 1, [None, "RE", "mixed"]),
    ],
)
def test_what_stands_behind_a_correction_is_put_in_place(
    advisor: Advisor, said: tuple[str, ...], question: int, leanings: list[str | None]
) -> None:
    steps = replay(advisor.counsel, map(Said, said))
    assert [advisor.counsel.verdict(each.conversation).leanings[question] for each in steps] == leanings
