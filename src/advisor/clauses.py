"""Clauses: a turn cut into sentences, and these into clauses, each tied to its place in the turn.

Takes the user's text as written; gives spans. A cut never falls inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from advisor.span import Span

_END = re.compile(r"[.!?]+(?=[\s\"'”’)\]]|$)|;(?=\s|$)|[|•·▪●\n\r\u2028]|…")
_TITLE = re.compile(r"(?i:\b(?:dr|prof|mr|ms|mrs|st))(?:\.? [A-Z])?\.$")  # goes on, whatever follows: "Prof. K."
_SHORT = re.compile(r"(?i:\b(?:approx|e\.g|i\.e|vs|yrs?|exp|incl|dept|sr|jr|etc|no|ca|u\.s))\.$")
_DEGREE = re.compile(r"(?i:\b(?:ph\.?\s?d|d\.?phil|m\.?sc|b\.?sc|m\.?s|b\.?s|[mb]\.?eng|[mb]\.?tech|[mb]\.a|rer\.|nat))\.$")
_UNDOTTED = re.compile(r"(?<!\.)\b[A-Za-z]{2,}\.$")  # "no phd." ends more often than it goes on
_OF_DEGREE = re.compile(
    r"\s+(?:in|from|at|of|on|with|by|and|or|student|candidate|graduate|degree|thesis|level|program(?:me)?)\b", re.IGNORECASE
)
_OPENS = re.compile(
    r"\s+(?:I|I'm|I’m|I've|I’ve|My|We|You|He|She|They|It|That|This|The|A|Now|Then|But|And|So|No|Not|In|Since|Before|After|"
    r"What|How|Is|Do|Can)\b"
)
GREETING = re.compile(  # goes by itself, whatever follows on its line: "hi do I need a PhD"
    r"\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening))(?: there| all| everyone| again)?\b[ \t,–—-]+"
    r"(?=\w)(?!(?:there|all|everyone|again)\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:^|\n)[ \t]*(?:[A-Z][A-Z &/]{2,30}|[A-Z][\w &/]{2,24}:)[ \t]*$")  # "PUBLICATIONS", "Education:"
_NUMBERED = re.compile(r"(?:^|\s)\(?[1-9]\.$")  # "1." before an item
_BORDER = re.compile(
    r"\s*[,:()–—]\s*|\s+-+\s+|(?:\.\.+|…)\s*"
    r"|\s+(?=(?:but|although|though|whereas|while|because|yet|unless|so i|now i|"
    r"and (?:i|i'm|i’m|my|now|then|loves?|hates?|enjoys?|prefers?|wants|never))\b)",
    re.IGNORECASE,
)
QUESTION_WORDS = tuple("what how which who where when why".split())
AUXILIARIES = tuple("is are do does did can could should will would".split())  # that open a question
OPENS_QUESTION = re.compile(rf"\W*(?:and |so |but )?(?:{'|'.join((*QUESTION_WORDS, *AUXILIARIES))})\b", re.IGNORECASE)
_ASKING = (*QUESTION_WORDS, *AUXILIARIES, *"whose am may might has have any and or but".split())
_ASKS = re.compile(rf"\W*(?:{'|'.join(_ASKING)})\b", re.IGNORECASE)
_NO_ECHO = frozenset((*_ASKING, "so", "really", "right", "no", "yes"))  # words that open no echo of a question
_ANSWER = re.compile(r"[^?\n\r]*\??")  # what stands behind it on its line, up to another question mark
_ECHO = 3  # words
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_LEAST = 3  # words of a clause that stands by itself
MOST_SENTENCES = 120  # of one turn; what comes after is not read
_LONGEST = 600  # characters of a sentence; a longer one is cut at a blank


@dataclass(frozen=True, slots=True)
class Sentence:
    """`clauses` cover the sentence in order; there is always one. `asks` is True where a question mark ends it."""

    span: Span
    clauses: tuple[Span, ...]
    asks: bool

    @property
    def parts(self) -> tuple[Span, ...]:
        """Its clauses where it has more than one, else none."""
        return self.clauses if len(self.clauses) > 1 else ()


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """`"I'm an MLE. Love it!"` → two sentences. Empty where there are no words at all."""
    found: list[Sentence] = []
    for start, end, asks in _pieces(text):
        inside = text[start:end]
        if _WORD.search(inside):
            start += len(inside) - len(inside.lstrip())
            span = Span(start, start + len(inside.strip()))
            found.append(Sentence(span, tuple(_clauses(text, span)), asks))
        if len(found) == MOST_SENTENCES:
            break
    return tuple(found)


def words_of(text: str) -> list[str]:
    """The words in lower case: `words_of("I don't!")` → `['i', "don't"]`."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    start = 0
    if greeting := GREETING.match(text):
        yield 0, (start := greeting.end()), False
    for match in _END.finditer(text, start):
        end = match.end() if match.group()[0] in ".!?…" else match.start()
        if not _ends(match, text) or _is_echo(match, text, start):
            continue
        yield from _cut(text, start, end, "?" in match.group())
        start = match.end()
    yield from _cut(text, start, len(text), False)


