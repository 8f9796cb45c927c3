"""Sections of plain text: by a table of contents, by underlines, numbers or capitals, or none; page furniture left out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from advisor.article.formats.text import find_sections
from advisor.article.section import Section

BODY = "The keeper climbs the stairs twice a day and trims the wick. Nobody else may do it. "
INLINE = (
    "All about lighthouses. By A. Keeper.\nContents 1. Foreword 2. The Lamp - Oil vs. Gas 3. Day-to-Day Tasks - What a "
    "Keeper "
    "Does 4. The Pay Question - Is It Enough? --- 1. Foreword "
    + BODY * 3
    + "2. The Lamp - Oil vs. Gas "
    + BODY * 3
    + "3. Daily Tasks - What a Keeper Does "
    + BODY * 3
    + "4. The Pay Question - Is It Enough? "
    + BODY * 3
)


def shape(text: str) -> list[tuple[int, str]]:
    return [(section.number, section.title) for section in find_sections(text)]


def body(section: Section, text: str) -> str:
    return section.body.of(text)


def test_a_table_of_contents_in_running_text_is_the_evidence_for_headings_in_running_text() -> None:
    assert shape(INLINE) == [
        (1, "Foreword"),
        (2, "The Lamp - Oil vs. Gas"),
        (3, "Daily Tasks - What a Keeper Does"),  # as the body words it, not the table
        (4, "The Pay Question - Is It Enough?"),
    ]
    for section in find_sections(INLINE):
        assert body(section, INLINE) == (BODY * 3).strip()


def test_the_table_of_contents_is_in_no_section() -> None:
    assert not any("Contents" in body(section, INLINE) for section in find_sections(INLINE))


def test_a_table_of_contents_on_lines() -> None:
    titles = ["Foreword", "The Lamp", "The Keeper"]
    text = "Lighthouses\n\nTable of Contents\n" + "".join(f"{i}. {t}\n" for i, t in enumerate(titles, 1)) + "\n"
    text += "".join(f"{i}. {t}\n\n{BODY}\n\n" for i, t in enumerate(titles, 1))
    assert shape(text) == list(enumerate(titles, 1))


def test_a_table_of_contents_whose_entries_do_not_recur_is_no_evidence() -> None:
    text = f"Contents\n1. Bread\n2. Butter\n3. Jam\n\nLamps\n=====\n\n{BODY}\n\nPay\n===\n\n{BODY}"
    assert shape(text)[-2:] == [(1, "Lamps"), (2, "Pay")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Lamps\n=====\n\n{BODY}\n\nPay\n===\n\n{BODY}\n", [(1, "Lamps"), (2, "Pay")], id="underlined with equals signs"
        ),
        pytest.param(
            f"Lamps\n-----\n\n{BODY}\n\nPay\n---\n\n{BODY}\n", [(1, "Lamps"), (2, "Pay")], id="underlined with hyphens"
        ),
        pytest.param(f"1. Lamps\n\n{BODY}\n\n2. Pay\n\n{BODY}\n", [(1, "Lamps"), (2, "Pay")], id="numbered"),
        pytest.param(f"1 Lamps\n\n{BODY}\n\n2 Pay\n\n{BODY}\n", [(1, "Lamps"), (2, "Pay")], id="numbered without a stop"),
        pytest.param(f"THE LAMPS\n\n{BODY}\n\nTHE PAY\n\n{BODY}\n", [(1, "THE LAMPS"), (2, "THE PAY")], id="in capitals"),
        pytest.param(
            f"{BODY}\n\nTHE LAMPS\n\n{BODY}\n\nTHE PAY\n\n{BODY}\n",
            [(0, ""), (1, "THE LAMPS"), (2, "THE PAY")],
            id="text ahead of the first heading is section 0",
        ),
        pytest.param(f"{BODY}\n\n{BODY}\n", [(1, "")], id="no headings: one section"),
        pytest.param(f"THE LAMPS\n\n{BODY}\n\n{BODY}\n", [(1, "")], id="one line in capitals is no structure"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n ", [], id="white space alone"),
    ],
)
def test_headings_on_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize("line", ["\r\n", "\r"])
@pytest.mark.parametrize(("first", "second"), [("1. Lamps", "2. Pay"), ("LAMPS", "THE PAY"), ("Lamps\n=====", "Pay\n---")])
def test_headings_on_lines_of_windows_and_of_old_macs(first: str, second: str, line: str) -> None:
    text = f"{first}\n\n{BODY}\n\n{second}\n\n{BODY}\n".replace("\n", line)
    assert [body(section, text) for section in find_sections(text)] == [BODY.strip()] * 2


def test_deeper_numbers_are_sections_below() -> None:
    text = f"1 Lamps\n\n{BODY}\n\n1.1 Oil\n\n{BODY}\n\n2 Pay\n\n{BODY}\n"
    assert [section.path for section in find_sections(text)] == [("Lamps",), ("Lamps", "1.1 Oil"), ("Pay",)]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("1. Trim the wick, then go down.", id="a list item that is a sentence"),
        pytest.param("2. " + "very " * 15 + "long", id="a line of many words"),
    ],
)
def test_a_numbered_sentence_is_no_heading(line: str) -> None:
    text = f"{BODY}\n\n{line}\n{line}\n\n{BODY}"
    assert shape(text) == [(1, "")]


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("0 Comments\nLeave a Reply\nYour email address will not be published.", id="a comment form"),
        pytest.param("© 2026 The Keeper. All rights reserved.", id="a copyright line"),
        pytest.param("Archives\nMarch 2026\nFebruary 2026\n\nCategories\nAll\nLamps\n\nRSS Feed", id="archives and feeds"),
        pytest.param("Share this:\nRelated posts\nThe fog horn", id="sharing and related posts"),
        pytest.param("Filed under: lamps\nTagged with: oil", id="tags"),
    ],
)
def test_the_foot_of_a_page_is_left_out(foot: str) -> None:
    article = f"1. Lamps\n\n{BODY * 4}\n\n2. Pay\n\n{BODY * 4}"
    sections = find_sections(f"{article}\n\n{foot}\n")
    assert [s.title for s in sections] == ["Lamps", "Pay"]
    assert body(sections[-1], f"{article}\n\n{foot}\n") == (BODY * 4).strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"{BODY}\n\nComments\n\n" + f"{BODY}\n\n" * 8, id="a heading called Comments ahead of most of the text"
        ),
        pytest.param(f"{BODY * 4}\n\nHe was asked to leave a reply on the door. {BODY}", id="the words within prose"),
        pytest.param(f"{BODY * 4}\n\nCategories\n\n" + BODY * 4, id="one such line with long prose behind it"),
    ],
)
def test_prose_is_never_taken_for_the_foot_of_a_page(text: str) -> None:
    assert "".join(body(s, text).count(BODY.split(".")[0]) * "x" for s in find_sections(text)) == "x" * text.count(
        "The keeper"
    )


def test_a_byte_order_mark_belongs_to_no_section() -> None:
    text = f"\ufeff1. Lamps\n\n{BODY}\n\n2. Pay\n\n{BODY}"
    sections = find_sections(text)
    assert [s.number for s in sections] == [1, 2]
    assert not any("\ufeff" in body(s, text) for s in sections)


@pytest.mark.parametrize("title", ["5 reasons to stay", "100 days at sea"])
def test_a_heading_that_begins_with_a_figure_keeps_it(title: str) -> None:
    text = f"{title}\n=====\n\n{BODY}\n\nAnd now\n=======\n\n{BODY}"
    assert shape(text)[0] == (1, title)


def test_many_blank_lines_take_time_by_their_number(within: Callable[[float], AbstractContextManager[None]]) -> None:
    with within(1):
        assert len(find_sections(BODY + "\n" * 20_000 + BODY)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Contents\n" + " ".join(f"{n}. a" for n in range(1, 57_000)),
        "Contents\n" + "\n".join(f"{n}. title {n}" for n in range(1, 13_000)) + "\n\n"
        + "\n".join(f"{n}. other words {n} x" for n in range(1, 13_000)),
        "Contents\n" + "\n".join(f"{n}. title" for n in range(1, 400)) + "\n" + "1. title " * 44_000,
        "Contents\n" + "\n".join(f"{n}. words {n}" for n in range(1, 300)) + "\n"
        + " ".join(f"{n % 300 + 1}. x" for n in range(80_000)),
        "\ufeff-" * 200_000,
        ("A" + " " * 200_000 + "x\n") * 2,
        "a\n" + "=" * 400_000 + "x",
    ],
    ids=["on one line", "that does not recur", "the same again", "out of order", "marks", "blanks", "a rule"],
)  # fmt: skip
def test_a_long_list_of_contents_is_read_in_time(text: str, within: Callable[[float], AbstractContextManager[None]]) -> None:
    assert len(text) > 300_000
    with within(5):
        find_sections(text)
