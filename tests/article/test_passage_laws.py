"""Laws of quotes and passages over whole texts: passages tile each body, every quote is its slice."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.article import Article
from advisor.article.passages import embedded_text, passages
from advisor.article.quote import cut
from advisor.article.source import Reading, find_sections
from advisor.errors import AnchorNotFound
from advisor.span import Span


@dataclass
class Words:
    """A token counter that anyone can follow."""

    def __call__(self, text: str) -> int:
        return len(text.split())


def article(text: str, reading: Reading = "markdown") -> Article:
    return Article("any", "any", text, find_sections(text, reading))


def check_passages(article: Article, *, budget: int) -> None:
    found = passages(article, budget=budget, count=Words())
    for section in article.sections:
        own = [passage.span for passage in found if passage.section is section]
        if own:
            assert own[0].start == section.body.start
            assert own[-1].end == section.body.end
        assert all(a.end == b.start for a, b in itertools.pairwise(own))
    numbers = [n for passage in found for n in range(*passage.sentences)]
    assert numbers == list(range(len(article.sentences)))
    for passage in found:
        texts = [article.sentences[n][1].of(article.text) for n in range(*passage.sentences)]
        assert all(passage.span.holds(article.sentences[n][1]) for n in range(*passage.sentences))
        assert len(texts) == 1 or sum(map(Words(), texts)) <= budget


def check_quotes(article: Article) -> None:
    for section, span in article.sentences:
        quote = cut(article, span)
        assert article.text[quote.span.start : quote.span.end] == quote.text
        assert (quote.section_number, quote.section_title) == (section.number, section.title)
        assert quote.text == quote.text.strip() != ""


def check_sections(article: Article) -> None:
    spans = [(section.heading, section.body) for section in article.sections]
    assert all(heading.end <= body.start and body.end <= len(article.text) for heading, body in spans)
    assert all(a[1].end <= b[0].start for a, b in itertools.pairwise(spans))
    assert all(body.of(article.text).strip() == body.of(article.text) != "" for _, body in spans)


@pytest.mark.parametrize("budget", [1, 40, 120, 10_000])
def test_over_the_whole_guide(guide: Article, budget: int) -> None:
    check_sections(guide)
    check_quotes(guide)
    check_passages(guide, budget=budget)


@pytest.mark.parametrize("budget", [1, 40, 120, 10_000])
def test_over_the_whole_article(original: Article, budget: int) -> None:
    check_sections(original)
    check_quotes(original)
    check_passages(original, budget=budget)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda t: "\ufeff" + t, id="a byte order mark"),
        pytest.param(lambda t: t.replace("Research", "🎉 Research"), id="emoji"),
        pytest.param(lambda t: t.replace("e", "e\u0301"), id="combining accents"),
        pytest.param(lambda t: t.replace(" and ", "\u00a0and\u00a0"), id="no-break spaces"),
    ],
)
def test_over_the_guide_with_odd_characters(guide: Article, change) -> None:  # type: ignore[no-untyped-def]
    other = article(change(guide.text))
    assert [section.number for section in other.sections] == list(range(10))
    check_sections(other)
    check_quotes(other)
    check_passages(other, budget=120)


PIECES = st.sampled_from(
    [
        "# ",
        "## ",
        "1. ",
        "2. ",
        "Contents",
        "---",
        "===",
        "```",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "One",
        "two.",
        "LAMPS",
        "vs.",
        "$1.47M.",
        "🎉",
        "\ufeff",
        "é",
        "©",
        "Archives",
        "- ",
        "\u00a0",
        "0 Comments",
        "All rights reserved",
        "Section 1",
        "\t",
        "?",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


@given(TEXTS, st.sampled_from(["markdown", "text"]), st.integers(1, 30))
def test_over_any_text(text: str, reading: Reading, budget: int) -> None:
    any_article = article(text, reading)
    check_sections(any_article)
    check_quotes(any_article)
    check_passages(any_article, budget=budget)


def test_a_sentence_above_the_budget_is_a_passage_of_its_own() -> None:
    long = "Word " * 30 + "end."
    one = article(f"Short one. {long} Short two.")
    assert [p.span.of(one.text).strip() for p in passages(one, budget=10, count=Words())] == [
        "Short one.",
        long,
        "Short two.",
    ]


def test_passages_never_run_over_a_section() -> None:
    two = article("# A\nOne.\n# B\nTwo.")
    assert [p.section.title for p in passages(two, budget=1_000, count=Words())] == ["A", "B"]


def test_headings_are_embedded_with_the_words_and_never_quoted() -> None:
    one = article("# A\n## B\nOne\r\n  line.")
    (passage,) = passages(one, budget=100, count=Words())
    assert embedded_text(one, passage) == "A / B: One line."
    assert passage.span.of(one.text) == "One\r\n  line."


@pytest.mark.parametrize(
    "span",
    [
        pytest.param(Span(0, 3), id="a heading"),
        pytest.param(Span(0, 8), id="a heading and its body"),
        pytest.param(Span(4, 4), id="nothing"),
        pytest.param(Span(90, 95), id="behind the end"),
        pytest.param(Span(4, 18), id="the end of one section and the start of another"),
    ],
)
def test_nothing_is_quoted_from_outside_a_section(span: Span) -> None:
    with pytest.raises(AnchorNotFound, match=f"no section of any holds the characters {span.start} to {span.end}"):
        cut(article("# A\nOne.\n# B\nTwo."), span)


def test_equal_sentences_at_two_places_are_two_quotes() -> None:
    twice = article("# A\nOne.\n# B\nOne.")
    first, second = (cut(twice, span) for _, span in twice.sentences)
    assert first.text == second.text
    assert first != second
