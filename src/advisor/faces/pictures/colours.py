"""The colours of a picture by the part that they play: the page's own, on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["ink", "quiet", "line", "first", "first_soft", "second", "second_soft"]


@dataclass(frozen=True, slots=True)
class Colours:
    """`first` and `second` are the two tracks, in the framework's order."""

    ink: str
    quiet: str
    line: str
    first: str
    first_soft: str
    second: str
    second_soft: str

    def of(self, role: Role) -> str:
        """`LIGHT.of("ink")` → `"#1f242a"`."""
        return str(getattr(self, role))


LIGHT = Colours(
    ink="#1f242a",
    quiet="#59626d",
    line="#e1ded7",
    first="#0b5c4f",
    first_soft="#d9eee9",
    second="#5b348a",
    second_soft="#ebe3f6",
)
DARK = Colours(
    ink="#e4e6e8",
    quiet="#a5adb6",
    line="#30363e",
    first="#8fd8c8",
    first_soft="#17382f",
    second="#cdb4ee",
    second_soft="#32244a",
)
