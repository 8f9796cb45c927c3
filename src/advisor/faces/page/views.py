"""From a session to everything that the page shows: pure, one value a component, in the order of `Views`."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from advisor.conversation.focus import Focus
from advisor.faces.export.saving import FORMATS, RESULTS, result_of, saved
from advisor.faces.host import Host
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page import chat_view, library_view
from advisor.faces.page.browsing import Browsing, search
from advisor.faces.page.compare_view import compare
from advisor.faces.page.deciding import FILES, deciding, file_of, sourced
from advisor.faces.page.profile_view import people_html, profile_html
from advisor.faces.page.session import Session
from advisor.faces.page.source_view import source_html
from advisor.faces.waiting import GONE
from advisor.framework.verdict import assess
from advisor.profile.profile import Profile

_SENT = 4  # exchanges: the last ones; the page keeps those before


@dataclass(frozen=True, slots=True)
class Views:
    """What the components show."""

    session: Session
    line: Html
    log: dict[str, Any]
    notice: Html
    focus: Html
    keeping: Html
    file: dict[str, Any]
    kept: dict[str, Any]
    source: Html
    profile: Html
    decide: Html
    compare: Html
    library: Html
    preview: Html

    def values(self) -> list[Any]:
        return [getattr(self, field.name) for field in fields(self)]


def views(host: Host, session: Session) -> Views:
    """Everything, drawn anew; the page itself leaves what is unchanged."""
    session = sourced(host, replace(session, tick=session.tick + 1))
    return Views(
        session=session,
        line=_line(host, session),
        log=_log(host, session),
        notice=tag("p", session.said, role="status", class_="notice" if session.said else "notice none"),
        focus=chat_view.focus_html(_focus(session)),
        keeping=chat_view.keeping_html(session),
        file=_file(host, session),
        kept=_kept(host, session),
        source=_source(host, session),
        profile=_profile(host, session),
        decide=deciding(host, session),
        compare=compare(host, session),
        library=_library(host, session),
        preview=_preview(host, session),
    )


def _focus(session: Session) -> Focus | None:
    """What the next question goes on with, where the last thing in the log was read from a source."""
    return session.conversation.focus if session.exchanges and session.exchanges[-1].reading else None


def _log(host: Host, session: Session) -> dict[str, Any]:
    total = len(session.exchanges)
    start = 0 if session.whole else max(0, total - _SENT)
    shown = enumerate(session.exchanges[start:], start)
    items = [joined((each.html, chat_view.feedback_html(number, each))) for number, each in shown]
    welcome = chat_view.welcome(host.advisor(session.sources).framework)
    return {"tick": session.tick, "total": total, "start": start, "items": items, "welcome": welcome}


def _file(host: Host, session: Session) -> dict[str, Any]:
    """What the browser is to save, empty where nothing is."""
    if not session.saving:
        return {}
    if session.saving in FILES:
        name, type, text = file_of(host, session)
        return {"tick": session.tick, "name": name, "type": type, "text": text}
    advisor, format = host.advisor(session.sources), RESULTS.get(session.saving, session.saving)
    if session.saving in RESULTS:
        text, name = result_of(advisor, session.acts, format, day=date.today()), f"track-advisor-result.{format}"
    else:
        text, name = saved(advisor, session.acts, format), f"track-advisor.{format}"
    return {"tick": session.tick, "name": name, "type": FORMATS[format], "text": text}


def _kept(host: Host, session: Session) -> dict[str, Any]:
    """What the browser keeps, so that a page that is opened again goes on where it was."""
    text = saved(host.advisor(session.sources), session.acts, "json") if session.acts else ""
    return {"tick": session.tick, "text": text}


def _line(host: Host, session: Session) -> Html:
    articles = host.advisor(session.sources).articles
    return library_view.source_line(articles, host.descriptions, session.sources)


def _source(host: Host, session: Session) -> Html:
    advisor = host.advisor(session.sources)
    viewing = Browsing(host).here(session)
    article = host.article(viewing.source)
    found = search(article, viewing.query) if viewing.query and viewing.at is None else None
    choices = [(each.id, each.title) for each in host.descriptions]
    return source_html(viewing, article, (*advisor.articles, *advisor.cited, article), found, choices)


def _profile(host: Host, session: Session) -> Html:
    advisor = host.advisor(session.sources)
    profile = session.profile or Profile()
    # of nothing told: reading the table of cues takes a tenth of the page's start, and comes with the first message
    verdict = session.verdict or assess(advisor.framework, profile, advisor.cited)
    own = profile_html(advisor.framework, session.conversation, profile, verdict, session.corrected)
    return people_html(advisor, session.conversation, session.people, own)


def _library(host: Host, session: Session) -> Html:
    active = [article.id for article in host.advisor(session.sources).articles]
    return library_view.library_html(host.descriptions, active)


def _preview(host: Host, session: Session) -> Html:
    if session.problem:
        return library_view.problem_html(session.problem)
    offered = host.waiting.offer(session.offered)
    if offered is not None:
        return library_view.preview_html(offered)
    return library_view.problem_html(GONE) if session.offered else Html("")
