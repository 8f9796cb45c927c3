"""`advisor compare`: pay, interviews, times and the sum of both tracks, as a table, as pictures, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.disk import make_folder, write
from advisor.faces.cli import session
from advisor.faces.cli.terminal import open_console, say, say_json

if TYPE_CHECKING:  # every command imports this file; only this one draws
    from advisor.article.article import Article
    from advisor.article.library import Library
    from advisor.faces.pictures import Picture


def compare(
    svg: Annotated[Path | None, typer.Option(help="Write each picture into this folder.")] = None,
    lab: Annotated[str, typer.Option(help="The lab for which the sum of chance and pay is made.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Put the two tracks side by side: pay, interviews, times, and what one application is worth."""
    from advisor.article.library import Library
    from advisor.faces.pictures import pictures
    from advisor.framework.loading import load_framework

    articles = _cited(Library(session.settings()))
    made = pictures(load_framework(session.settings().framework), articles, lab=lab)
    paths = _draw(made, svg) if svg else []
    if as_json:
        say_json(_json(made))
    elif svg:
        for path in paths:
            say(path)
    else:
        _print(made, articles)


def _draw(pictures: Sequence[Picture], folder: Path) -> list[Path]:
    """Each picture, in its light colours, as NAME.svg; raises NotWritable."""
    make_folder(folder)
    paths = [folder / f"{picture.name}.svg" for picture in pictures]
    for path, picture in zip(paths, pictures, strict=True):
        write(path, f"{picture.light}\n")
    return paths


def _cited(library: Library) -> tuple[Article, ...]:
    """What is quoted: the original where it is in the library, then the guide."""
    from advisor.article.library import GUIDE

    active = library.active()
    own = [each.id for each in library.descriptions() if each.stands_for == GUIDE and each.id in active]
    return tuple(library.article(id) for id in dict.fromkeys((*own, GUIDE)))


def _json(pictures: Sequence[Picture]) -> dict[str, Any]:
    from advisor.article.quote import as_json

    return {
        "pictures": [
            {
                "name": picture.name,
                "title": picture.title,
                "caption": picture.caption,
                "rows": [
                    {
                        "label": row.label,
                        "value": row.value,
                        "quotes": [{**as_json(quote), "score": 1.0} for quote in row.quotes],
                    }
                    for row in picture.rows
                ],
                "notes": list(picture.notes),
            }
            for picture in pictures
        ]
    }


def _print(pictures: Sequence[Picture], articles: Sequence[Article]) -> None:
    from rich.table import Table
    from rich.text import Text

    from advisor.faces import wording

    console = open_console()
    for picture in pictures:
        console.print(Text(picture.title, style="bold"))
        table = Table(box=None, pad_edge=False, show_header=False)
        for row in picture.rows:
            places = dict.fromkeys(wording.place(quote, articles) for quote in row.quotes)
            table.add_row(Text(row.label), Text(row.value), Text(f"[{', '.join(places)}]", style="cyan"))
        console.print(table)
        for note in picture.notes:
            console.print(Text(note, style="yellow"))
        console.print()
    console.print(Text(wording.which_source(articles[:1]), style="dim"))
