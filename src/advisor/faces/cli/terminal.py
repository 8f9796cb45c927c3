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

_NARROWEST = 10  # columns: what says that it has none would be shown nothing


def say(line: object, *, error: bool = False) -> None:
    """On standard output, or on standard error."""
    print(shown(str(line)), file=sys.stderr if error else sys.stdout, flush=error)


def say_json(value: object) -> None:
    """One line of JSON, flushed, so that who reads along need not wait; all ASCII where the output is not UTF-8."""
    encoding = str(getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    print(escaped(json.dumps(value, ensure_ascii=encoding != "utf8")), flush=True)


def open_console(*, error: bool = False) -> Console:
    """Rich's console, whose own colours are the only codes that come through."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Shown(Console):
        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
            for segment in super().render(renderable, options):
                yield segment if segment.control else segment._replace(text=shown(segment.text))

    console = Shown(stderr=error, highlight=False)
    if console.width < _NARROWEST:  # else it follows the window
        console.width = _NARROWEST
    return console
