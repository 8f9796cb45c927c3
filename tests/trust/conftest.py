"""Files made by hand for the readers: a PDF written out byte by byte, a DOCX by python-docx, and bombs of both."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

import docx
import pytest

Lines = Sequence[tuple[float, str]]  # type size and words


def pdf_of(pages: Sequence[Lines], *, title: str = "", stream: bytes | None = None) -> bytes:
    """A PDF of one font; each line stands two of its sizes below the one before."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for lines in pages:
        at, said = 780.0, []
        for size, words in lines:
            at -= 1.2 * size if said else 0
            safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            said.append(f"BT /F1 {size} Tf 72 {at:.1f} Td ({safe}) Tj ET")
        content = stream if stream is not None else zlib.compress("\n".join(said).encode("cp1252"))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects.append(b"<< /Title (%s) >>" % title.encode())
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    out.write(trailer % (len(objects) + 1, len(objects), start))
    return out.getvalue()


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    return pdf_of


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Two pages with a running head, page numbers, a title, two headings and a word broken over the line."""
    return pdf_of(
        [
            [(8, "Harbour Works 1999"), (20, "The harbour"), (14, "Ships"), (10, "Two ships lie at the north-"),
             (10, "ern quay. Both are tugs."), (8, "1")],
            [(8, "Harbour Works 1999"), (14, "Cranes"), (10, "The crane lifts forty tons and is painted yellow."), (8, "2")],
            [(8, "Harbour Works 1999"), (10, "It was built in 1931 by a yard in the south."), (8, "3")],
        ],
        title="Microsoft Word - harbour.doc",
    )


@pytest.fixture(scope="session")
def word_file() -> bytes:
    """A title, two headings, a bold word, a list and a table."""
    made = docx.Document()
    made.add_heading("The harbour", 0)
    made.add_paragraph("A foreword of one sentence.")
    made.add_heading("Ships", 1)
    made.add_paragraph("Two ships lie at the quay. ").add_run("Both are tugs.").bold = True
    made.add_paragraph("The tug Ada.", style="List Bullet")
    made.add_paragraph("The tug Bob.", style="List Bullet")
    made.add_heading("Cranes", 1)
    table = made.add_table(2, 2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Crane", "Tons", "North", "40"), strict=True):
        cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def word_bomb(word_file: bytes) -> bytes:
    """The same file with 400 MB of spaces in its document, packed to two megabytes."""
    out = io.BytesIO()
    packed = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with zipfile.ZipFile(io.BytesIO(word_file)) as whole, packed as bomb:
        for name in whole.namelist():
            if name != "word/document.xml":
                bomb.writestr(name, whole.read(name))
        with bomb.open("word/document.xml", "w") as entry:
            for _ in range(400):
                entry.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.fixture(scope="session")
def pdf_bomb() -> bytes:
    """One page whose content unpacks to 600 MB from three."""
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(60)) + packer.flush()
    return pdf_of([[(10, "x")]], stream=packed)
