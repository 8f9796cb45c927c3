"""The chat as HTML: a message, or what was set by hand, and what is told of its reply."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.faces.markup import Html, joined, tag
from advisor.faces.page import suggestions
from advisor.faces.page.do import Do, act
from advisor.faces.page.told_html import Drawn, options, told_html
from advisor.faces.telling.document import Part
from advisor.faces.telling.tell import question_part
from advisor.framework.framework import Framework
from advisor.framework.question import Question


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
