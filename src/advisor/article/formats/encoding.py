"""Bytes to text: by byte order mark, by the encoding that a page names, as UTF-8, UTF-16 without a mark, Windows-1252.

The names that pages give are read as browsers read them (the labels of the WHATWG Encoding Standard: `latin1` is
Windows-1252, `shift_jis` holds ①). What fits nowhere is refused with the offset of the first byte that does not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import webencodings

from advisor import characters
from advisor.errors import InputUnreadable

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),  # subtle: these begin with the next two
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# What the standard's index of an encoding holds is in these codecs of Python, not in those of the same name.
_CODECS = {"shift_jis": "cp932", "euc-kr": "cp949", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-8-i": "iso8859-8",
           "utf-16le": "utf-8", "utf-16be": "utf-8"}  # fmt: skip  # a page whose name could be read is in neither of these
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")  # a terminal would obey some of them
_MOST_FOREIGN = 0.25  # of a Windows-1252 text's letters: what has more of them is in another encoding
_MOST_SPOILED = 0.01  # of a page's characters: what a browser shows as �
_OF_PAGES = frozenset("<>/=\"'&;:.,-#|")  # of tags and of Markdown
_LOOKED_AT = 65_536  # bytes: where zero bytes are counted


def named_in(raw: bytes) -> str:
    """The codec of the encoding that a page names in its first kilobytes; "" where it names none that browsers know."""
    match = _CHARSET.search(raw[:4096])
    found = webencodings.lookup(match.group(1).decode("ascii")) if match else None
    if found is None or found.name in ("replacement", "x-user-defined"):
        return ""
    return str(_CODECS.get(found.name, found.codec_info.name))


def decode(raw: bytes, name: str, *, expected: str) -> str:
    """The text of a file called `name`; raises InputUnreadable, for a control character too."""
    encoding = _marked(raw, name) or _wide(raw)
    if not encoding and b"\x00" in raw:
        raise InputUnreadable(f"{name} is a binary file (a zero byte at {raw.index(0)})", expected=f"text: {expected}")
    encoding = encoding or ("cp1252" if not _is(raw, "utf-8") and _reads_as_western(raw) else "utf-8")
    text = _strictly(raw, encoding, name)
    control = _NOT_TEXT.search(text) or characters.control(text)
    if control:
        raise _controlled(control, text, encoding, name)
    return text


def decode_page(raw: bytes, name: str, *, expected: str) -> str:
    """The text of a web page, read as browsers do: UTF-8 where it is that, whatever it says; controls of C1 are let by."""
    encoding = _marked(raw, name) or _wide(raw)
    if not encoding and b"\x00" in raw:
        raise InputUnreadable(f"{name} is a binary file (a zero byte at {raw.index(0)})", expected=f"text: {expected}")
    beyond = any(byte > 127 for byte in raw)
    if not encoding and (not beyond or not _is(raw, "utf-8")):
        encoding = named_in(raw) or ("cp1252" if beyond and _reads_as_western(raw) else "")
    encoding = encoding or "utf-8"
    text = raw.decode(encoding, "replace") if encoding != "cp1252" else _as_western(raw)
    if text.count("\ufffd") > max(2, _MOST_SPOILED * len(text)):
        text = _strictly(raw, encoding, name)
    control = _NOT_TEXT.search(text)
    if control:
        raise _controlled(control, text, encoding, name)
    return text


def _marked(raw: bytes, name: str) -> str:
    if not raw.strip():
        raise InputUnreadable(f"{name} is empty", expected="an article of prose")
    return next((encoding for mark, encoding in _BOMS if raw.startswith(mark)), "")


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: its zero bytes stand on one side of the pairs, and what it says is text."""
    seen = raw[:_LOOKED_AT]
    even, odd = seen[0::2].count(0), seen[1::2].count(0)
    if not max(even, odd) or min(even, odd) or len(raw) % 2 or len(raw) < 8:
        return ""
    encoding = "utf-16-le" if odd else "utf-16-be"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return ""
    letters = sum(1 for c in text[:4096] if c.isalpha() or c.isspace() or c in _OF_PAGES)
    unknown = any(unicodedata.category(c) in ("Cn", "Co") for c in text[:4096])
    return encoding if letters >= 0.6 * len(text[:4096]) and not unknown and (" " in text or "<" in text) else ""


def _is(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"{name} is not {encoding.upper()} (byte {error.start})"
        raise InputUnreadable(found, expected="a text file saved as UTF-8") from None


def _as_western(raw: bytes) -> str:
    """Windows-1252 with the five bytes that it leaves free read as controls, as browsers do."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)


def _reads_as_western(raw: bytes) -> bool:
    """True where the bytes are Windows-1252: few letters beyond ASCII, and not UTF-8 with a byte or two spoiled."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    spoiled = raw.decode("utf-8", "replace")
    if sum(1 for c in spoiled if ord(c) > 127 and c != "\ufffd") > spoiled.count("\ufffd"):
        return False
    letters = sum(1 for c in text if c.isalpha())
    return sum(1 for c in text if ord(c) > 127 and c.isalpha()) <= _MOST_FOREIGN * max(1, letters)


def _controlled(control: re.Match[str], text: str, encoding: str, name: str) -> InputUnreadable:
    at = len(text[: control.start()].encode(encoding, "replace"))
    return InputUnreadable(f"{name} holds the control character {control.group()!r} (byte {at})", expected="plain text")
