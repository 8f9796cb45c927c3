"""Our own words around the quotes, the same on the terminal and on the page. No word here comes from a source."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.answering.answer import Abstention, Answer, Reading
from advisor.article.article import Article
from advisor.article.library import GUIDE
from advisor.article.quote import Quote
from advisor.conversation.reply import Change, Reply
from advisor.framework import explain
from advisor.framework.decision import MIXED, UNDECIDED
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict
from advisor.profile.evidence import Status

SMALL_TALK = (
    "Hello! I quote a source on Research Engineer and Research Scientist roles at frontier AI labs: pay, PhD, daily work, "
    "interviews, labs, switching. Ask me about one of these, or describe yourself and I apply its five questions to you."
)
LIKELY = "This may be what you mean:"
OTHERWISE = "The source says otherwise:"
DIFFERS = "The sources give different figures: see the first quote and the last."
NEAREST = "Close, but does not answer:"
OTHER_SOURCES = "Other sources were quoted then; the replies are made from those that are here now."
REMARK = "Note on the source:"
ADD_ORIGINAL = "advisor add FILE"
_NOT_EVEN_CLOSE = 0.25  # below it the topic is truly what was asked, and not an answer just missed
STATUS_NOTES: dict[Status, str] = {
    "negated": "ruled out",
    "hedged": "you sound unsure",
    "past": "past, or taken back",
    "planned": "a plan, not yet so",
    "someone_else": "of someone else",
    "question": "a question",
}


def refusal(reading: Abstention) -> str:
    """One or two sentences: what is missing, and what the source does speak of."""
    if reading.reason == "off_topic":
        return (
            "That is outside what I can quote on. The source is about Research Engineer and Research Scientist roles: "
            "pay, PhD, daily work, interviews, labs and switching."
        )
    if reading.reason == "too_vague":
        return "I am not sure what you are asking. Do you mean pay, the PhD, daily work, interviews, a lab, or switching?"
    if reading.reason == "wants_verdict":
        return (
            "That depends on you, so I will not guess. Describe yourself (what gives you energy, how you take ambiguity, "
            "your degree and experience, how you want to be judged, where you want to be in five years) and I apply the "
            "source's five questions to your words."
        )
    if reading.missing and reading.confidence < _NOT_EVEN_CLOSE:
        return f"The source does not say anything about {reading.missing}."
    return "I found no answer to that in the source."


def lead_ins(answer: Answer) -> list[str]:
    """What is said ahead of an answer's quotes, on every face alike."""
    said = ((answer.certainty == "likely", LIKELY), (answer.denied, OTHERWISE), (answer.differs, DIFFERS))
    return [line for holds, line in said if holds]


def reply_text(framework: Framework, reply: Reply) -> str:
    """What a reply says in our own words, without its quotes: a note, a refusal, what a message changed, the verdict."""
    parts = [reply.text]
    if isinstance(reply.reading, Abstention):
        parts.append(refusal(reply.reading))
    elif isinstance(reply.reading, Answer):
        parts += lead_ins(reply.reading)
    elif reply.reading is not None:
        parts.append(SMALL_TALK)
    parts += [changed(framework, change) for change in reply.changed]
    if reply.verdict is not None:
        ask = reply.verdict.ask_next
        parts += [headline(framework, reply.verdict), ask.text if ask else ""]
    parts += [step.text for step in reply.steps]
    return " ".join(part for part in parts if part)


def changed(framework: Framework, change: Change) -> str:
    """`Energy: open → Research Engineer.`"""
    names = {track.id: track.name for track in framework.tracks} | {MIXED: "both", None: "open"}
    return f"{change.question.capitalize()}: {names[change.before]} → {names[change.after]}."


def worth_showing(reading: Reading) -> bool:
    """True where the question was read as something else than its own words."""
    return "".join(reading.read_as.split()) != "".join(reading.question.lower().split())


def place(quote: Quote, articles: Sequence[Article]) -> str:
    """`Guide, §3 Compensation`."""
    return f"{name(quote.source, articles)}, §{quote.section_number} {quote.section_title}".rstrip()


def name(id: str, articles: Sequence[Article]) -> str:
    """What a source is called in a citation: "Guide", the author and year of an article, or its title."""
    if id == GUIDE:
        return "Guide"
    article = next((a for a in articles if a.id == id), None)
    if article is None:
        return id
    if article.author and article.year:
        return f"{article.author.split()[-1]} ({article.year})"
    return article.title


def which_source(articles: Sequence[Article]) -> str:
    """The line that is always in sight: whose words are quoted, and how to get the original's."""
    if quotes_the_guide_alone(articles):
        return f"Quoted from our guide; add the original article to quote its own words: {ADD_ORIGINAL}"
    return quoted_from(articles)


def quotes_the_guide_alone(articles: Sequence[Article]) -> bool:
    return [article.id for article in articles] == [GUIDE]


def quoted_from(articles: Sequence[Article]) -> str:
    """`Quoted from our guide and “Another article”`."""
    return "Quoted from " + " and ".join("our guide" if a.id == GUIDE else f"“{a.title}”" for a in articles)


def headline(framework: Framework, verdict: Verdict) -> str:
    """The verdict in one line, with its count and no percentage."""
    if not verdict.is_profile:
        return "That says nothing of you yet. Tell me what you enjoy, your degree and experience, and where you want to be."
    counted = explain.tally(framework, verdict)
    if verdict.track != UNDECIDED:
        return f"{framework.track(verdict.track).name}: {counted}."
    return f"Undecided so far: {counted}."


def chip(leaning: str | None) -> str:
    """`RE`, `RS`, `mixed`, or `open` for what was not said."""
    return leaning or "open"
