"""A follow-up read with what it follows: "and at DeepMind?", "why?", "how many levels does it have".

No language model: either the names in the earlier question are exchanged for the new ones, or the earlier question is
carried along in front.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from advisor.answering.entities import LABS, ROLE_NAMES, ROLES, entities, replaced
from advisor.search.wording import read_as

_OPENING = re.compile(
    r"(?:and|but|so|or|ok|okay|then|also|plus|hm+|what about|how about|same (?:for|with)|what if|says who|who says|"
    r"why|why so|why not|how so|how come|since when|source|really|is that|are those|like what|such as|for example|e\.g\.|"
    r"which one|which ones|tell me more|more|go on|yes|no|sure)\b"
)
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|that|those|these|this|there|he|him|his|she|her|such|same|other one|the other|the latter|"
    r"the former|one|ones|both|either|instead|else|again)\b"
)
_FILLER = re.compile(
    r"\b(?:and|but|so|or|ok|okay|then|also|what|how|about|is|are|do|does|for|with|at|in|of|the|a|an|on|same|there|it|"
    r"i|mean|meant|its|their|our|his|her|like|all|over|here|now|please|though|too|as|well|actually|"
    r"people|folks?|lot|crowd|crew|guys|type|types|side|role|roles|job|jobs|track|tracks|ones|one|lab|labs)\b|[^\w\s]"
)
_THE_OTHER = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|now|what about|how about|for|in|at|with)\b\W*)*"
    r"(?:the )?other (?:one|role|side|job|track)\W*$"
)
_AND_THAT = re.compile(r"^\W*(?:and|or|what about|how about)\b(?: [\w'’-]+){1,2}\W*$")  # "and equity?"
_PEOPLE = re.compile(r"\b(?:they|them|he|she|him|(?P<owner>their|his))\b", re.IGNORECASE)
_THING = re.compile(r"\bit\b", re.IGNORECASE)  # "and they test it, how?" is on the matter, and "they" are the labs
LONGEST = 14  # words: a longer question stands on its own


class Resolved(NamedTuple):
    """A question as it stands after earlier ones; `behind` is the one that it was joined to, "" where to none."""

    text: str
    behind: str = ""


def in_context(question: str, after: Sequence[str], follows: Callable[[str], bool] | None = None) -> Resolved:
    """The question as it stands after the earlier ones, all in read form, oldest first.

    `in_context("why?", ["what is the pay?"])` → `Resolved(text='what is the pay, why?', behind='what is the pay')`

    A question that stands on its own comes back unchanged.
    """
    resolved = Resolved("")
    for text in (*after, question):
        resolved = _resolved(text, resolved.text, follows or is_follow_up)
    return resolved


def is_follow_up(question: str) -> bool:
    """True where it opens or points like one, and is short."""
    count = len(question.split())
    return count <= LONGEST and (count <= 2 or bool(_OPENING.match(question) or _POINTING.search(question)))


def only_names(question: str) -> bool:
    """True where it holds names of labs or roles and little words only: `only_names("and deepmind?")` → `True`."""
    read = read_as(question)
    named = entities(read)
    rest = read
    for kind in (LABS, ROLES):
        rest = replaced(rest, kind=kind, to=" ")
    return bool(named.labs or named.roles) and not _FILLER.sub(" ", rest).split()


def the_other(question: str) -> bool:
    """`the_other("and the other one?")` → `True`"""
    return _THE_OTHER.match(question) is not None


def goes_on(question: str) -> bool:
    """True where its form alone says that it follows: `goes_on("and equity?")` → `True`"""
    return only_names(question) or the_other(question) or _AND_THAT.match(question) is not None


def _resolved(question: str, earlier: str, follows: Callable[[str], bool]) -> Resolved:
    if not earlier or not follows(question):
        return Resolved(question)
    if exchanged := _exchanged(question, earlier):
        return Resolved(exchanged)
    return Resolved(joined(earlier, question), _unended(earlier))


def joined(earlier: str, question: str) -> str:
    """`joined("what is the pay?", "and later?")` → `'what is the pay, and later?'`; the encoder has learned such pairs."""
    return f"{_unended(earlier)}, {question}"


def _unended(question: str) -> str:
    return question.rstrip("?. ")


def with_names(question: str, earlier: str) -> str:
    """The question on the role of the earlier one, which stands for a pronoun, and at its lab; "" without a role.

    `with_names("and how much do they earn?", "what does a research engineer do at openai?")` →
    `'and how much do research engineers earn at openai?'`
    """
    asked, named = entities(read_as(earlier)), entities(read_as(question))
    if len(asked.roles) != 1 or named.roles or _THING.search(question):
        return ""
    role = ROLE_NAMES[asked.roles[0]]
    text = _PEOPLE.sub(lambda match: f"{role}s'" if match["owner"] else f"{role}s", _unended(question), count=1)
    text = text if _PEOPLE.search(question) else f"{text} for {role}s"
    lab = f" at {asked.labs[0].lower()}" if len(asked.labs) == 1 and not named.labs else ""
    return f"{text}{lab}?"


def _exchanged(question: str, earlier: str) -> str:
    """The earlier question with the names of this one, where this one is names and little words only.

    "The other one" is the other role, where there are two and the earlier question named one.
    """
    if the_other(question) and len(ROLES) == 2 and len(asked := entities(earlier).roles) == 1:
        other = next(role for role in ROLES if role not in asked)
        return replaced(earlier, kind=ROLES, to=ROLE_NAMES[other])
    if not only_names(question):
        return ""
    named = entities(question)
    text = earlier
    if named.labs:
        words = " and ".join(name.lower() for name in named.labs)
        text = replaced(text, kind=LABS, to=words) if entities(text).labs else f"{_unended(text)} at {words}"
    if named.roles:
        words = " and ".join(ROLE_NAMES[role] for role in named.roles)
        text = replaced(text, kind=ROLES, to=words) if entities(text).roles else f"{_unended(text)} for {words}"
    return text
