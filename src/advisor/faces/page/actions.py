"""What a visitor can say and decide: each action takes the session as it was and gives the session as it is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from advisor.advisor import Advisor
from advisor.answering.answer import Abstention, Answer
from advisor.conversation.conversation import WRITER
from advisor.conversation.notes import FORGOTTEN
from advisor.conversation.transcript import Chosen, LeftOut, Said, SetByHand, forgets, from_json, with_choice
from advisor.errors import AdvisorError, InputUnreadable, UsageError
from advisor.faces import wording
from advisor.faces.export.saving import FORMATS, RESULTS
from advisor.faces.feedback import WHYS, FeedbackFile, Why, opinion_on
from advisor.faces.host import Host
from advisor.faces.offered import heard_as_meant
from advisor.faces.page import suggestions
from advisor.faces.page.adding import looks_like_article
from advisor.faces.page.browsing import Browsing, start
from advisor.faces.page.chat_view import article_html, event_html, exchange_html
from advisor.faces.page.deciding import FILES
from advisor.faces.page.session import Corrected, Exchange, Session, bounded
from advisor.faces.telling.correction import changes, side
from advisor.faces.telling.tell import newly_put, teller_of
from advisor.faces.waiting import GONE
from advisor.framework.findings import UNKNOWN
from advisor.framework.saved import read_saved
from advisor.framework.verdict import Verdict
from advisor.profile.profile import Profile

_BEGINNING = 240  # characters of a long text that stand in the log
ELSEWHERE = "The library was changed elsewhere."
TAKEN_UP = "Here is your saved chat."


@dataclass(frozen=True, slots=True)
class Actions:
    """All actions, bound to the host."""

    host: Host

    @property
    def browsing(self) -> Browsing:
        return Browsing(self.host)

    def ask(self, session: Session, message: str) -> Session:
        """One message; "forget me" empties the page like the button."""
        message = message.strip()
        if not message:
            return session
        if looks_like_article(message):
            html = article_html(message[:_BEGINNING], len(message.split()))
            return replace(session, pasted=self.host.waiting.keep(message)).with_exchange(Exchange(html))
        return self._said(session, message)

    def ask_anyway(self, session: Session) -> Session:
        """The long text is a message after all."""
        if not session.pasted:
            return session
        message = self.host.waiting.text(session.pasted)
        self.host.waiting.let_go(session.pasted)
        fresh = replace(session, pasted="")
        return self._said(fresh, message) if message else replace(fresh, said=GONE)

    def discard(self, session: Session) -> Session:
        """What was read is not wanted."""
        self.host.waiting.let_go(session.offered)
        return replace(session, offered="", problem="")

    def _said(self, session: Session, message: str) -> Session:
        advisor = self._advisor(session)
        step = advisor.chat(session.conversation, message)
        conversation, reply = step.conversation, step.reply
        if forgets(reply):
            return self.forget(session)
        acts, teller = bounded((*session.acts, Said(message))), teller_of(advisor)
        put = newly_put(advisor.framework, session.conversation, conversation, reply)
        known = advisor.counsel.verdict_on(session.conversation, reply.of) if reply.of else session.verdict
        parts = tuple(teller.reply(reply, message=message, standing=known, put=put))
        quotes, number = tuple(teller.readings.numbers), len(session.exchanges)
        further = suggestions.after(reply, advisor.framework, standing=known)
        waits = conversation.put if reply.kind in ("reading", "note") and not put else None
        open_ = advisor.framework.question(waits) if waits else None
        html = exchange_html(message, parts, exchange=number, further=further, still_open=open_)
        exchange = Exchange(html, quotes, reply.reading, session.conversation.questions[-3:])
        told = replace(session, conversation=conversation, acts=acts, corrected=None).with_exchange(exchange)
        if reply.verdict is not None:
            told = replace(told, verdict=step.verdict, profile=step.profile, people=(reply.of,))
        if reply.people:
            told = replace(told, people=tuple(name for name, _ in reply.people))
        # the first quote of an answer is opened beside it, unasked
        return self.browsing.at(told, quotes, 0, jump=False) if isinstance(reply.reading, Answer) else told

    def answer(self, session: Session, question: str, leaning: str, message: str) -> Session:
        """An offered answer to a question: said in its words where they are read as meant, else set by hand."""
        counsel = self._advisor(session).counsel
        if heard_as_meant(counsel, session.conversation, question, leaning, message):
            return self.ask(session, message)
        return self.correct(session, question, leaning, words=message)

    def correct(self, session: Session, question: str, leaning: str, *, words: str = "") -> Session:
        """Set one question by hand, "" takes the correction back; what changed is kept to be shown."""
        advisor = self._advisor(session)
        before = session.verdict or advisor.counsel.verdict(session.conversation)
        step = advisor.counsel.correct(session.conversation, question, leaning or None)
        conversation, reply = step.conversation, step.reply
        if reply.verdict is None:
            return session
        lines = changes(advisor.framework, before, reply.verdict)
        teller = teller_of(advisor)
        parts = tuple(teller.reply(reply, standing=session.verdict))
        how = "open" if leaning == UNKNOWN else side(advisor.framework, leaning) if leaning else ""
        what = f"You set {question} to {how}." if how else f"You took your correction of {question} back."
        what = f"You answered: {words}." if words else what
        html = event_html(what, parts, exchange=len(session.exchanges))
        acts = bounded((*session.acts, SetByHand(question, leaning, words)))
        corrected = Corrected(question, lines)
        after = replace(session, conversation=conversation, acts=acts, corrected=corrected, verdict=reply.verdict)
        return after.with_exchange(Exchange(html, tuple(teller.readings.numbers)))

    def leave_out(self, session: Session, name: str) -> Session:
        """The next follow-up goes on no more with that part of the last answer."""
        conversation = session.conversation.leaving_out(name)
        if conversation == session.conversation:
            return session
        return replace(session, conversation=conversation, acts=bounded((*session.acts, LeftOut(name))))

    def show_person(self, session: Session, name: str) -> Session:
        """Whose profile is in sight: the visitor's own by "", or that of somebody the chat speaks of."""
        return replace(session, people=(name,)) if name in (WRITER, *session.conversation.people) else session

    def put_beside(self, session: Session, name: str) -> Session:
        """One more person beside the one in sight; once more takes them away again."""
        first = session.people[0]
        if name == first or name not in (WRITER, *session.conversation.people):
            return session
        return replace(session, people=(first,) if name in session.people else (first, name))

    def choose(self, session: Session, kind: str, words: str) -> Session:
        """Give the decision aid a weight, a concern, an answer or a date; what cannot be one is said beside it."""
        try:
            conversation = self._advisor(session).counsel.choose(session.conversation, kind, words)
            deadline = conversation.choices.deadline
            if kind == "deadline" and deadline is not None and deadline <= date.today():
                raise UsageError(f"found the date {deadline.isoformat()}", expected="a day after today")
        except UsageError as error:
            return replace(session, wrong=(kind, _one_line(error)))
        acts = bounded(with_choice(session.acts, Chosen(kind, words)))
        return replace(session, conversation=conversation, acts=acts)

    def weigh(self, session: Session, given: Mapping[str, str]) -> Session:
        """The weights as the sliders stand, `w-energy` by `w-energy`; those that have moved are chosen."""
        now = self._advisor(session).framework
        standing = zip((q.id for q in now.questions), session.conversation.choices.weights_of(now).values, strict=True)
        for id, value in standing:
            if f"w-{id}" in given and given[f"w-{id}"] != str(value):
                session = self.choose(session, "weight", f"{id}={given[f'w-{id}']}")
        return session

    def concern(self, session: Session, stance: str, much: str, words: str) -> Session:
        """A line of one's own, `stance` being "for RE" or "neither"; an empty one is none."""
        weighed = stance if stance == "neither" else f"{stance} {much}"
        return self.choose(session, "concern", f"{weighed}: {words}") if words.strip() else session

    def compare_with(self, session: Session, text: str) -> Session:
        """A result that was saved; what cannot be read as one is said beside it."""
        try:
            then = read_saved(self._advisor(session).framework, text, name="that file")
        except (InputUnreadable, UsageError) as error:
            return replace(session, wrong=("compare", _one_line(error)))
        return replace(session, then=then)

    def forget(self, session: Session) -> Session:
        """Nothing of the user is left; the choice of sources, the open section and the pictures stay, without citations."""
        viewing = replace(session.viewing, quotes=(), at=None, query="") if session.viewing else None
        fresh = Session(sources=session.sources, viewing=viewing, comparing=session.comparing, deciding=session.deciding)
        return replace(fresh, said=FORGOTTEN, tick=session.tick)

    def judge(self, session: Session, number: int, *, helpful: bool, why: str, words: str) -> Session:
        """Keep what the visitor thinks of an answer; raises NotWritable."""
        if not 0 <= number < len(session.exchanges) or (why and why not in WHYS):
            return session
        exchange = session.exchanges[number]
        if exchange.judged or not isinstance(exchange.reading, Answer | Abstention):
            return session
        known: Why = next((each for each in WHYS if each == why), "")
        articles = self._advisor(session).articles
        opinion = opinion_on(exchange.reading, exchange.after, helpful=helpful, why=known, words=words, articles=articles)
        FeedbackFile(self.host.settings).add(opinion)
        exchanges = (*session.exchanges[:number], replace(exchange, judged=True), *session.exchanges[number + 1 :])
        return replace(session, exchanges=exchanges)

    def save(self, session: Session, format: str) -> Session:
        """Have the page save the conversation in that format."""
        return replace(session, saving=format) if session.acts and format in (*FORMATS, *RESULTS, *FILES) else session

    def resume(self, session: Session, kept: str) -> Session:
        """Take up a conversation that was saved, in place of this one; raises UsageError and leaves this one."""
        transcript = from_json(kept)
        taken = self.forget(session)
        for act in bounded(transcript.acts):
            if isinstance(act, Said):
                taken = self._said(taken, act.text)
            elif isinstance(act, Chosen):
                taken = self.choose(taken, act.kind, act.words)
            elif isinstance(act, LeftOut):
                taken = self.leave_out(taken, act.name)
            else:
                with suppress(UsageError):  # a question that another framework knows
                    taken = self.correct(taken, act.question, act.leaning, words=act.words)
        taken = replace(taken, wrong=("", ""))  # of what another framework knows nothing is said
        others = transcript.of_others(self._advisor(session).articles)
        return replace(taken, whole=True, said=f"{TAKEN_UP} {wording.OTHER_SOURCES}" if others else TAKEN_UP)

    def quote_from(self, session: Session, source: str) -> Session:
        """Quote from one source alone, or, of "", from all that are active."""
        chosen = replace(session, sources=(source,) if source else (), said_on=())
        return replace(chosen, viewing=start(self._advisor(chosen).articles[0]))

    def remove(self, session: Session, source: str) -> Session:
        """Take a source out of the library, for every visitor."""
        removed = self.host.remove(source, lambda what, total: lambda done: None)
        again = " Our guide is quoted again." if removed.stands_for else ""
        return replace(self.moved(session), said=f"Removed {removed.title}.{again}")

    def refreshed(self, session: Session) -> Session:
        """Where another process took sources out or added some: that is said, and the rest goes on."""
        changed = self.host.catch_up()
        known = {each.id for each in self.host.descriptions}
        gone = [id for id in session.sources if id not in known]
        if not changed and not gone:
            return session
        lost = f" Gone is {', '.join(gone)}, which you quoted from; all others are quoted again." if gone else ""
        return replace(self.moved(session), said=f"{ELSEWHERE}{lost}")

    def moved(self, session: Session) -> Session:
        """After the library changed: nothing that is gone stays chosen, and a verdict cites what is quoted now."""
        known = {description.id for description in self.host.descriptions}
        kept = replace(session, sources=tuple(id for id in session.sources if id in known), said_on=())
        verdict, profile = self._standing(kept)
        return replace(kept, verdict=verdict, profile=profile)

    def _advisor(self, session: Session) -> Advisor:
        return self.host.advisor(session.sources)

    def _standing(self, session: Session) -> tuple[Verdict, Profile]:
        counsel = self._advisor(session).counsel
        return counsel.verdict(session.conversation), counsel.profile(session.conversation)


def _one_line(error: AdvisorError) -> str:
    """`Found the weight target=4; expected a whole number from 0 to 3.`"""
    said = f"{error.found[:1].upper()}{error.found[1:]}"
    return f"{said}; expected {error.expected}." if error.expected else f"{said}."
