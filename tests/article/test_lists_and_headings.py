"""Lists, lead-ins, chapters, questions and tables of contents: no item lost, none taken for a heading."""

from __future__ import annotations

import io

import docx
import pytest

from advisor.article import importing
from advisor.article.article import Article


class Taken:
    def __init__(self, raw: bytes | str, name: str) -> None:
        found = importing.read(raw.encode() if isinstance(raw, str) else raw, name, largest=20_000_000)
        article = Article("a", "a", found.text, found.sections)
        self.title, self.author, self.text = found.description.title, found.description.author, found.text
        self.headings = [section.title for section in found.sections if section.path]
        self.sentences = [span.of(found.text) for _, span in article.sentences]
        self.bodies = {section.title: section.body.of(found.text) for section in found.sections}


ITEMS = ["Phone call of 30 minutes with the captain", "Take-home task of 4 hours", "A day on the quay with the crew"]
PROSE = "The whole takes six weeks. Nobody has to travel for it, and all of it is paid."


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "({}) ", "- ", "* ", "• ", "  {}. "])
@pytest.mark.parametrize("lead", ["The process has three steps:\n\n", "The process has three steps:\n", "The steps\n\n"])
def test_a_list_of_plain_text_loses_no_item(lead: str, mark: str, apart: str) -> None:
    listed = apart.join(mark.format(i) + item for i, item in enumerate(ITEMS, 1))
    taken = Taken(f"Hiring at the harbour\n\n{lead}{listed}\n\n{PROSE}\n", "a.txt")
    assert taken.headings == []
    for i, item in enumerate(ITEMS, 1):
        assert (mark.format(i) + item).strip() in taken.sentences


def test_numbered_headings_with_a_list_below_one_of_them() -> None:
    text = f"1. Hiring\n\n{PROSE}\n\nThe steps are:\n\n1. Call\n2. Task\n3. Day\n\n2. Pay\n\n{PROSE}\n"
    assert Taken(text, "a.txt").headings == ["Hiring", "Pay"]


PAGE = "<h1>Hiring</h1><p>The process has three steps:</p>{}<p>" + PROSE + "</p>"


@pytest.mark.parametrize(
    ("listed", "marks"),
    [
        ("<ol>{}</ol>", ["1. ", "2. ", "3. "]),
        ("<ol start=4>{}</ol>", ["4. ", "5. ", "6. "]),
        ("<ul>{}</ul>", ["- "] * 3),
        ("<div><ul>{}</ul></div>", ["- "] * 3),
    ],
)
@pytest.mark.parametrize("inner", ["{}", "<p>{}</p>", "<div><span>{}</span></div>"])
def test_a_list_of_a_page_keeps_its_marks(listed: str, marks: list[str], inner: str) -> None:
    items = "".join(f"<li>{inner.format(item)}</li>" for item in ITEMS)
    taken = Taken(PAGE.format(listed.format(items)), "a.html")
    assert taken.sentences[1:4] == [mark + item for mark, item in zip(marks, ITEMS, strict=True)]


def test_a_list_in_a_list() -> None:
    taken = Taken(PAGE.format("<ol><li>Call<ul><li>Short</li><li>Kind</li></ul></li><li>Task</li></ol>"), "a.html")
    assert "1. Call\n  - Short\n  - Kind\n2. Task" in taken.text


@pytest.mark.parametrize(
    "item",
    [
        "<b>The handover</b><br>Editors leave it.",
        "<strong>The handover</strong><p>Editors leave it.</p>",
        "<p><b>The handover</b></p><p>Editors leave it.</p>",
        "<b>The handover</b><div>Editors leave it.</div>",
    ],
)
def test_a_lead_in_stands_apart(item: str) -> None:
    taken = Taken(PAGE.format(f"<ul><li>{item}</li><li>{item}</li></ul>"), "a.html")
    assert taken.sentences.count("Editors leave it.") == 2
    assert taken.sentences.count("- The handover") == 2


def test_lists_of_word_keep_their_numbers() -> None:
    made = docx.Document()
    made.add_heading("Hiring", 1)
    for style in ("List Number", "List Bullet"):
        made.add_paragraph("The process has three steps:")
        for item in ITEMS:
            made.add_paragraph(item, style=style)
    out = io.BytesIO()
    made.save(out)
    said = Taken(out.getvalue(), "a.docx").sentences
    assert said == [
        "The process has three steps:",
        *(f"{i}. {item}" for i, item in enumerate(ITEMS, 1)),
        "The process has three steps:",
        *(f"- {item}" for item in ITEMS),
    ]


