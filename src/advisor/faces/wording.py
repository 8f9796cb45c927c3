"""Our own words around the quotes, the same on the terminal and on the page. No word here comes from a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.article.article import Article
from advisor.article.library import GUIDE
from advisor.article.quote import Quote
from advisor.characters import shown
from advisor.conversation.asking import asks_what_is_known
from advisor.conversation.people import addressed
from advisor.conversation.reply import Change
from advisor.framework import explain
from advisor.framework.decision import MIXED, UNDECIDED
from advisor.framework.findings import BY_HAND, DECLINED, Finding
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict
from advisor.framework.what_if import WhatIf
from advisor.profile.evidence import Status
from advisor.search.wording import read_as, terms, words

LIKELY = "This may be what you mean:"
OTHERWISE = "No, by the source:"
UNCHANGED = "That changes nothing in the verdict."
DIFFERS = "The sources give different figures: see the first quote and the last."
NEAREST = "Close, but does not answer:"
OTHER_SOURCES = "Other sources were quoted then; the replies are made from those that are here now."
REMARK = "Note on the source:"
ADD_ORIGINAL = "advisor add FILE"
WRONG = "Wrong? Say it in the chat: the later word counts."
CONTRADICTION = "Two things you said do not go together; I go by the later one:"
_NAMES = (
    "OpenAI", "Anthropic", "DeepMind", "Google", "PhD", "Research Engineers", "Research Engineer", "Research Scientists",
    "Research Scientist", "CodeSignal", "Master's", "I",
)  # fmt: skip
_A_BEFORE = re.compile(r"(?<!\w)an (?=(?:research|phd|google|deepmind)\b)")
_BARE_ROLE = re.compile(  # "pay research scientist?": one that wants its article
    r"\b(?P<before>pay|pays|paid|as|become|becoming|be|being|hire|hires|does|is|than|from|for|to|of) "
    r"(?P<role>research (?:engineer|scientist))(?=\W*$|[?.!,;]| (?:at|in|on|with|without|make|makes|earn|earns|"
    r"get|gets|need|needs|do|who|than|to|per|a year)\b)"
)
_ASKS = re.compile(  # for the verdict itself
    r"\b(?:verdict|recommend\w*|advise|suggest|which (?:one|of|track|role|job|way)|re or rs|rs or re|should i|"
    r"what now|so what|where do i stand|what do you (?:think|say)|tell me)\b",
    re.IGNORECASE,
)
_LEAST_ALIKE = 0.5  # of the words of a question as typed, those that are still there as read: the others were spelled anew
_THEIRS = {"you": "they", "your": "their", "yours": "theirs", "yourself": "themselves", "you're": "they're"}
_YOU = re.compile(
    r"(?P<object>\b(?:gives?|gave|energises?|drains?|keeps?|feeds?|suits?|fits?|for|to|with|of|about|from|than) )?"
    r"\b(?P<you>yourself|yours|your|you're|you)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile("(“[^”]*”)")
_LONGEST_WORDS = 60  # characters of the user's that are repeated within a line
_MOST_WHAT_IFS = 4
_NOT_EVEN_CLOSE = 0.25  # below it the topic is truly what was asked, and not an answer just missed
STATUS_NOTES: dict[Status, str] = {
    "negated": "ruled out",
    "hedged": "you sound unsure",
    "past": "past, or taken back",
    "planned": "a plan, not yet so",
    "someone_else": "of someone else",
    "question": "a question",
}


def refusal(framework: Framework, reading: Abstention) -> str:
    """One or two sentences: what is missing, and what the source does speak of."""
    words = framework.words
    of_subject = {"off_topic": words.off_topic, "too_vague": words.too_vague, "wants_verdict": words.wants_verdict}
    if reading.reason in of_subject:
        return of_subject[reading.reason]
    if reading.missing and reading.confidence < _NOT_EVEN_CLOSE:
        return f"The source does not say anything about {reading.missing}."
    return "I found no answer to that in the source."


def lead_ins(answer: Answer) -> list[str]:
    """What is said ahead of an answer's quotes, on every face alike."""
    said = ((answer.certainty == "likely", LIKELY), (answer.denied, OTHERWISE), (answer.differs, DIFFERS))
    return [line for holds, line in said if holds]


def worth_showing(reading: Reading) -> bool:
    """True where it was read as other words than the user's: a follow-up resolved, a name put in, a spelling mended."""
    return not isinstance(reading, SmallTalk) and terms(reading.read_as) != terms(read_as(reading.question))


def as_read(reading: Reading) -> str:
    """The question as it was read, as one would write it: `What does a Research Engineer earn at OpenAI?`"""
    return " ".join(map(_written, reading.read_as.split("; ")))


def asked_before(reading: Reading) -> str:
    """The question that this one was read behind, where it goes on with one; "" elsewhere."""
    typed, pieces = words(read_as(reading.question)), reading.read_as.split(", ")
    for at in range(1, len(pieces)):
        earlier, later = ", ".join(pieces[:at]), ", ".join(pieces[at:])
        if _stands_in(words(later), typed) and not _stands_in(words(earlier), typed):
            return _written(earlier)
    return ""


def _stands_in(part: Sequence[str], typed: Sequence[str]) -> bool:
    """True where it stands among the words as typed, in a row, or most of it does."""
    starts = range(len(typed) - len(part) + 1)
    alike = (sum(one == other for one, other in zip(part, typed[at:], strict=False)) for at in starts)
    return max(alike, default=0) >= _LEAST_ALIKE * len(part)


