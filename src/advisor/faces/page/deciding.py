"""What the Decide tab shows and gives away, for this session: everything is made from its conversation when it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from advisor.advisor import Advisor
from advisor.faces.deciding import aid_of, said_on
from advisor.faces.host import Host
from advisor.faces.markup import Html
from advisor.faces.page.compare_view import WAITING
from advisor.faces.page.deciding_view import Deciding, deciding_html
from advisor.faces.page.session import Session
from advisor.framework.aid import Aid
from advisor.framework.icalendar_text import calendar
from advisor.framework.saved import Saved, as_text, changes_since, saved_decision
from advisor.framework.verdict import Verdict

FILES = {
    "calendar": ("track-advisor-plan.ics", "text/calendar"), "kept": ("track-advisor-kept.json", "application/json"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Made:
    """`past` is a deadline that the dates can no longer count towards."""

    advisor: Advisor
    verdict: Verdict
    aid: Aid
    past: date | None


def deciding(host: Host, session: Session) -> Html:
    """The tab; empty until it is opened, since drawing takes a moment."""
    if not session.deciding:
        return WAITING
    from advisor.faces.pictures.firmness import firmness_picture
    from advisor.faces.pictures.timeline import timeline_picture
    from advisor.faces.pictures.views import views_picture

    made = _made(host, session)
    framework, aid, key = made.advisor.framework, made.aid, session.sources
    firm = host.pictures((key, aid.firmness), lambda: (firmness_picture(framework, aid.firmness),))
    seen, plan = aid.views, aid.plan
    two = host.pictures((key, seen), lambda: (views_picture(framework, seen),)) if seen else ()
    line = host.pictures((key, plan), lambda: (timeline_picture(framework, plan),)) if plan and plan.timeline else ()
    before, now = session.conversation.choices.readiness_of(framework)
    changed = changes_since(framework, session.then, _result(made)) if session.then else None
    shown = Deciding(
        made.verdict, aid, session.conversation.choices, before, now, firm, two, line, made.past, changed, session.then,
        session.wrong, _today(),
    )  # fmt: skip
    return deciding_html(framework, shown, (*made.advisor.cited, *made.advisor.articles))


def sourced(host: Host, session: Session) -> Session:
    """With what the source says on each concern, which is asked once, when the tab first shows it."""
    known, advisor = dict(session.said_on), host.advisor(session.sources)
    texts = [concern.text for concern in session.conversation.choices.concerns] if session.deciding else []
    fresh = {text: known[text] if text in known else said_on(advisor, text) for text in texts}
    return replace(session, said_on=tuple(fresh.items()))


def file_of(host: Host, session: Session) -> tuple[str, str, str]:
    """Name, type and text of the calendar or the result that is to be saved."""
    made = _made(host, session)
    name, type = FILES[session.saving]
    if session.saving == "calendar":
        plan = made.aid.plan
        return name, type, calendar(made.advisor.framework.title, plan) if plan and plan.timeline else ""
    return name, type, as_text(_result(made))


def _made(host: Host, session: Session) -> _Made:
    advisor = host.advisor(session.sources)
    conversation, today = session.conversation, _today()
    verdict = session.verdict or advisor.counsel.verdict(conversation)
    choices = conversation.choices
    past = choices.deadline if choices.deadline and choices.deadline <= today else None
    counted = replace(choices, deadline=None) if past else choices
    aid = aid_of(advisor, verdict, counted, unanswered=conversation.unanswered, today=today, known=dict(session.said_on))
    return _Made(advisor, verdict, aid, past)


def _result(made: _Made) -> Saved:
    return saved_decision(made.advisor.framework, made.verdict, made.aid.standing.weights, on=_today())


def _today() -> date:
    return date.today()