BODY = (
    "The ship left the harbour at dawn. Nobody on the quay waved.\n"
    "The captain counted\n12 barrels of water and wrote it\ndown.\n\n"
)


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["CHAPTER I", "CHAPTER II", "CHAPTER III"], ["CHAPTER I", "CHAPTER II", "CHAPTER III"]),
        (["Chapter I. The Ship", "Chapter II. The Sea"], ["The Ship", "The Sea"]),
        (["Chapter One", "Chapter Two"], ["Chapter One", "Chapter Two"]),
        (["I. The Ship", "II. The Sea", "III. The Quay"], ["I. The Ship", "II. The Sea", "III. The Quay"]),
        (["PART I: SHIPS", "PART II: SEAS"], ["PART I: SHIPS", "PART II: SEAS"]),
        (["Letter 1", "Letter 2"], ["Letter 1", "Letter 2"]),
        (["1. The Ship", "2. The Sea"], ["The Ship", "The Sea"]),
        (["I", "II", "III"], ["I", "II", "III"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_chapters_are_found_and_wrapped_numbers_are_not(heads: list[str], found: list[str], end: str) -> None:
    text = "".join(f"{head}\n\n{BODY}" for head in heads).replace("\n", end)
    taken = Taken(text, "a.txt")
    assert len(taken.headings) == len(found)
    assert [h.split(". ")[-1] for h in taken.headings] == [f.split(". ")[-1] for f in found]


def test_parts_stand_above_chapters() -> None:
    text = "".join(f"PART {p}\n\nCHAPTER {c}\n\n{BODY}" for p, c in (("I", "I"), ("II", "II")))
    found = importing.read(text.encode(), "a.txt", largest=10_000)
    assert [section.path for section in found.sections] == [("PART I", "CHAPTER I"), ("PART II", "CHAPTER II")]


ASKED = [("What is the Harbour?", "It is a club of rowers."), ("How can I become a member?", "Send a letter to the office.")]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("{0}\n\n{1}\n\n", "a.txt"),
        ("Q: {0}\n\n{1}\n\n", "a.txt"),
        ("{0}\n{1}\n\n", "a.txt"),
        ("<p>{0}</p><p>{1}</p>", "a.html"),
        ("<p><b>{0}</b></p><p>{1}</p>", "a.html"),
        ("<dl><dt>{0}</dt><dd>{1}</dd></dl>", "a.html"),
        ("<details><summary>{0}</summary><p>{1}</p></details>", "a.html"),
        ("**{0}**\n\n{1}\n\n", "a.md"),
        ("{0}\n\n{1}\n\n", "a.md"),
    ],
)
def test_questions_of_a_faq_are_headings_of_their_answers(form: str, name: str) -> None:
    opening = "<p>Questions that people ask.</p>" if name.endswith("html") else "Questions that people ask.\n\n"
    taken = Taken(opening + "".join(form.format(*pair) for pair in ASKED), name)
    assert taken.headings == [question for question, _ in ASKED]
    assert [taken.bodies[question] for question, _ in ASKED] == [answer for _, answer in ASKED]


def test_a_question_within_prose_is_no_heading() -> None:
    text = f"{PROSE}\n\nBut who pays? The firm does. Who else?\n\n{PROSE}\n\nWhy? Because.\n\n{PROSE}\n"
    assert Taken(text, "a.txt").headings == []


@pytest.mark.parametrize("dots", ["", " ........ 7", "   12", " . . . . 3"])
@pytest.mark.parametrize("word", ["Contents", "TABLE OF CONTENTS", "Table of Contents:"])
def test_a_table_of_contents_within_the_text_is_left_out(word: str, dots: str) -> None:
    titles = ["1 The Ship", "2 The Sea", "3 The Quay"]
    text = f"The Harbour\n\n{word}\n\n" + "".join(f"{t}{dots}\n" for t in titles) + "\n"
    taken = Taken(text + "".join(f"{t}\n\n{PROSE}\n\n" for t in titles), "a.txt")
    assert taken.headings == ["The Ship", "The Sea", "The Quay"]
    assert sum(s.startswith(("1", "2", "3", "The Ship")) for s in taken.sentences) == 0
