"""A conversation is a value: as JSON and back it is the same, and what is no transcript is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.conversation.conversation import Conversation, Turn
from advisor.conversation.transcript import VERSION, from_json, to_json
from advisor.errors import InputUnreadable

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TURNS = st.builds(Turn, TEXT, asked=st.none() | TEXT, describes=st.booleans(), asks=st.booleans())
CONVERSATIONS = st.builds(
    Conversation,
    st.lists(TURNS, max_size=5).map(tuple),
    st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    put=st.none() | TEXT,
    quiet=st.booleans(),
)


@given(CONVERSATIONS)
def test_there_and_back_is_the_same(conversation: Conversation) -> None:
    text = json.dumps(to_json(conversation), ensure_ascii=False)
    back = from_json(json.loads(text))
    assert back == conversation
    assert json.dumps(to_json(back), ensure_ascii=False) == text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
TRANSCRIPT_LIKE = st.fixed_dictionaries(
    {"version": st.just(VERSION) | JSON},
    optional={
        "turns": JSON | st.lists(st.fixed_dictionaries({"text": JSON}, optional={"asked": JSON, "asks": JSON})),
        "corrections": JSON,
        "put": JSON,
        "quiet": JSON,
    },
)


@given(JSON | TRANSCRIPT_LIKE)
def test_any_json_is_a_transcript_or_refused(value: object) -> None:
    try:
        found = from_json(value)
    except InputUnreadable:
        return
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("value", "match"),
    [
        pytest.param(3, "found no transcript", id="a number"),
        pytest.param({}, r"found no transcript \(version", id="no version"),
        pytest.param({"version": 2}, "found a transcript of version 2; expected version 1", id="a later version"),
        pytest.param({"version": 1, "mood": "good"}, r"found no transcript \(mood", id="an unknown key"),
        pytest.param(
            {"version": 1, "turns": [{"text": 3}]}, r"found no transcript \(turns\.0\.text", id="a turn without words"
        ),
        pytest.param({"version": 1, "turns": [{"text": "x", "asks": "yes"}]}, r"turns\.0\.asks", id="a word for a truth"),
        pytest.param({"version": 1, "corrections": [["energy"]]}, r"corrections\.0", id="half a correction"),
    ],
)
def test_what_is_no_transcript_is_named(value: object, match: str) -> None:
    with pytest.raises(InputUnreadable, match=match):
        from_json(value)


def test_a_correction_is_replaced_and_taken_back() -> None:
    one = Conversation().corrected("energy", "RE").corrected("target", "RS").corrected("energy", "RS")
    assert one.settings == {"target": "RS", "energy": "RS"}
    assert one.corrected("energy", None).settings == {"target": "RS"}


def test_questions_and_descriptions_are_told_apart() -> None:
    turns = (Turn("q", asks=True), Turn("d", describes=True), Turn("b", describes=True, asks=True), Turn("hi"))
    conversation = Conversation(turns)
    assert conversation.questions == ("q", "b")
    assert [turn.text for turn in conversation.described] == ["d", "b"]
