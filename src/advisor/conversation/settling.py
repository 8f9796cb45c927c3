"""What a turn says once options are named and corrections are taken for what they are.

Takes a turn as read and the conversation before it; gives the turn with what it answers, turns round or takes back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from advisor.clauses import words_of
from advisor.conversation.acts import Part, doing, option, the_other_option
from advisor.conversation.conversation import Conversation, Turn
from advisor.framework.framework import Framework
from advisor.profile.evidence import Evidence
from advisor.profile.numbers import in_digits
from advisor.profile.reader import Behind, Read, TurnReader
from advisor.span import Span

_OTHER_WAY = re.compile(
    r"\bother way (?:a?round)\b|\bthe opposite\b|\bmixed (?:it|them|that) up\b|\breverse[d]? (?:it|that)\b|\bvice versa\b"
    r"|\bswap (?:them|those|it|these)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(?:scratch|scrap|forget|ignore|disregard|strike|undo|cross out|take (?:that|it|this|all) back|never ?mind|kidding|"
    r"joking|joke|(?:not|no longer|isn't|isn’t|wasn't|wasn’t) true)\b",
    re.IGNORECASE,
)
_IN_JEST = re.compile(
    r"^\W*(?:(?:lol|(?:ha)+|he+h|no|nah|oh|ok|well|and|but|sorry|actually|really)\b\W*)*(?:jk|just kidding|kidding|joking|"
    r"(?:that|this|it) was (?:just |only )?(?:sarcas\w+|a joke|irony|ironic|in jest)|i was (?:just |only )?(?:being )?"
    r"(?:sarcastic|ironic|joking|kidding)|(?:just |pure )?(?:sarcasm|irony)(?:,? (?:btw|lol|of course|obviously))?\W*$)"
    r"(?!\w)(?! about)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"^\W*(?:please |can you )?(?:change|set|switch|turn) (?:my |the )?(?P<question>\w+)(?: question| answer)? to "
    r"(?P<option>.+)$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:hm+\W+|uh+\W+|oh\W+)?(?:no|nah|nope|sorry|wait|i mean|i meant|make (?:that|it))\b\W*(?P<option>.+)$",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\W*(?:[\w'’]+ ){0,4}[\w'’]+[,.;:!–—]\s+(?=\w)"
)  # "scratch that, ": what stands behind it is in its place
_SHORT = 3  # words: "no, systems" corrects what was told last rather than answers what was asked since
_LITTLE = frozenset(  # words that name nothing
    "a an the i i'm i've me my you your it its it's that that's this these those was were is are be been do did not no so "
    "and or but of to in on at for with about as if just only also too again please sorry really all some any thing things "
    "part bit stuff one have had has like want would could".split()
)
_OFFERED = "an offered answer"
_NUMBER = re.compile(r"(?<![\w.,$%])\d{1,2}(?![\w%]|[.,]\d)")
_NUMBERS = ("years_experience", "n_papers")  # slots that hold one


def settled(
    conversation: Conversation, read: Read, parts: Sequence[Part], *, framework: Framework, turns: TurnReader
) -> Read:
    """The turn with an option that it names, and with what its corrections turn round, take back or put in its place."""
    added = _chosen(conversation, read, framework, turns)
    if added:  # "both" names an offered answer, whatever else was heard of it
        back = added[0].slot != conversation.put  # then it answers nothing else
        read = replace(read, evidence=tuple(e for e in read.evidence if not back and e.slot != added[0].slot))
    words = " ".join(part.text for part in doing(parts, "correct"))
    no = _NO.match(read.text) if not doing(parts, "unsure") else None  # "no idea" corrects nothing
    takes_back: list[str] = []
    if _IN_JEST.match(read.text) and conversation.turns:
        takes_back += [slot for slot in conversation.turns[-1].read.slots if slot not in read.slots]
    elif not added and (words or no or the_other_option(read.text)) and conversation.described:
        questions = {question.id for question in framework.questions if not question.rows}
        added, takes_back = _corrected(conversation, read, words, no, questions, framework=framework, turns=turns)
        if added and read.slots == (conversation.put,):
            read = replace(read, evidence=tuple(e for e in read.evidence if e.slot != conversation.put))
        if not (added or takes_back) and (added := _gone_back(conversation, read, no, questions, turns)):
            read = replace(read, evidence=tuple(e for e in read.evidence if e.slot != conversation.put))
    if not added and not takes_back:
        return read
    return replace(read, evidence=(*read.evidence, *added), takes_back=tuple(takes_back), tells=read.tells or bool(added))


def turns_round(text: str) -> bool:
    """`turns_round("sorry, other way round")` → `True`"""
    return _OTHER_WAY.search(text) is not None


def _corrected(
    conversation: Conversation, read: Read, words: str, no: re.Match[str] | None, questions: set[str],
    *, framework: Framework, turns: TurnReader,
) -> tuple[list[Evidence], list[str]]:  # fmt: skip
    """What the words of correction put in place of something told, and the slots that they empty."""
    added: list[Evidence] = []
    if _OTHER_WAY.search(words) or the_other_option(read.text):
        added = _turned(conversation, read, framework, questions)
    elif words or (no is not None and _NUMBER.fullmatch(no["option"].strip(" .!"))):  # "sorry, 7"
        added = _counted_anew(conversation, read)
    added = added or _put_in_place(conversation, read, questions, turns)
    added = [item for item in added if item.slot not in read.slots]
    named = [slot for slot in turns.table.mentioned(words) if slot not in read.slots]
    takes_back = named if not added else []
    if not (named or added or read.slots) and _TAKES_BACK.search(words):
        if (rests := _named_by_words(conversation.described, words)) is not None:
            return [], rests
        takes_back = [*conversation.described[-1].read.slots]
    if len(takes_back) == 1 and takes_back[0] in questions:  # "scrap that, CTO" says what stands in its place
        added = _answering(turns, read.text, takes_back[0])
    return added, takes_back


def _named_by_words(described: Sequence[Turn], words: str) -> list[str] | None:
    """The slots that rest on what the words name, of the last turn that they name something of: "forget the CTO thing".

    None where they name nothing of any.
    """
    said = {*words_of(_TAKES_BACK.sub(" ", words))} - _LITTLE
    for turn in reversed(described):
        if said & {*words_of(turn.text)}:  # what it says beside counts for nothing: "I was kidding about the farm"
            return [item.slot for item in turn.read.evidence if item.counts and said & {*words_of(item.text)}]
    return None


def _put_in_place(conversation: Conversation, read: Read, questions: set[str], turns: TurnReader) -> list[Evidence]:
    """What stands behind the words of correction, on the questions that were told of last: "scratch that, I like papers"."""
    marker = _MARKER.match(read.text)
    if {*read.slots} - {conversation.put} or marker is None:  # "scrap that, systems" answers no question put since
        return []
    rest = read.text[marker.end() :]
    last = {item.slot for item in _leanings(conversation.described[-1], questions)}
    return [item for question in sorted(last) for item in _answering(turns, read.text, question, rest)]


def _gone_back(
    conversation: Conversation, read: Read, no: re.Match[str] | None, questions: set[str], turns: TurnReader
) -> list[Evidence]:
    """What a bare correction says on the one question that the last description told of: "no, systems"."""
    short = no is not None and len(no["option"].split()) <= _SHORT
    last = {item.slot for item in _leanings(conversation.described[-1], questions)}
    if len(last) != 1 or not set(read.slots) <= ({conversation.put} if short else set()):
        return []
    return _answering(turns, read.text, last.pop(), no["option"] if no else None)


def _chosen(conversation: Conversation, read: Read, framework: Framework, turns: TurnReader) -> list[Evidence]:
    """The offered answer that the turn names: of the question that was put, or of one that it names or goes back to."""
    asked, text = _asked(conversation, read.text)
    put = next((question for question in framework.questions if question.id == asked), None)
    leaning = option(text, put) if put is not None and not put.rows else None
    if put is not None and leaning is None and _CHANGE.match(read.text):  # "change energy to papers"
        return _answering(turns, read.text, put.id, text)
    if leaning is None and (named := _of_last(conversation, read, framework)):
        return named
    if put is None or leaning is None:
        return []
    span = Span(len(read.text) - len(read.text.lstrip()), len(read.text.rstrip()))
    return [Evidence(put.id, leaning, 0, span, span.of(read.text), "affirmed", _OFFERED)]


def _of_last(conversation: Conversation, read: Read, framework: Framework) -> list[Evidence]:
    """An offered answer to the one question that was told of last, behind a "no": "though not always. no, both"."""
    last = read.told[-1].sentence.span if len(read.told) > 1 else None
    no = _NO.match(last.of(read.text)) if last else None
    questions = {question.id: question for question in framework.questions if not question.rows}
    told = {item.slot for item in _leanings(conversation.described[-1], {*questions})} if conversation.described else set()
    if last is None or no is None or len(told) != 1:
        return []
    question = questions[told.pop()]
    leaning = option(re.sub(r"^(?:put|set|make it|i mean) ", "", no["option"], flags=re.IGNORECASE), question)
    return [Evidence(question.id, leaning, 0, last, last.of(read.text), "affirmed", _OFFERED)] if leaning else []


def _asked(conversation: Conversation, text: str) -> tuple[str | None, str]:
    """The question that a turn may answer, and what it answers: "change ambiguity to 1", "no, 2" after "1"."""
    if change := _CHANGE.match(text):
        return change["question"].lower(), change["option"]
    last = conversation.described[-1].read.evidence if conversation.described else ()
    chosen = next((item.slot for item in last if item.cue == _OFFERED), None)
    if chosen and (no := _NO.match(text)):
        return chosen, no["option"]
    return conversation.put, text


def _answering(turns: TurnReader, message: str, question: str, words: str | None = None) -> list[Evidence]:
    """What a message, or the words at its end, says on a question, heard as if it had been put."""
    start = 0 if words is None else message.rindex(words)
    found = turns.read(message[start:], Behind(put=question)).evidence
    return [replace(e, span=e.span.shifted(start)) for e in found if e.slot == question and e.counts]


def _turned(conversation: Conversation, read: Read, framework: Framework, questions: set[str]) -> list[Evidence]:
    """The last leanings that were told, each on the other side."""
    span = Span(0, len(read.text))
    last: list[Evidence] = next(filter(None, (_leanings(turn, questions) for turn in reversed(conversation.described))), [])
    return [
        Evidence(
            item.slot,
            framework.other(item.value).id,
            0,
            span,
            read.text,
            "affirmed",
            _OFFERED if item.cue == _OFFERED else "turned round",
        )
        for item in last
        if item.value in framework.sides and len(framework.sides) == 2
    ]


def _counted_anew(conversation: Conversation, read: Read) -> list[Evidence]:
    """A bare number corrects the last one that was told: "sorry, 7", "no, 20 is too much, so 17"."""
    told = [item for turn in conversation.described for item in turn.read.evidence if item.counts and item.slot in _NUMBERS]
    others = [match for match in _NUMBER.finditer(in_digits(read.text)) if told and float(match[0]) != float(told[-1].value)]
    if not others:
        return []
    span = Span(0, len(read.text))
    return [Evidence(told[-1].slot, others[-1][0], 0, span, read.text, "affirmed", "counted anew")]


def _leanings(turn: Turn, questions: set[str]) -> list[Evidence]:
    return [item for item in turn.read.evidence if item.counts and item.slot in questions]
