"""What is told, on a terminal: colour and weight say who speaks, and what is folded stands behind `--full`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.console import Console, RenderableType
from rich.console import Group as Stack
from rich.padding import Padding
from rich.table import Table as Columns
from rich.text import Text

from advisor.enumeration import enumerated
from advisor.faces.telling.document import (
    Block,
    ByHand,
    Cited,
    Confirm,
    Group,
    Key,
    Ours,
    Part,
    QuestionPart,
    Repeated,
    Table,
    Understood,
    Yours,
)

_STYLES = {"verdict": "bold", "note": "dim", "part": "bold underline", "heading": "bold underline"}
_SIDES = {"RE": "green", "RS": "magenta", "mixed": "yellow", "open": "dim"}


def show(console: Console, parts: Iterable[Part], *, full: bool = False, by: str = "--full shows") -> None:
    """Every part in order; without `full` the titles of what is folded, and `by` what it is shown."""
    folded: list[str] = []
    for part in parts:
        console.print(Stack(*_drawn(part, full, folded)))
    if folded:
        titles = [title[:1].lower() + title[1:] for title in folded]
        console.print(Text(f"{by} {enumerated(titles, 'and')}.", style="dim"))


def _drawn(part: Part, full: bool, folded: list[str]) -> Iterator[RenderableType]:
    match part:
        case Group(kind="fold", title=title) if not full:
            folded.append(title)
        case Group(kind="remark", parts=(Ours(text, look), *places)) if not full:
            cited = [place for place in places if isinstance(place, Cited)]
            where = ", ".join(dict.fromkeys(f"§{place.section_number}" for place in cited))
            yield _block(Ours(f"{text} ({where}; advisor check {cited[0].source})", look))
        case Group(parts=parts, title=title):
            if title:
                yield Text(f"\n{title}", style="bold underline")
            keys = [inside for inside in parts if isinstance(inside, Key)]
            if keys:
                yield _side_by_side(keys) if len(keys) > 1 else _block(keys[0])
                yield Text("")
            for inside in parts:
                if not isinstance(inside, Key):
                    yield from _drawn(inside, full, folded)
        case QuestionPart(text=text, options=options):
            yield Text(f"\n{text}", style="bold")
            for number, option in enumerate(options, 1):
                yield Padding(Text.assemble((f"{number} ", "cyan"), option.text), (0, 0, 0, 2), expand=False)
        case Confirm(text=text):
            yield Text.assemble((f"\n{text}", "yellow"), (" (yes or no)", "dim"))
        case _:
            yield _block(part)


def _block(block: Block) -> RenderableType:
    match block:
        case Ours(text, "item"):
            hanging = Columns.grid(padding=(0, 1, 0, 0))
            hanging.add_row(" •", Text(text))
            return hanging
        case Ours(text, look):
            return Text(text, style=_STYLES.get(look, ""))
        case Yours(text):
            return Text.assemble(("You: ", "bold"), text)
        case ByHand():
            return Text.assemble(("You set: ", "bold"), block.text)
        case Understood(text, follows):
            return Text(f"{'Read as a follow-up to' if follows else 'Read as'}: {text}", style="dim")
        case Key(label, text, number):
            said = f"{label[:1].upper()}{label[1:]}: " if label else ""
            return Text.assemble((said, "bold"), ("“", "bold"), (text, "bold cyan"), ("”", "bold"), (f" [{number}]", "cyan"))
        case Repeated(text, note):
            own = Text.assemble("You: ", (f"“{text}”", "green"), f" ({note})" if note else "")
            return Padding(own, (0, 0, 0, 2), expand=False)
        case Cited():
            place = f"[{block.number}] {block.name}, §{block.section_number} {block.section_title}".rstrip()
            return Padding(Text.assemble(f"“{block.text}”\n", (place, "cyan")), (0, 0, 1, 2), expand=False)
        case Table(rows) if len(rows) == 2:
            cells = [Text.assemble(f"{name} ", (value, _SIDES.get(value, ""))) for name, value in zip(*rows, strict=True)]
            return Padding(Text(" · ").join(cells), (0, 0, 0, 2), expand=False)
        case Table(rows):
            columns = Columns.grid(padding=(0, 3, 0, 0))
            columns.add_row(*(Text(cell, style="bold") for cell in rows[0]))
            for row in rows[1:]:
                columns.add_row(Text(row[0], style="dim"), *(Text(cell, style=_SIDES.get(cell, "")) for cell in row[1:]))
            return Padding(columns, (0, 0, 0, 2), expand=False)


def _side_by_side(keys: list[Key]) -> RenderableType:
    columns = Columns.grid(padding=(0, 3, 0, 0))
    for _ in keys:
        columns.add_column(ratio=1)
    columns.add_row(*(Text(key.label, style="bold underline") for key in keys))
    columns.add_row(*(_block(replace(key, label="")) for key in keys))
    return columns
