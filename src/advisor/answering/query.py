"""A question as read: abbreviations spelled out, spelling repaired, follow-ups resolved, names and kind found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.answering.entities import Entities, entities
from advisor.answering.followup import resolve
from advisor.search.wording import Speller, read_as, terms

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
    ("yes_no", r"^(?:is|are|do|does|did|can|could|should|will|would|must|may|has|have|am)\b"),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _FORMS)


@dataclass(frozen=True, slots=True)
class Query:
    """`text` as typed, `read_as` as embedded and looked up, `alone` the same without the earlier questions."""

    text: str
    read_as: str
    alone: str
    entities: Entities
    kind: Kind
    terms: tuple[str, ...]

    @property
    def is_follow_up(self) -> bool:
        return self.alone != self.read_as


def read(text: str, *, after: Sequence[str] = (), speller: Speller) -> Query:
    """Read a question; `after` holds the user's earlier questions, oldest first."""
    alone, *earlier = [speller.repair(read_as(part)) for part in (text, *after)]
    whole = resolve(alone, earlier)
    kind: Kind = next((name for name, pattern in _KINDS if pattern.search(whole)), "other")
    return Query(text, whole, alone, entities(whole), kind, tuple(terms(whole)))
