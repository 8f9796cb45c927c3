"""A plan as a calendar file (RFC 5545), written by hand: one all-day event a dated step, and the deadline.

Lines end in CRLF and are folded at 75 octets; text is escaped. The same plan gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from advisor.errors import UsageError
from advisor.framework.plan import Plan

_LONGEST = 75  # octets of a line, its end not counted (RFC 5545, 3.1)


def calendar(title: str, plan: Plan) -> str:
    """The file's text; raises UsageError for a plan without a deadline."""
    line = plan.timeline
    if line is None:
        raise UsageError("found a plan without dates", expected="a deadline", mend="advisor decide … --deadline 2030-01-31")
    stamp = f"{line.today:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Track Advisor//Plan//EN", "CALSCALE:GREGORIAN"]
    for step in plan.steps:
        if step.start is not None and step.end is not None:
            about = f"{step.text} Done when: {step.done}"
            lines += _event(stamp, step.text, about, step.start, max(step.end, step.start))
    lines += _event(stamp, f"Deadline: {title}", "", line.deadline, line.deadline)
    return "".join(f"{folded}\r\n" for each in (*lines, "END:VCALENDAR") for folded in _folded(each))


def escaped(text: str) -> str:
    r"""`escaped("one, two; three")` → `'one\\, two\\; three'`."""
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(found, written)
    return text


def _event(stamp: str, summary: str, about: str, first: date, last: date) -> list[str]:
    uid = hashlib.sha256(f"{summary}|{first}|{last}".encode()).hexdigest()[:24]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}@track-advisor",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",  # the end is the first day that is no longer in it
        f"SUMMARY:{escaped(summary)}",
    ]
    return [*lines, *([f"DESCRIPTION:{escaped(about)}"] if about else []), "TRANSP:TRANSPARENT", "END:VEVENT"]


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of 75 octets or fewer, all but the first begun with a space; no character is cut."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LONGEST:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    yield piece
