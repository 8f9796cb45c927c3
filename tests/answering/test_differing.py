"""Two sources that give different figures for the same thing: both are shown, and that they differ is said."""

from __future__ import annotations

import pytest

from advisor.advisor import Advisor
from advisor.answering.answer import Answer
from advisor.article.library import Library
from advisor.settings import Settings

pytestmark = pytest.mark.model

BAKERY = """# Working at a bakery

## Pay

Bakers at Korn & Sohn earn $41,000 a year. The apprentices earn $19,000 a year.

## Hours

The night shift of the bakers lasts 7 hours. The shop opens early.
"""
RIVAL = """# Another look at bakeries

## Money

{sentence}

## Other matters

The ovens are made of brick. The flour comes from the mill across the river.
"""


@pytest.mark.parametrize(
    ("sentence", "question", "differs"),
    [
        pytest.param(
            "Bakers at Korn & Sohn earn $48,000 a year.", "how much do bakers earn at Korn & Sohn?", True,
            id="another figure for the same thing",
        ),
        pytest.param(
            "Bakers at Korn & Sohn earn $41,000 a year.", "how much do bakers earn at Korn & Sohn?", False,
            id="the same figure",
        ),
        pytest.param(
            "Millers at Brook earn $48,000 a year.", "how much do bakers earn at Korn & Sohn?", False,
            id="a figure for other people",
        ),
        pytest.param(
            "Bakers at Korn & Sohn earn a fair wage.", "how much do bakers earn at Korn & Sohn?", False,
            id="no figure",
        ),
        pytest.param(
            "Bakers at Korn & Sohn get 30 days of holiday a year.", "how much do bakers earn at Korn & Sohn?", False,
            id="a figure of another unit",
        ),
        pytest.param(
            "The night shift of the bakers lasts 9 hours.", "how long is the night shift of the bakers?", True,
            id="another duration for the same thing",
        ),
    ],
)  # fmt: skip
def test_an_answer_shows_both_figures_where_sources_differ(own_home, sentence, question, differs):
    library = Library(Settings(home=own_home))
    for name, text in (("bakery.md", BAKERY), ("rival.md", RIVAL.format(sentence=sentence))):
        library.add(library.prepare(text.encode(), name, id=name.removesuffix(".md")))
    advisor = Advisor.load(library.settings, sources=["bakery", "rival"])
    answer = advisor.ask(question)
    assert isinstance(answer, Answer)
    assert answer.differs is differs
    shown = {answer.citations[0].quote.source, answer.citations[-1].quote.source}
    assert shown == {"bakery", "rival"} or not differs  # sources that say the same may both be shown: a tie
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_the_guide_beside_the_original_never_counts(own_home, original_bytes):
    library = Library(Settings(home=own_home))
    library.add(library.prepare(original_bytes, "article.txt"))
    advisor = Advisor.load(library.settings, sources=["guide", "teki-2026"])
    answer = advisor.ask("what is the median pay of research scientists at anthropic?")
    assert isinstance(answer, Answer)
    assert not answer.differs
