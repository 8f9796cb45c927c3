"""A table of sections on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from advisor.article.section import Section
from advisor.faces.cli.terminal import open_console


def print_sections(title: str, sections: Sequence[Section], text: str) -> None:
    table = Table("§", "section", "words", title=Text(title), title_justify="left", box=None, pad_edge=False)
    for section in sections:
        named = Text(" › ".join(section.path) or "(no heading)")
        table.add_row(str(section.number), named, f"{len(section.body.of(text).split()):,}")
    open_console().print(table)
