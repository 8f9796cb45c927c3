"""The rule about kinds of pay: one amount called total compensation and base salary in the same clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.critique.sentence import note, parsed_sentences
from advisor.article.figure import notation

_TOTAL = re.compile(r"\b(?:total\s+(?:annual\s+)?(?:compensation|comp|pay|remuneration|package|earnings|rewards)|TC)\b")
_AS_BASE = re.compile(
    r"\s*(?:per\s+year\s+|a\s+year\s+|annually\s+)?(?:(?:in|as|of)\s+)?(?:annual\s+|yearly\s+)?base\s+(?:salary|pay|salaries)\b",
    re.IGNORECASE,
)
_IS_TOTAL = re.compile(r"\s*(?:per\s+year\s+|a\s+year\s+)?in\s+total\s+(?:compensation|comp|pay)\b", re.IGNORECASE)
_BASE = re.compile(r"\bbase\s+(?:salary|pay|salaries)\b", re.IGNORECASE)
_ADDED_UP = re.compile(
    r"\b(?:plus|includ\w*|combin\w*|consist\w*|compris\w*|made\s+up|of\s+which|besides|beyond|on\s+top|excluding|not|rather\s+than|"
    r"versus|vs|compared|while|whereas|and|with)\b|[;+&]",
    re.IGNORECASE,
)


def total_called_base(article: Article) -> Iterator[Note]:
    """"total compensation of $100K–$200K in base salary": the amount is said to be both, and cannot be."""
    for sentence in parsed_sentences(article):
        for figure in sentence.figures:
            before, after = sentence.text[: figure.span.start], sentence.text[figure.span.end :]
            ahead = sentence.figures[: sentence.figures.index(figure)]
            since = ahead[-1].span.end if ahead else 0
            total_then_base = _last(_TOTAL, before, since), _AS_BASE.match(after)
            base_then_total = _last(_BASE, before, since), _IS_TOTAL.match(after)
            for named, closing in (total_then_base, base_then_total):
                if named is not None and closing is not None and not _ADDED_UP.search(before[named.end() :]):
                    says = f"{notation(figure)} is called total compensation and base salary at once."
                    yield note("total-called-base", says, article, sentence)


def _last(pattern: re.Pattern[str], text: str, since: int) -> re.Match[str] | None:
    """The last match behind the figure before: each amount is read with its own words."""
    found = list(pattern.finditer(text, since))
    return found[-1] if found else None
