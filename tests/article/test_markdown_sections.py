"""Sections of Markdown: marked and underlined headings, front matter and fences."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from advisor.article.formats.markdown import find_sections, looks_like_markdown

BODY = "The keeper climbs the stairs."


def shape(text: str) -> list[tuple[int, tuple[str, ...]]]:
    return [(section.number, section.path) for section in find_sections(text)]


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"# A\n{BODY}\n## B\n{BODY}\n# C\n{BODY}", [(1, ("A",)), (2, ("A", "B")), (3, ("C",))], id="a path of headings"
        ),
        pytest.param(
            f"# A\n## B\n{BODY}\n", [(1, ("A", "B"))], id="a heading without a body of its own is part of a path alone"
        ),
        pytest.param(f"A\n===\n{BODY}\n\nB\n---\n{BODY}\n", [(1, ("A",)), (2, ("A", "B"))], id="underlined"),
        pytest.param(f"## 1. A\n{BODY}\n## 2. B\n{BODY}", [(1, ("A",)), (2, ("B",))], id="numbers of its own"),
        pytest.param(
            f"# T\n{BODY}\n## 1. A\n{BODY}\n## 2. B\n{BODY}",
            [(0, ("T",)), (1, ("T", "A")), (2, ("T", "B"))],
            id="a title ahead of the numbers is section 0",
        ),
        pytest.param(f"## 1. A\n{BODY}\n## 1. B\n{BODY}", [(1, ("A",)), (2, ("B",))], id="numbers that repeat are replaced"),
        pytest.param(f"## 3. A\n{BODY}\n## 2. B\n{BODY}", [(1, ("A",)), (2, ("B",))], id="numbers that fall are replaced"),
        pytest.param(f"---\ntitle: x\n---\n# A\n{BODY}", [(1, ("A",))], id="front matter is left out"),
        pytest.param(f"\ufeff---\ntitle: x\n---\n# A\n{BODY}", [(1, ("A",))], id="front matter behind a byte order mark"),
        pytest.param(f"# A\n{BODY}\n```\n# not a heading\n```\n{BODY}", [(1, ("A",))], id="a fence holds no heading"),
        pytest.param(
            f"# A\n~~~\n```\n# no\n~~~\n# B\n{BODY}", [(1, ("A",)), (2, ("B",))], id="a fence ends with its own mark"
        ),
        pytest.param(f"# A\n{BODY}\n\n---\n\n{BODY}", [(1, ("A",))], id="a rule behind a blank line is no underline"),
        pytest.param(f"# A\n{BODY}\n#hash\n", [(1, ("A",))], id="a hash tag is no heading"),
        pytest.param(f"# **A** and `b` [link](x)\n{BODY}", [(1, ("A and b link",))], id="marks are left out of the title"),
        pytest.param(f"# A #\n{BODY}", [(1, ("A",))], id="closing marks"),
        pytest.param(BODY, [(1, ())], id="none"),
        pytest.param("# A\n# B\n", [], id="headings alone"),
    ],
)
def test_headings(text: str, expected: list[tuple[int, tuple[str, ...]]], line: str) -> None:
    if line == "\r" and "title: x" in text:
        pytest.skip("test_front_matter_of_an_old_mac")
    assert shape(text.replace("\n", line)) == expected


def test_front_matter_of_an_old_mac() -> None:
    assert shape(f"---\rtitle: x\r---\r# A\r{BODY}") == [(1, ("A",))]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        pytest.param("# Learning C#", "Learning C#", id="a hash that belongs to a word"),
        pytest.param("# The max_length option", "The max_length option", id="an underscore within a word"),
        pytest.param("# 10 things to know", "10 things to know", id="a figure that is no number"),
    ],
)
def test_a_title_is_worded_as_in_the_text(heading: str, title: str) -> None:
    assert shape(f"{heading}\n{BODY}\n# Other\n{BODY}")[0] == (1, (title,))


def test_no_two_sections_have_one_number() -> None:
    numbers = [n for n, _ in shape(f"{BODY}\n\n# T\n{BODY}\n## 1. A\n{BODY}\n## 2. B\n{BODY}")]
    assert len(numbers) == len(set(numbers))


def test_two_marked_headings_make_a_text_markdown() -> None:
    assert looks_like_markdown("# A\nx\n## B\ny")
    assert not looks_like_markdown("# a comment\nx = 1")
    assert not looks_like_markdown("#!/bin/sh\n#no\n#no")


def test_a_heading_full_of_spaces_takes_time_by_its_length(within: Callable[[float], AbstractContextManager[None]]) -> None:
    with within(2):
        assert len(find_sections(f"# a{' ' * 5_000}b\n{BODY}")) == 1
