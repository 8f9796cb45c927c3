"""HTML: bytes to a document's blocks, the page's furniture left out (navigation, tables of contents, forms, feet).

lxml parses, however broken the page is; no link is followed, no entity fetched, no script run. What is kept and why
is measured in docs/formats.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.article.formats.blocks import Block, Document, collapsed, document
from advisor.article.formats.html_furniture import BLOCKS, drop_furniture, size
from advisor.article.formats.html_marks import DEPTH, MARK, numbered, prepare
from advisor.article.formats.html_tables import TABLE, replace_tables
from advisor.errors import InputUnreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_PERMALINK = re.compile(r"[\s¶§#🔗⚓]+$")


def read(page: str) -> Document:
    """The blocks of a decoded page; raises InputUnreadable where it holds no element."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as parsing

    parser = parsing.HTMLParser(no_network=True, recover=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\x00", ""))
    try:
        root = parsing.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputUnreadable(f"found no readable HTML ({error})", expected="a web page") from None
    deepest = [entry for entry in parser.error_log if "xcessive depth" in entry.message]
    if deepest:
        raise InputUnreadable(f"found HTML nested too deep (line {deepest[0].line})", expected="at most 256 levels")
    title = root.findtext(".//title") or ""
    author = next((m.get("content", "") for m in root.iter("meta") if m.get("name", "").lower() == "author"), "") or _byline(
        root
    )
    main = _main(root)
    prepare(main)
    drop_furniture(main)
    replace_tables(main)
    blocks = _Walk().blocks(main)
    if sum(len(b.text) for b in blocks if b.kind == "quote") > 0.5 * sum(len(b.text) for b in blocks):
        blocks = [replace(b, kind="paragraph") if b.kind == "quote" else b for b in blocks]  # set in alone
    return document(title, blocks, author=" ".join(author.split())[:200])


def _byline(root: HtmlElement) -> str:
    """The one person who is marked as the author in the page itself."""
    named = root.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') or contains(@class, 'author-name')"
        " or (contains(@class, 'author') and contains(@class, 'vcard'))]"
    )
    said = [" ".join(element.itertext()).split() for element in named[:4]]
    names = {" ".join(words[1:] if words[0].lower() == "by" else words) for words in said if 0 < len(words) <= 5}
    return names.pop() if len(names) == 1 else ""


def _main(root: HtmlElement) -> HtmlElement:
    """The one main or article element that holds most of the page's words, else the body."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = size(body)
    for found in (body.xpath(".//main | .//*[@role='main']"), body.xpath(".//article")):
        if len(found) == 1 and size(found[0]) >= 0.4 * whole:
            return found[0]
    return body


class _Walk:
    """Goes through the tree once, without recursion, and cuts blocks at every block element."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.text: list[tuple[str, bool]] = []  # words, and whether they are bold
        self.bold = 0
        self.heading = 0
        self.code = 0
        self.lists: list[int | None] = []  # the number of the last item of each list, None where it has marks
        self.kinds: list[str] = []  # of their numbers: "1", "a", "i"
        self.mark = "-"
        self.quoted = 0
        self.depth: int | None = None  # of an item that says it itself
        self.item = False
        self.row = 0

    def blocks(self, top: HtmlElement) -> list[Block]:
        from lxml import etree

        for event, element in etree.iterwalk(top, events=("start", "end")):
            if not isinstance(element.tag, str):
                if event == "end" and element is not top:
                    self._say(element.tail)
            elif event == "start":
                self._open(element)
            else:
                self._close(element)
                if element is not top:
                    self._say(element.tail)
        self._cut()
        return self.found

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == TABLE:
            self._cut()
            self.found.append(Block("table", element.text or ""))
            return
        if tag == "br":
            self.text.append(("\n", True))
        elif tag in _HEADINGS:
            self._cut()
            self.heading = _HEADINGS[tag]
        elif tag in ("td", "th") and self.row:
            if "".join(words for words, _ in self.text).strip():
                self.text.append((" | ", True))
        elif tag in BLOCKS and not self.heading:
            self._cut()
            self.code += tag == "pre"
            if tag in ("ul", "ol"):
                start = element.get("start", "1")
                self.lists.append((int(start) if start.isdigit() else 1) - 1 if tag == "ol" else None)
                self.kinds.append(element.get("type", "1"))
            elif tag == "li":
                self.mark = element.get(MARK) or self._mark(element)
                depth = element.get(DEPTH)
                self.depth = int(depth) if depth else None
            self.quoted += tag == "blockquote"
            self.item = tag == "li" or (self.item and tag in ("p", "div"))
            self.row += tag == "tr"
        self.bold += tag in ("b", "strong", "th")
        self._say(element.text)

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        self.bold -= tag in ("b", "strong", "th")
        if tag in _HEADINGS:
            self._cut()
            self.heading = 0
        elif tag in ("td", "th") and self.row:
            pass
        elif tag in BLOCKS and not self.heading:
            self._cut()
            self.code -= tag == "pre"
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()
                self.kinds.pop()
            self.quoted -= tag == "blockquote"
            self.row -= tag == "tr"

    def _mark(self, element: HtmlElement) -> str:
        if not self.lists or self.lists[-1] is None:
            return "-"
        value = element.get("value", "")
        number = int(value) if value.isdigit() and len(value) < 6 else self.lists[-1] + 1
        self.lists[-1] = number
        return numbered(number, self.kinds[-1])

    def _say(self, words: str | None) -> None:
        if words:
            self.text.append((words if self.code else words.replace("\n", " "), self.bold > 0))

    def _cut(self) -> None:
        pieces, self.text = self.text, []
        said = "".join(words for words, _ in pieces)
        if not said.strip():
            return
        strong = all(bold for words, bold in pieces if words.strip())
        if self.heading:
            self.found.append(Block("heading", _PERMALINK.sub("", " ".join(said.split())), self.heading))
        elif self.code:
            self.found.append(Block("code", said))
        elif self.item and self.quoted:
            self.found.append(Block("quote", f"{self.mark} {collapsed(said)}"))
            self.item = False
        elif self.item:
            depth = max(0, len(self.lists) - 1) if self.depth is None else self.depth
            self.found.append(Block("item", collapsed(said), depth, mark=self.mark))
            self.item = False
        elif self.quoted:
            self.found.append(Block("quote", collapsed(said)))
        else:
            self.found += [Block("paragraph", part, strong=strong) for part in re.split(r"\n\s*\n", said) if part.strip()]
