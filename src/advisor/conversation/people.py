"""Other people by name: "about Ben: …" opens a profile of Ben's own, and nothing of it touches the writer's.

Takes a message and the names known; gives whose it is. What is said of Ben is read as if he said it himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.entities import entities
from advisor.answering.followup import only_names
from advisor.conversation.conversation import WRITER
from advisor.kin import KIND

_LETTERED = r"(?i:cv|candidate|client|applicant|student|person|cand\.?) (?:[A-Z]|\d{1,2})"  # "client A"
_KIN = rf"(?:my|our|the|a|this|her|his|their) {KIND}"
_LETTER = r"[A-Z](?!\w)"  # "B", of the client B who is known
_NAME = r"[A-Z][\w'’-]*\w(?: [A-Z][\w'’-]*\w)?"
_SO = r"^\W*(?:(?i:and|so|ok|okay|now|next|then|please)\b\W*)*"
_ABOUT = re.compile(
    rf"{_SO}(?i:(?:hi|hey|hello|a|quick|questions?|this is|it['’]?s|asking|not for me)\b\W*)*"
    rf"(?i:(?:what |how )?about|for|regarding|profile of|concerning) "
    rf"(?P<name>{_LETTERED}|{_LETTER}|(?:(?i:{_KIN}),? )?{_NAME}|(?i:{_KIN}))"
    r"\s*(?:[:,–—-]+\s*(?P<rest>.+)|[.…]*$)",
    re.DOTALL,
)
_ASKS = re.compile(  # "Marco asks what score he needs"
    rf"{_SO}(?P<name>{_LETTERED}|(?:(?i:{_KIN}),? )?{_NAME}|(?i:{_KIN}|she|he)) (?i:(?:also |now |just )*"
    r"(?:asks?|asked|is asking|wants to know|wonders?|wondered|would like to know)(?: me| us)?,?)"
    r" (?P<rest>(?i:whether|if|what|how|which|why|when|where|who)\b.+)",
    re.DOTALL,
)
_MYSELF = re.compile(
    rf"{_SO}(?:(?:about me|back to me|for me|about myself|my turn)\b(?! (?:again|now|then)\W*$)[\s:,.–—-]*(?P<rest>.*)$"
    r"|(?:but )?(?:(?:what|how) about |for )?(?:me|myself)(?: (?:again|now|then))*\W*$)",
    re.IGNORECASE | re.DOTALL,
)
_YOURS = re.compile(rf"your {KIND}", re.IGNORECASE)
_CALLED = re.compile(rf"^(?i:{_KIN}),? (?=[A-Z])")  # what is in front of a name: "my sister" Maria
_WHAT_ABOUT = re.compile(
    rf"{_SO}(?:(?i:back to|tell me about|what(?:'s| is)|(?:what|how) about|(?:the )?verdict (?:for|on|of)),? )*"
    r"(?P<name>\w[^?!.,:]*?)(?:['’]s (?i:verdict|result|turn)| (?i:again|now|then))*\s*[?.!]*$"
)
_COMPARE_ALL = re.compile(
    rf"{_SO}(?:compare|put|show)(?: (?:them|both|the two|these two|us))?"
    r"(?: (?:both|side by side|together))*(?: please)?\W*$",
    re.IGNORECASE,
)
_FORGETS = re.compile(
    rf"{_SO}(?:forget|delete|remove|erase|drop)(?: about)? (?P<name>\w.*?)(?: please)?(?:[,;:–—]\s.*|\W*)$", re.IGNORECASE
)
_WHY = re.compile(rf"{_SO}(?:but )?why (?:not )?(?P<name>.+?)\W*$", re.IGNORECASE)
_COMPARE = re.compile(
    rf"{_SO}(?:compare|put|show) (?P<one>\w.*?) (?:and|with|to|against|beside|vs) (?P<other>\w.*?)\W*$", re.IGNORECASE
)
_OWN = re.compile(rf"\b(?:i|me|my(?! {KIND}\b)|mine|myself)\b", re.IGNORECASE)
_LEADS = r"\W*(?:(?:and|so|ok|okay|now|then|what|how|about|for|back|to)\b\W*)*"
_ONLY_MENTIONS = re.compile(
    rf"{_LEADS}(?:(?:the )?(?:first|second|third|last)(?: one| candidate| client)?|he|she|him|her|(?:my|our) {KIND})"
    r"(?: (?:again|now|then))*\W*$",
    re.IGNORECASE,
)
_LIKE_ME = re.compile(
    r"(?P<of> (?:for|of|to|from))? (?:someone|somebody|anyone|people|a person|one) like me\b", re.IGNORECASE
)
_OWNER = re.compile(r"\b(?:his|hers?|their)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
OPENS = re.compile(rf"{_SO}(?:(?i:also|but|actually),? )*(?P<who>(?i:she|he))\b")
_OF_ME = {  # "she's been" stays apart from "she's happy"; both are heard alike
    "has": "have", "is": "am", "does": "do", "doesn't": "don't", "hasn't": "haven't", "isn't": "am not", "'s": "am",
    "s": "am", "'ve": "have", "'d": "would", "'ll": "will", "'re": "am",
}  # fmt: skip
IS_SO = (
    r"(?:an?|the|not|in|at|very|really|so|just|only|always|never|happy|keen|fond|bored|tired|good|bad|into|\w+ing|\w+est)\b"
)  # behind it "Ben's" is "Ben is"
_SHORT_FORM = re.compile(r"\b(?:he|she|they)(?P<verb>['’](?:s|ve|d|ll|re)|(?<=he)s)\b", re.IGNORECASE)
_OF_THEM = re.compile(  # a verb right behind "I"; and one that goes on without a subject
    r"(?P<joins>(?P<i>\bI (?:(?:also|always|never|really|still|just|only|mostly|\w+ly) )?)|\band|\bbut|,|^)\s*"
    r"(?P<verb>(?(i)(?!always|perhaps|sometimes|was)(?:\w+[a-rt-z]s|has|is|does|(?:does|has|is)n['’]t)|"
    r"(?:has|is|does|loves?s|likes|hates|wants|prefers|enjoys|needs|dislikes|dreams|hopes|wishes|works|writes|reads|builds|"
    r"runs|leads|gets|thinks|feels|finds|cares|tends|spends|studies|teaches|lives|freezes|cries|knows|codes|plans|aims)))\b"
)
_OBJECT = re.compile(
    r"\b(?:him|them)\b|\bher\b(?=\W*$|[?.!,;:]|\W+(?:to|for|in|at|as|and|or|now|then|next|so|yet|if|because)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """`name` is whose the message is, "" the writer's; `rest` what it says of them, "" where it only names them."""

    name: str
    rest: str


