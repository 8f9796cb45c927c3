"""Words in quotation marks of any kind, and what looks like a citation: in our own voice both must be what they seem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_CLOSERS = {
    "“": "”", '"': '"', "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’", "‚": "‘’", "❝": "❞", "❛": "❜",
    "「": "」", "『": "』", "｢": "｣", "〝": "〞〟", "＂": "＂", "⹂": "”",
}  # fmt: skip
_MARKS = re.compile(f"[{''.join(_CLOSERS)}{''.join(_CLOSERS.values())}]")
_PLACE = re.compile(r"\[\s*\d+\s*\]|§")
_WITHIN = 10  # closing marks that are tried: quoted words may hold quotation marks of their own
_PLAIN = {ord(mark): "'" for mark in set("".join((*_CLOSERS, *_CLOSERS.values()))) - {"’"}} | {
    ord("["): "(", ord("]"): ")", ord("［"): "(", ord("］"): ")", ord("§"): "S.",
}  # fmt: skip


def strays(said: str, known: Callable[[str], bool]) -> Iterator[str]:
    """The words in quotation marks that are not known, each up to the first mark that closes it.

    Every mark is looked for once and not again where it is not there, so that time grows with the length.
    """
    marks = list(_MARKS.finditer(said))
    at, gone = 0, dict.fromkeys(_CLOSERS, len(marks) + 1)
    while at < len(marks):
        opener = marks[at].group()
        if opener not in _CLOSERS or at >= gone[opener]:
            at += 1
            continue
        closing = _closing(marks, at, _CLOSERS[opener])
        if not closing:
            gone[opener] = at  # nothing behind closes it, nor any further one of its kind
            at += 1
            continue
        pieces = {end: said[marks[at].end() : marks[end].start()] for end in closing}
        end = next((end for end in reversed(closing) if known(pieces[end])), None)
        if end is None:
            end = closing[0]
            if pieces[end].strip():
                yield pieces[end]
        at = end + 1


def place(said: str) -> bool:
    """True where something is cited: `[1]`, `[ 1 ]`, `§`."""
    return _PLACE.search(unicodedata.normalize("NFKC", said)) is not None


def plain(words: str) -> str:
    """A name or a question as it can stand in our own voice: `plain('Mara "Mo" Lind [1]')` → `"Mara 'Mo' Lind (1)"`."""
    return words.translate(_PLAIN)


def _closing(marks: list[re.Match[str]], at: int, closers: str) -> list[int]:
    """The next marks that close the one at `at`: the first of all, and of the few behind it."""
    first = next((i for i in range(at + 1, len(marks)) if marks[i].group() in closers), None)
    if first is None:
        return []
    near = range(first, min(first + _WITHIN, len(marks)))
    return [i for i in near if marks[i].group() in closers]
