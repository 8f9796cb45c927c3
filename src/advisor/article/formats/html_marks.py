"""What a page says by its marks and not by its words, said in words: raised figures, formulas, terms, lists of Word.

Goes over the tree once, before furniture is looked for: what it keeps is marked with KEPT.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.article.formats.grid import RAISED

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

KEPT, MARK, DEPTH = "data-advisor-kept", "data-advisor-mark", "data-advisor-depth"
_GONE = frozenset({"del", "s", "strike", "rt", "rp"})  # taken back by the author; how a word is read
_FIGURES = re.compile(r"[\d+−n-]{1,4}")
_REFERENCE = re.compile(r"\[?(\d{1,3}|[*†‡])\]?")
_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_NOTE = re.compile(  # what an aside is called that says something
    r"(?:^|\s)(?:note|tip|warning|caution|important|info|callout|call-out|admonition|footnotes?|key-?(?:point|fact|takeaway)s?|definition"
    r"|example)(?:$|[\s_-])",
    re.IGNORECASE,
)
_COLLAPSED = re.compile(r"accordion|collaps|faq|answer|toggle|expand|tab-?pane|disclosure|details", re.IGNORECASE)
_OPENS = re.compile(r"accordion|collaps|faq|question|toggle|disclosure", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)", re.IGNORECASE)
_NEAR = 20  # elements behind a row of tabs that may be their panels
_LONGEST_TERM = 80  # characters
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def prepare(main: HtmlElement) -> None:
    """Changes the tree below `main` in place."""
    opened = {id for element in main.xpath(".//*[@aria-controls]") for id in element.get("aria-controls").split()}
    _name_tabs(main)
    for element in list(main.iter()):
        if not isinstance(element.tag, str) or element is main or element.getparent() is None:
            continue
        if element.tag in _GONE:
            element.drop_tree()
        elif element.tag == "sup":
            _raise(element)
        elif element.tag == "math":
            _formula(element)
        elif element.tag in ("footer", "cite") and element.xpath("ancestor::blockquote"):
            element.tag = "p"  # who is quoted
        elif element.tag == "button":
            _question(element)
        elif _is_panel(element, opened):
            _show(element)
        elif element.tag == "aside" and (_NOTE.search(element.get("class", "")) or element.get("role") == "doc-footnote"):
            element.tag = "div"
        elif element.tag in _HEADINGS and not "".join(element.itertext()).strip():
            element.text = " ".join(picture.get("alt", "") for picture in element.iter("img"))
        elif element.tag == "dt":
            _term(element)
        elif element.tag == "p":
            _item_of_word(element)


def numbered(number: int, kind: str) -> str:
    """`numbered(2, "a")` → `'b.'`, `numbered(4, "I")` → `'IV.'`: an item's mark by the type of its list."""
    said = str(number)
    if kind in ("a", "A") and 1 <= number <= 26:
        said = chr(ord("a") + number - 1)
    elif kind in ("i", "I") and 1 <= number < 40:
        said, left = "", number
        for value, letters in _ROMAN:
            said, left = said + letters * (left // value), left % value
    return f"{said.upper() if kind in ('A', 'I') else said}."


def _raise(element: HtmlElement) -> None:
    """10<sup>6</sup> is 10⁶ and not 106; the number of a note stands in brackets."""
    words = "".join(element.itertext()).strip()
    before = (element.getprevious().tail if element.getprevious() is not None else element.getparent().text) or ""
    reference = _REFERENCE.fullmatch(words)
    power = re.search(r"(?:^|[^A-Za-z])[A-Za-z]{1,2}$|[\d)]$", before)
    linked = element.find(".//a") is not None or element.getparent().tag == "a"
    if reference and (linked or not power):
        _say(element, f"[{reference.group(1)}]")
    elif _FIGURES.fullmatch(words):
        _say(element, words.translate(RAISED))


def _say(element: HtmlElement, words: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text, element.tag = words, "span"


def _formula(element: HtmlElement) -> None:
    """The formula as its author typed it, where the page has that, else its letters."""
    typed = element.xpath(".//*[local-name()='annotation'][contains(@encoding, 'tex')]")
    words = (typed[0].text if typed else element.get("alttext")) or "".join(element.itertext())
    _say(element, f" {' '.join(words.split())} ")
    element.set(KEPT, "")


def _question(element: HtmlElement) -> None:
    """A button that opens what stands below it says what that is about."""
    words = "".join(element.itertext()).split()
    opens = element.get("aria-expanded") or element.get("aria-controls") or _OPENS.search(element.get("class", ""))
    headed = element.xpath("ancestor::h1 | ancestor::h2 | ancestor::h3 | ancestor::h4 | ancestor::h5 | ancestor::h6")
    if len(words) > 1 and (opens or headed):
        element.tag = "span" if headed else "p"
        element.set(KEPT, "")
        if not headed:
            element.set("style", "")


def _is_panel(element: HtmlElement, opened: set[str]) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or "none" in element.get("style", "")
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return hidden and (
        element.get("id", "") in opened or element.get("role") == "tabpanel" or _COLLAPSED.search(named) is not None
    )


def _name_tabs(main: HtmlElement) -> None:
    """What stands on a tab is said ahead of the panel that it opens, and not in a row of its own."""
    from lxml import etree  # type: ignore[import-untyped]

    ids = {panel.get("id"): panel for panel in main.xpath(".//*[@role='tabpanel'][@id]")}
    for row in main.xpath(".//*[@role='tablist']"):
        tabs = row.xpath(".//*[@role='tab']")
        panels = [ids.get(tab.get("aria-controls") or tab.get("href", "").lstrip("#")) for tab in tabs]
        if None in panels:
            panels = row.xpath(
                f"(following-sibling::*[position() <= {_NEAR}] | following-sibling::*[1]/*)[@role='tabpanel']"
            )
        if not tabs or len(panels) != len(tabs):
            continue
        for tab, panel in zip(tabs, panels, strict=True):
            assert panel is not None
            named = etree.Element("p")
            named.text, named.tail, panel.text = f"{' '.join(''.join(tab.itertext()).split())}:", panel.text, None
            panel.insert(0, named)
        row.drop_tree()


def _show(element: HtmlElement) -> None:
    for name in ("hidden", "aria-hidden", "style"):
        element.attrib.pop(name, None)
    element.set(KEPT, "")


def _term(element: HtmlElement) -> None:
    """A term and the first paragraph of what it means are one: `Term⏎: What it means.`, as Markdown has it."""
    meaning = element.getnext()
    words = " ".join("".join(element.itertext()).split())
    if meaning is None or meaning.tag != "dd" or not words or len(words) > _LONGEST_TERM or words.endswith("?"):
        return
    if (
        meaning.xpath("boolean(.//p | .//ul | .//ol | .//table | .//pre | .//dl | .//div)")
        or not (meaning.text_content()).strip()
    ):
        return
    from lxml import etree

    head = etree.Element("span")
    head.text = words.rstrip(":")
    line = etree.Element("br")
    line.tail = f": {(meaning.text or '').lstrip()}"
    meaning.text = None
    meaning.insert(0, head)
    meaning.insert(1, line)
    element.getparent().remove(element)


def _item_of_word(element: HtmlElement) -> None:
    """A paragraph that Word saved as an item of a list, with the mark that it wrote ahead of it."""
    level = _WORD_LIST.search(element.get("style", ""))
    if level is None:
        return
    marks = element.xpath(".//*[contains(translate(@style, 'IG ', 'ig'), 'mso-list:ignore')]")
    mark = "".join(marks[0].itertext()).strip() if marks else ""
    for each in marks[:1]:
        each.drop_tree()
    element.tag = "li"
    element.set(MARK, mark if re.fullmatch(r"\(?[\w.]{1,8}[.)]", mark) else "-")
    element.set(DEPTH, str(int(level.group(1)) - 1))
