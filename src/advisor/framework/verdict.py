"""Verdict: all that follows from the findings, in one value. `assess` is the room's entry point.

Takes a framework, a profile and the articles to quote (the active one, then the guide); gives the track, why,
what is missing, what would change it, and advice, each step with the user's words and the source's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.article.anchor import Anchor, resolve
from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.framework.advice import Advice, advise
from advisor.framework.decision import decide, lead
from advisor.framework.findings import UNKNOWN, Finding, findings_of
from advisor.framework.framework import Framework
from advisor.framework.outlook import next_question, open_shifts, possible, wording
from advisor.framework.state import Value, facts_state, state_of_facts, whole_state
from advisor.framework.what_if import WhatIf, smallest_changes
from advisor.profile.evidence import Contradiction
from advisor.profile.profile import FactValue, Profile


@dataclass(frozen=True, slots=True)
class Ask:
    """The next question to put to the user."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`lead` counts findings for the second track minus findings for the first; `possible` are the tracks that may
    still come out once the open questions are answered."""

    is_profile: bool
    track: str
    lead: int
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, FactValue], ...]
    ask_next: Ask | None
    contradictions: tuple[Contradiction, ...]
    what_would_change_it: tuple[WhatIf, ...]
    possible: tuple[str, ...]
    advice: tuple[Advice, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(finding.question for finding in self.findings if finding.missing)

    @property
    def leanings(self) -> tuple[str | None, ...]:
        return tuple(finding.leaning for finding in self.findings)


def assess(
    framework: Framework,
    profile: Profile,
    articles: Sequence[Article],
    *,
    settings: Mapping[str, str] | None = None,
) -> Verdict:
    """The verdict on a profile, quotes and all; `settings` are corrections by hand, question by question."""
    by_hand = settings or {}
    findings = findings_of(framework, profile, settings=by_hand)
    leanings = tuple(finding.leaning for finding in findings)
    facts = facts_state(framework, profile)
    state = whole_state(framework, facts, leanings)
    declined = {*profile.unknown, *(question for question, value in by_hand.items() if value == UNKNOWN)}
    shifts = open_shifts(framework, findings, facts)
    question = next_question(framework, findings, shifts, declined=declined)
    speaks = profile.is_profile or bool(by_hand)
    return Verdict(
        is_profile=speaks,
        track=decide(framework, leanings),
        lead=lead(framework, leanings),
        findings=tuple(replace(each, quotes=quotes_at(each.anchors, articles)) for each in findings),
        facts=_facts(framework, profile),
        ask_next=Ask(question.id, wording(question, facts)) if question else None,
        contradictions=profile.contradictions,
        what_would_change_it=smallest_changes(framework, leanings),
        possible=possible(framework, shifts),
        advice=tuple(
            replace(each, quotes=quotes_at(each.anchors, articles)) for each in (advise(framework, state) if speaks else ())
        ),
    )


def state_of(framework: Framework, verdict: Verdict) -> dict[str, Value]:
    """All that conditions may ask for once a verdict is found: its facts, leanings, track, fit, what to apply for."""
    return whole_state(framework, state_of_facts(framework, dict(verdict.facts)), verdict.leanings)


def quotes_at(anchors: Sequence[Anchor], articles: Sequence[Article]) -> tuple[Quote, ...]:
    """The quotes at the anchors; two anchors in one place give one quote."""
    return tuple(dict.fromkeys(resolve(anchor, articles) for anchor in anchors))


def _facts(framework: Framework, profile: Profile) -> tuple[tuple[str, FactValue], ...]:
    """Every fact that the framework or the profile knows, the framework's first."""
    declared: dict[str, FactValue] = {fact.name: () if fact.kind == "many" else None for fact in framework.facts}
    return tuple((declared | {fact.name: fact.value for fact in profile.facts}).items())
