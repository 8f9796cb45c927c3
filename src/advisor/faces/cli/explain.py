"""`advisor explain`: how a text is heard, clause by clause: for whoever adds a sentence to the statement bank."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json

_WORTH_SHOWING = 0.1


def explain(
    text: Annotated[str, typer.Argument(help="What somebody might type.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Show how each sentence and clause is heard, with probabilities, the nearest labelled sentence, and the facts."""
    advisor = session.load()
    read = advisor.turns.read(text)
    sentences: list[dict[str, Any]] = []
    for told in read.told:
        whole = told.sentence.span.of(text)
        clauses = [{"text": whole, "heard": _probable(told.heard)}]
        clauses += [
            {"text": span.of(text), "heard": _probable(heard)}
            for span, heard in zip(told.sentence.clauses, told.of_clauses, strict=False)
        ]
        labels = [label for label in _probable(told.heard) if not label.startswith("act=")]
        near = {label: advisor.nearest_statement(whole, label) for label in labels}
        sentences.append({"clauses": clauses, "nearest": near})
    evidence = [{"slot": e.slot, "value": e.value, "status": e.status, "text": e.text, "cue": e.cue} for e in read.evidence]
    said = {"text": text, "sentences": sentences, "evidence": evidence, "unsure": list(read.unsure), "tells": read.tells}
    if as_json:
        say_json(said)
        return
    for line in _lines(said):
        say(line)


def _probable(heard: Any) -> dict[str, float]:
    found = sorted(heard.items(), key=lambda pair: -pair[1])
    return {label: round(p, 3) for label, p in found if p >= _WORTH_SHOWING}


def _lines(said: dict[str, Any]) -> list[str]:
    lines = []
    for sentence in said["sentences"]:
        for depth, clause in enumerate(sentence["clauses"]):
            lines.append(f"{'  ' if depth else ''}“{clause['text']}”")
            lines.append(
                f"{'  ' if depth else ''}  " + (", ".join(f"{k} {p:.2f}" for k, p in clause["heard"].items()) or "nothing")
            )
        lines += [f"  nearest to {label}: “{text}”" for label, text in sentence["nearest"].items()]
    lines += [f"{e['slot']} = {e['value']} ({e['status']}): “{e['text']}”" for e in said["evidence"]]
    return lines or ["no words"]
