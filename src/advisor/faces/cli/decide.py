"""`advisor decide`: the verdict with all that stands beside it: weights, how firm it is, two views, a plan, what to ask."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from advisor.errors import InputUnreadable, UsageError
from advisor.faces.cli import session
from advisor.faces.cli.terminal import say, say_json

if TYPE_CHECKING:  # every command imports this file
    from advisor.advisor import Advisor
    from advisor.framework.aid import Aid
    from advisor.framework.verdict import Verdict

_LARGEST = 1_000_000  # bytes of a saved result


def decide(
    text: Annotated[list[str] | None, typer.Argument(help="What you say of yourself, turn by turn; - reads stdin.")] = None,
    by_hand: Annotated[list[str] | None, typer.Option("--set", help="QUESTION=LEANING, over the text.")] = None,
    weight: Annotated[list[str] | None, typer.Option(help="QUESTION=0|1|2|3: how much it matters to you.")] = None,
    concern: Annotated[list[str] | None, typer.Option(help='"for RE 2: words", "neither: words".')] = None,
    question: Annotated[list[str] | None, typer.Option(help="Taken along where the source has no answer.")] = None,
    ready: Annotated[list[str] | None, typer.Option(help="ID=yes|no, the readiness questions, at the end.")] = None,
    ready_before: Annotated[list[str] | None, typer.Option(help="ID=yes|no, as it was before.")] = None,
    deadline: Annotated[str, typer.Option(help="When you want to apply or choose: YYYY-MM-DD.")] = "",
    today: Annotated[str, typer.Option(help="The day to count from, YYYY-MM-DD; else today.")] = "",
    ics: Annotated[Path | None, typer.Option(help="Write the dated plan as a calendar file.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write the pictures into this folder.")] = None,
    save: Annotated[Path | None, typer.Option(help="Keep the result, to come again.")] = None,
    since: Annotated[Path | None, typer.Option(help="A result that was kept: what has changed since.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """The whole decision aid on what you say of yourself: how firm, what suits you, what to do next, what to ask whom."""
    if not text and not by_hand:
        raise typer.BadParameter('expected a description: advisor decide "I have a PhD and love papers"')
    from advisor.disk import write
    from advisor.faces import verdict_wording
    from advisor.faces.cli.assess import pair
    from advisor.faces.cli.decision_lines import decision_lines
    from advisor.faces.deciding import aid_of, unanswered
    from advisor.framework.choices import Choices, choose, day_of
    from advisor.framework.contract import verdict_json
    from advisor.framework.icalendar_text import calendar
    from advisor.framework.saved import as_text, changes_since, read_saved, saved_decision

    now = day_of(today) if today else date.today()
    if ics and not deadline:
        raise UsageError("found --ics without --deadline", expected="the day that the dates count towards")
    turns = [sys.stdin.read() if turn == "-" else turn for turn in text or ()]
    advisor = session.load()
    framework = advisor.framework
    heard = {id: value for turn in turns for id, value in advisor.turns.read(turn).weights}
    choices = Choices().weighing(framework, heard)
    given = {"weight": weight, "concern": concern, "before": ready_before, "ready": ready, "deadline": [deadline]}
    for kind, words in ((kind, words) for kind, each in given.items() for words in each or () if words):
        choices = choose(framework, choices, kind, words)
    weights = choices.weights_of(framework)
    before, _ = choices.readiness_of(framework)
    then = read_saved(framework, _text(since), name=since.name) if since else None
    verdict = advisor.assess(*turns, settings=dict(pair(item) for item in by_hand or ()))
    aid = aid_of(advisor, verdict, choices, unanswered=unanswered(advisor, question or ()), today=now)
    result = saved_decision(framework, verdict, weights, on=now)
    changed = changes_since(framework, then, result) if then else None
    if ics and aid.plan:
        write(ics, calendar(framework.title, aid.plan))
    if svg:
        _draw(advisor, aid, svg)
    if save:
        write(save, as_text(result))
    if as_json:
        said: dict[str, Any] = verdict_json(verdict, id="")
        said["decision"] = decision_json(advisor, aid)
        if changed is not None:
            said["decision"]["changed"] = [{"text": each.text, "words": list(each.words)} for each in changed]
        if before is not None:
            said["decision"]["readiness"]["score_before"] = before.score
        say_json(said)
        return
    headline = verdict_wording.verdict_line(framework, verdict)
    lines = decision_lines(framework, verdict, aid, headline=headline, heard=heard, changed=changed, before=before)
    for line in lines if verdict.is_profile else [headline]:
        say(line)


def decision_aid(advisor: Advisor, verdict: Verdict, weights: Sequence[str]) -> Aid:
    """What stands beside a verdict, with these weights ("target=3") and nothing else known."""
    from advisor.faces.deciding import aid_of
    from advisor.framework.choices import Choices, choose

    choices = Choices()
    for words in weights:
        choices = choose(advisor.framework, choices, "weight", words)
    return aid_of(advisor, verdict, choices)


def decision_json(advisor: Advisor, aid: Aid) -> dict[str, Any]:
    """The object under `decision`, for `assess` and `decide` alike."""
    from advisor.framework.aid_contract import aid_json

    return aid_json(advisor.framework, aid)


def _draw(advisor: Advisor, aid: Aid, folder: Path) -> None:
    from advisor.disk import make_folder, write
    from advisor.faces.pictures.firmness import firmness_picture
    from advisor.faces.pictures.timeline import timeline_picture
    from advisor.faces.pictures.views import views_picture

    made = [firmness_picture(advisor.framework, aid.firmness)]
    made += [views_picture(advisor.framework, aid.views)] if aid.views else []
    made += [timeline_picture(advisor.framework, aid.plan)] if aid.plan and aid.plan.timeline else []
    make_folder(folder)
    for picture in made:
        write(folder / f"{picture.name}.svg", f"{picture.light}\n")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise InputUnreadable(f"found {path.name} larger than {_LARGEST:,} bytes", expected="a saved result")
        return raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(f"found {path} unreadable ({error})", expected="a saved result") from None
