"""`advisor framework new DIR` and `advisor framework check DIR`: another decision, as a folder of data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.faces.cli.terminal import say

if TYPE_CHECKING:
    from advisor.article.article import Article

framework = typer.Typer(
    help="Another decision as a folder of data.", no_args_is_help=True, epilog="Example: advisor framework new my-choice"
)


@framework.command(short_help="Write a commented skeleton.", epilog="Example: advisor framework new ours")
def new(folder: Annotated[Path, typer.Argument(help="A folder that is not there yet, or is empty.")]) -> None:
    """Write a commented skeleton: questions, advice, names, the decision aid, statements, a guide."""
    from advisor.disk import make_folder, write
    from advisor.errors import UsageError
    from advisor.framework.skeleton import files

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"found {folder} with something in it", expected="a new or empty folder")
    for name, text in files().items():
        make_folder((folder / name).parent)
        write(folder / name, text)
    say(f"{folder}: {len(files())} files; fill them in, then: advisor framework check {folder}")


@framework.command(short_help="Name what is missing.", epilog="Example: advisor framework check ours")
def check(folder: Annotated[Path, typer.Argument(help="A framework's folder.")]) -> None:
    """Name what is missing, with file and line; exit 1 where anything is."""
    from advisor.framework import checking

    found = checking.check(folder, _guide(folder))
    for each in found:
        say(each)
    if found:
        raise typer.Exit(1)
    say(f"{folder}: nothing is missing")


def _guide(folder: Path) -> tuple[Article, ...]:
    """The framework's own guide, else the one that ships, for the framework that ships."""
    from advisor.article import source
    from advisor.settings import SHIPPED_FRAMEWORK, shipped_guide

    own = folder / "guide"
    if own.is_dir():
        return (source.load(own),)
    return (source.load(shipped_guide()),) if folder.resolve() == SHIPPED_FRAMEWORK else ()
