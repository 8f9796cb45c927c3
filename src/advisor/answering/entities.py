"""Which labs and which of the two roles a question names. A sentence about another lab is wrong however near it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

LABS = {
    "OpenAI": r"open ?ai|chatgpt|gpt",
    "Anthropic": r"anthropic|claude",
    "DeepMind": r"(?:google )?deep ?mind|google|gemini|alphabet",
}
ROLES = {
    "RE": r"(?:research |software |ml |machine learning )?engineers?|engineering",
    "RS": r"(?:research )?scientists?|researchers?|science|scientific",
}

@dataclass(frozen=True, slots=True)
class Entities:
    labs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def entities(read_as: str) -> Entities:
    """`entities("research engineer pay at openai")` → `Entities(labs=('OpenAI',), roles=('RE',))`."""
    return Entities(
        labs=tuple(name for name, pattern in LABS.items() if _named(pattern, read_as)),
        roles=tuple(name for name, pattern in ROLES.items() if _named(pattern, read_as)),
    )


def replaced(read_as: str, *, kind: dict[str, str], to: str) -> str:
    """The text with every name of that kind made into another: `to` is the words to write."""
    return re.sub(rf"(?<!\w)(?:{'|'.join(kind.values())})(?!\w)", to, read_as)


def _named(pattern: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None
