"""Against: which cases a change won and lost, of those measured before it and after it, and whether chance explains that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.errors import InputUnreadable
from advisor.faces.reading_in import read_input
from advisor.measures import mcnemar


@dataclass(frozen=True, slots=True)
class Measured:
    """The ids of all cases, in the order of the file, and of those that are not right."""

    ids: tuple[str, ...]
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """Ids that are right now and were not, that were and are not, and that are as they were."""

    won: tuple[str, ...]
    lost: tuple[str, ...]
    tied: tuple[str, ...]

    @property
    def p(self) -> float:
        """How often chance alone would divide won and lost as unevenly (exact McNemar test, two-sided)."""
        return mcnemar(len(self.won), len(self.lost))


def read_measured(path: Path) -> Measured:
    """What `advisor eval … --json` printed; raises InputUnreadable."""
    try:
        data = json.loads(read_input(path, "an earlier result"))
        ids, wrong = data["ids"], data["wrong"]
        if all(isinstance(each, str) for each in (*ids, *wrong)):
            return Measured(tuple(ids), frozenset(wrong))
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise InputUnreadable(f"found no earlier result in {path}", expected="what advisor eval … --json printed")


def compared(before: Measured, now: Measured) -> Compared:
    """Over the cases that both have: one that only one of them has is neither won nor lost."""
    earlier = frozenset(before.ids)
    both = [id for id in now.ids if id in earlier]
    won = tuple(id for id in both if id in before.wrong and id not in now.wrong)
    lost = tuple(id for id in both if id in now.wrong and id not in before.wrong)
    changed = {*won, *lost}
    return Compared(won, lost, tuple(id for id in both if id not in changed))


def lines(found: Compared) -> Sequence[str]:
    """`lines(Compared(("q7",), (), ("q1",)))` → `['won 1, lost 0, tied 1; exact McNemar p 1.000', 'won: q7']`"""
    whole = f"won {len(found.won)}, lost {len(found.lost)}, tied {len(found.tied)}; exact McNemar p {found.p:.3f}"
    return [whole, *(f"{name}: {' '.join(ids)}" for name, ids in (("won", found.won), ("lost", found.lost)) if ids)]
