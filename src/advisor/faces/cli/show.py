"""`advisor show`: a source's sections, or one of them as it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json


def show(
    id: Annotated[str, typer.Argument(help="The source's id: see advisor sources.")],
    section: Annotated[int | None, typer.Option(help="Print this section as it stands.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Show the table of contents of a source, or the text of one section."""
    from advisor.article.library import Library
    from advisor.faces.cli.printing_sections import print_sections

    article = Library(session.settings()).article(id)
    chosen = [article.section(section)] if section is not None else list(article.sections)
    if as_json:
        rows = [{"number": s.number, "title": s.title, "start": s.body.start, "end": s.body.end} for s in chosen]
        texts = [{"text": s.body.of(article.text)} if section is not None else {} for s in chosen]
        said = {"id": id, "title": article.title, "sections": [{**r, **t} for r, t in zip(rows, texts, strict=True)]}
        say_json(said)
    elif section is None:
        print_sections(article.title, article.sections, article.text)
    else:
        say(chosen[0].body.of(article.text))
