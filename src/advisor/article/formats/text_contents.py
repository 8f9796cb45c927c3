"""Sections of a plain text by its table of contents: the entries are looked for again behind it, in order.

Text copied off a page runs headings into the prose ("… ends. 4. The Costs What one pays …"). There the table
of contents is the evidence, and another wording in the text is allowed for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from rapidfuzz import fuzz

from advisor.article.formats.headings import LINE_START, Heading, sections_between
from advisor.article.section import Section
from advisor.span import Span, trimmed

_CONTENTS = re.compile(LINE_START + r"(?:[^\w\r\n]|_)*(?:table of )?contents\b[ \t]*:?", re.IGNORECASE)
_LONGEST_TITLE = 160  # characters
_LEAST_AHEAD = 240  # characters ahead of a table of contents: an abstract; less is a title and a name
_MOST_ENTRIES = 1_000  # of a table of contents
_MOST_MARKS = 500  # of one number that are looked at
_MARK = re.compile(r"(?<!\S)(0|[1-9]\d{0,5})[.)][ \t\xa0]+(?=\S)")
_SAME_TITLE = 55.0  # of 100, rapidfuzz token_sort_ratio: reworded in the body but recognisably the same


def sections_by_contents(text: str, within: Span) -> tuple[Section, ...] | None:
    """Sections by the table of contents, or None where there is none or its entries do not recur."""
    opening = _CONTENTS.search(text, within.start, within.end)
    if opening is None:
        return None
    entries = _entries(text, Span(opening.end(), within.end))
    if len(entries) < 2:
        return None
    body_start = entries[-1].span.end
    headings = _recurring(text, entries, Span(body_start, within.end))
    if len(headings) < max(2, len(entries) // 2):
        return None
    found = sections_between(text, headings, Span(headings[0].span.start, within.end))
    ahead = trimmed(Span(within.start, opening.start()), text)
    if len(ahead) < _LEAST_AHEAD or any(section.number == 0 for section in found):
        return found
    return (Section(0, (), Span(within.start, within.start), ahead), *found)


def _entries(text: str, within: Span) -> list[Heading]:
    """`1. … 2. … 3. …` upward from 1, on one line or on many; the list ends where numbering starts again."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text, within.start, within.end):
        if (marks and mark.start() - marks[-1].end() > _LONGEST_TITLE) or len(marks) == _MOST_ENTRIES:
            break
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    if not marks or text[within.start : marks[0].start()].strip(" \t\r\n-:|"):
        return []
    entries = []
    for i, mark in enumerate(marks):
        limit = marks[i + 1].start() if i + 1 < len(marks) else min(within.end, mark.end() + _LONGEST_TITLE)
        end = limit if i + 1 < len(marks) else _last_entry_end(text, Span(mark.end(), limit))
        title = text[mark.end() : end]
        entries.append(Heading(Span(mark.start(), end), f"{i + 1}. {' '.join(title.split())}"))
    return entries


def _last_entry_end(text: str, within: Span) -> int:
    """The last entry ends with its line, at a rule, or where the numbering starts again."""
    stop = re.compile(r"[\r\n]|\s-{3,}\s|\s1[.)]\s").search(text, within.start, within.end)
    return stop.start() if stop else within.end


def _recurring(text: str, entries: Sequence[Heading], within: Span) -> list[Heading]:
    """The entries found again in the body, in order; each is worded as the body words it."""
    found: list[Heading] = []
    at = within.start
    marks: dict[int, list[re.Match[str]]] = {}
    for mark in _MARK.finditer(text, within.start, within.end):
        marks.setdefault(int(mark[1]), []).append(mark)
    for number, entry in enumerate(entries, 1):
        title = entry.title.split(" ", 1)[1]
        ahead = (mark for mark in marks.get(number, ()) if mark.start() >= at)
        heading = _find_again(text, number, title, islice(ahead, _MOST_MARKS), within.end)
        if heading is not None:
            found.append(heading)
            at = heading.span.end
    return found


def _find_again(text: str, number: int, title: str, marks: Iterable[re.Match[str]], limit: int) -> Heading | None:
    best: tuple[float, int, Heading] | None = None
    for mark in marks:
        end = _title_end(text, mark.end(), title, limit)
        likeness = fuzz.token_sort_ratio(text[mark.end() : end].lower(), title.lower())
        if likeness >= _SAME_TITLE and (best is None or likeness > best[0]):
            words = " ".join(text[mark.end() : end].split())
            best = (likeness, mark.start(), Heading(Span(mark.start(), end), f"{number}. {words}"))
    return best[2] if best else None


def _title_end(text: str, start: int, title: str, limit: int) -> int:
    """Where the heading ends: at its line's end, or with the words that end the entry in the contents.

    subtle: prose cannot begin in lower case, so a title that would be followed by a lower-case word runs on
    to the last word before a capitalised one that is no abbreviation.
    """
    limit = min(limit, start + 2 * len(title) + 41)  # what is looked at: a line may be as long as the text
    line = re.compile(r"[\r\n]").search(text, start, limit)
    end_of_line = line.start() if line else limit
    if end_of_line - start <= 1.5 * len(title) + 20:
        return end_of_line
    window = text[start : min(end_of_line, start + 2 * len(title) + 40)]
    words = title.split()
    for count in range(min(4, len(words)), 0, -1):
        tail = re.compile(r"\s+".join(map(re.escape, words[-count:])), re.IGNORECASE)
        matches = list(tail.finditer(window))
        if matches:
            end = min((m.end() for m in matches), key=lambda e: abs(e - len(title)))
            return start + _run_on(window, end)
    return start + min(len(window), len(title))


def _run_on(window: str, end: int) -> int:
    after = window[end:]
    if not re.match(r"\s+[a-z]", after):
        return end
    stop = re.search(r"\s+(?=[A-Z][a-z]*(?:[a-z]|\s))(?=(?:[A-Z][a-z]+|A|I)\s)", after)
    return end + stop.start() if stop else end
