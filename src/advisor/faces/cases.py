"""From opinions to cases for `advisor eval ask`: each says what a right answer would have been, where the opinion tells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.article.article import Article
from advisor.faces.feedback import Opinion
from advisor.span import Span

_LEAST_WORDS = 3  # of a pasted passage: less is a remark that happens to stand in a source, like "pay"


def cases_of(opinions: Sequence[Opinion], articles: Sequence[Article]) -> tuple[list[dict[str, Any]], list[Opinion]]:
    """The cases, and the opinions that are none, since nobody said which passage would be right."""
    cases: list[dict[str, Any]] = []
    without: list[Opinion] = []
    for opinion in opinions:
        right = _right(opinion, articles)
        if right is None:
            without.append(opinion)
            continue
        asked = {"id": f"feedback-{len(cases) + 1}", "question": opinion.question, "context": list(opinion.after)}
        cases.append({**asked, "kind": "feedback", **right})
    return cases, without


def line_of(case: Mapping[str, Any]) -> str:
    """As it is read best; with escapes where the text holds what some readers take for the end of a line."""
    line = json.dumps(case, ensure_ascii=False)
    return line if len(line.splitlines()) == 1 else json.dumps(case)


def _right(opinion: Opinion, articles: Sequence[Article]) -> dict[str, Any] | None:
    refused, answered = opinion.status == "abstained", opinion.status == "answered"
    if (refused and opinion.helpful) or (answered and not opinion.helpful and opinion.why == "not_in_source"):
        return {"answerable": False}
    if answered and opinion.helpful and opinion.quotes:
        first = opinion.quotes[0]
        return _answered(first.section_number, first.text)
    if not opinion.helpful and opinion.why in ("other_passage", "is_in_source"):
        return _named(opinion.words, articles)
    return None


def _named(words: str, articles: Sequence[Article]) -> dict[str, Any] | None:
    """The passage that the user pasted, if it stands in a source."""
    if len(words.split()) < _LEAST_WORDS:
        return None
    for article in articles:
        start = article.text.find(words)
        section = article.section_at(Span(start, start + len(words))) if start >= 0 else None
        if section is not None:
            return _answered(section.number, words)
    return None


def _answered(section: int, gold: str) -> dict[str, Any]:
    return {"answerable": True, "section": section, "gold": [gold], "must_show": []}
