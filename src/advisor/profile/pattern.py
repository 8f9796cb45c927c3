"""Pattern: the little language in which a row of the cue table names a run of words.

    debug*            a word that begins so             papers|pubs      one of several
    clear ..2 goals   up to two words between           clear ...6 goals the same, across commas and brackets too
    a? phd            an optional word                  #                a number, in digits or words
    @have             a class of words from the table   ^ $  ,|$         first, last in the sentence

It takes pattern strings and word classes, and gives Patterns that find their matches in a sentence's words joined by
blanks. A gap never jumps over a word of the class "barrier": "have a PhD" is not found in "have never done a PhD".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_WORD = r"[^ ,:()/?-][^ ]*"
_ANY = r"[^ ]+"
_GAP = re.compile(r"^(\.{2,3})(\d+)$")


class PatternInvalid(ValueError):
    """A pattern that cannot be read; the message says which part."""


@dataclass(frozen=True)
class Pattern:
    """One row as an expression; every match contains one of the `anchors`, words or openings (no anchors: unknown)."""

    source: str
    anchors: tuple[str, ...]

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        # subtle: compiled at first need. Few rows meet their anchor in a text, and compiling them all takes a second.
        return re.compile(self.source)

    def matches(self, line: str) -> Iterator[re.Match[str]]:
        """Every match in `" " + " ".join(words) + " "`; it starts and ends at a blank, its groups hold the numbers."""
        for match in self._expression.finditer(line):
            if match.end() > match.start():
                yield match


def parsed(pattern: str, *, classes: Mapping[str, str], numbers: Sequence[str]) -> Pattern:
    """The pattern of one row; PatternInvalid where it breaks the rules above."""
    parts = pattern.split()
    if not parts:
        raise PatternInvalid("the pattern is empty")
    if _GAP.match(parts[0]) or _GAP.match(parts[-1]):
        raise PatternInvalid(f"the pattern {pattern!r} begins or ends with a gap")
    if all(_is_optional(part) for part in parts):
        raise PatternInvalid(f"the pattern {pattern!r} can match nothing")
    written = [_written(part, classes=classes, numbers=numbers) for part in parts]
    return Pattern(source="".join(written) + "(?= )", anchors=_anchors(parts, classes))


def literals(pattern: str, *, classes: Mapping[str, str]) -> frozenset[str]:
    """The whole words that a pattern can match: what a misspelt word may be repaired to."""
    parts = [part.removesuffix("?") or part for part in pattern.split()]
    return frozenset(choice for part in parts for choice in _choices(part, classes) if choice.isalpha())


def _written(part: str, *, classes: Mapping[str, str], numbers: Sequence[str]) -> str:
    if part == "^":
        return "^"
    if part == "$":
        return "(?= $)"
    gap = _GAP.match(part)
    if gap:
        word = _ANY if gap[1] == "..." else _WORD
        barrier = "".join(f"(?!{re.escape(each)}(?= ))" for each in classes.get("barrier", "").split("|") if each)
        return f"(?: {barrier}{word}){{0,{gap[2]}}}?"
    optional = _is_optional(part)
    choices = _choices(part.removesuffix("?") if optional else part, classes)
    body = "|".join(_choice(choice, numbers) for choice in choices if choice != "$")
    if "$" in choices:
        return f"(?:(?= $)| (?:{body})(?= ))"
    return f"(?: (?:{body})(?= ))?" if optional else f" (?:{body})(?= )"


def _is_optional(part: str) -> bool:
    return part.endswith("?") and len(part) > 1


def _choices(part: str, classes: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for choice in part.split("|"):
        if choice.startswith("@"):
            if choice[1:] not in classes:
                raise PatternInvalid(f"no class of words is named {choice!r}")
            found.extend(_choices(classes[choice[1:]], classes))
        elif choice:
            found.append(choice)
        else:
            raise PatternInvalid(f"an empty choice in {part!r}")
    return found


def _choice(choice: str, numbers: Sequence[str]) -> str:
    if choice == "#":
        return r"(\d+(?:\.\d+)?|" + "|".join(map(re.escape, numbers)) + ")"
    if "*" in choice[:-1]:
        raise PatternInvalid(f"a star inside {choice!r}; it may only end a word")
    return re.escape(choice[:-1]) + "[^ ]*" if choice.endswith("*") else re.escape(choice)


def _anchors(parts: Sequence[str], classes: Mapping[str, str]) -> tuple[str, ...]:
    """The part with the fewest choices, among those that must be there."""
    needed = [
        tuple(_choices(part, classes))
        for part in parts
        if part not in ("^", "$") and not _GAP.match(part) and not _is_optional(part)
    ]
    return min((each for each in needed if not {"#", "$"} & set(each)), key=len, default=())
