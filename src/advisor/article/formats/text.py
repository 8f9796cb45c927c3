"""Plain text: headings from a table of contents, from numbering, from underlines and capitals, or none.

Text copied off a page runs headings into the prose ("… ends. 4. The Costs What one pays …"). There the table
of contents is the evidence: its entries are looked for again behind it, in order, allowing for other wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from rapidfuzz import fuzz

from advisor.article.formats import mail
from advisor.article.formats.boilerplate import without_foot
from advisor.article.formats.contents import list_of_contents
from advisor.article.formats.headings import QUESTION, Heading, sections_between
from advisor.article.section import Section
from advisor.span import Span, trimmed

# subtle: a line begins behind the byte order mark that begins the text; behind any such mark would grow with the square
_LINE = r"(?:(?<![^\r\n])|(?<=\A\ufeff))"
_CONTENTS = re.compile(_LINE + r"(?:[^\w\r\n]|_)*(?:table of )?contents\b[ \t]*:?", re.IGNORECASE)
_LONGEST_TITLE = 160  # characters
_BOOK_STARTS = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG EBOOK[^\r\n]*", re.MULTILINE)
_BOOK_ENDS = re.compile(r"^\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG EBOOK", re.MULTILINE)
_LEAST_AHEAD = 240  # characters ahead of a table of contents: an abstract; less is a title and a name
_MOST_ENTRIES = 1_000  # of a table of contents
_MOST_MARKS = 500  # of one number that are looked at
_MARK = re.compile(r"(?<!\S)(0|[1-9]\d{0,5})[.)][ \t\xa0]+(?=\S)")
_SAME_TITLE = 55.0  # of 100, rapidfuzz token_sort_ratio: reworded in the body but recognisably the same
_UNDERLINED = re.compile(_LINE + r"[ \t]*(\S[^\r\n]{0,100})(?:\r\n?|\n)[ \t]*([=\-~^*#])\2{2,}[ \t]*(?![^\r\n])")
_NUMBERED_LINE = re.compile(
    _LINE + r"[ \t]{0,3}((?:section |chapter )?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?[ \t\xa0]+[^\W\d_][^\r\n]{0,100})(?![^\r\n])",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(\d{1,2})\s+")  # on a line of its own it is the heading's number all the same
_CAPITALS = re.compile(_LINE + r"[ \t]*([A-Z][A-Z0-9 ,&'/()-]{3,80})[ \t]*(?![^\r\n])")
_CHAPTER = re.compile(
    _LINE + r"[ \t_*]*((?:(chapter|part|book|volume|act|scene|canto|letter|appendix|module|unit|lesson|stave|day|week"
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
    r"|préface|avant-propos|prólogo|epílogo)\.?)[ \t_*]*(?=\r?\n[ \t]*\r?\n)",
    re.IGNORECASE,
)
_TITLE_BELOW = re.compile(
    r"(?:[ \t]*(?:\r\n?|\n)){1,2}[ \t_*]*([“\"‘A-Z0-9][^\r\n]{1,79}?)[_*]*[ \t]*(?=(?:\r\n?|\n)[ \t]*(?:\r\n?|\n))"
)
_BARE_LABEL = re.compile(r"(?:\w+|§)[ \t]*[\w-]+\.?|[IVXL]+\.?", re.IGNORECASE)
_WIKI = re.compile(_LINE + r"(={1,5})[ \t]+([^\s=][^\r\n]{0,100}?)(?:[ \t]+\1)?[ \t]*(?![^\r\n])")
_LETTERED = re.compile(_LINE + r"[ \t]{0,3}([A-Z])[.)][ \t]+([^\W\d_][^\r\n]{0,80})(?![^\r\n])")
_STEPS = frozenset({"step", "rule", "article", "artikel", "day", "week", "section"})  # what may be items of a list as well
_ROMAN = re.compile(_LINE + r"[ \t]*([IVXL]{1,7}(?:[.)][ \t]+[^\W\d_][^\r\n]{0,100}|\.?[ \t]*))(?![^\r\n])")
_NUMERALS = [
    tens + ones
    for tens in ("", "X", 2 * "X", 3 * "X", "XL")
    for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
][1:]
_RANKS = {"book": 1, "volume": 1, "part": 1}  # all others stand below them


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a plain text: table of contents and page furniture left out, the text not touched."""
    mails = mail.find_sections(text)
    if mails:
        return mails
    start = 1 if text.startswith("\ufeff") else 0
    within = without_foot(text, _book(text) or Span(start, len(text)))
    by_contents = _by_contents(text, within)
    if by_contents is not None:
        return by_contents
    listed = list_of_contents(text, within)
    if listed is None:
        return sections_between(text, _headings_on_lines(text, within), within)
    behind = Span(listed.end, within.end)
    found = sections_between(text, _headings_on_lines(text, behind), behind)
    ahead = trimmed(Span(within.start, listed.start), text)
    if not len(ahead):
        return found
    if any(section.number == 0 for section in found):
        between = next(section for section in found if section.number == 0)
        if len(between.body) >= len(ahead):
            return found
        found = tuple(section for section in found if section is not between)
    return (Section(0, (), Span(within.start, within.start), ahead), *found)


