"""`advisor remove`: take a source out of the library."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import say


def remove(id: Annotated[str, typer.Argument(help="The source's id: see advisor sources.")]) -> None:
    """Remove a source; with the original gone the guide is quoted again. The guide itself stays."""
    from advisor.advisor import Advisor
    from advisor.article.library import Library

    settings = session.settings()
    removed = Library(settings).remove(id)
    with session.building() as notice:
        Advisor.load(settings, notice=notice)
    say(f"Removed {removed.id}{'; the guide is quoted again' if removed.stands_for else ''}.")
