"""Pattern: the little language in which a row of the cue table names a run of words, compiled to a regular expression.

    debug*            a word that begins so             papers|pubs      one of several
    clear ..2 goals   up to two words between           clear ...6 goals the same, across commas and brackets too
    a? phd            an optional word                  #                a number, in digits or words
    @have             a class of words from the table   ^ $  ,|$         first, last in the sentence

It takes pattern strings and word classes, and gives expressions that run over a sentence's words joined by blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

PUNCTUATION = (",", ":", "(", ")", "/", "-", "?")
_WORD = r"[^ ,:()/?-][^ ]*"
_ANY = r"[^ ]+"
_GAP = re.compile(r"^(\.{2,3})(\d+)$")


class PatternInvalid(ValueError):
    """A pattern that cannot be read; the message says which part."""


def compiled(pattern: str, *, classes: Mapping[str, str], numbers: Sequence[str]) -> re.Pattern[str]:
    """The expression for one row; its groups, all optional, hold the numbers found.

    It is to be searched in `" " + " ".join(words) + " "`, and starts and ends at a blank.
    """
    parts = pattern.split()
    if not parts:
        raise PatternInvalid("the pattern is empty")
    if _GAP.match(parts[0]) or _GAP.match(parts[-1]):
        raise PatternInvalid(f"the pattern {pattern!r} begins or ends with a gap")
    written = [_part(part, classes=classes, numbers=numbers) for part in parts]
    if all(part.endswith("?") and len(part) > 1 for part in parts):
        raise PatternInvalid(f"the pattern {pattern!r} can match nothing")
    return re.compile("".join(written) + "(?= )")


def literals(pattern: str, *, classes: Mapping[str, str]) -> frozenset[str]:
    """The whole words that a pattern can match: what a misspelt word may be repaired to."""
    found: set[str] = set()
    for part in pattern.split():
        for choice in _choices(part.removesuffix("?") or part, classes):
            if choice.isalpha():
                found.add(choice)
    return frozenset(found)


def _part(part: str, *, classes: Mapping[str, str], numbers: Sequence[str]) -> str:
    if part == "^":
        return r"^"
    if part == "$":
        return r"(?= $)"
    gap = _GAP.match(part)
    if gap:
        word = _ANY if gap[1] == "..." else _WORD
        # subtle: a gap never jumps over a denial, or "have a PhD" would be found in "have never done a PhD".
        barrier = "".join(f"(?!{re.escape(each)}(?= ))" for each in _choices(classes.get("barrier", ""), classes) if each)
        return f"(?: {barrier}{word}){{0,{gap[2]}}}?"
    optional = part.endswith("?") and len(part) > 1
    choices = _choices(part.removesuffix("?") if optional else part, classes)
    body = "|".join(_choice(choice, numbers) for choice in choices if choice != "$")
    if "$" in choices:
        return f"(?:(?= $)| (?:{body})(?= ))"
    return f"(?: (?:{body})(?= ))?" if optional else f" (?:{body})(?= )"


def _choices(part: str, classes: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for choice in part.split("|"):
        if choice.startswith("@"):
            if choice[1:] not in classes:
                raise PatternInvalid(f"no class of words is named {choice!r}")
            found.extend(_choices(classes[choice[1:]], classes))
        elif choice or part == "":
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
