"""Messages of closed form, which a pattern knows whole: “what do you know about me”, “in a line”, “start over”."""

from __future__ import annotations

import re

_SO = r"^\W*(?:(?:and|but|so|ok|okay|now|well|please|hey|hm+|just|right)\b\W*)*"
_WISH = r"(?:(?:can|could|would|will) (?:you|i) |i(?:'d| would)? (?:want|like)(?: to)? |let me )?(?:please )?"
_KNOWN = re.compile(
    rf"{_SO}{_WISH}(?:(?:what|show|list|tell|give|see|remind|repeat|read|summari[sz]e|summary|recap|sum up|how much|do|does|"
    r"is|everything|all|anything|which)\b.{0,40}?)\b(?:"
    r"(?:know|knows|known|remember|heard|hear|have|has|got|get|noted|note|stored|recorded|collected|gathered|learned|learnt|"
    r"understood|picked up|saved|kept|think|make|made|there|file)\b.{0,25}?\b(?:about|of|on|from) (?:me|myself)"
    r"|(?:i|i['’]ve|i have|have i|did i|i had) (?:\w+ ){0,2}?(?:told|tell|said|say|given|mentioned|mention|shared|"
    r"typed|written|wrote)"
    r"(?: (?:you|to you|here|about (?:me|myself)))*"
    r"|my (?:profile|data|answers|details|facts)|where i (?:stand|lean)"
    r"|(?<=summari[sz]e )(?:me|myself)|(?<=sum )(?:me|myself) up|(?<=recap )(?:me|myself)"
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
_WHY_ASKED = re.compile(rf"{_SO}why (?:do|are|did|would) you (?:ask|asking|want to know|need to know)\b", re.IGNORECASE)
_WHAT_IS_ASKED = re.compile(  # of the question that was put
    r"^\W*(?:sorry |wait |hm+ |ok |can you |could you |please )*(?:what do(?:es)? (?:you|that|this|it|the question) mean"
    r"|what(?:'s| is| was) (?:the|your|that) question"
    r"|(?:i )?(?:don'?t|do not|didn'?t) (?:get|understand) (?:the|your|that|this) question"
    r"|(?:repeat|rephrase|explain|reword|say again|ask again)(?: (?:the|your|that|this) question)?)"
    r"(?: (?:by|with|about) (?:that|this|the|your)(?: question)?)?(?: again| please)*\W*$",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"^\W*(?:please )?(?:forget (?:me|everything|all of (?:that|it|this))|start (?:over|afresh|again)|reset)\W*$",
    re.IGNORECASE,
)
_EMPTIES = re.compile(  # what a message that forgets everything speaks of
    r"\b(?:me|everything|all|chat|conversation|history|profile|data|memory|over|afresh|scratch|slate|reset|"
    r"new|start|restart)\b",
    re.IGNORECASE,
)
_TRUST = re.compile(r"^\W*(?:how sure are you|how reliable (?:is|are) (?:this|that|you)|can i trust (?:this|you))\W*$", re.I)


def asks_what_is_known(message: str) -> bool:
    """True where the writer asks what was heard of them: `asks_what_is_known("show me what you know about me")` → `True`.

    What becomes of it, whether it is kept or sent, is another question.
    """
    return _KNOWN.match(message) is not None and not _KEPT_WHERE.search(message)


def asks_in_a_line(message: str) -> bool:
    """True where what was said last is wanted shorter and no subject is named: `asks_in_a_line("tl;dr")` → `True`."""
    return _IN_A_LINE.match(message) is not None


def asks_on_question(message: str, *, waits: bool) -> bool:
    """True where it asks why a question was put, or what one means that `waits`: `sorry, what do you mean by that?`"""
    return _WHY_ASKED.match(message) is not None or (waits and _WHAT_IS_ASKED.match(message) is not None)


def wants_all_forgotten(message: str) -> bool:
    """`wants_all_forgotten("please start over")` → `True`"""
    return _FORGET.match(message) is not None


def may_empty(message: str) -> bool:
    """True where a message that is heard to forget may mean all of it: `may_empty("wiped")` → `False`."""
    return _EMPTIES.search(message) is not None


def asks_how_sure(message: str) -> bool:
    """`asks_how_sure("can I trust this?")` → `True`"""
    return _TRUST.match(message) is not None
