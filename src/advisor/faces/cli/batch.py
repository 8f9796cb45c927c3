"""JSON lines in, JSON lines out, in order; a bad line is answered with its error and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from advisor.errors import AdvisorError, InputUnreadable


def run(path: str, one: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer every line of a file, or of standard input for "-"; raises typer.Exit(1) where a line was bad."""
    failed = False
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        id: object = None
        try:
            asked = json.loads(line.decode("utf-8"))
            if not isinstance(asked, dict):
                raise InputUnreadable(f"line {number} is no JSON object", expected='{"id": …}')
            id = asked.get("id")
            said = one(asked)
        except (AdvisorError, ValueError, RecursionError) as error:
            failed = True
            said = {"id": id, "error": str(error) if isinstance(error, AdvisorError) else f"line {number}: {error}"}
        print(_line(said), flush=True)
    if failed:
        raise typer.Exit(1)


def text_field(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a string as {name}")
    return value


def texts_field(asked: dict[str, Any], name: str, *, required: bool = False) -> list[str]:
    value = asked.get(name) if required else asked.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a list of strings as {name}")
    return list(value)


def _line(said: dict[str, Any]) -> str:
    """As it is read best; with escapes where the text holds half a character."""
    text = json.dumps(said, ensure_ascii=False)
    return text if _encodes(text) else json.dumps(said)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield from file
    except OSError as error:
        raise InputUnreadable(f"cannot read {path} ({error.strerror})", expected="a file of JSON lines") from None
