"""Words: a turn cut into sentences of words, each word normalised for matching and tied to its place in the turn.

Takes the user's text as it was written; gives sentences. Contractions are opened ("don't" → do, not), misspellings
repaired, and the marks that bound a clause kept as words of their own. Spans always count in the original text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.profile.spelling import Spelling
from advisor.span import Span

_TOKEN = re.compile(
    r"""(?P<item>(?:(?<=\s)|^)\(?[1-9]\)(?=\s)
                 |^[ \t]*[1-9]\.(?=\s)|(?<=[.!?;]\s)[1-9]\.(?=\s))
      | (?P<short>\b[Pp][Hh]\.?[ ][Dd]\b(?:\.(?!\s+[A-Z\d]))?
                 |\b(?:[Pp][Hh]|[A-Za-z])(?:\.[A-Za-z]{1,4})+\b(?:\.(?!\s+[A-Z\d]))?
                 |\bn/a\b|\bw/o?(?!\w))
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<times>\b[xX](?=\d))
      | (?P<word>[^\W\d_]\w*(?:['’]\w+)*[+\#]*)
      | (?P<end>[.!?]+(?=[\s"'”’)\]]|$)|[;|•·▪●\n\r\u2028]|…)
      | (?P<mark>[,:()/\[\]]|\s-+\s|[–—]|-+>|→)
      | (?P<sign>[+&@>])""",
    re.VERBOSE | re.MULTILINE,
)
_MAX_WORDS = 250
"""A longer sentence is cut: it is a list or no prose at all, and the time to read one grows with its square."""
_QUOTED = re.compile(r"\"([^\"\n]{2,300})\"|“([^”\n]{2,300})”|(?<!\w)'([^'\n]{2,200})'(?!\w)|‘([^’\n]{2,200})’(?!\w)")
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "'s"}
_WHOLE = {"can't": ("can", "not"), "won't": ("will", "not"), "cannot": ("can", "not"), "let's": ("let", "us")}
_IS = frozenset(("it", "that", "what", "he", "she", "there", "here", "who", "where", "how", "this", "everything", "thing"))
_ABBREVIATED = frozenset(("exp", "approx", "eg", "ie", "vs", "dr", "prof", "incl", "ca", "dept", "sr", "jr", "yrs"))
_SIGNS = {"+": "and", "&": "and", "@": "at", ">": "beats"}


@dataclass(frozen=True, slots=True)
class Word:
    """`form` is what patterns see; `span` is where it stands in the turn."""

    form: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words up to a full stop, a line's end or a bullet; `asks` is true where a question mark ends it."""

    words: tuple[Word, ...]
    asks: bool
    quoted: tuple[Span, ...] = ()

    @property
    def line(self) -> str:
        """What patterns are searched in: the forms, with a blank before, between and after."""
        return " " + " ".join(word.form for word in self.words) + " "

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)

    def span_of(self, first: int, end: int) -> Span:
        """The stretch of the turn from word `first` up to word `end`, which it leaves out."""
        return Span(self.words[first].span.start, max(word.span.end for word in self.words[first:end]))


def sentences_of(text: str, *, spelling: Spelling) -> tuple[Sentence, ...]:
    """`"I'm an MLE. Love it!"` → two sentences, of 4 and 2 words. Empty where there are no words at all.

    The number of a list, "2)", starts a sentence as the word "q2".
    """
    quoted = tuple(Span(*match.span(match.lastindex or 0)) for match in _QUOTED.finditer(text))
    found: list[Sentence] = []
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "end" and _ends(match, text, words):
            _close(found, words, asks="?" in match[0], quoted=quoted)
            words = []
        elif match.lastgroup == "item":
            _close(found, words, asks=False, quoted=quoted)
            words = [Word("q" + re.sub(r"\D", "", match[0]), Span(*match.span()))]
        elif match.lastgroup != "end":
            words.extend(_opened(match, text, spelling))
        if len(words) >= _MAX_WORDS:
            _close(found, words, asks=False, quoted=quoted)
            words = []
    _close(found, words, asks=False, quoted=quoted)
    return tuple(found)


def _close(found: list[Sentence], words: list[Word], *, asks: bool, quoted: tuple[Span, ...]) -> None:
    if any(word.form[0].isalnum() for word in words):
        span = Span(words[0].span.start, words[-1].span.end)
        found.append(Sentence(tuple(words), asks, tuple(each for each in quoted if each.meets(span))))


def _ends(match: re.Match[str], text: str, words: list[Word]) -> bool:
    """False for the stop of an abbreviation and for a line broken in mid-sentence, as PDF text has it."""
    mark = match[0]
    if mark == ".":
        return not (words and words[-1].form in _ABBREVIATED)
    if mark in "\n\r\u2028":
        rest = text[match.end() :].lstrip(" \t")
        before = text[: match.start()].rstrip(" \t")
        return not (rest[:1].islower() and len(before) - (before.rfind("\n") + 1) > 40)
    return True


def _opened(match: re.Match[str], text: str, spelling: Spelling) -> Iterator[Word]:
    kind, raw, start, end = match.lastgroup, match[0], match.start(), match.end()
    if kind == "sign":
        # subtle: the plus of "8+ years" is part of the number.
        if raw == "+" and start and text[start - 1].isdigit():
            return
        yield Word(_SIGNS[raw], Span(start, end))
    elif kind == "mark":
        yield Word(_mark(raw), Span(start, end))
    elif kind == "short":
        yield Word(_short(raw), Span(start, end))
    elif kind == "word":
        yield from _parted(raw.lower().replace("’", "'"), start, end, spelling)
    else:
        yield Word(raw.lower(), Span(start, end))


def _mark(raw: str) -> str:
    mark = raw.strip()
    return {"[": "(", "]": ")"}.get(mark, mark if mark in ",:()/" else "-")


def _short(raw: str) -> str:
    low = raw.lower()
    if low == "n/a":
        return "none"
    if low.startswith("w/"):
        return "without" if low == "w/o" else "with"
    return low.replace(".", "").replace(" ", "")


def _parted(form: str, start: int, end: int, spelling: Spelling) -> Iterator[Word]:
    if form in _WHOLE:
        for part in _WHOLE[form]:
            yield Word(part, Span(start, end))
        return
    for ending, stands_for in _ENDINGS.items():
        if form.endswith(ending) and len(form) > len(ending):
            cut = end - len(ending)
            stem = form[: -len(ending)]
            yield from _spelt(stem, start, cut, spelling)
            yield Word("is" if ending == "'s" and stem in _IS else stands_for, Span(cut, end))
            return
    yield from _spelt(form, start, end, spelling)


def _spelt(form: str, start: int, end: int, spelling: Spelling) -> Iterator[Word]:
    for part in spelling.right(form).split():
        yield Word(part, Span(start, end))
