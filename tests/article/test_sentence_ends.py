"""Where sentences end at hard places: abbreviations, initials, references, numerals, quotation marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.article.sentences import sentences

CASES = Path(__file__).parents[1] / "cases" / "sentence_ends.txt"
# What the rules cannot tell apart, kept in the list so that a change shows.
NOT_TOLD = (
    "Doors open at 7 p.m.", "He said so.[1]: 23", '"I… I do not know."', "i. The first rule holds.", "Ask the Dr.",
    "Art. IV. Each state",
)  # fmt: skip


def cases() -> list[list[str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [re.split(r"\s*‖", line) for line in lines]


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_there_are_three_hundred_places() -> None:
    stops = re.compile(r"[.!?…][^\s\w]*(?=\s|$)")
    assert sum(len(stops.findall(" ".join(parts))) for parts in cases()) >= 300


@pytest.mark.parametrize("parts", cases(), ids=lambda parts: parts[0])
def test_a_hard_place(parts: list[str]) -> None:
    if " ".join(parts).startswith(NOT_TOLD):
        assert cut(" ".join(parts)) != parts
    else:
        assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("公司成立于1998年。它有十个人。", 2, id="no blanks between sentences of Chinese"),
        pytest.param("「行く。」彼は言った。", 2, id="a bracket that closes"),
        pytest.param("यह बंदरगाह है। यह पुराना है।", 2, id="a danda"),
        pytest.param("هل هو قديم؟ نعم هو قديم.", 2, id="a question mark from right to left"),
    ],
)
def test_sentences_of_other_scripts(text: str, count: int) -> None:
    assert len(cut(text)) == count
