"""Serving the page: what must stand before Gradio is imported, its import, the advisor opened, the address, and the wait.

Gradio writes type stubs beside its own sources whenever it is imported, which is two fifths of its import and changes what
is installed, and it imports the MCP package, half a second more. Here it does neither.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, NotWritable
from advisor.faces.passwords import Passwords
from advisor.settings import Settings

if TYPE_CHECKING:
    import gradio as gr

    from advisor.advisor import Advisor
    from advisor.search.build import Notice

LOOPBACK = "127.0.0.1"
PORT = 7860
# Measured on two busy cores: 11 answers a second with 1, 2, 4, 8 or 16 at a time, a median of 80, 180, 350, 700, 1,100 ms.
AT_ONCE = 2  # actions of a kind: more make each slower and none sooner
WAITING = 128  # actions, some six seconds of work; a further one is told that the page is busy
_WARMING = "What does a research engineer do? I like building systems."
_STUBS = "gradio.component_meta"


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served: to whom, below which path of a proxy, and under which names besides this machine's."""

    port: int | None = None
    passwords: Passwords | None = None
    root_path: str = ""
    names: tuple[str, ...] = ()


def serve(settings: Settings, *, notice: Notice | None = None) -> None:
    """Open the page and stay until Ctrl-C; raises AdvisorError where nothing can be opened or the port is in use."""
    stay(start(settings, notice=notice))


def stay(blocks: gr.Blocks) -> None:
    """Say where the page is, and wait for Ctrl-C."""
    print(f"Track Advisor is on {blocks.local_url}", file=sys.stderr, flush=True)
    blocks.block_thread()


def start(settings: Settings, options: Options | None = None, *, notice: Notice | None = None) -> gr.Blocks:
    """The page, launched and listening."""
    _prepare()
    check_temporary()
    options = options or Options()
    name, number = address(options.port)
    with ThreadPoolExecutor(1, thread_name_prefix="opening") as pool:
        opening = pool.submit(_open, settings, notice)  # Gradio takes as long to import as the index to open
        with gradio_alone():
            from advisor.faces.page import launching
        advisor = opening.result()
    blocks = launching.launch(advisor, options, name=name, port=number, at_once=AT_ONCE, waiting=WAITING)
    Thread(target=_warm, args=(advisor,), name="warming", daemon=True).start()
    return blocks


def address(port: int | None = None) -> tuple[str, int]:
    """The host and port to listen on; raises AdvisorError where the port is no number or not free."""
    name = os.environ.get("GRADIO_SERVER_NAME") or LOOPBACK
    number = port if port is not None else _named_port()
    _check_free(name, number)
    return name, number


def _prepare() -> None:
    """No word to anyone: no analytics, and no proxy between the page and itself."""
    for variable in ("NO_PROXY", "no_proxy"):
        listed = [each for each in os.environ.get(variable, "").split(",") if each]
        os.environ[variable] = ",".join(dict.fromkeys([*listed, "localhost", LOOPBACK, "::1"]))


def check_temporary() -> Path:
    """Where Gradio makes folders as it starts, though no upload is written there; raises NotWritable."""
    named = os.environ.get("GRADIO_TEMP_DIR", "")
    try:
        folder = Path(named or Path(tempfile.gettempdir()) / "gradio")
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        found = f"cannot write to {named or 'any temporary folder'} ({error.strerror or error})"
        raise NotWritable(found, expected="a folder that can be written", mend="GRADIO_TEMP_DIR=DIR") from None


def _named_port() -> int:
    named = os.environ.get("GRADIO_SERVER_PORT", "")
    if named and not named.isdecimal():
        raise AdvisorError(f"found GRADIO_SERVER_PORT={named}", expected="a number", mend=f"GRADIO_SERVER_PORT={PORT}")
    return int(named) if named else PORT


def _check_free(name: str, port: int) -> None:
    """Raises AdvisorError where something else listens there, ahead of the seconds that opening takes."""
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((name, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise AdvisorError(
                f"cannot listen on {name}:{port} ({reason})", expected="a free port",
                mend=f"advisor serve --port {port + 1 if 0 < port < 65_535 else PORT}"
            ) from None


def _open(settings: Settings, notice: Notice | None) -> Advisor:
    from advisor.advisor import Advisor

    advisor = Advisor.load(
        settings, notice=notice, rebuilding=lambda why: print(f"{why}: building the index once", file=sys.stderr)
    )
    advisor.encoder.encode([_WARMING])  # raises ModelDamaged now, and not to the first visitor
    return advisor


def _warm(advisor: Advisor) -> None:
    """The first question pays for word lists and the encoder's first run; pay it before a visitor comes."""
    from advisor.conversation.conversation import Conversation

    advisor.chat(Conversation(), _WARMING)


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
