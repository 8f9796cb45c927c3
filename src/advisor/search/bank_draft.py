"""The skeleton of a question bank for a source that has none: a fact a sentence, with the place that answers it.

Facts stand in the order in which people ask: amounts and durations first, then named things, then the rest, each in the
order of the text. The one phrasing of each is a start made of its headings and its own rare words; to be replaced by how
people ask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from advisor.article.anchor import Anchor, find
from advisor.article.article import Article
from advisor.article.figure import figures
from advisor.article.section import Section
from advisor.search import lexical
from advisor.search.lexical import Lexical
from advisor.search.wording import names_in, terms
from advisor.span import Span

_MOST_FACTS = 400
_SHORTEST = 4  # words: less is a label
_WORDS = re.compile(r"[$€£]?\d[\w.,%-]*\w|[^\W\d_]{3,}")
_TRIED = 6  # of the rarest words of a sentence, up to three together


class _Candidate(NamedTuple):
    """A sentence that could be a fact; in the order of how much it is asked for, then of the article."""

    rank: int
    number: int
    section: Section
    span: Span


def draft(article: Article) -> str:
    """The TOML of the skeleton: what `advisor bank new` writes; raises nothing of its own."""
    by_words = lexical.build([terms(span.of(article.text)) for _, span in article.sentences])
    candidates = [
        _Candidate(_asked(article, span), number, section, span)
        for number, (section, span) in enumerate(article.sentences)
        if len(span.of(article.text).split()) >= _SHORTEST
    ]
    lines = [
        f"# Question bank of {article.id}: {len(candidates)} sentences, those that people ask for most first.",
        "# `at` names the place that answers: a section and words that stand in that sentence alone. It is right as it is.",
        "# `questions` is yours to write: how people ask for it, five phrasings or more, unlike each other. The one that",
        "# stands there is made of the sentence's own words: replace it. Delete the facts that nobody asks for.\n",
    ]
    for _, number, section, span in sorted(candidates)[:_MOST_FACTS]:
        lines += _fact(article, number, section, span, by_words)
    return "\n".join(lines)


def _asked(article: Article, span: Span) -> int:
    text = span.of(article.text)
    return 0 if figures(text) else 1 if any(c.isdigit() for c in text) else 2 if names_in(text) else 3


def _fact(article: Article, number: int, section: Section, span: Span, by_words: Lexical) -> Iterator[str]:
    """Its lines; none where no words of it name it alone."""
    text = span.of(article.text)
    rare = sorted(dict.fromkeys(_WORDS.findall(text)), key=lambda word: -_rarity(word, by_words))
    place = _place(article, section, span, rare[:_TRIED])
    if place is None:
        return
    head = section.path[-1] if section.path else article.title
    start = " ".join([*head.split()[:6], *rare[:4]])
    yield f"# {' '.join(text.split())[:200]}"
    yield "[[fact]]"
    yield f'id = "s{section.number}-{number}"'
    yield f"at = [{{ section = {section.number}, terms = {_toml(list(place.terms))} }}]"
    yield f"questions = {_toml([start])}\n"


def _place(article: Article, section: Section, span: Span, rare: list[str]) -> Anchor | None:
    """The shortest choice of its words that names this sentence and no other."""
    for size in (1, 2, 3):
        for chosen in combinations(rare, size):
            anchor = Anchor(section.number, chosen)
            if find(anchor, article) == span:
                return anchor
    return None


def _rarity(word: str, by_words: Lexical) -> float:
    return max((by_words.idf_of(term) for term in terms(word)), default=0.0)


def _toml(strings: list[str]) -> str:
    return json.dumps(strings, ensure_ascii=False)
