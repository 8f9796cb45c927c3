"""What a message asks of the source: its questions, told from the talk around them by hearing, in order.

`"I'm 37 and tired. Do I need a PhD for RE, and what do they pay?"` → two questions, without the first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from advisor.characters import shown
from advisor.clauses import AUXILIARIES, GREETING, OPENS_QUESTION, QUESTION_WORDS, Sentence, sentences_of
from advisor.hearing import Hear, Heard, acts_of, asking, asks

_AND_ASKS = re.compile(
    r"\s*[,;]?\s+(?:and|or|also|plus)\s+(?:also\s+|then\s+|if so\s+)?"
    rf"(?=(?:{'|'.join((*QUESTION_WORDS, *AUXILIARIES))})\b)",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|those|these|one|both|either|so|such)\b", re.IGNORECASE)
_OF_WRITER = re.compile(r"\b(?:i|i'm|im|i've|i’m|i’ve|my)\b", re.IGNORECASE)
_PLAINLY = 0.8  # probability of telling in front and of asking behind, from which a question stands by itself
_MOST = 3
_SHOWN = 120  # characters of a question that is said again
_FEWEST_WORDS = 3  # of a part that is asked for itself
_BY_ITSELF = 0.6  # from this probability on fewer words are a question


def asked(message: str, hear: Hear) -> list[str]:
    """The questions of a message, at most three; the whole message where none stands out."""
    if greeting := GREETING.match(message):
        message = message[greeting.end() :]
    sentences = sentences_of(message)
    if len(sentences) < 2:
        return [_last_asked(sentences[0], message, hear) or message] if sentences else [message]
    texts = [sentence.span.of(message) for sentence in sentences]
    heard = hear(texts)
    found: list[str] = []
    for i, sentence in enumerate(sentences):
        if _asks(sentence, heard[i]):
            part = _last_asked(sentence, message, hear) or _with_what_it_follows(i, texts, heard)
            if found and part.startswith(found[-1]):  # "They want a PhD, I read. Is it so?" is one question
                found.pop()
            found.append(part)
    return found[-_MOST:] or [message]


def no_answer(questions: Sequence[str]) -> str:
    """`no_answer(["any leetcode?"])` → `'I found no answer to “any leetcode?” in the source.'`"""
    short = (each if len(each) <= _SHOWN else f"{each[: _SHOWN - 1]}…" for each in questions)
    return f"I found no answer to {' and '.join(f'“{shown(each.strip())}”' for each in short)} in the source."


def halves(question: str) -> tuple[str, ...]:
    """The two questions of one sentence, where it joins two: "what is it, and who pays?"; else nothing."""
    parts = _AND_ASKS.split(question, maxsplit=1)
    return tuple(parts) if len(parts) == 2 and all(len(part.split()) >= _FEWEST_WORDS for part in parts) else ()


def _asks(sentence: Sentence, heard: Heard) -> bool:
    return asks(heard) or (sentence.asks and acts_of(heard).get("talk", 0.0) < 0.8)


def ends_in_question(clauses: Sequence[str], hear: Callable[[], Sequence[Heard]]) -> bool:
    """True where one plainly tells something and ends in a question that stands by itself: "I love debugging, do they …".

    `hear` gives what was heard of each clause; it is called only where the form is that of such a question.
    """
    if len(clauses) < 2 or not OPENS_QUESTION.match(clauses[-1]) or _POINTS_BACK.search(clauses[-1]):
        return False
    *told, last = hear()
    return min(asking(acts_of(last)), *(each.get("act=tell", 0.0) for each in told)) >= _PLAINLY


def _last_asked(sentence: Sentence, message: str, hear: Hear) -> str | None:
    clauses = [clause.of(message) for clause in sentence.clauses]
    heard_once = cache(lambda: hear(clauses))
    if ends_in_question(clauses, heard_once):
        return clauses[-1]
    if len(clauses) < 3 or not sentence.asks:
        return None
    heard = zip(heard_once(), clauses, strict=True)
    told = (each.get("act=tell", 0.0) >= _PLAINLY and _OF_WRITER.search(clause) is not None for each, clause in heard)
    first = next((i for i, plainly in enumerate(told) if not plainly), 0)
    return message[sentence.clauses[first].start : sentence.span.end] if first else None


def _with_what_it_follows(number: int, texts: Sequence[str], heard: Sequence[Heard]) -> str:
    """A sentence that follows up on the one before it is read with it: "They want a PhD. Is it so?"."""
    acts = acts_of(heard[number])
    ask, text = acts.get("ask", 0.0), texts[number]
    bare = len(text.split()) <= _FEWEST_WORDS and text.endswith("?") and ask < _BY_ITSELF  # "True or marketing?"
    follows = number > 0 and (bare or acts.get("followup", 0.0) > ask)
    if not follows:
        return texts[number]
    first = number - 1
    while first > 0 and _POINTS_BACK.search(texts[first]) and asking(acts_of(heard[first])) < _BY_ITSELF:
        first -= 1  # "One can change over. It sounds too good. How long does that take?"
    return " ".join(texts[first : number + 1])
