"""From a reply to what is told of it: the answer first, then what it rests on. Every face draws this and nothing else.

A verdict is one line, the five questions as a strip, and the next question; what it rests on is folded. After the first one
a reply says what was heard and what that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.advisor import Advisor
from advisor.article.quote import Quote
from advisor.characters import shown
from advisor.conversation.conversation import Conversation
from advisor.conversation.notes import NOTES
from advisor.conversation.reply import Change, Reply
from advisor.faces import verdict_wording as wording
from advisor.faces.telling.document import (
    Choice,
    Confirm,
    Group,
    Ours,
    Part,
    QuestionPart,
    Repeated,
    Table,
)
from advisor.faces.telling.quoted import plain
from advisor.faces.telling.tell_reading import ReadingTeller
from advisor.framework import explain, weights
from advisor.framework.explain import Step
from advisor.framework.findings import Finding
from advisor.framework.framework import Framework
from advisor.framework.question import Question
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Evidence

_MOST_CHANGES, _MOST_STEPS = 2, 8
_ASK_AGAIN = (NOTES["agree"], NOTES["unsure"])  # said to what answers no question, so that one that waits is put again


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells readings and verdicts: one for a reply, or one for a whole document, through which quotes keep their numbers."""

    framework: Framework
    readings: ReadingTeller

    def reply(
        self, reply: Reply, *, message: str = "", standing: Verdict | None = None, put: Question | None = None,
        brief: bool = False,
    ) -> Iterator[Part]:
        """`message` is what is replied to, `standing` the verdict before it, `put` a question that is asked beside it.

        `brief` leaves out what a verdict rests on. What is told of somebody else says "they" where it would say "you".
        """
        if reply.text:
            yield Ours(reply.text)
        told = self._told(reply, message, standing, put, brief)
        yield from map(_of_them, told) if reply.of else told

    def _told(
        self, reply: Reply, message: str, standing: Verdict | None, put: Question | None, brief: bool
    ) -> Iterator[Part]:
        if reply.reading:
            yield from self.readings.reading(reply.reading)
        if reply.verdict:
            told = replace(reply.verdict, ask_next=None) if reply.of else reply.verdict
            yield self.verdict(told, reply=reply, standing=standing, message=message, brief=brief)
            if reply.of and reply.verdict.is_profile and reply.verdict.missing:
                first = standing is None or not standing.is_profile
                yield Ours(wording.still_open_of(reply.of, reply.verdict.missing, first=first), "note")
        elif put:
            yield question_part(put)
        if reply.people:
            yield from self.side_by_side(reply.people)
            return
        yield from self._explained(reply.steps, standing)

    def verdict(
        self, verdict: Verdict, *, reply: Reply | None = None, standing: Verdict | None = None, message: str = "",
        brief: bool = False,
    ) -> Group:
        """The line, the strip, both counts where the reply has weights, the next question, folded what they rest on.

        Where a message changed nothing and asks for no verdict, that is said in place of the strip.
        """
        framework = self.framework
        later = standing is not None and standing.is_profile
        line = Ours(wording.verdict_line(framework, verdict, standing if later else None), "verdict")
        strip = tuple((finding.question.capitalize(), wording.chip(finding.leaning)) for finding in verdict.findings)
        if not verdict.is_profile:
            return Group("verdict", (line,))
        ask = verdict.ask_next
        parts: list[Part] = list(self._changes(verdict, reply.changed)) if later and reply else []
        parts += [line]
        stays = wording.unchanged(standing, verdict, wants=reply is not None and reply.wants)
        table = Table((tuple(name for name, _ in strip), tuple(leaning for _, leaning in strip)))
        parts += [Ours(stays, "note") if stays else table]
        parts += [Ours(line) for line in weight_lines(framework, verdict, reply)] if reply else []
        parts += self._thin(verdict, message)
        parts += [question_part(framework.question(ask.question), ask.text)] if ask else []
        parts += self._rests_on(verdict) if not brief else ()
        return Group("verdict", tuple(parts))

    def side_by_side(self, people: Sequence[tuple[str, Verdict]]) -> Iterator[Part]:
        """What each of several people comes to, question by question, and folded the words that this rests on."""
        heads = [plain(shown(wording.called(name))) for name, _ in people]
        rows = [("Question", *heads), ("In all", *(wording.track_name(self.framework, each.track) for _, each in people))]
        for number, question in enumerate(self.framework.questions):
            rows.append((question.id.capitalize(), *(wording.chip(each.findings[number].leaning) for _, each in people)))
        yield Table(tuple(rows))
        for name, verdict in people:
            words = tuple(part for finding in verdict.findings for part in self.own_words(finding))
            if words:
                yield Group("fold", words, title=f"What the chat says of {plain(shown(name)) or 'you'}")

    def own_words(self, finding: Finding) -> Iterator[Part]:
        """A question with the words that it came out so by; of one without any, nothing."""
        if finding.evidence:
            yield Ours(f"{finding.question.capitalize()}: {wording.chip(finding.leaning)}.")
            yield from self.beside(finding.evidence, ())

    def beside(self, evidence: Iterable[Evidence], quotes: Iterable[Quote]) -> Iterator[Part]:
        """The user's words, then the source's."""
        said = (Repeated(shown(item.text), wording.STATUS_NOTES.get(item.status, "")) for item in outermost(evidence))
        yield from dict.fromkeys(said)
        yield from self.readings.quotes(quotes)

    def _changes(self, verdict: Verdict, changed: Sequence[Change]) -> Iterator[Group]:
        """What was heard and what it changed, in a line or two."""
        lines = [wording.heard(self.framework, change, _finding(verdict, change.question)) for change in changed]
        rest = len(lines) - _MOST_CHANGES
        more = [f"and {rest} more, below."] if rest > 0 else []
        said = tuple(Ours(line, "item") for line in (*lines[:_MOST_CHANGES], *more))
        if said:
            yield Group("changes", said)

    def _thin(self, verdict: Verdict, message: str) -> Iterator[Confirm]:
        """The first thing in this message that was heard and is not sure."""
        for finding in verdict.findings:
            last = finding.evidence[-1] if finding.missing and finding.evidence else None
            if last is None or last.status != "hedged" or last.text not in message:
                continue
            for option in self.framework.question(finding.question).options:
                if option.leaning == last.value:
                    text = f"I am not sure about {wording.cut_short(shown(last.text))}. Do you mean: {option.text}?"
                    yield Confirm(finding.question, option.leaning, text, option.text)
                    return

    def _rests_on(self, verdict: Verdict) -> Iterator[Group]:
        yield Group("fold", tuple(self._findings(verdict)), title="Your words beside the source’s")
        yield Group("fold", tuple(self._what_if(verdict)), title="What would change it")
        if verdict.advice:
            steps = tuple(Group("step", (Ours(a.text, "item"), *self.readings.quotes(a.quotes))) for a in verdict.advice)
            yield Group("fold", steps, title="What to do next")

    def _findings(self, verdict: Verdict) -> Iterator[Part]:
        for finding in verdict.findings:
            said = Ours(f"{finding.question.capitalize()}: {wording.chip(finding.leaning)}. {wording.because(finding)}")
            rests = self.beside(finding.evidence, finding.quotes if finding.leaning else ())
            yield Group("finding", (said, *rests))
        for each in verdict.contradictions:
            yield Group("step", (Ours(wording.CONTRADICTION), *self.beside((each.first, each.second), ())))

    def _what_if(self, verdict: Verdict) -> Iterator[Part]:
        yield Ours(explain.possible(self.framework, verdict).text)
        for change in wording.nearest_changes(verdict):
            yield Ours(wording.supposed(self.framework, change), "item")
        yield Ours(self.framework.scope, "note")

    def _explained(self, steps: Sequence[Step], standing: Verdict | None) -> Iterator[Part]:
        """How a verdict was concluded begins with its count, and what nothing was said on is folded."""
        if standing is None or tuple(steps) != explain.how_concluded(self.framework, standing):
            yield from self._steps(self._supposed(steps, standing))
            return
        *findings, count, why = steps
        pairs = tuple(zip(findings, standing.findings, strict=True))
        yield from self._steps((count, *(step for step, finding in pairs if finding.leaning or finding.evidence), why))
        silent = tuple(self._step(step) for step, finding in pairs if not finding.leaning and not finding.evidence)
        if silent:
            yield Group("fold", silent, title="What is still open")

    def _supposed(self, steps: Sequence[Step], standing: Verdict | None) -> Sequence[Step]:
        """An explanation of what would change the verdict in plain words, what is possible first; others as they are."""
        if standing is None or not steps:
            return steps
        changes = explain.what_if(self.framework, standing)
        if tuple(steps) != (*changes, explain.possible(self.framework, standing)):
            return steps
        said = [wording.supposed(self.framework, change) for change in wording.nearest_changes(standing)]
        return (steps[-1], *map(Step, said))

    def _steps(self, steps: Sequence[Step]) -> Iterator[Part]:
        """All steps; of a very long row the rest is folded."""
        told = [self._step(step) for step in steps]
        yield from told[:_MOST_STEPS]
        if len(told) > _MOST_STEPS:
            yield Group("fold", tuple(told[_MOST_STEPS:]), title=f"{len(told) - _MOST_STEPS} more")

    def _step(self, step: Step) -> Group:
        return Group("step", (Ours(step.text, "item"), *self.beside(step.evidence, step.quotes)))


