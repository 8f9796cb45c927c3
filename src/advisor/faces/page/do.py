"""What a visitor can do on the page: each button, form and picker bears one of these as `data-do`, which comes back."""

from __future__ import annotations

from enum import StrEnum

from advisor.faces.markup import Html, tag


class Do(StrEnum):
    """As it stands in the page; the last three are dealt with by page.py, the others by dispatch.py."""

    ASK = "ask"
    ANSWER = "answer"
    CORRECT = "correct"
    ASK_ANYWAY = "ask-anyway"
    SHOW = "show"
    WEIGH = "weigh"
    CHOOSE = "choose"
    CONCERN = "concern"
    COMPARE_WITH = "compare-with"
    LEAVE_OUT = "leave-out"
    PERSON = "person"
    BESIDE = "beside"
    FORGET = "forget"
    CITE = "cite"
    STEP = "step"
    SECTION = "section"
    OPEN = "open"
    SEARCH = "search"
    CLEAR = "clear"
    HIT = "hit"
    JUDGE = "judge"
    SAVE = "save"
    RESUME = "resume"
    QUOTE = "quote"
    SUM = "sum"
    QUOTE_FROM = "quote-from"
    REMOVE = "remove"
    DISCARD = "discard"
    USE_ARTICLE = "use-article"
    ACCEPT = "accept"
    LIBRARY = "library"


def act(label: str | Html, do: Do, *, class_: str = "", label_for_readers: str = "", **data: str | int) -> Html:
    """A button that sends this with its data to the server (see page.js)."""
    sent = {"data_do": do, **{f"data_{key}": value for key, value in data.items()}}
    return tag("button", label, type="button", class_=class_ or None, aria_label=label_for_readers or None, **sent)
