"""Repairs within one turn: "judge me by uptime. Scratch that, by how new my ideas are" means the second alone.

Takes what was read of a turn; a reading goes where words behind a repair say something else on the same question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.profile.evidence import Evidence
from advisor.profile.told import Told

_TAKES_BACK = 0.6  # probability from which a sentence that says nothing of its own takes back what stands before it
_SAID = 0.5  # probability from which the sentence before it said the same
_REPAIR = re.compile(
    r"(?:^|(?<=[.!?,;:\n–—])|(?<= -))\s*(?:(?:or|well|ok|oh|and|but|actually|honestly|hm+|uh+|hang on|hold on)\W+){0,2}"
    r"(?:no,? wait|wait,? no|wait(?=,? (?:i|that|it|actually|let)\b)|scratch (?:that|it)|strike that|no(?= ?[,.;!–—-])|"
    r"or (?:rather|no)\b|rather(?=,)|"
    r"i mean(?:t)?(?= ?,)|(?:that(?:['’]s| is|s)|it(?:['’]s| is)) (?:a lie|not true)|i lied|(?:just )?(?:kidding|joking)|jk|"
    r"correction)\b",
    re.IGNORECASE,
)


def repaired(evidence: Sequence[Evidence], told: Sequence[Told], text: str) -> tuple[Evidence, ...]:
    """The readings that stand: none that words behind a repair contradict."""
    starts = [match.start() for match in _REPAIR.finditer(text) if match.start() > 0]
    for before, each in pairwise(told):
        span = each.sentence.span
        within = (item for item in evidence if span.holds(item.span))
        own = [item for item in within if before.heard.get(f"{item.slot}={item.value}", 0.0) < _SAID]
        if each.acts.get("correct", 0.0) >= _TAKES_BACK and not own:  # what it says is what it takes back
            starts.append(span.end)
    for start in starts:
        after = {item.slot: item.value for item in evidence if item.counts and item.span.start >= start}
        evidence = [
            item for item in evidence if item.span.start >= start or after.get(item.slot, item.value) == item.value
        ]
    return tuple(evidence)
