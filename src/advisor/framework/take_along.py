"""Questions to take along: what the source does not answer for this user, put to those who may know.

Made of the conversation's refused questions, contradictions, open questions, and the framework's own where they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.framework.condition import holds
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, state_of

_LONGEST = 200  # characters of the user's own words in a question


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Questions for one kind of person: "To a recruiter"."""

    title: str
    questions: tuple[str, ...]


def take_along(framework: Framework, verdict: Verdict, refused: Sequence[str] = ()) -> tuple[ToAsk, ...]:
    """Groups in the framework's order, none empty, no question twice; `refused` are the user's questions without answer."""
    state = state_of(framework, verdict)
    topics = {question.id: question.topic for question in framework.questions}
    found: dict[str, dict[str, None]] = {}
    for each in framework.take_along:
        asked = found.setdefault(each.group, {})
        if each.when is not None and not holds(each.when, state):
            continue
        match each.of:
            case "refused":
                asked |= {each.text.replace("{question}", _short(words)): None for words in refused}
            case "contradiction":
                for both in verdict.contradictions:
                    text = each.text.replace("{first}", _short(both.first.text))
                    asked[text.replace("{second}", _short(both.second.text))] = None
            case "open":
                asked |= {each.text.replace("{id}", id).replace("{topic}", topics[id]): None for id in verdict.missing}
            case _:
                asked[each.text] = None
    return tuple(ToAsk(title, tuple(questions)) for title, questions in found.items() if questions)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
