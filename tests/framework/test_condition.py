"""The condition language: what it reads, and its three values."""

from __future__ import annotations

from itertools import product

import pytest

from advisor.framework.condition import All, Any, AtLeast, Condition, IsSaid, Not, OneOf, holds, leaves, parse

VALUES = (True, False, None)
A, B = OneOf("a", (True,)), OneOf("b", (True,))


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_and_or_not_are_kleenes(a: bool | None, b: bool | None) -> None:
    order = {False: 0, None: 1, True: 2}
    state = {"a": a, "b": b}
    assert holds(All((A, B)), state) is min(a, b, key=order.__getitem__)
    assert holds(Any((A, B)), state) is max(a, b, key=order.__getitem__)
    assert holds(Not(A), state) is (None if a is None else not a)


@pytest.mark.parametrize(
    ("test", "value", "expected"),
    [
        (OneOf("x", ("top",)), "top", True),
        (OneOf("x", ("top",)), "other", False),
        (OneOf("x", ("top",)), None, None),
        (OneOf("x", ("OpenAI",)), ("Anthropic", "OpenAI"), True),
        (OneOf("x", ("OpenAI",)), ("Anthropic",), False),
        (OneOf("x", ("OpenAI",)), (), None),
        (AtLeast("x", 3), 3, True),
        (AtLeast("x", 3), 2.99, False),
        (AtLeast("x", 3), None, None),
        (AtLeast("x", 3), "three", None),
        (IsSaid("x", True), None, False),
        (IsSaid("x", False), None, True),
        (IsSaid("x", False), (), True),
        (IsSaid("x", False), False, False),
    ],
)
def test_a_single_test(test: Condition, value: object, expected: bool | None) -> None:
    assert holds(test, {"x": value}) is expected  # type: ignore[dict-item]


def test_a_name_that_the_state_lacks_is_not_known() -> None:
    assert holds(OneOf("x", (1,)), {}) is None


def test_a_table_is_read_as_all_of_its_entries() -> None:
    found = parse(
        {"papers": ["top", "other"], "years": {"at_least": 3}, "not": {"any": [{"a": True}, {"b": {"said": False}}]}}
    )
    expected = All((OneOf("papers", ("top", "other")), AtLeast("years", 3), Not(Any((A, IsSaid("b", False))))))
    assert found == expected
    assert [test.name for test in leaves(found)] == ["papers", "years", "a", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "expected a table of tests"),
        ("top", "expected a table of tests"),
        ({"papers": []}, "expected a value or a list of values"),
        ({"papers": [None]}, "expected a value or a list of values"),
        ({"any": "top"}, "expected a value or a list of values"),
        ({"years": {"over": 3}}, "expected at_least = a number"),
        ({"years": {"at_least": True}}, "expected at_least = a number"),
        ({"years": {"said": "yes"}}, "said = true or false"),
        ({"not": []}, "expected a table of tests"),
    ],
)
def test_what_cannot_be_read_says_what_was_expected(data: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(data)
