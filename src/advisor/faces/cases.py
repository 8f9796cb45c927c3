"""From opinions to cases for `advisor eval ask`: each says what a right answer would have been, where the opinion tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.article.article import Article
from advisor.faces.feedback import Opinion
from advisor.span import Span


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


def _right(opinion: Opinion, articles: Sequence[Article]) -> dict[str, Any] | None:
    if opinion.why == "not_in_source" or (opinion.status == "abstained" and opinion.helpful):
        return {"answerable": False}
    if opinion.helpful and opinion.quotes:
        first = opinion.quotes[0]
        return _answered(first.section_number, first.text)
    return _named(opinion.words, articles)


def _named(words: str, articles: Sequence[Article]) -> dict[str, Any] | None:
    """The passage that the user pasted, if it stands in a source."""
    for article in articles:
        start = article.text.find(words) if words else -1
        section = article.section_at(Span(start, start + len(words))) if start >= 0 else None
        if section is not None:
            return _answered(section.number, words)
    return None


def _answered(section: int, gold: str) -> dict[str, Any]:
    return {"answerable": True, "section": section, "gold": [gold], "must_show": []}
