"""The decision aid in plain lines for a terminal, the most useful first, and no more than fit on a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from advisor.article.quote import Quote
from advisor.framework import firmness, readiness, weights
from advisor.framework.aid import Aid
from advisor.framework.concerns import in_words as concern_words
from advisor.framework.decision import UNDECIDED
from advisor.framework.framework import Framework
from advisor.framework.plan import timeline_words
from advisor.framework.saved import Changed
from advisor.framework.verdict import Verdict

WIDTH, MOST = 80, 40
_FILLS = "█▓▒▚▞"
_MOST_STEPS, _MOST_QUESTIONS = 6, 6


def decision_lines(
    framework: Framework,
    verdict: Verdict,
    aid: Aid,
    *,
    headline: str,
    heard: Mapping[str, int] | None = None,
    changed: Sequence[Changed] | None = None,
    before: readiness.Readiness | None = None,
) -> list[str]:
    """At most 40 lines of at most 80 characters: steps and questions are left out, and counted, until all the rest fits."""
    shown = [(steps, asked) for steps in range(_MOST_STEPS, 0, -1) for asked in (min(steps + 1, _MOST_QUESTIONS),)]
    for steps, asked in shown:
        lines = [
            *_wrapped(headline),
            *_heard(heard or {}),
            *firm_lines(framework, verdict, aid),
            *_views(aid),
            *_changes(changed),
            *_concerns(framework, aid),
            *_plan(framework, aid, steps),
            *_ready(framework, aid, before),
            *_along(aid, asked),
        ]
        if len(lines) <= MOST:
            break
    return lines


def _heard(weights: Mapping[str, int]) -> list[str]:
    said = ", ".join(f"{question} {weight}" for question, weight in weights.items())
    corrects = "--weight QUESTION=0|1|2|3 corrects it"
    return _wrapped(f"What you say matters to you is heard as: {said}; {corrects}.") if said else []


def firm_lines(framework: Framework, verdict: Verdict, aid: Aid) -> list[str]:
    """Both counts, the shares over all weightings, what would flip it, what would settle most."""
    firm = aid.firmness
    leader = max(framework.sides, key=verdict.leanings.count)
    lines = _wrapped(weights.in_words(framework, verdict.track, verdict.lead, leader, aid.standing))
    lines += _wrapped(firmness.in_words(framework, firm))
    lines.append(_bar(framework, firm))
    if aid.flips:
        flip = aid.flips[0]
        ids = [question.id for question in framework.questions]
        pairs = zip(ids, aid.standing.weights.values, flip.weights.values, strict=True)
        moves = ", ".join(f"{id} {was} → {now}" for id, was, now in pairs if was != now)
        name = flip.track if flip.track == UNDECIDED else framework.track(flip.track).name
        lines += _wrapped(f"Nearest weights that flip it: {moves} makes it {name}.")
    if aid.ask_next:
        by = next((each.by for each in firm.settles if each.question == aid.ask_next.question), None)
        much = f" (leaves {float(by):.0%} less undecided)" if by and by > 0 else ""
        lines += _wrapped(f"Would settle most{much}: {aid.ask_next.text}")
    return lines


def _bar(framework: Framework, firm: firmness.Firmness) -> str:
    """The shares as one line: a fill a track, dots for undecided, which stands between two tracks."""
    last = len(firm.shares) - 1
    order = [0, last, 1] if last == 2 else list(range(last + 1))
    edges, total = [0], 0.0
    for at in order:
        total += float(firm.shares[at])
        edges.append(round(total * (WIDTH - 2)))
    fills = (*_FILLS[:last], "·")
    return "  " + "".join(fills[at] * (edges[i + 1] - edges[i]) for i, at in enumerate(order))


def _views(aid: Aid) -> list[str]:
    if aid.views is None:
        return []
    lines = _wrapped(f"Two views. {aid.views.text}{_cited(aid.views.quotes)}")
    odds = [(seen.odds, seen.quotes) for seen in (aid.views.first, aid.views.second) if seen.odds]
    return lines + [line for said, quotes in odds for line in _wrapped(f"{said}{_cited(quotes)}")]


def _changes(changed: Sequence[Changed] | None) -> list[str]:
    if changed is None:
        return []
    if not changed:
        return ["Since the last time nothing has changed."]
    lines = ["Since the last time:"]
    for each in changed:
        said = "; ".join(f"“{words}”" for words in each.words[-1:])
        lines += _wrapped(f"{each.text} {said}".rstrip(), "- ")
    return lines


def _concerns(framework: Framework, aid: Aid) -> list[str]:
    lines = ["Your own concerns (beside the count):"] if aid.concerns else []
    for each in aid.concerns:
        says = _cited(each.quotes).strip() or "(the source says nothing on it)"
        lines += _wrapped(f"{concern_words(framework, each)} {says}", "- ")
    return lines


def _plan(framework: Framework, aid: Aid, most: int) -> list[str]:
    if aid.plan is None:
        return []
    title = f"Plan. {timeline_words(framework, aid.plan)}".rstrip()
    cited = _cited(aid.plan.timeline.quotes) if aid.plan.timeline else ""
    lines = _wrapped(f"{title}{cited}")
    steps = aid.plan.steps
    for step in steps[:most]:
        when = f" [{step.start:%d %b}–{step.end:%d %b}]" if step.start and step.end else ""
        lines += _wrapped(f"{step.text}{_cited(step.quotes)}{when}", "- ")
    if len(steps) > most:
        lines.append(f"  … and {len(steps) - most} more: --json has all, with how you know each is done")
    return lines + _wrapped(f"{aid.plan.plan_b}{_cited(aid.plan.plan_b_quotes)}" if aid.plan.plan_b else "")


def _ready(framework: Framework, aid: Aid, before: readiness.Readiness | None) -> list[str]:
    if not framework.readiness:
        return []
    if aid.readiness is None:
        ids = ", ".join(f"{each.id}=yes|no" for each in framework.readiness[:1])
        lines = [f"Ready to decide? Answer with --ready {ids} …"]
        return lines + [line for each in framework.readiness for line in _wrapped(f"{each.id}: {each.text}", "- ")]
    lines = _wrapped(f"Ready to decide? {readiness.in_words(aid.readiness, before)}")
    return lines + [line for mend in readiness.to_mend(framework, aid.readiness) for line in _wrapped(mend, "- ")]


def _along(aid: Aid, most: int) -> list[str]:
    asked = [(group.title, question) for group in aid.take_along for question in group.questions]
    # one of each group in turn, so that a short list still has something for everybody
    rank = {pair: ([p for p in asked if p[0] == pair[0]].index(pair), asked.index(pair)) for pair in asked}
    shown = sorted(sorted(asked, key=rank.__getitem__)[:most], key=asked.index)
    lines = ["Questions to take along:"] if shown else []
    for title, question in shown:
        lines += _wrapped(f"{title}: {question}", "- ")
    return lines + ([f"  … and {len(asked) - most} more: --json has all"] if len(asked) > most else [])


def _cited(quotes: Sequence[Quote]) -> str:
    places = dict.fromkeys(f"§{quote.section_number}" for quote in quotes)
    return f" ({', '.join(places)})" if places else ""


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
