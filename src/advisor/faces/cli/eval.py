"""`advisor eval`: measure on one's own cases."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from advisor import measures
from advisor.errors import InputUnreadable
from advisor.faces.cli import session
from advisor.faces.cli.against import Measured, compared, lines, read_measured
from advisor.faces.cli.terminal import say, say_json
from advisor.faces.reading_in import read_input

if TYPE_CHECKING:
    from advisor.advisor import Advisor

Kind = Literal["ask", "assess", "chat", "feedback"]
Case = dict[str, Any]


def evaluate(
    kind: Annotated[Kind, typer.Argument(help="Questions, profiles or dialogues; or feedback, to make cases of it.")],
    cases: Annotated[Path, typer.Argument(help="A file of JSON lines, one case a line; for feedback, a new one.")],
    misses: Annotated[bool, typer.Option("--misses", help="List every case that is not right.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    against: Annotated[Path | None, typer.Option(help="An earlier --json: what was won and lost since, and p.")] = None,
) -> None:
    """Measure the adviser on your own cases: right answers, right refusals, verdicts, whole dialogues."""
    if kind == "feedback":
        _keep_cases(cases, as_json=as_json)
        return
    read = _read(cases, kind)
    before = read_measured(against) if against else None
    advisor = session.load()
    report = {"ask": _asked, "assess": _assessed, "chat": _chatted}[kind](advisor, read)
    since = compared(before, Measured(tuple(report.ids), frozenset(report.wrong))) if before else None
    if as_json:
        rates = {name: rate for name, (rate, _) in report.rates.items()}
        whole = {"cases": len(read), "rates": rates, "wrong": report.wrong, "ids": report.ids}
        say_json({**whole, "against": {**asdict(since), "p": since.p}} if since else whole)
    else:
        for name, (rate, count) in report.rates.items():
            say(f"{name:24} {rate:.3f}  ({count} cases)")
        for name, row in sorted(report.kinds.items()):
            say(f"  {name:30} {sum(row)}/{len(row)}")
        if misses:
            say("not right: " + " ".join(report.wrong))
        for line in lines(since) if since else ():
            say(line)


@dataclass(frozen=True, slots=True)
class Report:
    """`rates` gives each measure and over how many cases, `wrong` the ids that are not right of all `ids`."""

    rates: dict[str, tuple[float, int]]
    ids: list[str]
    wrong: list[str]
    kinds: dict[str, list[bool]]


def _asked(advisor: Advisor, read: list[Case]) -> Report:
    from advisor.faces.contract import reading_json

    texts = {article.id: article.text for article in advisor.articles}
    said = [reading_json(advisor.ask(case["question"], after=case.get("context") or []), id=case["id"]) for case in read]
    judged = []
    for case, line in zip(read, said, strict=True):
        quotes = line["quotes"]
        judged.append(measures.judge_ask(case, line, texts[quotes[0]["source"]] if quotes else None))
    rates = measures.means(read, judged)
    confidences, answerable = [line["confidence"] for line in said], [case["answerable"] for case in read]
    rates["AUROC of confidence"] = (measures.auroc(confidences, answerable), len(read))
    rates["Brier"] = (measures.brier(confidences, answerable), len(read))
    return _report(read, judged, rates, [f"{'' if yes else 'un'}answerable/" for yes in answerable])


def _assessed(advisor: Advisor, read: list[Case]) -> Report:
    from advisor.framework.contract import verdict_json

    judged = [measures.judge_assess(case, dict(verdict_json(advisor.assess(*case["text"]), id=case["id"]))) for case in read]
    return _report(read, judged, measures.means(read, judged), [""] * len(read))


def _chatted(advisor: Advisor, read: list[Case]) -> Report:
    from advisor.conversation.conversation import Conversation
    from advisor.faces.contract_chat import step_json

    kinds: dict[str, list[bool]] = defaultdict(list)
    wrong, whole, turns = [], 0, 0
    for case in read:
        conversation, good = Conversation(), True
        for number, turn in enumerate(case["turns"]):
            step = advisor.chat(conversation, turn["user"])
            conversation = step.conversation
            short = measures.judge_turn(turn, step_json(step, advisor.framework))
            kinds[turn["tag"]].append(not short)
            wrong += [f"{case['id']}.{number}"] if short else []
            good, turns = good and not short, turns + 1
        whole += good
    rates = {
        "turns right": (1 - len(wrong) / max(1, turns), turns),
        "dialogues right": (whole / max(1, len(read)), len(read)),
    }
    return Report(rates, [f"{case['id']}.{i}" for case in read for i in range(len(case["turns"]))], wrong, kinds)


def _report(read: list[Case], judged: list[dict[str, float]], rates: Any, sides: list[str]) -> Report:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for case, row, side in zip(read, judged, sides, strict=True):
        kinds[side + str(case.get("kind", "other"))].append(bool(row["right"]))
    wrong = [case["id"] for case, row in zip(read, judged, strict=True) if not row["right"]]
    return Report(rates, [case["id"] for case in read], wrong, kinds)


def _keep_cases(path: Path, *, as_json: bool) -> None:
    """Cases from what was said of answers, into a new file."""
    from advisor.article.library import Library
    from advisor.disk import write
    from advisor.faces.cases import cases_of, line_of
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


def _read(path: Path, kind: Kind) -> list[Case]:
    from advisor.faces.case_forms import checked

    try:
        lines = read_input(path, "a file of JSON lines").decode("utf-8").split("\n")
        found = [(number, json.loads(line)) for number, line in enumerate(lines, 1) if line.strip()]
    except (ValueError, RecursionError) as error:
        raise InputUnreadable(f"{path} holds no JSON lines ({error})", expected="one case a line") from None
    return [checked(kind, case, f"{path}, line {number}") for number, case in found]
