"""The profile tab where the chat speaks of several people: whose profile is in sight, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.advisor import Advisor
from advisor.conversation.conversation import WRITER, Conversation
from advisor.faces import verdict_wording
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do
from advisor.faces.page.profile_view import facts_html, question_head, standing_html
from advisor.faces.page.told_html import Drawn, told_html
from advisor.faces.telling.tell import teller_of
from advisor.framework.findings import Finding


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
    questions = joined(_question(advisor, finding) for finding in verdict.findings)
    hint = verdict_wording.wrong_of(name)
    facts = facts_html(advisor.counsel.profile_on(conversation, name), hint)
    return tag("div", standing_html(advisor.framework, verdict), questions, facts or tag("p", hint, class_="note"))


def _question(advisor: Advisor, finding: Finding) -> Html:
    words = told_html(teller_of(advisor).beside(finding.evidence, ()), Drawn(0))
    said = words or tag("p", "Nothing said on it yet.", class_="quiet")
    return tag("section", question_head(finding), said, class_="slot")
