"""The answer in a line: which words of a quote answer the question, so that they can be shown first and largest.

Takes an answer, gives places within its quotes; no word is added, joined or re-cased. Where no part of a quote stands out
there is no headline, and the quote speaks for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from advisor.answering.answer import Answer, Citation
from advisor.answering.entities import LABS, Entities, entities
from advisor.answering.polarity import denies
from advisor.answering.query import Query, kind_of
from advisor.article.figure import figures
from advisor.search.wording import read_as, terms
from advisor.span import Span, trimmed

NO = "no"
ROLES = ("RE", "RS")

_LARGEST_SHARE = 0.8  # of the quote: a headline that is nearly all of it is none
_LONGEST = 120  # characters
_SHARED = 2  # terms beside the names that two quotes have in common where they are read side by side
_CLAUSE = re.compile(  # where a sentence can be cut and both parts still stand: not inside a list
    r"(?:[;:]|(?<=[.!?])) +|, +(?=(?:and|but|though|although|which|because|since|whereas|while|far|in|by|typically|for|as|"
    r"an? (?:[A-Z]\w+|figure))\b)|(?<=\w) +(?=(?:but|while|whereas) +\w)"
)
_OPENING = re.compile(r"(?:and|but|or|while|whereas|though|although) +")
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:much|many|long|high|big)|pay|pays|paid|earn|earns|makes?|salary|salaries|compensation|median|range|rate|"
    r"percent|percentage|premium|gap|timeline|fraction|share|odds|chances?)\b"
)
_TIMES = "years|months|weeks|days|hours|minutes"
_UNITS = (  # what is asked for, and the unit that a figure must then have
    (re.compile(r"\b(?:percent|percentage|fraction|share|odds|chances?|rate)\b"), r"%"),
    (re.compile(rf"\b(?:how long|timeline|how many (?:{_TIMES}))\b"), _TIMES),
    (re.compile(r"\b(?:pay|pays|paid|earn|earns|salary|salaries|compensation|median)\b"), r"[$€£]"),
)  # fmt: skip
_COUNT = re.compile(r"(?<![\w$.,-])\d[\d,]*(?:\.\d+)?(?:\s?[-–]\s?\d[\d,]*)?\+?(?= [a-z])")
_QUALIFIER = re.compile(
    r"(?:\b(?:about|around|roughly|nearly|nearer|almost|below|under|over|above|up to|at (?:most|least)|between|from|only|"
    r"(?:more|less|fewer) than|(?:an? |the )?(?:stated |typical )?(?:range|median|average|total) (?:of|is|at))\b ?)+$"
)
_CAREFUL = re.compile(r"\b(?:not|no|never|nor|without|unless|if|except|hardly|rather|instead|may|might|could|can)\b|n't\b")
_ASKS_ODDS = re.compile(r"\bwhat are (?:the|my) (?:odds|chances)\b")  # plural as a list is, and still one figure
_ASKS_WHY = re.compile(r"\b(?:why|how come|how is it that|what for|reason)\b")
_REASON = re.compile(r"(?:^|(?<=, )|(?<= ))(?:because|since)\b[^,;.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """Words of one quote that answer; `span` lies within the quote's text.

    `label` is the side of a comparison that they are of (a role's id or a lab), `NO` where they deny what is asked, else "".
    """

    label: str
    citation: Citation
    span: Span

    @property
    def text(self) -> str:
        return self.span.of(self.citation.quote.text)


@dataclass(frozen=True, slots=True)
class Headline:
    """One point, or those of a comparison, to be read side by side."""

    points: tuple[Point, ...]


def headline(answer: Answer) -> Headline | None:
    """The answer's own line; None where the best quote is best read whole, as a row is, or may answer something else."""
    if not answer.citations or answer.certainty != "sure" or answer.citations[0].quote.text.startswith("|"):
        return None
    kind, asked = kind_of(answer.read_as), entities(answer.read_as)
    best = answer.citations[0]
    if answer.denied:
        span = _denying(answer.read_as, best.quote.text)
        return Headline((Point(NO, best, span),)) if span else None
    if kind == "comparison" or len(asked.roles) > 1 or len(asked.labs) > 1:
        sides = _sides(answer, asked)
        if sides or len(asked.labs) > 1:
            return Headline(sides) if sides else None  # one side alone would pass for the better one
    figured = kind not in ("yes_no", "reason", "list") or _ASKS_ODDS.search(answer.read_as) is not None
    found = _figured(best.quote.text, answer.read_as, asked) if figured else None
    if found is None and _ASKS_WHY.search(answer.read_as):
        found = _reason(best.quote.text)
    if found is None and kind in ("yes_no", "comparison", "other"):
        found = _opening(best.quote.text, answer.read_as)
    if found is None or len(found) > _LARGEST_SHARE * len(best.quote.text) or len(found) > _LONGEST:
        return None
    return Headline((Point("", best, found),))


def _denying(asked_as: str, quote: str) -> Span | None:
    """The one clause that by itself denies what is asked."""
    query = Query(asked_as, asked_as, asked_as, asked_as, entities(asked_as), kind_of(asked_as), tuple(terms(asked_as)))
    found = [span for span in _clauses(quote) if denies(query, span.of(quote))]
    return found[0] if len(found) == 1 and len(found[0]) <= _LONGEST else None


def _figured(quote: str, asked_as: str, asked: Entities) -> Span | None:
    """From the first figure that is asked for to the end of the last clause that has one, with what qualifies them."""
    if not _ASKS_FIGURE.search(asked_as):
        return None
    unit = next((unit for asks, unit in _UNITS if asks.search(asked_as)), "")
    fitting = [span for span in _clauses(quote) if _amounts(quote, span, unit) and _fits(span.of(quote), asked)]
    median = "median" in asked_as.split()
    fitting = [span for span in fitting if "median" in span.of(quote)] if median else fitting
    if not fitting:
        return None
    last = fitting[0]
    for span in fitting[1:]:
        joined = re.fullmatch(r"[,;]? *(?:and|but)? *", quote[last.end : span.start])
        if not joined or span.end - fitting[0].start > _LONGEST:
            break
        last = span
    at = _amounts(quote, fitting[0], unit)[0].start
    lead = quote[fitting[0].start : at]
    if median and "median" in lead:
        at = fitting[0].start + lead.rindex("median")
        at -= 4 if quote[:at].endswith("the ") else 0
    elif not median and _narrows(lead, asked):
        at = fitting[0].start
    elif qualified := _QUALIFIER.search(lead):
        at = fitting[0].start + qualified.start()
    return Span(at, last.end)


def _amounts(quote: str, within: Span, unit: str = "") -> list[Span]:
    """The places of figures in a part of the quote, of that unit where one is asked for, else of plain counts too."""
    part = within.of(quote)
    places = [figure.span for figure in figures(part) if re.fullmatch(unit or ".*", figure.unit)]
    if not places and not unit:
        places = [Span(*found.span()) for found in _COUNT.finditer(part)]
    return [place.shifted(within.start) for place in places]


def _fits(clause: str, asked: Entities) -> bool:
    """False where the clause is about another lab or role than the one asked for."""
    named = entities(read_as(clause))
    roles = not named.roles or not asked.roles or bool(set(named.roles) & set(asked.roles))
    labs = not named.labs or not asked.labs or bool(set(named.labs) & set(asked.labs))
    return roles and labs


def _narrows(lead: str, asked: Entities) -> bool:
    """True where the words before a figure narrow it, so that it would say more without them."""
    named = entities(read_as(lead))
    return bool(set(named.labs) - set(asked.labs) or set(named.roles) - set(asked.roles) or _CAREFUL.search(lead))


def _reason(quote: str) -> Span | None:
    """The clause that gives the reason."""
    found = _REASON.search(quote)
    return trimmed(Span(*found.span()), quote) if found else None


def _opening(quote: str, asked_as: str) -> Span | None:
    """The main clause that the quote opens with, where it holds more words of the question than what follows."""
    if not (found := _clauses(quote)):
        return None
    first, *rest = found
    about = set(terms(asked_as))
    shared = [len(about & set(terms(span.of(quote)))) for span in (first, *rest)]
    return first if rest and len(first) > 30 and shared[0] > max(1, *shared[1:]) else None


def _sides(answer: Answer, asked: Entities) -> tuple[Point, ...]:
    """A point a side, from one quote or from two that speak of the same: the roles, or the labs where these are compared."""
    of_labs = len(asked.labs) > 1
    names = asked.labs if of_labs else ROLES
    figured = _ASKS_FIGURE.search(answer.read_as) is not None
    found = [list(_of_side(answer, name, asked, of_labs=of_labs, figured=figured)) for name in names]
    for points in product(*found):
        if all(_same_subject(points[0], other, of_labs=of_labs, figured=figured) for other in points[1:]):
            return points
    return ()


def _of_side(answer: Answer, name: str, asked: Entities, *, of_labs: bool, figured: bool) -> Iterator[Point]:
    """Each clause of the quotes that is of this side alone."""
    for citation in answer.citations:
        quote = citation.quote.text
        for span in _clauses(quote):
            named = entities(read_as(span.of(quote)))
            alone = (named.labs if of_labs else named.roles) == (name,)
            fits = _fits(span.of(quote), Entities(asked.labs, asked.roles if of_labs else ()))
            if alone and fits and len(span) <= _LONGEST and (not figured or _amounts(quote, span)):
                yield Point(name, citation, span)


def _same_subject(one: Point, other: Point, *, of_labs: bool, figured: bool) -> bool:
    if one.citation == other.citation:
        return True
    first, second = (entities(read_as(point.citation.quote.text)) for point in (one, other))
    if (first.roles != second.roles) if of_labs else (first.labs != second.labs):
        return False
    shared = set(terms(one.text)) & set(terms(other.text)) - _NAMES
    return figured or len(shared) >= _SHARED


def _clauses(quote: str) -> list[Span]:
    """The parts of a quote that can stand by themselves, without the sign or the word that joins them."""
    edges: Sequence[int] = [0, *(edge for match in _CLAUSE.finditer(quote) for edge in match.span()), len(quote)]
    spans = [trimmed(Span(start, end), quote) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    parts = []
    for span in spans:
        opening = _OPENING.match(quote, span.start, span.end)
        start = opening.end() if opening else span.start
        end = start + len(quote[start : span.end].rstrip(" .;:,"))
        parts += [Span(start, end)] if start < end else []
    return parts


_NAMES = frozenset(terms("research engineer engineering scientist role RE RS " + " ".join(LABS)))
