"""Sentence splitters on the hard places of tests/cases/sentence_ends.txt: ours, and pysbd and blingfire where installed.

`python benchmarks/sentence_ends.py` prints, for each, how many places are decided wrongly (a sentence ended or went on
against the label), the cases with any, and seconds.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "cases" / "sentence_ends.txt"
_STOP = re.compile(r"[.!?…][^\s\w]*(?:\[[^\]]*\])*[^\s\w]*(?=\s)")


def labelled() -> list[tuple[str, set[int]]]:
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, ends = "", set()
        for i, part in enumerate(re.split(r"\s*‖", line)):
            if i:
                ends.add(len(text))
                text += " "
            text += part
        found.append((text, ends))
    return found


def ours(text: str) -> set[int]:
    from advisor.article.sentences import sentences

    return {span.end for span in sentences(text)}


def pysbd(text: str) -> set[int]:
    import pysbd

    found = pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text)
    return {span.start + len(span.sent.rstrip()) for span in found}


def blingfire(text: str) -> set[int]:
    import blingfire

    return {end for _, end in blingfire.text_to_sentences_and_offsets(text)[1]}


def measure(split: Callable[[str], set[int]]) -> str:
    cases, started = labelled(), time.perf_counter()
    wrong = [len((split(text) - {len(text)}) ^ ends) for text, ends in cases]
    places = sum(len({m.end() for m in _STOP.finditer(text)} | ends) for text, ends in cases)
    spent = time.perf_counter() - started
    return f"{sum(wrong)} of {places} places wrong, in {sum(map(bool, wrong))} of {len(cases)} cases, {spent:.2f} s"


if __name__ == "__main__":
    for split in (ours, pysbd, blingfire):
        try:
            print(f"{split.__name__}: {measure(split)}")
        except ImportError:
            print(f"{split.__name__}: not installed")
