"""`advisor assess`: one profile, or a file of them."""

from __future__ import annotations

import sys
import time
from typing import Annotated, Any

import typer

from advisor.faces.cli import batch, session
from advisor.faces.cli.decide import decision_aid, decision_json
from advisor.faces.cli.terminal import say, say_json


def assess(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="What you say of yourself, turn by turn; - reads stdin.")
    ] = None,
    by_hand: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="QUESTION=LEANING", help="Set a question: RE, RS, mixed or unknown; over the text."),
    ] = None,
    weight: Annotated[
        list[str] | None, typer.Option(metavar="QUESTION=0..3", help="How much a question matters to you.")
    ] = None,
    decision: Annotated[bool, typer.Option("--decision", help="Add the decision aid: see advisor decide.")] = False,
    batch_file: Annotated[str | None, typer.Option("--batch", help="A file of JSON lines, or -.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every step, and what would change it.")] = False,
    timings: Annotated[bool, typer.Option(help="Add timings_ms to the JSON.")] = False,
) -> None:
    """Apply the source's five questions to what you say of yourself, and show every step."""
    if bool(text or by_hand) == (batch_file is not None):
        raise typer.BadParameter('expected a description or --batch FILE: advisor assess "I have a PhD and love papers"')
    settings = dict(pair(item) for item in by_hand or ())
    started = time.perf_counter()
    advisor = session.load()
    opened = time.perf_counter()

    def one(turns: list[str], id: str) -> dict[str, Any]:
        from advisor.framework.contract import verdict_json

        began = time.perf_counter()
        verdict = advisor.assess(*turns, settings=settings)
        said: dict[str, Any] = verdict_json(verdict, id=id)
        if decision or weight:
            said["decision"] = decision_json(advisor, decision_aid(advisor, verdict, weight or ()))
        if timings:
            now = time.perf_counter()
            said["timings_ms"] = {"open": round(1e3 * (opened - started), 2), "assess": round(1e3 * (now - began), 2)}
        return said

    if batch_file is not None:
        batch.run(batch_file, lambda asked: one(batch.texts_field(asked, "text", required=True), asked.get("id", "")))
        return
    turns = [sys.stdin.read() if turn == "-" else turn for turn in text or ()]
    if as_json:
        say_json(one(turns, ""))
        return
    from advisor.faces.cli.told import show_verdict

    verdict = advisor.assess(*turns, settings=settings)
    show_verdict(advisor, verdict, message="\n".join(turns), full=full)
    if (decision or weight) and verdict.is_profile:
        from advisor.faces.cli.decision_lines import firm_lines

        for line in firm_lines(advisor.framework, verdict, decision_aid(advisor, verdict, weight or ())):
            say(line)


def pair(item: str) -> tuple[str, str]:
    """`pair("energy=RE")` → `("energy", "RE")`."""
    question, equals, leaning = item.partition("=")
    if not equals:
        raise typer.BadParameter(f"found --set {item}; expected QUESTION=LEANING, as in --set energy=RE")
    return question.strip(), leaning.strip()
