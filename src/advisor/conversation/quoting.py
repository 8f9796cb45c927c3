"""Somebody's own words in a message, in quotation marks or pasted behind a colon: `Hana writes: "I love proofs"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.conversation.introducing import NAME, introduced, is_a_name
from advisor.conversation.mentions import mentioned
from advisor.kin import ADVISED, KIND

_SAYS = (
    r"(?:wrote|writes|says?|said|sent|sends|tells? me|told me|adds|added|replied|answers?|answered|put it|"
    r"profile|bio|words|message|mail|cv|resume|note|letter|line)"
)
_MARKED = re.compile(
    r"[\"“](?P<double>[^\"“”]{8,1500})[\"”]|(?<!\w)['‘](?P<single>[^\"“”\n]{8,1500}?)['’](?!\w)(?=\W|$)"
)
_LEADS_IN = re.compile(rf"(?::|\b{_SAYS}(?: (?:that|like this|in chat))?\s*,?)\s*$", re.IGNORECASE)
_PASTED = re.compile(
    rf"(?P<head>[^\"“:\n]{{0,100}}\b{_SAYS}\b[^\"“:\n]{{0,40}}):\s*(?P<words>[^\"“].+)", re.IGNORECASE | re.DOTALL
)
_FIRST_PERSON = re.compile(r"\b(?:i|i['’](?:m|ve|d|ll)|my|me)\b", re.IGNORECASE)
_OF_WRITER = re.compile(r"\b(?:i|we)\b", re.IGNORECASE)  # "I told him: …"
_CALLED = re.compile(
    rf"(?:(?P<line>^\W*(?:(?i:and|also|then)\W+)?)|\b(?i:from|by|called|named|of mine|{KIND}),? |: |, )"
    rf"(?P<name>{NAME}(?: [A-Z][\w’-]+)?)(?!\w)(?(line)(?=\s*:|,? (?:\w+ )?(?i:{_SAYS})\b))"
    rf"|(?<=[a-z] )(?P<last>{NAME})(?=\s*:\s*$)"
)
_TRADE = re.compile(ADVISED, re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.!?\n])\s+")


class Quoted(NamedTuple):
    """`of` holds whose words are quoted, person by person; `rest` is what the message says besides."""

    of: dict[str, list[str]]
    rest: str


def quoted(message: str, known: Mapping[str, str], last: str) -> Quoted | None:
    """Whose own words a message quotes, and these words; None where it quotes nobody who is introduced or known.

    `quoted('my client wrote: "I love papers"', {}, "")` → `Quoted(of={'your client': ['I love papers']}, rest='')`
    """
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    people, at = dict(known), 0
    for start, end, words in _marked(message):
        head = message[at:start]
        *before, lead = _ENDS.split(head.strip())
        leads = _LEADS_IN.search(lead) and not _OF_WRITER.search(lead)
        whose = _whose(head, people, last) if leads else ""
        if not whose:
            continue
        rest += before
        found.setdefault(whose, []).append(words)
        people.setdefault(whose, head)
        at, last = end, whose
    if not found or not any(map(_FIRST_PERSON.search, (words for each in found.values() for words in each))):
        return None
    return Quoted(found, " ".join((*rest, message[at:].strip(" .,;"))).strip())


def _marked(message: str) -> list[tuple[int, int, str]]:
    """Where words stand in quotation marks, and these; of a message without any, what is pasted behind a colon."""
    found = [(m.start(), m.end(), (m["double"] or m["single"]).strip()) for m in _MARKED.finditer(message)]
    if found or not (match := _PASTED.fullmatch(message)):
        return found
    return [(match.start("words"), match.end(), match["words"].strip())]


def _whose(head: str, people: Mapping[str, str], last: str) -> str:
    """Who says what stands behind this: by name, as a new one, or as one of those told of; "" where nobody is meant."""
    found = (re.sub(r"['’]s$", "", match["name"] or match["last"]).split() for match in _CALLED.finditer(head))
    named = [" ".join(words[_TRADE.fullmatch(words[0]) is not None or not is_a_name(words[0]) :]) for words in found]
    named = [name for name in named if name and is_a_name(name)]
    if named:
        return next((each for each in people if named[-1] in (each, *each.split())), named[-1])
    new = introduced(head)
    if new and new.whose:
        return new.whose
    meant = mentioned(head, people, last)
    return meant[-1] if meant else ""

