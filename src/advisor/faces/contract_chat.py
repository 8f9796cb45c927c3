"""The chat contract: one object a turn, with the kind of reply, what it reads and the state after it.

Its `text` is written for programs and stays as it is, whatever a face for people comes to say.
"""

from __future__ import annotations

from typing import Any

from advisor.answering.answer import Abstention, Answer
from advisor.conversation.counsel import Step
from advisor.conversation.reply import Change, Reply
from advisor.faces import verdict_wording, wording
from advisor.faces.contract import reading_json
from advisor.faces.telling.tell import weight_lines
from advisor.framework import explain
from advisor.framework.contract import verdict_json
from advisor.framework.decision import MIXED
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict


def step_json(step: Step, framework: Framework) -> dict[str, Any]:
    """Of one turn: kind, text, reading, focus and state, which is the writer's.

    What is said of others, a verdict on them too, is a note in words; `of` says whose it is.
    """
    focus, others = step.conversation.focus, step.reply.of or step.reply.people
    return {
        "kind": "note" if others else step.reply.kind,
        "of": step.reply.of or None,
        "text": _text(framework, step.reply),
        "reading": reading_json(step.reply.reading) if step.reply.reading else None,
        "focus": {"labs": list(focus.labs), "roles": list(focus.roles), "facts": list(focus.facts)} if focus else None,
        "state": verdict_json(step.verdict, id=""),
    }


def _text(framework: Framework, reply: Reply) -> str:
    """What a reply says in our own words, without its quotes: a note, a refusal, what a message changed, the verdict."""
    parts = [reply.text]
    if isinstance(reply.reading, Abstention):
        parts.append(wording.refusal(framework.words, reply.reading))
    elif isinstance(reply.reading, Answer):
        parts += [*wording.lead_ins(reply.reading), *wording.left_out(reply.reading)]
    elif reply.reading is not None:
        parts.append(framework.words.small_talk)
    parts += [_changed(framework, change) for change in reply.changed]
    if reply.verdict is not None:
        ask = reply.verdict.ask_next
        parts += [_verdict(framework, reply.verdict), *weight_lines(framework, reply.verdict, reply)]
        parts += [ask.text if ask else ""]
    parts += [step.text for step in reply.steps]
    if reply.of:
        parts[1:] = map(verdict_wording.of_them, parts[1:])
    return " ".join(part for part in parts if part)


def _changed(framework: Framework, change: Change) -> str:
    """`Energy: open → Research Engineer.`"""
    names = {track.id: track.name for track in framework.tracks} | {MIXED: "both", None: "open"}
    return f"{change.question.capitalize()}: {names[change.before]} → {names[change.after]}."


def _verdict(framework: Framework, verdict: Verdict) -> str:
    if not verdict.is_profile:
        return framework.words.nothing_told
    return explain.in_a_line(framework, verdict)