def _ends(match: re.Match[str], text: str) -> bool:
    """False for the stop of an abbreviation, behind a heading, and for a line broken in mid-sentence, as PDF text has it."""
    mark, before, after = match.group(), text[max(0, match.start() - 12) : match.start() + 1], text[match.end() :]
    if mark == ".":
        if _TITLE.search(before) or _NUMBERED.search(before):
            return False
        if _DEGREE.search(before):
            ends = _OPENS.match(after) is not None or (_UNDOTTED.search(before) and not _OF_DEGREE.match(after))
            return not after.strip() or after[0] == "\n" or bool(ends)
        goes_on = after.strip() != "" and not after.lstrip()[:1].isupper() and not _ASKS.match(after)
        return not (_SHORT.search(before) and goes_on)
    if mark.startswith(("..", "…")):  # "what I like... designing experiments" goes on
        return not after.lstrip()[:1].islower()
    if mark in "\n\r\u2028":
        if _HEADING.search(text, 0, match.start()) and after.strip():
            return False
        line = text[: match.start()].rstrip(" \t")
        return not (after.lstrip(" \t")[:1].islower() and len(line) - (line.rfind("\n") + 1) > 40)
    return True


def _is_echo(match: re.Match[str], text: str, start: int) -> bool:
    """True of a few words that repeat what one was asked, and are answered at once: "PhD? Nope." is one sentence."""
    if "?" not in match.group():
        return False
    words, answer = words_of(text[start : match.start()]), _ANSWER.match(text, match.end())
    if answer is None or not 0 < len(words) <= _ECHO or words[0] in _NO_ECHO:
        return False
    return bool(words_of(answer[0])) and not (_ASKS.match(answer[0]) or answer[0].endswith("?"))


def _cut(text: str, start: int, end: int, asks: bool) -> Iterator[tuple[int, int, bool]]:
    while end - start > _LONGEST:
        at = text.rfind(" ", start + 1, start + _LONGEST)
        at = at if at > start else start + _LONGEST
        yield start, at, False
        start = at
    yield start, end, asks


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """Cut at borders, where both sides have three words or more."""
    cuts = [sentence.start]
    for match in _BORDER.finditer(text, sentence.start, sentence.end):
        if _count(text, cuts[-1], match.start()) >= _LEAST and _count(text, match.end(), sentence.end) >= _LEAST:
            cuts.append(match.end())
    for start, end in pairwise([*cuts, sentence.end]):
        stripped = text[start:end].rstrip(" ,:()–—-\t")
        yield Span(start, start + len(stripped))


def _count(text: str, start: int, end: int) -> int:
    return len(_WORD.findall(text, start, end)) if end > start else 0
