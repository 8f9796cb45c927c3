r"""A document as Markdown and back. Every character of a text that Markdown would read as markup stands behind a backslash.

`read` understands what `write` writes and nothing else: `write(read(text)) == text`, or NotOurs is raised. So nothing can
stand in a file, hidden or in sight, that the document does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.faces.export.lines import (
    NotOurs,
    cited_line,
    made_line,
    read_by_hand,
    read_cited,
    read_made,
    read_source,
    same,
    source_line,
)
from advisor.faces.telling.document import (
    Block,
    ByHand,
    Cited,
    Document,
    Key,
    Ours,
    Repeated,
    Source,
    Table,
    Understood,
    Yours,
)

_LOOKS = {
    "paragraph": ("", ""), "item": ("- ", ""), "part": ("#### ", ""), "verdict": ("### ", ""), "heading": ("## ", ""),
    "note": ("*", "*"),
}
_MADE, _BY_HAND, _UPON = "*Made:* ", "**You set:** ", re.compile(r"\*\*You, on (?P<question>\S+):\*\* ")
_YOU, _UNDERSTOOD, _REPEATED, _QUOTED = "**You:** ", "*Read as:* ", "*You said:* ", "> "
_FOLLOWS = "*Read as a follow-up to:* "
_KEY = re.compile(r"\*In short(?:, (?P<label>[^:*]*))?:\* “(?P<text>.*)” \\\[(?P<n>\d{1,9})\\\]", re.DOTALL)
_SPECIAL = re.compile(
    r"([\\`*_\[\]<>&~|#])|([\x00-\x1f\x7f-\x9f\u2028\u2029])|^([-+=])|^(\d+)([.)])|^( )|( )$"
)
_PLAIN = re.compile(r"\\([\\`*_\[\]<>&~|#\-+=.)])|&#(\d{1,3});|&#x(2028|2029);")


def write(document: Document) -> str:
    """The whole file."""
    parts = [f"# {_escaped(document.title)}"]
    if document.sources:
        parts.append("\n".join(f"* {_escaped(source_line(source))}" for source in document.sources))
    if document.made:
        parts.append(_MADE + _escaped(made_line(document.made)))
    return "\n\n".join([*parts, *map(_block, document.blocks)]) + "\n"


def read(text: str) -> Document:
    """The document that was written; raises NotOurs, naming the line, for any other text."""
    parts = text.removesuffix("\n").split("\n\n")
    if not parts[0].startswith("# "):
        raise NotOurs(parts[0], 1)
    title, at = _unescaped(parts[0][2:]), 1
    sources: tuple[Source, ...] = ()
    if at < len(parts) and parts[at].startswith("* "):
        sources = tuple(read_source(_unescaped(line.removeprefix("* "))) for line in parts[at].split("\n"))
        at += 1
    made = None
    if at < len(parts) and parts[at].startswith(_MADE):
        made = read_made(_unescaped(parts[at].removeprefix(_MADE)))
        at += 1
    document = Document(title, sources, tuple(_blocks(parts[at:])), made)
    same(text, write(document))
    return document


def _block(block: Block) -> str:
    match block:
        case Ours(text, look):
            before, after = _LOOKS[look]
            return f"{before}{_escaped(text) if before.startswith('#') else _lines(text)}{after}"
        case Yours(text, question):
            return (f"**You, on {_escaped(question)}:** " if question else _YOU) + _lines(text)
        case ByHand():
            return _BY_HAND + _lines(block.text)
        case Understood(text, follows):
            return (_FOLLOWS if follows else _UNDERSTOOD) + _lines(text)
        case Key(label, text, number):
            return f"*In short{', ' if label else ''}{_escaped(label)}:* “{_lines(text)}” {_escaped(f'[{number}]')}"
        case Repeated(text, note):
            return f"{_REPEATED}“{_lines(text)}”" + (f" *({_escaped(note)})*" if note else "")
        case Table(rows):
            head, *rest = (f"| {' | '.join(map(_escaped, row))} |" for row in rows)
            return "\n".join([head, "|" + " --- |" * len(rows[0]), *rest])
        case Cited():
            words = _lines(block.text).replace("\n", "\n> ")
            return f"> “{words}”\n>\n> {_escaped(cited_line(block))}"


def _blocks(parts: list[str]) -> Iterator[Block]:
    for part in parts:
        if part.startswith(_YOU):
            yield Yours(_unlined(part.removeprefix(_YOU)))
        elif upon := _UPON.match(part):
            yield Yours(_unlined(part[upon.end() :]), _unescaped(upon["question"]))
        elif part.startswith(_BY_HAND):
            yield read_by_hand(_unlined(part.removeprefix(_BY_HAND)))
        elif part.startswith(_FOLLOWS):
            yield Understood(_unlined(part.removeprefix(_FOLLOWS)), follows=True)
        elif part.startswith(_UNDERSTOOD):
            yield Understood(_unlined(part.removeprefix(_UNDERSTOOD)))
        elif key := _KEY.fullmatch(part):
            yield Key(_unescaped(key["label"] or ""), _unlined(key["text"]), int(key["n"]))
        elif part.startswith(_REPEATED):
            words, _, note = part.removeprefix(_REPEATED).rpartition("”")
            yield Repeated(_unlined(words.removeprefix("“")), _unescaped(note.removeprefix(" *(").removesuffix(")*")))
        elif part.startswith("| "):
            head, _, *rest = (tuple(map(_unescaped, line[2:-2].split(" | "))) for line in part.split("\n"))
            yield Table((head, *rest))
        elif part.startswith(_QUOTED):
            words, _, place = part.removeprefix(_QUOTED).partition("\n>\n> ")
            text = words.replace("\n> ", "\n").removeprefix("“").removesuffix("”")
            yield read_cited(_unescaped(place), _unlined(text))
        else:
            look, (before, after) = next(each for each in reversed(_LOOKS.items()) if part.startswith(each[1][0]))
            yield Ours(_unlined(part.removeprefix(before).removesuffix(after)), look)


def _lines(text: str) -> str:
    """Every line break within the text as one that is seen."""
    inside = text.strip("\n")
    before, after = text[: text.index(inside)], text[text.index(inside) + len(inside) :]
    return _escaped(before) + "\\\n".join(_escaped(line) for line in inside.split("\n")) + _escaped(after)


def _unlined(text: str) -> str:
    return "\n".join(_unescaped(line) for line in text.split("\\\n"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    special, control, sign, number, stop, first, last = match.groups()
    if number:
        return f"{number}\\{stop}"
    if control:
        return f"&#x{ord(control):x};" if control in "\u2028\u2029" else f"&#{ord(control)};"
    return "&#32;" if first or last else f"\\{special or sign}"


def _unescaped(text: str) -> str:
    return _PLAIN.sub(lambda m: m[1] or (chr(int(m[3], 16)) if m[3] else chr(int(m[2]))), text)
