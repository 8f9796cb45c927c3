"""A question as read: abbreviations spelled out, spelling repaired, follow-ups resolved, names and kind found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.answering.entities import Entities, entities
from advisor.answering.followup import in_context, is_follow_up
from advisor.clauses import AUXILIARIES
from advisor.search.wording import Speller, names_in, read_as, terms

Kind = Literal["amount", "duration", "yes_no", "list", "comparison", "reason", "other"]

_FORMS: tuple[tuple[Kind, str], ...] = (
    ("comparison", r"\b(?:versus|compare[ds]?|comparison|differ|differences?|different|both|or the)\b|\bbetter\b.*\bor\b"),
    (
        "list",
        r"\b(?:list|what are (?:the|all)|all the|name the|"
        r"which (?:\w+ )?(?:questions|topics|things|skills|rounds|steps|labs|fields|subjects))\b",
    ),
    ("duration", r"\bhow (?:long|many (?:years|weeks|months|minutes|days|hours))\b|\b(?:duration|timeline)\b"),
    (
        "amount",
        r"\bhow (?:much|many|high|big)\b|"
        r"\b(?:pay|paid|salary|salaries|compensation|median|range|percent|percentage|rate)\b",
    ),
    ("reason", r"\b(?:why|how come|what for|reason)\b"),
    ("yes_no", rf"^(?:{'|'.join((*AUXILIARIES, 'must', 'may', 'has', 'have', 'am'))})\b"),
)
# What joins a question to nothing; "and for scientists?" lacks its matter and stays as it is.
_JOINING = re.compile(r"^\W*(?:and|but|or|also|plus)\b\W*(?=\w)(?!(?:for|at|in|on|with|as)\b)")
_OF_SOURCE = re.compile(  # that it is asked of the source says nothing of what is asked
    r"^\W*(?:(?:and|but|so|ok|hi)\b\W*)*"
    r"(?:(?:what )?(?:does|did|do|would|will) (?:the|this|your|that|its|his) (?:guide|source|article|text|author|piece)s? "
    r"(?:say|mention|tell|write|have|speak|talk|cover|contain|state)(?: (?:us|me|anything|something|much|a word|there))*"
    r"|is there (?:anything|something|a word)(?: in (?:the|this|your) (?:guide|source|article|text))?)"
    r" (?:about|on|of|regarding|concerning|that|whether) (?=\w+\W+\w)"
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed, `read_as` as understood, `alone` the same without the earlier questions.

    `foreign` is the probability, by hearing, that it has nothing to do with the subject. `around` is what its vector is
    averaged with: the question with what it follows, or the message that it stands in. `behind` is the earlier question
    that a follow-up is read behind, "" where it is none or takes the earlier one's words with names of its own.
    """

    text: str
    read_as: str
    alone: str
    around: str
    entities: Entities
    kind: Kind
    terms: tuple[str, ...]
    behind: str = ""
    foreign: float = 0.0

    @property
    def stands_alone(self) -> bool:
        return self.around == self.alone


def read(
    text: str,
    *,
    after: Sequence[str] = (),
    speller: Speller,
    follows: Callable[[str], bool] = is_follow_up,
    within: str = "",
) -> Query:
    """Read a question; `after` holds the user's earlier questions, oldest first, `follows` says what is a follow-up.

    `within` is the message that the question stands in, where it is more than the question.
    """
    alone, *earlier = [_OF_SOURCE.sub("", speller.repair(read_as(part), names=names_in(part))) for part in (text, *after)]
    if not earlier:  # "and the pay" follows nothing
        alone = _JOINING.sub("", alone)
    whole, behind = in_context(alone, earlier, follows)
    kind = kind_of(whole)
    around = speller.repair(read_as(within), names=names_in(within)) if within and whole == alone else whole
    return Query(text, whole, alone, around, entities(whole), kind, tuple(terms(whole)), behind)


def kind_of(read_as: str) -> Kind:
    """`kind_of("how long does it take")` → `'duration'`."""
    return next((name for name, pattern in _KINDS if pattern.search(read_as)), "other")
