"""What a page prints around an article, told by its marks: navigation, related posts, cookie notices, feet. All goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.article.formats.boilerplate import heads_furniture
from advisor.article.formats.html_marks import KEPT

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure header hgroup hr html li main "
    "ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_NEVER = frozenset(
    "script style noscript template head nav footer aside form button select textarea iframe object embed svg math "
    "canvas audio video map dialog menu".split()
)
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "tooltip"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|\s)(?:(?:nav|navbar|navigation|navheader|navfooter|menu|sidebar|side-bar|breadcrumbs?|footer|cookies?|share|sharing|"
    r"social|comments?|respond|newsletter|subscribe|advert|ads?|toc|skip|pager|pagination|sr-only|related|hide|dropdown|drop-down|tooltiptext|backlinks?|disqus_thread|"
    r"linenos?|line-?numbers?|gutter|blob-num|hljs-ln-numbers)|"
    r"[\w-]*(?:related|recommended|similar)[_-]?(?:posts?|articles?|stories|content|entries|links|reading|items)[\w-]*|"
    r"(?:onetrust|cc-window|cky-|cybotcookie|catlinks|mw-jump|mw-indicators|printfooter|tooltip|popover|pager|post-?nav|read-?next|newsletter|subscribe|breadcrumb|blog-pager|post-footer|feed-links?)[\w-]*|"
    r"(?:nav|menu|sidebar|footer|share|sharing|comments?|cookie|toc)[_-][\w-]*|"
    r"[\w-]*[_-](?:nav|navbar|navbox|menu|sidebar|footer|comments?|toc)|navbox[\w-]*|"
    r"(?:[\w-]*[_-])?(?:cookies?|consent|gdpr)[_-]?(?:banner|notice|consent|bar|law|popup|modal|message|overlay|box)[\w-]*)"
    r"(?=$|\s)",
    re.IGNORECASE,
)
_MASTHEAD_NAMES = re.compile(
    r"(?:^|\s)(?:site|page|blog|global|main)?[_-]?(?:header|masthead|branding)(?=$|\s)", re.IGNORECASE
)
_INLINE_NAMES = re.compile(  # of marks within a line that say nothing
    r"(?:^|\s)(?:mw-editsection|editsection|noprint|headerlink|sr-only|visually-hidden|screen-reader-text|a11y-hidden)(?=$|\s)"
)
_MOST_FURNITURE = 0.4  # of the page's words: what holds more is the page
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def drop_furniture(main: HtmlElement) -> None:
    """Changes the tree below `main` in place."""
    whole = max(1, size(main))
    for element in list(main.iter()):
        if element is main or not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_furniture(element, whole):
            element.drop_tree()


def _is_furniture(element: HtmlElement, whole: int) -> bool:
    tag = element.tag
    if element.get(KEPT) is not None:
        return False
    if tag == "header" or (tag == "div" and _MASTHEAD_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}")):
        return _is_masthead(element)
    if tag in _NEVER:
        return tag != "form" or size(element) < _MOST_FURNITURE * whole  # whole pages stand in one form
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")):
        return True
    if element.get("role", "") in _FURNITURE_ROLES:
        return size(element) < _MOST_FURNITURE * whole
    if _INLINE_NAMES.search(element.get("class", "")) and tag in ("span", "a", "sup", "small", "i", "em"):
        return True
    if tag not in BLOCKS or tag in ("body", "html"):
        return False
    named = element.get("class", "") if tag == "section" else f"{element.get('class', '')} {element.get('id', '')}"
    if _FURNITURE_NAMES.search(named) and size(element) < _MOST_FURNITURE * whole:
        return True
    if tag in ("div", "section") and _opens_as_furniture(element) and size(element) < _MOST_FURNITURE * whole:
        return True
    beside = tag == "td" and bool(element.xpath("../td//h1 | ../td//h2"))  # the column of a page that a table lays out
    return (beside or tag in ("ul", "ol", "dl", "div", "table", "p", "section")) and _is_link_list(element)


def _opens_as_furniture(element: HtmlElement) -> bool:
    """A box whose first words are a heading such as "Related posts", with something other than that below it."""
    first = next(element.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)
    heading = " ".join("".join(first.itertext()).split()) if first is not None else ""
    if first is None or first.tag == "h1" or not heads_furniture(heading) or element.find(".//h1") is not None:
        return False
    said = ""
    for words in element.itertext():
        said += "".join(words.split())
        if len(said) > len(heading):
            break
    bare = "".join(heading.split())
    return said.startswith(bare) and len(said) > len(bare)


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


def size(element: HtmlElement) -> int:
    """Letters of all words in it."""
    return sum(len(text.strip()) for text in element.itertext())
