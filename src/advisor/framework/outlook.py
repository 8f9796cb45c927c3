"""Outlook: what the open questions may still do: the verdicts that remain possible, and the question that matters most.

An open question with a decision table can only come out as its table allows, given the facts that are known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, product

from advisor.framework.condition import AtLeast, IsSaid, OneOf, Test, holds
from advisor.framework.decision import MIXED, UNDECIDED, Leaning, counts, decide, track_at
from advisor.framework.findings import Finding, row_for
from advisor.framework.framework import Framework
from advisor.framework.question import Question
from advisor.framework.state import Value, base_tests, with_conditions

Shifts = tuple[tuple[Leaning, ...], ...]
"""For each finding the leanings that it may come to, each by what it counts for: a track, or None for none."""

_STEP = 1.0  # below a threshold


def reachable(framework: Framework, question: Question, facts: Mapping[str, Value]) -> tuple[Leaning, ...]:
    """All leanings that an open question may come out at: first track, second, mixed, None."""
    every: tuple[Leaning, ...] = (*framework.sides, MIXED)
    if not question.rows:
        return every
    found = set()
    for state in completions(framework, question, facts):
        row = row_for(question, state)
        found.add((row.leaning or None) if row else None)
    return tuple(leaning for leaning in (*every, None) if leaning in found)


def completions(framework: Framework, question: Question, facts: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """The facts with every fact that the table asks for and that is not known filled in, in all ways."""
    values: dict[str, list[Value]] = {}
    for row in question.rows:
        for test in base_tests(framework, row.when):
            if facts.get(test.name) is None:
                seen = values.setdefault(test.name, [])
                seen += [value for value in _telling(framework, test) if value not in seen]
    known = {fact.name: facts.get(fact.name) for fact in framework.facts}
    choices = {name: each for name, each in values.items() if each}
    for combination in product(*choices.values()):
        yield with_conditions(framework, {**known, **dict(zip(choices, combination, strict=True))})


def open_shifts(framework: Framework, findings: Sequence[Finding], facts: Mapping[str, Value]) -> Shifts:
    """For each finding what it may come to count for: the tracks, or None for neither; one alone where it is known."""
    found: list[tuple[Leaning, ...]] = []
    for finding in findings:
        leanings: tuple[Leaning, ...] = (finding.leaning,)
        if finding.missing:
            leanings = reachable(framework, framework.question(finding.question), facts)
        counted = {leaning if leaning in framework.sides else None for leaning in leanings}
        found.append(tuple(leaning for leaning in (*framework.sides, None) if leaning in counted))
    return tuple(found)


def counted_ways(framework: Framework, shifts: Shifts) -> dict[tuple[int, ...], int]:
    """Over all combinations: how many of them give each count of findings a track."""
    ways = {counts(framework, ()): 1}
    for leanings in shifts:
        after: dict[tuple[int, ...], int] = {}
        for found, number in ways.items():
            for leaning in leanings:
                moved = tuple(n + (track == leaning) for n, track in zip(found, framework.sides, strict=True))
                after[moved] = after.get(moved, 0) + number
        ways = after
    return ways


def possible(framework: Framework, shifts: Shifts) -> tuple[str, ...]:
    """The tracks that may still come out once the open questions are answered, "undecided" last."""
    reached = {track_at(framework, found) for found in counted_ways(framework, shifts)}
    return tuple(track for track in (*framework.sides, UNDECIDED) if track in reached)


def next_question(
    framework: Framework, findings: Sequence[Finding], shifts: Shifts, *, declined: Collection[str]
) -> Question | None:
    """The open question whose answers change the verdict most often, over all answers to the others; the first of
    equals. One that can only come out even is not asked."""
    best: tuple[int, Question] | None = None
    for at, (question, finding) in enumerate(zip(framework.questions, findings, strict=True)):
        if not finding.missing or question.id in declined or shifts[at] == (None,):
            continue
        weight = _influence(framework, shifts, at)
        if best is None or weight > best[0]:
            best = (weight, question)
    return best[1] if best else None


def wording(question: Question, facts: Mapping[str, Value]) -> str:
    """The question as asked, given what is known: the first follow-up that applies, or its own text."""
    return next((each.text for each in question.follow_ups if holds(each.when, facts)), question.text)


def _influence(framework: Framework, shifts: Shifts, at: int) -> int:
    """Over all answers to the other questions: the pairs of answers to this one with different verdicts."""
    others = [leanings for place, leanings in enumerate(shifts) if place != at]
    count = 0
    for rest in product(*others):
        tracks = [decide(framework, (*rest, leaning)) for leaning in shifts[at]]
        count += sum(one != two for one, two in combinations(tracks, 2))
    return count


def _telling(framework: Framework, test: Test) -> tuple[Value, ...]:
    """The values of a fact that a test may tell apart: all that are listed, or either side of a threshold."""
    match test:
        case AtLeast(_, number):
            return (number - _STEP, number)
        case OneOf(name, _):
            fact = next(fact for fact in framework.facts if fact.name == name)
            return (True, False) if fact.kind == "flag" else fact.values
        case IsSaid():
            return ()
