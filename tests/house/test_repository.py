"""The repository: it speaks of the product alone, shares no sentence with the article, installs no CUDA."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

OUTSIDE = {
    ".git",
    ".venv",
    "index",
    "dist",
    "build",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
BINARY = {".pyc", ".png", ".safetensors", ".woff2", ".pdf", ".docx", ".onnx"}
# Written in pieces, so that this file does not hold them itself.
MACHINE = [r"/" + r"work/", r"/" + r"root\b", r"/" + r"opt/(?:wheels|pypi)", r"file:///" + "opt", r"~/" + r"\.claude"]
HOSTS = [
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "dev" + "pi",
    "art" + "ifactory",
    "--extra-" + "index-url",
    "--find-" + "links",
]
WRITERS = [r"\bsub-?" + "agents?\\b", r"\bAI " + "assistant (?:wrote|made)", "co-auth" + "ored-by"]


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """Every text file of the repository by its path: all but what git ignores."""
    found = {}
    for folder, inner, names in os.walk(root):
        top = Path(folder) == root / "corpus"
        inner[:] = sorted(n for n in inner if n not in OUTSIDE and not n.endswith(".egg-info") and (not top or n == "guide"))
        for path in (Path(folder) / name for name in sorted(names)):
            if path.suffix not in BINARY and not path.name.startswith((".lock", ".index-")):
                found[path.relative_to(root).as_posix()] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize(
    "words", [MACHINE, HOSTS, WRITERS], ids=["paths of a machine", "hosts of package registries", "who wrote it"]
)
def test_the_repository_speaks_of_the_product_alone(texts: dict[str, str], words: list[str]) -> None:
    pattern = re.compile("|".join(words), 0 if words is MACHINE else re.IGNORECASE)
    found = [f"{name}: {match.group()}" for name, text in texts.items() for match in pattern.finditer(text)]
    assert found == []


def test_no_sentence_of_the_article_is_in_the_repository(root: Path) -> None:
    tool = root.parent / "shared" / "tools" / "overlap.py"
    if not tool.is_file():
        pytest.skip("the tool that compares with the article is not here")
    if not (root / ".git").exists():
        pytest.skip("no git checkout, which the tool lists the files of")
    said = subprocess.run([sys.executable, str(tool)], cwd=root, capture_output=True, text=True, timeout=60)
    assert (said.returncode, said.stdout) == (0, "0 shared runs of 8 or more words\n")


def test_no_cuda_package_is_installed() -> None:
    names = [str(distribution.metadata["Name"]).lower() for distribution in metadata.distributions()]
    assert [name for name in names if name.startswith(("nvidia-", "cuda-", "triton", "pytorch-triton"))] == []


def test_nothing_is_left_to_do(texts: dict[str, str]) -> None:
    pattern = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b")
    assert [name for name, text in texts.items() if name.startswith("src/") and pattern.search(text)] == []


def test_no_drawer_without_a_subject(root: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "types", "base"}
    assert [p.name for p in (root / "src").rglob("*.py") if p.stem in drawers] == []


@pytest.mark.parametrize("folder", ["src/advisor", "tests"])
def test_every_file_says_what_it_is_for(root: Path, folder: str) -> None:
    import ast

    empty = [
        p
        for p in (root / folder).rglob("*.py")
        if p.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert [p.relative_to(root).as_posix() for p in empty] == []


def test_the_package_says_that_it_is_typed(root: Path) -> None:
    assert (root / "src" / "advisor" / "py.typed").is_file()


def test_the_wheel_holds_the_guide_and_only_the_guide(root: Path) -> None:
    import tomllib

    wheel = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"corpus/guide": "advisor/_guide"}
    assert [p.name for p in (root / "corpus").iterdir() if p.name == "guide"] == ["guide"]
    assert "/corpus/*\n!/corpus/guide/" in (root / ".gitignore").read_text()
