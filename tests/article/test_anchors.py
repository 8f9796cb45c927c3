"""Anchors: a place named by section and terms; the shortest run of sentences that holds them all."""

from __future__ import annotations

import pytest

from advisor.article.anchor import Anchor, find, resolve
from advisor.article.article import Article
from advisor.article.formats.markdown import find_sections
from advisor.errors import AnchorNotFound

TEXT = """## 1. Fares
OpenAI pays a lot. Others pay $746K or so. It is a range of $300K to $490K. The open AI label is theirs.

## 2. Crew
Masters and PhDs sail. The captain has a PhD. The remaster is done. It ends.
"""
ARTICLE = Article("ferry", "Ferry", TEXT, find_sections(TEXT))


@pytest.mark.parametrize(
    ("section", "terms", "found"),
    [
        pytest.param(1, ("$746K",), "Others pay $746K or so.", id="one sentence"),
        pytest.param(1, ("others", "or so"), "Others pay $746K or so.", id="a term in small letters is found in capitals"),
        pytest.param(1, ("open ai",), "The open AI label is theirs.", id="small letters match any case"),
        pytest.param(1, ("Open AI",), None, id="a term with a capital is found as it stands alone"),
        pytest.param(1, ("OpenAI", "$746K"), "OpenAI pays a lot. Others pay $746K or so.", id="two adjacent sentences"),
        pytest.param(
            1,
            ("OpenAI", "$746K", "range"),
            "OpenAI pays a lot. Others pay $746K or so. It is a range of $300K to $490K.",
            id="three adjacent sentences",
        ),
        pytest.param(1, ("OpenAI", "theirs"), None, id="four are too many"),
        pytest.param(1, ("pays|pay",), "OpenAI pays a lot.", id="alternatives: the first sentence with either"),
        pytest.param(
            1, ("nothing | $490K",), "It is a range of $300K to $490K.", id="alternatives with spaces around the bar"
        ),
        pytest.param(2, ("PhD",), "Masters and PhDs sail.", id="a term matches at the start of a word, which may go on"),
        pytest.param(2, ("master",), "Masters and PhDs sail.", id="not in the middle of a word"),
        pytest.param(2, ("phd", "captain"), "The captain has a PhD.", id="the shortest run wins over the first"),
        pytest.param(2, ("$746K",), None, id="not in another section"),
        pytest.param(3, ("PhD",), None, id="not in a section that is not there"),
        pytest.param(1, ("$30",), "It is a range of $300K to $490K.", id="a figure may go on"),
        pytest.param(1, ("46K",), None, id="a figure does not start in its middle"),
    ],
)
def test_find(section: int, terms: tuple[str, ...], found: str | None) -> None:
    span = find(Anchor(section, terms), ARTICLE)
    assert (span.of(TEXT) if span else None) == found


def test_a_quote_comes_from_the_first_article_that_has_the_place() -> None:
    other = Article(
        "other", "Other", "## 1. X\nNothing.\n\n## 2. Y\nNothing.", find_sections("## 1. X\nNothing.\n\n## 2. Y\nNothing.")
    )
    quote = resolve(Anchor(1, ("$746K",)), [other, ARTICLE])
    assert (quote.source, quote.text) == ("ferry", "Others pay $746K or so.")


def test_a_place_that_none_has_is_an_error_that_names_it() -> None:
    with pytest.raises(AnchorNotFound, match=r"no place for section 1 with 'Anthropic', '\$1M'; expected one in ferry"):
        resolve(Anchor(1, ("Anthropic", "$1M")), [ARTICLE])
