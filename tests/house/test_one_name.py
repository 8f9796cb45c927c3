"""One name, one thing: public classes and functions that have the same name, and why they may.

A function may share its name where it is always called with its module (`html.write`), so that nobody who reads the call
has to look which one is meant. A command of the terminal bears the command's name.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
SAME_CLASS = {
    "Document": "what a file reads as, in article/formats/; what is exported, in faces/. No file knows both",
    "Fact": "an entry of the question bank; something known of a person. A reader of banks never sees a profile",
    "Step": "what one message makes of a conversation; one line of an explanation",
}
SAME_FUNCTION: dict[str, str] = {}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((SRC / "advisor").rglob("*.py")):
        module = ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        yield module, ast.parse(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def defined() -> dict[str, list[tuple[str, type[ast.AST]]]]:
    """Every public name that a module defines at its top, with the modules and what it is there."""
    found = defaultdict(list)
    for module, tree in trees():
        for node in tree.body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
                found[node.name].append((module, type(node)))
    return found


@pytest.fixture(scope="module")
def bare() -> set[tuple[str, str]]:
    """Every (module, name) that some other file takes by that name, without its module."""
    return {
        (str(node.module), alias.name)
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname in (None, alias.name)
    }


def test_no_class_has_the_name_of_another(defined: dict[str, list[tuple[str, type[ast.AST]]]]) -> None:
    same = {name for name, places in defined.items() if sum(kind is ast.ClassDef for _, kind in places) > 1}
    assert same == set(SAME_CLASS)


def test_no_function_taken_by_its_name_alone_has_the_name_of_another(
    defined: dict[str, list[tuple[str, type[ast.AST]]]], bare: set[tuple[str, str]]
) -> None:
    same = set()
    for name, places in defined.items():
        alone = [
            module
            for module, kind in places
            if kind is ast.FunctionDef and (module, name) in bare and not module.startswith("advisor.faces.cli.")
        ]
        if len(alone) > 1:
            same.add(name)
    assert same == set(SAME_FUNCTION)
