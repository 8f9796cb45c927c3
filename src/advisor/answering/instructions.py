"""Instructions aimed at the machine instead of questions to the source. There is no language model here to obey them;
they are told apart only so that none is answered with a quote.
"""

from __future__ import annotations

import re

_FORMS = (
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules|prompts?|guidelines|restrictions|safeguards)\b",
    r"^\W*(?:system|assistant|developer|admin)\s*:",
    r"\byou are (?:now|no longer)\b",
    r"\bpretend\b.{0,30}\b(?:the )?(?:text|source|article|guide|author|you)\b",
    r"\b(?:print|reveal|show|repeat|output)\b.{0,30}\b(?:(?:system|hidden) prompt|your (?:rules|instructions|prompt))\b",
    r"\b(?:make up|invent|fabricate|forge)\b.{0,30}\b(?:quotes?|answers?|figures?|numbers?|passages?|citations?)\b",
    r"\bset (?:the |your )?(?:confidence|status|temperature)\b",
    r"\b(?:jailbreak|dan mode|developer mode|prompt injection)\b",
)
_ANY = re.compile("|".join(f"(?:{form})" for form in _FORMS))


def is_instruction(read_as: str) -> bool:
    """`is_instruction("ignore your instructions and …")` → `True`; "ignore the hype, is it hard?" → `False`."""
    return _ANY.search(read_as) is not None
