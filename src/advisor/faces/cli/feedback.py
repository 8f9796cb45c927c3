"""`advisor feedback`: what was said in the page of its answers; to read, to export, to delete."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.characters import escaped
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json


def feedback(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    export: Annotated[Path | None, typer.Option(help="Copy the file there; - writes it to standard output.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete all of it.")] = False,
) -> None:
    """Show what is kept, and where; advisor eval feedback CASES makes cases of it."""
    from advisor.disk import write
    from advisor.faces.feedback import WHYS, FeedbackFile

    if as_json + delete + (export is not None) > 1:
        raise typer.BadParameter("found two of --json, --export and --delete; expected one")
    file = FeedbackFile(session.settings())
    if delete:
        say(f"{file.delete()} opinions deleted")
        return
    if export is not None:
        if str(export) == "-":
            sys.stdout.write(escaped(file.text()))
        else:
            write(export, file.text())
        return
    opinions, bad = file.read()
    for line in bad:
        say(f"advisor: {line}", error=True)
    if as_json:
        said = {"file": str(file.path), "opinions": [json.loads(each.model_dump_json()) for each in opinions]}
        say_json(said)
    elif not opinions:
        say(f"nothing kept yet; it would be in {file.path}")
    else:
        say(file.path)
        for each in opinions:
            words = repr(each.words) if each.words else ""  # quoted: a visitor's words move no cursor and start no line
            parts = ["helpful" if each.helpful else "not helpful", WHYS.get(each.why, ""), words]
            say(f"  {each.question!r} {each.status}: {'; '.join(filter(None, parts))}")
    if bad:
        raise typer.Exit(1)