def _written(question: str) -> str:
    """`_written("how much does openai pay research scientist")` → `'How much does OpenAI pay a Research Scientist?'`"""
    said = _BARE_ROLE.sub(r"\g<before> a \g<role>", _A_BEFORE.sub("a ", question))
    for written in _NAMES:
        said = re.sub(rf"(?<!\w){written.lower()}(?!\w)", written, said)
    said = f"{said[:1].upper()}{said[1:]}"
    return said if said.endswith(("?", ".", "!")) else f"{said}?"


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


def chip(leaning: str | None) -> str:
    """`RE`, `RS`, `mixed`, or `open` for what was not said."""
    return leaning or "open"


def verdict_line(framework: Framework, verdict: Verdict, standing: Verdict | None = None) -> str:
    """The verdict in one line, with its count and no percentage; `standing` is the verdict until now, if there was one."""
    if not verdict.is_profile:
        return framework.words.nothing_told
    name = track_name(framework, verdict.track)
    counted = explain.tally(framework, verdict).replace(f" to {name}", " there", 1)
    counted = f"{counted[:1].lower()}{counted[1:]}"
    if standing is None:
        return f"{name[:1].upper()}{name[1:]}{' so far' if verdict.track == UNDECIDED else ''}: {counted}."
    if standing.track == verdict.track:
        return f"Still {name}: {counted}."
    return f"Now {name}, no longer {track_name(framework, standing.track)}: {counted}."


def unchanged(standing: Verdict | None, verdict: Verdict, message: str) -> str:
    """That a message changed nothing, or which question it left open; "" of a first verdict and where one is asked for."""
    if standing is None or not standing.is_profile or standing.leanings != verdict.leanings:
        return ""
    left = [now.question for then, now in zip(standing.findings, verdict.findings, strict=True) if _left(then, now)]
    if left:
        return f"{_and(left).capitalize()} stays open: you can come back to it at any time."
    whose = addressed(message, ())
    names_only = whose is not None and whose.name and not whose.rest  # "about Ben"
    asks = _ASKS.search(message) or asks_what_is_known(message) or names_only
    return "" if asks else UNCHANGED


def _left(then: Finding, now: Finding) -> bool:
    return now.rule == DECLINED and then.rule != DECLINED


def track_name(framework: Framework, track: str) -> str:
    """`Research Engineer`, or `undecided`."""
    return track if track == UNDECIDED else framework.track(track).name


def called(name: str) -> str:
    """`You`, `Ben`, `Your daughter`."""
    return f"{name[:1].upper()}{name[1:]}" if name else "You"


def wrong_of(name: str) -> str:
    """How to mend what is held of somebody else."""
    return f"Wrong, or not all? Begin a message with the words about {_mine(name)}; the later word counts."


def _mine(name: str) -> str:
    """As the writer calls them: `your daughter` is `my daughter`."""
    return re.sub(r"^your\b", "my", name)


def still_open_of(name: str, questions: Sequence[str], *, first: bool) -> str:
    """What nothing was said on of somebody else; `first` says too how to tell more, never taken for the writer's own."""
    how = f" To tell me more, begin a message with the words about {_mine(name)}." if first else ""
    return f"Open: {_and(questions)}.{how}"


def of_them(said: str) -> str:
    """What is said to the writer, said of somebody else: `of_them("You want clear goals.")` → `'They want clear goals.'`

    What stands in quotation marks is somebody's own and stays.
    """
    return "".join(part if part.startswith("“") else _YOU.sub(_they, part) for part in _OWN_WORDS.split(said))


def _they(found: re.Match[str]) -> str:
    you = found["you"].lower()
    said = "them" if found["object"] and you == "you" else _THEIRS[you]
    return (found["object"] or "") + (said.capitalize() if found["you"][0].isupper() else said)


def heard(framework: Framework, change: Change, finding: Finding) -> str:
    """What was heard and what it changed: `Target: open → RE, from “want to run an infra org”`."""
    moved = f"{change.question.capitalize()}: {chip(change.before)} → {chip(change.after)}"
    said = next((item for item in reversed(finding.evidence) if item.counts), None) if change.after else None
    if finding.rule == BY_HAND:
        return f"{moved}, set by you."
    return f"{moved}, from {cut_short(shown(said.text))}." if said else f"{moved}."


def cut_short(words: str) -> str:
    """The user's words in quotation marks, of long ones the beginning: what stands between the marks is theirs."""
    if len(words) <= _LONGEST_WORDS:
        return f"“{words}”"
    return f"“{words[:_LONGEST_WORDS].rsplit(None, 1)[0]}” …"


def because(finding: Finding) -> str:
    """Why a question came out so, in a sentence."""
    last = finding.evidence[-1] if finding.evidence else None
    if finding.missing and last is not None and last.status == "hedged":
        return f"I could not tell from: {cut_short(shown(last.text))}."
    return finding.because.replace("You have left open ", "You are unsure about ")


def supposed(framework: Framework, change: WhatIf) -> str:
    """`If research gave you more energy, it would be undecided.`"""
    parts = [_suppose(framework, question, leaning) for question, leaning in change.sets]
    return f"If {_and(parts)}, it would be {track_name(framework, change.track)}."


def nearest_changes(verdict: Verdict) -> tuple[WhatIf, ...]:
    """At most four of the smallest changes, the nearest first, and each other verdict among them."""
    nearest = list(verdict.what_would_change_it[:_MOST_WHAT_IFS])
    for change in verdict.what_would_change_it[_MOST_WHAT_IFS:]:
        if change.track not in {each.track for each in nearest}:
            nearest[-1] = change
    return tuple(nearest)


def _suppose(framework: Framework, id: str, leaning: str) -> str:
    question = framework.question(id)
    if leaning == MIXED:
        return f"{id} came out both ways"
    side = framework.side(question, leaning)
    return side.supposed or f"{id} pointed to {framework.track(leaning).name}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
