"""Somebody's own words, in quotation marks or pasted, are theirs: one person's or several's in one message."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.conversation.counsel import Step
from advisor.conversation.quoting import quoted


@pytest.mark.parametrize(
    ("message", "of", "rest"),
    [
        ('This is what my client wrote: "I love papers. I publish."', {"your client": ["I love papers. I publish."]}, ""),
        ("Priya's own words:\nI build things", {"Priya": ["I build things"]}, ""),
        ('Ana: "I live for proofs." and Lee writes: "I want my name on what runs"',
         {"Ana": ["I live for proofs."], "Lee": ["I want my name on what runs"]}, ""),
        ("A client of mine, Bo. His words: 'I can't stand fog.' Which is he?", {"Bo": ["I can't stand fog."]},
         "A client of mine, Bo. Which is he?"),
        ("About Emil: he says 'I want to find something new.' What of him?", {"Emil": ["I want to find something new."]},
         "What of him?"),
        ('Her competitor Kim: "I adore theory"', {"Kim": ["I adore theory"]}, ""),
        ("his twin sister Kim: “I dream of a lab of my own”", {"Kim": ["I dream of a lab of my own"]}, ""),
    ],
)  # fmt: skip
def test_whose_own_words_are_quoted(message: str, of: dict[str, list[str]], rest: str) -> None:
    found = quoted(message, {"Priya": "six years of infra"}, "")
    assert found is not None
    assert (found.of, found.rest) == (of, rest)


@pytest.mark.parametrize(
    "message",
    [
        "my client wrote: does she need a PhD?",
        "I wrote to my client: I love papers",
        'I told Priya: "I love papers"',
        "my profile: I love papers",
        'is it true that "the PhD is what I need"?',
        "the client's papers' titles weren't 'I love deep nets' but shorter",
    ],
)
def test_nobody_is_quoted(message: str) -> None:
    assert quoted(message, {"Priya": "six years of infra"}, "") is None


@pytest.mark.model
def test_each_is_read_by_their_own_words(after: Callable[..., Step]) -> None:
    notes = "From Ana: 'I'm happiest when an experiment proves me wrong.' And from Lee: 'I love making slow code fast.'"
    step = after(f"Two notes. {notes}")
    assert {name: verdict.leanings[0] for name, verdict in step.reply.people} == {"Ana": "RS", "Lee": "RE"}
    assert not step.profile.is_profile
