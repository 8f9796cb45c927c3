"""A document as one HTML page and back: nothing in it is loaded from anywhere or hidden, and it prints as it is read.

One block stands on one line. As with Markdown, `write(read(text)) == text`, or NotOurs is raised: style and markup are
this file's own, so what a browser shows is what was proven.
"""

from __future__ import annotations

import re
from html import unescape
from importlib.resources import files

from advisor.faces.export.lines import (
    NotOurs,
    cited_line,
    made_line,
    read_by_hand,
    read_cited,
    read_made,
    read_source,
    same,
    source_line,
)
from advisor.faces.markup import Html, joined, tag, text
from advisor.faces.telling.document import (
    LOOKS,
    Block,
    ByHand,
    Cited,
    Document,
    Key,
    Ours,
    Repeated,
    Table,
    Understood,
    Yours,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LINE = re.compile(r"<(?P<tag>p|h[1-4]|blockquote|table)(?: class=\"(?P<look>[a-z]+)\")?>(?P<inside>.*)</(?P=tag)>")
_CITED = re.compile(r'<p>“<span class="q">(?P<text>[^<]*)</span>”</p><footer>(?P<place>[^<]*)</footer>')
_CELL = re.compile(r"<t[hd]>([^<]*)</t[hd]>")
_REPEATED = re.compile(
    r'<span class="who">You said: </span>“<span class="q">(?P<text>[^<]*)</span>”(?: <i>(?P<note>[^<]*)</i>)?'
)
_KEY = re.compile(
    r'<span class="who">In short(?:, (?P<label>[^<:]*))?: </span>“<span class="q">(?P<text>[^<]*)</span>” \[(?P<n>\d{1,9})\]'
)
_STYLES = ("export.css", "export-1.css")  # how pages are written, and how they once were: those are read as well
_YOU, _UNDERSTOOD = '<span class="who">You: </span>', '<span class="who">Read as: </span>'
_FOLLOWS = '<span class="who">Read as a follow-up to: </span>'
_MADE, _BY_HAND = '<span class="who">Made: </span>', '<span class="who">You set: </span>'
_UPON = re.compile(r'<span class="who">You, on (?P<question>[^<]+): </span>')
_TAGS = {"heading": "h2", "verdict": "h3", "part": "h4"}


def write(document: Document, *, style: str = _STYLES[0]) -> str:
    """The whole page."""
    head = joined(
        (
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
            tag("title", _text(document.title)),
            tag("style", Html(files("advisor.faces.export").joinpath(style).read_text(encoding="utf-8"))),
        )
    )
    lines = [
        Html("<!doctype html>"), Html(f'<html lang="en"><head>{head}</head><body><main>'), tag("h1", _text(document.title)),
        *(tag("p", _text(source_line(source)), class_="source") for source in document.sources),
        *([tag("p", Html(_MADE), _text(made_line(document.made)), class_="source")] if document.made else []),
        *map(_block, document.blocks), Html("</main></body></html>"),
    ]
    return "\n".join(lines) + "\n"


def read(page: str) -> Document:
    """The document that was written; raises NotOurs, naming the line, for any other text."""
    _, _, inside = page.partition("<body><main>\n")
    title, sources, blocks, made = "", [], [], None
    for line in inside.removesuffix("\n").split("\n")[:-1]:
        found = _LINE.fullmatch(line)
        if found is None:
            raise NotOurs(line)
        if found["tag"] == "h1":
            title = unescape(found["inside"])
        elif found["look"] == "source" and found["inside"].startswith(_MADE):
            made = read_made(unescape(found["inside"].removeprefix(_MADE)))
        elif found["look"] == "source":
            sources.append(read_source(unescape(found["inside"])))
        else:
            blocks.append(_read_block(found["look"] or "", found["inside"], line))
    document = Document(title, tuple(sources), tuple(blocks), made)
    if not any(page == write(document, style=style) for style in _STYLES[1:]):
        same(page, write(document))
    return document


def _block(block: Block) -> Html:
    match block:
        case Ours(words, look):
            return tag(_TAGS.get(look, "p"), _text(words), class_=look)
        case Yours(words, question):
            who = tag("span", f"You, on {question}: ", class_="who") if question else Html(_YOU)
            return tag("p", who, _text(words), class_="you")
        case ByHand():
            return tag("p", Html(_BY_HAND), _text(block.text), class_="you")
        case Understood(words, follows):
            return tag("p", Html(_FOLLOWS if follows else _UNDERSTOOD), _text(words), class_="read")
        case Key(label, words, number):
            who = tag("span", f"In short{', ' if label else ''}", _text(label), ": ", class_="who")
            return tag("p", who, "“", tag("span", _text(words), class_="q"), f"” [{number}]", class_="key")
        case Repeated(words, note):
            who, after = tag("span", "You said: ", class_="who"), joined((" ", tag("i", _text(note)))) if note else ""
            return tag("p", who, "“", tag("span", _text(words), class_="q"), "”", after, class_="own")
        case Table(rows):
            head, *rest = (joined(tag("th" if not i else "td", _text(cell)) for cell in row) for i, row in enumerate(rows))
            body = joined(tag("tr", row) for row in rest)
            return tag("table", tag("thead", tag("tr", head)), tag("tbody", body) if rest else "")
        case Cited():
            words = tag("p", "“", tag("span", _text(block.text), class_="q"), "”")
            return tag("blockquote", words, tag("footer", _text(cited_line(block))))


def _read_block(look: str, inside: str, line: str) -> Block:
    if look == "you" and inside.startswith(_BY_HAND):
        return read_by_hand(unescape(inside.removeprefix(_BY_HAND)))
    if look == "you" and (upon := _UPON.match(inside)):
        return Yours(unescape(inside[upon.end() :]), unescape(upon["question"]))
    if look == "you":
        return Yours(unescape(inside.removeprefix(_YOU)))
    if look == "read" and inside.startswith(_FOLLOWS):
        return Understood(unescape(inside.removeprefix(_FOLLOWS)), follows=True)
    if look == "read":
        return Understood(unescape(inside.removeprefix(_UNDERSTOOD)))
    if look == "key" and (key := _KEY.fullmatch(inside)):
        return Key(unescape(key["label"] or ""), unescape(key["text"]), int(key["n"]))
    if look == "own" and (own := _REPEATED.fullmatch(inside)):
        return Repeated(unescape(own["text"]), unescape(own["note"] or ""))
    if not look and (cited := _CITED.fullmatch(inside)):
        return read_cited(unescape(cited["place"]), unescape(cited["text"]))
    if not look and inside.startswith("<thead>"):
        rows = [tuple(unescape(cell) for cell in _CELL.findall(row)) for row in inside.split("<tr>")[1:]]
        return Table(tuple(rows))
    if look in LOOKS:
        return Ours(unescape(inside), look)
    raise NotOurs(line)


def _text(words: str) -> Html:
    """Escaped, a line break written as a reference, so that a block stays on its line."""
    return Html(text(words).replace("\n", "&#10;"))
