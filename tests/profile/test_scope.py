"""What words around a place do to it: rows of sentence, words, and whether they are denied."""

from __future__ import annotations

import pytest

from advisor.profile.scope import negated
from advisor.span import Span


@pytest.mark.parametrize(
    ("sentence", "words", "denied"),
    [
        ("I have no PhD", "PhD", True),
        ("I have a PhD", "PhD", False),
        ("I never published papers", "papers", True),
        ("not only papers but systems", "papers", False),
        ("denies cough, no fever", "fever", True),
        ("not without papers", "papers", False),
        ("anything but OpenAI", "OpenAI", True),
        ("I don't have a degree, but I have papers", "papers", False),
        ("a PhD was ruled out", "PhD", True),
        ("no doubt a PhD helps", "PhD", False),
        ("without any degree", "degree", True),
        ("no PhD, MSc, 2 papers", "papers", False),
        ("no PhD, no papers", "papers", True),
    ],
)
def test_a_denial_reaches_up_to_what_ends_it(sentence: str, words: str, denied: bool) -> None:
    at = sentence.index(words)
    assert negated(sentence, Span(at, at + len(words))) == denied
