"""`advisor add`: take an article into the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.errors import InputTooLarge, InputUnreadable
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json


def add(
    path: Annotated[str, typer.Argument(help="The file, or - for standard input.")],
    id: Annotated[str, typer.Option(help="A short name to call it by.")] = "",
    title: Annotated[str, typer.Option(help="Its title, where the text does not say.")] = "",
    author: Annotated[str, typer.Option(help="Its author.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the sections found and keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Add an article of your own; the original article takes the guide's place."""
    from advisor.advisor import Advisor
    from advisor.article.library import Library
    from advisor.faces.cli.printing_sections import print_sections

    settings = session.settings()
    library = Library(settings)
    name = "pasted.txt" if path == "-" else path
    prepared = library.prepare(_read(path, settings.largest_source_bytes), name, id=id, title=title, author=author)
    kept, known = prepared.description, False
    if not dry_run:
        added = library.add(prepared)
        kept, known = added.description, added.known
        with session.building() as notice:
            Advisor.load(settings, notice=notice)
    if as_json:
        sections = [{"number": s.number, "title": s.title} for s in prepared.sections]
        said = {"id": kept.id, "title": kept.title, "known": known, "sections": sections}
        say_json({**said, "kept": not dry_run, "notices": list(prepared.notices)})
        return
    print_sections(prepared.description.title, prepared.sections, prepared.text)
    for noticed in prepared.notices:
        say(f"Note: {noticed}.")
    if dry_run:
        say("Nothing was kept (--dry-run).")
    elif known:
        say(f"It was in the library already, as {kept.id}.")
    else:
        place = " and takes the guide's place" if prepared.description.stands_for else ""
        say(f"Added as {prepared.description.id}{place}.")


def _read(path: str, limit: int) -> bytes:
    """At most one byte more than the limit, so that what is too large is seen and not swallowed."""
    if path == "-":
        return sys.stdin.buffer.read(limit + 1)
    file = Path(path)
    try:
        if not file.is_file():  # a folder; or a device or a pipe, which may never end
            found = f"found no file {path}" if not file.exists() else f"{path} is not a regular file"
            raise InputUnreadable(found, expected="a file, or - for standard input")
        if file.stat().st_size > limit:
            raise InputTooLarge(f"{path} has {file.stat().st_size:,} bytes", expected=f"at most {limit:,}")
        return file.read_bytes()
    except OSError as error:
        raise InputUnreadable(f"cannot read {path} ({error.strerror})", expected="a file that can be read") from None
