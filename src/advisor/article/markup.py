"""What stands in a Markdown text for programs and says nothing to a reader: it is no sentence and is never quoted."""

from __future__ import annotations

import re

from advisor.span import Span

_MARKUP = re.compile(
    r"""(?:
        <!--.*-->                                                          # a comment
      | </?[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>                                  # a tag alone
      | \{[%{\#<].*[%}\#>]\}                                                # Jekyll, Liquid, Hugo
      | \{/\*.*\*/\}                                                       # a comment of MDX
      | import\s(?:[\w*{][^'"\n]*\sfrom\s)?['"][^'"\n]+['"];?               # a module of MDX
      | export\s(?:const|default|let|var|function)\b.*
      | \[\[?_?toc_?\]?\] | \$\{toc\} | @\[toc\]                            # the place of a table of contents
      | :{3,}\s*\{?[\w-]*\}?.{0,40}                                         # a fence of admonitions
      | (?:[-*+]|\d{1,3}[.)])\s+\[[^\]\n]*\]\(\#[^)\s]*\)                     # an entry of a table of contents
      | !\[[^\]]*\]\([^)]*\)                                                # a picture
      | \[!(?:note|tip|important|warning|caution)\]                         # the name of a call-out
      | \[[^\]\n]+\]:\s+\S+(?:\s+["'(][^\n]*)?                              # where a link leads
    )+""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_OPENINGS = frozenset("<{ie[$@:-*+!0123456789|")
_LONGEST = 2_000  # characters that are looked at


def says_something(words: str) -> bool:
    """`says_something("import Tabs from '@theme/Tabs';")` → `False`: whether a sentence holds words for a reader."""
    if not any(c.isalnum() for c in words[:_LONGEST]):
        return len(words) > _LONGEST
    plain = words.removeprefix("> ").strip()
    return len(plain) > _LONGEST or plain[:1] not in _OPENINGS or not _MARKUP.fullmatch(plain)


def remarks(text: str) -> list[Span]:
    """The comments of HTML in a text, which nobody sees."""
    return [Span(*match.span()) for match in _REMARK.finditer(text)] if "<!--" in text else []
