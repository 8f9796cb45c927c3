"""HTML, PDF and DOCX become Markdown: headings from their structure, furniture left out, words as they stand."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import docx
import pytest

from advisor.article import importing
from advisor.article.formats import html
from advisor.article.formats.blocks import as_markdown
from advisor.article.importing import Import

LARGEST = 20_000_000
PAGE = """<!DOCTYPE html><html><head><title>Harbour | The Site</title><style>p {color: red}</style>
<script>document.write("<h1>not this</h1>")</script></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/a">About</a></ul></nav>
<div class="toc"><a href="#s">Ships</a> <a href="#c">Cranes</a></div>
<main><h1>The harbour<a class="headerlink" href="#h">¶</a></h1><p>A foreword with <b>bold</b> words&nbsp;&amp; more.</p>
<h2 id="s">Ships</h2><p>Two ships lie at the quay.<br>Both are tugs.</p><ul><li>The tug Ada.</li><li>The tug Bob.</li></ul>
<p># no heading at all</p><pre># a comment in code
ls -l</pre>
<h2 id="c">Cranes</h2><table><tr><th>Crane</th><th>Tons</th></tr><tr><td>North</td><td>40</td></tr></table>
<p style="display:none">Nobody sees this.</p><p hidden>Nor this.</p>
<div class="comments"><p>First!</p></div></main><footer>© 1999</footer></body></html>"""


def read(raw: bytes, name: str) -> Import:
    return importing.read(raw, name, largest=LARGEST)


def headings(found: Import) -> list[str]:
    return [section.title for section in found.sections]


def test_a_page_keeps_its_text_and_loses_its_furniture() -> None:
    found = read(PAGE.encode(), "harbour.html")
    assert (found.description.title, found.description.reading) == ("The harbour", "markdown")
    assert headings(found) == ["The harbour", "Ships", "Cranes"]
    assert found.text == (
        "# The harbour\n\nA foreword with bold words & more.\n\n## Ships\n\nTwo ships lie at the quay.\nBoth are tugs.\n\n"
        "- The tug Ada.\n- The tug Bob.\n\n\\# no heading at all\n\n    # a comment in code\n    ls -l\n\n"
        "## Cranes\n\n| Crane | Tons |\n| --- | --- |\n| North | 40 |\n"
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("<p>Caf\u00e9 is open.".encode("cp1252"), "Café is open.", id="no name, Windows-1252"),
        pytest.param('<meta charset="koi8-r"><p>Кафе открыто.'.encode("koi8-r"), "Кафе открыто.", id="named"),
        pytest.param('<meta charset="latin1"><p>“Open”, it says.'.encode("cp1252"), "“Open”, it says.", id="as browsers"),
        pytest.param("\ufeff<p>Café is open.".encode("utf-16"), "Café is open.", id="byte order mark"),
        pytest.param('<meta charset="no-such"><p>Café is open.'.encode(), "Café is open.", id="a name nobody knows"),
    ],
)
def test_a_page_is_decoded_as_it_says(raw: bytes, expected: str) -> None:
    assert read(raw, "cafe.html").text.strip() == expected


def test_bold_lines_are_headings_where_a_page_has_none() -> None:
    page = "<div><b>Ships</b></div><div>Two lie here.</div><div><strong>Cranes</strong></div><div>One <b>big</b> one.</div>"
    assert headings(read(page.encode(), "a.html")) == ["Ships", "Cranes"]


def test_a_page_from_standard_input_is_known_by_its_first_words() -> None:
    assert headings(read(PAGE.encode(), "pasted.txt")) == ["The harbour", "Ships", "Cranes"]


def test_a_pdf_without_an_outline_has_headings_by_type_size(pdf: bytes) -> None:
    found = read(pdf, "harbour.pdf")
    assert found.description.title == "The harbour"
    assert headings(found) == ["Ships", "Cranes"]
    assert "Two ships lie at the northern quay. Both are tugs." in found.text
    assert "The crane lifts forty tons and is painted yellow." in found.text
    assert "Harbour Works" not in found.text


def test_a_word_file_has_headings_by_style(word_file: bytes) -> None:
    found = read(word_file, "harbour.docx")
    assert found.description.title == "The harbour"
    assert headings(found) == ["The harbour", "Ships", "Cranes"]
    assert "Two ships lie at the quay. Both are tugs.\n\n- The tug Ada.\n- The tug Bob.\n" in found.text
    assert "| Crane | Tons |\n| --- | --- |\n| North | 40 |" in found.text


def test_insertions_and_content_controls_are_read_and_deletions_are_not() -> None:
    made = docx.Document()
    body = made.element.body
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for inner in (
        f"<w:p {space}><w:r><w:t xml:space='preserve'>The tug </w:t></w:r><w:ins><w:r><w:t>Ada</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Bob</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'> sails.</w:t></w:r></w:p>",
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>The crane lifts.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ):
        body.insert(0, docx.oxml.parse_xml(inner))
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue(), "a.docx").text == "The crane lifts.\n\nThe tug Ada sails.\n"


def test_a_format_that_is_not_read_is_named() -> None:
    with pytest.raises(importing.InputUnreadable, match=r"a\.odt is a \.odt file; expected one of \.txt, .* \.docx"):
        read(b"PK\x03\x04", "a.odt")


# --- files of other people's make, where this machine has them ----------------------------------------------------

DOC = Path("/usr/share/doc")
REAL = [
    ("time/time.html", "texinfo", 17, "Measuring Program Resource Use"),
    ("python3/python-policy.html", "docbook", 40, "Removal of the unversioned packages"),
    ("ninja-build/manual.html", "asciidoc", 35, "Philosophical overview"),
    ("libexpat1-dev/expat.html/reference.html", "by hand", 80, "Building and Installing Expat"),
    ("gcc-12-base/NEWS.html", "a site's pages", 20, "General Improvements"),
    ("bzip2/manual.html", "docbook", 45, "Introduction"),
    ("base-passwd/users-and-groups.html", "sgml", 3, "Users and Groups"),
    ("nodejs/api/assert.html", "a generator with a navigation column", 30, "Strict assertion mode"),
    ("libtasn1-doc/libtasn1.pdf", "LaTeX with an outline", 15, "ASN.1 syntax"),
    ("zlib1g-dev/crc-doc.1.0.pdf.gz", "LaTeX without an outline", 25, "Related work"),
    ("bzip2/manual.pdf.gz", "FOP without an outline", 40, "Introduction"),
    ("shared-mime-info/shared-mime-info-spec.pdf", "dblatex", 20, "Directory layout"),
    ("libpng16-16/libpng-manual.txt.gz", "text", 5, ""),
    ("libxdmcp-dev/xdmcp.txt.gz", "a standard as text", 10, "Manufacturer Display ID Format"),
]


@pytest.mark.parametrize(("path", "make", "least", "title"), REAL, ids=[path for path, *_ in REAL])
def test_a_real_file_of_another_make(path: str, make: str, least: int, title: str) -> None:
    file = DOC / path
    if not file.is_file():
        pytest.skip(f"{file} ({make}) is not on this machine")
    raw, name = file.read_bytes(), file.name
    if name.endswith(".gz"):
        raw, name = gzip.decompress(raw), name[:-3]
    found = read(raw, name)
    assert len(found.sections) >= least
    assert any(title in heading for heading in headings(found))
    assert all(section.body.of(found.text).strip() for section in found.sections)


@pytest.mark.parametrize("name", ["README.md", "README.rst", "LICENSE", "METADATA"])
def test_readmes_and_licences_of_installed_packages(name: str) -> None:
    top = Path(os.__file__).parent
    found = [*Path(pytest.__file__).parents[1].rglob(name), *top.glob(name)][:12]
    read_well = 0
    for path in found:
        raw = path.read_bytes()
        if len(raw) > 2_000:
            assert read(raw, path.name if path.suffix else "README").sections
            read_well += 1
    assert read_well or not found


def test_a_broken_page_is_read_as_a_browser_would() -> None:
    found = html.read("<h1>One<p>Two <b>three<h2>Four</h2><li>Five<td>Six")
    assert as_markdown(found) == "# One\n\nTwo three\n\n## Four\n\n- Five\n\nSix\n"
