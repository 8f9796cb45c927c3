"""Characters that do harm where they are shown: terminals obey some, others hide words or turn their order about.

`shown` makes each a sign that one can see; everything that reaches a terminal, a title or a table passes through it.
Harmful are C0 but newline and tab, C1, the direction controls, what has no width, tags, and halves of a character.
Joiners are kept within words of scripts that are not written without them, and between emoji.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_WITHOUT_WIDTH = r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0\ufff9-\ufffb"
_TAGS = r"\U000e0000-\U000e007f"
_HALVES = r"\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_HARMFUL = re.compile(f"\r(?=\n)|[{_CONTROLS}{_DIRECTIONS}{_WITHOUT_WIDTH}{_TAGS}{_HALVES}]")
_HALF = re.compile(f"[{_HALVES}]")
_JOINERS = "\u200c\u200d"
_JOINED = re.compile(  # letters of the scripts, from Arabic to Adlam, in which a joiner is spelling
    r"[\u0600-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ua800-\ua82f\ua840-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    r"\U00010a00-\U00010aff\U00010d00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_PICTURES, _DELETE = 0x2400, 0x7F  # Unicode draws the controls of C0 as ␀ to ␟, and DEL as ␡


def shown(text: str) -> str:
    """`shown("a\\x1b[2J")` → `'a␛[2J'`; what has no picture of its own is named: `⟨U+202E⟩`; half a character is `�`."""
    return _HARMFUL.sub(_sign, text)


def shown_on_a_line(text: str) -> str:
    """The same, all white space a blank: so that words of a file cannot pass for a line of ours."""
    return shown(" ".join(text.split()))


def whole(text: str) -> str:
    """Without halves of a character, which nothing can encode: each becomes `�`."""
    return _HALF.sub("\ufffd", text)


def harmful(text: str) -> str:
    """The first harmful character, "" where there is none."""
    return next((found.group() for found in _HARMFUL.finditer(text) if _sign(found) != found.group()), "")


def control(text: str) -> re.Match[str] | None:
    """Where the first control of C0 or C1 stands that is no white space: what no text may hold."""
    return next((found for found in _CONTROL.finditer(text) if found.group() not in "\r\x0b\x0c"), None)


def on_one_line(text: str) -> str:
    """A name or a title: what is white space becomes one blank, what is harmful goes."""
    spaced = " ".join(text.split())
    return _HARMFUL.sub(lambda found: found.group() if _sign(found) == found.group() else "", spaced).strip()


def escaped(json: str) -> str:
    """JSON of the same value in which every harmful character is written as its number."""
    return _HARMFUL.sub(_number, json)


def name(character: str) -> str:
    """`name("\\u202e")` → `'U+202E'`."""
    return f"U+{ord(character):04X}"


def _sign(found: re.Match[str]) -> str:
    character, code = found.group(), ord(found.group())
    if character == "\r" and found.string[found.end() : found.end() + 1] == "\n":
        return character  # the end of a line, as Windows writes it
    if character in _JOINERS and _joins(found.string, found.start()):
        return character
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"⟨{name(character)}⟩"


def _number(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _joins(text: str, at: int) -> bool:
    """True within a word of a script that needs joiners, and between two emoji."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before or not after:
        return False
    if text[at] == "\u200d" and (_pictures(before) or before == "\ufe0f") and _pictures(after):
        return True
    return all(_JOINED.match(each) and unicodedata.category(each)[0] in "LM" for each in (before, after))


def _pictures(character: str) -> bool:
    return unicodedata.category(character) == "So" or "\U0001f3fb" <= character <= "\U0001f3ff"
