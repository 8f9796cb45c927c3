"""Evidence: one thing that the user's words say on one slot, with the place of these words and who says it of whom, when.

The values that everything else in this room passes around; the names of slots and values are data, so none stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from advisor.span import Span

Status = Literal["affirmed", "negated", "hedged", "past", "planned", "someone_else", "question"]
MIXED = "mixed"
"""The value of evidence that speaks for both sides at once ("both, equally"), and of a leaning with two sides."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text` is the exact slice `turns[turn][span.start:span.end]`; `cue` names the row of the table that read it.

    The status holds of the value: "no PhD" is value "has" of the slot "phd_status", status "negated".
    """

    slot: str
    value: str
    turn: int
    span: Span
    text: str
    status: Status
    cue: str

    @property
    def counts(self) -> bool:
        """True where the value is said of the user, as holding now."""
        return self.status == "affirmed"

    def turned(self, status: Status) -> Evidence:
        """The same words with another status."""
        return replace(self, status=status)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two things said on one slot that cannot both hold; the second is the later one, and is believed."""

    slot: str
    first: Evidence
    second: Evidence
