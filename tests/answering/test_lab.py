"""A quote that goes on about the lab named before it says which."""

from __future__ import annotations

import numpy as np
import pytest

from advisor.answering.lab import lab_of
from advisor.article.article import Article
from advisor.article.bank import Fact
from advisor.article.formats.markdown import find_sections
from advisor.article.quote import cut
from advisor.faces.wording import labs_of
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import build
from advisor.search.source_index import SourceIndex
from advisor.search.vectors import VectorIndex

TEXT = "# Pay\nAnthropic pays well. Engineers get a lot. Rents are high. OpenAI pays too. A house costs more.\n"
ARTICLE = Article("any", "Any", TEXT, find_sections(TEXT))
SPANS = [span for _, span in ARTICLE.sentences]


@pytest.mark.parametrize(
    ("sentence", "about", "lab"),
    [
        (1, ("Anthropic", "RE"), "Anthropic"),
        (0, ("Anthropic",), ""),  # names it itself
        (1, ("OpenAI",), ""),  # the text before it says otherwise
        (2, (), ""),  # the bank does not say so
        (4, ("OpenAI", "Anthropic"), ""),
    ],
)
def test_bank_and_text_must_agree_on_the_lab(sentence: int, about: tuple[str, ...], lab: str) -> None:
    vectors = VectorIndex.of(np.zeros((len(SPANS), 2), np.float32), 2)
    places = ((SPANS[sentence],),)
    none, nothing = np.zeros(0, np.int64), build([])
    source = SourceIndex(ARTICLE, (), none, vectors, vectors, TokenIndex.of([]), nothing, nothing, fact_places=places)
    assert lab_of(cut(ARTICLE, SPANS[sentence]), source, [Fact("any", about, (), ())]) == lab


def test_the_labs_are_told_in_a_line() -> None:
    assert labs_of({2: "OpenAI"}) == "In the source [2] is about OpenAI."
    assert labs_of({1: "OpenAI", 3: "Anthropic"}) == "In the source [1] is about OpenAI, [3] about Anthropic."
