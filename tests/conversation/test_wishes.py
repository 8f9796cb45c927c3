"""What a message wants by its form, and which of its sentences ask."""

from __future__ import annotations

import pytest

from advisor.conversation.intent import Wish, questions_in, wish


@pytest.mark.parametrize(
    ("message", "decided", "expected"),
    [
        ("forget me", False, "forget"),
        ("Please forget everything.", True, "forget"),
        ("start over", False, "forget"),
        ("I always forget me keys", False, None),
        ("just tell me", False, "just_tell"),
        ("Stop asking!", True, "just_tell"),
        ("why do you ask?", False, "why_asked"),
        ("and why do you want to know", False, "why_asked"),
        ("why?", True, "how"),
        ("Why?", False, None),
        ("how did you get there", True, "how"),
        ("how did you get there", False, None),
        ("why not RS?", True, "why_not"),
        ("why not RS?", False, None),
        ("but why am I not a scientist", True, "why_not"),
        ("what would change it?", True, "what_if"),
        ("what would change your mind", True, "what_if"),
        ("what would change it?", False, None),
        ("can I trust this?", True, "scope"),
        ("why are scientists paid more?", True, None),
        ("What does OpenAI pay?", True, None),
        ("", True, None),
    ],
)
def test_wishes(message: str, decided: bool, expected: Wish | None) -> None:
    assert wish(message, decided=decided) == expected


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("I have a PhD. Does it help?", "Does it help?"),
        ("What do they pay? I love code.", "What do they pay?"),
        ("Tell me about Anthropic. I like safety.", "Tell me about Anthropic."),
        ("I have a PhD.", ""),
        ("", ""),
    ],
)
def test_questions_in(message: str, asked: str) -> None:
    assert questions_in(message) == asked
