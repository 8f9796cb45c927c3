"""Other people by name: "about Ben: …" opens a profile of Ben's own, and nothing of it touches the writer's.

Takes a message and the names known; gives whose it is. What is said of Ben is read as if he said it himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.answering.entities import entities
from advisor.answering.followup import only_names
from advisor.conversation.conversation import WRITER
from advisor.kin import HE, KIND, SHE

_LETTERED = r"(?i:candidate|client|applicant|student|person|cand\.?) (?:[A-Z]|\d{1,2})"  # "client A"
_KIN = rf"(?:my|our|the|a|this|her|his|their) {KIND}"
_LETTER = r"[A-Z](?!\w)"  # "B", of the client B who is known
_NAME = r"[A-Z][\w'’-]*\w(?: [A-Z][\w'’-]*\w)?"
_SO = r"^\W*(?:(?i:and|so|ok|okay|now|next|then|please)\b\W*)*"
_ABOUT = re.compile(
    rf"{_SO}(?i:(?:what |how )?about|for|regarding|profile of|concerning) "
    rf"(?P<name>{_LETTERED}|{_LETTER}|(?:(?i:{_KIN}),? )?{_NAME}|(?i:{_KIN}))"
    r"\s*(?:[:,–—-]+\s*(?P<rest>.+)|[.…]*$)",
    re.DOTALL,
)
_NEXT = re.compile(  # amid talk of others: "Now Ben. PhD, one paper", "Anna first: she …"
    rf"^\W*(?:(?P<lead>(?i:(?:ok|okay|so|and|first|second|third|now|next|then),? )*)(?P<name>(?-i:{_NAME}))"
    rf"|(?P<before>{_NAME}),? (?i:first|now|next|then))\s*[.:,–—-]+\s+(?P<rest>.+)",
    re.DOTALL,
)
_MYSELF = re.compile(
    rf"{_SO}(?:(?:about me|back to me|for me|about myself|my turn)\b(?! (?:again|now|then)\W*$)[\s:,.–—-]*(?P<rest>.*)$"
    r"|(?:but )?(?:(?:what|how) about |for )?(?:me|myself)(?: (?:again|now|then))*\W*$)",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(rf"^(?i:{_KIN}),? (?=[A-Z])")  # what is in front of a name: "my sister" Maria
_WHAT_ABOUT = re.compile(
    rf"{_SO}(?:(?i:back to|what(?:'s| is)|(?:what|how) about|(?:the )?verdict (?:for|on|of)),? )*"
    rf"(?P<name>{_LETTERED}|{_LETTER}|{_NAME}|(?i:{_KIN}))(?:['’]s (?i:verdict|result|turn)| (?i:again|now|then))*\s*[?.]*$"
)
_COMPARE_ALL = re.compile(
    rf"{_SO}(?:compare|put|show)(?: (?:them|both|the two|these two|us))?"
    r"(?: (?:both|side by side|together))*(?: please)?\W*$",
    re.IGNORECASE,
)
_FORGETS = re.compile(rf"{_SO}(?:forget|delete|remove|erase|drop)(?: about)? (?P<name>.+?)(?: please)?\W*$", re.IGNORECASE)
_WHY = re.compile(rf"{_SO}(?:but )?why (?:not )?(?P<name>.+?)\W*$", re.IGNORECASE)
_PERSON = rf"{_LETTERED}|{_LETTER}|{_NAME}|(?i:{_KIN}|me)"
_COMPARE = re.compile(
    rf"{_SO}(?i:compare|put|show) (?P<one>{_PERSON}) (?i:and|with|to|against|beside) "
    rf"(?P<other>{_PERSON})\W*$"
)
_INTRODUCED = re.compile(
    r"^\W*(?:(?i:hi|hello|hey|ok|okay|so|well|now|evening|morning|good)\b\W*)*(?i:asking for |it'?s (?:about|for) )?"
    rf"(?:(?P<kin>(?i:(?:my|our) {KIND}))(?:,? (?P<name>{_NAME}))?,?"
    rf"|(?P<their>(?i:the (?:candidate|applicant|client))|{_LETTERED})"
    rf"|(?:(?i:candidate|client|first|second|third|next)\W+)?(?P<alone>{_NAME})(?=[:,]))(?=[ .,:;–—-])"
)
_LETTERED_FIRST = re.compile(rf"^\W*(?P<name>{_LETTERED}|{_LETTER})\s*(?::|,? [–—-])\s+(?P<rest>.+)", re.DOTALL)
_EACH = re.compile(  # "cand A: MSc, six years. cand B: PhD, four papers"
    rf"(?:^|(?<=[.;!?\n]))\s*(?:(?i:and|then) )?(?P<name>{_LETTERED}|(?i:(?:my|our) {KIND}))(?::| [–—-])\s+"
)
_OWN = re.compile(rf"\b(?:my(?! {KIND}\b)|mine|myself|for me|am i|about me)\b", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:his|hers?|their)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_OPENS = re.compile(rf"{_SO}(?:(?i:also|but|actually),? )*(?P<who>(?i:she|he))\b")
_OF_ME = {"has": "have", "is": "am", "does": "do"}
_HATES = re.compile(
    r"(?:\bI|(?P<joins>\band|\bbut|,)) (?P<verb>love|like|hate|want|prefer|enjoy|need|dislike|dream|hope|wish|work|write|"
    r"read|build|run|lead|get|think|feel|find|care|tend)s\b"
)
_OBJECT = re.compile(r"\b(?:him|them)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addressed:
    """`name` is whose the message is, "" the writer's; `rest` what it says of them, "" where it only names them."""

    name: str
    rest: str


