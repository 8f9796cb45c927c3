"""PDFs of several makes: gaps for blanks, stamps, running heads, headings at page tops, figures, columns, lists."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

import pytest

from advisor.article import importing
from advisor.article.article import Article
from advisor.article.importing import Import

Placed = tuple[float, float, float, str]  # x, y, type size, words; words that begin with `*` are bold
PROSE = "The study asked forty engineers how they were hired and what they were paid in the year before."


def pdf_of(pages: Sequence[Sequence[Placed | bytes]], *, rotate: int = 0) -> bytes:
    """A PDF of Helvetica and its bold; bytes are content as it stands."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        said = b"\n".join(part if isinstance(part, bytes) else shown(*part) for part in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(said), said))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>" % (rotate, len(objects))
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def shown(x: float, y: float, size: float, words: str, *, angle: float = 0.0) -> bytes:
    font, words = ("F2", words[1:]) if words.startswith("*") else ("F1", words)
    safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return b"BT /%s %.1f Tf %.4f %.4f %.4f %.4f %.1f %.1f Tm (%s) Tj ET" % (
        font.encode(),
        size,
        cos,
        sin,
        -sin,
        cos,
        x,
        y,
        safe,
    )


def read(raw: bytes, name: str = "a.pdf") -> Import:
    return importing.read(raw, name, largest=20_000_000)


def sentences(found: Import) -> list[str]:
    article = Article("a", "a", found.text, found.sections)
    return [span.of(found.text) for _, span in article.sentences]


def headings(found: Import) -> list[str]:
    return [section.title for section in found.sections if section.path]


def prose(y: float, lines: int = 3, x: float = 72, *, words: str = PROSE) -> list[Placed]:
    return [(x, y - 12 * i, 10, words) for i in range(lines)]


WORDS = "The harbour pays its engineers ninety thousand a year.".split()


def gaps_in_an_array(gap: int) -> bytes:
    parts = b" %d " % -gap
    return b"BT /F1 11 Tf 72 700 Td [" + parts.join(b"(%s)" % word.encode() for word in WORDS) + b"] TJ ET"


def a_word_at_a_time() -> bytes:
    x, said = 72.0, []
    for word in WORDS:
        said.append(shown(x, 700, 11, word))
        x += 11 * 0.5 * len(word) + 5
    return b"\n".join(said)


def a_letter_at_a_time() -> bytes:
    x, said = 72.0, []
    for word in WORDS:
        for letter in word:
            said.append(b"BT /F1 11 Tf %.2f 700 Td (%s) Tj ET" % (x, letter.encode()))
            x += 11 * {"i": 0.222, "t": 0.278, "r": 0.333, "s": 0.5, "y": 0.5, ".": 0.278, "T": 0.611}.get(letter, 0.556)
        x += 3
    return b"\n".join(said)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(gaps_in_an_array(250), id="narrow gaps"),
        pytest.param(gaps_in_an_array(330), id="usual gaps"),
        pytest.param(gaps_in_an_array(900), id="wide gaps"),
        pytest.param(a_word_at_a_time(), id="a word at a time"),
        pytest.param(a_letter_at_a_time(), id="a letter at a time"),
        pytest.param(
            b"BT /F1 1 Tf 11 0 0 11 72 700 Tm [" + b" -300 ".join(b"(%s)" % w.encode() for w in WORDS) + b"] TJ ET",
            id="the size in the matrix",
        ),
    ],
)
def test_gaps_are_blanks(content: bytes) -> None:
    found = read(pdf_of([[(72, 760, 18, "*Pay"), content, *prose(660)]]))
    assert sentences(found)[0] == " ".join(WORDS)
    assert found.notices == ()


def test_words_that_run_together_are_said_at_import() -> None:
    line = "Theharbourpaysitsengineersninetythousandayear."
    found = read(pdf_of([[(72, 760 - 14 * i, 11, line) for i in range(8)]]))
    assert "letters stand in words without blanks" in found.notices[0]


def test_one_word_a_line_is_said_at_import() -> None:
    found = read(pdf_of([[(72, 800 - 14 * i, 11, "Engineering-department-building") for i in range(30)]]))
    assert len(found.notices) == 1


@pytest.mark.parametrize("angle", [90, -90, 45, 12])
def test_rotated_text_is_left_out(angle: float) -> None:
    stamp = shown(30, 300, 20, "arXiv:0000.00001v1 [cs.XX] 1 Jan 2020", angle=angle)
    pages = [
        [stamp, (72, 760, 14, "*How Engineers Are Hired"), (72, 720, 12, "*1 Introduction"), *prose(700)],
        [(72, 760, 12, "*2 Results"), *prose(740), shown(200, 400, 60, "DRAFT", angle=angle)],
    ]
    found = read(pdf_of(pages))
    assert found.description.title == "How Engineers Are Hired"
    assert headings(found) == ["Introduction", "Results"]
    assert "arXiv" not in found.text
    assert "DRAFT" not in found.text
    assert found.notices == ("38 letters of rotated text were left out: no answer quotes them",)


