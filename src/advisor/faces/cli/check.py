"""`advisor check`: what is odd in a source, each note with the places it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import open_console, say_json

if TYPE_CHECKING:  # every command imports this file; only this one needs the rules
    from advisor.article.critique.note import Note


def check(
    id: Annotated[str, typer.Argument(help="The source's id: see advisor sources.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Read a source critically: figures at odds, lost lists, where estimates come from; exit 1 with findings."""
    from advisor.article.critique import critique
    from advisor.article.library import Library

    article = Library(session.settings()).article(id)
    notes = critique(article)
    findings = [note for note in notes if not note.is_provenance]
    if as_json:
        said = {"id": id, "title": article.title, "findings": len(findings), "notes": [_json(note) for note in notes]}
        say_json(said)
    else:
        _print(article.title, notes, len(findings))
    if findings:
        raise typer.Exit(1)


def _json(note: Note) -> dict[str, Any]:
    from advisor.article.quote import as_json

    quotes = [as_json(quote) for quote in note.quotes]
    return {"rule": note.rule, "finding": not note.is_provenance, "says": note.says, "quotes": quotes}


def _print(title: str, notes: tuple[Note, ...], findings: int) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = open_console()
    console.print(Text(f"{title}: {findings} findings, {len(notes) - findings} notes on where estimates come from"))
    for note in notes:
        console.print(Text.assemble("\n", (note.rule, "cyan"), f"  {note.says}"))
        for quote in note.quotes:
            console.print(Padding(Text(f"§{quote.section_number} “{quote.text}”", style="dim"), (0, 0, 0, 2)))
