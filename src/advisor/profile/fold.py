"""Fold: evidence from all turns brought to what holds now.

A later turn overrides an earlier one on the same slot, and within a turn a plain statement overrides a passing
mention. What is overridden stays, with the status "past", and the contradiction is kept. Facts follow from what holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.profile.cues import CueTable, FactRule, SlotRule
from advisor.profile.evidence import Contradiction, Evidence
from advisor.profile.profile import Fact, FactValue


def settled(
    evidence: Sequence[Evidence], *, cues: CueTable, weak: frozenset[str]
) -> tuple[tuple[Evidence, ...], tuple[Contradiction, ...]]:
    """The evidence with overridden pieces marked as past, and every contradiction met on the way.

    `weak` names the cues that are only a passing mention ("during my PhD") and never override a plain statement.
    """
    standing = list(evidence)
    conflicts: list[Contradiction] = []
    for slot in dict.fromkeys(item.slot for item in evidence):
        places = [at for at, item in enumerate(standing) if item.slot == slot]
        axis = cues.axis(slot)
        if axis is not None and axis.many:
            _settle_many(standing, places, conflicts)
        elif axis is not None:
            _settle_axis(standing, places, conflicts)
        else:
            _settle_fact(standing, places, conflicts, cues.slot(slot), weak)
    return tuple(standing), tuple(conflicts)


def _settle_axis(standing: list[Evidence], places: list[int], conflicts: list[Contradiction]) -> None:
    """Each turn's sides override those of earlier turns; both sides within one turn stay, and make it mixed."""
    for turn in sorted({standing[at].turn for at in places}):
        now = [standing[at] for at in places if standing[at].turn == turn]
        sides = {item.value for item in now if item.counts}
        denied = {item.value for item in now if item.status == "negated"} - sides
        for at in places:
            first = standing[at]
            if first.turn >= turn or not first.counts:
                continue
            if (sides and first.value not in sides) or first.value in denied:
                second = next(item for item in now if item.counts or item.value == first.value)
                conflicts.append(Contradiction(first.slot, first, second))
                standing[at] = first.turned("past")


def _settle_many(standing: list[Evidence], places: list[int], conflicts: list[Contradiction]) -> None:
    """Values add up; only the later denial of one takes it back."""
    for at in places:
        first = standing[at]
        later = [standing[x] for x in places if x > at and standing[x].value == first.value]
        denial = next((item for item in later if item.status == "negated"), None)
        if first.counts and denial is not None:
            conflicts.append(Contradiction(first.slot, first, denial))
            standing[at] = first.turned("past")


def _settle_fact(
    standing: list[Evidence], places: list[int], conflicts: list[Contradiction], rule: SlotRule, weak: frozenset[str]
) -> None:
    held: list[int] = []
    for at in places:
        item = standing[at]
        if effective(item, rule) is None:
            continue
        rivals = [x for x in held if _exclude(standing[x], item, rule)]
        plain = [x for x in rivals if standing[x].cue not in weak]
        if plain and item.cue in weak:
            standing[at] = item.turned("past")
            continue
        for x in rivals:
            if x in plain or standing[x].turn != item.turn:
                conflicts.append(Contradiction(rule.name, standing[x], item))
            standing[x] = standing[x].turned("past")
            held.remove(x)
        held.append(at)


def effective(item: Evidence, rule: SlotRule) -> str | None:
    """What a piece of evidence says of the user now: its value, or what the denial of it stands for."""
    if item.counts:
        return item.value
    if item.status == "negated" and rule.denied:
        return rule.denied
    if item.status in ("planned", "hedged") and rule.planned:
        return item.value if rule.planned == "*" else rule.planned
    return None


def _exclude(one: Evidence, two: Evidence, rule: SlotRule) -> bool:
    first, second = effective(one, rule), effective(two, rule)
    if rule.latest:
        return one.turn < two.turn
    return any(first in group for group in rule.groups) and not any(
        first in group and second in group for group in rule.groups
    )


def facts_from(evidence: Sequence[Evidence], *, cues: CueTable) -> tuple[Fact, ...]:
    """One Fact for each rule of the table, in its order."""
    return tuple(_fact(rule, evidence, cues) for rule in cues.facts)


def _fact(rule: FactRule, evidence: Sequence[Evidence], cues: CueTable) -> Fact:
    slot = cues.slot(rule.slot)
    said = [(value, item) for item in evidence if item.slot == rule.slot and (value := effective(item, slot)) is not None]
    if rule.kind == "years":
        return _years(rule, evidence)
    if not said:
        return Fact(rule.name, () if rule.kind == "many" else None)
    values = [value for value, _ in said]
    chosen: FactValue
    if rule.kind == "many":
        chosen = tuple(dict.fromkeys(values))
    elif rule.kind == "map":
        chosen = True if values[-1] in rule.yes else False if values[-1] in rule.no else None
    elif rule.kind == "best":
        chosen = min(values, key=lambda value: rule.rank.index(value) if value in rule.rank else len(rule.rank))
    elif rule.kind == "number":
        chosen = max(float(value) for value in values)
    else:
        chosen = values[-1]
    kept = tuple(item for value, item in said if rule.kind in ("many", "number") or value in (chosen, values[-1]))
    return Fact(rule.name, chosen, kept)


def _years(rule: FactRule, evidence: Sequence[Evidence]) -> Fact:
    """The longest time stated, or the spells added up, whichever is more; parts ("the last two") only if alone.

    A bare "eight years" counts where the user names a trade that it can be the time of.
    """
    stated = [item for item in evidence if item.slot == rule.slot and item.counts]
    spells = [item for item in evidence if item.slot == rule.adds and item.counts]
    parts = [item for item in evidence if item.slot == rule.failing and item.counts]
    longest = max((float(item.value) for item in stated), default=0.0)
    summed = sum(float(item.value) for item in spells)
    if stated or spells:
        return Fact(rule.name, max(longest, summed), tuple(stated if longest >= summed else spells))
    if any(item.slot == rule.given and item.counts for item in evidence):
        parts = [item for item in evidence if item.slot == rule.bare and item.counts] or parts
    if parts:
        return Fact(rule.name, max(float(item.value) for item in parts), tuple(parts))
    return Fact(rule.name, None)
