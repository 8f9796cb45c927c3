"""`advisor password`: let a person open a served page."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.faces.cli.terminal import say


def password(
    file: Annotated[Path, typer.Argument(help="The file that advisor serve --auth reads; made where it is missing.")],
    name: Annotated[str, typer.Argument(help="Whom to let in.")],
) -> None:
    """Ask for a password, or read it from standard input, and keep its hash."""
    from advisor.errors import InputUnreadable
    from advisor.faces.passwords import set_password

    if sys.stdin.isatty():
        word = getpass.getpass(f"Password for {name}: ")
        if getpass.getpass("Once more: ") != word:
            raise InputUnreadable("found two different passwords", expected="the same twice")
    else:
        word = sys.stdin.readline().rstrip("\r\n")
    set_password(file, name, word)
    say(f"{name} may open the page: advisor serve --auth {file}", error=True)
