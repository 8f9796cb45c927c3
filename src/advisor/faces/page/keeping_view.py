"""The line under the conversation: take it away as a page, as Markdown or as data, and take one up again."""

from __future__ import annotations

from advisor.faces.markup import Html, act, tag
from advisor.faces.page.session import Session

_FORMATS = (("html", "page to print"), ("md", "Markdown"), ("json", "file to take up again"))


def keeping_html(session: Session) -> Html:
    """Of an empty conversation only the way to take up another."""
    ways = [act(label, "save", class_="link plain", format=format) for format, label in _FORMATS]
    save = tag("span", "Save as ", ways[0], ", ", ways[1], " or ", ways[2]) if session.acts else ""
    chosen = tag("input", type="file", accept=".json,application/json", class_="sr", data_do="resume")
    resume = tag("label", chosen, "Take up a saved one", class_="link plain")
    return tag("div", save, resume, class_="keeping")
