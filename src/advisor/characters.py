"""Characters that do harm where they are shown: terminals obey some, others hide words or turn their order about.

`shown` makes each a sign that one can see; everything that reaches a terminal, a title or a table passes through it.
Harmful are C0 but newline and tab, C1, the direction controls, what has no width, tags, and halves of a character.
Joiners are kept within words of scripts that are not written without them, and between emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_WITHOUT_WIDTH = r"\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0\ufff9-\ufffb"
_TAGS = r"\U000e0000-\U000e007f"
_HALVES = r"\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_HARMFUL = re.compile(f"\r(?=\n)|[{_CONTROLS}{_DIRECTIONS}{_WITHOUT_WIDTH}{_TAGS}{_HALVES}]")
_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
_WORD = re.compile(rf"[\w{_MARKS}]+")
_PILED = re.compile(f"[{_MARKS}]{{3}}")
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


def character_name(character: str) -> str:
    """`name("\\u202e")` → `'U+202E'`."""
    return f"U+{ord(character):04X}"


def spelled_words(text: str) -> Iterator[str]:
    """Its words, marks that sit on letters included."""
    return (found.group() for found in _WORD.finditer(text))


def strange(text: str, spelled: Collection[str] | None = None) -> str:
    """The first letter, digit or mark that passes for another, `'U+0430 CYRILLIC SMALL LETTER A'`, "" where there is none.

    In words that are not among `spelled` (in small letters), any beyond ASCII; without `spelled`, as of names, one of
    another script within a Latin word, a letter that is only another shape of one, and marks piled up.
    """
    for word in spelled_words(text):
        if word.isascii() or (spelled is not None and word.lower() in spelled):
            continue
        found = next((c for c in word if not c.isascii()), "") if spelled is not None else _mixed(word)
        if found:
            return called(found)
    return ""


def apart(said: str, other: str) -> str:
    """Where the first difference of two texts is a character that one might not see: `'; it has U+0430 CYRILLIC …'`."""
    at = next((i for i, (a, b) in enumerate(zip(said, other, strict=False)) if a != b), min(len(said), len(other)))
    found = said[at : at + 1]
    return f"; it has {called(found)}" if found and not found.isascii() else ""


def called(character: str) -> str:
    """`called("\u0430")` → `'U+0430 CYRILLIC SMALL LETTER A'`."""
    return f"{character_name(character)} {unicodedata.name(character, '')}".strip()


def _mixed(word: str) -> str:
    """The letter of a name that is of another script than its neighbours, or a shape that no name is written in."""
    latin = any(c.isascii() and c.isalpha() for c in word)
    for c in word:
        if c.isascii():
            continue
        called_by = unicodedata.name(c, "")
        if latin and c.isalpha() and not called_by.startswith("LATIN"):
            return c
        if called_by.startswith(("MATHEMATICAL", "FULLWIDTH")):
            return c
    piled = _PILED.search(word)
    return piled.group()[0] if piled else ""


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
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"⟨{character_name(character)}⟩"


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
