"""Readers take any bytes: they read them or refuse them with an error of ours; what is read obeys the law of quotes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.article import importing
from advisor.article.article import Article
from advisor.article.formats import html, worker
from advisor.article.formats.blocks import Document, as_markdown
from advisor.article.formats.confined import Limits
from advisor.article.quote import cut
from advisor.article.source import find_sections
from advisor.errors import UsageError

TAGS = st.sampled_from(
    "<p> </p> <div> </div> <h1> </h2> <ul> <li> <table> <tr> <td> <pre> </pre> <br> <!-- --> <script> </script> "
    "<a href='#x'> </a> <title> <body> <main> &amp; &#x0; &#55296; <![CDATA[ ]]> <b> # "
    "``` --- === text. A\x00 \u202e é".split(" ")
)


def one_line(error: Exception) -> bool:
    """What the terminal shows of it."""
    return len(str(error).splitlines()) == 1


def law(found: Document) -> None:
    text = as_markdown(found)
    text.encode("utf-8")
    sections = find_sections(text, "markdown" if found.headed else "text")
    article = Article("a", "a", text, sections)
    for _, span in article.sentences:
        assert cut(article, span).text == text[span.start : span.end]


@given(st.lists(st.one_of(TAGS, st.text(max_size=5)), max_size=60))
def test_html(parts: list[str]) -> None:
    try:
        law(html.read(" ".join(parts)))
    except UsageError:
        return


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_under_any_name(raw: bytes) -> None:
    for name in ("a.txt", "a.md"):
        try:
            found = importing.read(raw, name, largest=1_000)
        except UsageError:
            continue
        assert found.sections
        assert found.text.encode("utf-8")


@settings(max_examples=60)
@given(st.data())
def test_a_pdf_with_bytes_changed(pdf: bytes, data: st.DataObject) -> None:
    raw = bytearray(pdf)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        law(worker.read(bytes(raw), "pdf", Limits(pages=20)))
    except UsageError as error:
        lines = one_line(error)
        assert lines


@settings(max_examples=60)
@given(st.data())
def test_a_word_file_with_bytes_changed(word_file: bytes, data: st.DataObject) -> None:
    raw = bytearray(word_file)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        law(worker.read(bytes(raw), "docx", Limits(unpacked_bytes=10_000_000)))
    except UsageError as error:
        lines = one_line(error)
        assert lines
