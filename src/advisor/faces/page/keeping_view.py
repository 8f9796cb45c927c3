"""The line under the conversation: take it away, open a saved one, remember it on this computer."""

from __future__ import annotations

from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Session

_FORMATS = (
    ("result-html", "Result on one page"), ("result-md", "Result as Markdown"),
    ("html", "Whole chat as a page"), ("md", "Whole chat as Markdown"),
    ("json", "Save to continue later"),
)  # fmt: skip
_REMEMBERED = "Kept in this browser only, after you close it too, until you choose “Forget me”."


def keeping_html(session: Session) -> Html:
    """Of an empty conversation only the way to open another."""
    known = session.verdict is not None and session.verdict.is_profile
    formats = _FORMATS if known else _FORMATS[2:]
    ways = joined(act(label, Do.SAVE, format=format) for format, label in formats)
    save = tag("details", tag("summary", "Save or print"), tag("div", ways, class_="ways")) if session.acts else ""
    chosen = tag("input", type="file", accept=".json,application/json", class_="sr", data_do=Do.RESUME)
    resume = tag("label", chosen, "Open a saved chat", class_="link plain")
    box = tag("input", type="checkbox", data_remember=True)
    words = joined((" Remember", tag("span", " on this computer", class_="computer")))
    remember = tag("label", box, words, class_="remember", title=_REMEMBERED) if session.acts else ""
    note = tag("span", _REMEMBERED, class_="remembered") if session.acts else ""
    return tag("div", save, resume, remember, note, class_="keeping")
