"""HTML made safe by construction: every text that is put into an element is escaped, unless it is Html already.

No other file of the page writes an angle bracket. `tag("p", "a < b")` → `'<p>a &lt; b</p>'`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "hr", "img", "input"})


class Html(str):
    """A string that is markup already and is not escaped again."""

    __slots__ = ()


def text(words: str) -> Html:
    """The words escaped. A carriage return is written as a reference, since HTML would turn it into a line feed."""
    return Html(escape(words, quote=True).replace("\r", "&#13;"))


def joined(parts: Iterable[str]) -> Html:
    """Parts one after another, each escaped where it is not Html yet."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def tag(name: str, /, *inside: str | None, **attributes: str | int | bool | None) -> Html:
    """An element; `class_="a"` and `data_n=1` give class="a" data-n="1", True a bare attribute, False and None none."""
    given = {key: value for key, value in attributes.items() if value is not None and value is not False}
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in given.items())}>"
    if name in _VOID:
        return Html(opened)
    return Html(f"{opened}{joined(part for part in inside if part)}</{name}>")


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
