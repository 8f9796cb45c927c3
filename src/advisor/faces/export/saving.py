"""A conversation as a file's text, in each format that it can be kept in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advisor.advisor import Advisor
from advisor.conversation.transcript import Act, Transcript, to_json
from advisor.faces.export import compose, html, markdown, result

FORMATS = {"html": "text/html", "md": "text/markdown", "json": "application/json"}
RESULTS = {"result-html": "html", "result-md": "md"}  # the result on one page, and the format that it is written in


def saved(advisor: Advisor, acts: Sequence[Act], format: str) -> str:
    """`format` is a key of FORMATS; the same conversation and sources give the same text."""
    if format == "json":
        return to_json(Transcript(tuple(acts), tuple((a.id, a.sha256) for a in advisor.articles)))
    document = compose.of_conversation(advisor, acts)
    return html.write(document) if format == "html" else markdown.write(document)


def result_of(advisor: Advisor, acts: Sequence[Act], format: str, *, name: str = "", day: date | None = None) -> str:
    """The result on one page, as "html" or "md"."""
    document = result.of_result(advisor, acts, name=name, day=day)
    return html.write(document) if format == "html" else markdown.write(document)
