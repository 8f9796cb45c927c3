"""Whom the writer brings up: by name, kinship or trade, one or several, and what is said of them behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from advisor.answering.entities import entities
from advisor.kin import ADVISED, ANY, KIND

NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?:[A-Z]\.? )?[A-Z][\w'’-]*\w"
FULL = rf"{NAME}(?: [A-Z][\w'’-]*\w)?"
NUMBER = "one|two|three|four|five"
JOINED = rf"{NAME}(?:, {NAME})*,? (?i:and|&) {NAME}"
_NAMES = rf"(?:{JOINED}|{NAME}(?:, {NAME})+)"
_COACH = r"\b(?:coach|mentor|advise|tutor|represent|interview|interviewed|met)(?:ing)?"  # one manages Kafka as well
_COACHED = re.compile(rf"{_COACH} (?P<called>{FULL})(?!\w)")
_COACHED_TOGETHER = re.compile(rf"{_COACH} (?P<names>{_NAMES})(?!\w)\W*(?P<rest>.*)", re.DOTALL)
_INTRODUCED = re.compile(
    rf"\b(?:(?i:my|our) (?P<kin>(?i:{KIND}))|(?i:an?(?<!\bam a)(?<!['’]m a)(?<!\bas a)) (?P<any>(?i:{ANY}))"
    rf"|(?P<mine>(?i:{KIND})) (?i:of mine)|(?P<one>{NAME}), (?i:(?:one of )?(?:my|our) {KIND}s?))\b"
    rf"(?:,? (?:(?i:called|named) )?(?P<called>{NAME})(?!\w))?"
    r"|\b(?i:an? (?:\w+ )?(?:guy|man|woman|lady|chap|fellow|person|postdoc|engineer|student|manager)),? "
    rf"(?:(?i:called|named) )?(?P<somebody>{NAME})(?!\w)"
)
_INTRODUCED_TOGETHER = re.compile(
    rf"\b(?i:(?:my|our|of (?:my|our)|these|the|{NUMBER}|\d) (?:\w+ )?(?:{KIND}s|children))\s*[:,(–—-]\s*"
    rf"(?:(?i:called|named) )?(?P<names>{_NAMES})(?!\w)(?! \()\W*(?P<rest>.*)",
    re.DOTALL,
)
_TOGETHER = re.compile(  # "Ana and Lee are married, both my clients"
    rf"^\W*(?P<names>{JOINED})\b"
    rf"(?P<rest>[^.]*\b(?i:(?:my|our) (?:\w+ )?(?:{KIND}s|children))\b.*)",
    re.DOTALL,
)
_LISTED = re.compile(
    rf"\W*(?P<names>{JOINED}) (?:are|were|have|want|both|work|study|did)\b"
    rf"|.*\b(?i:{NUMBER}|\d)\b[^.:]{{0,40}}:\s*(?P<behind>{_NAMES})\W*$",
    re.DOTALL,
)
_GOES_ON = re.compile(r"\s*[,:(–—-]\s*(?!(?i:and|but|so|who|which|i|we)\b)\w+\W+\w|\s+(?:who|with)\b", re.IGNORECASE)
_NAMES_NOW = re.compile(
    r"\b(?i:(?:his|her|their) name(?: is|['’]?s)|(?:she|he)(?: is|['’]?s) called|call (?:him|her|them|this one)) "
    rf"(?P<name>{NAME})(?!\w)"
)
_NO_NAME = re.compile(  # what stands before a colon in a CV or a message, and words that open a sentence as a name does
    r"(?:education|experience|skills?|publications?|papers?|summary|languages?|projects?|awards?|employment|work|background|"
    r"role|degrees?|location|notes?|interests?|hobbies|tools|stack|certificates?|objective|references?|profile|age|name|"
    r"goals?|energy|ambiguity|credentials?|evaluation|target|question|answer|salary|pay|pros|cons|context|here|correction|"
    r"update|edit|ps|tldr|about|from|re|regarding|says|two|three|four|five|both|all|several|candidates?|clients?|people|team|it|this|that|these|those|there|what|who|which|every(?:one|body)|"
    r"nobody|some(?:one|body)|one|now|then|no|yes|well|so|but|and|also|the|a|an|in|at|on|for|"
    r"phd|ph\.d|msc|ml|ai|python|cuda|pytorch)",
    re.IGNORECASE,
)


class Introduced(NamedTuple):
    """`text` is what is said of them behind it, "" where nothing is; `advised` is True of whom the writer advises."""

    whose: str
    text: str
    advised: bool = False


def is_a_name(word: str) -> bool:
    """True of a word with a capital letter that is no lab, role or head of a list: `is_a_name("Summary")` → `False`."""
    found = entities(word.lower())
    return not (_NO_NAME.fullmatch(word) or found.labs or found.roles)


def each_of(names: str) -> list[str]:
    """`each_of("Ana, Bo and Lee")` → `['Ana', 'Bo', 'Lee']`"""
    return re.split(r",? (?:and|&) |, ", names)


def introduced(sentence: str) -> Introduced | None:
    """Whom the writer brings up, and what is said of them behind it: `introduced("I coach Nadia, a postdoc")`."""
    if coached := _COACHED.search(sentence):
        is_name = is_a_name(coached["called"])
        return Introduced(coached["called"], _said_behind(sentence, coached), True) if is_name else None
    match = _INTRODUCED.search(sentence)
    if match is None:
        return None
    if match["one"] or match["somebody"]:
        whose = match["one"] or match["somebody"]
        return Introduced(whose, _said_behind(sentence, match), bool(match["one"])) if is_a_name(whose) else None
    kin, called = match["kin"] or match["any"] or match["mine"], match["called"] or ""
    whose = called if called[:1].isupper() else f"your {kin.lower()}"
    return Introduced(whose, _said_behind(sentence, match), advised(kin))


def introduced_together(sentence: str) -> tuple[list[str], str]:
    """Several whom the writer brings up by name, and what is said of each behind them: nobody, "" where none are.

    `introduced_together("I have two clients, Ana and Lee, both with PhDs")` → `(['Ana', 'Lee'], 'both with PhDs')`
    """
    several = (pattern.search(sentence) for pattern in (_INTRODUCED_TOGETHER, _COACHED_TOGETHER, _TOGETHER))
    match = next(filter(None, several), None)
    names = each_of(match["names"]) if match else []
    return (names, match["rest"]) if match and all(map(is_a_name, names)) else ([], "")


def listed(sentence: str) -> tuple[list[str], str]:
    """The same of a sentence that is heard to be on others: `listed("Bo and Kim are both here")[0]` → `['Bo', 'Kim']`"""
    match = _LISTED.match(sentence)
    names = each_of(match["names"] or match["behind"]) if match else []
    return (names, sentence) if all(map(is_a_name, names)) else ([], "")


def named_now(text: str) -> str:
    """The name that is given to who was spoken of: `named_now("her name is Mia")` → `'Mia'`; "" where none is."""
    match = _NAMES_NOW.search(text)
    return match["name"] if match and is_a_name(match["name"]) else ""


def _said_behind(sentence: str, match: re.Match[str]) -> str:
    """ "I have a client, a postdoc in physics" goes on about the client."""
    behind = sentence[match.end() :]
    return behind.lstrip(" ,:(–—-") if _GOES_ON.match(behind) else ""


def advised(kin: str) -> bool:
    """`advised("my first client")` → `True`"""
    return re.search(rf"\b{ADVISED}$", kin, re.IGNORECASE) is not None
