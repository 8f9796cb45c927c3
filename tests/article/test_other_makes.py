"""What people write and programs save in less common ways: no word lost, none run together, each in its place."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document
from docx.shared import Pt

from advisor.article import importing
from advisor.article.article import Article

PROSE = "The ship left the harbour at dawn. Nobody on the quay waved."


class Taken:
    def __init__(self, raw: bytes | str, name: str) -> None:
        found = importing.read(raw.encode() if isinstance(raw, str) else raw, name, largest=20_000_000)
        article = Article("a", "a", found.text, found.sections)
        self.title, self.author = found.description.title, found.description.author
        self.headings = [section.title for section in found.sections if section.path]
        self.paths = [section.path for section in found.sections]
        self.sentences = [span.of(found.text) for _, span in article.sentences]
        self.searched = [article.searched(span) for _, span in article.sentences]


RFC = """Network Working Group                                         A. Oak
Request for Comments: 9999                              Harbour Inc.

Abstract

   This document describes lamps.

Table of Contents

   1.  Introduction  . . . . . . . . . . . . . . . . . . . . . . . .   2
   2.  Signals . . . . . . . . . . . . . . . . . . . . . . . . . . .   3
   Author's Address  . . . . . . . . . . . . . . . . . . . . . . . .   3


Oak                          Informational                      [Page 1]
{feed}
RFC 9999                          LSP                       January 2020


1.  Introduction

   A lamp MUST burn for


Oak                          Informational                      [Page 2]
{feed}
RFC 9999                          LSP                       January 2020


   at least two hours.

2.  Signals

   Two flashes mean yes:

      +------+--------+
      | Sign | Means  |
      +------+--------+
      | ..   | yes    |
      | ...  | no     |
      +------+--------+

Author's Address

   Anna Oak


Oak                          Informational                      [Page 3]
"""


@pytest.mark.parametrize("feed", ["\f", ""])
def test_pages_of_an_rfc_are_joined(feed: str) -> None:
    taken = Taken(RFC.format(feed=feed), "rfc.txt")
    assert taken.headings == ["Introduction", "Signals", "Author's Address"]
    assert "A lamp MUST burn for\n   at least two hours." in taken.sentences
    assert "This document describes lamps." in taken.sentences
    assert "Two flashes mean yes: Sign: ..; Means: yes" in taken.searched
    assert not any("[Page" in words or "January" in words for words in taken.sentences)


def test_running_heads_of_pages_go_and_words_stay() -> None:
    pages = [f"{n}   THE HARBOUR\n\n{PROSE}\nThe crew of ship {n} was" for n in range(1, 5)]
    taken = Taken("\f".join(f"{page}\n\n- {n} -\n" for n, page in enumerate(pages, 1)) + "\fpaid at noon.\n", "a.txt")
    assert not any("THE HARBOUR" in words or "- 2 -" in words for words in taken.sentences)
    assert taken.sentences[-1].endswith("4 was\npaid at noon.")


def test_a_form_feed_alone_changes_nothing() -> None:
    text = f"{PROSE}\f{PROSE}\n"
    assert importing.read(text.encode(), "a.txt", largest=10_000).text == text


MAIL = """From: =?utf-8?q?Anna_=C3=96st?= <anna@harbour.example>
To: all@harbour.example
Date: Mon, 3 Jun 2024 10:12:00 +0200
Subject: Pay round
 of 2024

The pay round brings four percent.

On Monday Ben wrote:
> When do we hear? I asked in May,
> and nobody knew.
>
> > We shall see.

