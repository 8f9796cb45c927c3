"""What a message asks of the source: sentences heard so, or heard as nothing else; and names alone after an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answering.followup import only_names
from advisor.clauses import OPENS_QUESTION
from advisor.conversation.acts import Part, doing
from advisor.conversation.conversation import Conversation
from advisor.hearing import ASKING, asking
from advisor.profile.reader import Read

ABOUT_VERDICT = ("why", "whynot", "whatif", "next", "missing", "sure")
_OF_VERDICT_ALONE = ("missing", "next", "sure")
_ECHO = 5  # words: a question no longer than this, in front of what it answers ("five years from now? A lab."), asks nothing
_BARE = 3  # words: "why?", "why is that?"
_FOLLOWS_TOO = 0.35  # from this probability on a question after an answer may be about that answer
_TAG = re.compile(  # asks whether what stands before it is so
    r"\W*(?:(?:is|isn'?t|ain'?t) (?:that|this|it)(?: (?:really|even|actually))?"
    r"(?: (?:true|right|so|correct|the case|a thing|how it is|normal|accurate|legit))?|true|right|correct|really|"
    r"a? ?myth|or not|yes or no)\W*\?+\W*",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"[,;:–—-]\s*(?:true|right|correct|is (?:that|it) (?:true|so|right))\W*\?+\W*$", re.IGNORECASE)
_OF_ADVISER = ("help", "summary", "author", "privacy", "whoareyou", "talk")
_LEAST = 0.2  # from this probability on a wish for no more questions asks something as well
_SURELY = 0.6  # from this probability on a question is about the adviser


def sentences_asking(conversation: Conversation, read: Read, parts: Sequence[Part], *, tells: bool) -> list[Part]:
    """The sentences that ask the source: heard so, or heard as nothing else; and names alone after an answer."""
    if asks_of_names(conversation, read.text):
        return list(parts)
    counted = bool(read.slots)
    tagged = len(parts) > 1 and _TAG.fullmatch(parts[-1].text) is not None
    if (tagged or _TAGGED.search(read.text)) and not counted:  # "only PhDs get in, they say. true?"
        return list(parts)
    found = [part for part in parts if part.act in ASKING or (part.act == "others" and asks_by_form(part))]
    if counted and tells:
        return [part for part in found if len(part.text.split()) > _ECHO or part is parts[-1]]
    if not found and not doing(parts, "verdict", *ABOUT_VERDICT):
        found = [part for part in parts if not part.act or (part.act == "quiet" and _asks_too(part))]
        answers = [part for part in parts if part.act == "answer" and not tells]
        found += [part for part in answers if part.told.sentence.asks or not conversation.put]  # "remote?", "juniors"
    if not found:  # "can I do this from home" is the source's to answer, unless it plainly asks what can be done here
        found = [part for part in parts if part.act in _OF_ADVISER and part.probability < _SURELY and asks_by_form(part)]
    return found


def asks_of_names(conversation: Conversation, message: str) -> bool:
    """True where it holds names alone, which may go on with an answer and answer no question that was put."""
    return bool(conversation.focus or not conversation.put) and only_names(message)


def asks_by_form(part: Part) -> bool:
    """By its form: a question mark, or a word that opens a question."""
    return part.told.sentence.asks or OPENS_QUESTION.match(part.text) is not None


def _asks_too(part: Part) -> bool:
    """True of a wish for no more questions that asks one: "stop quizzing me and say what they earn"."""
    return asking(part.told.acts) >= _LEAST


def of_answer(part: Part) -> bool:
    """True of a sentence on the verdict that may as well follow up on an answer: it is bare, or heard so too."""
    if part.act in _OF_VERDICT_ALONE:
        return False
    return len(part.text.split()) <= _BARE or part.told.acts.get("followup", 0.0) >= _FOLLOWS_TOO
