"""A transcript is a value: as JSON and back it is the same, what is none is refused, and replaying it gives the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import Advisor
from advisor.conversation.conversation import Conversation, Turn
from advisor.conversation.transcript import MOST_ACTS, LeftOut, Said, SetByHand, Transcript, from_json, replay, to_json
from advisor.errors import InputUnreadable
from advisor.profile.reader import Read

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ACTS = st.builds(Said, TEXT.filter(bool)) | st.builds(SetByHand, TEXT, TEXT, TEXT) | st.builds(LeftOut, TEXT.filter(bool))
TRANSCRIPTS = st.builds(
    Transcript,
    st.lists(ACTS, max_size=5).map(tuple),
    st.dictionaries(TEXT, TEXT, max_size=2).map(lambda d: tuple(d.items())),
)


@given(TRANSCRIPTS)
def test_there_and_back_is_the_same(transcript: Transcript) -> None:
    text = to_json(transcript)
    assert from_json(text) == from_json(text.encode()) == transcript
    assert to_json(from_json(text)) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
TRANSCRIPT_LIKE = st.fixed_dictionaries(
    {"kind": st.just("track-advisor conversation") | JSON, "version": st.just(1) | JSON},
    optional={
        "acts": JSON | st.lists(st.fixed_dictionaries({}, optional={"say": JSON, "set": JSON, "to": JSON})),
        "sources": JSON,
    },
)


@given((JSON | TRANSCRIPT_LIKE).map(json.dumps) | TEXT)
def test_any_text_is_a_transcript_or_refused(text: str) -> None:
    try:
        found = from_json(text)
    except InputUnreadable:
        return
    assert from_json(to_json(found)) == found


WHOLE = {"kind": "track-advisor conversation", "version": 1, "acts": []}


@pytest.mark.parametrize(
    ("value", "match"),
    [
        pytest.param(3, "found no saved conversation", id="a number"),
        pytest.param({}, r"found no saved conversation \(kind", id="another object"),
        pytest.param(WHOLE | {"version": 2}, "conversation of version 2; expected version 1", id="a later version"),
        pytest.param(WHOLE | {"mood": "good"}, r"found no saved conversation \(mood", id="an unknown key"),
        pytest.param(WHOLE | {"acts": [{"say": 3}]}, r"acts\.0", id="a message without words"),
        pytest.param(WHOLE | {"acts": [{"set": "energy"}]}, r"acts\.0", id="half a correction"),
        pytest.param(WHOLE | {"acts": [{"say": "x"}] * (MOST_ACTS + 1)}, "at most 200 items", id="too long"),
    ],
)
def test_what_is_no_transcript_is_named(value: object, match: str) -> None:
    with pytest.raises(InputUnreadable, match=match):
        from_json(json.dumps(value))


def test_ones_own_conversation_has_no_limit() -> None:
    long = Transcript((Said("x"),) * (MOST_ACTS + 50))
    assert from_json(to_json(long), most=None) == long


def test_a_correction_is_replaced_and_taken_back() -> None:
    one = Conversation().corrected("energy", "RE").corrected("target", "RS").corrected("energy", "RS")
    assert one.settings == {"target": "RS", "energy": "RS"}
    assert one.corrected("energy", None).settings == {"target": "RS"}


def test_questions_and_descriptions_are_told_apart() -> None:
    asks, tells = Read("q"), Read("d", tells=True)
    turns = (Turn(asks, asked=("q",)), Turn(tells), Turn(replace(tells, text="b"), asked=("b",)), Turn(Read("hi")))
    conversation = Conversation(turns)
    assert conversation.questions == ("q", "b")
    assert [turn.text for turn in conversation.described] == ["d", "b"]


@pytest.mark.model
def test_replayed_it_is_the_conversation_that_it_was(advisor: Advisor) -> None:
    messages = ("I love debugging distributed systems. I want clear goals.", "What does an RE earn at OpenAI?", "and an RS?")
    conversation, replies = Conversation(), []
    for message in messages:
        step = advisor.chat(conversation, message)
        conversation = step.conversation
        replies.append(step.reply)
    step = advisor.counsel.correct(conversation, "target", "RS")
    conversation = step.conversation
    replies.append(step.reply)
    acts = (*map(Said, messages), SetByHand("target", "RS"), SetByHand("mood", "RS"))
    again = list(replay(advisor.counsel, from_json(to_json(Transcript(acts))).acts))
    assert [each.reply for each in again] == replies  # the correction that nobody knows is passed over
    assert again[-1].conversation == conversation
