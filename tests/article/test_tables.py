"""Tables: a row is one sentence, quoted as it stands and searched with the heads of its columns."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement

from advisor.article import importing
from advisor.article.article import Article
from advisor.article.passages import embedded_text, passages


def taken(raw: bytes | str, name: str) -> Article:
    found = importing.read(raw.encode() if isinstance(raw, str) else raw, name, largest=20_000_000)
    return Article("a", "a", found.text, found.sections)


def said(article: Article) -> list[tuple[str, str]]:
    return [(span.of(article.text), article.searched(span)) for _, span in article.sentences]


SEARCHED = "Area: Pay; Level 1: Earns 50K. No bonus.; Level 2: Earns 90K. Gets a bonus."
ROWS = [
    ("Area", "Level 1", "Level 2"),
    ("Scope", "Small tasks. Asks often.", "A feature. Rarely asks."),
    ("Pay", "Earns 50K. No bonus.", "Earns 90K. Gets a bonus."),
]


def markdown(*, outer: bool = True, rule: str = "---", end: str = "\n") -> str:
    def line(cells: tuple[str, ...] | list[str]) -> str:
        return f"| {' | '.join(cells)} |" if outer else " | ".join(cells)

    return "# Ladder" + end * 2 + end.join([line(ROWS[0]), line([rule] * 3), *map(line, ROWS[1:])]) + end


def page(head: str = "th", *, part: str = "", around: str = "{}") -> str:
    rows = [
        "".join(f"<{head if i == 0 else 'td'}>{cell}</{head if i == 0 else 'td'}>" for cell in row)
        for i, row in enumerate(ROWS)
    ]
    first = f"<thead><tr>{rows[0]}</tr></thead>" if part else f"<tr>{rows[0]}</tr>"
    table = f"<table>{first}{''.join(f'<tr>{row}</tr>' for row in rows[1:])}</table>"
    return f"<h1>Ladder</h1>{around.format(table)}<p>The end of it is here.</p>"


def word_file(*, marked: bool) -> bytes:
    made = docx.Document()
    made.add_heading("Ladder", 1)
    table = made.add_table(3, 3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    if marked:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    made.add_paragraph("The end of it is here.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param(markdown(), "a.md", id="Markdown"),
        pytest.param(markdown(outer=False), "a.md", id="Markdown without outer bars"),
        pytest.param(markdown(rule=":-:"), "a.md", id="Markdown, centred"),
        pytest.param(markdown(end="\r\n"), "a.md", id="Markdown of Windows"),
        pytest.param(markdown().replace("# Ladder", "Ladder\n\nIt has a table below."), "a.txt", id="a plain text"),
        pytest.param(page(), "a.html", id="HTML with th"),
        pytest.param(page("td"), "a.html", id="HTML without marked heads"),
        pytest.param(page("td", part="thead"), "a.html", id="HTML with thead"),
        pytest.param(page(around="<div class='wide'><div>{}</div></div>"), "a.html", id="HTML in boxes"),
        pytest.param(word_file(marked=True), "a.docx", id="Word with a marked head"),
        pytest.param(word_file(marked=False), "a.docx", id="Word without"),
    ],
)
def test_a_row_is_one_sentence_with_its_heads(raw: bytes | str, name: str) -> None:
    article = taken(raw, name)
    rows = [(quote, searched) for quote, searched in said(article) if "50K" in quote]
    assert [searched for _, searched in rows] == [SEARCHED]
    ((quote, _),) = rows
    assert quote.strip("| ") == " | ".join(ROWS[2])
    assert not any("Level 2" in quote for quote, _ in said(article)), "the heads are no sentence of their own"
    assert not any("---" in quote for quote, _ in said(article))


def test_a_passage_is_embedded_with_the_heads_and_tiles_the_text() -> None:
    article = taken(markdown(), "a.md")
    (passage,) = passages(article, budget=500, count=lambda text: len(text.split()))
    assert SEARCHED in embedded_text(article, passage)
    assert passage.span == article.sections[0].body


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<ul><li>Phone call</li><li>Take-home task</li></ul>", "• Phone call • Take-home task"),
        ("<p>One call. It is short.</p><p>One day.</p>", "One call. It is short. One day."),
        ("One call<br>One day", "One call One day"),
        ("<b>Call</b> and <a href='#'>day</a>", "Call and day"),
        ("a | b", "a | b"),
    ],
)
def test_a_cell_stays_in_its_column(cell: str, words: str) -> None:
    article = taken(
        f"<h1>Hiring</h1><table><tr><th>Lab</th><th>Steps</th></tr><tr><td>Oak</td><td>{cell}</td></tr></table>", "a.html"
    )
    assert [searched for _, searched in said(article)] == [f"Lab: Oak; Steps: {words}"]


def test_spans_keep_the_columns() -> None:
    table = (
        "<table><tr><th rowspan=2>Track</th><th colspan=2>Pay</th></tr><tr><th>Base</th><th>Bonus</th></tr>"
        "<tr><td rowspan=2>Engineer</td><td>50K</td><td>5K</td></tr><tr><td>90K</td><td>9K</td></tr></table>"
    )
    article = taken(f"<h1>Pay</h1>{table}", "a.html")
    assert [searched for _, searched in said(article)] == [
        "Track: Engineer; Pay Base: 50K; Pay Bonus: 5K",
        "Track: Engineer; Pay Base: 90K; Pay Bonus: 9K",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<h1>Pay</h1><table><caption>Table 3. Pay by level</caption>{}</table>",
        "<h1>Pay</h1><p>Pay by level in 2024:</p><table>{}</table>",
    ],
)
def test_a_long_table_keeps_its_caption(text: str) -> None:
    rows = "".join(f"<tr><td>L{n}</td><td>{n}0K</td><td>{n} days</td></tr>" for n in range(1, 60))
    article = taken(text.format("<tr><th>Level</th><th>Pay</th><th>Rest</th></tr>" + rows), "a.html")
    searched = [words for _, words in said(article)]
    assert searched[-1].endswith("Level: L59; Pay: 590K; Rest: 59 days")
    assert "ay by level" in searched[-1]


def test_a_table_that_lays_a_page_out_is_read_as_text() -> None:
    prose = "<p>The tug sails at noon. It comes back at six.</p>" * 20
    article = taken(f"<table><tr><td>Home News</td><td><h1>Tugs</h1>{prose}</td></tr></table>", "a.html")
    assert "The tug sails at noon." in [quote for quote, _ in said(article)]


def test_bars_in_prose_are_no_table() -> None:
    article = taken("# Pay\n\nThe sign reads a | b. Nobody knows why.\n\n`x | y` is code. So it is.\n", "a.md")
    assert len(article.sentences) == 4


def test_merged_cells_of_word_are_written_once() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for row, cells in zip(
        table.rows, [("Track", "Base", "Bonus"), ("Engineer", "50K", "5K"), ("", "90K", "9K")], strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(2, 0))
    out = io.BytesIO()
    made.save(out)
    assert [s for _, s in said(taken(out.getvalue(), "a.docx"))][-1] == "Track: Engineer; Base: 90K; Bonus: 9K"
