"""Files of Word: notes under their marks, what was taken out, text boxes, contents lists in a control, formulas."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

from advisor.article import importing
from advisor.article.article import Article

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def headed(title: str = "Pay") -> Document:
    made = docx.Document()
    made.add_heading(title, 1)
    return made


def append(paragraph: Paragraph, xml: str) -> None:
    """A piece of Word's own XML at the paragraph's end; `w:` and `m:` are declared."""
    name = xml[1:].split(">")[0].split(" ")[0].rstrip("/")
    paragraph._p.append(parse_xml(xml.replace(f"<{name}", f"<{name} {W} {M}", 1)))


def refer(paragraph: Paragraph, kind: str, id: int) -> None:
    append(paragraph, f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{id}"/></w:r>')


def saved(made: Document, **notes: dict[int, str]) -> bytes:
    """The file with its parts of notes, which python-docx does not write."""
    out = io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out, "a") as package:
        parts = {name: package.read(name).decode() for name in ("word/_rels/document.xml.rels", "[Content_Types].xml")}
        for kind, said in notes.items():
            relation = f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}s" Target="{kind}s.xml"/></Relationships>'
            part = f'<Override PartName="/word/{kind}s.xml" ContentType="{WORD}.{kind}s+xml"/></Types>'
            parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
                "</Relationships>", relation
            )
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", part)
            rows = "".join(
                f'<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/></w:r>'
                f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:{kind}>'
                for id, words in said.items()
            )
            line = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
            parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{line}{rows}</w:{kind}s>"
        kept = {name: package.read(name) for name in package.namelist()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name, raw in {**kept, **{name: words.encode() for name, words in parts.items()}}.items():
            package.writestr(name, raw)
    return whole.getvalue()


def sentences(raw: bytes) -> list[str]:
    found = importing.read(raw, "a.docx", largest=1_000_000)
    return [span.of(found.text) for _, span in Article("a", "a", found.text, found.sections).sentences]


def test_foot_notes_stand_at_the_end_in_the_order_of_the_text() -> None:
    made = headed()
    paragraph = made.add_paragraph("We pay 90K.")
    refer(paragraph, "footnote", 7)
    paragraph.add_run(" It rose.")
    refer(paragraph, "footnote", 2)
    notes = {2: "By ten percent.", 7: "Since 2001. It was 80K.", 9: "Nothing refers to it."}
    assert sentences(saved(made, footnote=notes)) == [
        "We pay 90K.[1]", "It rose.[2]", "[1] Since 2001.", "It was 80K.", "[2] By ten percent.",
    ]  # fmt: skip


def test_end_notes_have_roman_marks_beside_foot_notes() -> None:
    made = headed()
    paragraph = made.add_paragraph("We pay.")
    refer(paragraph, "endnote", 2)
    paragraph.add_run(" It rose.")
    refer(paragraph, "footnote", 2)
    paragraph.add_run(" It ends.")
    refer(paragraph, "endnote", 3)
    paragraph.add_run(" Good.")
    assert sentences(saved(made, footnote={2: "Twice."}, endnote={2: "See the log.", 3: "In May."})) == [
        "We pay.[i]", "It rose.[1]", "It ends.[ii]", "Good.", "[i] See the log.", "[1] Twice.", "[ii] In May.",
    ]  # fmt: skip


def test_a_note_in_a_table_and_one_that_was_taken_out() -> None:
    made = headed()
    made.add_paragraph("The rates:")
    table = made.add_table(2, 3)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells], "Level Pay Days L1 50K 30".split(), strict=True
    ):
        cell.text = words
    refer(table.cell(1, 1).paragraphs[0], "footnote", 4)
    paragraph = made.add_paragraph("It ends.")
    append(paragraph, '<w:del w:id="1" w:author="x"><w:r><w:footnoteReference w:id="3"/></w:r></w:del>')
    said = sentences(saved(made, footnote={3: "Taken out.", 4: "Before tax."}))
    assert said == ["The rates:", "| L1 | 50K[1] | 30 |", "It ends.", "[1] Before tax."]


def test_a_comment_is_no_part_of_the_text() -> None:
    made = headed()
    paragraph = made.add_paragraph("We pay 90K.")
    made.add_comment(paragraph.runs, text="Is it so?", author="Ben", initials="B")
    assert sentences(saved(made)) == ["We pay 90K."]


@pytest.mark.parametrize(
    ("piece", "said"),
    [
        ('<w:ins w:id="1" w:author="x"><w:r><w:t>Put in.</w:t></w:r></w:ins>', "We pay. Put in."),
        ('<w:del w:id="1" w:author="x"><w:r><w:delText>Taken out.</w:delText></w:r></w:del>', "We pay."),
        ('<w:moveFrom w:id="1" w:author="x"><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom>', "We pay."),
        ('<w:moveTo w:id="1" w:author="x"><w:r><w:t>Moved here.</w:t></w:r></w:moveTo>', "We pay. Moved here."),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>See the log.</w:t></w:r></w:hyperlink>', "We pay. See the log."),
        ("<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
         "</m:sSup></m:oMath>", "We pay. E=mc²"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:d><m:e><m:r><m:t>b+c</m:t></m:r></m:e></m:d></m:den>"
         "</m:f></m:oMath>", "We pay. a/(b+c)"),
    ],
    ids=["insertion", "deletion", "moved away", "moved here", "link", "power", "fraction"],
)  # fmt: skip
def test_pieces_of_a_paragraph(piece: str, said: str) -> None:
    made = headed()
    append(made.add_paragraph("We pay. "), piece)
    assert " ".join(sentences(saved(made))) == said


def test_a_text_box_is_said_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box we pay 90K.</w:t></w:r></w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    both = f"{choice}<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    made = headed()
    append(made.add_paragraph("We pay."), f"<w:r {spaces}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")
    assert sentences(saved(made)) == ["We pay.", "In the box we pay 90K."]


def test_a_contents_list_in_a_control_goes_and_other_controls_stay() -> None:
    made = headed()
    kinds = {"Table of Contents": "Rates 3", "Cover Pages": "We pay 90K."}
    for kind, words in kinds.items():
        control = f'<w:sdtPr><w:docPartObj><w:docPartGallery w:val="{kind}"/></w:docPartObj></w:sdtPr>'
        content = f"<w:sdtContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:sdtContent>"
        made.element.body.insert(1, parse_xml(f"<w:sdt {W}>{control}{content}</w:sdt>"))
    assert sentences(saved(made)) == ["We pay 90K."]
