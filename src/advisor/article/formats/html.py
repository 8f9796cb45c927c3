"""HTML: bytes to a document's blocks, the page's furniture left out (navigation, tables of contents, forms, feet).

lxml parses, however broken the page is; no link is followed, no entity fetched, no script run. What is kept and why
is measured in docs/formats.md.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.article.formats.blocks import Block, Document, collapsed, document
from advisor.article.formats.html_marks import DEPTH, KEPT, MARK, numbered, prepare
from advisor.article.formats.html_tables import TABLE, replace_tables
from advisor.errors import InputUnreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_NEVER = frozenset(
    "script style noscript template head nav footer aside form button select textarea iframe object embed svg math "
    "canvas audio video map dialog menu".split()
)
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "tooltip"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|\s)(?:(?:nav|navbar|navigation|navheader|navfooter|menu|sidebar|side-bar|breadcrumbs?|footer|cookies?|share|sharing|"
    r"social|comments?|respond|newsletter|subscribe|advert|ads?|toc|skip|pager|pagination|sr-only|related|hide|dropdown|drop-down|tooltiptext|backlinks?|disqus_thread)|"
    r"[\w-]*(?:related|recommended|similar)[_-]?(?:posts?|articles?|stories|content|entries|links|reading|items)[\w-]*|"
    r"(?:tooltip|popover|pager|post-?nav|read-?next|newsletter|subscribe|breadcrumb|blog-pager|post-footer|feed-links?)[\w-]*|"
    r"(?:nav|menu|sidebar|footer|share|sharing|comments?|cookie|toc)[_-][\w-]*|[\w-]*[_-](?:nav|navbar|menu|sidebar|footer|comments?|toc))"
    r"(?=$|\s)",
    re.IGNORECASE,
)
_MOST_FURNITURE = 0.4  # of the page's words: what holds more is the page
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure header hgroup hr html li main "
    "ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_PERMALINK = re.compile(r"[\s¶§#🔗⚓]+$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


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
    _drop_furniture(main)
    replace_tables(main)
    blocks = _Walk().blocks(main)
    if sum(len(b.text) for b in blocks if b.kind == "quote") > 0.5 * sum(len(b.text) for b in blocks):
        blocks = [replace(b, kind="paragraph") if b.kind == "quote" else b for b in blocks]  # set in alone
    return document(title, blocks, author=" ".join(author.split())[:200])


def _byline(root: HtmlElement) -> str:
    """The one person who is marked as the author in the page itself."""
    named = root.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') or contains(@class, 'author-name')]"
    )
    said = [" ".join(element.itertext()).split() for element in named[:4]]
    names = {" ".join(words[1:] if words[0].lower() == "by" else words) for words in said if 0 < len(words) <= 5}
    return names.pop() if len(names) == 1 else ""


def _main(root: HtmlElement) -> HtmlElement:
    """The one main or article element that holds most of the page's words, else the body."""
    body = root.find(".//body")
    body = root if body is None else body
    whole = _size(body)
    for found in (body.xpath(".//main | .//*[@role='main']"), body.xpath(".//article")):
        if len(found) == 1 and _size(found[0]) >= 0.4 * whole:
            return found[0]
    return body


def _drop_furniture(main: HtmlElement) -> None:
    whole = max(1, _size(main))
    for element in list(main.iter()):
        if element is main or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_furniture(element, whole):
            element.drop_tree()


def _is_furniture(element: HtmlElement, whole: int) -> bool:
    tag = element.tag
    if element.get(KEPT) is not None:
        return False
    if tag == "header":
        return _is_masthead(element)
    if tag in _NEVER:
        return tag != "form" or _size(element) < _MOST_FURNITURE * whole  # whole pages stand in one form
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("role", "") in _FURNITURE_ROLES:
        return _size(element) < _MOST_FURNITURE * whole
    if tag not in _BLOCKS or tag in ("body", "html"):
        return False
    named = element.get("class", "") if tag == "section" else f"{element.get('class', '')} {element.get('id', '')}"
    if _FURNITURE_NAMES.search(named) and _size(element) < _MOST_FURNITURE * whole:
        return True
    return tag in ("ul", "ol", "dl", "div", "table", "p", "section") and _is_link_list(element)


def _is_masthead(element: HtmlElement) -> bool:
    """The head of the site: no heading, and hardly anything but links."""
    words = " ".join(element.itertext()).split()
    linked = " ".join(words for link in element.iter("a") for words in link.itertext()).split()
    return not element.xpath(".//h1 | .//h2 | .//h3") and len(linked) >= 0.7 * len(words)


def _is_ahead(element: HtmlElement) -> bool:
    """No heading and no paragraph of prose stands ahead of it: a list of links there leads to other pages."""
    return not element.xpath("(preceding::h1 | preceding::h2 | preceding::p[string-length() > 80])[1]")


def _is_link_list(element: HtmlElement) -> bool:
    """A table of contents or a menu: four links or more that are nearly all of it, within the page or of few words."""
    links = element.xpath(".//a[@href]")
    if len(links) < 4 or element.xpath(".//pre"):
        return False
    words = [len(" ".join(link.itertext()).split()) for link in links]
    if sum(words) < 0.7 * len(" ".join(element.itertext()).split()):
        return False
    within = sum(1 for link in links if "#" in link.get("href", ""))
    return within >= 0.8 * len(links) or sum(words) <= 4 * len(links) or (len(links) >= 5 and _is_ahead(element))


def _size(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


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
        elif tag in _BLOCKS and not self.heading:
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
        elif tag in _BLOCKS and not self.heading:
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
