"""`advisor sources`: what is in the library, and what is quoted."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import open_console, say, say_json


def sources(as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False) -> None:
    """List the sources; those that are quoted from are marked."""
    from rich.table import Column, Table
    from rich.text import Text

    from advisor.article.library import Library

    library = Library(session.settings())
    active = library.active()
    if as_json:
        rows = [{**d.model_dump(exclude={"original"}), "quoted": d.id in active} for d in library.descriptions()]
        say_json({"sources": rows})
        return
    known = library.descriptions()
    whole = Column("id", no_wrap=True, min_width=max(len(d.id) for d in known))  # to be copied
    table = Table("", whole, "title", "author", "year", box=None, pad_edge=False)
    for d in known:
        mark = "*" if d.id in active else ""
        table.add_row(mark, d.id, Text(d.title), Text(d.author), str(d.year or ""))
    open_console().print(table)
    say("* quoted from")