def teller_of(advisor: Advisor) -> Teller:
    """A teller that has numbered nothing yet."""
    articles = {article.id: article for article in (*advisor.articles, *advisor.cited)}
    framework = advisor.framework
    return Teller(framework, ReadingTeller(advisor.articles, tuple(articles.values()), lambda: framework.words))


def weight_lines(framework: Framework, verdict: Verdict, reply: Reply) -> list[str]:
    """What a reply says of weights: which were heard in this message, and what the findings come to by all of them."""
    if reply.weighed is None:
        return []
    heard = [weights.heard_in_words(reply.weights)] if reply.weights else []
    leader = max(framework.sides, key=verdict.leanings.count)
    return [*heard, weights.in_words(framework, verdict.track, verdict.lead, leader, reply.weighed)]


def newly_put(framework: Framework, before: Conversation, after: Conversation, reply: Reply) -> Question | None:
    """The question that a reply asks without a verdict: one that did not wait already, or that "ok" left unanswered."""
    fresh = after.put != before.put and reply.kind in ("reading", "note")
    return framework.question(after.put) if after.put and (fresh or reply.text in _ASK_AGAIN) else None


def outermost(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Without what stands within other words of it: "MSc" is not repeated beside the clause that holds it."""
    every = tuple(evidence)
    for item in every:
        around = (other for other in every if other.turn == item.turn and other.status == item.status)
        if not any(other.span != item.span and other.span.holds(item.span) for other in around):
            yield item


def _of_them(part: Part) -> Part:
    """Our own words to somebody, turned to words on them; what is repeated or quoted stays."""
    match part:
        case Ours(text, look):
            return Ours(wording.of_them(text), look)
        case Repeated(text, note):
            return Repeated(text, wording.of_them(note))
        case Group(kind, parts, title):
            return Group(kind, tuple(map(_of_them, parts)), wording.of_them(title))
        case QuestionPart(question, text, options):
            return QuestionPart(question, wording.of_them(text), options)
        case Confirm(question, leaning, text, answer):
            return Confirm(question, leaning, wording.of_them(text), answer)
        case _:
            return part


def question_part(question: Question, words: str = "") -> QuestionPart:
    """A question with its offered answers; `words` put it another way."""
    options = tuple(Choice(option.leaning, option.text) for option in question.options)
    return QuestionPart(question.id, words or question.text, options)


def _finding(verdict: Verdict, question: str) -> Finding:
    return next(finding for finding in verdict.findings if finding.question == question)
