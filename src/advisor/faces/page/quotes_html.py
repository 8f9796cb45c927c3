"""Quotes as the page shows them: quotation marks, the exact words, and a citation that opens the place."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.faces import wording
from advisor.faces.markup import Html, act, joined, tag, text
from advisor.faces.page.cited import number
from advisor.faces.page.emphasis import answering_words
from advisor.profile.evidence import Evidence


def quote_list(
    quotes: Sequence[Quote], all_quotes: Sequence[Quote], articles: Sequence[Article], *, exchange: int, read_as: str = ""
) -> Html:
    """Each quote as a block, numbered as in its reply; `read_as` is the question whose answer is emphasised."""
    blocks = (_block(quote, number(quote, all_quotes), articles, exchange=exchange, read_as=read_as) for quote in quotes)
    return joined(blocks)


def own_words(evidence: Sequence[Evidence]) -> Html:
    """What the user said, cut from their own message, with a note where it does not count."""
    return joined(_own(item) for item in evidence)


def marked(words: str, read_as: str) -> Html:
    """The words, unaltered, with those that answer the question emphasised."""
    span = answering_words(words, read_as) if read_as else None
    if span is None:
        return text(words)
    return joined((words[: span.start], tag("strong", words[span.start : span.end]), words[span.end :]))


def _block(quote: Quote, n: int, articles: Sequence[Article], *, exchange: int, read_as: str) -> Html:
    cited = tag("span", f"[{n}]", class_="n")
    place = act(joined((cited, " ", wording.place(quote, articles))), "cite", class_="cite", exchange=exchange, at=n - 1)
    words = tag("span", marked(quote.text, read_as), class_="q")
    return tag("blockquote", tag("p", "“", words, "”"), tag("footer", place), class_="quote")


def _own(item: Evidence) -> Html:
    note = tag("span", wording.STATUS_NOTES[item.status], class_="note") if item.status in wording.STATUS_NOTES else ""
    return tag("p", "“", tag("span", item.text, class_="q"), "”", " " if note else "", note, class_="own")
