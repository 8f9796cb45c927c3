"""Whom each portion of a sentence tells of: the writer, or somebody by name, kinship or trade; "she" goes on with who fits.

A sentence is cut where a subject begins anew: "Ben has the PhD, Ana six years of backend" tells of two people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.conversation.introducing import FULL, NAME, NUMBER, advised, introduced, is_a_name
from advisor.conversation.mentions import as_known, calls, goes_on_with, same_kin
from advisor.conversation.people import IS_SO
from advisor.kin import ADVISED, ANY, KIND

LETTERED = rf"(?:cv|candidate|client|applicant|student|person|cand\.?) (?:[A-Z](?!\w)|\d{{1,2}}\b|(?:{NUMBER})\b)"
_LEAD = (
    r"\W*(?:(?:and|but|so|no|nope|wait|well|ok|okay|now|then|also|actually|sorry|oh|hi|hello|as for|for|plus|while|whereas|"
    r"because|though|since|first|next|asking for|it['’]?s (?:about|for)|this is (?:about|for)|here(?: is|['’]s)(?: an?)?|"
    r"it['’]?s|it is|it was|about)\b[\s,]*)*"
)
_DOES = (
    r"(?:is|got|went|left|built|led|ran|told|said|wrote|[a-z]\w+(?:s|ed|n['’]t)|had|did|would|could|can|will|only|never|always|"
    r"really)"
)
_BORDER = re.compile(r"[,;:(]\s*|\s[–—-]+\s+|\s(?=(?:and|but|while|whereas|because|though|since|so)\s)", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"(?i:{_LEAD})(?:"
    rf"(?P<me>(?i:i|i['’]?m|i['’]?ve|i['’]d|me|we|myself|(?:my|our)(?! {KIND}\b)))\b"
    rf"|(?P<theirs>(?i:his|her|their) {KIND})\b(?: (?P<whose>{NAME}))?"
    rf"|(?P<kin>(?i:(?:my|our) {KIND}|(?:the|this|an?|one|another) {ANY})\b)"
    rf"(?:,? (?:(?i:called|named) )?(?P<called>{NAME}|[a-z]{{3,}}(?=\s*:)))?"
    rf"|(?i:one of (?:my|our) (?P<oneof>{KIND})s)\b"
    rf"|(?P<lettered>(?i:{LETTERED}))(?:,? (?:(?i:is|called|named) )?(?P<so_called>{NAME})(?=[,:.(–—-]|$))?"
    r"|(?P<elder>(?i:(?:the|my) (?:older|elder|younger|big|little|smaller|taller)(?: one)?))(?= (?!\w+ (?:lab|role|one)))"
    r"|(?<=(?i:about) )(?P<lower>[a-z][\w'’-]+)(?=\s*:)"
    rf"|(?P<trade>(?i:{ADVISED}|cv))(?: (?P<so>{NAME})| ?[:–—-] ?(?P<full>{FULL})(?=[,(:;–—-]|\W*$)|(?=\W*[:(,–—-]))"
    rf"|(?P<pronoun>(?i:he|she|they|his|her|their))(?:['’]\w+|(?<=e)s)?\b"
    rf"|(?P<other>(?i:the other)(?: one)?)\b(?! (?i:way|track|role|side|option))"
    rf"|(?P<name>{NAME}(?: [A-Z][\w'’-]*\w){{0,2}})(?!['’-]\w)(?P<turn>,? (?i:first|next|now|then)(?=\W*$|[.:,]))?"
    r")"
)
_REPORTS = re.compile(  # what somebody says, of whom it is said behind it
    r"(?i:(?:, who [^,;.]{1,60},)?(?:,| also| always| often| just)* "
    r"(?:says?|said|keeps saying|thinks?|thought|tells? me|told me|claims|reckons|believes|swears|insists)(?: that)?) "
    r"(?=(?:(?i:(?:i|he|she|they)(?:['’]\w+)?|my|our)|[A-Z]\w+)\b)"
)
_HEAD_ENDS = re.compile(r"\s*:\s*|\s[–—-]+\s|\s\((?=[^()]*\))")
_PEOPLE = re.compile(rf"\b(?:compare|{KIND}s|children|people)\b", re.IGNORECASE)
_APPOSED = re.compile(rf", (?:one of )?(?:my|our) {KIND}s?\b,?\s*", re.IGNORECASE)
_SIBLING = re.compile(r"\b(?:brother|sister|twin|son|daughter)$", re.IGNORECASE)
_IN_TURN = re.compile(r"\b(?:now|next|then|first|second)\b", re.IGNORECASE)
_LEADS = re.compile(_LEAD, re.IGNORECASE)
_DOING = re.compile(rf" {_DOES}\b")


class Portion(NamedTuple):
    """`whose` is "" for the writer and None for somebody of whom no profile is made: "her brother".

    `begins` is True where a subject stands at its head, `advised` where that is somebody whom the writer advises or lists;
    `guessed` where only a capital letter says that it is a person ("Ben: …", as well as "References: …").
    """

    whose: str | None
    text: str
    begins: bool = False
    advised: bool = False
    guessed: bool = False


def portions(sentence: str, known: Mapping[str, str], before: str | None, *, last: str = "") -> list[Portion]:
    """The portions of a sentence in order; one without a subject goes on with who was spoken of `before`.

    `known` has what was told of each person, `last` is who was spoken of last; the head of a list ("client B: …") goes.

    `portions("Ben has a PhD, I don't", {"Ben": ""}, "")` → Ben's "Ben has a PhD, ", then the writer's "I don't".
    """
    found: list[Portion] = []
    people = dict(known)
    at, now = 0, Portion(before, "")
    for start in (0, *(match.end() for match in _BORDER.finditer(sentence))):
        if start < at:  # still in the head of a list
            continue
        if start and now.whose == "" and (new := introduced(sentence[at:start])) and new.whose:
            people.setdefault(new.whose, sentence[at:start])  # "I have a candidate, Priya, she …"
            last = new.whose
        subject = _subject(sentence, start, people, now.whose or last)
        if subject is None or (subject.whose == now.whose and now.begins and not subject.text):
            continue
        if start > at:
            found.append(now._replace(text=sentence[at:start]))
        at, now = start + len(subject.text), subject
        if now.whose:
            people.setdefault(now.whose, sentence[start:])
    return [*found, now._replace(text=sentence[at:])]


def _subject(sentence: str, start: int, known: Mapping[str, str], last: str) -> Portion | None:
    """Whose the portion is that begins here, `text` being the head of a list; None where no subject stands here."""
    if called := _known_at(sentence, start, known):
        return called
    match = _SUBJECT.match(sentence, start)
    if match is None:
        return None
    if reports := _REPORTS.match(sentence, match.end()):  # "my wife says he …" tells of him, "… says I …" of the writer
        return _subject(sentence, reports.end(), known, last)
    head = _HEAD_ENDS.match(sentence, match.end())
    listed = sentence[start : head.end()] if head else ""
    if match["me"]:
        return Portion("", "", True)
    if match["theirs"]:
        sibling = match["theirs"].lower() if _SIBLING.search(match["theirs"]) and last else None  # of whom is advised
        those = {name for name in known if sibling and _SIBLING.search(name)}
        others = those - {last} if last in those and len(those) == 2 else set()  # the brother of one of two
        return Portion(match["whose"] or next(iter(others), None) or same_kin(match["theirs"], known) or sibling, "", True)
    if match["kin"]:
        return Portion(_kin(match, known), listed, True, advised(match["kin"]))
    if match["oneof"]:
        return Portion(same_kin(match["oneof"], known) or f"your {match['oneof'].lower()}", "", True, True)
    if match["elder"]:
        return Portion(f"the {match['elder'].split()[1].lower()} one", "", True)
    if match["lower"]:
        name = match["lower"]
        return Portion(as_known(name, known) or name.capitalize(), listed, True, True) if is_a_name(name) else None
    if match["lettered"]:
        if match["so_called"]:
            return Portion(match["so_called"], listed, True, True)
        return Portion(as_known(match["lettered"], known) or match["lettered"], listed, True, True)
    if match["trade"]:
        whose = match["so"] or match["full"] or same_kin(match["trade"], known) or f"the {match['trade'].lower()}"
        return Portion(whose, listed, True, True)
    if match["pronoun"]:
        return Portion(next(iter(goes_on_with(match["pronoun"], known, last)), None), "", True)
    if match["other"]:
        return Portion(next((name for name in known if name != last), None), "", True) if len(known) > 1 else None
    return _named(sentence, match, known, listed)


def _known_at(sentence: str, start: int, known: Mapping[str, str]) -> Portion | None:
    """Somebody known who is called by name here, in small letters too: "maria gets annoyed"."""
    lead = _LEADS.match(sentence, start)
    for name in known if lead else ():
        names = "|".join(map(re.escape, calls(name, known[name])))
        called = re.compile(rf"(?:{names})(?:(?!['’-]?\w)|(?=['’]s {IS_SO}))", re.IGNORECASE)
        if found := called.match(sentence, lead.end() if lead else start):
            head = _HEAD_ENDS.match(sentence, found.end())
            return Portion(name, sentence[start : head.end()] if head else "", True, head is not None)
    return None


def _named(sentence: str, match: re.Match[str], known: Mapping[str, str], listed: str) -> Portion | None:
    name = match["name"]
    if called := as_known(name, known):
        return Portion(called, listed, True, bool(listed))
    of = _SUBJECT.match(sentence, match.start() + len(listed)) if listed else None
    if of and (of["kin"] or (of["name"] and as_known(of["name"], known))):
        return None  # "Correction: Priya dropped out"
    if not is_a_name(name):
        return None
    if apposed := _APPOSED.match(sentence, match.end()):  # "Niamh, one of my mentees, …"
        return Portion(name, sentence[match.start() : apposed.end()], True, True)
    in_turn = match["turn"] or _IN_TURN.search(sentence, match.start(), match.start("name"))  # "Anna first", "Now Ben"
    before = sentence[: match.start()].strip()
    heads = before == "" or before.endswith(":")  # the line, or a list
    if listed.endswith("("):  # "my candidates: Rosa (a PhD), Stefan (…)"; "Klarna (2 years)" is none
        return Portion(name, listed, True, True, guessed=True) if _PEOPLE.search(before) else None
    if (listed and (heads or ":" in listed)) or (in_turn and not sentence[match.end() :].strip(" .!")):
        return Portion(name, listed, True, True, guessed=True)
    return Portion(name, "", True, guessed=True) if heads and _DOING.match(sentence, match.end()) else None


def _kin(match: re.Match[str], known: Mapping[str, str]) -> str:
    owner, _, kin = match["kin"].partition(" ")
    if match["called"]:
        return match["called"][:1].upper() + match["called"][1:]
    if owner.lower() == "another":
        return f"the other {kin}"
    return same_kin(kin, known) or (f"your {kin}" if owner.lower() in ("my", "our") else f"the {kin}")
