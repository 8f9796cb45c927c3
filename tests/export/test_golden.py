"""What was exported once can be verified for good: files as they were written, byte for byte.

Should this fail, an earlier export no longer verifies. Keep the old form readable beside the new one.
"""

from __future__ import annotations

from pathlib import Path

from advisor.faces.export import html, markdown
from advisor.faces.telling.document import LOOKS, Cited, Document, Ours, Repeated, Source, Table, Understood, Yours

HERE = Path(__file__).parent
DOCUMENT = Document(
    "Gulls & herrings",
    (Source("notes", "Of the sea", "0123456789abcdef" * 4, 4711),),
    (
        Yours("Do *gulls* swim?\n\n1. <b>Or</b> not, at 5 % & more"),
        Understood("do gulls swim?"),
        Cited(1, "Gulls do not.\nThey fly.", "Of the sea", 2, "Birds", "notes", 40, 63, "0123456789ab"),
        *(Ours(f"A line set as {look}.", look) for look in LOOKS),
        Repeated("gulls", "a question"),
        Table((("name", "swims"), ("gull | tern", "no"))),
    ),
)


def test_a_page_of_the_first_day_is_read() -> None:
    assert html.read((HERE / "golden.html").read_text(encoding="utf-8")) == DOCUMENT


def test_markdown_of_the_first_day_is_read() -> None:
    assert markdown.read((HERE / "golden.md").read_text(encoding="utf-8")) == DOCUMENT
