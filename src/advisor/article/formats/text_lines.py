"""Headings that stand on lines of their own in a plain text: underlined, numbered, in capitals, or questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from advisor.article.formats.headings import LINE_START, QUESTION, Heading
from advisor.span import Span

_UNDERLINED = re.compile(LINE_START + r"[ \t]*(\S[^\r\n]{0,100})(?:\r\n?|\n)[ \t]*([=\-~^*#])\2{2,}[ \t]*(?![^\r\n])")
_NUMBERED_LINE = re.compile(
    LINE_START
    + r"[ \t]{0,3}((?:section |chapter )?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?[ \t\xa0]+[^\W\d_][^\r\n]{0,100})(?![^\r\n])",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(\d{1,2})\s+")  # on a line of its own it is the heading's number all the same
_CAPITALS = re.compile(LINE_START + r"[ \t]*([A-Z][A-Z0-9 ,&'/()-]{3,80})[ \t]*(?![^\r\n])")
_CHAPTER = re.compile(
    LINE_START + r"[ \t_*]*((?:(chapter|part|book|volume|act|scene|canto|letter|appendix|module|unit|lesson|stave|day|week"
    r"|article|section|step|rule|kapitel|teil|abschnitt|artikel|chapitre|partie|capítulo|capitulo|capitolo"
    r"|parte|hoofdstuk|deel)[ \t]+"
    r"(?:\d{1,3}|[ivxlcdm]{1,8}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|the \w+"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty)(?:[- ][a-z]{3,5})?)|§[ \t]*\d{1,3}[a-z]?)"
    r"(?:[.:\-–— \t][^\r\n]{0,100})?)[_* \t]*(?![^\r\n])",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"(?:(?<=\n\n)|(?<=\r\n\r\n)|\A\ufeff?)[ \t_*]*((?:preface|foreword|introduction|prologue|epilogue|afterword"
    r"|conclusions?|abstract|summary|glossary|bibliography|references|acknowledge?ments?|author[’']?s?[’']?"
    r"(?: note| address(?:es)?)|dedication|postscript|status of this memo|copyright notice|vorwort|einleitung|nachwort"
    r"|préface|avant-propos|prólogo|epílogo"
    r"|(?:appendix|annex)[ \t]+[a-z\d]{1,2}[.:)]?(?:[ \t]+[^\r\n]{1,79}[^\s.;,])?)\.?)[ \t_*]*(?=\r?\n[ \t]*\r?\n)",
    re.IGNORECASE,
)
_TITLE_BELOW = re.compile(
    r"(?:[ \t]*(?:\r\n?|\n)){1,2}[ \t_*]*([“\"‘A-Z0-9][^\r\n]{1,79}?)[_*]*[ \t]*(?=(?:\r\n?|\n)[ \t]*(?:\r\n?|\n))"
)
_BARE_LABEL = re.compile(r"(?:\w+|§)[ \t]*[\w-]+\.?|[IVXL]+\.?", re.IGNORECASE)
_WIKI = re.compile(LINE_START + r"(={1,5})[ \t]+([^\s=][^\r\n]{0,100}?)(?:[ \t]+\1)?[ \t]*(?![^\r\n])")
_LETTERED = re.compile(LINE_START + r"[ \t]{0,3}([A-Z])[.)][ \t]+([^\W\d_][^\r\n]{0,80})(?![^\r\n])")
_STEPS = frozenset({"step", "rule", "article", "artikel", "day", "week", "section"})  # what may be items of a list as well
_ROMAN = re.compile(LINE_START + r"[ \t]*([IVXL]{1,7}(?:[.)][ \t]+[^\W\d_][^\r\n]{0,100}|\.?[ \t]*))(?![^\r\n])")
_NUMERALS = [
    tens + ones
    for tens in ("", "X", 2 * "X", 3 * "X", "XL")
    for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
][1:]
_RANKS = {"book": 1, "volume": 1, "part": 1}  # all others stand below them
_BELOW = re.compile(r"[ \t]*(?:\r\n?|\n)([ \t]*)(\S)")  # the next line, where none is blank between
_MARK_AHEAD = re.compile(r"[\w.)]+[ \t\xa0]+")
_SECOND_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*(\S[^\r\n]{0,80})(?=[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n))")  # of a title
_BLANK_AHEAD = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r(?!\n))[ \t_*]*\Z")
_ALONE = re.compile(  # a short line between blank ones, without figures
    r"(?:(?<=\n\n)|(?<=\r\n\r\n)|\A\ufeff?)[ \t]*([A-Z][^\r\n\d]{1,58}[^\s\d.!?:;,…'\"”’)|])[ \t]*(?=\r?\n[ \t]*\r?\n)"
)
_PARAGRAPH = re.compile(r"\s*\S[^\r\n]{30,}(?:\r?\n(?![ \t]*\r?\n)[^\r\n]+)*[.!?:][\"”’)]?[ \t]*(?:\r?\n|\Z)")
_LEAST_ALONE, _MOST_WORDS_ALONE = 3, 7
_LONG_CAPITALS = 30  # characters
_LONG_LINE = 50  # characters: what fills a line may go on in the next
_LONGEST_BEFORE = 160  # characters of the line ahead that are looked at


def headings_on_lines(text: str, within: Span) -> list[Heading]:
    """Underlined lines, else chapters, else numbered ones, in capitals, or questions: the first way that finds two; else
    short lines above paragraphs."""
    marked = [Heading(Span(*m.span()), m.group(2), len(m.group(1))) for m in _WIKI.finditer(text, within.start, within.end)]
    if len(marked) >= 2:
        return marked
    underlined = [
        Heading(Span(m.start(), m.end()), m.group(1).strip(), 1 if m.group(2) in "=#*" else 2)
        for m in _UNDERLINED.finditer(text, within.start, within.end)
    ]
    if len(underlined) >= 2:
        return underlined
    numbered = _without_lists(text, [
        Heading(span, _BARE.sub(r"\1. ", _said(span, text)), _depth(m.group(1)))
        for m in _NUMBERED_LINE.finditer(text, within.start, within.end)
        if (span := _title(text, Span(*m.span(1)), m.group(1), within)) is not None
    ])  # fmt: skip
    chapters = _without_steps(text, [
        Heading(span, _label(_said(span, text)), _RANKS.get((m.group(2) or "").lower(), 2))
        for m in _CHAPTER.finditer(text, within.start, within.end)
        if (span := _title(text, Span(*m.span(1)), _label(m.group(1)), within)) is not None
    ])  # fmt: skip
    romans = _rising([
        Heading(span, _label(_said(span, text)))
        for m in _ROMAN.finditer(text, within.start, within.end)
        if (span := _title(text, Span(*m.span(1)), _label(m.group(1)), within)) is not None
    ], _NUMERALS)  # fmt: skip
    lettered = _without_lists(text, _rising([
        Heading(span, f"{m.group(1)}. {_said(Span(m.start(2), span.end), text)}")
        for m in _LETTERED.finditer(text, within.start, within.end)
        if (span := _title(text, Span(m.start(1), m.end(2)), m.group(2), within)) is not None
    ], "ABCDEFGHIJKLMNOPQRSTUVWXYZ", again=len(romans) >= 2))  # fmt: skip
    if len(romans) >= 2 and lettered and romans[0].span.start < lettered[0].span.start:  # an outline: I, A, 1
        romans = [heading for heading in romans if not any(heading.span == letter.span for letter in lettered)]
        deeper = [replace(heading, level=heading.level + 1) for heading in lettered]
        deepest = [replace(heading, level=heading.level + 2) for heading in numbered]
        return sorted([*romans, *deeper, *deepest], key=lambda heading: heading.span.start)
    chapters = chapters if len(chapters) >= len(romans) else romans
    if len(chapters) >= 2 and len(chapters) > sum(1 for heading in numbered if heading.level == 1):
        return _with_unnumbered(
            text, [_with_title(text, heading, within) for heading in chapters], within, level=max(h.level for h in chapters)
        )
    if len(numbered) >= 2:
        return _with_unnumbered(text, numbered, within, level=1)
    if len(lettered) >= 2:
        return lettered
    capitals = [
        Heading(Span(m.start(1), m.end(1)), m.group(1).strip())
        for m in _CAPITALS.finditer(text, within.start, within.end)
        if sum(c.isalpha() for c in m.group(1)) >= 4
    ]
    if len(capitals) >= 2:
        return capitals
    questions = [
        Heading(Span(m.start(), m.end()), m.group(1).strip()) for m in QUESTION.finditer(text, within.start, within.end)
    ]
    return questions if len(questions) >= 2 else _alone(text, within)


def _alone(text: str, within: Span) -> list[Heading]:
    """Short lines between blank ones, each with a paragraph below it, or with another such line that has one."""
    found: list[re.Match[str]] = []
    for match in reversed(list(_ALONE.finditer(text, within.start, within.end))):
        above_another = bool(found) and not text[match.end() : found[-1].start(1)].strip()
        short = len(match.group(1).split()) <= _MOST_WORDS_ALONE
        if short and (above_another or _PARAGRAPH.match(text, match.end(), within.end)):
            found.append(match)
    headings = [Heading(Span(*match.span(1)), match.group(1).strip()) for match in reversed(found)]
    return headings if len(headings) >= _LEAST_ALONE else []


def _rising(found: Sequence[Heading], numerals: Sequence[str], *, again: bool = False) -> list[Heading]:
    """Those that count I, II, III (or A, B, C) upward from the first; or begin again, where they may."""
    kept: list[Heading] = []
    at = 0
    for heading in found:
        number = heading.title.split()[0].rstrip(".)")
        if again and number == numerals[0]:
            at = 0
        if at < len(numerals) and number == numerals[at]:
            kept.append(heading)
            at += 1
    return kept


def _label(line: str) -> str:
    """`_label("CHAPTER I.")` → `'CHAPTER I'`: a stop behind a chapter's number ends no sentence."""
    plain = line.strip("_* \t")
    return plain.removesuffix(".") if _BARE_LABEL.fullmatch(plain) else plain


