"""`ask` and `assess` as other programs call them: plain values in, the objects of the command-line contract out.

Their docstrings are what such a program, or a language model behind it, is told of them.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from advisor.characters import whole
from advisor.errors import InputTooLarge, InputUnreadable
from advisor.faces.contract import reading_json
from advisor.faces.host import Host
from advisor.framework.contract import verdict_json

MOST = 200  # earlier questions, or turns, as many as a conversation that is taken up
AT_ONCE = 2  # as many as the page works on at a time: more make each slower and none sooner


class Functions:
    """Bound to a host; raises AdvisorError for input that the contract does not allow."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._turn = BoundedSemaphore(AT_ONCE)

    def ask(self, question: str, after: list[str] | None = None, source: list[str] | None = None) -> dict[str, Any]:
        """Answer a question about the Research Engineer and Research Scientist tracks at frontier AI labs.

        The answer is made of exact passages of the source text, each with its section and its place, and never of
        generated words; quote them as they are. Where the source does not answer, status is "abstained" with a reason,
        and the nearest passages are given as what they are: close, and no answer.

        Args:
            question: The question in English, as a person would ask it.
            after: Earlier questions of the same conversation, oldest first, so that "and at DeepMind?" is understood.
            source: Ids of the sources to quote from; all sources in use where none is named.

        Returns:
            An object with status ("answered", "abstained" or "smalltalk"), reason, confidence (the probability that the
            source answers), read_as, quotes and nearest; each quote has text, source, section_number, section_title,
            start, end and score.
        """
        asked, earlier = _text(question, "question"), _texts(after or [], "after")
        with self._turn:
            advisor = self._host.advisor(tuple(_texts(source or [], "source")), strict=True)
            return reading_json(advisor.ask(asked, after=earlier))

    def assess(self, text: list[str], set: dict[str, str] | None = None) -> dict[str, Any]:
        """Apply the source's five questions to what a person says of themselves, and say which track they point to.

        The questions are energy, ambiguity, credential, evaluation and target. Fixed rules decide, no model: every
        finding carries the person's own words and the source's. What was not said stays open and is asked next.

        Args:
            text: What the person said, one item a turn, oldest first, in their own words.
            set: Leanings that the person sets by hand, question by question: "RE", "RS", "mixed" or "unknown".

        Returns:
            An object with is_profile, track ("RE", "RS" or "undecided"), lead, questions, facts, missing, ask_next,
            contradictions, what_would_change_it and advice.
        """
        turns, by_hand = _texts(text, "text"), _by_hand({} if set is None else set)
        with self._turn:
            return dict(verdict_json(self._host.advisor().assess(*turns, settings=by_hand), id=""))


def _by_hand(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise InputUnreadable(f"found set = {value!r:.40}", expected="an object of strings as set")
    return {_text(key, "set"): _text(each, "set") for key, each in value.items()}


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise InputUnreadable(f"found {name} = {value!r:.40}", expected=f"a string as {name}")
    if whole(value) != value:
        raise InputUnreadable(f"found half a character in {name}", expected="whole characters")
    return value


def _texts(value: object, name: str) -> list[str]:
    if not isinstance(value, list):
        raise InputUnreadable(f"found {name} = {value!r:.40}", expected=f"a list of strings as {name}")
    if len(value) > MOST:
        raise InputTooLarge(f"found {len(value):,} items in {name}", expected=f"at most {MOST}")
    return [_text(item, name) for item in value]
