"""Where an estimate comes from: the author, or a named source. No fault, but good to know beside a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.article.article import Article
from advisor.article.critique.note import Note
from advisor.article.critique.sentence import ParsedSentence, note, parsed_sentences
from advisor.article.figure import Figure, notation

_OWN = re.compile(
    r"\b(?:in\s+my\s+(?:own\s+)?(?:experience|view|estimate|estimation|opinion|practice)|(?:data|figures|numbers)\s+(?:that\s+)?I\s+(?:have\s+)?"
    r"(?:gathered|collected|compiled)|I\s+(?:have\s+)?(?:seen|observed|gathered|noticed|estimate|estimated|reckon|found)|"
    r"from\s+my\s+(?:own\s+)?(?:\w+\s+)?(?:conversations|clients|coaching|work|interviews)|by\s+my\s+(?:estimate|count|reckoning)|"
    r"we\s+(?:have\s+)?(?:seen|observed|estimate|reckon)|in\s+our\s+(?:own\s+)?experience)\b",
    re.IGNORECASE,
)
_NAME = r"(?:the\s+|a\s+|an\s+)?(?:[a-z]+\s+){0,2}([A-Z][\w&’'-]*(?:\.[a-z]+)?(?:\s+[A-Z][\w&’'-]*){0,3})"
_DATA = r"(?=(?:’s|'s)?\s+(?:[a-z]+\s+)?(?:data|figures|numbers|statistics|survey|reports?|reporting|estimates?)\b)"
_NAMED = re.compile(
    rf"\b(?:(?:[Aa]ccording\s+to|[Rr]eported\s+by|[Dd]ata\s+from|[Ff]igures\s+from|[Ss]urvey\s+by|[Ss]tudy\s+by)\s+{_NAME}|"
    rf"(?:[Bb]ased\s+on|[Pp]er)\s+{_NAME}{_DATA})"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)\b")
_NO_NAME = frozenset("I We The This That These Those It My Our Section Chapter Figure Table".split())


def estimates(article: Article) -> Iterator[Note]:
    """One note for each sentence with a figure that says whose impression or which source it rests on."""
    for sentence in parsed_sentences(article):
        given = [figure for figure in sentence.figures if _is_estimate(figure)]
        if not given:
            continue
        figures = " and ".join(dict.fromkeys(notation(figure) for figure in given[:3]))
        if _OWN.search(sentence.text):
            says = f"{figures}: the author's own impression, by the author's account."
            yield note("estimate-own-impression", says, article, sentence)
        elif named := _source(sentence):
            yield note("estimate-named-source", f"{figures}: attributed to {named}.", article, sentence)


def _is_estimate(figure: Figure) -> bool:
    return figure.low > 0


def _source(sentence: ParsedSentence) -> str:
    """The source's name with its year, or with the remark that it has none."""
    for match in _NAMED.finditer(sentence.text):
        name = match.group(1) or match.group(2)
        if name.split()[0] in _NO_NAME:
            continue
        year = _YEAR.search(sentence.text, match.end(), match.end() + 40)
        return f"{name}, {year.group(1)}" if year else f"{name}, undated"
    return ""
