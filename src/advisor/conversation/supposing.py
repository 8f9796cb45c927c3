"""A supposition: "what if I had a PhD?" is read as if it were so, and the verdict that would come of it is told."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.conversation.acts import LEAST
from advisor.conversation.conversation import Conversation
from advisor.conversation.counsel import Counsel
from advisor.framework import explain
from advisor.framework.verdict import Verdict
from advisor.profile.fold import folded

_SO = re.compile(
    r"\b(?:if|suppose|supposing|imagine|assuming)(?: that)? (?P<so>(?:i|i'd|i’d|my|we|the|there)\b[^?,;]+)", re.IGNORECASE
)
_UNREAL = ("hedged", "past", "planned", "question")  # what a supposition sounds like


def was_supposed(conversation: Conversation) -> bool:
    """True where the last message only supposed something, of which nothing was kept."""
    last = conversation.turns[-1] if conversation.turns else None
    return last is not None and not last.describes and any(told.acts.get("whatif", 0.0) >= LEAST for told in last.read.told)


def supposed(counsel: Counsel, conversation: Conversation, message: str, now: Verdict) -> tuple[explain.Step, ...]:
    """What would come of it, beside the verdict now; nothing where it supposes nothing that says something of the writer."""
    match = _SO.search(message)
    if match is None:
        return ()
    before = counsel.profile(conversation)
    objects = (rule.object for rule in counsel.turns.table.fact if rule.object and before.on(rule.slot))
    for so in (match["so"], *(f"{match['so']} {each}" for each in objects)):  # "what if I finish?" is on the PhD told of
        read = counsel.turns.read(so)
        evidence = tuple(item.turned("affirmed") if item.status in _UNREAL else item for item in read.evidence)
        if any(item.counts for item in evidence):
            break
    else:
        return ()
    profile = folded(before, replace(read, evidence=evidence), table=counsel.turns.table)
    return explain.if_so(counsel.framework, now, counsel.verdict(replace(conversation, profile=profile)))
