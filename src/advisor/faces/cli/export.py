"""`advisor export`: a saved conversation as a page that prints, as Markdown, or as the JSON to go on from."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

import typer

from advisor.disk import write
from advisor.faces.cli import session
from advisor.faces.reading_in import read_input

Format = Literal["html", "md", "json"]


def export(
    conversation: Annotated[str, typer.Argument(help="A conversation saved from page or chat (JSON), or -.")],
    out: Annotated[Path | None, typer.Option(help="Write here: .html, .md or .json (else Markdown on stdout).")] = None,
    result: Annotated[bool, typer.Option("--result", help="The result alone, on one page.")] = False,
    name: Annotated[str, typer.Option(help="With --result: whom it is about.")] = "",
    format: Annotated[Format | None, typer.Option(help="html, md or json, whatever the file is called.")] = None,
) -> None:
    """Make every reply of a saved conversation anew, with verdict and numbered citations, to keep or print."""
    from advisor.conversation.transcript import from_json
    from advisor.faces.export.saving import result_of, saved

    wanted = format or _format(out)
    transcript = from_json(_read(conversation), most=None)
    if result and wanted == "json":
        raise typer.BadParameter("found --result as json; expected html or md")
    advisor = session.load()
    if result:
        said = result_of(advisor, transcript.acts, wanted, name=name, day=date.today())
    else:
        said = saved(advisor, transcript.acts, wanted)
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(said.encode("utf-8"))  # a file, whatever the terminal's encoding
    else:
        write(out, said)


def _format(out: Path | None) -> Format:
    if out is None:
        return "md"
    for name in get_args(Format):
        if out.suffix.lower() == f".{name}":
            return cast(Format, name)
    raise typer.BadParameter(f"found --out {out}; expected a name that ends in .html, .md or .json, or --format")


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else read_input(Path(name), "a saved conversation (JSON)")
