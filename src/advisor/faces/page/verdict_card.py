"""The verdict as a card: one line, the five questions as chips that open to words beside words, then what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.faces import wording
from advisor.faces.markup import Html, act, joined, tag, text
from advisor.faces.page.cited import number
from advisor.faces.page.quotes_html import own_words, quote_list
from advisor.framework import explain
from advisor.framework.decision import UNDECIDED
from advisor.framework.findings import Finding
from advisor.framework.framework import Framework, Question
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence

_MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a reply stands: its place in the log, the quotes it numbers, and what names them."""

    exchange: int
    quotes: Sequence[Quote]
    articles: Sequence[Article]
    framework: Framework


def verdict_card(verdict: Verdict, setting: Setting, *, before: str | None = None) -> Html:
    """The whole card; `before` is the track that was the verdict until now."""
    if not verdict.is_profile:
        return tag("p", wording.headline(setting.framework, verdict))
    return tag(
        "section",
        _changed(setting.framework, before),
        tag("p", _name(setting.framework, verdict.track), class_="track"),
        tag("p", f"{explain.tally(setting.framework, verdict)}.", class_="tally"),
        joined(_finding(finding, setting) for finding in verdict.findings),
        _contradictions(verdict),
        _missing(verdict, setting.framework),
        _what_if(verdict, setting.framework),
        _next(verdict, setting),
        asking(setting.framework.question(verdict.ask_next.question), verdict.ask_next.text) if verdict.ask_next else "",
        tag("p", setting.framework.scope, class_="scope"),
        class_="verdict",
        aria_label="Verdict",
    )


def chip(leaning: str | None, framework: Framework) -> Html:
    """`RE`, `RS`, `mixed` or `open`; the side gives it its colour and never alone its meaning."""
    kind = {framework.sides[0]: "first", framework.sides[1]: "second", None: "open"}.get(leaning, "mixed")
    return tag("span", wording.chip(leaning), class_=f"leaning {kind}")


def beside(evidence: Sequence[Evidence], quotes: Sequence[Quote], setting: Setting) -> Html:
    """The user's words and the source's, side by side; a side that is empty is left out."""
    theirs = quote_list(quotes, setting.quotes, setting.articles, exchange=setting.exchange)
    yours = tag("div", tag("p", "You said", class_="whose"), own_words(evidence), class_="yours") if evidence else ""
    source = tag("div", tag("p", "The source says", class_="whose"), theirs, class_="theirs") if quotes else ""
    return tag("div", yours, source, class_="beside") if yours or source else Html("")


def asking(question: Question, words: str) -> Html:
    """The next question with its answers as buttons; any other answer can be typed."""
    options = joined(
        act(each.text, "answer", class_="option", question=question.id, leaning=each.leaning, message=each.text)
        for each in question.options
    )
    skip = act("Not sure, skip it", "ask", class_="option quiet", message="skip")
    return tag("div", tag("p", words, class_="asked"), tag("div", options, skip, class_="options"), class_="asking")


def _changed(framework: Framework, before: str | None) -> Html | str:
    was = _name(framework, before).lower() if before else ""
    return tag("p", f"That changes the verdict: it was {was}.", class_="changed") if was else ""


def _finding(finding: Finding, setting: Setting) -> Html:
    name = tag("span", finding.question.capitalize(), class_="name")
    because = tag("span", finding.because, class_="because")
    opened = beside(finding.evidence, finding.quotes, setting)
    silent = tag("p", "Set by hand, not by your words.", class_="note") if finding.rule == "set" else ""
    head = tag("summary", name, chip(finding.leaning, setting.framework), because)
    return tag("details", head, silent, opened, class_="finding")


def _contradictions(verdict: Verdict) -> Html:
    return joined(
        tag("p", f"You said “{each.first.text}” and later “{each.second.text}”; I go by the later.", class_="contradiction")
        for each in verdict.contradictions
    )


def _missing(verdict: Verdict, framework: Framework) -> Html | str:
    if not verdict.missing:
        return ""
    topics = [framework.question(question).topic for question in verdict.missing]
    listed = topics[0] if len(topics) == 1 else f"{', '.join(topics[:-1])} and {topics[-1]}"
    return tag("div", tag("h3", "Missing"), tag("p", f"You have not said {listed}."), class_="part")


def _what_if(verdict: Verdict, framework: Framework) -> Html:
    steps = [step.text for step in explain.what_if(framework, verdict)]
    shown = joined(tag("li", words) for words in steps[:_MOST_CHANGES])
    more = f"and {len(steps) - _MOST_CHANGES} more: ask “What would change it?”" if len(steps) > _MOST_CHANGES else ""
    possible = tag("p", explain.possible(framework, verdict).text)
    rest = tag("p", more, class_="note") if more else ""
    return tag("div", tag("h3", "What would change it"), possible, tag("ul", shown), rest, class_="part")


def _next(verdict: Verdict, setting: Setting) -> Html | str:
    if not verdict.advice:
        return ""
    items = joined(
        tag("li", text(each.text), " ", joined(_mark(quote, setting) for quote in each.quotes)) for each in verdict.advice
    )
    return tag("div", tag("h3", "What to do next"), tag("ul", items), class_="part")


def _mark(quote: Quote, setting: Setting) -> Html:
    n = number(quote, setting.quotes)
    where = f"Quote {n}: {wording.place(quote, setting.articles)}"
    return act(f"[{n}]", "cite", class_="cite mark", label_for_readers=where, exchange=setting.exchange, at=n - 1)


def _name(framework: Framework, track: str) -> str:
    return "Undecided so far" if track == UNDECIDED else framework.track(track).name
