"""What a message does, sentence by sentence, heard by the heads: it asks, tells, corrects, wants the verdict, greets …

Takes a turn as read; gives its acts. Rules stand only where a form is exact: options of the question that was put.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.answering.asked import ends_in_question
from advisor.clauses import Sentence
from advisor.framework.question import Question
from advisor.hearing import ASKING, Hear, acts_of, asking
from advisor.profile.evidence import MIXED
from advisor.profile.reader import Read
from advisor.profile.told import Told
from advisor.span import Span

LEAST = 0.35  # probability from which an act is taken as meant
_LIGHT = ("laugh", "agree")
_PLAINLY = 0.5  # probability from which an insult outweighs the thanks beside it
_WISHED = 0.4  # probability from which, once there is a verdict, a wish for advice or for what is open outweighs a question
_BARE_WHY = re.compile(  # with "not": why the other one was not meant
    r"^\W*(?:and |but |so |ok |hm+,? )?why(?P<no> not)?(?:,? (?:tho|though|so|that|is that|then))?\W*$", re.IGNORECASE
)
_ONE_AND_TWO = re.compile(  # "2, but also a bit of 1"
    r"^\W*(?:both |some |a bit of )?([12])\W+(?:but |and |also |plus |with |a |bit |little |of |some )*(?!\1)[12]\W*$",
    re.IGNORECASE,
)
_ASIDE = (  # words around the option that somebody picks
    r"(?:u[hm]+|er+m?|hm+|well|so|ok(?:ay)?|yeah?|yes|no|nah|nope|wait|oh|eh|sorry|actually|maybe|probably|prob|definitely|def|"
    r"honestly|tbh|please|pls|then|rather|more|just|the|option|answer|number|its|it's|it was|was|is|right|after all|i guess|"
    r"i think|i'd say|i'd|i pick|i choose|i take|i'll take|take|pick|say|go with|let's go with|going with|for me|lol|mostly)"
)
_BOTH = re.compile(
    rf"^\W*(?:(?:{_ASIDE}|a bit of|bit of|kind of|i want|i like)\b\W*)*"
    r"(?:both|each|a mix|a bit of (?:both|each)|half and half|50.?50)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"^\W*(?:{_ASIDE}\b\W*)*"
    r"(?:(?P<first>first|former|1|1st|a|one)|(?P<second>second|latter|2|2nd|b|two)|(?P<third>third|3|3rd|c|three))"
    rf"(?: one| option| answer)?\b(?:\W+{_ASIDE}\b)*\W*$",
    re.IGNORECASE,
)
_REPAIRED = re.compile(r"\b(?:no,? wait|wait,? no|no|wait|sorry|i mean)\b\W*", re.IGNORECASE)
_OTHER_ONE = re.compile(rf"^\W*(?:{_ASIDE}\b\W*)*other (?:one|option|answer)\b(?:\W+{_ASIDE}\b)*\W*$", re.IGNORECASE)
_THANKS = re.compile(r"\b(?:many )?(?:thanks|thank you|thank u|thankyou|thx|ty|ta|cheers|much appreciated)\b", re.IGNORECASE)
_OF_NO_USE = re.compile(
    r"\b(?:useless|unhelpful|pointless|worthless|(?:was|what a) waste|wast(?:ed|ing)|rubbish|garbage|for nothing)\b"
    r"|(?:\b(?:no|not|none|never|nothing|little|hardly|barely)|n['’]t)\b(?: [\w'’]+){0,3}?"
    r" (?:use|useful|help|helped|helpful|good|answer|answered|worth|wiser|smarter|sense)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"\b(?:could|can)(?:n['’]t| ?not) (?:have been|be|thank|ask)\b", re.IGNORECASE)  # no denial


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of a message, and the act it was heard as; "" where none is probable enough."""

    text: str
    act: str
    probability: float
    told: Told


