"""Whom of those told of a text means: by name, by kinship ("my son" is Tom), in their order, together, as "she"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from advisor.clauses import words_of
from advisor.conversation.introducing import FULL, JOINED, NUMBER, each_of, is_a_name
from advisor.conversation.people import named
from advisor.kin import ADVISED, ANY, HE, KIND, SHE

_OWNED = re.compile(rf"\b(?:his|her|their) {KIND}\b", re.IGNORECASE)  # "her friend Ben" is no she
_TOLD_HEAD = re.compile(rf"\W*(?P<name>{FULL}(?: [A-Z]\.)?)(?=[,(])")
_TRADES = frozenset(  # parts of what somebody is called that are no names
    f"{ADVISED}|{NUMBER}|cand|cand.|student|person|your|the|his|her|their|older|younger".split("|")
)
_KIN_NAMED = re.compile(rf"\b(?:my|our|your|the|his|her|their) (?P<kin>{KIND}|{ANY})\b", re.IGNORECASE)
_ALIKE = re.compile(
    rf"\W*(?:(?i:and|but|so|also|now)\W+)*(?:(?P<names>{JOINED})"
    r"|(?P<all>(?i:(?:they |the two |these two )?both(?: of them)?|the two(?: of them)?|neither(?: of (?:them|the two))?|"
    r"they all|all of them)))(?!\w)"
)
_LIKEWISE = frozenset("and so same for with goes is does has was too as well also likewise here the it's".split())
_ORDER = ("first", "second", "third", "fourth")
_IN_ORDER = re.compile(
    r"\b(?:the )?(?P<nth>first|second|third|fourth|last|latter)(?: one| candidate| client| person)?(?=\W|$)", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)


def mentioned(text: str, known: Mapping[str, str], last: str = "") -> list[str]:
    """Those known whom a text means: by name, by kinship ("my son" is Tom), in their order ("the second one"), as "she".

    `mentioned("and the second one?", {"Ben": "", "Ana": ""})` → `['Ana']`
    """
    found = [name for name in known if named(text, [name]) or _called(text, name, known[name])]
    for match in _KIN_NAMED.finditer(text):
        found += [name] if (name := same_kin(match["kin"], known)) and name not in found else []
    for match in _IN_ORDER.finditer(text) if len(known) > 1 else ():
        nth = match["nth"].lower()
        those = [*known][_ORDER.index(nth) :][:1] if nth in _ORDER else [*known][-1:]
        found += [name for name in those if name not in found]
    if not found:
        for match in PRONOUN.finditer(text):
            found += [name for name in goes_on_with(match[0], known, last)[:1] if name not in found]
    return found


def goes_on_with(pronoun: str, known: Mapping[str, str], last: str) -> tuple[str, ...]:
    """Whom "she", "he" or "they" may be, of all of whom something was told; who was spoken of last comes first.

    `goes_on_with("she", {"Ben": "his kernels", "Anna": "a PhD"}, "Ben")` → `('Anna',)`
    """
    said = pronoun.lower()
    if said.startswith("the"):
        return (last,) if last else tuple(known)[-1:]
    fits, other = (SHE, HE) if said in ("she", "her") else (HE, SHE)
    texts = {name: _OWNED.sub(" ", f"{_unowned(name)} {text}") for name, text in known.items()}
    plainly = [name for name, text in texts.items() if fits.search(text)]
    perhaps = [name for name, text in texts.items() if not other.search(text)]
    if last in plainly:
        return (last,)
    found = plainly or perhaps or ([last] if last and not other.search(texts.get(last, "")) else [])
    return tuple(sorted(found, key=lambda name: name != last))


def of_each(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """What a portion tells of several known people together, as it is told of each; empty where it does not.

    `of_each("Ana and Lee both want a lab", {"Ana": "", "Lee": ""})` → `{'Ana': 'Ana want a lab', 'Lee': 'Lee want a lab'}`
    """
    match = _ALIKE.match(text)
    if match is None:
        return {}
    called = (as_known(name, known) for name in each_of(match["names"])) if match["names"] else known
    rest = re.sub(r"^\s*both\b", "", text[match.end() :])
    denied = " never" if "neither" in match[0].lower() else ""
    return {name: f"{name}{denied}{rest}" for name in called if name}


def likewise(text: str, name: str) -> bool:
    """True where somebody is said to be as the one told of before: `likewise("Karim too", "Karim")` → `True`."""
    words = words_of(text)
    called = {*words_of(name)}
    return bool(called & {*words}) and bool(rest := [word for word in words if word not in called]) and {*rest} <= _LIKEWISE


def _unowned(name: str) -> str:
    """ "his sister" is a sister, and no he."""
    return name if name[:1].isupper() else name.partition(" ")[2] or name


def calls(name: str, told: str) -> list[str]:
    """What somebody may be called: by the whole name, a part of it, or the name that their first line begins with."""
    head = _TOLD_HEAD.match(told)
    whole = [name, *([head["name"]] if head and is_a_name(head["name"]) and not name[:1].islower() else [])]
    parts = [part for each in whole for part in each.split() if len(part) > 2 and " " in each and each != name.lower()]
    return [*whole, *(part for part in parts if part.lower() not in _TRADES)]


def same_kin(kin: str, known: Mapping[str, str]) -> str | None:
    """The known person of that kinship or trade: "my son" is Tom, of whom was told as "my son Tom"."""
    *which, noun = kin.lower().split()
    for name, told in known.items():
        by_name = re.compile(rf"\b{noun}\b,? (?:called |named )?{re.escape(name)}\b", re.IGNORECASE)
        called = name.lower().split()
        is_so = called[-1] == noun and (not which or len(called) < 3 or called[1:-1] == which[-1:])  # younger, older
        if is_so or by_name.search(told):
            return name
    return None


def as_known(name: str, known: Iterable[str]) -> str | None:
    """The known person of that name, or with it as the first or the last of two: Lars is Lars Holm."""
    said = name.lower()
    whole = next((each for each in known if each.lower() == said), None)
    return whole or next((each for each in known if said in each.lower().split() and each[:1].isupper()), None)


def _called(text: str, name: str, told: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.IGNORECASE) for each in calls(name, told))
