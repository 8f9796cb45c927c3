"""A table of sections on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from advisor.article.section import Section


def print_sections(title: str, sections: Sequence[Section], text: str) -> None:
    table = Table("§", "section", "words", title=Text(title), title_justify="left", box=None, pad_edge=False)
    for section in sections:
        table.add_row(str(section.number), Text(section.title or "(no heading)"), f"{len(section.body.of(text).split()):,}")
    Console(highlight=False).print(table)
