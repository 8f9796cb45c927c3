"""Shapes: what a picture is made of, in points from the top left corner. They know roles, not colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.faces.pictures.colours import Role

WIDTH = 403.2  # points: 5.6 inches
TEXT = 12.5
SMALL = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with rounded corners; without an edge it is filled only."""

    x: float
    y: float
    width: float
    height: float
    fill: Role
    edge: Role | None = None
    radius: float = 3.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through two points or more."""

    points: tuple[tuple[float, float], ...]
    colour: Role
    thick: float = 1.0


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of text; `y` is its baseline, `x` where it starts, ends or has its middle."""

    x: float
    y: float
    text: str
    colour: Role = "ink"
    size: float = TEXT
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"


Shape = Box | Stroke | Caption
