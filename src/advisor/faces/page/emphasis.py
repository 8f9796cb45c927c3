"""Which words inside a long quote answer the question: the one clause that has most of it, none where none stands out.

Takes the quote's text and the question as read; gives a span of that text. The text itself is not touched.
"""

from __future__ import annotations

import re

from advisor.search.wording import terms
from advisor.span import Span, trimmed

_LONG = 120  # characters; a shorter quote is its own emphasis
_LARGEST_SHARE = 0.7  # of the quote: emphasis on nearly everything is none
_CLAUSE = re.compile(
    r"(?:[;:]|,(?!\d)|(?<=[.!?])) +(?:and |but |or |while |whereas )?|(?<=\w) +(?:and|but|while|whereas) +(?=\w)"
)
_FIGURE = re.compile(r"[$€£]?\d")
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:much|many|long|high|big)|pay|pays|paid|earn|earns|makes?|salary|salaries|compensation|median|range|rate|"
    r"percent|percentage|premium|gap|timeline)\b"
)


def answering_words(quote: str, read_as: str) -> Span | None:
    """The clause that holds most words of the question; where a figure is asked for, of those that hold one."""
    if len(quote) < _LONG:
        return None
    asked = set(terms(read_as))
    clauses = [span for span in _clauses(quote) if len(span) > 2]
    if _ASKS_FIGURE.search(read_as) and _FIGURE.search(quote):
        clauses = [span for span in clauses if _FIGURE.search(span.of(quote))]
    scores = [len(asked & set(terms(span.of(quote)))) for span in clauses]
    ranked = sorted(range(len(clauses)), key=lambda i: -scores[i])
    if not scores or not scores[ranked[0]] or (len(scores) > 1 and scores[ranked[0]] == scores[ranked[1]]):
        return None
    best = clauses[ranked[0]]
    return best if len(best) <= _LARGEST_SHARE * len(quote) else None


def _clauses(quote: str) -> list[Span]:
    edges = [0, *(edge for match in _CLAUSE.finditer(quote) for edge in match.span()), len(quote)]
    return [trimmed(Span(start, end), quote) for start, end in zip(edges[::2], edges[1::2], strict=True)]

