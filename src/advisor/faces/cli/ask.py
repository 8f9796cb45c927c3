"""`advisor ask`: one question, or a file of them."""

from __future__ import annotations

import sys
import time
from typing import Annotated, Any

import typer

from advisor.faces.cli import batch, session
from advisor.faces.cli.terminal import say_json
from advisor.faces.contract import reading_json


def ask(
    question: Annotated[str | None, typer.Argument(help="The question; - reads it from standard input.")] = None,
    after: Annotated[list[str] | None, typer.Option(metavar="QUESTION", help="An earlier question, oldest first.")] = None,
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="Quote only from this source.")] = None,
    batch_file: Annotated[str | None, typer.Option("--batch", help="A file of JSON lines, or -.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show the quotes of notes on the source too.")] = False,
    timings: Annotated[bool, typer.Option(help="Add timings_ms to the JSON.")] = False,
) -> None:
    """Answer a question with exact quotes, each cited, or say that the source does not answer it."""
    if (question is None) == (batch_file is None):
        raise typer.BadParameter('expected a question or --batch FILE: advisor ask "what does an RE earn?"')
    started = time.perf_counter()
    advisor = session.load(source or ())
    opened = time.perf_counter()

    def one(text: str, earlier: list[str], id: str) -> dict[str, Any]:
        asked = time.perf_counter()
        said = reading_json(advisor.ask(text, after=earlier), id=id)
        if timings:
            now = time.perf_counter()
            said["timings_ms"] = {"open": round(1e3 * (opened - started), 2), "answer": round(1e3 * (now - asked), 2)}
        return said

    if batch_file is not None:
        batch.run(batch_file, lambda a: one(batch.text_field(a, "question"), batch.texts_field(a, "after"), a.get("id", "")))
        return
    text = sys.stdin.read() if question == "-" else str(question)
    if as_json:
        say_json(one(text, after or [], ""))
        return
    from advisor.faces.cli.told import show_reading  # read while the model is opened

    show_reading(advisor, advisor.ask(text, after=after or []), full=full)
