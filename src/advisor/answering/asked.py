"""What a message asks of the source: its questions, told from the talk around them by hearing, in order.

`"I'm 37 and tired. Do I need a PhD for RE, and what do they pay?"` → two questions, without the first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.clauses import AUXILIARIES, QUESTION_WORDS, Sentence, sentences_of
from advisor.hearing import Hear, Heard, acts_of, asks

_AND_ASKS = re.compile(
    r"\s*[,;]?\s+(?:and|or|also|plus)\s+(?:also\s+|then\s+|if so\s+)?"
    rf"(?=(?:{'|'.join((*QUESTION_WORDS, *AUXILIARIES))})\b)",
    re.IGNORECASE,
)
_MOST = 3
_FEWEST_WORDS = 3  # of a part that is asked for itself


def asked(message: str, hear: Hear) -> list[str]:
    """The questions of a message, at most three; the whole message where none stands out."""
    sentences = sentences_of(message)
    if len(sentences) < 2:
        return [message]
    texts = [sentence.span.of(message) for sentence in sentences]
    heard = hear(texts)
    found = [_with_what_it_follows(i, texts, heard) for i in range(len(sentences)) if _asks(sentences[i], heard[i])]
    return found[-_MOST:] or [message]


def halves(question: str) -> tuple[str, ...]:
    """The two questions of one sentence, where it joins two: "what is it, and who pays?"; else nothing."""
    parts = _AND_ASKS.split(question, maxsplit=1)
    return tuple(parts) if len(parts) == 2 and all(len(part.split()) >= _FEWEST_WORDS for part in parts) else ()


def _asks(sentence: Sentence, heard: Heard) -> bool:
    return asks(heard) or (sentence.asks and acts_of(heard).get("talk", 0.0) < 0.8)


def _with_what_it_follows(number: int, texts: Sequence[str], heard: Sequence[Heard]) -> str:
    """A sentence that follows up on the one before it is read with it: "They want a PhD. Is it so?"."""
    acts = acts_of(heard[number])
    follows = number > 0 and acts.get("followup", 0.0) > acts.get("ask", 0.0)
    return f"{texts[number - 1]} {texts[number]}" if follows else texts[number]
