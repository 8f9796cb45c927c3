"""Our own words around verdicts, the same on the terminal and on the page. No word here comes from a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.characters import shown
from advisor.conversation.reply import Change
from advisor.enumeration import enumerated
from advisor.framework import explain
from advisor.framework.decision import MIXED, UNDECIDED
from advisor.framework.findings import BY_HAND, DECLINED, Finding
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict
from advisor.framework.what_if import WhatIf
from advisor.profile.evidence import Status

UNCHANGED = "That changes nothing in the verdict."
WRONG = "Wrong? Say it in the chat: the later word counts."
CONTRADICTION = "Two things you said do not go together; I go by the later one:"
_THEIRS = {"you": "they", "your": "their", "yours": "theirs", "yourself": "themselves", "you're": "they're"}
_YOU = re.compile(
    r"(?P<object>\b(?:gives?|gave|energises?|drains?|keeps?|feeds?|suits?|fits?|for|to|with|of|about|from|than) )?"
    r"\b(?P<you>yourself|yours|your|you're|you)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile("(“[^”]*”)")
_LONGEST_WORDS = 60  # characters of the user's that are repeated within a line
_MOST_WHAT_IFS = 4
STATUS_NOTES: dict[Status, str] = {
    "negated": "ruled out",
    "hedged": "you sound unsure",
    "past": "past, or taken back",
    "planned": "a plan, not yet so",
    "someone_else": "of someone else",
    "question": "a question",
}


def chip(leaning: str | None) -> str:
    """`RE`, `RS`, `mixed`, or `open` for what was not said."""
    return leaning or "open"


def verdict_line(framework: Framework, verdict: Verdict, standing: Verdict | None = None) -> str:
    """The verdict in one line, with its count and no percentage; `standing` is the verdict until now, if there was one."""
    if not verdict.is_profile:
        return framework.words.nothing_told
    name = track_name(framework, verdict.track)
    counted = explain.tally(framework, verdict).replace(f" to {name}", " there", 1)
    counted = f"{counted[:1].lower()}{counted[1:]}"
    if standing is None:
        return f"{name[:1].upper()}{name[1:]}{' so far' if verdict.track == UNDECIDED else ''}: {counted}."
    if standing.track == verdict.track:
        return f"Still {name}: {counted}."
    return f"Now {name}, no longer {track_name(framework, standing.track)}: {counted}."


def unchanged(standing: Verdict | None, verdict: Verdict, *, wants: bool) -> str:
    """That a message changed nothing, or which question it left open; "" of a first verdict and where it `wants` one."""
    if standing is None or not standing.is_profile or standing.leanings != verdict.leanings:
        return ""
    left = [now.question for then, now in zip(standing.findings, verdict.findings, strict=True) if _left(then, now)]
    if left:
        return f"{enumerated(left, 'and').capitalize()} stays open: you can come back to it at any time."
    return "" if wants else UNCHANGED


def _left(then: Finding, now: Finding) -> bool:
    return now.rule == DECLINED and then.rule != DECLINED


def track_name(framework: Framework, track: str) -> str:
    """`Research Engineer`, or `undecided`."""
    return track if track == UNDECIDED else framework.track(track).name


def called(name: str) -> str:
    """`You`, `Ben`, `Your daughter`."""
    return f"{name[:1].upper()}{name[1:]}" if name else "You"


def wrong_of(name: str) -> str:
    """How to mend what is held of somebody else."""
    return f"Wrong, or not all? Begin a message with the words about {_mine(name)}; the later word counts."


def _mine(name: str) -> str:
    """As the writer calls them: `your daughter` is `my daughter`."""
    return re.sub(r"^your\b", "my", name)


def still_open_of(name: str, questions: Sequence[str], *, first: bool) -> str:
    """What nothing was said on of somebody else; `first` says too how to tell more, never taken for the writer's own."""
    how = f" Just tell more; to come back to them later, begin with the words about {_mine(name)}." if first else ""
    return f"Open: {enumerated(questions, 'and')}.{how}"


def of_them(said: str) -> str:
    """What is said to the writer, said of somebody else: `of_them("You want clear goals.")` → `'They want clear goals.'`

    What stands in quotation marks is somebody's own and stays.
    """
    return "".join(part if part.startswith("“") else _YOU.sub(_they, part) for part in _OWN_WORDS.split(said))


def _they(found: re.Match[str]) -> str:
    you = found["you"].lower()
    said = "them" if found["object"] and you == "you" else _THEIRS[you]
    return (found["object"] or "") + (said.capitalize() if found["you"][0].isupper() else said)


def heard(framework: Framework, change: Change, finding: Finding) -> str:
    """What was heard and what it changed: `Target: open → RE, from “want to run an infra org”`."""
    moved = f"{change.question.capitalize()}: {chip(change.before)} → {chip(change.after)}"
    said = next((item for item in reversed(finding.evidence) if item.counts), None) if change.after else None
    if finding.rule == BY_HAND:
        return f"{moved}, set by you."
    return f"{moved}, from {cut_short(shown(said.text))}." if said else f"{moved}."


def cut_short(words: str) -> str:
    """The user's words in quotation marks, of long ones the beginning: what stands between the marks is theirs."""
    if len(words) <= _LONGEST_WORDS:
        return f"“{words}”"
    return f"“{words[:_LONGEST_WORDS].rsplit(None, 1)[0]}” …"


def because(finding: Finding) -> str:
    """Why a question came out so, in a sentence."""
    last = finding.evidence[-1] if finding.evidence else None
    if finding.missing and last is not None and last.status == "hedged":
        return f"I could not tell from: {cut_short(shown(last.text))}."
    return finding.because.replace("You have left open ", "You are unsure about ")


def supposed(framework: Framework, change: WhatIf) -> str:
    """`If research gave you more energy, it would be undecided.`"""
    parts = [_suppose(framework, question, leaning) for question, leaning in change.sets]
    return f"If {enumerated(parts, 'and')}, it would be {track_name(framework, change.track)}."


def nearest_changes(verdict: Verdict) -> tuple[WhatIf, ...]:
    """At most four of the smallest changes, the nearest first, and each other verdict among them."""
    nearest = list(verdict.what_would_change_it[:_MOST_WHAT_IFS])
    for change in verdict.what_would_change_it[_MOST_WHAT_IFS:]:
        if change.track not in {each.track for each in nearest}:
            nearest[-1] = change
    return tuple(nearest)


def _suppose(framework: Framework, id: str, leaning: str) -> str:
    question = framework.question(id)
    if leaning == MIXED:
        return f"{id} came out both ways"
    side = framework.side(question, leaning)
    return side.supposed or f"{id} pointed to {framework.track(leaning).name}"
