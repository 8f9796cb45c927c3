"""What a message wants, by its form: an explanation, silence, a fresh start, an answer, or to tell something.

Forms only; whether a message describes its writer is the profile's to say, whether the source answers is reading's.
"""

from __future__ import annotations

import re
from typing import Literal

Wish = Literal["why_asked", "how", "why_not", "what_if", "just_tell", "forget", "scope"]

# Tried in order; what explains a verdict is understood only once there is one.
_FORMS: tuple[tuple[Wish, str], ...] = (
    ("forget", r"^(?:please )?forget (?:me|everything|all (?:of )?(?:that|it|this)|what i said)\W*$"),
    ("forget", r"^(?:please )?(?:start (?:over|again|afresh)|reset|clear (?:my profile|everything))\W*$"),
    ("just_tell", r"\bjust (?:tell me|give me (?:the|your|a) (?:verdict|answer|result))\b"),
    ("just_tell", r"\b(?:stop asking|no more questions|enough questions)\b"),
    ("why_asked", r"^(?:and )?why (?:do|are|did|would) you (?:ask|asking|want to know|need to know)\b"),
    ("why_not", r"^(?:and |but |so )?why (?:not|am i not|isn'?t it|wouldn'?t i)\b"),
    ("what_if", r"^(?:and |but |so )?what (?:would|could|will|might) (?:change|flip|alter|make you change|turn)\b"),
    ("what_if", r"^(?:and )?what if\??$|\bchange your (?:mind|verdict)\b|^what would it take\b"),
    ("how", r"^(?:and |but |so )?(?:why|how come|why so|why (?:is )?that|how so)\W*$"),
    ("how", r"^explain(?: (?:that|yourself|the verdict))?\W*$"),
    ("how", r"^how did you (?:get|come|conclude|decide|reach|arrive|work)\b"),
    ("how", r"^why (?:do|did|would) you (?:say|think|conclude)\b"),
    ("how", r"^(?:show|give) me (?:the|your) (?:reasons|reasoning)\b"),
    ("scope", r"^(?:how sure are you|how reliable (?:is|are) (?:this|that|you)|can i trust (?:this|that|you))\W*$"),
)
_WISHES = tuple((wish, re.compile(pattern, re.IGNORECASE)) for wish, pattern in _FORMS)
_EXPLAINS_A_VERDICT = frozenset({"how", "why_not", "what_if", "scope"})
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKS = re.compile(
    r"^(?:and |but |so |ok |also |then )?(?:what|how|which|who|whose|where|when|why|is|are|do|does|did|can|could|should|"
    r"will|would|tell me|compare|list|explain|show me|name|give me)\b",
    re.IGNORECASE,
)

_TURN = re.compile(
    r"[,;:]\s+(?=(?:so |and |but )?(?:what|how|which|who|where|when|why|is|are|do|does|did|can|could|should|will)\b)",
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
    """What a message asks: `questions_in("I have a PhD, does it help? I love code.")` → `'does it help?'`; "" for nothing.

    Of a sentence that states something first, only the part that asks.
    """
    sentences = [match.group().strip() for match in _SENTENCE.finditer(message)]
    asking = [s for s in sentences if s.endswith("?") or _ASKS.match(s)]
    return " ".join(_TURN.split(s, maxsplit=1)[-1] if not _ASKS.match(s) else s for s in asking)


def only_asks(message: str) -> bool:
    """True where every sentence asks, from its first word or by its question mark: it states nothing by itself."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(message)]
    return all((s.endswith("?") and not _TURN.search(s)) or _ASKS.match(s) for s in sentences)
