"""Public names: what a package lists is all that it offers, in order; every public thing says what it is."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

import pytest

import advisor

PACKAGES = [name for _, name, is_package in pkgutil.walk_packages(advisor.__path__, "advisor.") if is_package]


def listed(module: ModuleType) -> list[str]:
    return list(getattr(module, "__all__", []))


@pytest.mark.parametrize("name", ["advisor", *PACKAGES])
def test_what_a_package_lists_is_complete_and_sorted(name: str) -> None:
    module = importlib.import_module(name)
    if not listed(module):
        offered = [n for n, v in vars(module).items() if not n.startswith("_") and getattr(v, "__module__", "").startswith("advisor")]
        assert offered == [], "it offers names and lists none"
        return
    upper = sorted(n for n in listed(module) if n.isupper())
    classes = sorted(n for n in listed(module) if not n.isupper() and n[0].isupper())
    assert listed(module) == [*upper, *classes, *sorted(n for n in listed(module) if n[0].islower())]
    offered = {
        n for n, v in vars(module).items()
        if not n.startswith("_") and not isinstance(v, ModuleType) and getattr(v, "__module__", name).startswith("advisor")
    }  # fmt: skip
    assert {n for n in offered if n != "annotations"} == set(listed(module))


def test_every_error_names_an_event_of_its_own() -> None:
    from advisor import errors

    classes = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, errors.AdvisorError)]
    for one in classes:
        assert f" {one.__name__} " in f"{errors.__doc__} ".replace("\n", " ")
        assert one.exit_code == (2 if issubclass(one, errors.UsageError) else 1)


@pytest.mark.parametrize(
    ("expected", "mend", "text"),
    [
        ("a", "b", "found x; expected a; to mend it: b"),
        ("", "b", "found x; to mend it: b"),
        ("a", "", "found x; expected a"),
        ("", "", "found x"),
    ],
)
def test_an_error_is_found_expected_and_mended(expected: str, mend: str, text: str) -> None:
    from advisor.errors import AdvisorError

    assert str(AdvisorError("found x", expected=expected, mend=mend)) == text