def _without_steps(text: str, found: Sequence[Heading]) -> list[Heading]:
    """Without lines such as "Step 1: Call" that have nothing below them: they are a list."""
    bare = [not text[a.span.end : b.span.start].strip() for a, b in pairwise(found)] + [False] * bool(found)
    listed = [h.title.split()[0].lower() in _STEPS and (bare[i] or (i > 0 and bare[i - 1])) for i, h in enumerate(found)]
    return [heading for heading, item in zip(found, listed, strict=True) if not item]


def _with_title(text: str, heading: Heading, within: Span) -> Heading:
    """A chapter's number with the title that stands below it, alone on its line and in capitals."""
    if not _BARE_LABEL.fullmatch(heading.title):
        return heading
    below = _TITLE_BELOW.match(text, heading.span.end, within.end)
    words = below.group(1).strip("_* \t") if below else ""
    long = [word for word in words.split() if len(word) > 4]
    titled = bool(words) and len(words.split()) <= 12 and all(not word[0].islower() for word in long)
    prose = words.endswith(("!", ",", ";", ":")) or (words.endswith(".") and not words.isupper())
    if below is None or not titled or prose or _CHAPTER.match(words) or (_BARE_LABEL.fullmatch(words) and len(words) < 4):
        return heading
    return Heading(Span(heading.span.start, below.end()), f"{heading.title}. {words}", heading.level)


