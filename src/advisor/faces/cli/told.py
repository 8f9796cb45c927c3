"""A reading or a verdict on the terminal, and under it whose words are quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from advisor.advisor import Advisor
from advisor.answering.answer import Reading
from advisor.faces import wording
from advisor.faces.cli.terminal import open_console
from advisor.faces.telling.document import Confirm, Ours
from advisor.faces.telling.tell_reading import ReadingTeller
from advisor.faces.telling.terminal import show

if TYPE_CHECKING:
    from advisor.framework.verdict import Verdict


def show_reading(advisor: Advisor, reading: Reading, *, full: bool) -> None:
    console = open_console()
    teller = ReadingTeller(advisor.articles, advisor.articles, lambda: advisor.framework.words)
    show(console, teller.reading(reading), full=full)
    console.print(Text(wording.which_source(teller.told_from() or advisor.articles), style="dim"))


def show_verdict(advisor: Advisor, verdict: Verdict, *, message: str, full: bool) -> None:
    """Of one go: what could be answered in a chat is only said."""
    from advisor.faces.telling.tell import teller_of

    console = open_console()
    told = teller_of(advisor).verdict(verdict, message=message)
    said = tuple(Ours(part.text) if isinstance(part, Confirm) else part for part in told.parts)
    show(console, (replace(told, parts=said),), full=full)
    if verdict.ask_next:
        console.print(Text("To answer, add another text behind the first, or go on in advisor chat.", style="dim"))
