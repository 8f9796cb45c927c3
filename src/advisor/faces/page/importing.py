"""Importing Gradio without what the page never uses, in half of the time.

Gradio writes type stubs beside its own sources whenever it is imported, which is two fifths of its import and changes what
is installed, and it imports the MCP package, half a second more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_STUBS = "gradio.component_meta"


@contextmanager
def gradio_alone() -> Iterator[None]:
    """As if the MCP package were not installed; no stubs are written."""
    finder = _NoStubs()
    sys.meta_path.insert(0, finder)
    known = sys.modules.get("mcp")
    sys.modules["mcp"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        del sys.modules["mcp"]
        if known is not None:
            sys.modules["mcp"] = known


class _NoStubs(MetaPathFinder):
    """Finds the module that writes the stubs, with a function that writes none in the place of its own."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path) if name == _STUBS else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Quiet(spec.loader)
        return spec


class _Quiet(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        module.create_or_modify_pyi = lambda *_: None  # type: ignore[attr-defined]
