"""Kinds of files that people added: chats, pages without marked headings, exports, tables whose cells span others."""

from __future__ import annotations

import pytest

from advisor.article import importing
from advisor.article.article import Article

PROSE = "The mill grinds rye on Mondays and wheat on all other days, and sells both at the gate."


def taken(text: str, name: str) -> tuple[importing.Import, Article]:
    found = importing.read(text.encode(), name, largest=1_000_000)
    return found, Article("a", found.description.title, found.text, found.sections)


def sentences(article: Article) -> list[str]:
    return [span.of(article.text) for _, span in article.sentences]


@pytest.mark.parametrize(
    "stamp", ["[2024-03-02, 18:04:{}] ", "12/03/2024, 18:0{} - "], ids=["with brackets", "without"]
)
def test_each_message_of_a_chat_stands_by_itself(stamp: str) -> None:
    long = "Bo: 12 but four are taken on saturday by the scouts who come every year"
    said = ["Ada: how many beds are there", long, "Ada: ok"]
    lines = [f"{stamp.format(i)}{words}" for i, words in enumerate(said)]
    assert sentences(taken("\n".join(lines), "chat.txt")[1]) == lines


def test_short_lines_above_paragraphs_are_headings() -> None:
    heads = ["Work at the mill", "The jobs", "Miller", "Carter", "Pay"]
    blocks = [f"{head}\n\n{PROSE}" if head != "The jobs" else head for head in heads]
    found, article = taken("\n\n".join(blocks) + "\n", "8_mill.txt")
    assert found.description.title == "Work at the mill"
    assert [section.title for section in found.sections] == ["Work at the mill", "Miller", "Carter", "Pay"]
    assert sentences(article) == [PROSE] * 4


@pytest.mark.parametrize(
    "lines",
    [
        ["Dear Ada", PROSE, "Yours", "Bo"],
        ["One 50K", PROSE, "Two 60K", PROSE, "Three 70K", PROSE],
        ["Bread", "Rolls", "Cakes", "Pies", "Biscuits"],
    ],
    ids=["a letter", "rows", "a list"],
)
def test_other_short_lines_are_none(lines: list[str]) -> None:
    _, article = taken("\n\n".join(lines) + "\n", "a.txt")
    assert len(article.sections) == 1


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("7_seat.txt", f"How to cane it\n==============\n\n{PROSE}\n\nTools\n-----\n{PROSE}\n", "How to cane it"),
        ("README.md", f'<h1 align="center">\n  <img src="a.svg"><br>\n  tessera\n</h1>\n\n{PROSE}\n\n## Use\n', "tessera"),
        (f"Onboarding {'3f9c2a7be1d04c2f' * 2}.md", f"# One\n\n{PROSE}\n\n# Two\n\n{PROSE}\n", "Onboarding"),
        ("9_note.txt", f"{PROSE}\n\nMore of it.\n", "9_note"),
        ("9_head.txt", f"Coastal Birds     Vol. 12     41\n\n{PROSE}\n", "9_head"),
    ],
    ids=["underlined", "in HTML", "a page's number", "none", "a running head"],
)
def test_the_title_is_what_stands_at_the_head(name: str, text: str, title: str) -> None:
    assert taken(text, name)[0].description.title == title


def test_cells_that_span_others_are_written_in_each() -> None:
    rows = "<tr><th>GPU</th><th>Place</th><th>Pay as you go</th><th>Kept</th></tr>"
    rows += "<tr><td rowspan=2>A100</td><td>Paris</td><td>1.60</td><td>1.00</td></tr>"
    rows += "<tr><td>Oslo</td><td colspan=2>1.75</td></tr>"
    page = f"<html><body><main><h1>Prices</h1><p>{PROSE}</p><p>{PROSE}</p><table>{rows}</table></main></body></html>"
    _, article = taken(page, "a.html")
    assert sentences(article)[-2:] == ["| A100 | Paris | 1.60 | 1.00 |", "| A100 | Oslo | 1.75 | 1.75 |"]


def test_what_answers_a_heading_that_asks_is_searched_with_it() -> None:
    text = "# Help\n\n## Is there a fee?\n\nNo. It was dropped in May.\n\n## Can I bring a dog?\n\nOn a lead.\n"
    _, article = taken(text, "a.md")
    said = [article.searched(span) for _, span in article.sentences]
    assert said == ["Is there a fee? No.", "It was dropped in May.", "Can I bring a dog? On a lead."]
    assert sentences(article) == ["No.", "It was dropped in May.", "On a lead."]


def test_what_follows_a_sentence_that_asks_is_searched_with_it() -> None:
    _, article = taken("Ada: how many beds are there?\nBo: 12, but four are taken.\nAda: ok.\n", "a.txt")
    said = [article.searched(span) for _, span in article.sentences]
    assert said[1:] == ["Ada: how many beds are there? Bo: 12, but four are taken.", "Ada: ok."]
    assert article.asking == (0,)


def test_a_row_knows_the_heads_of_its_table() -> None:
    text = "# Pay\n\n| Level | Base |\n|---|---|\n| One | 50K |\n\nNobody is paid less.\n"
    _, article = taken(text, "a.md")
    heads = [article.heads_of(span) for _, span in article.sentences]
    assert [each.of(article.text) if each else None for each in heads] == ["| Level | Base |", None]


def test_badges_and_the_numbers_of_lines_of_code_say_nothing() -> None:
    badge = "[![build](https://ci.example/badge.svg)](https://ci.example)"
    assert sentences(taken(f"# Mill\n\n{badge} {badge}\n\n{PROSE}\n", "a.md")[1]) == [PROSE]
    numbers, lines = '<td class="linenos"><pre>1\n2</pre></td>', '<td class="code"><pre>grind(rye)\nsell(rye)</pre></td>'
    code = f"<table><tr>{numbers}{lines}</tr></table>"
    page = f"<html><body><main><h1>Mill</h1><p>{PROSE}</p><p>{PROSE}</p>{code}</main></body></html>"
    found = taken(page, "a.html")[0].text
    assert "grind(rye)" in found
    assert "1\n2" not in found