def test_pages_that_are_pictures_are_said_at_import() -> None:
    picture = b"q 200 0 0 200 72 500 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q"
    found = read(pdf_of([[(72, 760, 14, "*Hiring"), *prose(700)], [picture], [], [picture, *prose(700)]]))
    assert found.notices == ("1 of 4 pages are pictures without words (scanned?): no answer quotes them",)


def test_a_page_that_lies_on_its_side_is_read() -> None:
    turned = [shown(100 + 12 * i, 72, 10, PROSE, angle=90) for i in range(4)]
    found = read(pdf_of([turned], rotate=90))
    assert sentences(found) == [PROSE] * 4


@pytest.mark.parametrize("at", [800, 40])
@pytest.mark.parametrize("size", [8, 10])
def test_running_heads_that_change_by_chapter_are_left_out(at: float, size: float) -> None:
    trees, pages = ("oak", "elm", "ash", "yew", "fir"), []
    for number, tree in enumerate(trees, 1):
        for page in range(3):
            top = [(72.0, 740.0, 18.0, f"*The {tree}")] if page == 0 else []
            body = [
                (72.0, 700 - 12.0 * i, 10.0, f"Row {i} of page {page} says why {tree} {number * i} stands.")
                for i in range(8)
            ]
            pages.append(
                [
                    (72, at, size, f"CHAPTER {number}. CHOOSING THE {tree.upper()}"),
                    *top,
                    *body,
                    (300, 20, 8, str(len(pages))),
                ]
            )
    found = read(pdf_of(pages))
    assert "CHOOSING" not in found.text
    assert headings(found) == [f"The {tree}" for tree in trees]
    assert len(sentences(found)) == 8 * 15


@pytest.mark.parametrize("name", ["Level {}", "{}. Step", "Grade {}", "Week {}"])
def test_headings_at_page_tops_are_kept(name: str) -> None:
    words = ("carries stones", "cuts stones", "raises walls", "leads a crew", "draws bridges")
    pages = [
        [(72, 740, 18, f"*{name.format(i)}"), (72, 700, 10, f"Such a person {said} at the quay."), (300, 30, 9, str(i))]
        for i, said in enumerate(words, 1)
    ]
    found = read(pdf_of(pages))
    assert len(headings(found)) == 5
    assert [s.body.of(found.text) for s in found.sections] == [f"Such a person {said} at the quay." for said in words]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(
            [(72, 700, 9, "BY REVENUE"), (72, 670, 22, "400 crore"), (72, 620, 9, "BY PROFIT"), (72, 590, 22, "60 crore")],
            id="labels above",
        ),
        pytest.param(
            [(72, 700, 22, "400 crore"), (72, 682, 9, "BY REVENUE"), (72, 620, 22, "60 crore"), (72, 602, 9, "BY PROFIT")],
            id="labels below",
        ),
        pytest.param(
            [(72, 700, 9, "BY REVENUE"), (300, 700, 9, "BY PROFIT"), (72, 670, 22, "400 crore"), (300, 670, 22, "60 crore")],
            id="side by side, labels above",
        ),
        pytest.param(
            [(72, 700, 22, "400 crore"), (300, 700, 22, "60 crore"), (72, 680, 9, "BY REVENUE"), (300, 680, 9, "BY PROFIT")],
            id="side by side, labels below",
        ),
        pytest.param(
            [
                (72, 700, 9, "BY REVENUE"),
                (72, 670, 22, "*400 crore"),
                (300, 700, 9, "BY PROFIT"),
                (300, 670, 22, "*60 crore"),
            ],
            id="one after the other in the file",
        ),
    ],
)
def test_a_large_figure_stands_with_its_label(figures: list[Placed]) -> None:
    found = read(pdf_of([[(72, 760, 14, "*Our year"), *figures, *prose(500, 6)]]))
    said = sentences(found)
    assert headings(found) == ["Our year"]
    assert any("BY REVENUE" in s and "400 crore" in s and "60" not in s for s in said), said
    assert any("BY PROFIT" in s and "60 crore" in s and "400" not in s for s in said), said


@pytest.mark.parametrize("order", ["by column", "by row"])
def test_two_columns_are_read_one_after_the_other(order: str) -> None:
    left = [(60.0, 700 - 12.0 * i, 10.0, f"left line {i} goes on and on for the column") for i in range(12)]
    right = [(320.0, 700 - 12.0 * i, 10.0, f"right line {i} goes on and on in its column") for i in range(12)]
    both = [*left, *right] if order == "by column" else [line for pair in zip(left, right, strict=True) for line in pair]
    found = read(pdf_of([[(60, 760, 16, "*A title over both of the columns of this page"), *both]]))
    words = found.text.replace("\n", " ")
    assert words.index("left line 11") < words.index("right line 0")
    assert "left line 3 goes on and on for the column left line 4" in words


