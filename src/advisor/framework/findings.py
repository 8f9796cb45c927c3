"""Findings: what each question comes out at, from the user's words, from facts by a table, or set by hand.

Takes a framework and a profile; gives one Finding a question. What is not said stays None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.article.anchor import Anchor
from advisor.article.quote import Quote
from advisor.errors import UsageError
from advisor.framework.condition import State, holds, leaves
from advisor.framework.decision import MIXED, Leaning
from advisor.framework.framework import Framework
from advisor.framework.question import DecisionRow, Question
from advisor.framework.state import base_tests, facts_state
from advisor.profile.evidence import Evidence, Status
from advisor.profile.profile import Profile

UNKNOWN = "unknown"
BY_HAND, BY_WORDS, OPEN, DECLINED = "set", "words", "open", "declined"

_NOT_COUNTED: dict[Status, str] = {
    "negated": "what you rule out does not yet say what you want",
    "hedged": "you sound unsure of it yourself",
    "past": "that is past, or you took it back",
    "planned": "that is a plan, and plans do not count yet",
    "someone_else": "that is about someone else",
    "question": "that was a question",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`because` is one plain sentence; `rule` names the row, or "words", "set", "open", "declined".

    `evidence` is what the finding rests on; where nothing counts, what was said without counting.
    """

    question: str
    leaning: Leaning
    because: str
    rule: str
    evidence: tuple[Evidence, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def missing(self) -> bool:
        return self.leaning is None


def findings_of(framework: Framework, profile: Profile, *, settings: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """One finding a question, in order; `settings` (a leaning or "unknown", by question) override the words."""
    by_hand = settings or {}
    _check_settings(framework, by_hand)
    state = facts_state(framework, profile)
    return tuple(
        _set(framework, question, by_hand[question.id])
        if question.id in by_hand
        else _found(framework, question, profile, state)
        for question in framework.questions
    )


def row_for(question: Question, state: State) -> DecisionRow | None:
    """The first row of the question's table that is True of the state."""
    return next((row for row in question.rows if holds(row.when, state)), None)


def _found(framework: Framework, question: Question, profile: Profile, state: State) -> Finding:
    row = row_for(question, state)
    if row is not None and row.leaning:
        return _by_row(framework, question, row, profile)
    leaning = profile.leaning(question.id)
    if leaning in (*framework.sides, MIXED):
        return _by_words(framework, question, leaning, profile)
    if question.id in profile.unknown:
        return _open(question, DECLINED, f"You have left open {question.topic}.")
    if row is not None:
        return _by_row(framework, question, row, profile)
    evidence = profile.on(question.id)
    if evidence:
        reason = _NOT_COUNTED.get(evidence[-1].status, "it points to neither side")
        return _open(question, OPEN, f"You have not said {question.topic}: {reason}.", evidence)
    return _open(question, OPEN, f"You have not said {question.topic}.")


def _by_row(framework: Framework, question: Question, row: DecisionRow, profile: Profile) -> Finding:
    """The table's word, resting on every fact that the table looks at, and citing the thresholds that it used."""
    used = {test.name for test in leaves(row.when)} if row.leaning else set()
    thresholds = [anchor for named in framework.conditions if named.name in used for anchor in named.anchors]
    names = dict.fromkeys(test.name for each in question.rows for test in base_tests(framework, each.when))
    evidence = dict.fromkeys(item for name in names for item in profile.fact_evidence(name))
    in_order = tuple(sorted(evidence, key=lambda item: (item.turn, item.span)))
    anchors = tuple(dict.fromkeys((*row.anchors, *thresholds)))
    return Finding(question.id, row.leaning or None, row.because, row.id, in_order, anchors)


def _by_words(framework: Framework, question: Question, leaning: str | None, profile: Profile) -> Finding:
    evidence = profile.leaning_evidence(question.id)
    if leaning == MIXED:
        because, anchors = f"Asked {question.topic}, you name both sides.", _all_anchors(question)
    else:
        side = framework.side(question, str(leaning))
        because, anchors = side.because, side.anchors
    return Finding(question.id, leaning, because, BY_WORDS, evidence, anchors)


def _set(framework: Framework, question: Question, value: str) -> Finding:
    if value == UNKNOWN:
        return _open(question, DECLINED, f"You have left open {question.topic}.")
    if value == MIXED:
        return Finding(question.id, MIXED, "You set this to both sides yourself.", BY_HAND, (), _all_anchors(question))
    name = framework.track(value).name
    anchors = framework.side(question, value).anchors
    return Finding(question.id, value, f"You set this to {name} yourself.", BY_HAND, (), anchors)


def _open(question: Question, rule: str, because: str, evidence: tuple[Evidence, ...] = ()) -> Finding:
    return Finding(question.id, None, because, rule, evidence, _all_anchors(question))


def _all_anchors(question: Question) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(anchor for side in question.sides for anchor in side.anchors))


def _check_settings(framework: Framework, settings: Mapping[str, str]) -> None:
    questions = [question.id for question in framework.questions]
    values = (*framework.sides, MIXED, UNKNOWN)
    for name, value in settings.items():
        if name not in questions:
            raise UsageError(f"found no question {name!r}", expected=f"one of {', '.join(questions)}")
        if value not in values:
            raise UsageError(f"found {name}={value}", expected=f"one of {', '.join(values)}")
