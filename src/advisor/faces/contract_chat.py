"""The chat contract: one object a turn, with the kind of reply, what it reads and the state after it."""

from __future__ import annotations

from typing import Any

from advisor.conversation.step import Step
from advisor.faces.contract import reading_json
from advisor.faces.wording import reply_text
from advisor.framework.contract import as_json as verdict_json
from advisor.framework.framework import Framework


def step_json(step: Step, framework: Framework) -> dict[str, Any]:
    """Of one turn: kind, text, reading, focus and state."""
    focus = step.conversation.focus
    return {
        "kind": step.reply.kind,
        "text": reply_text(framework, step.reply),
        "reading": reading_json(step.reply.reading) if step.reply.reading else None,
        "focus": {"labs": list(focus.labs), "roles": list(focus.roles), "facts": list(focus.facts)} if focus else None,
        "state": verdict_json(step.verdict, id=""),
    }
