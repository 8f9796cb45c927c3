"""What a message wants, by its form: an explanation, silence, a fresh start, an answer, or to tell something.

Forms only; whether a message describes its writer is the profile's to say, whether the source answers is reading's.
"""

from __future__ import annotations

import re
from typing import Literal

Wish = Literal["why_asked", "how", "why_not", "what_if", "prepare", "just_tell", "forget", "scope"]

# Tried in order. The last column of the explanations is used only once there is something to explain.
_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, re.compile(pattern, re.IGNORECASE))
    for wish, pattern in (
        ("forget", r"^(?:please )?(?:forget (?:me|everything|all (?:of )?(?:that|it|this)|what i said)|start (?:over|again|afresh)|reset|clear (?:my profile|everything))\W*$"),
        ("just_tell", r"\b(?:just (?:tell me|give me (?:the|your|a) (?:verdict|answer|result))|stop asking|no more questions|enough questions)\b"),
        ("why_asked", r"^(?:and )?why (?:do|are|did|would) you (?:ask|asking|want to know|need to know)\b"),
        ("why_not", r"^(?:and |but |so )?why (?:not|am i not|isn'?t it|wouldn'?t i)\b"),
        ("what_if", r"^(?:and |but |so )?what (?:would|could|will|might) (?:change|flip|alter|make you change|turn)\b|^(?:and )?what if\??$|\bchange your (?:mind|verdict)\b|^what would it take\b"),
        ("how", r"^(?:and |but |so )?(?:why|how come|why so|why is that|why that|how so|explain|explain that|explain yourself|explain the verdict)\W*$|^how did you (?:get|come|conclude|decide|reach|arrive|work)\b|^why (?:do|did|would) you (?:say|think|conclude)\b|^(?:show|give) me (?:the|your) (?:reasons|reasoning)\b"),
        ("scope", r"^(?:how sure are you|how reliable (?:is|are) (?:this|that|you)|can i trust (?:this|that|you)|is (?:this|that) (?:certain|reliable))\W*$"),
    )
)
_EXPLAINS_A_VERDICT = frozenset({"how", "why_not", "what_if", "scope"})
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKS = re.compile(
    r"^(?:and |but |so |ok |also |then )?(?:what|how|which|who|whose|where|when|why|is|are|do|does|did|can|could|should|will|would|"
    r"tell me|compare|list|explain|show me|name|give me)\b",
    re.IGNORECASE,
)


def wish(message: str, *, decided: bool) -> Wish | None:
    """The explanation or change of course asked for; those about a verdict only once there is one."""
    text = " ".join(message.split())
    for name, pattern in _WISHES:
        if pattern.search(text) and (decided or name not in _EXPLAINS_A_VERDICT):
            return name
    return None


def questions_in(message: str) -> str:
    """The sentences that ask, joined; "" where none does: `questions_in("I have a PhD. Does it help?")` → `'Does it help?'`."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(message)]
    return " ".join(s for s in sentences if s.endswith("?") or _ASKS.match(s))
