"""Readings on a terminal: quotes as quotes with their places, refusals with what is near."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from advisor.advisor import Advisor
from advisor.answering.answer import Abstention, Answer, Citation, Reading
from advisor.faces import wording
from advisor.faces.cli.terminal import open_console
from advisor.faces.remarks import remarks


def print_reading(advisor: Advisor, reading: Reading, console: Console | None = None) -> None:
    console = console or open_console()
    if wording.worth_showing(reading):
        console.print(Text(f"read as: {reading.read_as}", style="dim"))
    if isinstance(reading, Answer):
        for line in wording.lead_ins(reading):
            console.print(Text(line))
        _print_citations(console, advisor, reading.citations)
        for note in remarks(reading, advisor.articles):
            places = ", ".join(dict.fromkeys(f"§{quote.section_number}" for quote in note.quotes))
            where = f"({places}; advisor check {note.quotes[0].source})"
            console.print(Text(f"{wording.REMARK} {note.says} {where}", style="yellow"))
    else:
        console.print(Text(wording.refusal(reading) if isinstance(reading, Abstention) else wording.SMALL_TALK))
        if isinstance(reading, Abstention) and reading.nearest:
            console.print(Text(wording.NEAREST, style="dim"))
            _print_citations(console, advisor, reading.nearest)
    console.print(Text(wording.which_source(advisor.articles), style="dim"))


def _print_citations(console: Console, advisor: Advisor, citations: Sequence[Citation]) -> None:
    for citation in citations:
        quote = Text(f"“{citation.quote.text}”")
        place = Text(f"[{citation.number}] {wording.place(citation.quote, advisor.articles)}", style="cyan")
        console.print(Padding(Text.assemble(quote, "\n", place), (0, 0, 1, 2)))