def _with_unnumbered(text: str, found: Sequence[Heading], within: Span, *, level: int) -> list[Heading]:
    """With the parts that have no number among those that have: a preface, an epilogue, an author's address."""
    spans = [(Span(*m.span(1)), m.group(1).rstrip(".")) for m in _UNNUMBERED.finditer(text, within.start, within.end)]
    more = [Heading(span, title, level) for span, title in spans]
    more = [heading for heading in more if not any(heading.span.meets(other.span) for other in found)]
    return sorted([*found, *more], key=lambda heading: heading.span.start)


def _stands_alone(text: str, start: int, within: Span) -> bool:
    """The line ahead is blank or ends a sentence: else a line of prose was wrapped, and goes on with a number."""
    ahead = text[max(within.start, start - _LONGEST_BEFORE) : start].rstrip(" \t")
    line = re.split(r"\r\n?|\n", ahead)
    before = line[-2].strip() if len(line) > 1 else ""
    title = len(before.split()) <= 8 and (len(line) < 3 or not line[-3].strip())
    return not before or title or before.endswith((".", "!", "?", "”", '"', ")"))


def _title(text: str, line: Span, words: str, within: Span) -> Span | None:
    """The line, with the next where the title goes on there; None where it is no title but a sentence's first line."""
    if not _is_title(words) or not _stands_alone(text, line.start, within):
        return None
    if _BARE_LABEL.fullmatch(words):
        return line
    wrapped = _is_wrapped(text, line)
    more = _SECOND_LINE.match(text, line.end, within.end)
    if more and (wrapped or (len(line) >= _LONG_CAPITALS and words.isupper() and more.group(1).isupper())):
        apart = _BLANK_AHEAD.search(text, max(within.start, line.start - _LONGEST_BEFORE), line.start)
        if (apart or line.start == within.start) and _is_title(f"{words} {more.group(1)}"):
            return Span(line.start, more.end(1))
    return None if wrapped else line


