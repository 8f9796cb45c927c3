"""Talk gets the note that fits it: thanks with a complaint beside them are a complaint."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.conversation.conversation import Conversation
from advisor.conversation.notes import NOTES

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("message", "act"),
    [
        ("thanks, that was no use at all", "insult"),
        ("great, thanks for nothing", "insult"),
        ("ta, but that did not help me one bit", "insult"),
        ("thanks for wasting my time", "insult"),
        ("Thanks. That was no help.", "insult"),
        ("thank you, but it didn't answer my question", "insult"),
        ("cheers, I'm none the wiser but that's not what I asked", "insult"),
        ("thanks, this is rubbish", "insult"),
        ("thanks!", "thanks"),
        ("thank you, that was really good", "thanks"),
        ("cheers, very helpful", "thanks"),
        ("thanks, not bad at all", "thanks"),
        ("thanks, that could not be more helpful", "thanks"),
        ("thank you, that helped a lot", "thanks"),
    ],
)
@pytest.mark.parametrize("before", [None, "What does an RE earn at OpenAI?"], ids=["first", "behind an answer"])
def test_a_complaint_outweighs_thanks(advisor: Advisor, message: str, act: str, before: str | None) -> None:
    now = advisor.chat(Conversation(), before).conversation if before else Conversation()
    reply = advisor.chat(now, message).reply
    assert (reply.kind, reply.text) == ("note", NOTES[act])
