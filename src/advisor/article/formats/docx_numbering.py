"""The marks of a Word file's lists: they are not in its text, but counted from what its numbering says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Opened

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts the items of every list as the paragraphs go by."""

    def __init__(self, opened: Opened) -> None:
        self.formats: dict[str, dict[int, str]] = {}  # list → level → format
        self.starts: dict[str, dict[int, int]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        try:
            root = opened.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        levels = {made.get(f"{_W}abstractNumId"): made.findall(f"{_W}lvl") for made in root.findall(f"{_W}abstractNum")}
        for number in root.findall(f"{_W}num"):
            made, id = number.find(f"{_W}abstractNumId"), number.get(f"{_W}numId", "")
            for level in levels.get(_value(made), []):
                depth = int(level.get(f"{_W}ilvl", "0"))
                self.formats.setdefault(id, {})[depth] = _value(level.find(f"{_W}numFmt"), "decimal")
                start = _value(level.find(f"{_W}start"), "1")
                self.starts.setdefault(id, {})[depth] = int(start) if start.isdigit() else 1

    def has(self, properties: Any, style: Any) -> bool:
        """Whether the paragraph or its style is in a list; list 0 takes it out of one."""
        found = _found(properties, style)
        return found is not None and found[0] != "0"

    def next(self, properties: Any, style: Any) -> tuple[str, int]:
        """The mark of this paragraph's item, and its depth from 0."""
        id, depth = _found(properties, style) or ("", 0)
        kind = self.formats.get(id, {}).get(depth, "bullet")
        counts = self.counts.setdefault(id, {})
        counts[depth] = counts.get(depth, self.starts.get(id, {}).get(depth, 1) - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return mark(kind, counts[depth]), depth


def _found(properties: Any, style: Any) -> tuple[str, int] | None:
    """List and level of a paragraph: its own, else those of its style or one that this is based on."""
    found, seen = _numbered(properties), 0
    while found is None and style is not None and seen < 10:
        found, style, seen = _numbered(style.element.pPr), style.base_style, seen + 1
    return found


def _numbered(properties: Any) -> tuple[str, int] | None:
    """List and level that a paragraph or a style names."""
    named = properties.find(f"{_W}numPr") if properties is not None else None
    if named is None or named.find(f"{_W}numId") is None:
        return None
    depth = _value(named.find(f"{_W}ilvl"), "0")
    return _value(named.find(f"{_W}numId")), min(int(depth), _DEEPEST) if depth.isdigit() else 0


def _value(element: Any, otherwise: str = "") -> str:
    return str(element.get(f"{_W}val", otherwise)) if element is not None else otherwise


def mark(kind: str, number: int) -> str:
    """`mark("lowerRoman", 4)` → `'iv.'`; a bullet is `-`."""
    if kind == "decimal":
        return f"{number}."
    if kind in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter.upper() if kind.startswith('upper') else letter}."
    if kind in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        said = ""
        for value, letters in _ROMAN:
            said, number = said + letters * (number // value), number % value
        return f"{said.upper() if kind.startswith('upper') else said}."
    return "-" if kind in ("bullet", "none") else f"{number}."