def addressed(message: str, known: Sequence[str] = (), *, before: Iterable[str] = ()) -> Addressed | None:
    """Whose a message says that it is, None where it does not say; "what about Ben?" says so of a Ben who is known.

    `before` are the messages so far: "Now Ben. A PhD and two papers" is about Ben where he was spoken of.

    `addressed("about Ben: 8 years of CUDA")` → `Addressed(name='Ben', rest='8 years of CUDA')`
    """
    if match := _MYSELF.match(message):
        return Addressed(WRITER, (match["rest"] or "").strip())
    for form in (_ABOUT, _LETTERED_FIRST):
        if match := form.match(message):
            called = _plain(_CALLED.sub("", match["name"]))
            if whose := _known(called, known) or (called if len(called) > 1 else ""):
                return Addressed(whose, (match["rest"] or "").strip())
    spoken_of = "\n".join(before)
    if match := _NEXT.match(message):
        name = match["name"] or match["before"]
        led = bool(match["lead"] or match["before"])  # "PhD, two papers" is about nobody called PhD
        if name in known or (led and re.search(rf"\b{re.escape(name)}\b", spoken_of)):
            return Addressed(name, match["rest"].strip())
    if match := _WHAT_ABOUT.match(message):
        called = _plain(match["name"])
        if name := _known(called, known) or (called if known and called.startswith("your ") else ""):  # "and my son?"
            return Addressed(name, "")
    return None


def introduced(message: str) -> str:
    """Whom a message begins to tell of, by name or as a reply calls them; "" where it begins otherwise.

    `introduced("my daughter has a PhD")` → `'your daughter'`
    """
    match = _INTRODUCED.match(message)
    return _plain(match["name"] or match["kin"] or match["their"] or match["alone"]) if match else ""


def several(message: str) -> list[Addressed]:
    """Each of the people whom a message sets side by side, with what it says of them; none of fewer than two.

    `several("candidate A: 6 years of infra. candidate B: a PhD")` has what is said of candidate A and of candidate B.
    """
    found = list(_EACH.finditer(message))
    ends = [*(match.start() for match in found[1:]), len(message)]
    each = [Addressed(_plain(m["name"]), message[m.end() : end].strip()) for m, end in zip(found, ends, strict=False)]
    return each if len({whose.name for whose in each}) == len(each) > 1 else []


def compared(message: str, known: Sequence[str]) -> tuple[str, str] | None:
    """The two people that a message wants side by side, where both are known or the writer: "compare Anna and Ben"."""
    if _COMPARE_ALL.match(message) and len(known) > 1:
        return known[-2], known[-1]
    match = _COMPARE.match(message)
    if match is None:
        return None
    pair = tuple(_known(_plain(match[group]), known) for group in ("one", "other"))
    return (pair[0], pair[1]) if pair[0] is not None and pair[1] is not None else None


