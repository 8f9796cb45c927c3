"""Numbers that rules read best: years of work, months until applying, how many papers.

Takes a sentence; gives a number, or None where it tells none. Numbers in words are written in digits first.
"""

from __future__ import annotations

import re

_ONES = "one two three four five six seven eight nine".split()
_BEHIND = [f"-{one}" for one in _ONES]
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {f"{ten}{one}": n for n0, ten in ((20, "twenty"), (30, "thirty")) for n, one in enumerate(["", *_BEHIND], n0)}
_WORDS = {word: float(n) for n, word in enumerate([*_ONES, *_TEENS], 1)} | _TENS | {
    "a": 1, "an": 1, "couple": 2, "couple of": 2, "few": 3, "several": 4, "half a": 0.5, "half a dozen": 6, "a dozen": 12,
}  # fmt: skip
_WORD = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)")
_DECADES = {"a decade and a half": 15, "a quarter(?: of a)?[- ]century": 25, "two decades": 20, "(?:a|one|my) decades?": 10}
_N = r"\d+(?:[.,]\d)?"
_YEARS = re.compile(
    rf"(?i)(?<![\w$.])(?P<n>{_N})\s*(?:\+|plus|or so|odd)?(?:\s*(?:-|–|to|or)\s*\d+(?:\.\d)?)?(?P<half> and 1 half)?"
    r"[\s-]*(?:\+|plus|odd|good|full|long|solid)?\s*(?:years?|yrs?|yoe|y(?=[\s,.;)]|$)|años|jahre)(?!\w)"
    r"(?P<half2> and 1 half)?"
    r"|\byoe:?\s*(?P<yoe>\d+(?:\.\d)?)",
)
_SINCE = re.compile(r"(?i)\b(?:since|from)\s+(?:\w+\s+)?((?:19|20)\d\d)\b(?!\s*(?:-|–|—|to|until|till))")
_RANGE = re.compile(
    r"(?i)\b((?:19|20)\d\d)\s*(?:-|–|—|to|until|till)\s*((?:19|20)\d\d|present|now|date|today|current)?(?!\d)"
)
_MONTHS = re.compile(rf"(?i)(?<!\w)({_N})\s*(?:months?|mos?)(?!\w)")
_UNTIL = re.compile(rf"(?i)\b(?:in|within|next|about|for another)\s+(?:the next\s+)?({_N})\s*(months?|weeks?)\b")
_APPLY = re.compile(r"(?i)\bappl(?:y|ying|ications?)\b|\bdeadline\b|\bstart(?:ing)? (?:my )?interviews?\b")
_NOT_OF_WORK = re.compile(
    rf"(?i){_N}[\s-]*(?:years?|yrs?|y)[\s-]*"
    r"(?:olds?|of age|of (?:1 |my )?(?:phd|study|studies|school|university|college|undergrad|grad)"
    r"|from now|ahead|time|ago|older|younger|left|to go)\b"
    r"|\b(?:in|next|for the next|another|within|every|each|first|(?<!for )(?<!over )the) "
    rf"{_N}[\s-]*(?:years?|yrs?)\b(?! (?:at|as|of))",
)
_PART = re.compile(r"(?i)\b(?:of (?:those|these|which|that|them)|including|the last|the latest|lately|the past)\b")
_THEN = re.compile(rf"(?i)(?:\b(?:then|and|plus|before that)|\+)\s+(?:about )?({_N})\s+(?:more )?(?:at|in|on|as|for)\b")
_PAPERS = re.compile(
    rf"(?i)(?<![\w$.])({_N})\s*(?:x\s*)?(?:\w+[\s-]){{0,3}}?(?:papers?|publications?|pubs?|preprints?|articles?)\b"
)
_TIMES = re.compile(r"(?i)\bx\s?(\d+)\b|\b(\d+)\s?x\b")


def years_in(text: str, *, year: int) -> float | None:
    """The years of work that a sentence tells: spells are added up, a part of the whole is not.

    `years_in("three years at Stripe, then four at Spotify", year=2026)` → `7.0`; ages and years of study are none.
    """
    plain = _NOT_OF_WORK.sub(lambda match: " " * len(match.group()), in_digits(text))
    found = [
        (match.start(), _number(match["n"] or match["yoe"]) + (0.5 if match["half"] or match["half2"] else 0))
        for match in _YEARS.finditer(plain)
    ] or [(match.start(), float(year - int(match[1]))) for match in _SINCE.finditer(plain)]
    if found and (ellipsis := _THEN.search(plain, found[0][0])):
        found.append((ellipsis.start(), _number(ellipsis[1])))
    if not found:
        ends = ((match, int(match[2]) if (match[2] or "").isdigit() else year) for match in _RANGE.finditer(plain))
        found = [(match.start(), float(end - int(match[1]))) for match, end in ends]
    if not found:
        months = [_number(match[1]) / 12 for match in _MONTHS.finditer(plain)]
        return round(sum(months), 2) if months else None
    found.sort()
    whole = [n for at, n in found if not _PART.search(plain[max(0, at - 24) : at + 12])] or [max(n for _, n in found)]
    total = max(whole) if _PART.search(plain) else sum(whole)
    return total if total <= 60 else None


def months_until(text: str) -> float | None:
    """Months until the writer applies: `months_until("I want to apply in 8 weeks")` → `2.0`."""
    if not _APPLY.search(text) or not (match := _UNTIL.search(in_digits(text))):
        return None
    return round(_number(match[1]) / (4 if match[2].lower().startswith("week") else 1), 1)


def papers_counted(text: str) -> float | None:
    """How many papers: `papers_counted("three first-author ICML papers")` → `3.0`; "NeurIPS x2" → 2."""
    match = _PAPERS.search(in_digits(text)) or _TIMES.search(text)
    return _number(next(filter(None, match.groups()))) if match else None


def in_digits(text: str) -> str:
    """`in_digits("two and a half years, then a decade")` → `"2 and 1 half years, then 10 years"`"""
    for words, years in _DECADES.items():
        text = re.sub(rf"(?<!\w){words}\b", f"{years} years", text, flags=re.IGNORECASE)
    return _WORD.sub(lambda match: f"{_WORDS[match.group().lower()]:g}", text)


def _number(text: str) -> float:
    return float(text.replace(",", "."))
