"""The line above the box: what the next question goes on with, each part of it to be taken away."""

from __future__ import annotations

from advisor.conversation.focus import TOPIC, Focus
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act


def focus_html(focus: Focus | None) -> Html:
    """`About: Compensation × OpenAI × RS ×`; nothing where nothing is gone on with."""
    if focus is None:
        return Html("")
    named = [(TOPIC, focus.topic)] if focus.topic else []
    named += [(name, name) for name in (*focus.labs, *focus.roles)]
    if not named:
        return Html("")
    chips = joined(_chip(name, label) for name, label in named)
    what = "Your next question goes on with"
    return tag("div", tag("span", "About:"), chips, class_="focus", role="group", aria_label=what)


def _chip(name: str, label: str) -> Html:
    cross = tag("span", " ×", aria_hidden="true")
    said = f"{label}: leave out"
    return act(joined((label, cross)), Do.LEAVE_OUT, class_="chip-button", value=name, label_for_readers=said)