def addressed(message: str, known: Sequence[str] = ()) -> Addressed | None:
    """Whose a message says that it is, None where it does not say; "what about Ben?" says so of a Ben who is known.

    `addressed("about Ben: 8 years of CUDA")` → `Addressed(name='Ben', rest='8 years of CUDA')`
    """
    if match := _MYSELF.match(message):
        return Addressed(WRITER, (match["rest"] or "").strip())
    if match := _ABOUT.match(message):
        called = _plain(_CALLED.sub("", match["name"]))
        if whose := _known(called, known) or (called if len(called) > 1 else ""):
            return Addressed(whose, (match["rest"] or "").strip())
    if match := _ASKS.match(message):
        called = _plain(_CALLED.sub("", match["name"]))
        if asker := _known(called, known):
            return Addressed(asker, match["rest"])
    if match := _WHAT_ABOUT.match(message):
        called = _plain(match["name"])
        if name := _known(called, known) or (called if known and _YOURS.fullmatch(called) else ""):  # "and my son?"
            return Addressed(name, "")
    return None


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


def person_to_forget(message: str, known: Sequence[str]) -> str | None:
    """The known person of whom nothing is to be held any more: `person_to_forget("forget Tom", ["Tom"])` → `'Tom'`."""
    match = _FORGETS.match(message)
    return _the_one(match["name"], known) if match else None


def answers_whom(message: str, known: Sequence[str]) -> str | None:
    """The known person whom a message names and nothing else: `answers_whom("I mean Anna", ["Anna"])` → `'Anna'`."""
    return _the_one(message, known, lead=r"\W*(?:(?:i mean|i meant|about|of|it'?s|that'?s)\b)?\W*", close=r"\W*")


def asks_why_of(message: str, name: str) -> bool:
    """True where the reasons of somebody's verdict are asked for: `asks_why_of("why Sara?", "Sara")` → `True`."""
    match = _WHY.match(message)
    return match is not None and re.fullmatch(_as_called(name), match["name"], re.IGNORECASE) is not None


