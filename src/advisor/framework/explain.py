"""Explain: why a question is asked, how a verdict came about, why not the other track, what would change it, what it lacks.

Takes a verdict and gives steps: a plain sentence, the user's words and the source's. Nothing is rendered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.enumeration import enumerated
from advisor.framework.decision import MIXED, UNDECIDED
from advisor.framework.findings import Finding
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, quotes_at
from advisor.framework.what_if import WhatIf
from advisor.profile.evidence import Evidence

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation, complete with what it rests on."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Quote, ...] = ()


def scope(framework: Framework, articles: Sequence[Article]) -> Step:
    """What a verdict is worth."""
    return Step(framework.scope, quotes=quotes_at(framework.scope_anchors, articles))


def why_asked(framework: Framework, question: str, articles: Sequence[Article]) -> Step:
    """Why a question is asked."""
    asked = framework.question(question)
    return Step(asked.why, quotes=quotes_at(asked.anchors, articles))


def how_concluded(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """One step a finding, in order, then the count, then why the count is read so."""
    findings = (_step(finding) for finding in verdict.findings)
    return (*findings, Step(_conclusion(framework, verdict)), Step(framework.lead_why))


def tally(framework: Framework, verdict: Verdict) -> str:
    """The count in words: `'4 of 5 questions point to Research Engineer, 1 to Research Scientist'`."""
    total = len(verdict.findings)
    counts = [(track.name, verdict.leanings.count(track.id)) for track in framework.tracks]
    (name, most), *others = sorted(counts, key=lambda pair: -pair[1])
    mixed, open_ = verdict.leanings.count(MIXED), len(verdict.missing)
    if not most:
        first = f"None of the {total} questions points to a track yet"
    else:
        first = f"{most} of {total} questions {'points' if most == 1 else 'point'} to {name}"
        first = ", ".join((first, *(f"{_count(fewer)} to {other}" for other, fewer in others)))
    rest = [f"{mixed} to both" if mixed else "", f"{open_} {'is' if open_ == 1 else 'are'} open" if open_ else ""]
    return ", ".join(part for part in (first, *rest) if part)


def in_a_line(framework: Framework, verdict: Verdict) -> str:
    """The verdict of a profile in one line: `'Research Engineer: 4 of 5 questions point to …'`"""
    name = "Undecided so far" if verdict.track == UNDECIDED else framework.track(verdict.track).name
    return f"{name}: {tally(framework, verdict)}."


def side_by_side(framework: Framework, people: Sequence[tuple[str, Verdict]]) -> tuple[Step, ...]:
    """Several people question by question: first what each comes to, then one step a question with the words of each."""
    names = _names(framework)
    called = [name[:1].upper() + name[1:] for name, _ in people]
    whole = [Step(f"{name}: {names[v.track]}; {tally(framework, v)}.") for name, (_, v) in zip(called, people, strict=True)]
    rows = []
    for number, finding in enumerate(people[0][1].findings):
        found = [(name, verdict.findings[number]) for name, verdict in people]
        said = ", ".join(f"{name} {names[each.leaning]}" for name, each in found)
        rows.append(Step(f"{finding.question.capitalize()}: {said}.", tuple(e for _, each in found for e in each.evidence)))
    return (*whole, *rows)


def why_not(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """For each track that is not the verdict: what speaks for it, and what keeps it from being the verdict."""
    steps: list[Step] = []
    for track in framework.tracks:
        if track.id == verdict.track:
            continue
        ahead = verdict.leanings.count(track.id)
        behind = max(verdict.leanings.count(other.id) for other in framework.tracks if other.id != track.id)
        steps.append(Step(f"Why not {track.name}: {_falls_short(framework, verdict, ahead - behind)}"))
        steps += [_step(each) for each in verdict.findings if each.leaning == track.id]
        against = [each for each in verdict.findings if each.leaning not in (track.id, MIXED, None)]
        steps += [_step(each) for each in against if verdict.track != UNDECIDED]
    return tuple(steps)


def what_if(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """One step a smallest change, in words; changes that differ only in the questions stand one after another."""
    by_id = {finding.question: finding for finding in verdict.findings}
    steps = []
    for change in verdict.what_would_change_it:
        found = [by_id[question] for question, _ in change.sets]
        evidence = tuple(item for finding in found if not finding.missing for item in finding.evidence)
        steps.append(Step(_if(framework, change), evidence))
    return tuple(steps)


def if_so(framework: Framework, now: Verdict, then: Verdict) -> tuple[Step, ...]:
    """What a supposition makes of the verdict: the verdict then, and each question that would come out otherwise."""
    changed = [b for a, b in zip(now.findings, then.findings, strict=True) if a.leaning != b.leaning]
    if not changed:
        return (Step(f"That alone would change nothing. {in_a_line(framework, now)}"),)
    return (Step(f"If so: {in_a_line(framework, then)}"), *map(_step, changed))


def how_sure(framework: Framework, verdict: Verdict, articles: Sequence[Article]) -> tuple[Step, ...]:
    """How firm a verdict is: the count, what is least settled, the smallest changes that turn it, and what it is worth."""
    unsettled = [each for each in verdict.findings if each.leaning == MIXED or (each.missing and each.evidence)]
    least = [Step(f"Least settled: {each.question}. {each.because}", each.evidence) for each in unsettled]
    count = Step(f"Each question counts the same. {_conclusion(framework, verdict)}")
    return (count, *least, *_turned_by_one(framework, verdict), possible(framework, verdict), scope(framework, articles))


def _turned_by_one(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """The answers any one of which turns the verdict, those that do it alike together; else the smallest change."""
    alike: dict[tuple[str, str], list[str]] = {}
    for change in verdict.what_would_change_it:
        if len(change.sets) == 1:
            alike.setdefault((change.sets[0][1], change.track), []).append(change.sets[0][0])
    sides = _names(framework)
    steps = (
        Step(f"If {enumerated(names, 'or')} pointed to {sides[leaning]}, the verdict would be {_name(framework, track)}.")
        for (leaning, track), names in alike.items()
    )
    return tuple(steps) or what_if(framework, verdict)[:1]


def missing(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """The open questions, each with what was said of it, then what they can still make of the verdict."""
    open_ = [_step(finding) for finding in verdict.findings if finding.missing]
    ask = verdict.ask_next
    return (*open_, possible(framework, verdict), *([Step(ask.text)] if ask else []))


def heard(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """What was told on each question, in the words that told it; of a question that nothing was said on, nothing."""
    names = _names(framework)
    return tuple(
        Step(f"{finding.question.capitalize()}: {names[finding.leaning]}.", finding.evidence)
        for finding in verdict.findings
        if finding.evidence
    )


def next_steps(framework: Framework, verdict: Verdict) -> tuple[Step, ...]:
    """What to do now: the advice that holds, then the question that is open; without any advice, all that is open."""
    advice = tuple(Step(each.text, quotes=each.quotes) for each in verdict.advice)
    ask = verdict.ask_next
    return (*advice, *([Step(ask.text)] if ask else [])) if advice else missing(framework, verdict)


def possible(framework: Framework, verdict: Verdict) -> Step:
    """The verdicts that may still come out once the open questions are answered."""
    names = [_name(framework, track) for track in verdict.possible]
    if not verdict.missing:
        return Step("No question is open: the verdict changes only if an answer does.")
    open_ = len(verdict.missing)
    if len(names) == 1:
        answers = "Whatever you answer to the question" if open_ == 1 else f"Whatever you answer to the {open_} questions"
        return Step(f"{answers} still open, it stays {names[0]}.")
    which = "The one question" if open_ == 1 else f"The {_NUMBERS[open_]} questions"
    return Step(f"{which} still open can make it {enumerated(names, 'or')}.")


def _step(finding: Finding) -> Step:
    return Step(finding.because, finding.evidence, finding.quotes)


def _conclusion(framework: Framework, verdict: Verdict) -> str:
    ahead = abs(verdict.lead)
    needed = f"{_NUMBERS[framework.lead_needed]} {'is' if framework.lead_needed == 1 else 'are'}"
    if verdict.track != UNDECIDED:
        reason = f"that is a lead of {ahead}, and {needed} needed: {_name(framework, verdict.track)}."
    elif ahead:
        leader = max(framework.sides, key=verdict.leanings.count)
        reason = f"{framework.track(leader).name} leads by {ahead}, and {needed} needed: undecided."
    else:
        reason = f"neither leads, and {needed} needed: undecided."
    return f"{tally(framework, verdict)}; {reason}"


def _falls_short(framework: Framework, verdict: Verdict, ahead: int) -> str:
    """How far a track is from being the verdict, `ahead` being its lead."""
    still = framework.lead_needed - ahead
    where = f"it leads by {ahead}" if ahead > 0 else f"it trails by {-ahead}" if ahead < 0 else "neither track leads"
    return f"{where}, and to be the verdict it would have to lead by {framework.lead_needed}, so it is {still} short."


def _if(framework: Framework, change: WhatIf) -> str:
    """ "If energy pointed to both and target to Research Scientist, it would be undecided."""
    sides = {track.id: track.name for track in framework.tracks} | {MIXED: "both"}
    parts = [f"{question} pointed to {sides[leaning]}" for question, leaning in change.sets]
    return f"If {enumerated(parts, 'and')}, the verdict would be {_name(framework, change.track)}."


def _names(framework: Framework) -> dict[str | None, str]:
    """What each leaning and each verdict is called."""
    return {track.id: track.name for track in framework.tracks} | {MIXED: "both", None: "open", UNDECIDED: "undecided"}


def _name(framework: Framework, track: str) -> str:
    return track if track == UNDECIDED else framework.track(track).name


def _count(number: int) -> str:
    return str(number) if number else "none"
