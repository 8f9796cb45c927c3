"""A document as its blocks, and those as Markdown: what the readers of HTML, PDF and DOCX share.

Blocks go in, canonical text comes out. What the Markdown reader would take for a heading and is none is escaped;
where a file marks no headings, short bold paragraphs are taken for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from advisor import characters
from advisor.article.formats import boilerplate
from advisor.article.sentences import sentences

Kind = Literal["heading", "paragraph", "item", "code", "table", "quote"]
_MARK = re.compile(r"^(\s{0,3})(#{1,6}\s|```|~~~)", re.MULTILINE)
_RULE = re.compile(r"^\s{0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_MOST_FURNITURE = 0.5  # of the letters
_LONGEST_BOLD_HEADING = 12  # words
_LONGEST_QUESTION = 140  # letters
_JUNK_TITLE = re.compile(
    r"(?:microsoft word|powerpoint|untitled|document\d*$|word document|.*\.(?:docx?|tex|dvi|indd|md|rst)$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1 is outermost), paragraph, item, table, another's words or code; `strong` is bold throughout."""

    kind: Kind
    text: str
    level: int = 0
    strong: bool = False
    mark: str = "-"  # of an item


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found: title and author where the file names them, the blocks in order, and what to say of it."""

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    notices: tuple[str, ...] = ()

    @property
    def headed(self) -> bool:
        return any(block.kind == "heading" for block in self.blocks)


def document(title: str, blocks: Sequence[Block], *, author: str = "", notices: tuple[str, ...] = ()) -> Document:
    """The document of these blocks; its title is its first heading where that is the one outermost, else the one given."""
    kept = _without_furniture([block for block in map(_clean, blocks) if block.text.strip()])
    if not any(block.kind == "heading" for block in kept):
        kept = _promoted(_prose_in_code(kept))
    above = min((block.level for block in kept if block.kind == "heading"), default=1) - 1
    kept = [replace(b, level=b.level - above) if b.kind == "heading" else b for b in kept]
    headings = [block for block in kept if block.kind == "heading"]
    named = " ".join(title.split())
    outermost = [block.text for block in headings if block.level == 1]
    if len(outermost) == 1:
        named = outermost[0]
    return Document("" if _JUNK_TITLE.match(named) else named[:200], tuple(kept), author, notices)


def as_markdown(found: Document) -> str:
    """One blank line between blocks; headings as `#`, items as `-`, code four spaces in."""
    parts: list[str] = []
    for i, block in enumerate(found.blocks):
        close = block.kind == "item" and i > 0 and found.blocks[i - 1].kind == "item"
        parts.append(("\n" if close else "\n\n") + _rendered(block, escaped=found.headed))
    return "".join(parts).strip("\n") + "\n"


def collapsed(text: str) -> str:
    """White space folded, letters without width left out, line breaks kept: `collapsed(" a  b \\n c")` → `'a b\\nc'`."""
    lines = (characters.on_one_line(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _clean(block: Block) -> Block:
    """Without control characters; a heading on one line. subtle: lone surrogates cannot be written as UTF-8."""
    plain = "".join(c for c in block.text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).replace("\xad", "")
    text = plain if block.kind == "code" else collapsed(plain)
    return replace(block, text=" ".join(text.split()) if block.kind == "heading" else text)


def _without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """Without related posts and the like, each up to the next heading as high, and without pagers and rights at the ends."""
    kept: list[Block] = []
    within = 0  # level of the furniture's heading that this stands below
    for block in blocks:
        if block.kind == "heading":
            opens = boilerplate.heads_furniture(block.text)
            within = block.level if opens and not 0 < within < block.level else within if 0 < within < block.level else 0
        if not within and not (block.kind in ("paragraph", "item") and boilerplate.is_pager(block.text)):
            kept.append(block)
    if sum(len(b.text) for b in kept) < (1 - _MOST_FURNITURE) * sum(len(b.text) for b in blocks):
        kept = list(blocks)
    while len(kept) > 1 and (kept[-1].kind == "heading" or boilerplate.is_foot(kept[-1].text)):
        kept.pop()
    return kept


def _rendered(block: Block, *, escaped: bool) -> str:
    if block.kind == "heading":
        return f"{'#' * min(max(block.level, 1), 6)} {block.text}"
    if block.kind == "table":
        return block.text
    if block.kind == "quote":  # a sentence a line, so that each is marked wherever it is quoted
        lines = [span.of(block.text) for span in sentences(block.text)]
        return "\n".join(f"> {part}" for line in lines for part in line.split("\n"))
    if block.kind == "code":
        return "\n".join(f"    {line}".rstrip() for line in block.text.strip("\n").split("\n"))
    text = _MARK.sub(r"\1\\\2", _RULE.sub("", block.text)) if escaped else block.text
    if block.kind != "item":
        return text
    margin = "  " * block.level
    return f"{margin}{block.mark} " + text.replace("\n", f"\n{margin}  ")


def _prose_in_code(blocks: Sequence[Block]) -> list[Block]:
    """A page that is code for the most part is a plain text shown as it is: its code becomes paragraphs."""
    code = sum(len(block.text) for block in blocks if block.kind == "code")
    if code <= sum(len(block.text) for block in blocks) / 2:
        return list(blocks)
    found: list[Block] = []
    for block in blocks:
        if block.kind == "code":
            found += [Block("paragraph", collapsed(part)) for part in re.split(r"\n[ \t]*\n", block.text)]
        else:
            found.append(block)
    return [block for block in found if block.text]


def _promoted(blocks: Sequence[Block]) -> list[Block]:
    """Bold one-line paragraphs become headings where there are at least two and other text follows them."""
    bold = [i for i, block in enumerate(blocks) if _is_bold_heading(block)]
    followed = [i for i in bold if i + 1 < len(blocks) and i + 1 not in bold]
    if len(followed) < 2:
        return list(blocks)
    return [Block("heading", b.text, 2) if i in bold else b for i, b in enumerate(blocks)]


def _is_bold_heading(block: Block) -> bool:
    words = block.text.split()
    asked = block.text.endswith("?") and len(block.text) <= _LONGEST_QUESTION
    plain = block.kind == "paragraph" and (block.strong or asked) and "\n" not in block.text
    return plain and 0 < len(words) <= _LONGEST_BOLD_HEADING and not block.text.endswith((".", ",", ";", ":"))