def asks_of_own(message: str) -> bool:
    """True where the writer's own is asked for, whoever was spoken of: `asks_of_own("and my verdict?")` → `True`"""
    return _OWN.search(message) is not None


def only_roles(message: str, name: str) -> bool:
    """True of roles and a person alone, who may be one of them: `only_roles("is Lee an RE?", "Lee")` → `True`."""
    rest = re.sub(rf"(?<!\w){_as_called(name)}(?!\w)", " ", message, flags=re.IGNORECASE)
    return only_names(rest) and not entities(rest.lower()).labs


def only_mentions(message: str, name: str) -> bool:
    """True where a message does no more than mention somebody: "and the second one?", "what about her?", "and my son?"."""
    return _ONLY_MENTIONS.match(message) is not None or _the_one(message, [name], lead=_LEADS, close=r"\W*") is not None


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
    owner = rf"(?:{called}['’]s|his|her(?= (?!an?\b|the\b)\w))" if spoken_of else rf"{called}['’]s"
    subject = rf"(?:{called}|he|she)" if spoken_of else called
    question = re.sub(rf"(?<!\w){owner}(?!\w)", whose, question, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){subject}(?!\w)", one, question, flags=re.IGNORECASE)


def like_me(question: str, role: str) -> str:
    """The question with the writer's role for "someone like me", without the words where there is none.

    `like_me("what's the pay for someone like me at Anthropic", "")` → `"what's the pay at Anthropic"`
    """
    one = f" {'an' if role[:1] in 'aeiou' else 'a'} {role}"
    return _LIKE_ME.sub(lambda match: f"{match['of'] or ''}{one}" if role else "" if match["of"] else match[0], question)


def called_anew(text: str, name: str, other: str) -> str:
    """`called_anew("Ana wants a lab", "Ana", "Lee")` → `'Lee wants a lab'`"""
    return re.sub(rf"(?<!\w){_as_called(name)}(?!\w)", lambda _: other, text, flags=re.IGNORECASE)


def first_person(text: str, name: str) -> str:
    """What is said of somebody as they would say it.

    `first_person("Ben has a PhD and hates his tickets", "Ben")` → `'I have a PhD and I hate my tickets'`
    """
    owned = rf"(?:my|our|the|this|an?|his|her|their) {KIND},? "
    called = rf"(?<!\w)(?:(?:{owned})?{_as_called(name)}|(?:my|our|the|this) {KIND})(?!\w)"
    text = re.sub(rf"{called}['’]s (?={IS_SO})", "I am ", text, flags=re.IGNORECASE)
    text = re.sub(rf"{called}['’]s(?!\w)", "my", text, flags=re.IGNORECASE)
    text = re.sub(called, "I", text, flags=re.IGNORECASE)
    text = _SHORT_FORM.sub(lambda match: f"I {_OF_ME[match['verb'].lower().replace('’', chr(39))]}", text)
    text = _OBJECT.sub("me", _SUBJECT.sub("I", _OWNER.sub("my", text)))
    return _OF_THEM.sub(lambda match: f"{match['joins']}{'' if match['i'] else ' I '}{_of_me(match['verb'])}".lstrip(), text)


def _of_me(verb: str) -> str:
    """`_of_me("hates")` → `'hate'`"""
    if verb.lower() in _OF_ME:
        return _OF_ME[verb.lower()]
    return f"{verb[:-3]}y" if verb.endswith("ies") else re.sub(r"(?:(?<=ss|sh|ch)|(?<=[xo]))es$|s$", "", verb)


def _as_called(name: str) -> str:
    """How the writer calls them, as a pattern: who is "your sister" to whom replies is "my sister" to the writer."""
    owner, _, rest = name.partition(" ")
    if re.fullmatch(_LETTERED, name):  # client B is called B as well, and no article is
        return rf"(?:{re.escape(name)}|(?-i:{rest})(?=\W*$|[?:,;'’]| (?:and|or|vs|is|has|was|an?|would|should|actually)\b))"
    if owner in ("your", "the") and rest:
        return rf"(?:my|our|your|the|this) {re.escape(rest)}"
    return rf"(?:{re.escape(name)}|{re.escape(owner)}|{re.escape(rest)})" if rest and name[:1].isupper() else re.escape(name)


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