def named(text: str) -> tuple[str, str]:
    """Title and author of a book of Project Gutenberg, subject and sender of a mail; "" where the text is neither."""
    within = _book(text)
    if within is None:
        return mail.headed(text)
    title, author = (re.search(rf"^{field}: *(\S.*)$", text[: within.start], re.MULTILINE) for field in ("Title", "Author"))
    return title.group(1).strip() if title else "", author.group(1).strip() if author else ""


def _book(text: str) -> Span | None:
    """The book between the marks of Project Gutenberg."""
    opening = _BOOK_STARTS.search(text)
    if opening is None:
        return None
    closing = _BOOK_ENDS.search(text, opening.end())
    return Span(opening.end(), closing.start() if closing else len(text))


def _by_contents(text: str, within: Span) -> tuple[Section, ...] | None:
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


def _headings_on_lines(text: str, within: Span) -> list[Heading]:
    """Underlined lines, else chapters, else numbered ones, in capitals, or questions: the first way that finds two."""
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
        Heading(Span(m.start(1), m.end()), _BARE.sub(r"\1. ", m.group(1).strip()), _depth(m.group(1)))
        for m in _NUMBERED_LINE.finditer(text, within.start, within.end)
        if _is_title(m.group(1)) and _stands_alone(text, m.start(), within)
    ])  # fmt: skip
    chapters = _without_steps(text, [
        Heading(Span(m.start(1), m.end(1)), _label(m.group(1)), _RANKS.get((m.group(2) or "").lower(), 2))
        for m in _CHAPTER.finditer(text, within.start, within.end)
        if _is_title(_label(m.group(1))) and _stands_alone(text, m.start(), within)
    ])  # fmt: skip
    romans = _rising([
        Heading(Span(m.start(1), m.end(1)), _label(m.group(1)))
        for m in _ROMAN.finditer(text, within.start, within.end)
        if _is_title(_label(m.group(1))) and _stands_alone(text, m.start(), within)
    ], _NUMERALS)  # fmt: skip
    lettered = _without_lists(text, _rising([
        Heading(Span(m.start(1), m.end()), f"{m.group(1)}. {m.group(2).strip()}")
        for m in _LETTERED.finditer(text, within.start, within.end)
        if _is_title(m.group(2)) and _stands_alone(text, m.start(), within)
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
    return questions if len(questions) >= 2 else []


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
    ahead = text[max(within.start, start - _LONGEST_TITLE) : start].rstrip(" \t")
    line = re.split(r"\r\n?|\n", ahead)
    before = line[-2].strip() if len(line) > 1 else ""
    title = len(before.split()) <= 8 and (len(line) < 3 or not line[-3].strip())
    return not before or title or before.endswith((".", "!", "?", "”", '"', ")"))


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
