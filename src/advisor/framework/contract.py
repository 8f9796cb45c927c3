"""The assess contract: a verdict as the JSON object that the command line prints. Keys and shapes only, no wording."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.quote import Quote
from advisor.article.quote import as_json as quote_json
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence

Json = dict[str, object]


def verdict_json(verdict: Verdict, *, id: str) -> Json:
    """The object of one `assess` line; its quotes have the shape of `ask`, with score 1.0, as they are cited by place."""
    ask = verdict.ask_next
    return {
        "id": id,
        "is_profile": verdict.is_profile,
        "track": verdict.track,
        "lead": verdict.lead,
        "questions": {
            finding.question: {
                "leaning": finding.leaning,
                "because": finding.because,
                "evidence": [_evidence(item) for item in finding.evidence],
                "quotes": _quotes(finding.quotes),
            }
            for finding in verdict.findings
        },
        "facts": {name: list(value) if isinstance(value, tuple) else value for name, value in verdict.facts},
        "missing": list(verdict.missing),
        "ask_next": {"question": ask.question, "text": ask.text} if ask else None,
        "contradictions": [
            {"slot": each.slot, "first": _evidence(each.first), "second": _evidence(each.second)}
            for each in verdict.contradictions
        ],
        "what_would_change_it": [{"set": dict(each.sets), "track": each.track} for each in verdict.what_would_change_it],
        "advice": [{"text": each.text, "quotes": _quotes(each.quotes)} for each in verdict.advice],
    }


def _evidence(item: Evidence) -> Json:
    return {
        "turn": item.turn,
        "start": item.span.start,
        "end": item.span.end,
        "text": item.text,
        "status": item.status,
        "cue": item.cue,
    }


def _quotes(quotes: Sequence[Quote]) -> list[Json]:
    return [{**quote_json(quote), "score": 1.0} for quote in quotes]
