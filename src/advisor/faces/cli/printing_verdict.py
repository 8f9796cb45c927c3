"""Verdicts and explanations on a terminal: the line first, then question by question, your words beside the source's."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from advisor.advisor import Advisor
from advisor.article.quote import Quote
from advisor.faces import wording
from advisor.faces.cli.terminal import open_console
from advisor.framework import explain
from advisor.framework.explain import Step
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence

_MOST_CHANGES = 3


def print_verdict(advisor: Advisor, verdict: Verdict, console: Console | None = None) -> None:
    console = console or open_console()
    console.print(Text(wording.headline(advisor.framework, verdict), style="bold"))
    if not verdict.is_profile:
        return
    for finding in verdict.findings:
        console.print(Text.assemble((f"{finding.question}: ", "bold"), (wording.chip(finding.leaning), "cyan")))
        print_step(console, advisor, Step(finding.because, finding.evidence, finding.quotes if finding.leaning else ()))
    for contradiction in verdict.contradictions:
        first, second = contradiction.first.text, contradiction.second.text
        console.print(Text(f"You said “{first}” and later “{second}”; I go by the later.", style="yellow"))
    for step in explain.what_if(advisor.framework, verdict)[:_MOST_CHANGES]:
        console.print(Text(step.text, style="dim"))
    for advice in verdict.advice:
        print_step(console, advisor, Step(advice.text, quotes=advice.quotes))
    if verdict.ask_next:
        console.print(Text(f"\n{verdict.ask_next.text}", style="bold"))
    console.print(Text(explain.scope(advisor.framework, advisor.cited).text, style="dim"))


def print_step(console: Console, advisor: Advisor, step: Step) -> None:
    """A sentence, then what it rests on."""
    console.print(Text(step.text))
    lines = Text("\n").join([*_yours(step.evidence), *_theirs(step.quotes, advisor)])
    if lines:
        console.print(Padding(lines, (0, 0, 1, 4)))


def _yours(evidence: Sequence[Evidence]) -> list[Text]:
    return [Text(f"you: “{item.text}”", style="green") for item in evidence]


def _theirs(quotes: Sequence[Quote], advisor: Advisor) -> list[Text]:
    articles = (*advisor.articles, *advisor.cited)
    return [Text.assemble(f"“{quote.text}” ", (f"[{wording.place(quote, articles)}]", "cyan")) for quote in quotes]
