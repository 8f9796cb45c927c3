"""State: everything that conditions may ask for, by name: facts, named conditions, and later leanings and tracks.

A fact whose value the framework does not list ("unknown") counts as not said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.framework.condition import Condition, Scalar, State, Test, holds, leaves
from advisor.framework.decision import APPLY, FIT, TRACK, Leaning, apply_for, decide, fit_of
from advisor.framework.framework import FactName, Framework
from advisor.profile.profile import FactValue, Profile

Value = Scalar | tuple[str, ...] | None


def facts_state(framework: Framework, profile: Profile) -> dict[str, Value]:
    """What the user has said, with the named conditions that follow from it."""
    return state_of_facts(framework, {fact.name: profile.fact(fact.name) for fact in framework.facts})


def state_of_facts(framework: Framework, said: Mapping[str, FactValue]) -> dict[str, Value]:
    """The same from the facts by name."""
    return with_conditions(framework, {fact.name: _value(fact, said.get(fact.name)) for fact in framework.facts})


def whole_state(framework: Framework, facts: State, leanings: Sequence[Leaning]) -> dict[str, Value]:
    """The facts together with what has been found: each question's leaning, the track, the fit, what to apply for."""
    found = dict(zip((question.id for question in framework.questions), leanings, strict=True))
    found |= {TRACK: decide(framework, leanings), FIT: fit_of(framework, leanings), APPLY: apply_for(framework, leanings)}
    return with_conditions(framework, {**facts, **found})


def with_conditions(framework: Framework, state: Mapping[str, Value]) -> dict[str, Value]:
    """The state with every named condition worked out, in order, so that one may rest on those before it."""
    full = dict(state)
    for named in framework.conditions:
        full[named.name] = holds(named.when, full)
    return full


def base_tests(framework: Framework, condition: Condition) -> tuple[Test, ...]:
    """The tests on facts that a condition comes down to, with named conditions opened."""
    named = {each.name: each for each in framework.conditions}
    found: list[Test] = []
    for test in leaves(condition):
        found += base_tests(framework, named[test.name].when) if test.name in named else [test]
    return tuple(dict.fromkeys(found))


def _value(fact: FactName, value: FactValue) -> Value:
    match fact.kind:
        case "flag":
            return value if isinstance(value, bool) else None
        case "number":
            return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None
        case "many":
            return tuple(each for each in value if each in fact.values) if isinstance(value, tuple) else ()
        case "choice":
            return value if isinstance(value, str) and value in fact.values else None
