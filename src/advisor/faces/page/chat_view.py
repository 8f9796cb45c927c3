"""The chat as HTML: a message and what is told of its reply, whether that helped, and the lines around the box."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.answer import Answer
from advisor.conversation.focus import TOPIC, Focus
from advisor.faces.feedback import MOST_WORDS, WHYS, Why, can_be_judged
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page import suggestions
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Exchange, Session
from advisor.faces.page.told_html import Drawn, options, told_html
from advisor.faces.telling.document import Part
from advisor.faces.telling.tell import question_part
from advisor.framework.framework import Framework
from advisor.framework.question import Question

THANKS = "Thank you. Kept in one file on the computer that serves this page; advisor feedback shows and deletes it."
_OF_ANSWERS: tuple[Why, ...] = ("other_passage", "not_in_source", "unclear")
_OF_REFUSALS: tuple[Why, ...] = ("is_in_source", "unclear")
_FORMATS = (
    ("result-html", "Result on one page"), ("result-md", "Result as Markdown"),
    ("html", "Whole chat as a page"), ("md", "Whole chat as Markdown"),
    ("json", "Save to continue later"),
)  # fmt: skip
_REMEMBERED = "Kept in this browser only, after you close it too, until you choose “Forget me”."


def exchange_html(
    message: str, parts: Sequence[Part], *, exchange: int, further: Sequence[suggestions.Suggestion] = (),
    still_open: Question | None = None,
) -> Html:
    """A message and its reply, then ways to go on; `still_open` is a question of the adviser's that still waits."""
    said = tag("div", tag("span", "You: ", class_="sr"), tag("p", message), class_="you")
    ways = suggestions.buttons(further, label="Go on with")
    return joined((said, _adviser(told_html(parts, Drawn(exchange)), ways, _waiting(still_open) if still_open else "")))


def event_html(what: str, parts: Sequence[Part], *, exchange: int) -> Html:
    """A correction made in the profile, and the verdict that follows from it."""
    return joined((tag("p", what, class_="event"), _adviser(told_html(parts, Drawn(exchange)))))


def article_html(beginning: str, words: int) -> Html:
    """A long text that reads like an article and not like a message: what is to become of it?"""
    said = tag("div", tag("span", "You: ", class_="sr"), tag("p", f"{beginning}…"), class_="you")
    yes = act("Use it as a source", Do.USE_ARTICLE, class_="option")
    no = act("No, read it as my message", Do.ASK_ANYWAY, class_="option")
    asked = tag("p", f"This looks like an article ({words:,} words). Use it as a source?", class_="asked")
    return joined((said, _adviser(tag("div", asked, tag("div", yes, no, class_="options"), class_="asking"))))


def _waiting(question: Question) -> Html:
    folded = tag("details", tag("summary", f"Still open: {question.text}"), options(question_part(question)))
    return tag("div", folded, class_="asking waits")


def _adviser(*inside: Html | str) -> Html:
    return tag("div", tag("span", "Adviser: ", class_="sr"), *inside, class_="adviser")


def welcome(framework: Framework) -> Html:
    """The first visit: what this is, what it is not, and what the framework offers to click."""
    questions, profiles = suggestions.questions(framework), suggestions.profiles(framework)
    return tag(
        "div",
        tag("h2", f"{framework.title}?"),
        tag(
            "p",
            "Ask, and read the answer in the source’s own words. Describe yourself, and see what fits you, step by step. "
            "What the source does not say, I do not say.",
        ),
        tag("h3", "Ask the source") if questions else Html(""),
        suggestions.buttons(questions, label="Example questions", class_="examples"),
        tag("h3", "Or tell me who you are") if profiles else Html(""),
        joined(_profile(each) for each in profiles),
        class_="welcome",
    )


def _profile(example: suggestions.Suggestion) -> Html:
    words = joined((tag("strong", example.label), tag("span", example.message)))
    return tag("button", words, type="button", class_="example-profile", data_do=Do.ASK, data_message=example.message)


def feedback_html(number: int, exchange: Exchange) -> Html:
    """Nothing below small talk and verdicts; thanks once it is given."""
    if not can_be_judged(exchange.reading):
        return Html("")
    if exchange.judged:
        return tag("div", tag("p", THANKS), class_="judge")
    whys = _OF_ANSWERS if isinstance(exchange.reading, Answer) else _OF_REFUSALS
    yes = act("Yes", Do.JUDGE, class_="chip-button", exchange=number, helpful="yes")
    no = tag("details", tag("summary", "No"), _form(number, whys))
    return tag("div", tag("p", "Did this help?"), yes, no, class_="judge")


def _form(number: int, whys: tuple[Why, ...]) -> Html:
    words = tag("input", type="text", name="words", maxlength=MOST_WORDS, placeholder="the passage, or a word on it")
    label = tag("label", "What would be right (optional)", words)
    buttons = joined(tag("button", WHYS[why], type="submit", class_="chip-button", data_why=why) for why in whys)
    whole = label, tag("div", buttons, class_="options")
    return tag("form", *whole, data_do=Do.JUDGE, data_exchange=number, data_helpful="no")


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
