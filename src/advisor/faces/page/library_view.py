"""The library as HTML: the line that says what is quoted, the sources there are, and the preview of one to be added."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.article.importing import Import
from advisor.article.library import GUIDE
from advisor.article.source import Description
from advisor.faces import wording
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act

ADD = "Add the original"


def source_line(articles: Sequence[Article], known: Sequence[Description], chosen: Sequence[str]) -> Html:
    """Always in sight: whose words are quoted, how to add the original, and what else could be quoted."""
    said = tag("span", f"{wording.quoted_from(articles)}.", class_="from")
    add: Html | str = ""
    if all(description.stands_for != GUIDE or description.id == GUIDE for description in known):
        add = joined(
            (
                tag("span", "It tells the article in our own words. To quote the article’s own: ", class_="why"),
                act(ADD, Do.LIBRARY, class_="link"),
            )
        )
    return tag("div", said, add, _switcher(known, chosen), class_="source-line")


def library_html(known: Sequence[Description], active: Sequence[str]) -> Html:
    """All sources, those quoted from marked, each but the guide with a way to remove it."""
    rows = joined(_row(description, description.id in active) for description in known)
    return tag("div", tag("ul", rows, class_="sources"), class_="library")


def preview_html(offered: Import) -> Html:
    """What was found in a text, and what its reader noticed, before it is accepted."""
    description = offered.description
    many = "sections" if len(offered.sections) > 1 else "section"
    found = f"{_words(offered.text)} words in {len(offered.sections)} {many}."
    place = "This is the article the guide was written after: it will be quoted in the guide’s place."
    rows = joined(
        tag("tr", tag("td", str(s.number)), tag("td", s.title or "(no heading)"), tag("td", _words(s.body.of(offered.text))))
        for s in offered.sections
    )
    notes = [tag("li", f"Note: {words}.") for words in offered.notices]
    head = tag("tr", tag("th", "§", scope="col"), tag("th", "Section found", scope="col"), tag("th", "Words", scope="col"))
    table = tag("table", tag("thead", head), tag("tbody", rows))
    return tag(
        "div",
        tag("h3", description.title),
        tag("p", found, " ", place if description.stands_for else ""),
        tag("ul", *notes, class_="notices") if notes else "",
        tag("div", table, class_="table", tabindex="0", role="region", aria_label="Sections found"),
        tag("p", act("Use this article", Do.ACCEPT, class_="primary"), " ", act("Discard", Do.DISCARD), class_="decide"),
        class_="preview",
        role="status",
    )


def progress_html(what: str, done: int, total: int) -> Html:
    """A bar that says how much is indexed; of a total of 0 it says only that something is under way."""
    bar = tag("progress", value=done if total else None, max=total or None, aria_label=what)
    words = f"{what}: {done:,} of {total:,}" if total else f"{what} …"
    return tag("div", tag("p", words), bar, class_="progress")


def problem_html(words: str) -> Html:
    return tag("p", words, class_="problem", role="alert")


def _switcher(known: Sequence[Description], chosen: Sequence[str]) -> Html | str:
    if len(known) < 2:
        return ""
    value = chosen[0] if chosen else ""
    named = [("", "all sources in use"), *((d.id, "our guide" if d.id == GUIDE else d.title) for d in known)]
    options = [tag("option", title, value=id, selected=id == value) for id, title in named]
    picker = tag("select", *options, data_do=Do.QUOTE_FROM, data_value=value)
    return tag("label", "Quote from ", picker, class_="switcher")


def _row(description: Description, active: bool) -> Html:
    year = str(description.year or "")
    by = description.author if year in description.author else ", ".join(each for each in (description.author, year) if each)
    status = tag("span", "in use" if active else "not in use", class_="status on" if active else "status")
    name = tag("div", tag("strong", description.title), tag("span", by, class_="by") if by else "", status)
    if description.id == GUIDE:
        return tag("li", name, tag("p", "Ships with the program and stays.", class_="note"))
    sure = act("Yes, remove it", Do.REMOVE, class_="danger", source=description.id)
    warned = tag("p", "Your copy is deleted from this library.")
    return tag("li", name, tag("details", tag("summary", "Remove"), warned, sure))


def _words(text: str) -> str:
    return f"{len(text.split()):,}"
