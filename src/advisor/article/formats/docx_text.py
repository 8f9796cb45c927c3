"""The words of a Word file's paragraph as they would be printed now, with the marks of its notes, and its formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from advisor.article.formats.docx_numbering import mark
from advisor.article.formats.grid import RAISED

if TYPE_CHECKING:
    from docx.document import Document as Opened

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What a paragraph holds and does not say: text taken out or moved away, and the second copy of a drawing for old programs.
UNSAID = (
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_SPACES = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_POWER = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]{1,2}$|[\d)]$")  # what a raised figure is a power of
_NOTES = {"footnote": "decimal", "endnote": "lowerRoman"}  # kind → how Word counts it
_REFERENCES = tuple(f"{_W}{kind}Reference" for kind in _NOTES)
_MARK = "advisor-mark"  # of a reference, once it is counted


def is_on(switch: Any) -> bool:
    """Whether a property such as w:b stands, and is not turned off."""
    return switch is not None and switch.get(f"{_W}val", "true") not in ("0", "false", "off")


def printed_words(paragraph: Any) -> str:
    """The words of one w:p: insertions in; deletions, struck and hidden words out."""
    said: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_M}oMath", *_REFERENCES, *_SPACES):
        above = list(element.iterancestors())
        own = next((ancestor for ancestor in above if ancestor.tag == f"{_W}p"), None)
        if own is not paragraph or any(ancestor.tag in UNSAID for ancestor in above):
            continue
        run = next((ancestor.find(f"{_W}rPr") for ancestor in above if ancestor.tag == f"{_W}r"), None)
        if run is not None and any(is_on(run.find(f"{_W}{name}")) for name in ("vanish", "strike", "dstrike")):
            continue
        words = _SPACES.get(element.tag, element.text or "")
        raised = run.find(f"{_W}vertAlign") if run is not None else None
        if element.tag in _REFERENCES:
            words = element.get(_MARK, "")
        elif element.tag == f"{_M}oMath":
            words = _formula(element)
        elif raised is not None and raised.get(f"{_W}val") == "superscript":
            words = words.translate(RAISED) if _POWER.search("".join(said)) and words.strip().isdigit() else words
        said.append(words)
    return "".join(said)


def _formula(element: Any) -> str:
    """A formula on one line: powers raised, fractions with a stroke."""
    if element.tag == f"{_M}t":
        return element.text or ""
    inner = "".join(map(_formula, element))
    if element.tag == f"{_M}sup":
        return inner.translate(RAISED) if inner.isdigit() else f"^{inner}"
    around = {f"{_M}den": "/{}", f"{_M}d": "({})", f"{_M}rad": "√{}"}.get(element.tag, "{}")
    return around.format(inner)


def count_notes(opened: Opened) -> dict[tuple[str, str], str]:
    """Marks each reference to a note as Word shows it, `[1]` or `[i]`: (kind, id) → mark, in the order of the text."""
    found: dict[tuple[str, str], str] = {}
    for element in opened.element.body.iter(*_REFERENCES):
        if any(ancestor.tag in UNSAID for ancestor in element.iterancestors()):
            continue
        kind = element.tag.removeprefix(_W).removesuffix("Reference")
        key = (kind, element.get(f"{_W}id", ""))
        number = 1 + sum(1 for other, _ in found if other == kind)
        found.setdefault(key, f"[{mark(_NOTES[kind], number).rstrip('.')}]")
        element.set(_MARK, found[key])
    return found


def notes(opened: Opened, marks: dict[tuple[str, str], str]) -> Iterator[str]:
    """The foot notes and end notes that the text refers to, in its order, each under its mark."""
    from docx.oxml.parser import parse_xml

    said: dict[tuple[str, str], str] = {}
    for relation in opened.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if not relation.is_external and kind in _NOTES:
            for note in parse_xml(relation.target_part.blob).iter(f"{_W}{kind}"):
                words = " ".join(" ".join(printed_words(p) for p in note.iter(f"{_W}p")).split())
                said[kind, note.get(f"{_W}id", "")] = words
    yield from (f"{shown} {said[key]}" for key, shown in marks.items() if said.get(key))
