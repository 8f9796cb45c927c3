"""The rule about premiums: "X earn 40–80 % more than Y", held against the amounts that the text gives for X and Y.

Amounts are compared as intervals: a premium is borne out where any pair of amounts that the text allows bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.critique.sentence import ParsedSentence, note, parsed_sentences
from advisor.article.figure import Figure, notation

_MORE = re.compile(
    r"\s*(?:(?:pay|salary|wage|compensation|price|cost)\s+)?(?:premium|mark-?up|uplift|more|higher|greater|dearer|above|over)\b"
    r"(?:[^.;:]{0,30}?\b(?:over|than|above|relative\s+to|compared\s+(?:to|with)|against))?\s+",
    re.IGNORECASE,
)
_PREMIUM_OF = re.compile(r"\bpremium\s+of\s+(?:about\s+|roughly\s+|some\s+|between\s+)?$", re.IGNORECASE)
_OVER = re.compile(r"\s+(?:over|above|relative\s+to|compared\s+(?:to|with))\s+", re.IGNORECASE)
_GROUP = re.compile(r"(?:[A-Za-z][\w-]*\s+){0,4}?([A-Za-z][\w-]*s)\b")
_VERB = re.compile(r"\b(?:earn|command|make|get|receive|see|enjoy|pay|cost|have|take|carr)\w*\s", re.IGNORECASE)
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|against|compared\s+(?:to|with)|instead\s+of|rather\s+than|over|and)\b", re.IGNORECASE
)
_NO_PAY = re.compile(
    r"\b(?:gap|difference|premium|bonus|equity|grant|stock|shortfall|raise|more|extra|additional)\b[^,;]*$", re.IGNORECASE
)
_RANK = re.compile(
    r"\b(senior|junior|staff|principal|lead|mid-level|entry-level|new|top|median|average|typical)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MEDIAN = re.compile(r"\b(?:median|average|mean)\b[^.;,]{0,30}$", re.IGNORECASE)
_ROUNDING = 2.0  # percentage points


@dataclass(frozen=True, slots=True)
class Claim:
    """`premium` is what `more` are said to have over `less`, each a group by its noun."""

    sentence: ParsedSentence
    premium: Figure
    more: str
    less: str


def premium_not_borne_out(article: Article) -> Iterator[Note]:
    """Each premium in percent that a pair of amounts for the same two groups contradicts; the first pair is shown."""
    said = list(parsed_sentences(article))
    for sentence in said:
        yield from _within(article, sentence)
        for claim in _claims(sentence):
            for places, more, less in _pairs(said, claim):
                if not _borne_out(claim.premium, more, less):
                    yield _note(article, claim, places, more, less)
                    break


def _note(article: Article, claim: Claim, places: Sequence[ParsedSentence], more: Figure, less: Figure) -> Note:
    least, most = _premium(more, less)
    found = f"{least:.0f}" if most == least else f"over {least:.0f}" if most == float("inf") else f"{least:.0f}–{most:.0f}"
    says = f"A premium of {notation(claim.premium)} is claimed; {notation(more)} against {notation(less)} makes {found} %."
    return note("premium-not-borne-out", says, article, claim.sentence, *places)


def _premium(more: Figure, less: Figure) -> tuple[float, float]:
    least = 100 * (more.least / less.most - 1) if less.most else float("-inf")
    most = 100 * (more.most / less.least - 1) if less.least else float("inf")
    return least, most


def _borne_out(premium: Figure, more: Figure, less: Figure) -> bool:
    least, most = _premium(more, less)
    return least <= premium.most + _ROUNDING and most >= premium.least - _ROUNDING


def _within(article: Article, sentence: ParsedSentence) -> Iterator[Note]:
    """"a 50 % premium ($300K versus $250K)": one percentage and two single amounts set against each other."""
    percents = [f for f in sentence.figures if f.unit == "%" and _MORE.match(sentence.text, f.span.end)]
    amounts = [f for f in sentence.figures if f.unit not in ("%",) and not f.unit.isalpha()]
    if len(percents) != 1 or len(amounts) != 2 or amounts[0].unit != amounts[1].unit:
        return
    between = sentence.text[amounts[0].span.end : amounts[1].span.start]
    if len(between) > 40 or not _VERSUS.match(between.strip()):
        return
    low, high = sorted(amounts, key=lambda figure: figure.low)
    if not _borne_out(percents[0], high, low):
        yield _note(article, Claim(sentence, percents[0], "", ""), (sentence,), high, low)


def _claims(sentence: ParsedSentence) -> Iterator[Claim]:
    for figure in sentence.figures:
        verbs = list(_VERB.finditer(sentence.text, 0, figure.span.start))
        over = _OVER if _PREMIUM_OF.search(sentence.text[: figure.span.start]) else _MORE
        joined = over.match(sentence.text, figure.span.end) if figure.unit == "%" else None
        subject = sentence.text[: verbs[-1].start()].split() if verbs else []
        second = _GROUP.match(sentence.text, joined.end()) if joined else None
        if second is None or not subject:
            continue
        heads = _noun(subject[-1]), _noun(second.group(1))
        if all(heads) and heads[0] != heads[1]:
            yield Claim(sentence, figure, *heads)


def _noun(word: str) -> str:
    """`_noun("Scientists")` → `'scientist'`; "" for what names no group."""
    plain = re.sub(r"\W+$", "", word).lower()
    return plain.removesuffix("s") if plain.endswith("s") and len(plain) > 3 else ""


def _pairs(said: Sequence[ParsedSentence], claim: Claim) -> Iterator[tuple[tuple[ParsedSentence, ...], Figure, Figure]]:
    """Amounts for the two groups set side by side: in one sentence at one rank, or as medians in neighbouring ones."""
    for sentence in said:
        more, less = _amounts(sentence, claim)
        for rank, figure in more:
            other = next((f for r, f in less if r == rank and f.unit == figure.unit), None)
            if other is not None:
                yield (sentence,), figure, other
                break
    for first, second in pairwise(said):
        if first.section is not second.section:
            continue
        for one, two in ((first, second), (second, first)):
            more, less = _amounts(one, claim)[0], _amounts(two, claim)[1]
            medians = [f for _, f in more if _is_median(one, f)], [f for _, f in less if _is_median(two, f)]
            if medians[0] and medians[1]:
                yield (first, second), medians[0][0], medians[1][0]


def _is_median(sentence: ParsedSentence, figure: Figure) -> bool:
    return not figure.range and bool(_MEDIAN.search(sentence.text[: figure.span.start]))


def _amounts(sentence: ParsedSentence, claim: Claim) -> tuple[list[tuple[str, Figure]], list[tuple[str, Figure]]]:
    """The amounts of money said of each group, with its rank ("senior"): the nearest group named ahead of the amount."""
    more: list[tuple[str, Figure]] = []
    less: list[tuple[str, Figure]] = []
    named = list(re.finditer(rf"\b(?:{re.escape(claim.more)}|{re.escape(claim.less)})s?\b", sentence.text, re.IGNORECASE))
    for figure in sentence.figures:
        if figure.unit == "%" or figure.unit.isalpha():
            continue
        ahead = [name for name in named if name.end() <= figure.span.start]
        if not ahead or _NO_PAY.search(sentence.text[ahead[-1].end() : figure.span.start]):
            continue
        rank = _RANK.search(sentence.text[: ahead[-1].start()])
        entry = (rank.group(1).lower() if rank else "", figure)
        (more if ahead[-1].group().lower().startswith(claim.more) else less).append(entry)
    return more, less
