"""The profile as HTML: the visitor's own, each question to be corrected, that of somebody else, or two side by side."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.advisor import Advisor
from advisor.conversation.conversation import WRITER, Conversation
from advisor.faces import verdict_wording
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Corrected
from advisor.faces.page.told_html import Drawn, chip, told_html
from advisor.faces.telling.correction import name, side
from advisor.faces.telling.document import Repeated
from advisor.faces.telling.tell import outermost, teller_of
from advisor.framework import explain
from advisor.framework.decision import MIXED
from advisor.framework.findings import DECLINED, UNKNOWN, Finding
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence
from advisor.profile.profile import Fact, Profile

_FACTS = {  # what the profile calls a fact; any other by its own name
    "has_phd": "PhD", "publications": "Papers", "years_experience": "Years of work", "labs": "Labs",
    "phd_status": "PhD so far",
}  # fmt: skip


def profile_html(
    framework: Framework, conversation: Conversation, profile: Profile, verdict: Verdict, corrected: Corrected | None
) -> Html:
    """The tab, of an empty profile too: the questions can be set by hand before anything is said."""
    known = verdict.is_profile
    return tag(
        "div",
        standing_html(framework, verdict) if known else _nothing_yet(),
        joined(_question(framework, finding, conversation, corrected) for finding in verdict.findings),
        facts_html(profile, verdict_wording.WRONG),
        _forget() if known or conversation.turns else "",
        class_="profile",
    )


def standing_html(framework: Framework, verdict: Verdict) -> Html:
    """`Research Engineer. 3 of 5 questions point …`"""
    track = tag("strong", _capital(name(framework, verdict.track)))
    return tag("p", track, f". {explain.tally(framework, verdict)}.", class_="standing")


def _nothing_yet() -> Html:
    return tag(
        "p",
        "I know nothing about you. Describe yourself in the chat, or set the five questions here; what you say stays in "
        "this page’s memory and is gone when you close it.",
        class_="standing quiet",
    )


def _changed(question: str, corrected: Corrected | None) -> Html:
    """What the last correction changed, beside the question that was corrected; an empty place for it elsewhere."""
    lines = corrected.changes if corrected is not None and corrected.question == question else ()
    inside = tag("ul", joined(tag("li", line) for line in lines)) if lines else ""
    return tag("div", inside, class_="corrected", role="status")


def _question(framework: Framework, finding: Finding, conversation: Conversation, corrected: Corrected | None) -> Html:
    question = framework.question(finding.question)
    by_hand = finding.question in conversation.settings
    words = Html("") if by_hand else _own_words(finding.evidence)
    choices = joined(_choice(framework, finding, value) for value in (*framework.sides, MIXED, UNKNOWN))
    back = {"question": finding.question, "leaning": ""}
    undo = act("Take my correction back", Do.CORRECT, class_="back", **back) if by_hand else ""
    controls = tag("div", choices, class_="choices", role="group", aria_label=f"Set {question.id}")
    changed = _changed(question.id, corrected)
    because = tag("p", verdict_wording.because(finding))
    return tag("section", question_head(finding), because, words, controls, undo, changed, class_="slot")


def question_head(finding: Finding) -> Html:
    """The question and how it came out."""
    return tag("h3", finding.question.capitalize(), " ", chip(verdict_wording.chip(finding.leaning)))


def _own_words(evidence: Sequence[Evidence]) -> Html:
    """What the user said, cut from their own message, with a note where it does not count."""
    own = (Repeated(item.text, verdict_wording.STATUS_NOTES.get(item.status, "")) for item in outermost(evidence))
    return tag("div", told_html(own, Drawn(0)), class_="words") if evidence else Html("")


def _choice(framework: Framework, finding: Finding, value: str) -> Html:
    label = {MIXED: "Both", UNKNOWN: "Leave open"}.get(value) or side(framework, value)
    now = UNKNOWN if finding.rule == DECLINED else finding.leaning
    return tag(
        "button", label, type="button", class_="choice", aria_pressed="true" if now == value else "false",
        data_do=Do.CORRECT, data_question=finding.question, data_leaning=value,
    )


def facts_html(profile: Profile, hint: str) -> Html | str:
    """What is known beside the questions, and how to mend it; nothing where nothing is known."""
    known = [fact for fact in profile.facts if fact.value not in (None, ())]
    if not known:
        return ""
    rows = joined(_fact(fact) for fact in known)
    return tag("section", tag("h3", "Facts"), tag("dl", rows), tag("p", hint, class_="note"), class_="slot facts")


def _fact(fact: Fact) -> Html:
    named = _FACTS.get(fact.name, fact.name.replace("_", " ").capitalize())
    return joined((tag("dt", named), tag("dd", tag("span", _said(fact)), _own_words(fact.evidence))))


def _said(fact: Fact) -> str:
    match fact.value:
        case bool():
            return "yes" if fact.value else "not yet" if fact.name == "has_phd" else "no"
        case tuple():
            return ", ".join(fact.value)
        case float() | int():
            return f"{fact.value:g}"
        case _:
            return str(fact.value)


def _forget() -> Html:
    words = tag("p", "Everything you said, every correction and the whole chat.", class_="note")
    return tag("section", act("Forget me", Do.FORGET, class_="forget"), words, class_="slot")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def people_html(advisor: Advisor, conversation: Conversation, shown: Sequence[str], own: Html) -> Html:
    """The whole tab; `own` is the visitor's own profile, and all there is where nobody else is spoken of."""
    if not conversation.people:
        return own
    everyone = (WRITER, *conversation.people)
    if len(shown) > 1:
        body = _side_by_side(advisor, conversation, shown)
    else:
        body = _person(advisor, conversation, shown[0]) if shown[0] else own
    others = [name for name in everyone if name != shown[0]]
    whose = _switch("Whose profile", Do.PERSON, everyone, shown[:1])
    return tag("div", whose, _switch("Side by side with", Do.BESIDE, others, shown[1:]), body, class_="people")


def _switch(label: str, do: Do, names: Sequence[str], shown: Sequence[str]) -> Html:
    buttons = joined(
        tag(
            "button", verdict_wording.called(name), type="button", class_="choice", data_do=do, data_value=name,
            aria_pressed="true" if name in shown else "false",
        )
        for name in names
    )
    return tag("div", tag("span", f"{label}:"), buttons, class_="choices", role="group", aria_label=label)


def _side_by_side(advisor: Advisor, conversation: Conversation, names: Sequence[str]) -> Html:
    counsel = advisor.counsel
    people = [(name, counsel.verdict_on(conversation, name)) for name in names]
    return tag("div", told_html(teller_of(advisor).side_by_side(people), Drawn(0)), class_="slot")


def _person(advisor: Advisor, conversation: Conversation, name: str) -> Html:
    """What the chat says of somebody else. Only the visitor's own profile is set by hand."""
    verdict = advisor.counsel.verdict_on(conversation, name)
    questions = joined(_told(advisor, finding) for finding in verdict.findings)
    hint = verdict_wording.wrong_of(name)
    facts = facts_html(advisor.counsel.profile_on(conversation, name), hint)
    return tag("div", standing_html(advisor.framework, verdict), questions, facts or tag("p", hint, class_="note"))


def _told(advisor: Advisor, finding: Finding) -> Html:
    words = told_html(teller_of(advisor).beside(finding.evidence, ()), Drawn(0))
    said = words or tag("p", "Nothing said on it yet.", class_="quiet")
    return tag("section", question_head(finding), said, class_="slot")