def parts_of(read: Read) -> tuple[Part, ...]:
    """Each sentence with its most probable act; the kinds of asking count together, a wish outweighs laughter."""
    found = []
    for told in (part for sentence in read.told for part in _question_apart(sentence, read.text)):
        acts = {act: p for act, p in told.acts.items() if act not in ASKING}
        if max(acts, key=acts.__getitem__, default="") in _LIGHT:  # "verdict pls before I change again lol"
            acts = {act: p for act, p in acts.items() if act not in _LIGHT and p >= LEAST} or acts
        best = max(acts, key=acts.__getitem__, default="")
        p = acts.get(best, 0.0)
        if (wants := asking(told.acts)) > p or (best in _LIGHT and wants >= LEAST):
            best, p = max(ASKING, key=lambda act: told.acts.get(act, 0.0)), wants
        found.append(Part(told.sentence.span.of(read.text), best if p >= LEAST else "", p, told))
    return tuple(found)


def _question_apart(told: Told, text: str) -> tuple[Told, ...]:
    """The sentence; of one that tells something and ends in a question, both: "I love debugging, do they do leetcode"."""
    clauses = told.sentence.clauses
    if not ends_in_question([clause.of(text) for clause in clauses], lambda: told.of_clauses):
        return (told,)
    *before, last = clauses
    span = Span(told.sentence.span.start, before[-1].end)
    telling = {label: max(heard.get(label, 0.0) for heard in told.of_clauses[:-1]) for label in told.heard}
    return (
        Told(Sentence(span, tuple(before), False), telling, told.of_clauses[:-1]),
        Told(Sentence(last, (last,), told.sentence.asks), told.of_clauses[-1], ()),
    )


def after_verdict(parts: Sequence[Part], *, bare: bool = True) -> tuple[Part, ...]:
    """The same, where there is a verdict: "what do I do next?" asks for its advice, "what is left?" for what is open, "is it
    close?" for how firm it is and, where it was shown last, a `bare` "why?" for its reasons, whatever they ask elsewhere."""
    return tuple(_after_verdict(part, bare) for part in parts)


def _after_verdict(part: Part, bare: bool) -> Part:
    if bare and (match := _BARE_WHY.match(part.text)):
        return replace(part, act="whynot" if match["no"] else "why", probability=1.0)
    wished = max(("next", "missing", "sure"), key=lambda act: part.told.heard.get(f"act={act}", 0.0))
    outweighs = part.act in ("", "help", "whatif", *ASKING) and part.told.heard.get(f"act={wished}", 0.0) >= _WISHED
    return replace(part, act=wished) if outweighs else part


def option(message: str, question: Question) -> str | None:
    """The leaning of the offered answer that a short reply names: "the second", "both, honestly"; else None."""
    offered = [each for each in question.options if each.leaning]
    if _BOTH.match(message) or _ONE_AND_TWO.match(message):
        return MIXED
    last = _REPAIRED.split(message)[-1]  # "2... no wait, 1"
    match = _ORDINAL.match(message) or _ORDINAL.match(last) or _ORDINAL.match(re.split(r"[.!?]", message, maxsplit=1)[0])
    if match is None:
        return None
    number = 0 if match["first"] else 1 if match["second"] else 2
    return offered[number].leaning if number < len(offered) else None


def the_other_option(message: str) -> bool:
    """`the_other_option("nah, other one actually")` → `True`"""
    return _OTHER_ONE.match(message) is not None


def complains(parts: Sequence[Part], hear: Hear) -> bool:
    """True of thanks with a complaint beside them: what is left of the message without its thanks is heard as one."""
    rest = _THANKS.sub(" ", " ".join(part.text for part in parts)).strip(" ,.!;:-")
    if not doing(parts, "thanks") or not rest or _PRAISE.search(rest):
        return False
    if _OF_NO_USE.search(rest) or any(part.told.acts.get("insult", 0.0) >= _PLAINLY for part in parts):
        return True
    return next(iter(acts_of(hear([rest])[0])), "") in ("insult", "repeat")


def doing(parts: Sequence[Part], *acts: str) -> tuple[Part, ...]:
    """The sentences heard as one of the acts."""
    return tuple(part for part in parts if part.act in acts)
