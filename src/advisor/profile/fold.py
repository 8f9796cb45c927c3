"""Fold: what all turns have said, brought to what holds now.

A later turn overrides an earlier one on the same slot, and what a turn takes back is emptied. What is overridden stays,
with the status "past", and the contradiction is kept. Facts follow from what holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from advisor.profile.evidence import Contradiction, Evidence
from advisor.profile.facts import FactRule, FactTable
from advisor.profile.profile import Fact, FactValue, Profile
from advisor.profile.reader import Read

_ADDS = re.compile(r"\b(?:also|too|as well|both|equally|alike|just as (?:much|well)|at the same time)\b", re.IGNORECASE)
_ADD_UP = ("labs",)  # values of these stand beside each other
_SINGLE = ("phd_status", "papers", "degree")  # of these one value holds
_RANK = {"has": 5, "candidate": 4, "dropped": 3, "none": 2, "planned": 1, "top": 5, "other": 4, "unknown": 3}


def profile_of(reads: Sequence[Read], *, table: FactTable) -> Profile:
    """All that the turns say of their writer, in order."""
    nothing = Profile(facts=tuple(_fact(rule, ()) for rule in table.fact))
    return reduce(lambda before, read: folded(before, read, table=table), reads, nothing)


def folded(before: Profile, read: Read, *, table: FactTable) -> Profile:
    """The profile once one more turn has been read."""
    standing, conflicts, unknown = list(before.evidence), list(before.contradictions), dict.fromkeys(before.unknown)
    now = _agreed([replace(item, turn=len(before.turns)) for item in read.evidence])
    for slot in read.takes_back:
        standing = [item.turned("past") if item.slot == slot and item.counts else item for item in standing]
    added = set() if read.corrects else _added(read, now, table)
    for slot in dict.fromkeys(item.slot for item in now if item.counts or item.status == "planned"):
        if slot not in added:
            _override(standing, [item for item in now if item.slot == slot], conflicts, corrects=read.corrects)
    standing += now
    for slot in {item.slot for item in now if item.counts}:
        unknown.pop(slot, None)
    unknown |= dict.fromkeys(read.unsure)
    return Profile(
        turns=(*before.turns, read.text),
        evidence=tuple(standing),
        facts=tuple(_fact(rule, standing) for rule in table.fact),
        contradictions=tuple(conflicts),
        unknown=tuple(unknown),
        is_profile=before.is_profile or read.tells or bool(read.unsure),
    )


def _added(read: Read, now: Sequence[Evidence], table: FactTable) -> set[str]:
    """The questions on which a turn adds to what stands: "I also love papers" takes no love of kernels back."""
    sentences = [told.sentence.span for told in read.told]
    facts = {rule.slot for rule in table.fact}
    adds = [span for span in sentences if _ADDS.search(span.of(read.text))]
    return {item.slot for item in now if item.slot not in facts and any(span.holds(item.span) for span in adds)}


def _agreed(found: list[Evidence]) -> list[Evidence]:
    """Within one turn both sides of a question stand; of a fact with one value, what weighs most."""

    def outweighed(item: Evidence) -> bool:
        rivals = (other for other in found if other.slot == item.slot and other.counts)
        return item.counts and item.slot in _SINGLE and any(_rank(other) > _rank(item) for other in rivals)

    return _years_together([item.turned("past") if outweighed(item) else item for item in found])


def _years_together(found: list[Evidence]) -> list[Evidence]:
    """Spells of work in several sentences add up where they follow one another ("before that …"), else the longest holds."""
    stated = [item for item in found if item.slot == "years_experience" and item.counts]
    if len(stated) < 2:
        return found
    longest = max(stated, key=lambda item: float(item.value))
    added = sum(float(item.value) for item in stated if item.cue == "spell" and item is not longest)
    whole = replace(longest, value=f"{float(longest.value) + added:g}")
    return [whole if item is longest else item.turned("past") if item in stated else item for item in found]


def _override(standing: list[Evidence], now: Sequence[Evidence], conflicts: list[Contradiction], *, corrects: bool) -> None:
    values = {item.value for item in now if item.counts}
    slot = now[0].slot
    if slot in _ADD_UP or not values:
        return
    for at, first in enumerate(standing):
        if first.slot == slot and first.counts and first.value not in values:
            second = next(item for item in now if item.counts)
            more = slot in ("papers", "degree") and second.value != "none" and _rank(first) > _rank(second)
            if more and not corrects:  # a workshop paper beside one at a top venue takes nothing back
                continue
            conflicts.append(Contradiction(slot, first, second))
            standing[at] = first.turned("past")


def _rank(item: Evidence) -> int:
    return _RANK.get(item.value, 0)


def _fact(rule: FactRule, evidence: Sequence[Evidence]) -> Fact:
    statuses = ("affirmed", "planned") if rule.kind == "choice" else ("affirmed",)
    said = [item for item in evidence if item.slot == rule.slot and item.status in statuses]
    if not said:
        return Fact(rule.name, () if rule.kind == "many" else None)
    values = [item.value for item in said]
    chosen: FactValue
    match rule.kind:
        case "many":
            chosen = tuple(dict.fromkeys(values))
        case "map":
            chosen = True if set(values) & set(rule.yes) else False if values[-1] in rule.no else None
        case "best":
            chosen = min(values, key=lambda value: rule.rank.index(value) if value in rule.rank else len(rule.rank))
        case "number":
            chosen = float(values[-1])
        case _:
            chosen = values[-1]
    return Fact(rule.name, chosen, tuple(item for item in said if item.counts))
