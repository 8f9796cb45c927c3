"""What stands in a Markdown text for programs and says nothing to a reader: it is no sentence and is never quoted."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from advisor.span import Span

_MARKUP = re.compile(
    r"""(?:(?:
        <!--.*-->                                                          # a comment
      | </?[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>                                  # a tag alone
      | \{[%{\#<].*[%}\#>]\}                                                # Jekyll, Liquid, Hugo
      | \{/\*.*\*/\}                                                       # a comment of MDX
      | import\s(?:[\w*{][^'"\n]*\sfrom\s)?['"][^'"\n]+['"];?               # a module of MDX
      | export\s(?:const|default|let|var|function)\b.*
      | \[\[?_?toc_?\]?\] | \$\{toc\} | @\[toc\]                            # the place of a table of contents
      | \{:?[ ]*[.\#][^{}\n]*\}                                            # classes and ids of Kramdown and Pandoc
      | \{[\w.]+\}                                                       # a value of MDX
      | (?:!!!|\?\?\?\+?)[ ]\w+(?:[ ]"[^"\n]*")?                            # the opening of a call-out of MkDocs
      | \.\.[ ](?:code|highlight|image|figure|toctree|contents|(?:literal)?include|math|raw|_)[\w-]*:.{0,200}  # of RST
      | :{3,}\s*\{?[\w-]*\}?.{0,40}                                         # a fence of admonitions
      | (?:[-*+]|\d{1,3}[.)])\s+\[[^\]\n]*\]\(\#[^)\s]*\)                     # an entry of a table of contents
      | !\[[^\]]*\]\([^)]*\)                                                # a picture
      | \[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)                                     # one that is a link: a badge
      | \[!(?:note|tip|important|warning|caution)\]                         # the name of a call-out
      | \[[^\]\n]+\]:\s+\S+(?:\s+["'(][^\n]*)?                              # where a link leads
    )\s*)+""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_REMARK = re.compile(
    r"^[ ]{0,3}(?P<fence>```|~~~).*?(?:^[ ]{0,3}(?P=fence)|\Z)"
    r"|<!--(?:(?!<!--).)*?-->|\{/\*(?:(?!\{/\*).)*?\*/\}"  # subtle: not on to the next, else many take the square
    r"|<(?P<unseen>style|script)\b[^<>]*>(?:(?!<(?P=unseen)).)*?</(?P=unseen)>"
    r"|^import\s(?:[\w*{][^'\"]{0,1000}\sfrom\s)['\"][^'\"\n]+['\"];?[ \t]*$"
    r"|^export\s(?:const|default|let|var|function)\b[^\n]*\{\n(?:[ \t][^\n]*\n|\n)*\}[^\n]*$",
    re.DOTALL | re.MULTILINE,
)
_MAY_HIDE = re.compile(r"<!--|\{/\*|<style|<script|^(?:import|export)\s", re.MULTILINE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*)(?:\s[^<>]*)?>")
_HTML = (
    "a abbr article aside b big blockquote body br button center cite code dd del details div dl dt em figcaption figure "
    "font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd label li main mark nav ol p picture pre q s section small "
    "source span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var video"
)
# subtle: "<name of author>" is no tag but a blank to be filled in; one of MDX has its like, says something, or ends itself.
KNOWN_TAG = re.compile(
    rf"</[A-Za-z][\w.-]*\s*>|<(?:{'|'.join(_HTML.split())})(?:\s[^<>]*)?>"
    r"|<[A-Za-z][\w.-]*(?:\s(?=[^<>]*=)[^<>]*|\s*/)>"
)
_OPENINGS = frozenset("<{ie[$@:-*+!?.0123456789|")
_LONGEST = 2_000  # characters that are looked at


def says_something(words: str) -> bool:
    """`says_something("import Tabs from '@theme/Tabs';")` → `False`: whether a sentence holds words for a reader."""
    if not any(c.isalnum() for c in words[:_LONGEST]):
        return len(words) > _LONGEST
    plain = words.removeprefix("> ").strip()
    return len(plain) > _LONGEST or plain[:1] not in _OPENINGS or not _MARKUP.fullmatch(plain)


def remarks(text: str) -> list[Span]:
    """The comments, styles and modules in a text, which nobody sees."""
    return [Span(*m.span()) for m in _REMARK.finditer(text) if not m["fence"]] if _MAY_HIDE.search(text) else []


def outside(span: Span, unseen: list[Span]) -> Span:
    """What is left of a sentence at whose ends unseen stretches stand; an empty span where it lies within one."""
    start, end = span.start, span.end
    at = bisect_right(unseen, Span(start, sys.maxsize)) - 1
    while 0 <= at < len(unseen) and unseen[at].start <= start < unseen[at].end:
        start, at = min(unseen[at].end, end), at + 1
    at = bisect_left(unseen, Span(end, end)) - 1
    while at >= 0 and unseen[at].start < end <= unseen[at].end and start < end:
        end, at = max(unseen[at].start, start), at - 1
    return Span(start, end)


def untagged(words: str) -> Span:
    """What a sentence says without the tags around it: `untagged("<b>Pay</b> rises.</div>")` → `Span(0, 17)`.

    Around are those whose other half is elsewhere, and those that enclose all of it.
    """
    start, end = 0, len(words)
    if "<" not in words:
        return Span(start, end)
    tags = list(_TAG.finditer(words))
    other = _halves(tags)
    while tags:
        first, last = tags[0], tags[-1]
        opens = not words[start : first.start()].strip()
        closes = not words[last.end() : end].strip()
        if opens and (_is_alone(first, other) or (closes and other.get(first) is last)):
            start = first.end()
            tags = tags[1:]
        elif closes and (_is_alone(last, other) or (last in other and other[last].start() < start)):
            end = last.start()
            tags = tags[:-1]
        else:
            break
    return Span(start, end) if words[start:end].strip() else Span(0, len(words))


def _is_alone(tag: re.Match[str], other: Mapping[re.Match[str], re.Match[str]]) -> bool:
    return tag not in other and KNOWN_TAG.fullmatch(tag.group()) is not None


def _halves(tags: list[re.Match[str]]) -> dict[re.Match[str], re.Match[str]]:
    """The opening and the closing tag of each element that stands whole among these, by each other."""
    found: dict[re.Match[str], re.Match[str]] = {}
    opened: list[re.Match[str]] = []
    for tag in tags:
        if not tag.group(1):
            opened += [tag] if not tag.group().endswith("/>") else []
        elif opened and opened[-1].group(2) == tag.group(2):
            found[tag], found[opened[-1]] = opened[-1], tag
            opened.pop()
    return found
