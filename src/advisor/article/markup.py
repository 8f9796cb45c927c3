"""What stands in a Markdown text for programs and says nothing to a reader: it is no sentence and is never quoted."""

from __future__ import annotations

import re

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
_LONGEST = 2_000  # characters that are looked at


def says_something(words: str) -> bool:
    """`says_something("import Tabs from '@theme/Tabs';")` → `False`: whether a sentence holds words for a reader."""
    if not words.lstrip("> ")[:1] in tuple("<{ie[$@:-*+!0123456789|"):
        return True
    return len(words) > _LONGEST or not _MARKUP.fullmatch(words.strip("> \t"))
