"""Public names: what a package lists is all that it offers, in order; every public thing says what it is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

import advisor

PACKAGES = [name for _, name, is_package in pkgutil.walk_packages(advisor.__path__, "advisor.") if is_package]


def offered(module: ModuleType) -> set[str]:
    """The names that its `__init__` makes, or takes from the package without using them itself; none with an underscore."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    found: set[str] = set()
    first_asked = [node for block in tree.body if isinstance(block, ast.If) for node in block.body]  # `if TYPE_CHECKING:`
    for node in (*tree.body, *first_asked):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("advisor"):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    return {
        name for name in found if not name.startswith("_") and (name not in used or name in getattr(module, "__all__", []))
    }


@pytest.mark.parametrize("name", ["advisor", *PACKAGES])
def test_what_a_package_lists_is_complete_and_sorted(name: str) -> None:
    module = importlib.import_module(name)
    listed = list(getattr(module, "__all__", []))
    constants, classes = [n for n in listed if n.isupper()], [n for n in listed if not n.isupper() and n[0].isupper()]
    functions = [n for n in listed if n[0].islower()]
    assert listed == [*sorted(constants), *sorted(classes), *sorted(functions)]
    assert [n for n in listed if not hasattr(module, n)] == []
    assert offered(module) == set(listed)


def test_every_error_names_an_event_of_its_own() -> None:
    from advisor import errors

    classes = [v for v in vars(errors).values() if isinstance(v, type) and issubclass(v, errors.AdvisorError)]
    for one in classes:
        assert f" {one.__name__} " in f"{errors.__doc__} ".replace("\n", " ")
        assert one.exit_code == (2 if issubclass(one, errors.UsageError) else 1)


def test_the_shape_of_an_error_is_documented_as_it_is() -> None:
    from advisor.errors import AdvisorError

    assert "to mend it: …" in str(AdvisorError.__doc__)


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