def named(message: str, known: Sequence[str]) -> str | None:
    """The one known person whom a message names, else None."""
    found = [name for name in known if re.search(rf"(?<!\w){_as_called(name)}(?!\w)", message, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None


def is_subject(name: str, message: str) -> bool:
    """True where a message begins by telling of the person: "sorry, Ben actually has nine years"."""
    opening = r"\W*(?:(?:sorry|no|nope|oh|ok|okay|wait|actually|and|but|also|well|so)\b\W*)*"
    return re.match(rf"{opening}{_as_called(name)}(?!\w)(?!\W*\?)", message, re.IGNORECASE) is not None


def person_to_forget(message: str, known: Sequence[str]) -> str | None:
    """The known person of whom nothing is to be held any more: `person_to_forget("forget Tom", ["Tom"])` → `'Tom'`."""
    match = _FORGETS.match(message)
    return _the_one(match["name"], known) if match else None


def meant(message: str, about: str, told: Mapping[str, str]) -> tuple[str, ...]:
    """Whom a message may mean that opens with "she" or "he": of all of whom something was `told`, those whom it fits.

    `meant("she is 30", "Ben", {"Ben": "his kernels", "Anna": "a PhD"})` → `('Anna',)`; who was spoken of last comes first.
    """
    opens = _OPENS.match(message)
    if opens is None:
        return (about,)
    fits, other = (SHE, HE) if opens["who"].lower() == "she" else (HE, SHE)
    plainly = [name for name, text in told.items() if fits.search(f"{name} {text}")]
    perhaps = [name for name, text in told.items() if not other.search(f"{name} {text}")]
    found = plainly or perhaps or [about]
    return (about,) if about in plainly else tuple(sorted(found, key=lambda name: name != about))


def answers_whom(message: str, known: Sequence[str]) -> str | None:
    """The known person whom a message names and nothing else: `answers_whom("I mean Anna", ["Anna"])` → `'Anna'`."""
    return _the_one(message, known, lead=r"\W*(?:(?:i mean|i meant|about|of|it'?s|that'?s)\b)?\W*", close=r"\W*")


def asks_why_of(message: str, name: str) -> bool:
    """True where the reasons of somebody's verdict are asked for: `asks_why_of("why Sara?", "Sara")` → `True`."""
    match = _WHY.match(message)
    return match is not None and re.fullmatch(_as_called(name), match["name"], re.IGNORECASE) is not None


def unnamed(message: str, name: str) -> str:
    """The message without the person it asks about: `unnamed("what is missing for Ben?", "Ben")` → `'what is missing?'`"""
    return re.sub(rf"(?: (?:for|of|about|on|with))? (?<!\w){_as_called(name)}(?!\w)", "", message, flags=re.IGNORECASE)


def asks_of_own(message: str) -> bool:
    """True where the writer's own is asked for, whoever was spoken of: `asks_of_own("and my verdict?")` → `True`"""
    return _OWN.search(message) is not None


def only_roles(message: str, name: str) -> bool:
    """True of roles and a person alone, who may be one of them: `only_roles("is Lee an RE?", "Lee")` → `True`."""
    rest = re.sub(rf"(?<!\w){_as_called(name)}(?!\w)", " ", message, flags=re.IGNORECASE)
    return only_names(rest) and not entities(rest.lower()).labs


def names_the_subject(text: str) -> bool:
    """True of a lab or a role: "about OpenAI: …" is about no person."""
    found = entities(text.lower())
    return bool(found.labs or found.roles) or only_names(text)


def in_general(question: str, name: str, role: str = "", *, spoken_of: bool = False) -> str:
    """The question without the person: the source knows their role at most; `spoken_of` makes "she" them as well.

    `in_general("what would Ben earn?", "Ben", "research engineer")` → `'what would a research engineer earn?'`
    """
    one = f"{'an' if role[:1] in 'aeiou' else 'a'} {role}" if role else "someone"
    whose = f"{one}'s" if role else "the"
    called = _as_called(name)
    owner = rf"(?:{called}['’]s|his|her(?= \w))" if spoken_of else rf"{called}['’]s"
    subject = rf"(?:{called}|he|she)" if spoken_of else called
    question = re.sub(rf"(?<!\w){owner}(?!\w)", whose, question, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){subject}(?!\w)", one, question, flags=re.IGNORECASE)


def first_person(text: str, name: str) -> str:
    """What is said of somebody as they would say it.

    `first_person("Ben has a PhD and hates his tickets", "Ben")` → `'I have a PhD and I hate my tickets'`
    """
    called = rf"(?<!\w)(?:(?:my|our) {KIND},? )?{_as_called(name)}"
    text = re.sub(rf"{called}['’]s(?!\w)", "my", text, flags=re.IGNORECASE)
    text = re.sub(rf"{called}(?!\w)", "I", text, flags=re.IGNORECASE)
    text = _OBJECT.sub("me", _SUBJECT.sub("I", _OWNER.sub("my", text)))
    text = re.sub(r"\b(I|and|but) (has|is|does)\b", lambda match: f"{match[1]} {_OF_ME[match[2]]}", text)
    return _HATES.sub(lambda match: " ".join(filter(None, (match["joins"], "I", match["verb"]))), text)


def _as_called(name: str) -> str:
    """How the writer calls them, as a pattern: who is "your sister" to whom replies is "my sister" to the writer."""
    owner, _, rest = name.partition(" ")
    if re.fullmatch(_LETTERED, name):  # client B is called B as well, and no article is
        return rf"(?:{re.escape(name)}|(?-i:{rest})(?=\W*$|[?:,;'’]| (?:and|or|vs|is|has|was|an?|would|should|actually)\b))"
    return rf"(?:my|our|your|the|this) {re.escape(rest)}" if owner in ("your", "the") and rest else re.escape(name)


def _the_one(words: str, known: Sequence[str], *, lead: str = "", close: str = "") -> str | None:
    """The known person whom the words call, between the patterns given, and nothing else."""
    return next((name for name in known if re.fullmatch(f"{lead}{_as_called(name)}{close}", words, re.IGNORECASE)), None)


def _known(name: str, known: Sequence[str]) -> str | None:
    if name.lower() == "me":
        return WRITER
    return next((each for each in known if each.lower() == name.lower() or each.split()[-1] == name), None)


def _plain(name: str) -> str:
    """Without the word in front: "my daughter" → "your daughter" is said by who replies."""
    return re.sub(r"(?i)^(?:my|our|a|this)\b(?= )", lambda m: {"my": "your", "our": "your"}.get(m[0].lower(), "the"), name)
