"""The decision aid as the JSON object that stands under `decision`. Shares are numbers from 0 to 1; days are ISO dates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from advisor.article.quote import Quote
from advisor.article.quote import as_json as quote_json
from advisor.framework.aid import Aid
from advisor.framework.firmness import names, percents
from advisor.framework.framework import Framework
from advisor.framework.plan import Plan
from advisor.framework.views import Seen
from advisor.framework.weights import Weights

Json = dict[str, object]


def aid_json(framework: Framework, aid: Aid) -> Json:
    """`shares` and the like are by track, with "undecided" last."""
    firm = aid.firmness
    return {
        "weights": _weights(framework, aid.standing.weights),
        "weighted": {
            "track": aid.standing.track,
            "counted": {t: float(n) for t, n in zip(framework.sides, aid.standing.counted, strict=True)},
        },
        "firmness": {
            "shares": _shares(framework, firm.shares),
            "percents": dict(zip(names(framework), percents(firm.shares), strict=True)),
            "low": _shares(framework, firm.low),
            "high": _shares(framework, firm.high),
            "as_it_stands": _shares(framework, firm.as_it_stands),
            "settles": [{"question": each.question, "by": round(float(each.by), 6)} for each in firm.settles],
            "nearest_flips": [
                {"weights": _weights(framework, each.weights), "track": each.track, "steps": each.steps}
                for each in aid.flips
            ],
        },
        "ask_next": {"question": aid.ask_next.question, "text": aid.ask_next.text} if aid.ask_next else None,
        "views": {
            "first": _seen(aid.views.first),
            "second": _seen(aid.views.second),
            "disagree": aid.views.disagree,
            "text": aid.views.text,
            "quotes": _quotes(aid.views.quotes),
        }
        if aid.views
        else None,
        "concerns": [
            {"text": c.text, "stance": c.stance, "track": c.track, "weight": c.weight, "quotes": _quotes(c.quotes)}
            for c in aid.concerns
        ],
        "readiness": {
            "questions": [{"id": each.id, "text": each.text, "if_no": each.mend} for each in framework.readiness],
            "answers": dict(aid.readiness.answers) if aid.readiness else None,
            "score": aid.readiness.score if aid.readiness else None,
        },
        "plan": _plan(aid.plan) if aid.plan else None,
        "take_along": [{"to": group.title, "questions": list(group.questions)} for group in aid.take_along],
    }


def _plan(plan: Plan) -> Json:
    line = plan.timeline
    return {
        "towards": plan.towards,
        "steps": [
            {
                "id": step.id,
                "if": step.cue,
                "then": step.action,
                "done_when": step.done,
                "start": step.start.isoformat() if step.start else None,
                "end": step.end.isoformat() if step.end else None,
                "quotes": _quotes(step.quotes),
            }
            for step in plan.steps
        ],
        "plan_b": {"text": plan.plan_b, "quotes": _quotes(plan.plan_b_quotes)} if plan.plan_b else None,
        "timeline": {
            "from": line.today.isoformat(),
            "begin": line.start.isoformat(),
            "deadline": line.deadline.isoformat(),
            "weeks": list(line.weeks) if line.weeks else None,
            "is_short": line.is_short,
            "quotes": _quotes(line.quotes),
        }
        if line
        else None,
    }


def _seen(seen: Seen) -> Json:
    return {
        "title": seen.title,
        "questions": list(seen.questions),
        "leaning": seen.leaning,
        "odds": seen.odds or None,
        "quotes": _quotes(seen.quotes),
    }


def _weights(framework: Framework, weights: Weights) -> Json:
    return {question.id: value for question, value in zip(framework.questions, weights.values, strict=True)}


def _shares(framework: Framework, shares: Sequence[Fraction]) -> Json:
    pairs = zip((*framework.sides, "undecided"), shares, strict=True)
    return {name: round(float(share), 6) for name, share in pairs}


def _quotes(quotes: Sequence[Quote]) -> list[Json]:
    return [{**quote_json(quote), "score": 1.0} for quote in quotes]
