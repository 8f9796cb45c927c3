"""What if: the smallest changes that bring another verdict, found by going through all states, not by sampling.

A change sets some questions to other leanings. Smallest: no change of fewer questions brings that track, and none
of the same questions does so with less (both sides instead of the opposite one).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from advisor.framework.decision import MIXED, UNDECIDED, Leaning, decide
from advisor.framework.framework import Framework


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`sets` pairs question ids with the leanings they would need; `track` is the verdict then."""

    sets: tuple[tuple[str, str], ...]
    track: str


@lru_cache(maxsize=4096)
def smallest_changes(framework: Framework, leanings: tuple[Leaning, ...]) -> tuple[WhatIf, ...]:
    """Every smallest change to each other track, the fewest questions and the lightest shifts first."""
    now = decide(framework, leanings)
    targets = [track for track in (*framework.sides, UNDECIDED) if track != now]
    found = [change for target in targets for change in _to(framework, leanings, target)]
    return tuple(sorted(found, key=lambda change: _nearness(framework, leanings, change)))


def _to(framework: Framework, leanings: tuple[Leaning, ...], target: str) -> list[WhatIf]:
    for size in range(1, len(leanings) + 1):
        reaching = [state for state in _states(framework, leanings, size) if decide(framework, state) == target]
        if reaching:
            least = [one for one in reaching if not any(_lighter(framework, leanings, two, one) for two in reaching)]
            return [_change(framework, leanings, state, target) for state in least]
    return []


def _states(framework: Framework, leanings: tuple[Leaning, ...], size: int) -> Iterator[tuple[Leaning, ...]]:
    """All states that differ from this one in exactly `size` questions."""
    for places in combinations(range(len(leanings)), size):
        others = [[value for value in (*framework.sides, MIXED) if value != leanings[at]] for at in places]
        for values in product(*others):
            state = list(leanings)
            for at, value in zip(places, values, strict=True):
                state[at] = value
            yield tuple(state)


def _lighter(framework: Framework, leanings: Sequence[Leaning], one: Sequence[Leaning], two: Sequence[Leaning]) -> bool:
    """True where `one` changes the same questions as `two`, none of them by more and one by less."""
    if one == two or any((a == c) != (b == c) for a, b, c in zip(one, two, leanings, strict=True)):
        return False
    steps = [(_step(framework, c, a), _step(framework, c, b)) for a, b, c in zip(one, two, leanings, strict=True)]
    return all(a <= b for a, b in steps) and any(a < b for a, b in steps)


def _step(framework: Framework, before: Leaning, after: Leaning) -> int:
    """How far one finding moves: 2 from track to track, 1 where either counts for none, 0 where both do."""
    one, two = (leaning if leaning in framework.sides else None for leaning in (before, after))
    return 0 if one == two else 1 if None in (one, two) else 2


def _change(framework: Framework, leanings: Sequence[Leaning], state: Sequence[Leaning], target: str) -> WhatIf:
    ids = [question.id for question in framework.questions]
    pairs = zip(ids, leanings, state, strict=True)
    return WhatIf(tuple((id, str(after)) for id, before, after in pairs if before != after), target)


def _nearness(framework: Framework, leanings: Sequence[Leaning], change: WhatIf) -> tuple[int, int, int, list[int]]:
    """Fewest questions first, then those still open before answers given, then the lighter change, then the order."""
    ids = [question.id for question in framework.questions]
    places = [ids.index(id) for id, _ in change.sets]
    given = sum(leanings[at] is not None for at in places)
    steps = sum(_step(framework, leanings[at], after) for at, (_, after) in zip(places, change.sets, strict=True))
    return len(places), given, steps, places
