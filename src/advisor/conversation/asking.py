"""What a message asks, and of whom: the source, what is known of the writer, or a verdict in a line.

The source is asked by sentences heard so, or heard as nothing else; and by names alone after an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answering.followup import only_names
from advisor.clauses import AUXILIARIES, QUESTION_WORDS
from advisor.conversation.acts import Part, doing
from advisor.conversation.conversation import Conversation
from advisor.hearing import ASKING
from advisor.profile.reader import Read

ABOUT_VERDICT = ("why", "whynot", "whatif")
_ECHO = 5  # words: a question no longer than this, in front of what it answers ("five years from now? A lab."), asks nothing
_BARE = 3  # words: "why?", "why is that?"
_FOLLOWS_TOO = 0.35  # from this probability on a question after an answer may be about that answer
_QUESTION = re.compile(rf"\W*(?:and |so |but )?(?:{'|'.join((*QUESTION_WORDS, *AUXILIARIES))})\b", re.IGNORECASE)
_TAG = re.compile(  # asks whether what stands before it is so
    r"\W*(?:(?:is|isn'?t|ain'?t) (?:that|this|it)(?: (?:true|right|so|correct|the case))?|true|right|correct|really|"
    r"a? ?myth|or not|yes or no)\W*\?+\W*",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"[,;:–—-]\s*(?:true|right|correct|is (?:that|it) (?:true|so|right))\W*\?+\W*$", re.IGNORECASE)
_OF_ADVISER = ("help", "summary", "author", "privacy", "whoareyou", "talk")
_SURELY = 0.6  # from this probability on a question is about the adviser
_SO = r"^\W*(?:(?:and|but|so|ok|okay|now|well|please|hey|hm+|just|right)\b\W*)*"
_WISH = r"(?:(?:can|could|would|will) (?:you|i) |i(?:'d| would)? (?:want|like)(?: to)? |let me )?(?:please )?"
_KNOWN = re.compile(
    rf"{_SO}{_WISH}(?:(?:what|show|list|tell|give|see|remind|repeat|read|summari[sz]e|recap|sum up|how much|do|does|is|"
    r"everything|all|anything|which)\b.{0,40}?)\b(?:"
    r"(?:know|knows|known|remember|heard|hear|have|has|got|get|noted|note|stored|recorded|collected|gathered|learned|learnt|"
    r"understood|picked up|saved|kept|think|make|made|there|file)\b.{0,25}?\b(?:about|of|on|from) (?:me|myself)"
    r"|(?:i|i['’]ve|i have|have i|did i|i had) (?:\w+ ){0,2}?(?:told|tell|said|say|given|mentioned|mention|shared|"
    r"typed|written|wrote)"
    r"(?: (?:you|to you|here|about (?:me|myself)))*"
    r"|my (?:profile|data|answers|details|facts)"
    r")(?: (?:so far|yet|already|until now|up to now|now|then|please|at all|again|exactly|back|in total))*\W*$",
    re.IGNORECASE,
)
_KEPT_WHERE = re.compile(
    r"\b(?:forget|delete|erase|remove|wipe|share|send|sell|store|stored|save|saved|keep|kept)\b", re.IGNORECASE
)
_IN_A_LINE = re.compile(
    rf"{_SO}{_WISH}(?:(?:give|tell|say|put|get|have|show)(?: me| us)? )?(?:(?:it|that|this|the verdict|the result) )?"
    r"(?:as |in |the |a |an |to |just )*"
    r"(?:tl[;,: ]*dr|short|brief|briefly|nutshell|few words|(?:short|quick|brief|one|single|1)[- ]"
    r"(?:version|answer|line|liner|sentence|word|summary|verdict)|bottom line|gist|summary|long story short|"
    r"(?:sum|summing|boil)(?: (?:it|that|this))? (?:up|down)|summari[sz]e(?: (?:it|that|this))?|shorter|more briefly|upshot)"
    r"(?: (?:of (?:it|that|this)|version|then|now|please|pls|for me|only))*\W*$",
    re.IGNORECASE,
)


def asks_what_is_known(message: str) -> bool:
    """True where the writer asks what was heard of them: `asks_what_is_known("show me what you know about me")` → `True`.

    What becomes of it, whether it is kept or sent, is another question.
    """
    return _KNOWN.match(message) is not None and not _KEPT_WHERE.search(message)


def asks_in_a_line(message: str) -> bool:
    """True where what was said last is wanted shorter and no subject is named: `asks_in_a_line("tl;dr")` → `True`."""
    return _IN_A_LINE.match(message) is not None


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
        found = [part for part in parts if not part.act or (part.act == "quiet" and len(part.text.split()) > _ECHO)]
        found += [part for part in parts if part.act == "answer" and part.told.sentence.asks and not tells]  # "remote?"
    if not found:  # "can I do this from home" is the source's to answer, unless it plainly asks what can be done here
        found = [part for part in parts if part.act in _OF_ADVISER and part.probability < _SURELY and asks_by_form(part)]
    return found


def asks_of_names(conversation: Conversation, message: str) -> bool:
    """True where it holds names alone, which may go on with an answer and answer no question that was put."""
    return bool(conversation.focus or not conversation.put) and only_names(message)


def asks_by_form(part: Part) -> bool:
    """By its form: a question mark, or a word that opens a question."""
    return part.told.sentence.asks or _QUESTION.match(part.text) is not None


def of_answer(part: Part) -> bool:
    """True of a sentence on the verdict that may as well follow up on an answer: it is bare, or heard so too."""
    return len(part.text.split()) <= _BARE or part.told.acts.get("followup", 0.0) >= _FOLLOWS_TOO
