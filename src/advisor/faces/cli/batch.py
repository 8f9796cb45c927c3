"""JSON lines in, JSON lines out, in order; a bad line is answered with its error and the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from advisor.characters import whole
from advisor.errors import AdvisorError, InputTooLarge, InputUnreadable
from advisor.faces.cli.terminal import say_json

LONGEST_LINE = 20_000_000  # bytes


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
        say_json(said)
    if failed:
        raise typer.Exit(1)


def text_field(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a string as {name}")
    return _whole(value, name)


def texts_field(asked: dict[str, Any], name: str, *, required: bool = False) -> list[str]:
    value = asked.get(name) if required else asked.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a list of strings as {name}")
    return [_whole(item, name) for item in value]


def _whole(value: str, name: str) -> str:
    if whole(value) != value:
        raise InputUnreadable(f"found half a character in {name}", expected="whole characters")
    return value


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:  # a device that never ends has no line
                    raise InputTooLarge(f"{path} has a line of more than {LONGEST_LINE:,} bytes", expected="JSON lines")
                yield line
    except OSError as error:
        raise InputUnreadable(f"cannot read {path} ({error.strerror})", expected="a file of JSON lines") from None
