"""Every example in a docstring is true: both those that doctest knows and the short ones, `call` → `result`."""

from __future__ import annotations

import ast
import builtins
import doctest
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# `f(x)` → `y`, the arrow's right side being a literal or an expression of the same module; it may break over a line.
EXAMPLE = re.compile(r"`(?P<call>[^`]+)`\s*→\s*`(?P<result>[^`]+)`")
SRC = Path(__file__).resolve().parents[2] / "src"


def docstrings() -> Iterator[tuple[str, str]]:
    for path in sorted((SRC / "advisor").rglob("*.py")):
        module = ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and (text := ast.get_docstring(node)):
                yield module, text


EXAMPLES = [
    (module, " ".join(match["call"].split()), match["result"])
    for module, text in docstrings()
    for match in EXAMPLE.finditer(text)
]
# What an arrow means where the left side is no call: a message's shape, a step of the conversation, a word repaired.
PROSE = [example for example in EXAMPLES if not re.match(r"[A-Za-z_][\w.]*\(", example[1]) or "…" in example[1] + example[2]]
CALLS = [example for example in EXAMPLES if example not in PROSE]


def test_there_are_examples() -> None:
    assert len(CALLS) >= 8


@pytest.mark.parametrize(("module", "call", "result"), CALLS, ids=[call for _, call, _ in CALLS])
def test_a_short_example(module: str, call: str, result: str) -> None:
    names = dict(vars(importlib.import_module(module)))
    from advisor.span import Span

    names.setdefault("Span", Span)
    unknown = {n.id for n in ast.walk(ast.parse(call)) if isinstance(n, ast.Name)} - names.keys() - vars(builtins).keys()
    if unknown:
        pytest.skip(f"{', '.join(sorted(unknown))}: a name that stands for a value of the reader's own")
    assert eval(call, names) == eval(result, names)


DOCTESTED = sorted({module for module, text in docstrings() if ">>>" in text} - {"advisor.advisor"})


@pytest.mark.parametrize("module", DOCTESTED)
def test_an_example_that_doctest_knows(module: str) -> None:
    found = doctest.testmod(importlib.import_module(module))
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.model
def test_the_example_of_the_python_api(real_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(real_home))
    found = doctest.testmod(importlib.import_module("advisor.advisor"))
    assert found.attempted >= 4
    assert found.failed == 0
