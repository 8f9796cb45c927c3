"""A document written is read back as it was, whatever stands in it, and shows in a browser or as Markdown what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.faces.export import html, markdown
from advisor.faces.export.lines import NotOurs
from advisor.faces.telling.document import (
    LOOKS,
    Block,
    ByHand,
    Cited,
    Document,
    Key,
    Made,
    Ours,
    Repeated,
    Source,
    Table,
    Understood,
    Yours,
)  # fmt: skip

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<b>", "</p>", "<!--", "“", "”", "\n", "\n\n", "> ", "**You:** ", "*You said:* ", "- ", "# ", "1. ", "---",
            "===", "`", "&#10;", "&amp;", "\\", "\\\n", "    code", "| a | b |", "~~x~~", "[a](b)", " · ", "§3", "[1] ",
            "\r", "\t", "$746K", "x", " ",
        ]
    ),
    max_size=8,
).map("".join)
WORDS = TEXT | MARKUP
ID = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
NAME = st.sampled_from(["Guide", "Teki (2026)", "A *bold* title & more"])
CITED = st.builds(
    Cited, st.integers(1, 99), WORDS, NAME, st.integers(0, 30), st.sampled_from(["", "Pay", "Why · how <now>?"]), ID,
    st.integers(0, 9999), st.integers(0, 9999), st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Ours, WORDS, st.sampled_from(LOOKS)), st.builds(Yours, WORDS), CITED,
    st.builds(Understood, WORDS, st.booleans()),
    st.integers(1, 3).flatmap(lambda n: st.lists(st.tuples(*[WORDS] * n), min_size=1, max_size=3).map(tuple).map(Table)),
    st.builds(Key, st.sampled_from(["", "no", "Research Engineer"]), WORDS, st.integers(1, 99)),
    st.builds(Repeated, WORDS, st.sampled_from(["", "a plan, not yet so"])),
    st.builds(Yours, WORDS, ID), st.builds(ByHand, ID, st.sampled_from(["", "RE", "mixed", "left out"]), WORDS),
)
SOURCES = st.builds(Source, ID, NAME, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), st.integers(0, 99999))
HASH = st.from_regex(r"[0-9a-f]{12}", fullmatch=True)
MADE = st.builds(
    Made, st.sampled_from(["conversation", "profile"]), st.sampled_from(["0.1.0", "1.0rc1"]), HASH, HASH, HASH,
    st.lists(st.tuples(ID, HASH), min_size=1, max_size=3).map(tuple),
)
DOCUMENTS = st.builds(
    Document, WORDS, st.lists(SOURCES, max_size=2).map(tuple), st.lists(BLOCKS, max_size=6).map(tuple), st.none() | MADE
)
Format = tuple[Callable[[Document], str], Callable[[str], Document]]
FORMATS = [pytest.param((html.write, html.read), id="html"), pytest.param((markdown.write, markdown.read), id="markdown")]


@pytest.mark.parametrize("format", FORMATS)
@given(document=DOCUMENTS)
def test_there_and_back_is_the_same(format: Format, document: Document) -> None:
    write, read = format
    assert read(write(document)) == document


@pytest.mark.parametrize("format", FORMATS)
@given(text=WORDS)
def test_any_other_text_is_refused_in_a_line(format: Format, text: str) -> None:
    with pytest.raises(NotOurs, match=r"expected a file of advisor export"):
        format[1](text)


@given(words=WORDS)
def test_markdown_shows_the_words_and_makes_no_markup_of_them(words: str) -> None:
    from markdown_it import MarkdownIt

    cited = Cited(1, words, "Guide", 3, "Pay", "guide", 0, 9, "0" * 12)
    shown = MarkdownIt().render(markdown.write(Document("t", (), (Yours(words), cited))))
    assert not re.findall(r"<(?!/?(?:h1|p|strong|blockquote)>|br ?/>)", shown), shown
    form = r"<h1>t</h1>\n<p><strong>You:</strong>(.*)</p>\n<blockquote>\n<p>“(.*)”</p>\n<p>.*</p>\n</blockquote>\n"
    found = re.fullmatch(form, shown, re.DOTALL)
    assert found is not None
    said, quoted = found.groups()
    said, quoted = (re.sub(r"<br ?/>", "", part) for part in (said, quoted))
    assert _letters(unescape(said)) == _letters(unescape(quoted)) == _letters(words)


@given(words=WORDS)
def test_the_page_shows_the_words_and_makes_no_markup_of_them(words: str) -> None:
    from lxml.html import document_fromstring

    cited = Cited(1, words, "Guide", 3, "Pay", "guide", 0, 9, "0" * 12)
    page = document_fromstring(html.write(Document("t", (), (cited,))))
    assert [each.tag for each in page.find("body/main").iter()] == ["main", "h1", "blockquote", "p", "span", "footer"]
    assert _letters(page.findtext(".//blockquote/p/span") or "") == _letters(words)


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    page = html.write(Document("t", (), (Ours("x"),)))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|url\(|@import|https?:", page)


def _letters(text: str) -> str:
    """Without what renderers may drop or exchange: white space and control characters."""
    return "".join(c for c in text if c.isprintable() and not c.isspace() and c != "\ufffd")
