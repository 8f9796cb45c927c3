"""Rules about ranges: a middle outside its own range, a range turned round, a narrower group outside the wider one's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.critique.sentence import ParsedSentence, note, parsed_sentences
from advisor.article.figure import Figure, notation

_MIDDLE = re.compile(r"\b(median|average|mean)\b(?!\s+of\s+(?:the\s+)?(?:two|three|both))", re.IGNORECASE)
_NO_MIDDLE = re.compile(r"(?:above|below|over|under|than|on|beyond)(?:\s+(?:the|an|industry|national))*\s*$", re.IGNORECASE)
_MIDDLE_OPENS = re.compile(r"(?:the|its|their|a|with a)?\s*(?:median|average|mean)\b", re.IGNORECASE)
_OTHER_SUBJECT = re.compile(
    r"\b(?:while|whereas|but|compared|versus|vs|unlike|than|for|among|last|previous|previously|formerly|gap|difference|up|growth)\b|;",
    re.IGNORECASE,
)
_MIDDLE_REACH = 45  # characters from "median" to its figure
_RANGE_REACH = 110  # characters from a range to the figure said to be its middle
_FALLING = re.compile(
    r"\b(?:from|down|fell|falls?|falling|drop\w*|declin\w*|reduc\w*|decreas\w*|shr[aiu]nk\w*|lower\w*|cut|cuts|cutting|halv\w*)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_SPANNED = re.compile(r"(?:\bbetween|\brang(?:e|es|ing)\s+(?:of|from|between))\s+(?:about\s+|roughly\s+)?$", re.IGNORECASE)
_COUNTDOWN = re.compile(r"\s*(?:ago|before|prior|earlier|in advance|left)\b", re.IGNORECASE)
_RANK = (
    r"senior|junior|staff|principal|lead|top|experienced|veteran|mid-level|entry-level|early-career|late-career|new|younger|older|"
    r"first-year|executive|chief|highest-paid|lowest-paid"
)
_NARROWER = re.compile(rf"\b(?:{_RANK})\s+((?:[\w-]+\s+){{0,2}}?)([A-Za-z][\w-]*?)(?:s|es)?\b", re.IGNORECASE)
_RESTRICTED = re.compile(rf"\b(?:{_RANK}|start\w*|begin\w*|entry|base|L\d|level\s+\d|grade\s+\d)\b", re.IGNORECASE)
_SET_APART = re.compile(r"\b(?:while|whereas|but|versus|vs|compared|then|unlike|instead|against)\b|;", re.IGNORECASE)


def median_outside_range(article: Article) -> Iterator[Note]:
    """A median, average or mean that lies above or below the range it is given with."""
    said = list(parsed_sentences(article))
    for sentence in said:
        for middle, name in _middles(sentence):
            wide = _range_for(sentence, middle)
            if wide is not None and not wide.least <= middle.low <= wide.most:
                yield note("median-outside-range", _says_outside(name, middle, wide), article, sentence)
    for first, second in pairwise(said):
        if first.section is not second.section or not _MIDDLE_OPENS.match(second.text):
            continue
        wides = [figure for figure in first.figures if figure.range]
        for middle, name in _middles(second)[:1]:
            own = [figure for figure in wides if figure.unit == middle.unit]
            if len(own) == 1 and len(second.figures) == 1 and not own[0].least <= middle.low <= own[0].most:
                yield note("median-outside-range", _says_outside(name, middle, own[0]), article, first, second)


def _says_outside(name: str, middle: Figure, wide: Figure) -> str:
    side = "above" if middle.low > wide.most else "below"
    return f"The {name} ({notation(middle)}) lies {side} the range that it is given with ({notation(wide)})."


def _middles(sentence: ParsedSentence) -> list[tuple[Figure, str]]:
    """The single amounts called a median, an average or a mean: just behind the word, or just ahead of it."""
    found = []
    for word in _MIDDLE.finditer(sentence.text):
        if _NO_MIDDLE.search(sentence.text[: word.start()]):
            continue
        for figure in sentence.figures:
            behind = sentence.text[word.end() : figure.span.start] if figure.span.start >= word.end() else None
            ahead = sentence.text[figure.span.end : word.start()] if figure.span.end <= word.start() else None
            near = (behind is not None and len(behind) <= _MIDDLE_REACH and not _OTHER_SUBJECT.search(behind)) or (
                ahead is not None and len(ahead.strip()) == 0
            )
            if near:
                if not figure.range and not figure.unbounded and not figure.bounded_above:
                    found.append((figure, word.group(1).lower()))
                break
    return found


def _range_for(sentence: ParsedSentence, middle: Figure) -> Figure | None:
    """The nearest range of the same unit, no other amount and no other subject between it and the middle."""
    figures = list(sentence.figures)
    at = figures.index(middle)
    for neighbour in (at - 1, at + 1):
        if not 0 <= neighbour < len(figures):
            continue
        wide = figures[neighbour]
        first, last = sorted((wide, middle), key=lambda figure: figure.span.start)
        between = sentence.text[first.span.end : last.span.start]
        if wide.range and not wide.reversed and wide.unit == middle.unit and len(between) <= _RANGE_REACH:
            return None if _OTHER_SUBJECT.search(between) else wide
    return None


def range_reversed(article: Article) -> Iterator[Note]:
    """A range whose first figure is the larger; "fell from 30 % to 10 %" and a countdown are none."""
    for sentence in parsed_sentences(article):
        for figure in sentence.figures:
            if figure.range and figure.reversed and _is_written_as_range(sentence.text, figure):
                says = f"The range {notation(figure)} runs from the larger figure to the smaller."
                yield note("range-reversed", says, article, sentence)


def _is_written_as_range(text: str, figure: Figure) -> bool:
    before, after = text[: figure.span.start], text[figure.span.end :]
    if _COUNTDOWN.match(after):
        return False
    if _SPANNED.search(before):
        return True
    dashed = not re.search(r"\s(?:to|and|through)\s", figure.span.of(text))
    return dashed and not _FALLING.search(before)


def narrower_outside_wider(article: Article) -> Iterator[Note]:
    """A range for all of a group, and in the same breath a figure for its senior (junior, …) part that lies outside."""
    for sentence in parsed_sentences(article):
        if len(sentence.figures) < 2:
            continue
        for narrower in _NARROWER.finditer(sentence.text):
            wide = _wider(sentence.text, narrower, sentence.figures)
            part = next((figure for figure in sentence.figures if figure.span.start >= narrower.end()), None)
            if wide is None or part is None or part.unit != wide.unit or _inside(part, wide):
                continue
            group = " ".join(narrower.group().split())
            named = f"{group[0].upper()}{group[1:]}"
            says = f"{named} ({notation(part)}) fall outside the range given for all ({notation(wide)})."
            yield note("narrower-outside-wider", says, article, sentence)
            break


def _wider(text: str, narrower: re.Match[str], figures: Sequence[Figure]) -> Figure | None:
    """The one range said ahead of the narrower group of the same noun unqualified, in the same clause or the one before."""
    noun = re.escape(narrower.group(2))
    named = list(re.finditer(rf"\b{noun}(?:s|es)?\b", text[: narrower.start()], re.IGNORECASE))
    if not named:
        return None
    between = [figure for figure in figures if named[-1].end() <= figure.span.start and figure.span.end <= narrower.start()]
    if len(between) != 1 or not between[0].range or between[0].reversed:
        return None
    ahead = text[max(0, named[-1].start() - 40) : between[0].span.start]
    if _RESTRICTED.search(ahead) or _SET_APART.search(text[between[0].span.end : narrower.start()]):
        return None
    return between[0]


def _inside(part: Figure, wide: Figure) -> bool:
    if part.range:
        return wide.low <= part.low and part.high <= wide.high
    return wide.low <= part.low <= wide.high
