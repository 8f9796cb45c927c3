"""What stands ahead of a Markdown text for programs: it is no sentence, and names the title and the author."""

from __future__ import annotations

import pytest

from advisor.article import importing
from advisor.article.article import Article

PROSE = "The ship left the harbour at dawn."
BOTH = ("Pay at Sea", "Anna Oak, Ben Elm")


@pytest.mark.parametrize(
    ("front", "named"),
    [
        ("---\ntitle: Pay at Sea\nauthors:\n  - name: Anna Oak\n    url: http://x\n  - name: Ben Elm\n---\n", BOTH),
        ("---\ntitle: 'It''s pay: a view'\nauthor: [Anna Oak, Ben Elm]\n---\n", ("It's pay: a view", BOTH[1])),
        ('+++\ntitle = "Pay at Sea"\nauthors = ["Anna Oak", "Ben Elm"]\n[taxonomies]\ntags = ["a"]\n+++\n', BOTH),
        ('{\n  "title": "Pay at Sea",\n  "author": ["Anna Oak", {"name": "Ben Elm"}],\n  "draft": false\n}\n', BOTH),
        ("% Pay at Sea\n% Anna Oak; Ben Elm\n% 2024\n", BOTH),
        ("% Pay\n  at Sea\n% Anna Oak\n  Ben Elm\n", BOTH),
        ("Title: Pay at Sea\nAuthor: Anna Oak, Ben Elm\nDate: 2024-01-02\n", BOTH),
        ("title: Pay at Sea\nslug: pay\n", ("Pay at Sea", "")),
    ],
    ids=["YAML", "an apostrophe", "TOML", "JSON", "Pandoc", "Pandoc over lines", "MultiMarkdown", "Pelican"],
)
def test_it_names_title_and_author(front: str, named: tuple[str, str]) -> None:
    for start in ("", "\ufeff"):
        found = importing.read(f"{start}{front}\n{PROSE}\n".encode(), "a.md", largest=10_000)
        assert (found.description.title, found.description.author) == named
        article = Article("a", "a", found.text, found.sections)
        assert [span.of(found.text) for _, span in article.sentences] == [PROSE]


@pytest.mark.parametrize(
    "text",
    [
        "Note: We pay.\nThe rest: later.\n\nMore.\n",  # no title among the fields
        "Title: Pay\nWe pay.\n",  # the paragraph goes on
        '{\n  not "JSON"\n}\n\nWe pay.\n',
        "% of pay\nWe pay.\n",
    ],
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    found = importing.read(text.encode(), "a.md", largest=10_000)
    article = Article("a", "a", found.text, found.sections)
    assert article.sentences[0][1].start == 0
