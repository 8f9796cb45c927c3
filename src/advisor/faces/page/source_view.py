"""The source tab: one section with the cited words marked, the way to the next citation, contents and search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote_plus

from advisor.article.article import Article
from advisor.article.library import GUIDE
from advisor.article.quote import Quote
from advisor.article.section import Section
from advisor.faces import wording
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.browsing import Found, Hit
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Viewing
from advisor.span import Span

_LONG_PARAGRAPH = 900  # characters: a text that lost its line breaks is given some, for the eye alone
_SENTENCES_TOGETHER = 4
_WHOLE, _END = 120, 50  # characters: of a longer quote a link names its beginning and its end
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_LISTED = re.compile(r"(?m)^[ \t]*(?:[-*•|]|\d+[.)])[ \t]")


def source_html(
    viewing: Viewing, article: Article, articles: Sequence[Article], found: Found | None, choices: Sequence[tuple[str, str]]
) -> Html:
    """The tab; `choices` are the ids and titles of all sources, shown where there is more than one."""
    section = article.section(viewing.section)
    body = _results(found) if found is not None else _section(article, section, viewing)
    return tag(
        "div",
        tag("div", _citing(viewing, articles), _tools(viewing, article, choices), class_="reader-head"),
        tag("div", body, class_="reader-body", tabindex="0", role="region", aria_label="The text of the source"),
        class_="reader",
        data_jumps=viewing.jumps,
        data_place=f"{article.id}/{viewing.section}/{viewing.quote.span.start if viewing.quote else ''}/{viewing.query}",
    )


def paragraphs(article: Article, section: Section) -> tuple[Span, ...]:
    """The body cut for the eye, without gap or overlap, at blank lines and inside very long runs between sentences."""
    body = section.body
    edges = [body.start, *(m.end() for m in _BLANK_LINE.finditer(article.text, body.start, body.end)), body.end]
    whole = [Span(start, end) for start, end in pairwise(edges) if start < end]
    return tuple(part for span in whole for part in _broken(article, span))


def marked(text: str, part: Span, quotes: Sequence[Quote], now: Quote | None) -> Html:
    """The part of the text with every cited word marked; the mark of the quote that is open is the one in focus."""
    inside = [quote for quote in quotes if quote.span.meets(part)]
    edges = {part.start, part.end}
    for quote in inside:
        edges |= {max(part.start, quote.span.start), min(part.end, quote.span.end)}
    ordered = sorted(edges)
    pieces = []
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        citing = [quote for quote in inside if quote.span.holds(piece)]
        kind = "cited now" if now in citing else "cited"
        words = piece.of(text)
        pieces.append(tag("mark", words, class_=kind, tabindex="-1" if now in citing else None) if citing else words)
    return joined(pieces)


def _section(article: Article, section: Section, viewing: Viewing) -> Html:
    quotes = [quote for quote in viewing.quotes if quote.source == article.id]
    parts = paragraphs(article, section)
    body = joined(
        tag("p", marked(article.text, part, quotes, viewing.quote), class_="lines" if _listed(article.text, part) else None)
        for part in parts
    )
    return joined((tag("h2", _heading(section)), tag("div", body, class_="body")))


def _heading(section: Section) -> str:
    if not section.title:
        return "Before the first heading"
    return f"{section.number}. {section.title}" if section.number else section.title


def _listed(text: str, part: Span) -> bool:
    return _LISTED.search(part.of(text)) is not None


def _broken(article: Article, span: Span) -> list[Span]:
    if len(span) <= _LONG_PARAGRAPH:
        return [span]
    starts = [s.start for _, s in article.sentences if span.holds(s)][_SENTENCES_TOGETHER::_SENTENCES_TOGETHER]
    edges = [span.start, *starts, span.end]
    return [Span(start, end) for start, end in pairwise(edges)]


def _citing(viewing: Viewing, articles: Sequence[Article]) -> Html:
    if viewing.quote is None or viewing.at is None:
        return tag("p", "Open a quote’s number in the chat to see it here, in its place.", class_="citing quiet")
    last = len(viewing.quotes) - 1
    what = f"Found “{viewing.query}”" if viewing.query else f"Quote [{viewing.at + 1}] of {last + 1}"
    where = tag("span", f"{what}: {wording.place(viewing.quote, articles)}", class_="where")
    step = joined(
        (
            _step("‹", "Previous quote", viewing.at - 1, off=viewing.at == 0),
            _step("›", "Next quote", viewing.at + 1, off=viewing.at == last),
        )
    )
    to_answer = tag("button", "Back to the answer", type="button", class_="back", data_back=True)
    original = _in_the_original(viewing.quote, articles)
    back = act("Back to what was found", Do.SEARCH, class_="back", query=viewing.query) if viewing.query else to_answer
    return tag("div", tag("p", where, role="status"), tag("div", original, back, step, class_="steps-row"), class_="citing")


def _in_the_original(quote: Quote, articles: Sequence[Article]) -> Html | str:
    """A link to the words where they were published, which the browser marks there; followed only when it is clicked."""
    url = next((article.url for article in articles if article.id == quote.source != GUIDE), "")  # the guide is not there
    if not url.startswith(("https://", "http://")):
        return ""
    words = " ".join(quote.text.split())
    ends = (words,) if len(words) <= _WHOLE else (words[:_END].rsplit(" ", 1)[0], words[-_END:].split(" ", 1)[-1])
    fragment = ",".join(quote_plus(end, safe="").replace("+", "%20").replace("-", "%2D") for end in ends)
    href = f"{url.partition('#')[0]}#:~:text={fragment}"
    return tag("a", "In the original", class_="back", href=href, target="_blank", rel="noreferrer noopener")


def _step(sign: str, label: str, at: int, *, off: bool) -> Html:
    return tag("button", sign, type="button", class_="step", aria_label=label, disabled=off, data_do=Do.STEP, data_at=at)


def _tools(viewing: Viewing, article: Article, choices: Sequence[tuple[str, str]]) -> Html:
    entries = joined(_entry(section, viewing) for section in article.sections)
    contents = tag("details", tag("summary", "Contents"), tag("ol", entries), class_="contents")
    hint = "Search in this source"
    field = tag("input", type="search", name="query", aria_label=hint, placeholder=hint)
    search = tag("form", field, tag("button", "Search", type="submit"), class_="search", role="search", data_do=Do.SEARCH)
    chosen = [tag("option", title, value=id, selected=id == article.id) for id, title in choices]
    picker = tag("select", *chosen, aria_label="Source to read", data_do=Do.OPEN, data_value=article.id)
    return tag("div", picker if len(choices) > 1 else "", contents, search, class_="tools")


def _entry(section: Section, viewing: Viewing) -> Html:
    words = _heading(section)
    here = section.number == viewing.section
    opened = tag(
        "button", words, type="button", data_do=Do.SECTION, data_number=section.number, aria_current="true" if here else None
    )
    return tag("li", opened)


def _results(found: Found) -> Html:
    if not found.hits:
        return tag("p", f"Nothing in this source holds “{found.query}”.", class_="quiet", role="status")
    count = f"{found.total} {'sentence holds' if found.total == 1 else 'sentences hold'} “{found.query}”"
    more = f", the first {len(found.hits)} shown" if found.total > len(found.hits) else ""
    items = joined(_hit(hit) for hit in found.hits)
    close = act("Close the search", Do.CLEAR, class_="back")
    return joined((tag("p", f"{count}{more}.", role="status"), tag("ol", items, class_="results"), close))


def _hit(hit: Hit) -> Html:
    opened = act(joined(hit.pieces()), Do.HIT, class_="hit", start=hit.span.start, end=hit.span.end)
    return tag("li", opened, tag("span", hit.where))
