"""Our own words around quotes, the same on the terminal and on the page. No word here comes from a source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.answering.asked import no_answer
from advisor.article.article import Article
from advisor.article.library import GUIDE
from advisor.article.quote import Quote
from advisor.enumeration import enumerated
from advisor.framework.words import Words
from advisor.search.wording import read_as, terms

LIKELY = "This may be what you mean:"
OTHERWISE = "No, by the source:"
DIFFERS = "The sources give different figures: see the first quote and the last."
NEAREST, NEARLY = "Close, but does not answer:", "The nearest that I found:"
OTHER_SOURCES = "Other sources were quoted then; the replies are made from those that are here now."
REMARK = "Note on the source:"
ADD_ORIGINAL = "advisor add FILE"
_NAMES = (
    "OpenAI", "Anthropic", "DeepMind", "Google", "PhD", "Research Engineers", "Research Engineer", "Research Scientists",
    "Research Scientist", "CodeSignal", "Master's", "I",
)  # fmt: skip
_BARE_ROLE = re.compile(  # "pay research scientist?": one that wants its article
    r"\b(?P<before>pay|pays|paid|as|become|becoming|be|being|hire|hires|does|is|than|from|for|to|of) "
    r"(?P<role>research (?:engineer|scientist))(?=\W*$|[?.!,;]| (?:at|in|on|with|without|make|makes|earn|earns|"
    r"get|gets|need|needs|do|who|than|to|per|a year)\b)"
)
_NAMED_AT_ONCE = 3  # sources
_NOT_EVEN_CLOSE = 0.25  # below it the topic is truly what was asked, and not an answer just missed


def refusal(words: Words, reading: Abstention, articles: Sequence[Article] = ()) -> str:
    """One or two sentences: what is missing, and what the source does speak of; `articles` are those that were asked."""
    if reading.reason == "off_topic" and any(article.stands_for != GUIDE for article in articles):
        return Words().off_topic  # they speak of other things as well
    of_subject = {"off_topic": words.off_topic, "too_vague": words.too_vague, "wants_verdict": words.wants_verdict}
    if reading.reason in of_subject:
        return of_subject[reading.reason]
    if reading.confidence >= _NOT_EVEN_CLOSE:
        return "I am not sure that the source answers that."
    if reading.missing:
        return f"The source does not say anything about {reading.missing}."
    return "I found no answer to that in the source."


def nearest(reading: Abstention) -> str:
    """What is said ahead of the quotes that come nearest to what was refused."""
    return NEARLY if reading.confidence >= _NOT_EVEN_CLOSE else NEAREST


def lead_ins(answer: Answer) -> list[str]:
    """What is said ahead of an answer's quotes, on every face alike."""
    said = ((answer.certainty == "likely", LIKELY), (answer.denied, OTHERWISE), (answer.differs, DIFFERS))
    return [line for holds, line in said if holds]


def left_out(answer: Answer) -> list[str]:
    """What is said of the other questions of the message, to which the source has no answer."""
    return [no_answer([question]) for question in answer.unanswered]


def labs_of(labs: Mapping[int, str]) -> str:
    """`labs_of({1: "OpenAI", 2: "Anthropic"})` → `'In the source [1] is about OpenAI, [2] about Anthropic.'`"""
    first, *rest = (f"[{number}] is about {lab}" for number, lab in labs.items())
    return f"In the source {', '.join([first, *(each.replace(' is ', ' ', 1) for each in rest)])}."


def columns_of(numbers: Sequence[int]) -> str:
    """`columns_of([1, 3])` → `'The columns of the table that [1] and [3] are from:'`"""
    rows = enumerated([f"[{number}]" for number in numbers], "and")
    return f"The columns of the table that {rows} {'are' if len(numbers) > 1 else 'is'} from:"


def worth_showing(reading: Reading) -> bool:
    """True where it was read as other words than the user's: a follow-up resolved, a name put in, a spelling mended."""
    return not isinstance(reading, SmallTalk) and terms(reading.read_as) != terms(read_as(reading.question))


def as_read(reading: Reading) -> str:
    """The question as it was read, as one would write it: `What does a Research Engineer earn at OpenAI?`"""
    return " ".join(map(_written, reading.read_as.split("; ")))


def asked_before(reading: Reading) -> str:
    """The question that a follow-up was read behind, as one would write it; "" where it follows none."""
    return "" if isinstance(reading, SmallTalk) or not reading.behind else _written(reading.behind)


def _written(question: str) -> str:
    """`_written("how much does openai pay research scientist")` → `'How much does OpenAI pay a Research Scientist?'`"""
    said = _BARE_ROLE.sub(r"\g<before> a \g<role>", read_as(question))  # again: names were put in, words spelled anew
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
    """`Quoted from our guide and “Another article”`; of more than three, `Quoted from our guide and 8 other sources`."""
    named = ["our guide" if a.id == GUIDE else f"“{a.title}”" for a in articles]
    if len(named) > _NAMED_AT_ONCE:
        named = [named[0], f"{len(named) - 1} other sources"]
    return f"Quoted from {' and '.join(named)}"
