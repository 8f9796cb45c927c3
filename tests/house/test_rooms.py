"""The rooms: imports point downwards as DESIGN's table says, heavy packages stand behind one door each."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

FLOOR = {
    "span", "errors", "disk", "settings", "checksum", "measures", "offline", "characters", "clauses", "hearing", "names",
    "kin", "tables", "enumeration",
}  # fmt: skip
MAY_IMPORT = {
    "article": FLOOR,
    "search": FLOOR | {"article"},
    "answering": FLOOR | {"search", "article"},
    "profile": FLOOR,
    "framework": FLOOR | {"profile", "article"},
    "conversation": FLOOR | {"answering", "framework", "profile", "article"},
}
# A heavy package and the only files, or the only folder, that may import it.
DOORS = {
    "torch": ("search/torch_models.py",),
    "sentence_transformers": ("search/torch_models.py",),
    "transformers": ("search/torch_models.py",),
    "onnxruntime": ("search/onnx_encoder.py", "search/onnx_export.py"),
    "pymilvus": ("search/milvus_store.py",),
    "onnx": ("search/onnx_export.py",),
    "safetensors": ("search/onnx_export.py",),
    "faiss": ("search/vectors.py",),
    "tiktoken": ("article/tokens.py",),
    "Stemmer": ("search/wording.py",),
    "filelock": ("disk.py",),
    "gradio": ("faces/page/",),
    "matplotlib": ("faces/pictures/drawing.py",),
    "mcp": ("faces/programs/mcp_server.py",),
    "typer": ("faces/cli/",),
}
NOWHERE = {
    "sklearn",
    "scipy",
    "pandas",
    "requests",
    "httpx",
    "urllib.request",
    "huggingface_hub",
    "bm25s",
    "pickle",
    "dill",
    "joblib",
}


@pytest.fixture(scope="module")
def package(root: Path) -> Path:
    return root / "src" / "advisor"


@cache
def imports(path: Path) -> tuple[tuple[str, bool], ...]:
    """Every module that a file imports by name, and whether only for type checkers."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield str(node.module), id(node) in typing
            yield from ((f"{node.module}.{alias.name}", id(node) in typing) for alias in node.names)


def test_import_linter_keeps_its_contracts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    monkeypatch.chdir(root)
    assert lint_imports(no_cache=True, is_debug_mode=False, show_timings=False, verbose=False) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_what_the_design_allows(package: Path, room: str) -> None:
    wrong = [
        f"{path.relative_to(package)}: {name}"
        for path in sorted((package / room).rglob("*.py"))
        for name, _ in imports(path)
        if name.startswith("advisor.") and name.split(".")[1] not in MAY_IMPORT[room] | {room}
    ]
    assert wrong == []


def test_nobody_knows_the_faces_or_the_facade_but_the_faces(package: Path) -> None:
    wrong = [
        f"{path.relative_to(package)}: {name}"
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] != "faces" and path.name not in ("__init__.py", "__main__.py")
        for name, _ in imports(path)
        if name.startswith(("advisor.faces", "advisor.advisor"))
    ]
    assert wrong == []


@pytest.mark.parametrize("heavy", sorted(DOORS))
def test_a_heavy_package_is_imported_behind_one_door(package: Path, heavy: str) -> None:
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for name, for_types in imports(path)
        if (name == heavy or name.startswith(f"{heavy}.")) and not for_types
    }
    assert [path for path in sorted(found) if not path.startswith(DOORS[heavy])] == []


def test_the_docs_name_the_doors_as_they_are(root: Path) -> None:
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = page.partition("A heavy package is imported in one file: ")[2].partition(". ")[0]
    assert set(re.findall(r"`([a-z_/]+(?:\.py)?)`", told)) <= {door for doors in DOORS.values() for door in doors}
    assert told.count("`") >= 12


@pytest.mark.parametrize("name", sorted(NOWHERE))
def test_what_has_no_place_here_is_imported_nowhere(package: Path, name: str) -> None:
    found = [
        p.name for p in package.rglob("*.py") for module, _ in imports(p) if module == name or module.startswith(f"{name}.")
    ]
    assert found == []


def test_every_import_from_outside_is_a_dependency(package: Path, root: Path) -> None:
    import tomllib
    from importlib.metadata import packages_distributions

    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"].get("milvus", [])]
    names = {re.split(r"[\[=<>~! ;]", line)[0].lower().replace("_", "-") for line in declared}
    shipped = packages_distributions()
    missing = set()
    for path in package.rglob("*.py"):
        for module, _ in imports(path):
            top = module.split(".")[0]
            if top in sys.stdlib_module_names or top == "advisor":
                continue
            if not {d.lower().replace("_", "-") for d in shipped.get(top, [top])} & names:
                missing.add(top)
    assert missing - {"starlette", "uvicorn", "fastapi"} == set()  # parts of gradio, which is pinned with them
