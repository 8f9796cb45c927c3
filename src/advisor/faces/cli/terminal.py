"""What is written to the terminal: every word passes through `shown` first, so that none of them is obeyed.

`say` writes a line, `say_json` an object, in which a harmful character stands as its number; `open_console` is rich's,
which does as `say`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from advisor.characters import escaped, shown

if TYPE_CHECKING:
    from rich.console import Console


def say(line: object, *, error: bool = False) -> None:
    """On standard output, or on standard error."""
    print(shown(str(line)), file=sys.stderr if error else sys.stdout, flush=error)


def say_json(value: object) -> None:
    """One line of JSON, flushed, so that who reads along need not wait."""
    print(escaped(json.dumps(value, ensure_ascii=False)), flush=True)


def open_console(*, error: bool = False) -> Console:
    """Rich's console, whose own colours are the only codes that come through."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Shown(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                yield segment if segment.control else segment._replace(text=shown(segment.text))

    return Shown(stderr=error, highlight=False)
