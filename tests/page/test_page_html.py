"""The page's HTML without a browser: escaping by construction, marks that are the quotes, sections word for word."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.article import Article
from advisor.article.quote import Quote, cut
from advisor.article.section import Section
from advisor.faces.markup import Html, joined, tag, text
from advisor.faces.page.browsing import search
from advisor.faces.page.source_view import marked, paragraphs
from advisor.faces.page.told_html import Drawn, told_html
from advisor.faces.telling.document import Cited, Group, Key
from advisor.span import Span


class Read(HTMLParser):
    """What a browser would see: the tags opened, the words, and the words inside each <mark>."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words = self.now = ""
        self._open = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open = tag == "mark" and dict(attrs).get("class") == "cited now"

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.words += data
        self.now += data if self._open else ""


@given(st.text(), st.text())
def test_no_text_becomes_markup(inside: str, attribute: str) -> None:
    read = Read(tag("p", inside, title=attribute))
    assert read.tags == ["p"]
    assert read.words == inside


def test_markup_is_kept_and_words_are_escaped() -> None:
    assert joined((Html("<b>"), "<b>")) == "<b>&lt;b&gt;"
    assert tag("input", type="search", disabled=True, max=None, hidden=False) == '<input type="search" disabled>'
    assert text("a\r\nb") == "a&#13;\nb"


def test_every_section_is_shown_whole_and_in_order(guide: Article) -> None:
    for section in guide.sections:
        parts = paragraphs(guide, section)
        assert "".join(part.of(guide.text) for part in parts) == section.body.of(guide.text)


def test_the_words_marked_are_the_quote_wherever_it_stands(guide: Article) -> None:
    for section, span in guide.sentences:
        quote = cut(guide, span)
        shown = "".join(marked(guide.text, part, [quote], quote) for part in paragraphs(guide, section))
        assert Read(shown).now == quote.text


WORDS = "One 🚢 two <b>three</b> & four.\r\n\r\n" + "Five is a sentence of some length, é. " * 40


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 300)), min_size=1, max_size=4))
def test_quotes_that_overlap_or_run_on_are_marked_to_the_letter(places: list[tuple[int, int]]) -> None:
    article = Article("a", "A", WORDS, (Section(1, ("A",), Span(0, 0), Span(0, len(WORDS))),))
    quotes = [Quote(WORDS[at : at + size], "a", 1, "A", Span(at, at + size)) for at, size in places]
    for quote in quotes:
        read = Read("".join(marked(WORDS, part, quotes, quote) for part in paragraphs(article, article.sections[0])))
        assert read.now == quote.text
        assert read.words == WORDS


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("746k", "$746K"), ("$746K", "$746K"), ("acceptance rate", "acceptance rate"), ("ANTHROPIC median", "median is $746K")],
)
def test_search_finds_whole_sentences_by_the_starts_of_their_words(guide: Article, query: str, sentence: str) -> None:
    found = search(guide, query)
    assert any(sentence in hit.words for hit in found.hits)
    assert all(hit.words == hit.span.of(guide.text) for hit in found.hits)
    assert Read("".join(found.hits[0].pieces())).words == found.hits[0].words


@pytest.mark.parametrize("query", ["", "   ", "⊕(", "zebra", "[a-z]+", "\\"])
def test_search_for_what_is_not_there_finds_nothing(guide: Article, query: str) -> None:
    assert search(guide, query).total == 0


def test_the_words_that_answer_are_emphasised_and_the_quote_stays_as_it_is() -> None:
    words = "It is 47 metres high, its keeper climbs 212 steps, and a relief comes <b>by boat</b>."
    cited = Cited(1, words, "Notes", 1, "The tower", "notes", 0, len(words), "0" * 12)
    drawn = told_html((Group("answer", (Key("", "its keeper climbs 212 steps", 1), cited)),), Drawn(0))
    assert "<strong>its keeper climbs 212 steps</strong>" in drawn
    assert words in Read(drawn).words
    assert "<b>" not in drawn