@pytest.mark.parametrize("mark", ["\x95", "-", "1.", "(1)", "a)"])
def test_items_of_a_list_stand_apart(mark: str) -> None:
    marks = {"1.": ["1.", "2.", "3."], "(1)": ["(1)", "(2)", "(3)"], "a)": ["a)", "b)", "c)"]}.get(mark, [mark] * 3)
    marks = [m.encode("latin-1").decode("cp1252") for m in marks]
    items = ["Phone call of 30 minutes", "Take-home task of 4 hours that is sent by post and has to be", "A day on the quay"]
    page = [(72, 700, 10, "The process has three steps:")]
    y = 688.0
    for m, item in zip(marks, items, strict=True):
        page.append((72, y, 10, f"{m} {item}"))
        y -= 12
        if item.endswith("has to be"):
            page.append((86, y, 10, "sent back within a week"))
            y -= 12
    found = read(pdf_of([[*page, *prose(600)]]))
    said = sentences(found)
    assert said[0] == "The process has three steps:"
    assert [any(s.endswith(item) for s in said) for item in (items[0], items[2])] == [True, True]
    assert any(s.endswith("has to be sent back within a week") for s in said)


def test_items_whose_marks_are_drawn_stand_apart() -> None:
    """As a browser prints a list: no letter marks its items, but each line ends where a word more would have found room."""
    items = ["Homework: 30%", "Midterm exam: 25%", "Final project: 35%", "9 days late at most"]
    page = [(92.0, 700 - 12.0 * i, 10.0, item) for i, item in enumerate(items)]
    found = read(pdf_of([[*page, *prose(600)]]))
    assert sentences(found)[: len(items)] == items


def test_rows_of_cells_stand_apart() -> None:
    rows = [("Level", "Pay", "Rest"), ("One", "50K", "20 days"), ("Two", "90K", "25 days")]
    cells = [(72 + 150.0 * j, 700 - 14.0 * i, 10.0, words) for i, row in enumerate(rows) for j, words in enumerate(row)]
    found = read(pdf_of([[*cells, *prose(600)]]))
    assert "Two 90K 25 days" in sentences(found)


@pytest.mark.parametrize(
    ("lines", "read_as"),
    [
        (("The harbour pays its engi-", "neers well."), "The harbour pays its engineers well."),
        (("DeepMind hires, says Deep-", "Mind itself."), "DeepMind hires, says DeepMind itself."),
        (("She lives in Stratford-", "Upon the water."), "She lives in Stratford- Upon the water."),
        (("A well-known firm is well-", "known to all."), "A well-known firm is well-known to all."),
        (("They give a 5-", "year grant."), "They give a 5-year grant."),
        (("The data of 2025-", "2026 are here."), "The data of 2025-2026 are here."),
        (("It was GPT-", "4 that wrote it."), "It was GPT-4 that wrote it."),
        (("They are T-", "shaped people."), "They are T-shaped people."),
        (("They hold two-", "and three-day courses."), "They hold two- and three-day courses."),
        (("Production: quality in production-", "quality code."), "Production: quality in production-quality code."),
        (("The rules of govern-", "ment are these."), "The rules of government are these."),
    ],
)
def test_words_broken_over_the_line(lines: tuple[str, str], read_as: str) -> None:
    first, second = lines
    found = read(pdf_of([[(72, 760, 18, "*Pay"), (72, 700, 11, first), (72, 686, 11, second)]]))
    assert sentences(found) == [read_as]


@pytest.mark.parametrize(("code", "letters"), [(0x1C, "fi"), (0x0C, "fi"), (0x1F, "ffl"), (0x0B, "ff"), (0x15, "–")])
def test_ligatures_of_fonts_without_names_of_letters(code: int, letters: str) -> None:
    drawn = b"BT /F1 11 Tf 72 700 Td (They de\\%03one the work.) Tj ET" % code
    found = read(pdf_of([[(72, 760, 18, "*Pay"), drawn]]))
    assert sentences(found) == [f"They de{letters}ne the work."]


def test_bold_lines_that_stand_apart_are_headings_where_there_are_no_others() -> None:
    page = [(72, 780, 18, "*The harbour"), (72, 740, 11, "*Pay"), *prose(726), (72, 660, 11, "*Hiring here"), *prose(646)]
    assert headings(read(pdf_of([page]))) == ["Pay", "Hiring here"]


def test_bold_words_within_a_paragraph_are_none() -> None:
    page = [(72, 780, 18, "*The harbour"), *prose(740), (72, 698, 11, "*Never more than nine"), *prose(684)]
    assert headings(read(pdf_of([page]))) == ["The harbour"]