def _said(span: Span, text: str) -> str:
    return re.sub(r"\s*[\r\n]\s*", " ", span.of(text)).strip()


def _is_wrapped(text: str, line: Span) -> bool:
    """The next line goes on with the sentence: in lower case, or below the first word of a long line, as items hang."""
    below = _BELOW.match(text, line.end)
    if below is None:
        return False
    column = _MARK_AHEAD.match(line.of(text))
    begun = line.start - max(text.rfind("\n", 0, line.start), text.rfind("\r", 0, line.start)) - 1
    hangs = column is not None and len(below.group(1)) == begun + column.end() and len(line) >= _LONG_LINE
    return below.group(2).islower() or hangs


def _without_lists(text: str, found: Sequence[Heading]) -> list[Heading]:
    """Without the items of lists: several numbered lines with nothing under them, or the steps that a colon announces."""
    bare = [
        following.level <= heading.level and not text[heading.span.end : following.span.start].strip()
        for heading, following in pairwise(found)
    ] + [False] * bool(found)
    kept: list[Heading] = []
    listed = ""  # the number that would go on with the list
    for i, heading in enumerate(found):
        number = heading.title.split()[0].rstrip(".)")
        announced = text[: heading.span.start].rstrip()[-1:] == ":" and number == "1"
        item = announced or bare[i] or (i > 0 and bare[i - 1] and found[i - 1].level == heading.level) or number == listed
        if not item:
            kept.append(heading)
        listed = str(int(number) + 1) if item and number.isdigit() and (announced or number == listed) else ""
    return kept


def _depth(line: str) -> int:
    """`_depth("2.1 Oil")` → `2`."""
    return line.split()[0].rstrip(".").count(".") + 1


def _is_title(line: str) -> bool:
    """A numbered line is a heading, not a list item or a sentence, where it is short and ends without a stop."""
    if re.match(r"\d+[ \t\xa0]+[a-z]", line):
        return False  # "12 barrels of water"
    return len(line.split()) <= 14 and not line.rstrip().endswith((".", ",", ";", ":", "!"))
