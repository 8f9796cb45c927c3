"""Draws a plot as plain SVG: lines or points on linear or logarithmic axes. Takes numbers, gives the text of the file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 340, 62, 46, 16, 170
COLOURS = ("#1b5e8c", "#c4501b", "#3d7d3a", "#7a4fa3", "#8a6d00", "#555555")

Points = Sequence[tuple[float, float]]
Ends = tuple[float, float]


def svg(lines: Mapping[str, Points], *, x: str, y: str, xs: Ends, ys: Ends, logarithmic: bool = False) -> str:
    """The plot of the named lines between the given ends of the axes, with a legend at the right."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return (
            LEFT + (WIDTH - LEFT - RIGHT) * _share(point[0], xs, logarithmic),
            HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * _share(point[1], ys, logarithmic),
        )

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for value in _ticks(xs, logarithmic):
        px, _ = at((value, ys[0]))
        out.append(f'<line x1="{px:.1f}" y1="{TOP}" x2="{px:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
        out.append(f'<text x="{px:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{value:g}</text>')
    for value in _ticks(ys, logarithmic):
        _, py = at((xs[0], value))
        out.append(f'<line x1="{LEFT}" y1="{py:.1f}" x2="{WIDTH - RIGHT}" y2="{py:.1f}" stroke="#dddddd"/>')
        out.append(f'<text x="{LEFT - 6}" y="{py + 4:.1f}" text-anchor="end">{value:g}</text>')
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in map(at, points))
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(points) <= 12:
            out += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{colour}"/>' for px, py in map(at, points)]
        out.append(f'<text x="{WIDTH - RIGHT + 10}" y="{TOP + 14 + 18 * number}" fill="{colour}">{escape(name)}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x)}</text>')
    middle = (TOP + HEIGHT - BOTTOM) / 2
    out.append(f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">{escape(y)}</text></svg>')
    return "\n".join(out) + "\n"


def _share(value: float, ends: tuple[float, float], logarithmic: bool) -> float:
    if logarithmic:
        return (math.log10(max(value, ends[0])) - math.log10(ends[0])) / (math.log10(ends[1]) - math.log10(ends[0]))
    return (value - ends[0]) / (ends[1] - ends[0])


def _ticks(ends: tuple[float, float], logarithmic: bool) -> list[float]:
    if logarithmic:
        return [10.0**n for n in range(math.ceil(math.log10(ends[0])), math.floor(math.log10(ends[1])) + 1)]
    return [ends[0] + (ends[1] - ends[0]) * i / 5 for i in range(6)]
