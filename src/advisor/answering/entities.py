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
# Places to work that people ask about beside the three labs; named alone, no sentence on the three is an answer.
_OTHERS = (
    r"meta|fair|facebook|x\.?ai|grok|mistral|cohere|nvidia|microsoft|msr|amazon|aws|alexa|apple|tesla|waymo|hugging ?face|"
    r"stability|inflection|perplexity|"
    r"databricks|scale ai|character ai|deepseek|baidu|alibaba|qwen|bytedance|tencent|huawei|ibm|intel|"
    r"netflix|uber|airbnb|stripe|palantir|jane street|citadel|two sigma|hudson river|de shaw|goldman|jp ?morgan|mckinsey|"
    r"adept|ssi|safe superintelligence|thinking machines|reka|ai21|allen institute|ai2|mila|epic|nasa|cern|samsung|sony|"
    r"spotify|linkedin|twitter|salesforce|oracle|snap|pinterest|roblox|anduril|figure|boston dynamics|midjourney|runway"
)


@dataclass(frozen=True, slots=True)
class Entities:
    labs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def entities(read_as: str) -> Entities:
    """`entities("research engineer pay at meta")` → `Entities(labs=(), roles=('RE',), others=('meta',))`."""
    return Entities(
        labs=tuple(name for name, pattern in LABS.items() if _named(pattern, read_as)),
        roles=tuple(name for name, pattern in ROLES.items() if _named(pattern, read_as)),
        others=tuple(dict.fromkeys(re.findall(rf"(?<!\w)(?:{_OTHERS})(?!\w)", read_as))),
    )


def replaced(read_as: str, *, kind: dict[str, str], to: str) -> str:
    """The text with every name of that kind made into another: `to` is the words to write."""
    return re.sub(rf"(?<!\w)(?:{'|'.join(kind.values())})(?!\w)", to, read_as)


def _named(pattern: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text) is not None
