"""The chat as HTML: one exchange at a time, answers, refusals, verdicts and explanations each with a look of their own."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.answer import Abstention, Answer, Reading
from advisor.article.critique import Note
from advisor.conversation.reply import Change, Reply
from advisor.faces import wording
from advisor.faces.markup import Html, act, joined, tag, text
from advisor.faces.page import suggestions
from advisor.faces.page.cited import number
from advisor.faces.page.quotes_html import quote_list
from advisor.faces.page.verdict_card import Setting, asking, beside, verdict_card
from advisor.framework.explain import Step
from advisor.framework.framework import Question
from advisor.framework.verdict import Verdict

_MOST_STEPS = 8
_KEPT_SHORT = 4


def exchange_html(
    message: str, reply: Reply, setting: Setting, *, put: Question | None = None, standing: Verdict | None = None,
    notes: Sequence[Note] = (),
) -> Html:
    """A message and its reply; `put` is a question that the reply asks without a verdict, `notes` are on its sources."""
    parts = [
        tag("p", reply.text, class_="plain") if reply.text else "",
        _reading(reply.reading, setting) if reply.reading else "",
        joined(_remark(note, setting) for note in notes),
        joined(tag("p", wording.changed(setting.framework, each), class_="changed") for each in _changes(reply)),
        verdict_card(reply.verdict, setting, before=reply.before) if reply.verdict else "",
        _steps(reply.steps, setting) if reply.steps else "",
        asking(put, put.text) if put and not reply.verdict else "",
        suggestions.buttons(suggestions.after(reply, setting.framework, standing=standing), label="Go on with"),
    ]
    said = tag("div", tag("span", "You: ", class_="sr"), tag("p", message), class_="you")
    answered = tag("div", tag("span", "Adviser: ", class_="sr"), *parts, class_="adviser")
    return joined((said, answered))


def _changes(reply: Reply) -> Sequence[Change]:
    """What a message changed of a verdict; of a first description nothing is a change."""
    return [each for each in reply.changed if each.before is not None] if reply.verdict else []


def event_html(what: str, reply: Reply, setting: Setting, changes: Sequence[str]) -> Html:
    """A correction made in the profile, and the verdict that follows from it."""
    why = tag("ul", joined(tag("li", words) for words in changes), class_="changes")
    card = verdict_card(reply.verdict, setting, before=reply.before) if reply.verdict else ""
    answered = tag("div", tag("span", "Adviser: ", class_="sr"), why, card, class_="adviser")
    return joined((tag("p", what, class_="event"), answered))


def welcome() -> Html:
    """The first visit: what this is, what it is not, and five things to click."""
    return tag(
        "div",
        tag("h2", "Research Engineer or Research Scientist?"),
        tag(
            "p",
            "Ask, and read the answer in the source’s own words, each with its place. Describe yourself, and see step by "
            "step which of the two roles at a frontier AI lab the source’s five questions point to. It is no lab’s word and "
            "no language model: what the source does not say, it does not say.",
        ),
        tag("h3", "Ask the source"),
        suggestions.buttons(suggestions.QUESTIONS, label="Example questions", class_="examples"),
        tag("h3", "Or tell it who you are"),
        joined(_profile(each) for each in suggestions.PROFILES),
        class_="welcome",
    )


def refusal_html(reading: Abstention, setting: Setting) -> Html:
    """What is missing, and what comes close, plainly set apart from an answer."""
    near = ""
    if reading.nearest:
        quotes = [citation.quote for citation in reading.nearest]
        listed = quote_list(quotes, setting.quotes, setting.articles, exchange=setting.exchange)
        near = tag("div", tag("p", wording.NEAREST, class_="near"), listed, class_="nearest")
    said = tag("p", text(wording.refusal(reading)))
    return tag("div", said, near, class_="refusal")


def _reading(reading: Reading, setting: Setting) -> Html:
    if isinstance(reading, Abstention):
        return joined((_read_as(reading), refusal_html(reading, setting)))
    if not isinstance(reading, Answer):
        return tag("p", wording.SMALL_TALK, class_="plain")
    quotes = [citation.quote for citation in reading.citations]
    listed = quote_list(quotes, setting.quotes, setting.articles, exchange=setting.exchange, read_as=reading.read_as)
    said = joined(tag("p", line, class_="plain") for line in wording.lead_ins(reading))
    return joined((_read_as(reading), said, tag("div", listed, class_="answer")))


def _remark(note: Note, setting: Setting) -> Html:
    """A note on the source, with a way to each place that it speaks of."""
    cited = [(number(quote, setting.quotes), quote) for quote in note.quotes]
    ways = joined(
        joined((" ", act(f"[{n}] §{quote.section_number}", "cite", class_="cite", exchange=setting.exchange, at=n - 1)))
        for n, quote in cited
    )
    return tag("p", tag("strong", wording.REMARK), " ", text(note.says), ways, class_="remark")


def _read_as(reading: Reading) -> Html | str:
    return tag("p", f"Read as: {reading.read_as}", class_="read-as") if wording.worth_showing(reading) else ""


def _steps(steps: Sequence[Step], setting: Setting) -> Html:
    """All steps; of a very long row the first few and the last, the rest a click away."""
    if len(steps) <= _MOST_STEPS:
        return tag("ol", joined(_step(step, setting) for step in steps), class_="steps")
    first, rest, last = steps[:_KEPT_SHORT], steps[_KEPT_SHORT:-1], steps[-1]
    more = tag("summary", f"{len(rest)} more ways")
    return joined(
        (
            tag("p", last.text, class_="plain"),
            tag("ol", joined(_step(step, setting) for step in first), class_="steps"),
            tag("details", more, tag("ol", joined(_step(s, setting) for s in rest), class_="steps", start=_KEPT_SHORT + 1)),
        )
    )


def _step(step: Step, setting: Setting) -> Html:
    return tag("li", tag("p", step.text), beside(step.evidence, step.quotes, setting))


def _profile(example: suggestions.Suggestion) -> Html:
    words = joined((tag("strong", example.label), tag("span", example.message)))
    return tag("button", words, type="button", class_="example-profile", data_do="ask", data_message=example.message)
