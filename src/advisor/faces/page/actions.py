"""What a visitor can do: each action takes the session as it was and gives the session as it is. Gradio is not needed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.answering.answer import Answer
from advisor.article.article import Article
from advisor.article.quote import Quote, cut
from advisor.conversation.reply import Reply
from advisor.conversation.step import FORGOTTEN
from advisor.errors import AdvisorError, AnchorNotFound
from advisor.faces.page.chat_view import event_html, exchange_html
from advisor.faces.page.cited import quotes_of
from advisor.faces.page.correction import changes, side
from advisor.faces.page.host import Host
from advisor.faces.page.session import Corrected, Exchange, Session, Viewing
from advisor.faces.page.verdict_card import Setting
from advisor.framework.findings import UNKNOWN
from advisor.framework.verdict import Verdict
from advisor.profile.profile import Profile
from advisor.span import Span


@dataclass(frozen=True, slots=True)
class Actions:
    """All actions, bound to the host."""

    host: Host

    def begin(self, session: Session) -> Session:
        """A first view: the opening of the first source that is quoted from."""
        article = self.host.advisor(session.sources).articles[0]
        verdict, profile = self._standing(session)
        return replace(session, viewing=session.viewing or _start(article), verdict=verdict, profile=profile)

    def ask(self, session: Session, message: str) -> Session:
        """One message; "forget me" empties the page like the button."""
        message = message.strip()
        if not message:
            return session
        advisor = self.host.advisor(session.sources)
        conversation, reply = advisor.chat(session.conversation, message)
        if reply.text == FORGOTTEN and not conversation.turns:
            return self.forget(session)
        quotes = quotes_of(reply)
        setting = Setting(len(session.exchanges), quotes, (*advisor.articles, *advisor.cited), advisor.framework)
        put = conversation.put if conversation.put != session.conversation.put and reply.kind == "reading" else None
        asked = advisor.framework.question(put) if put else None
        html = exchange_html(message, reply, setting, put=asked, standing=session.verdict)
        told = replace(session, conversation=conversation, corrected=None).with_exchange(Exchange(html, quotes))
        if reply.verdict is not None:
            verdict, profile = self._standing(told)
            told = replace(told, verdict=verdict, profile=profile)
        return self._show(told, quotes) if isinstance(reply.reading, Answer) else told

    def answer(self, session: Session, question: str, leaning: str, message: str) -> Session:
        """An offered answer to a question: said in its words where they are read as meant, else set by hand."""
        advisor = self.host.advisor(session.sources)
        conversation, _ = advisor.chat(session.conversation, message)
        before, after = advisor.counsel.verdict(session.conversation), advisor.counsel.verdict(conversation)
        now = {finding.question: finding.leaning for finding in before.findings} | {question: leaning}
        if after.leanings == tuple(now.values()):
            return self.ask(session, message)
        return self.correct(session, question, leaning, what=f"You answered: {message}.")

    def correct(self, session: Session, question: str, leaning: str, *, what: str = "") -> Session:
        """Set one question by hand, "" takes the correction back; what changed is kept to be shown."""
        advisor = self.host.advisor(session.sources)
        before = session.verdict or advisor.counsel.verdict(session.conversation)
        conversation, reply = advisor.counsel.correct(session.conversation, question, leaning or None)
        if reply.verdict is None:
            return session
        lines = changes(advisor.framework, before, reply.verdict)
        quotes = quotes_of(reply)
        setting = Setting(len(session.exchanges), quotes, (*advisor.articles, *advisor.cited), advisor.framework)
        how = "open" if leaning == UNKNOWN else side(advisor.framework, leaning) if leaning else ""
        what = what or (f"You set {question} to {how}." if how else f"You took your correction of {question} back.")
        after = replace(session, conversation=conversation, corrected=Corrected(question, lines), verdict=reply.verdict)
        return after.with_exchange(Exchange(event_html(what, Reply("verdict", verdict=reply.verdict), setting, lines), quotes))

    def forget(self, session: Session) -> Session:
        """Nothing of the user is left; the choice of sources and the open section stay, without citations."""
        viewing = replace(session.viewing, quotes=(), at=None, query="") if session.viewing else None
        return self.begin(Session(sources=session.sources, viewing=viewing, said=FORGOTTEN))

    def cite(self, session: Session, exchange: int, at: int) -> Session:
        """Open a quote of an exchange at its place."""
        if not 0 <= exchange < len(session.exchanges) or not 0 <= at < len(session.exchanges[exchange].quotes):
            return session
        return self._at(session, session.exchanges[exchange].quotes, at, jump=True)

    def step(self, session: Session, at: int) -> Session:
        """The previous or next quote of the same reply."""
        viewing = session.viewing
        if viewing is None or not 0 <= at < len(viewing.quotes):
            return session
        return self._at(session, viewing.quotes, at, jump=True)

    def section(self, session: Session, number: int) -> Session:
        """Another section of the open source; the marks of the last reply stay."""
        return self._viewing(session, section=number, at=None, query="", jumps=_next(session))

    def open(self, session: Session, source: str) -> Session:
        """Another source of the library."""
        return replace(session, viewing=replace(_start(self.host.article(source)), jumps=_next(session)))

    def search(self, session: Session, query: str) -> Session:
        return self._viewing(session, query=query.strip(), at=None)

    def hit(self, session: Session, start: int, end: int) -> Session:
        """Open a sentence that the search found."""
        if session.viewing is None:
            return session
        try:
            quote = cut(self.host.article(session.viewing.source), Span(start, end))
        except AnchorNotFound:
            return session
        return self._at(session, (quote,), 0, jump=True, query=session.viewing.query)

    def quote_from(self, session: Session, source: str) -> Session:
        """Quote from one source alone, or, of "", from all that are active."""
        chosen = replace(session, sources=(source,) if source else ())
        return replace(chosen, viewing=_start(self.host.advisor(chosen.sources).articles[0]))

    def remove(self, session: Session, source: str) -> Session:
        """Take a source out of the library, for every visitor."""
        removed = self.host.remove(source, lambda what, total: lambda done: None)
        again = " Our guide is quoted again." if removed.stands_for else ""
        return replace(self.moved(session), said=f"Removed {removed.title}.{again}")

    def moved(self, session: Session) -> Session:
        """After the library changed: nothing that is gone stays open."""
        known = {description.id for description in self.host.library.descriptions()}
        kept = session.viewing if session.viewing and session.viewing.source in known else None
        sources = tuple(id for id in session.sources if id in known)
        return self.begin(replace(session, sources=sources, viewing=kept))

    def _standing(self, session: Session) -> tuple[Verdict, Profile]:
        counsel = self.host.advisor(session.sources).counsel
        return counsel.verdict(session.conversation), counsel.profile(session.conversation)

    def _show(self, session: Session, quotes: Sequence[Quote]) -> Session:
        """The first quote of a new answer is opened beside it, unasked."""
        return self._at(session, tuple(quotes), 0, jump=False)

    def _at(self, session: Session, quotes: tuple[Quote, ...], at: int, *, jump: bool, query: str = "") -> Session:
        quote = quotes[at]
        if not self._stands(quote):
            return replace(session, said="That source is no longer in the library as it was; the quote stands in the chat.")
        jumps = _next(session) if jump else session.viewing.jumps if session.viewing else 0
        return replace(session, viewing=Viewing(quote.source, quote.section_number, quotes, at, query, jumps))

    def _stands(self, quote: Quote) -> bool:
        try:
            article = self.host.article(quote.source)
        except AdvisorError:
            return False
        return article.text[quote.span.start : quote.span.end] == quote.text

    def _viewing(self, session: Session, **changed: object) -> Session:
        return replace(session, viewing=replace(session.viewing, **changed)) if session.viewing else session


def _start(article: Article) -> Viewing:
    """The first section with a number of its own: what stands ahead of it is seldom more than a title."""
    first = next((section for section in article.sections if section.number), article.sections[0])
    return Viewing(article.id, first.number)


def _next(session: Session) -> int:
    return session.viewing.jumps + 1 if session.viewing else 1
