"""Below an answer or a refusal: did it help? A yes is one click; a no asks why, and may name the right passage."""

from __future__ import annotations

from advisor.answering.answer import Answer
from advisor.faces.feedback import MOST_WORDS, WHYS, Why, can_be_judged
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Exchange

THANKS = "Thank you. Kept in one file on the computer that serves this page; advisor feedback shows and deletes it."
_OF_ANSWERS: tuple[Why, ...] = ("other_passage", "not_in_source", "unclear")
_OF_REFUSALS: tuple[Why, ...] = ("is_in_source", "unclear")


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
