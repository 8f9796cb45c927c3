"""Weights heard in the chat: what a message says of how much a question matters, by a hearing written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from advisor.advisor import Advisor
from advisor.conversation.conversation import Conversation
from advisor.conversation.counsel import Counsel
from advisor.conversation.step import next_step
from advisor.conversation.transcript import Chosen, Said, Transcript, from_json, replay, to_json, with_choice
from advisor.errors import UsageError
from advisor.faces.contract_chat import step_json
from advisor.faces.telling.document import Ours, flat
from advisor.faces.telling.tell import teller_of

pytestmark = pytest.mark.model
HEARD = {
    "Where I am in five years matters most to me.": {"weight=target_high": 0.9, "act=tell": 0.9},
    "I do not care how I am judged.": {"weight=evaluation_none": 0.8, "weight=evaluation_high": 0.1, "act=tell": 0.9},
    "I do care how I am judged.": {"weight=evaluation_high": 0.7, "act=tell": 0.9},
    "The target is perhaps of some weight.": {"weight=target_high": 0.39, "act=tell": 0.9},
    "My sister says the target matters most.": {"weight=target_high": 0.9, "act=others": 0.9, "act=tell": 0.1},
    "Does the target matter most?": {"weight=target_high": 0.9, "act=ask": 0.9, "act=tell": 0.1},
    "I love writing papers.": {"energy=RS": 0.95, "act=tell": 0.95},
    "I want to lead a research lab.": {"target=RS": 0.95, "act=tell": 0.95},
}


@pytest.fixture(scope="module")
def counsel(advisor: Advisor) -> Counsel:
    def hear(texts: Sequence[str]) -> list[Mapping[str, float]]:
        return [HEARD.get(text, {}) for text in texts]

    return replace(advisor.counsel, turns=replace(advisor.turns, hear=hear))


@pytest.mark.parametrize(
    ("message", "weights"),
    [
        ("Where I am in five years matters most to me.", (("target", 3),)),
        ("I do not care how I am judged.", (("evaluation", 0),)),
        ("Where I am in five years matters most to me. I do not care how I am judged.", (("target", 3), ("evaluation", 0))),
        ("The target is perhaps of some weight.", ()),
        ("My sister says the target matters most.", ()),
        ("Does the target matter most?", ()),
        ("I love writing papers.", ()),
    ],
)
def test_weights_are_read_of_the_writers_own_words(counsel: Counsel, message: str, weights: tuple) -> None:  # type: ignore[type-arg]
    assert counsel.turns.read(message).weights == weights


def test_a_message_that_tells_weights_is_answered_with_both_counts(counsel: Counsel, advisor: Advisor) -> None:
    first = next_step(counsel, Conversation(), "I love writing papers.")
    assert first.reply.weighed is None
    weighs = "Where I am in five years matters most to me. I want to lead a research lab."
    second = next_step(counsel, first.conversation, weighs)
    assert second.reply.kind == "verdict"
    assert second.conversation.weights == (("target", 3),)
    told = [block.text for block in flat(teller_of(advisor).reply(second.reply)) if isinstance(block, Ours)]
    assert "You weigh: target 3 (from 0 to 3; the others 1)." in told
    counted = next(line for line in told if line.startswith("By the source's count:"))
    assert counted.endswith("With your weights: Research Scientist, ahead by 2.86.")
    assert "With your weights:" in step_json(second, advisor.framework)["text"]
    assert "With your weights:" not in step_json(first, advisor.framework)["text"]


def test_the_later_word_counts_and_nothing_mattering_is_everything_alike(counsel: Counsel) -> None:
    said = next_step(counsel, Conversation(), "I do not care how I am judged.")
    assert said.reply.weights == (("evaluation", 0),)
    later = next_step(counsel, said.conversation, "I do care how I am judged.").conversation
    assert later.weights == (("evaluation", 3),)
    by_hand = counsel.choose(later, "weight", "evaluation=2")
    assert by_hand.weights == (("evaluation", 2),)
    none = by_hand
    for question in ("energy", "ambiguity", "credential", "target"):
        none = counsel.choose(none, "weight", f"{question}=0")
    with pytest.raises(UsageError, match="found weight 0 for every question"):
        counsel.choose(none, "weight", "evaluation=0")
    assert next_step(counsel, none, "I do not care how I am judged.").conversation.weights == ()


def test_choices_are_kept_with_the_conversation(counsel: Counsel) -> None:
    acts: tuple = (Said("I love writing papers."),)  # type: ignore[type-arg]
    given = [
        ("weight", "target=1"), ("weight", "target=3"), ("concern", "for RS 2: I want to  publish"), ("before", "sure=no"),
        ("concern", "neither: a visa"), ("no-concern", "a visa"), ("ready", "sure=yes"), ("deadline", "2030-01-31"),
    ]  # fmt: skip
    for kind, words in given:
        acts = with_choice(acts, Chosen(kind, words))
    assert len(acts) == 7  # one weight, one word on each concern
    read = from_json(to_json(Transcript(acts)))
    assert read.acts == acts
    choices = list(replay(counsel, (*acts, Chosen("weight", "mood=1"))))[-1].conversation.choices
    assert choices.weights == (("target", 3),)
    assert [concern.text for concern in choices.concerns] == ["I want to publish"]
    assert (choices.before, choices.ready, choices.deadline) == ((("sure", False),), (("sure", True),), date(2030, 1, 31))


@pytest.mark.parametrize(
    ("kind", "words", "message"),
    [
        ("weight", "target=4", "found the weight target=4; expected a whole number from 0 to 3"),
        ("weight", "mood=1", "found no question 'mood' to weigh"),
        ("concern", "visa", "found the concern 'visa'"),
        ("ready", "sure=perhaps", "found the answer 'sure=perhaps'; expected ID=yes or ID=no"),
        ("before", "happy=yes", "found no readiness question 'happy'"),
        ("deadline", "soon", "found the day 'soon'; expected YYYY-MM-DD"),
        ("mood", "good", "found the choice 'mood'; expected one of weight, concern"),
    ],
)
def test_what_cannot_be_chosen(counsel: Counsel, kind: str, words: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        counsel.choose(Conversation(), kind, words)
