"""The docs agree with the code: rooms, files, options and settings that they name are there; arrays say their shape."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "advisor"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
TOPS = ("src", "benchmarks", "training", "tests", "corpus", "docs", "examples", "requirements")
# What is built, a route of Gradio's, an example's folders.
NOT_HERE = {"index/", "dist/", "file/", "corpus/handbook/questions/", "corpus/handbook/unanswered/"}
SHAPE = re.compile(r"shape \(|\(\w+,\)|\w+ × \w+")
_FILE = re.compile(r"[a-z_-]+(?:/[\w.-]+)*(?:\.py|/)|[a-z_-]+(?:/[\w.-]+)+\.(?:toml|txt|jsonl|md)")
_SPAN, _OPTION = re.compile(r"`([^`\n]+)`"), re.compile(r"(?<![\w-])--[a-z][a-z-]*")


@pytest.mark.parametrize("page", sorted(TEXTS))
def test_every_file_of_ours_that_a_page_names_is_there(page: str) -> None:
    named = {span for span in _SPAN.findall(TEXTS[page]) if _FILE.fullmatch(span)}
    there = [f"/{path.relative_to(ROOT).as_posix()}" for top in TOPS for path in (ROOT / top, *(ROOT / top).rglob("*"))]
    there += [f"/{path.name}" for path in ROOT.glob("*.py")]
    assert [name for name in sorted(named - NOT_HERE) if not any(e.endswith(f"/{name.rstrip('/')}") for e in there)] == []


def test_the_table_of_rooms_lists_every_room() -> None:
    table = TEXTS["architecture.md"].partition("## The rooms")[2].partition("\n## ")[0]
    first = " ".join(row.split("|")[1] for row in table.splitlines() if row.startswith("|"))
    there = {path.name + "/" if path.is_dir() else path.name for path in PACKAGE.iterdir() if not path.name.startswith("_")}
    assert set(_SPAN.findall(first)) == there - {"py.typed"}


def test_every_setting_of_the_surroundings_is_told_and_every_one_told_is_read() -> None:
    pattern = re.compile(r"\bADVISOR_[A-Z]+\b")
    read = {name for path in PACKAGE.rglob("*.py") for name in pattern.findall(path.read_text(encoding="utf-8"))}
    told = {name for page in TEXTS.values() for name in pattern.findall(page)}
    assert told == read


def called() -> set[tuple[str, str]]:
    """Each (command, option) that a code span or a line of a code block names; "" stands for the program itself."""
    found = set()
    table = re.findall(r"^\| (`.*?) \|", TEXTS["README.md"], re.MULTILINE)
    spans = [f"advisor {span}" for row in table for span in _SPAN.findall(row.replace("\\|", "/"))]
    for text in TEXTS.values():
        spans += [span for span in _SPAN.findall(text) if span.startswith("advisor ")]
        spans += re.findall(r"^(?:\$ )?(advisor .*)$", text, re.MULTILINE)
    for span in spans:
        plain = re.sub(r"“[^”]*”|\"[^\"]*\"", "", span.partition("#")[0])
        words = [word for word in plain.split()[1:] if re.fullmatch(r"[a-z]+(?:/[a-z]+)*", word)]
        head = plain.split()[1] if len(plain.split()) > 1 else ""
        command = "" if head.startswith("--") or not words else words[0]
        if command in ("bank", "framework") and len(words) > 1:
            command += " " + words[1].split("/")[0]
        found |= {(command.split("/")[0], option) for option in _OPTION.findall(plain)}
    return found


def test_every_option_that_the_docs_name_is_one(run: Any) -> None:
    named = called()
    assert len(named) > 30
    helps = {command: run(*command.split(), "--help").out for command in {command for command, _ in named}}
    whole = run("--help").out
    assert [(c, o) for c, o in sorted(named) if o not in helps[c] and o not in whole] == []


def test_every_dependency_is_explained() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[<=>~! ;\[]", line)[0] for group in groups for line in group}
    assert [name for name in sorted(names) if name not in TEXTS["dependencies.md"]] == []


def test_public_functions_that_return_arrays_say_the_shape() -> None:
    """`encode` says it once, in the Encoder that each encoder is."""
    silent = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.returns is None:
                continue
            text, an_array = ast.get_docstring(node) or "", re.search(r"\bNDArray\b|\bVectors\b", ast.unparse(node.returns))
            if an_array and not SHAPE.search(text) and (text or node.name != "encode"):
                silent.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert silent == []
