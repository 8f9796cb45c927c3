"""Profile: all that the user has said so far, with the words that say it.

Takes what reader.py and fold.py have read; gives accessors by question and by fact. It holds no rule of the
framework: which leaning follows from degree, papers and years is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.profile.evidence import MIXED as MIXED
from advisor.profile.evidence import Contradiction, Evidence

FactValue = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact and the evidence it rests on; a value of None (or an empty tuple) means: not said."""

    name: str
    value: FactValue
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What has been read from the turns.

    `evidence` holds everything, also what does not count (denied, past, of someone else, taken back later);
    `unknown` holds the questions that the user has declined or cannot answer, which are not asked again.
    """

    turns: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[Fact, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unknown: tuple[str, ...] = ()
    is_profile: bool = False

    def on(self, slot: str) -> tuple[Evidence, ...]:
        """All evidence on a slot, whatever its status, in the order it was said."""
        return tuple(item for item in self.evidence if item.slot == slot)

    def leaning_evidence(self, question: str) -> tuple[Evidence, ...]:
        """The evidence on a question that counts now."""
        return tuple(item for item in self.on(question) if item.counts)

    def leaning(self, question: str) -> str | None:
        """The one side that counts, "mixed" where both do, None where the user has not said."""
        sides = {item.value for item in self.leaning_evidence(question)}
        return MIXED if len(sides) > 1 else next(iter(sides), None)

    def fact(self, name: str) -> FactValue:
        """The value of a fact; None where the user has not said (`labs`: an empty tuple)."""
        return next((fact.value for fact in self.facts if fact.name == name), None)

    def fact_evidence(self, name: str) -> tuple[Evidence, ...]:
        """The words that a fact rests on."""
        return next((fact.evidence for fact in self.facts if fact.name == name), ())
