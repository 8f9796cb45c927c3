"""Numbers that rules read best: years of work, months until applying, how many papers.

Takes a sentence; gives a number, or None where it tells none.
"""

from __future__ import annotations

import re

_ONES = ("", "-one", "-two", "-three", "-four", "-five", "-six", "-seven", "-eight", "-nine")
_NUMBERS = {
    **{word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    **{"thirteen": 13, "fourteen": 14},
    **{"a": 1, "an": 1, "half a": 0.5, "couple": 2, "couple of": 2, "few": 3, "several": 4, "half a dozen": 6},
    **{"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "a dozen": 12},
    **{f"{ten}{rest}": n for tens, ten in ((20, "twenty"), (30, "thirty")) for n, rest in enumerate(_ONES, tens)},
}
_NUMBER = rf"\d+(?:[.,]\d)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_YEAR_WORD = r"(?:years?|yrs?|yoe|y(?=[\s,.;)]|$)|años|jahre)"
_YEARS = re.compile(
    rf"(?<![\w$.])(?:a |the last |about |some |~)?(?P<low>{_NUMBER})\s*(?:\+|plus|or so|odd)?"
    rf"(?:\s*(?:-|–|to|or)\s*(?:\d+(?:\.\d)?|{'|'.join(_NUMBERS)}))?"
    rf"(?P<half> and a half)?[\s-]*(?:\+|plus|odd|good|full|long|solid)?\s*{_YEAR_WORD}(?!\w)(?P<half2> and a half)?",
    re.IGNORECASE,
)
_YOE = re.compile(r"\byoe:?\s*(?P<low>\d+(?:\.\d)?)", re.IGNORECASE)
_DECADE = re.compile(
    r"\b(?:(?P<n>a|one|my|two|over a|about a|nearly a|almost a|more than a) decades?|(?P<half>a decade and a half)"
    r"|(?P<quarter>a quarter(?: of a)?[- ]century))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from)\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\b(?!\s*(?:-|–|—|to|until|till))", re.IGNORECASE)
_MONTHS = re.compile(rf"(?<!\w)(?P<n>{_NUMBER})\s*(?:months?|mos?)(?!\w)", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:in|within|next|about|for another)\s+(?:the next\s+)?(?P<n>{_NUMBER})\s*(?P<unit>months?|weeks?)\b", re.IGNORECASE
)
_APPLY = re.compile(r"\bappl(?:y|ying|ications?)\b|\bdeadline\b|\bstart(?:ing)? (?:my )?interviews?\b", re.IGNORECASE)
_AGE_OR_STUDY = re.compile(
    rf"(?:{_NUMBER})[\s-]*(?:years?|yrs?|y)[\s-]*"
    r"(?:old|of age|of (?:a |my )?(?:phd|study|studies|school|university|college|undergrad|grad))"
    r"|\b(?:in|next|for the next|another|within|every|each|first|(?<!for )(?<!over )the) "
    rf"(?:{_NUMBER})[\s-]*(?:years?|yrs?)\b(?! (?:at|as|of))"
    rf"|\b(?:{_NUMBER})[\s-]*(?:years?|yrs?) (?:from now|ahead|time|ago|older|younger|left|to go)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:of (?:those|these|which|that|them)|including|the last|the latest|lately|the past)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    rf"(?<![\w$.])(?P<n>{_NUMBER})\s*(?:x\s*)?(?:\w+[\s-]){{0,3}}?(?:papers?|publications?|pubs?|preprints?|articles?)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\bx\s?(?P<n>\d+)\b|\b(?P<m>\d+)\s?x\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\b(?P<a>(?:19|20)\d\d)\s*(?:-|–|—|to|until|till)\s*(?P<b>(?:19|20)\d\d|present|now|date|today|current)?(?!\d)",
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"(?:\b(?:then|and|plus|before that)|\+)\s+(?:about )?({_NUMBER})\s+(?:more )?(?:at|in|on|as|for)\b", re.IGNORECASE
)


def years_in(text: str, *, year: int) -> float | None:
    """The years of work that a sentence tells: spells are added up, a part of the whole is not.

    `years_in("three years at Stripe, then four at Spotify", year=2026)` → `7.0`; ages and years of study are none.
    """
    plain = _AGE_OR_STUDY.sub(lambda match: " " * len(match.group()), text)
    found = [
        (match.start(), _number(match["low"]) + (0.5 if match["half"] or match["half2"] else 0))
        for match in _YEARS.finditer(plain)
    ]
    found += [(match.start(), float(match["low"])) for match in _YOE.finditer(plain) if not found]
    for match in _DECADE.finditer(plain):
        decades = 1.5 if match["half"] else 2.5 if match["quarter"] else 2.0 if match["n"].lower() == "two" else 1.0
        found.append((match.start(), 10 * decades))
    found += [(match.start(), float(year - int(match["year"]))) for match in _SINCE.finditer(plain) if not found]
    if found and (ellipsis := _THEN.search(plain, found[0][0])):
        found.append((ellipsis.start(), _number(ellipsis[1])))
    if not found:
        found = [(m.start(), float(_end_year(m["b"], year) - int(m["a"]))) for m in _RANGE.finditer(plain)]
    if not found:
        months = [_number(match["n"]) / 12 for match in _MONTHS.finditer(plain)]
        return round(sum(months), 2) if months else None
    found.sort()
    whole = [n for at, n in found if not _PART.search(plain[max(0, at - 24) : at + 12])] or [max(n for _, n in found)]
    if len(whole) > 1 and _PART.search(plain):
        return max(whole)
    total = sum(whole)
    return total if total <= 60 else None


def _end_year(said: str | None, now: int) -> int:
    return int(said) if said and said.isdigit() else now


def months_until(text: str) -> float | None:
    """Months until the writer applies: `months_until("I want to apply in 8 weeks")` → `2.0`."""
    if not _APPLY.search(text) or not (match := _UNTIL.search(text)):
        return None
    number = _number(match["n"])
    return round(number / 4.0 if match["unit"].lower().startswith("week") else number, 1)


def papers_counted(text: str) -> float | None:
    """How many papers: `papers_counted("three first-author ICML papers")` → `3.0`; "NeurIPS x2" → 2."""
    match = _COUNTED.search(text)
    if match:
        return _number(match["n"])
    match = _TIMES.search(text)
    return float(match["n"] or match["m"]) if match else None


def _number(text: str) -> float:
    low = text.lower()
    return float(_NUMBERS[low]) if low in _NUMBERS else float(low.replace(",", "."))
