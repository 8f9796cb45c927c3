"""A picture: what is drawn, on light and on dark, and every figure in it with the quotes that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.article.quote import Quote
from advisor.faces.pictures.colours import DARK, LIGHT
from advisor.faces.pictures.drawing import svg
from advisor.faces.pictures.shapes import Shape


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One thing that is drawn, in words."""

    label: str
    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`light` and `dark` are SVG elements; `notes` are what must be said beside the picture."""

    name: str
    title: str
    caption: str
    light: str
    dark: str
    rows: tuple[PictureRow, ...]
    notes: tuple[str, ...]

    @property
    def alt(self) -> str:
        """The picture for those who cannot see it: everything that is drawn, in words."""
        return in_words(self.title, self.rows)


def drawn(
    name: str,
    title: str,
    caption: str,
    shapes: Sequence[Shape],
    *,
    height: float,
    rows: Sequence[PictureRow],
    notes: Sequence[str] = (),
) -> Picture:
    """The shapes as a picture, once in the light colours and once in the dark ones."""
    label = in_words(title, rows)
    light, dark = (svg(shapes, height, colours, label) for colours in (LIGHT, DARK))
    return Picture(name, title, caption, light, dark, tuple(rows), tuple(dict.fromkeys(notes)))


def in_words(title: str, rows: Sequence[PictureRow]) -> str:
    """`in_words("Fares", (PictureRow("Ferry", "4 crowns", ()),))` → `"Fares. Ferry: 4 crowns."`."""
    said = (f"{row.label}: {row.value}".rstrip(".") + "." for row in rows)
    return " ".join((f"{title}.", *said))
