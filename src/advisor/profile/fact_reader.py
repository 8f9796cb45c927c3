"""The facts that one sentence tells of its writer: heard by the heads, weighed against the table's rules.

A rule adds to what was heard or takes from it ("dropped out" speaks for a doctorate that was left, a denied "PhD" for none);
numbers, names and degrees are read by rules alone, where the sentence is the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from advisor.kin import OWNS_NEXT
from advisor.profile.evidence import Evidence, Status
from advisor.profile.facts import FactTable
from advisor.profile.numbers import months_until, papers_counted, years_in
from advisor.profile.told import Told
from advisor.span import Span

HEARD = 0.5  # probability from which a value counts
RULED = 0.3  # what a rule adds to a value that it speaks for, or takes from one that it speaks against
YEARS = 0.15  # probability from which a number of years is one of work
_SPELL = re.compile(
    r"\b(?:before that|prior to that|previously|then|after that|afterwards|followed by|first|now)\b", re.IGNORECASE
)
_SUPPOSED = re.compile(r"\W*(?:and |but |so |even )*(?:if|had i|were i)\b", re.IGNORECASE)  # a fact hardly
_UNREAL = re.compile(  # no fact at all
    r"\b(?:if|suppos(?:e|ing)|imagine|assuming|let(?:'s| us) say) (?:that )?(?:i|i'd|i’d)\b.*\b(?:would|could|were|might)\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKED_ABOUT = ("labs", "cares_about_pay", "safety_attitude")  # a question on these tells no wish


@dataclass(frozen=True)
class FactReader:
    """`of_other` is True where it is somebody else who is described; `mend` gives a text with slips of the keys mended."""

    table: FactTable
    told: Told
    text: str
    of_other: bool = False
    mend: Callable[[str], str] = str

    @cached_property
    def whole(self) -> str:
        """The sentence as typed: names are placed in it."""
        return self.told.sentence.span.of(self.text)

    @cached_property
    def meant(self) -> str:
        """The sentence with slips of the keys mended."""
        return self.mend(self.whole)

    def read(self) -> Iterator[Evidence]:
        for slot in ("phd_status", "papers", "production_at_scale", "safety_attitude", "cares_about_pay"):
            yield from self._heard(slot)
        yield from self._years()
        yield from self._labs()
        yield from self._degrees()
        months = months_until(self.meant)
        if months is not None and not self.told.quiet:
            yield self._said("months_until_applying", f"{months:g}", self.told.sentence.span)

    def scores(self, slot: str) -> dict[str, float]:
        """Each value's probability, with what the table's rules add to it and take from it."""
        labels = [label for label in self.told.heard if label.startswith(f"{slot}=")]
        found = {label.split("=")[1]: self.told.probability(label) for label in labels}
        for value, place, denied in self.table.names(slot, self.meant):
            if not denied and (self.of_other or not OWNS_NEXT.search(self.meant[: place.start])):
                found[value] = found.get(value, 0.0) + RULED
        for _, _, denied in self.table.names(f"{slot} word", self.meant):
            found["none"] = found.get("none", 0.0) + (RULED if denied else -RULED)
        others = not self.of_other and any(self.table.names(f"{slot} of others", self.meant))
        if others or _SUPPOSED.match(self.meant):
            found = {value: p - RULED for value, p in found.items()}
        return found

    def _heard(self, slot: str) -> Iterator[Evidence]:
        found = self.scores(slot) if self.table.mentions(slot, f"{self.told.before} {self.meant}") else {}
        value = max(found, key=found.__getitem__, default="")
        if not value or found[value] < HEARD:
            return
        status = self._status(f"{slot}={value}")
        span = self.told.place(f"{slot}={value}")
        if slot == "papers" and value != "none":
            value = self._venue(value)
            count = papers_counted(self.meant)
            if count is not None and status == "affirmed":
                yield self._said("n_papers", f"{count:g}", span)
        yield self._said(slot, value, span, "planned" if value == "planned" and status == "affirmed" else status)

    def _years(self) -> Iterator[Evidence]:
        label = "years_experience=told"
        years = years_in(self._of_work, year=self.table.year) if self.told.probability(label) >= YEARS else None
        if years is not None and self._status(label) == "affirmed":
            cue = "spell" if _SPELL.search(self.meant) else ""
            yield self._said("years_experience", f"{years:g}", self.told.place(label), cue=cue)

    @property
    def _of_work(self) -> str:
        """The sentence; where a clause plainly tells years of work, without those of other years: "a nurse for 12"."""
        heard = [each.get("years_experience=told", 0.0) for each in self.told.of_clauses]
        if max(heard, default=0.0) < HEARD or min(heard) >= YEARS:
            return self.meant
        clauses = zip(self.told.sentence.clauses, heard, strict=True)
        return ", ".join(self.mend(clause.of(self.text)) for clause, p in clauses if p >= YEARS)

    def _labs(self) -> Iterator[Evidence]:
        for lab, place, denied in self.table.names("labs", self.whole):
            label, p = self._wished(lab)
            if p >= HEARD and not denied and self._status(label) == "affirmed":
                yield self._said("labs", lab, place.shifted(self.told.sentence.span.start))

    def _wished(self, lab: str) -> tuple[str, float]:
        """That the writer wants to go there; of a lab that the heads were not taught, that it is said of any of them."""
        label = f"labs={lab}"
        known = [each for each in self.told.heard if each.startswith("labs=")]
        likely = max([label] if label in known else known, key=self.told.probability, default=label)
        return likely, self.told.probability(likely)

    def _degrees(self) -> Iterator[Evidence]:
        if self.told.quiet:
            return
        for degree, place, denied in self.table.names("degree", self.whole):
            if not denied and (self.of_other or not OWNS_NEXT.search(self.whole[: place.start])):
                yield self._said("degree", degree, place.shifted(self.told.sentence.span.start))

    def _venue(self, value: str) -> str:
        """Top or other by the venues named; what was heard where none is. What is only handed in is at none yet."""
        handed_in, accepted = (any(self.table.names(f"papers {how}", self.meant)) for how in ("handed in", "accepted"))
        if handed_in and not accepted:
            return "other"
        found = {kind for kind, _, denied in self.table.names("venue", self.meant) if not denied}
        if found == {"top"}:
            return "top"
        if "workshop" in found:
            return value if value == "top" and "top" in found else "other"
        return value

    def _status(self, label: str) -> Status:
        asked = self.told.quiet in ("ask", "followup") and label.split("=")[0] in _ASKED_ABOUT
        status = "question" if asked else self.told.status(label)
        return "hedged" if status == "affirmed" and _UNREAL.search(self.meant) else status

    def _said(self, slot: str, value: str, span: Span, status: Status = "affirmed", cue: str = "") -> Evidence:
        return Evidence(slot, value, 0, span, span.of(self.text), status, cue or f"{slot}={value}")
