"""The facts that one sentence tells of its writer: heard by the heads, weighed against the table's rules.

A rule adds to what was heard or takes from it ("dropped out" speaks for a doctorate that was left, a denied "PhD" for none);
numbers, names and degrees are read by rules alone, where the sentence is the writer's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.profile.evidence import Evidence, Status
from advisor.profile.facts import FactTable
from advisor.profile.numbers import months_until, papers_counted, years_in
from advisor.profile.told import Told
from advisor.span import Span

HEARD = 0.5  # probability from which a value counts
RULED = 0.3  # what a rule adds to a value that it speaks for, or takes from one that it speaks against
YEARS = 0.15  # probability from which a number of years is one of work
_SPELL = re.compile(r"\b(?:before that|prior to that|previously|then|after that|followed by|now)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:wife|husband|partner|brother|sister|friend|his|her|their|colleague|boss)\b", re.IGNORECASE)
_ASKED_ABOUT = ("labs", "cares_about_pay", "safety_attitude")  # a question on these tells no wish
_NEAR = 30  # characters before a degree in which another person may own it


@dataclass(frozen=True, slots=True)
class FactReader:
    """`of_other` is True where it is somebody else who is described."""

    table: FactTable
    told: Told
    text: str
    of_other: bool = False

    @property
    def whole(self) -> str:
        return self.told.sentence.span.of(self.text)

    def read(self) -> Iterator[Evidence]:
        for slot in ("phd_status", "papers", "production_at_scale", "safety_attitude", "cares_about_pay"):
            yield from self._heard(slot)
        yield from self._years()
        yield from self._labs()
        yield from self._degrees()
        months = months_until(self.whole)
        if months is not None and not self.told.quiet:
            yield self._said("months_until_applying", f"{months:g}", self.told.sentence.span)

    def scores(self, slot: str) -> dict[str, float]:
        """Each value's probability, with what the table's rules add to it and take from it."""
        labels = [label for label in self.told.heard if label.startswith(f"{slot}=")]
        found = {label.split("=")[1]: self.told.probability(label) for label in labels}
        for value, _, denied in self.table.names(slot, self.whole):
            if not denied:
                found[value] = found.get(value, 0.0) + RULED
        for _, _, denied in self.table.names(f"{slot} word", self.whole):
            found["none"] = found.get("none", 0.0) + (RULED if denied else -RULED)
        if not self.of_other and any(True for _ in self.table.names(f"{slot} of others", self.whole)):
            found = {value: p - RULED for value, p in found.items()}
        return found

    def _heard(self, slot: str) -> Iterator[Evidence]:
        found = self.scores(slot) if self.table.mentions(slot, self.whole) else {}
        value = max(found, key=found.__getitem__, default="")
        if not value or found[value] < HEARD:
            return
        status = self._status(f"{slot}={value}")
        span = self.told.place(f"{slot}={value}")
        if slot == "papers" and value != "none":
            value = self._venue(value)
            count = papers_counted(self.whole)
            if count is not None and status == "affirmed":
                yield self._said("n_papers", f"{count:g}", span)
        yield self._said(slot, value, span, "planned" if value == "planned" and status == "affirmed" else status)

    def _years(self) -> Iterator[Evidence]:
        p = self.told.probability("years_experience=told")
        years = years_in(self.whole, year=self.table.file.year) if p >= YEARS else None
        if years is not None and self._status("years_experience=told") == "affirmed":
            cue = "spell" if _SPELL.search(self.whole) else ""
            yield self._said("years_experience", f"{years:g}", self.told.place("years_experience=told"), cue=cue)

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
            if not denied and (self.of_other or not _OTHERS.search(self.whole[max(0, place.start - _NEAR) : place.start])):
                yield self._said("degree", degree, place.shifted(self.told.sentence.span.start))

    def _venue(self, value: str) -> str:
        """Top or other by the venues named; what was heard where none is."""
        found = {kind for kind, _, denied in self.table.names("venue", self.whole) if not denied}
        if found == {"top"}:
            return "top"
        if "workshop" in found:
            return value if value == "top" and "top" in found else "other"
        return value

    def _status(self, label: str) -> Status:
        asked = self.told.quiet in ("ask", "followup") and label.split("=")[0] in _ASKED_ABOUT
        return "question" if asked else self.told.status(label)

    def _said(self, slot: str, value: str, span: Span, status: Status = "affirmed", cue: str = "") -> Evidence:
        return Evidence(slot, value, 0, span, span.of(self.text), status, cue or f"{slot}={value}")
