"""Drawing: shapes in, SVG out. The only file that knows matplotlib, which is imported when the first picture is drawn.

The same shapes give the same bytes, whatever settings of matplotlib's the user has. Text stays text. An SVG may be put
into a page as it is: it has no ids, no style sheet and no background that could reach beyond it.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from advisor.faces.pictures.colours import Colours
from advisor.faces.pictures.shapes import TEXT, WIDTH, Box, Caption, Shape, Stroke

if TYPE_CHECKING:
    from matplotlib.artist import Artist

_MEASURED = "DejaVu Sans"  # comes with matplotlib and is wider than what systems show, so that nothing is cut off
_SHOWN = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
_NAMESPACE = "http://www.w3.org/2000/svg"
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_settings = Lock()  # matplotlib's settings are the process's; the page draws in several threads


def svg(shapes: Sequence[Shape], height: float, colours: Colours, label: str) -> str:
    """The picture as one SVG element; `label` is what it says to those who cannot see it."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with _own_settings():
        figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72)
        FigureCanvasSVG(figure)
        figure.patch.set_visible(False)
        for order, shape in enumerate(shapes):
            artist = _artist(shape, height, colours)
            artist.set_zorder(order)
            figure.add_artist(artist)
        out = BytesIO()
        figure.savefig(out, format="svg", metadata=_NO_METADATA)
    return _plain(out.getvalue(), label)


@lru_cache(maxsize=4096)
def width_of(words: str, size: float = TEXT, *, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=[_MEASURED], size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(words, font, ismath=False)
    return float(width)


def wrapped(words: str, width: float, size: float = TEXT, *, bold: bool = False) -> tuple[str, ...]:
    """The words in lines that are no wider than `width`, as long as no single word is."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@contextmanager
def _own_settings() -> Iterator[None]:
    import matplotlib

    with _settings, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "advisor", "font.family": [_MEASURED]})
        yield


def _artist(shape: Shape, height: float, colours: Colours) -> Artist:
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

    points = Affine2D().scale(1, -1).translate(0, height)  # at 72 dots an inch a dot is a point; ours count downwards
    match shape:
        case Box():
            return FancyBboxPatch(
                (shape.x, shape.y),
                shape.width,
                shape.height,
                boxstyle=f"round,pad=0,rounding_size={min(shape.radius, shape.width / 2, shape.height / 2)}",
                facecolor=colours.of(shape.fill),
                edgecolor=colours.of(shape.edge) if shape.edge else "none",
                linewidth=1.2 if shape.edge else 0.0,
                transform=points,
            )
        case Stroke():
            xs, ys = zip(*shape.points, strict=True)
            return Line2D(
                xs,
                ys,
                color=colours.of(shape.colour),
                linewidth=shape.thick,
                solid_capstyle="butt",
                solid_joinstyle="round",
                transform=points,
            )
        case Caption():
            return Text(
                shape.x,
                shape.y,
                shape.text,
                color=colours.of(shape.colour),
                fontsize=shape.size,
                fontweight="bold" if shape.bold else "normal",
                horizontalalignment=shape.align,
                verticalalignment="baseline",
                parse_math=False,
                transform=points,
            )


def _plain(drawn: bytes, label: str) -> str:
    """The element without what would reach beyond it in a page: ids, and a style for all elements."""
    ET.register_namespace("", _NAMESPACE)
    top = ET.fromstring(drawn)
    for definitions in top.findall(f"{{{_NAMESPACE}}}defs"):
        top.remove(definitions)
    for element in top.iter():
        element.attrib.pop("id", None)
        if "style" in element.attrib:
            element.set("style", element.attrib["style"].replace(f"'{_MEASURED}'", _SHOWN))
    top.set("role", "img")
    top.set("aria-label", label)
    return ET.tostring(top, encoding="unicode")