-- 
Anna Öst
Head of Pay
"""


def test_a_mail_has_its_subject_and_no_fields() -> None:
    taken = Taken(MAIL, "a.txt")
    assert (taken.title, taken.author, taken.headings) == ("Pay round of 2024", "Anna Öst", ["Pay round of 2024"])
    assert taken.sentences[0] == "The pay round brings four percent."
    assert "When do we hear? I asked in May,\nand nobody knew." in taken.searched
    assert taken.searched[-1] == "We shall see."


def test_an_archive_of_mails_has_a_section_each() -> None:
    assert Taken(MAIL + "\n" + MAIL.replace("Pay round", "Leave"), "a.txt").headings == [
        "Pay round of 2024",
        "Leave of 2024",
    ]


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["CHAPTER I.", "CHAPTER II."], ["CHAPTER I", "CHAPTER II"]),
        (["I.", "II."], ["I", "II"]),
        (["_Chapter I_", "_Chapter II_"], ["Chapter I", "Chapter II"]),
        (["CHAPTER I\nThe Ship", "CHAPTER II\nThe Sea"], ["CHAPTER I. The Ship", "CHAPTER II. The Sea"]),
        (["CHAPTER I.\n\nTHE SHIP.", "CHAPTER II.\n\nTHE SEA."], ["CHAPTER I. THE SHIP.", "CHAPTER II. THE SEA."]),
        (["PREFACE", "CHAPTER I", "CHAPTER II", "EPILOGUE"], ["PREFACE", "CHAPTER I", "CHAPTER II", "EPILOGUE"]),
        (["CHAPTER TWENTY-ONE", "CHAPTER TWENTY-TWO"], ["CHAPTER TWENTY-ONE", "CHAPTER TWENTY-TWO"]),
        (["Section I - Ships", "Section II - Seas"], ["Section I - Ships", "Section II - Seas"]),
        (["Article 1", "Article 2"], ["Article 1", "Article 2"]),
        (["§ 1 Ships", "§ 2 Seas"], ["§ 1 Ships", "§ 2 Seas"]),
        (["Step 1: Ships", "Step 2: Seas"], ["Step 1: Ships", "Step 2: Seas"]),
        (["Kapitel 1", "Kapitel 2"], ["Kapitel 1", "Kapitel 2"]),
        (["A. Ships", "B. Seas", "C. Quays"], ["A. Ships", "B. Seas", "C. Quays"]),
        (["1) Ships", "2) Seas"], ["Ships", "Seas"]),
        (["= Ships =", "== Seas =="], ["Ships", "Seas"]),
    ],
)
def test_heads_of_chapters(heads: list[str], found: list[str]) -> None:
    assert Taken("".join(f"{head}\n\n{PROSE}\n\n" for head in heads), "a.txt").headings == found


def test_steps_with_nothing_below_them_are_a_list() -> None:
    taken = Taken(f"{PROSE}\n\nStep 1: Call\nStep 2: Task\nStep 3: Day\n\n{PROSE}\n", "a.txt")
    assert taken.headings == []
    assert "Step 2: Task" in taken.sentences


def test_an_outline_has_three_levels() -> None:
    text = f"I. PAY\n\nA. Base\n\n1. Engineers\n\n{PROSE}\n\n2. Scientists\n\n{PROSE}\n\n"
    text += f"B. Bonus\n\n{PROSE}\n\nII. REST\n\nA. Days\n\n{PROSE}\n"
    assert Taken(text, "a.txt").paths == [
        ("I. PAY", "A. Base", "Engineers"), ("I. PAY", "A. Base", "Scientists"),
        ("I. PAY", "B. Bonus"), ("II. REST", "A. Days"),
    ]  # fmt: skip


def test_a_book_of_project_gutenberg_is_what_stands_between_its_marks() -> None:
    head = "The Project Gutenberg eBook of Ships\n\nTitle: Ships\n\nAuthor: Anna Oak\n\n"
    mark = "*** {} OF THE PROJECT GUTENBERG EBOOK SHIPS ***\n\n"
    body = "".join(f"CHAPTER {n}.\n\n{PROSE}\n\n" for n in ("I", "II"))
    taken = Taken(f"{head}{mark.format('START')}{body}{mark.format('END')}Updated editions will replace it.\n", "a.txt")
    assert (taken.title, taken.author, taken.headings) == ("Ships", "Anna Oak", ["CHAPTER I", "CHAPTER II"])
    assert len(taken.sentences) == 4


TABLE = ["Level: L1; Pay: 50K. No car.; Days: 30", "Level: L2; Pay: 90K; Days: 32"]


@pytest.mark.parametrize(
    "table",
    [
        "Level\tPay\tDays\nL1\t50K. No car.\t30\nL2\t90K\t32\n",
        "Level   Pay            Days\n-----   ------------   ----\nL1      50K. No car.   30\nL2      90K            32\n",
        "=====  ============  ====\nLevel  Pay           Days\n=====  ============  ====\n"
        "L1     50K. No car.  30\nL2     90K           32\n"
        "=====  ============  ====\n",
        "+-------+---------+------+\n| Level | Pay     | Days |\n+=======+=========+======+\n| L1    | 50K. No | 30   |\n"
        "|       | car.    |      |\n+-------+---------+------+\n| L2    | 90K     | 32   |\n+-------+---------+------+\n",
        "+-------+--------------+------+\n| Level | Pay          | Days |\n+-------+--------------+------+\n"
        "| L1    | 50K. No car. | 30   |\n| L2    | 90K          | 32   |\n+-------+--------------+------+\n",
    ],
    ids=["tabs", "underscored heads", "simple table of RST", "grid", "drawn by a program"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_tables_without_bars_of_markdown(table: str, name: str) -> None:
    assert Taken(f"{PROSE}\n\n{table}\n{PROSE}\n", name).searched[2:4] == TABLE


PAGE = "<h1>Pay</h1><p>" + PROSE + "</p>{}"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><th>Founded</th><td>1998</td></tr><tr><th>Seat</th><td>Oslo</td></tr>", ["Founded: 1998", "Seat: Oslo"]),
        (
            "<tr><td>Year</td><td>2022</td><td>2023</td></tr><tr><td>Pay</td><td>50K</td><td>55K</td></tr>",
            ["Year: Pay; 2022: 50K; 2023: 55K"],
        ),
        (
            "<tr><th>Level</th><th>Pay</th></tr><tr><td colspan=2>Engineers</td></tr><tr><td>L1</td><td>50K</td></tr>"
            "<tr><td colspan=2><b>Scientists</b></td></tr><tr><td>L1</td><td>60K</td></tr>",
            ["Engineers", "Engineers Level: L1; Pay: 50K", "Scientists", "Scientists Level: L1; Pay: 60K"],
        ),
        (
            "<tr><td><b>Level</b></td><td><b>Pay</b></td></tr><tr><td>Junior</td><td>low</td></tr>",
            ["Level: Junior; Pay: low"],
        ),
        (
            "<tr><td>Role</td><td colspan=2>2024</td></tr><tr><td></td><td>Base</td><td>Bonus</td></tr>"
            "<tr><td>Keeper</td><td>50K</td><td>5K</td></tr>",
            ["Role: Keeper; 2024 Base: 50K; 2024 Bonus: 5K"],
        ),
        (
            "<tr><th>Role</th><th>Base</th><th>Days</th></tr><tr><td>A</td><td rowspan=2>50K</td><td>1</td></tr>"
            "<tr><td>B</td><td>2</td></tr>",
            ["Role: A; Base: 50K; Days: 1", "Role: B; Base: 50K; Days: 2"],
        ),
    ],
    ids=["two columns", "years as heads", "heads between rows", "bold heads", "heads above heads", "a cell over two rows"],
)
def test_tables_of_pages(table: str, rows: list[str]) -> None:
    assert Taken(PAGE.format(f"<table>{table}</table>"), "a.html").searched[2:] == rows


def test_boxes_that_are_drawn_as_a_table() -> None:
    cells = "<div role=row><span role=columnheader>Level</span><span role=columnheader>Pay</span></div>"
    rows = "<div role=row><span role=cell>L7</span><span role=cell>300K</span></div>"
    assert Taken(PAGE.format(f"<div role=table>{cells}{rows}</div>"), "a.html").searched[2:] == ["Level: L7; Pay: 300K"]


def test_a_caption_below_a_table_belongs_to_it() -> None:
    rows = "<tr><th>Level</th><th>Pay</th></tr><tr><td>L1</td><td>50K</td></tr>"
    page = PAGE.format(f"<figure><table>{rows}</table><figcaption>Table 2: Pay by year</figcaption></figure>")
    assert Taken(page, "a.html").searched[-1] == "Table 2: Pay by year Level: L1; Pay: 50K"
    text = "# Pay\n\n| Level | Pay |\n|---|---|\n| L1 | 50K |\n\nTable 2: Pay by year\n"
    assert Taken(text, "a.md").searched[0] == "Table 2: Pay by year Level: L1; Pay: 50K"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<p>10<sup>6</sup> lamps, E = mc<sup>2</sup>.</p>", ["10⁶ lamps, E = mc²."]),
        ("<p>It is paid.<sup><a href='#n'>1</a></sup> It rises.<sup>2</sup></p>", ["It is paid.[1]", "It rises.[2]"]),
        ("<p>The loss <math alttext='L+1'><mi>L</mi></math> falls.</p>", ["The loss L+1 falls."]),
        ("<p><del>Old pay.</del> New pay.</p>", ["New pay."]),
        ("<dl><dt>Dock</dt><dd>A place. It is wet.</dd></dl>", ["Dock\n: A place.", "It is wet."]),
        ("<ol type=a><li>one</li><li>two</li></ol>", ["a. one", "b. two"]),
        ("<ol type=I><li>one</li><li>two</li></ol>", ["I. one", "II. two"]),
        ("<blockquote><p>We pay.</p><ul><li>well</li></ul><footer>— Ben</footer></blockquote>",
         ["> We pay.", "> - well", "> — Ben"]),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·"
            "<span>&nbsp; </span></span><![endif]>First</p><p style='mso-list:l0 level1 lfo1'>"
            "<span style='mso-list:Ignore'>2.</span>Second</p>",
            ["- First", "2. Second"],
        ),
    ],
    ids=["powers", "notes", "a formula", "taken back", "a definition", "letters", "Roman", "who is quoted", "lists of Word"],
)  # fmt: skip
def test_what_a_page_says_by_its_marks(part: str, said: list[str]) -> None:
    assert Taken(PAGE.format(part), "a.html").sentences[2:] == said


@pytest.mark.parametrize(
    ("opener", "panel"),
    [
        ("<button aria-expanded=false aria-controls=p{0}>{1}</button>", "<div id=p{0} hidden><p>{2}</p></div>"),
        ("<h3><button>{1}</button></h3>", "<div class=accordion-body style='display:none'><p>{2}</p></div>"),
        ("<button class=accordion>{1}</button>", "<div class=panel><p>{2}</p></div>"),
    ],
)
def test_questions_on_buttons(opener: str, panel: str) -> None:
    asked = [("How much leave do I get?", "Thirty days."), ("Who pays for travel?", "The harbour pays.")]
    page = "".join((opener + panel).format(i, *pair) for i, pair in enumerate(asked))
    taken = Taken(PAGE.format(page), "a.html")
    assert taken.headings[-2:] == [question for question, _ in asked]
    assert taken.sentences[-2:] == [answer for _, answer in asked]


def test_the_head_of_a_site_goes_and_its_byline_names_the_author() -> None:
    page = f"<body><header><a href=/>Harbour</a></header><h1>Pay</h1><p class=byline>By Anna Oak</p><p>{PROSE}</p></body>"
    taken = Taken(page, "a.html")
    assert taken.author == "Anna Oak"
    assert "Harbour" not in taken.sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Goals:\n\na. one\nb. two\n", ["Goals:", "a. one", "b. two"]),
        ("> We pay. We do.\n>\n> Next.\n", ["We pay.", "We do.", "Next."]),
        ("> [!WARNING]\n> Stay away.\n", ["Stay away."]),
        ('!!! note "Hours"\n    We open at nine.\n', ["We open at nine."]),
        ("{: .lead}\nWe pay.\n", ["We pay."]),
        ("We <b>pay</b> &amp; <span class='x'>give</span>.\n", ["We pay & give."]),
        ("<Tabs>\n  <TabItem value='a'>\n\nWe pay.\n\n  </TabItem>\n</Tabs>\n", ["We pay."]),
        ("<TabItem value='b'>We pay.</TabItem>\n", ["We pay."]),
        ("import {A,\n  B} from './b'\n\nexport const meta = {\n  title: 'x'\n}\n\nWe pay.\n", ["We pay."]),
        ("We <!-- really --> pay.\n", ["We <!-- really --> pay."]),
        ("<style>\n.a {b: c}\n\n.d {e: f}\n</style>\n\nWe pay.\n", ["We pay."]),
        ("Run it with <action-id> now, <name>\n", ["Run it with <action-id> now, <name>"]),
        ("```js\nimport {a} from 'b'\n```\n", ["```js\nimport {a} from 'b'\n```"]),
        ("> 1. One. Two.\n>    1. Three.\n", ["1. One.", "Two.", "1. Three."]),
        ("* one\n+ two\n", ["* one", "+ two"]),
        ("- First\n2. Second\n", ["- First", "2. Second"]),
        ("A1. Thirty days.\n", ["A1. Thirty days."]),
        ("Hello\n\nx. y\n", ["Hello", "x. y"]),
        ("They sat where the lamps\nburn, see\np. 12 of it.\n", ["They sat where the lamps\nburn, see\np. 12 of it."]),
    ],
)
def test_marks_in_markdown(text: str, said: list[str]) -> None:
    assert Taken(f"# Pay\n\n{text}", "a.md").searched == said


def test_a_table_of_a_notebook() -> None:
    head = "<div>\n<style scoped>\n  .dataframe th {\n\n  }\n</style>\n<table border='1'>\n"
    head += "<thead><tr><th></th><th>level</th><th>pay</th></tr></thead>"
    rows = "<tbody><tr><th>0</th><td>L1</td><td>50K</td></tr></tbody></table>\n</div>"
    taken = Taken(
        f"# Pay\n\n{PROSE}\n\n{head}\n{rows}\n\nIt is low.\n\n{head}{rows}\n\n```html\n<table>\n</table>\n```\n", "a.md"
    )
    assert taken.searched[2:5] == ["0; level: L1; pay: 50K", "It is low.", "0; level: L1; pay: 50K"]


@pytest.mark.parametrize("mark", [">-", "|", ">"])
def test_a_title_over_lines(mark: str) -> None:
    assert Taken(f"---\ntitle: {mark}\n  A long\n  title\nauthor: Anna\n---\n\n{PROSE}\n", "a.md").title == "A long title"


def test_a_heading_without_its_attributes() -> None:
    assert Taken(f"# Pay {{#pay .wide}}\n\n{PROSE}\n\n## <b>Rest</b> &amp; days\n\n{PROSE}\n", "a.mdx").headings == [
        "Pay",
        "Rest & days",
    ]


def saved(made: Document) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_word_says_author_quotes_and_what_is_in_no_list() -> None:
    made = docx.Document()
    made.core_properties.author = "Anna Oak"
    made.add_heading("Pay", 1)
    made.add_paragraph("We pay.", style="Quote")
    made.add_paragraph("One", style="List Number")
    made.add_paragraph("It goes on.", style="List Continue")
    made.add_paragraph("Set in.", style="List Paragraph")
    paragraph = made.add_paragraph("It has 10")
    paragraph.add_run("6").font.superscript = True
    paragraph.add_run(" lamps")
    paragraph.add_run(" of old").font.strike = True
    paragraph.add_run(" and secrets").font.hidden = True
    taken = Taken(saved(made), "a.docx")
    assert taken.author == "Anna Oak"
    assert taken.sentences == ["> We pay.", "1. One", "It goes on.", "Set in.", "It has 10⁶ lamps"]


def test_word_with_heads_by_size_alone() -> None:
    made = docx.Document()
    for head in ("Pay", "Rest"):
        made.add_paragraph().add_run(head).font.size = Pt(18)
        made.add_paragraph(PROSE)
    assert Taken(saved(made), "a.docx").headings == ["Pay", "Rest"]


def test_heads_above_heads_and_between_rows_of_word() -> None:
    rows = [("Role", "2024", ""), ("", "Base", "Bonus"), ("Engineers", "", ""), ("L1", "90K", "5K")]
    made = docx.Document()
    table = made.add_table(4, 3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 2))
    assert Taken(saved(made), "a.docx").searched == ["Engineers", "Engineers Role: L1; 2024 Base: 90K; 2024 Bonus: 5K"]


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_without_a_mark(code: str) -> None:
    page = "<html><head><title>Pay</title></head><body><h1>Pay</h1><ul><li>Well.</li></ul></body></html>"
    assert Taken(page.encode(code), "a.html").sentences == ["- Well."]
