"""Whom each portion of a sentence tells of: the writer, or somebody by name, kinship or trade; "she" goes on with who fits.

A sentence is cut where a subject begins anew: "Ben has the PhD, Ana six years of backend" tells of two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from advisor.answering.entities import entities
from advisor.conversation.people import named
from advisor.kin import ADVISED, ANY, HE, KIND, SHE

NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?(?:[A-Z]\.? )?[A-Z][\w'’-]*\w"
_FULL = rf"{NAME}(?: [A-Z][\w'’-]*\w)?"
_NUMBER = "one|two|three|four|five"
LETTERED = rf"(?:cv|candidate|client|applicant|student|person|cand\.?) (?:[A-Z](?!\w)|\d{{1,2}}\b|(?:{_NUMBER})\b)"
_LEAD = (
    r"\W*(?:(?:and|but|so|no|nope|wait|well|ok|okay|now|then|also|actually|sorry|oh|hi|hello|as for|for|plus|while|whereas|"
    r"because|though|since|first|next|asking for|it['’]?s (?:about|for)|this is (?:about|for)|here(?: is|['’]s)(?: an?)?|"
    r"it['’]?s|it is|it was|about)\b[\s,]*)*"
)
_DOES = r"(?:is|told|said|wrote|[a-z]\w+(?:s|ed|n['’]t)|had|did|would|could|can|will|only|never|always|really)"
_BORDER = re.compile(r"[,;:(]\s*|\s[–—-]+\s+|\s(?=(?:and|but|while|whereas|because|though|since|so)\s)", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"(?i:{_LEAD})(?:"
    rf"(?P<me>(?i:i|i['’]?m|i['’]?ve|i['’]d|me|we|myself|(?:my|our)(?! {KIND}\b)))\b"
    rf"|(?P<theirs>(?i:his|her|their) {KIND})\b(?: (?P<whose>{NAME}))?"
    rf"|(?P<kin>(?i:(?:my|our) {KIND}|(?:the|this|an?|one|another) {ANY})\b)"
    rf"(?:,? (?:(?i:called|named) )?(?P<called>{NAME}))?"
    rf"|(?i:one of (?:my|our) (?P<oneof>{KIND})s)\b"
    rf"|(?P<lettered>(?i:{LETTERED}))(?:,? (?:(?i:is|called|named) )?(?P<so_called>{NAME})(?=[,:.(–—-]|$))?"
    r"|(?P<elder>(?i:(?:the|my) (?:older|elder|younger|big|little|smaller|taller)(?: one)?))(?= (?!\w+ (?:lab|role|one)))"
    r"|(?<=(?i:about) )(?P<lower>[a-z][\w'’-]+)(?=\s*:)"
    rf"|(?P<trade>(?i:{ADVISED}|cv))(?: (?P<so>{NAME})| ?[:–—-] ?(?P<full>{_FULL})(?=[,(:;–—-])|(?=\W*[:(,–—-]))"
    rf"|(?P<pronoun>(?i:he|she|they|his|her|their))(?:['’]\w+)?\b"
    rf"|(?P<other>(?i:the other)(?: one)?)\b(?! (?i:way|track|role|side|option))"
    rf"|(?P<name>{NAME})(?!['’-]\w)(?P<turn>,? (?i:first|next|now|then)(?=\W*$|[.:,]))?"
    r")"
)
_REPORTS = re.compile(  # what somebody says, of whom it is said behind it
    r"(?i:(?:,| also| always| often| just)* "
    r"(?:says?|said|keeps saying|thinks?|thought|tells? me|told me|claims|reckons|believes|swears|insists)(?: that)?) "
    r"(?=(?:(?i:(?:i|he|she|they)(?:['’]\w+)?|my|our)|[A-Z]\w+)\b)"
)
_HEAD_ENDS = re.compile(r"\s*:\s*|\s[–—-]+\s")
_COACHED = re.compile(
    rf"\b(?:coach|mentor|advise|tutor|teach|manage|represent|interview|interviewed|met)(?:ing)? (?P<called>{_FULL})(?!\w)"
)
_INTRODUCED = re.compile(
    rf"\b(?:(?i:my|our) (?P<kin>(?i:{KIND}))|(?i:an?) (?P<any>(?i:{ANY})))\b"
    rf"(?:,? (?:(?i:called|named) )?(?P<called>{NAME})(?!\w))?"
)
_GOES_ON = re.compile(r"\s*[,:(–—-]\s*(?!(?i:and|but|so|who|which|i|we)\b)\w+\W+\w|\s+(?:who|with)\b", re.IGNORECASE)
_OWNED = re.compile(rf"\b(?:his|her|their) {KIND}\b", re.IGNORECASE)  # "her friend Ben" is no she
_PASTED = re.compile(  # what stands behind it is somebody's own words
    r"(?P<head>[^\"“:\n]{0,100}"
    r"\b(?:wrote|writes|says|said|sent|sends|told me|adds|added|replied|profile|bio|words|message|mail|cv|resume|answers?)\b"
    r"[^\"“:\n]{0,40}):\s*[\"“'‘]?(?P<words>.+?)[\"”'’]?\s*",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i['’]m|i['’]ve)\b", re.IGNORECASE)
_SIBLING = re.compile(r"\b(?:brother|sister|twin|son|daughter)$", re.IGNORECASE)
_IN_TURN = re.compile(r"\b(?:now|next|then|first|second)\b", re.IGNORECASE)
_LEADS = re.compile(_LEAD, re.IGNORECASE)
_TOLD_HEAD = re.compile(rf"\W*(?P<name>{_FULL}(?: [A-Z]\.)?)(?=[,(])")
_TRADES = frozenset(  # parts of what somebody is called that are no names
    f"{ADVISED}|{_NUMBER}|cand|cand.|student|person|your|the|his|her|their|older|younger".split("|")
)
_DOING = re.compile(rf" {_DOES}\b")
_KIN_NAMED = re.compile(rf"\b(?:my|our|your|the|his|her|their) (?P<kin>{KIND}|{ANY})\b", re.IGNORECASE)
_ORDER = ("first", "second", "third", "fourth")
_IN_ORDER = re.compile(
    r"\b(?:the )?(?P<nth>first|second|third|fourth|last|latter)(?: one| candidate| client| person)?(?=\W|$)", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_NO_NAME = re.compile(  # what stands before a colon in a CV or a message, and words that open a sentence as a name does
    r"(?:education|experience|skills?|publications?|papers?|summary|languages?|projects?|awards?|employment|work|background|"
    r"role|degrees?|location|notes?|interests?|hobbies|tools|stack|certificates?|objective|references?|profile|age|name|"
    r"goals?|energy|ambiguity|credentials?|evaluation|target|question|answer|salary|pay|pros|cons|context|here|correction|"
    r"update|edit|ps|tldr|two|three|four|five|both|all|several|candidates?|clients?|people|team|it|this|that|these|those|there|what|who|which|every(?:one|body)|"
    r"nobody|some(?:one|body)|one|now|then|no|yes|well|so|but|and|also|the|a|an|in|at|on|for|"
    r"phd|ph\.d|msc|ml|ai|python|cuda|pytorch)",
    re.IGNORECASE,
)


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


def introduced(sentence: str) -> Portion | None:
    """Whom the writer brings up, and what is said of them behind it: `introduced("I coach Nadia, a postdoc")`."""
    if coached := _COACHED.search(sentence):
        found = entities(coached["called"].lower())
        return None if found.labs or found.roles else Portion(coached["called"], _said_behind(sentence, coached), True, True)
    match = _INTRODUCED.search(sentence)
    if match is None:
        return None
    kin, called = match["kin"] or match["any"], match["called"] or ""
    whose = called if called[:1].isupper() else f"your {kin.lower()}"
    return Portion(whose, _said_behind(sentence, match), True, _advised(kin))


def _said_behind(sentence: str, match: re.Match[str]) -> str:
    """ "I have a client, a postdoc in physics" goes on about the client."""
    behind = sentence[match.end() :]
    return behind.lstrip(" ,:(–—-") if _GOES_ON.match(behind) else ""


def pasted(message: str, known: Mapping[str, str], last: str) -> tuple[str, str] | None:
    """Whose own words a message quotes, and these words; None where it quotes nobody who is introduced or known.

    `pasted('my client wrote: "I love papers"', {}, "")` → `('your client', 'I love papers')`
    """
    match = _PASTED.fullmatch(message)
    if match is None or not _FIRST_PERSON.search(match["words"]):
        return None
    new = introduced(match["head"])
    begins = portions(match["head"], known, "", last=last)[0]
    whose = new.whose if new else begins.whose
    found = [whose] if whose else mentioned(match["head"], known, last)
    return (found[0], match["words"]) if len(found) == 1 and not _FIRST_PERSON.search(match["head"]) else None


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
    found = plainly or perhaps or ([last] if last else [])
    return tuple(sorted(found, key=lambda name: name != last))


def _unowned(name: str) -> str:
    """ "his sister" is a sister, and no he."""
    return name if name[:1].isupper() else name.partition(" ")[2] or name


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
        return Portion(match["whose"] or _same(match["theirs"], known) or sibling, "", True)
    if match["kin"]:
        return Portion(_kin(match, known), listed, True, _advised(match["kin"]))
    if match["oneof"]:
        return Portion(_same(match["oneof"], known) or f"your {match['oneof'].lower()}", "", True, True)
    if match["elder"]:
        return Portion(f"the {match['elder'].split()[1].lower()} one", "", True)
    if match["lower"]:
        found, name = entities(match["lower"]), match["lower"]
        is_name = not (_NO_NAME.fullmatch(name) or found.labs or found.roles)
        return Portion(_as_known(name, known) or name.capitalize(), listed, True, True) if is_name else None
    if match["lettered"]:
        if match["so_called"]:
            return Portion(match["so_called"], listed, True, True)
        return Portion(_as_known(match["lettered"], known) or match["lettered"], listed, True, True)
    if match["trade"]:
        whose = match["so"] or match["full"] or _same(match["trade"], known) or f"the {match['trade'].lower()}"
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
        called = re.compile(rf"(?:{'|'.join(map(re.escape, _calls(name, known[name])))})(?!['’-]?\w)", re.IGNORECASE)
        if found := called.match(sentence, lead.end() if lead else start):
            head = _HEAD_ENDS.match(sentence, found.end())
            return Portion(name, sentence[start : head.end()] if head else "", True, head is not None)
    return None


def _calls(name: str, told: str) -> list[str]:
    """What somebody may be called: by the whole name, a part of it, or the name that their first line begins with."""
    head = _TOLD_HEAD.match(told)
    whole = [name, *([head["name"]] if head and not name[:1].islower() else [])]
    parts = [part for each in whole for part in each.split() if len(part) > 2 and " " in each and each != name.lower()]
    return [*whole, *(part for part in parts if part.lower() not in _TRADES)]


def _named(sentence: str, match: re.Match[str], known: Mapping[str, str], listed: str) -> Portion | None:
    name = match["name"]
    if called := _as_known(name, known):
        return Portion(called, listed, True, bool(listed))
    of = _SUBJECT.match(sentence, match.start() + len(listed)) if listed else None
    if of and (of["kin"] or (of["name"] and _as_known(of["name"], known))):
        return None  # "Correction: Priya dropped out"
    found = entities(name.lower())
    if _NO_NAME.fullmatch(name) or found.labs or found.roles:
        return None
    in_turn = match["turn"] or _IN_TURN.search(sentence, match.start(), match.start("name"))  # "Anna first", "Now Ben"
    before = sentence[: match.start()].strip()
    heads = before == "" or before.endswith(":")  # the line, or a list
    if (listed and (heads or ":" in listed)) or (in_turn and not sentence[match.end() :].strip(" .!")):
        return Portion(name, listed, True, True, guessed=True)
    return Portion(name, "", True, guessed=True) if heads and _DOING.match(sentence, match.end()) else None


def _kin(match: re.Match[str], known: Mapping[str, str]) -> str:
    owner, _, kin = match["kin"].partition(" ")
    if match["called"]:
        return match["called"]
    if owner.lower() == "another":
        return f"the other {kin}"
    return _same(kin, known) or (f"your {kin}" if owner.lower() in ("my", "our") else f"the {kin}")


def _same(kin: str, known: Mapping[str, str]) -> str | None:
    """The known person of that kinship or trade: "my son" is Tom, of whom was told as "my son Tom"."""
    noun = kin.split()[-1].lower()
    for name, told in known.items():
        by_name = re.compile(rf"\b{noun}\b,? (?:called |named )?{re.escape(name)}\b", re.IGNORECASE)
        if name.lower().split()[-1] == noun or by_name.search(told):
            return name
    return None


def _as_known(name: str, known: Iterable[str]) -> str | None:
    """The known person of that name, or with it as the first or the last of two: Lars is Lars Holm."""
    said = name.lower()
    whole = next((each for each in known if each.lower() == said), None)
    return whole or next((each for each in known if said in each.lower().split() and each[:1].isupper()), None)


def _advised(kin: str) -> bool:
    return re.search(rf"\b{ADVISED}$", kin, re.IGNORECASE) is not None


def mentioned(text: str, known: Mapping[str, str], last: str = "") -> list[str]:
    """Those known whom a text means: by name, by kinship ("my son" is Tom), in their order ("the second one"), as "she".

    `mentioned("and the second one?", {"Ben": "", "Ana": ""})` → `['Ana']`
    """
    found = [name for name in known if named(text, [name]) or _called(text, name, known[name])]
    for match in _KIN_NAMED.finditer(text):
        found += [name] if (name := _same(match["kin"], known)) and name not in found else []
    for match in _IN_ORDER.finditer(text) if len(known) > 1 else ():
        nth = match["nth"].lower()
        those = [*known][_ORDER.index(nth) :][:1] if nth in _ORDER else [*known][-1:]
        found += [name for name in those if name not in found]
    if not found:
        for match in PRONOUN.finditer(text):
            found += [name for name in goes_on_with(match[0], known, last)[:1] if name not in found]
    return found


def _called(text: str, name: str, told: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.IGNORECASE) for each in _calls(name, told))
