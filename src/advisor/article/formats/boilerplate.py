"""What a page prints around an article: comment forms, copyright, archives, feeds. Recognised by what it is."""

from __future__ import annotations

import re

from advisor.span import Span

# A line that opens the furniture at a page's foot: nothing of an article follows it.
_FOOT = re.compile(
    r"""^(?:[^\S\r\n]|[|•*-])*+(?:
        \d*[^\S\r\n]*comments?[^\S\r\n]*(?:\(\d+\))?
      | (?:leave|post|write|add)\s+an?\s+(?:reply|comment)\b.*
      | your\s+(?:comment|email\s+address)\s+will\b.*
      | (?:you\s+must|please)\s+(?:be\s+logged|log)\s+in\b.*
      | (?:©|\(c\)|copyright)\s.*(?:\d{4}|reserved).*
      | all\s+rights\s+reserved\b.*
      | (?:related|recent|more|popular)\s+(?:posts?|articles?|stories|reading)\W*
      | (?:archives?|categories|tags?|rss(?:\s+feed)?|feeds?|blogroll|trackbacks?)\W*
      | (?:share|like|tweet)\s+this(?:\s+\w+)?\W*
      | (?:subscribe|sign\s+up)\s+(?:to|for|now|today)\b.{0,60}
      | (?:privacy|cookie)\s+(?:policy|settings|notice)\b.{0,60}
      | powered\s+by\s+\w+\W*
      | (?:filed\s+under|posted\s+in|tagged(?:\s+with)?)\b.*
    )$""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_LEAST_SHARE_BEFORE = 0.5  # of the text: a foot stands in the second half


def without_foot(text: str, within: Span) -> Span:
    """The stretch without the furniture at its foot.

    The foot begins at the first such line of the second half behind which no long paragraphs follow but those
    of the furniture itself (a licence, a disclaimer).
    """
    for match in _FOOT.finditer(text, within.start + int(len(within) * _LEAST_SHARE_BEFORE), within.end):
        at_line_start = match.start() == 0 or text[match.start() - 1] in "\r\n"
        if at_line_start and _is_foot(text[match.start() : within.end], len(within)):
            return Span(within.start, match.start())
    return within


def _is_foot(rest: str, whole: int) -> bool:
    lines = [line for line in rest.splitlines() if line.strip()]
    marks = sum(1 for line in lines if _FOOT.match(line))
    return marks >= 2 or (marks == 1 and len(rest) <= max(200, 0.05 * whole))
