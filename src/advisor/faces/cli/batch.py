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
            asked = json.loads(line)
            if not isinstance(asked, dict):
                raise InputUnreadable(f"line {number} is no JSON object", expected='{"id": …}')
            id = asked.get("id")
            said = one(asked)
        except (AdvisorError, ValueError) as error:
            failed = True
            said = {"id": id, "error": f"line {number}: {error}" if isinstance(error, ValueError) else str(error)}
        print(json.dumps(said, ensure_ascii=False), flush=True)
    if failed:
        raise typer.Exit(1)


def text_field(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a string as {name}")
    return value


def texts_field(asked: dict[str, Any], name: str) -> list[str]:
    value = asked.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputUnreadable(f"found {name} = {json.dumps(value)[:40]}", expected=f"a list of strings as {name}")
    return list(value)


def _lines(path: str) -> Iterator[str]:
    if path == "-":
        yield from sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8") as file:
            yield from file
    except OSError as error:
        raise InputUnreadable(f"cannot read {path} ({error.strerror})", expected="a file of JSON lines") from None
    except UnicodeDecodeError as error:
        raise InputUnreadable(f"{path} is not UTF-8 (byte {error.start})", expected="a file of JSON lines") from None
