"""`advisor index`: build what answering needs."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import say


def index(force: Annotated[bool, typer.Option("--force", help="Build all of it anew, whatever is there.")] = False) -> None:
    """Build the index of the library; what is already built for unchanged sources is used again."""
    from advisor.advisor import build_index
    from advisor.article.library import Library
    from advisor.search.encoder import open_encoder

    settings = session.settings()
    library = Library(settings)
    encoder = open_encoder(settings)
    with session.building() as notice:
        build_index(library, settings, encoder, force=force, notice=notice)
    say(f"Indexed {', '.join(d.id for d in library.descriptions())} in {settings.index}.")
