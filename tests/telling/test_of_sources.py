"""What is told of readings beside the guide: the columns of a row, whose words they are, and how sure they are."""

from __future__ import annotations

import pytest

from advisor.answering.answer import Abstention, Answer, Citation
from advisor.article import importing
from advisor.article.article import Article
from advisor.article.quote import cut
from advisor.faces import wording
from advisor.faces.telling.document import Cited, Ours, flat
from advisor.faces.telling.headline import headline
from advisor.faces.telling.tell_reading import ReadingTeller
from advisor.framework.words import Words

ROWS = "| Level | Base |\n|---|---|\n| One | 50K |\n| Two | 60K, P. Singh |\n"
TABLE = f"# Pay\n\n{ROWS}\nNobody is paid less than $40K a year at this mill, whatever the work.\n"


@pytest.fixture
def pay() -> Article:
    found = importing.read(TABLE.encode(), "pay.md", largest=10_000)
    return Article("pay", "Pay", found.text, found.sections)


def answer(article: Article, *numbers: int, certainty: str = "sure") -> Answer:
    spans = [article.sentences[n][1] for n in numbers]
    cited = tuple(Citation(i, cut(article, span), 1.0) for i, span in enumerate(spans, 1))
    return Answer("how much?", "how much is the pay?", 0.9, cited, certainty=certainty)  # type: ignore[arg-type]


def test_the_columns_of_rows_are_told_once_and_quoted(pay: Article) -> None:
    parts = list(flat(ReadingTeller([pay], [pay], Words).reading(answer(pay, 0, 2, 1))))
    assert [part.text for part in parts if isinstance(part, Cited)][3:] == ["| Level | Base |"]
    assert [part.text for part in parts if isinstance(part, Ours)] == ["The columns of the table that [1] and [3] are from:"]


def test_a_row_and_what_is_hardly_sure_have_no_line_of_their_own(pay: Article) -> None:
    assert headline(answer(pay, 1)) is None
    assert headline(answer(pay, 2, certainty="likely")) is None
    found = headline(answer(pay, 2))
    assert found is not None
    assert found.points[0].text == "less than $40K a year at this mill, whatever the work"


def test_what_is_off_topic_for_the_guide_is_not_said_of_other_sources(guide: Article, pay: Article) -> None:
    reading, words = Abstention("jam?", "jam?", 0.1, "off_topic", "", ()), Words(off_topic="It is about roles.")
    assert wording.refusal(words, reading, [guide]) == "It is about roles."
    assert wording.refusal(words, reading, [guide, pay]) == Words().off_topic


def test_those_quoted_are_named_and_of_many_their_number(guide: Article, pay: Article) -> None:
    teller = ReadingTeller([guide, pay], [guide, pay], Words)
    list(teller.reading(answer(pay, 0, 2)))
    assert {article.id for article in teller.told_from()} == {"pay"}
    assert wording.quoted_from([guide, pay]) == "Quoted from our guide and “Pay”"
    assert wording.quoted_from([guide, pay, pay, pay]) == "Quoted from our guide and 3 other sources"
