"""The original article as its owner has it: found whole, by general means, its text untouched. Skipped where absent."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from rapidfuzz import fuzz

from advisor.article.article import Article
from advisor.article.library import Library
from advisor.settings import Settings


@pytest.fixture(scope="module")
def headings(root: Path, original: Article) -> ModuleType:
    """The tool that lists shared wording, which knows the article's headings by name."""
    spec = importlib.util.spec_from_file_location("overlap", root.parent / "shared" / "tools" / "overlap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_all_ten_sections_are_found_with_number_and_title_as_worded_in_the_body(
    original: Article, headings: ModuleType
) -> None:
    expected = [headings.BODY.get(number, title) for number, title in enumerate(headings.HEADINGS, 1)]
    found = [f"{section.number}. {section.title}" for section in original.sections]
    assert found[:9] == expected[:9]
    assert len(found) == 10
    assert found[9].startswith(headings.HEADINGS[9])
    assert len(found[9].split()) <= len(expected[9].split()) + 3


def test_the_table_of_contents_is_in_no_section(original: Article, headings: ModuleType) -> None:
    for number in (5, 7):  # worded differently there
        title = headings.HEADINGS[number - 1].split(". ", 1)[1]
        assert title in original.text
        assert not any(title in section.body.of(original.text) for section in original.sections)


@pytest.mark.parametrize(
    "mark", ["archives", "categories", "rss feed", "leave a reply", "comments", "copyright", "all rights reserved"]
)
def test_what_the_page_prints_around_it_is_in_no_section(original: Article, mark: str) -> None:
    foot = original.text[original.sections[-1].body.end :].lower()
    body = original.sections[-1].body.of(original.text).lower()
    assert mark not in body
    if mark in original.text.lower():
        assert mark in foot


def test_sections_follow_one_another_without_a_word_between_them(original: Article) -> None:
    for one, other in zip(original.sections, original.sections[1:], strict=False):
        assert original.text[one.body.end : other.heading.start].strip() == ""


def test_the_canonical_text_is_the_file(original_bytes: bytes, tmp_path: Path) -> None:
    library = Library(Settings(home=tmp_path))
    library.add(library.prepare(original_bytes, "article.txt"))
    assert (tmp_path / "corpus" / "teki-2026" / "text.txt").read_bytes() == original_bytes
    assert library.article("teki-2026").text.encode("utf-8") == original_bytes


def test_it_is_recognised_and_takes_the_guides_place(original_bytes: bytes, tmp_path: Path) -> None:
    library = Library(Settings(home=tmp_path))
    prepared = library.prepare(original_bytes, "-")
    assert (prepared.description.id, prepared.description.stands_for) == ("teki-2026", "guide")
    assert library.active() == ("guide",)
    library.add(prepared)
    assert library.active() == ("teki-2026",)
    library.remove("teki-2026")
    assert library.active() == ("guide",)


def test_windows_line_ends_lose_no_section(original_bytes: bytes, original: Article) -> None:
    from advisor.article.source import find_sections

    other = original_bytes.decode().replace("\n", "\r\n")
    assert [s.title for s in find_sections(other, "text")] == [s.title for s in original.sections]


def test_the_guide_has_the_articles_sections_in_its_own_words(guide: Article, original: Article) -> None:
    assert [s.number for s in guide.sections] == list(range(10))
    for one, other in zip(guide.sections[1:], original.sections, strict=False):
        likeness = [fuzz.ratio(one.body.of(guide.text), other.body.of(original.text))]
        assert max(likeness) < 80
