"""What a message asks: its questions told from the talk around them, each once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from advisor.answering.asked import asked, halves, no_answer
from advisor.hearing import Heard

TALK, ASKS, FOLLOWS = {"act=tell": 0.9}, {"act=ask": 0.9}, {"act=followup": 0.9}
HEARD: dict[str, Heard] = {
    "I'm 37 and tired.": TALK,
    "They want a doctorate, I read?": ASKS,
    "Is it so?": FOLLOWS,
    "What do they pay?": ASKS,
    "Where do they sit?": ASKS,
    "Do they sleep?": ASKS,
}


def hear(texts: Sequence[str]) -> Sequence[Heard]:
    return [HEARD.get(text, {}) for text in texts]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        pytest.param("What do they pay?", ["What do they pay?"], id="a question alone"),
        pytest.param("I'm 37 and tired. What do they pay?", ["What do they pay?"], id="behind talk"),
        pytest.param("I'm 37 and tired.", ["I'm 37 and tired."], id="nothing asked: the whole"),
        pytest.param(
            "They want a doctorate, I read? Is it so?", ["They want a doctorate, I read? Is it so?"], id="one, with its tag"
        ),
        pytest.param(
            "They want a doctorate, I read? What do they pay? Where do they sit? Do they sleep?",
            ["What do they pay?", "Where do they sit?", "Do they sleep?"],
            id="the last three",
        ),
    ],
)
def test_the_questions_of_a_message(message: str, parts: list[str]) -> None:
    assert asked(message, hear) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("what is the pay, and who gets the stock?", ("what is the pay", "who gets the stock?")),
        ("what is the pay and how", ()),
        ("research and engineering", ()),
    ],
)
def test_two_questions_of_one_sentence(question: str, parts: tuple[str, ...]) -> None:
    assert halves(question) == parts


def test_what_found_no_answer_is_said_again_cut_where_it_is_long() -> None:
    assert no_answer(["a?", "b?"]) == "I found no answer to “a?” and “b?” in the source."
    assert no_answer(["x" * 200]) == f"I found no answer to “{'x' * 119}…” in the source."
