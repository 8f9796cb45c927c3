"""`advisor eval`: measure on one's own cases."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from advisor import measures
from advisor.errors import InputUnreadable
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json
from advisor.faces.reading_in import read

Kind = Literal["ask", "assess", "feedback"]


def evaluate(
    kind: Annotated[Kind, typer.Argument(help="Questions or profiles; or feedback, to make cases of it.")],
    cases: Annotated[Path, typer.Argument(help="A file of JSON lines, one case a line; for feedback, a new one.")],
    misses: Annotated[bool, typer.Option("--misses", help="List every case that is not right.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Measure the adviser on your own cases: right answers, right refusals, verdicts."""
    from advisor.faces.contract import reading_json
    from advisor.framework.contract import as_json as verdict_json

    if kind == "feedback":
        _keep_cases(cases, as_json=as_json)
        return
    read = _read(cases)
    advisor = session.load()
    texts = {article.id: article.text for article in advisor.articles}
    said: list[dict[str, Any]] = []
    judged: list[dict[str, float]] = []
    for case in read:
        if kind == "ask":
            said.append(reading_json(advisor.ask(case["question"], after=case.get("context") or []), id=case["id"]))
            quotes = said[-1]["quotes"]
            judged.append(measures.judge_ask(case, said[-1], texts[quotes[0]["source"]] if quotes else None))
        else:
            said.append(dict(verdict_json(advisor.assess(*case["text"]), id=case["id"])))
            judged.append(measures.judge_assess(case, said[-1]))
    rates = measures.means(read, judged)
    if kind == "ask":
        believed, answerable = [line["confidence"] for line in said], [case["answerable"] for case in read]
        rates["AUROC of confidence"] = (measures.auroc(believed, answerable), len(read))
        rates["Brier"] = (measures.brier(believed, answerable), len(read))
    wrong = [case["id"] for case, row in zip(read, judged, strict=True) if not row["right"]]
    if as_json:
        say_json({"cases": len(read), "rates": {name: rate for name, (rate, _) in rates.items()}, "wrong": wrong})
        return
    for name, (rate, count) in rates.items():
        say(f"{name:24} {rate:.3f}  ({count} cases)")
    for name, row in sorted(_by_kind(kind, read, judged).items()):
        say(f"  {name:30} {sum(row)}/{len(row)}")
    if misses:
        say("not right: " + " ".join(wrong))


def _keep_cases(path: Path, *, as_json: bool) -> None:
    """Cases from what was said of answers, into a new file."""
    from advisor.article.library import Library
    from advisor.faces.cases import cases_of, line_of
    from advisor.faces.cli.writing import write
    from advisor.faces.feedback import FeedbackFile

    if path.exists() or path.is_symlink():
        raise InputUnreadable(f"{path} is there already", expected="the name of a new file")
    library = Library(session.settings())
    opinions, bad = FeedbackFile(session.settings()).read()
    made, without = cases_of(opinions, [library.article(each.id) for each in library.descriptions()])
    unknown = [each.question for each in without]
    said = [f"no gold: {len(unknown)} of {len(opinions)} opinions, nobody said which passage is right"] if unknown else []
    for line in (*bad, *said, *(f"no gold: {question!r}" for question in unknown)):
        session.stderr().print(f"advisor: {line}", soft_wrap=True, markup=False)
    write(path, "".join(f"{line_of(case)}\n" for case in made))
    if as_json:
        say_json({"cases": len(made), "opinions": len(opinions), "no_gold": unknown, "file": str(path)})
    else:
        say(f"{len(made)} cases of {len(opinions)} opinions: advisor eval ask {path}")


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = read(path, "a file of JSON lines").decode("utf-8").split("\n")
        return [json.loads(line) for line in lines if line.strip()]
    except (ValueError, RecursionError) as error:
        raise InputUnreadable(f"{path} holds no JSON lines ({error})", expected="one case a line") from None


def _by_kind(kind: str, cases: list[dict[str, Any]], judged: list[dict[str, float]]) -> dict[str, list[bool]]:
    found: dict[str, list[bool]] = defaultdict(list)
    for case, row in zip(cases, judged, strict=True):
        side = "" if kind == "assess" else ("answerable/" if case["answerable"] else "unanswerable/")
        found[side + str(case.get("kind", "other"))].append(bool(row["right"]))
    return found
