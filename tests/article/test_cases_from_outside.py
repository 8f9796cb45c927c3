"""The small inputs of ../shared/cases/files: what each must be read as. Skipped where they are not here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.article import importing
from advisor.article.article import Article
from advisor.errors import InputUnreadable

FILES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "files"
if not FILES.is_dir():
    pytest.skip("the cases from outside are not here", allow_module_level=True)


class Taken:
    """A file as it is read: title, author, headings, sentences, and what is searched."""

    def __init__(self, name: str) -> None:
        found = importing.read((FILES / name).read_bytes(), name, largest=20_000_000)
        article = Article(found.description.id, found.description.title, found.text, found.sections)
        self.title, self.author, self.id = found.description.title, found.description.author, found.description.id
        self.headings = [section.title for section in found.sections if section.path]
        self.sentences = [span.of(found.text) for _, span in article.sentences]
        self.searched = [article.searched(span) for _, span in article.sentences]
        assert all(found.text[span.start : span.end] == span.of(found.text) for _, span in article.sentences)

    def says(self, *words: str) -> bool:
        return any(all(word in sentence for word in words) for sentence in self.sentences)


def rows(taken: Taken, *parts: str) -> bool:
    """One sentence holds the whole row, and is searched with its heads."""
    return taken.says(*parts) and any(part.count(": ") >= 2 for part in taken.searched)


EXPECTED: dict[str, Callable[[Taken], bool]] = {
    "a1-memo.txt": lambda t: t.says("20 crates of tea, 10 lamps, and 2 stoves delivered on January 23."),
    "a2-same-sentence.md": lambda t: t.headings == ["Medical insurance", "Dental insurance", "Life insurance"],
    "a3-labels.txt": lambda t: "She built 40 bridges." in t.sentences,
    "a4-faq.txt": lambda t: t.headings[-1].endswith("How can I become a member?")
    and t.sentences[-1] == "Send a letter to the office." and sum("member" in s for s in t.sentences) == 0,
    "d1-strict.docx": lambda t: t.title == "Pay at the Harbour" and t.says("Level two earns"),
    "e1-says-gb2312-is-utf8.html": lambda t: t.says("founded in 1998 by 朱镕."),
    "e3-sjis-with-circled.html": lambda t: t.sentences == ["Step ① costs 10 yen.", "Step ② is free."],
    "e5-utf16-no-bom.txt": lambda t: t.sentences == ["The firm was founded in 1998.", "It has ten people."],
    "f1-related.html": lambda t: t.sentences[-1].startswith("Paragraph 5 ") and t.headings == ["Notes on work"],
    "f2-book-contents.html": lambda t: t.headings == ["Night work"] and not t.says("Chapter on"),
    "h1-zwsp.html": lambda t: t.headings[-1] == "Pay",
    "index.md": lambda t: (t.title, t.id) == ("Pay at the Harbour", "pay-at-the-harbour"),
    "l1-lead-in.html": lambda t: "Editors leave the site to one person." in t.sentences,
    "n2-front-matter.md": lambda t: (t.title, t.author) == ("Pay at the Harbour", "Anna Oak"),
    "o1-alder.md": lambda t: t.title == "Pay at Alder" and t.says("Alder pays its engineers 95K a year."),
    "p1-gaps-for-spaces.pdf": lambda t: t.says("The harbour pays its engineers ninety thousand a year."),
    "p2-arxiv-stamp.pdf": lambda t: t.title == "How Engineers Are Hired" and t.headings == ["Introduction", "Results"]
    and not t.says("arXiv"),
    "p3-running-heads.pdf": lambda t: not t.says("CHOOSE") and not t.says("CHOOSING") and len(t.headings) == 15,
    "p4-figure-under-label.pdf": lambda t: "BY REVENUE 400 crore" in t.sentences and t.headings == ["Our year in figures"],
    "p8-level-headings.pdf": lambda t: t.headings == [f"Level {n}" for n in range(1, 7)],
    "s1-abbreviations.txt": lambda t: 9 <= len(t.sentences) <= 10,
    "t1-table-row-cut.docx": lambda t: rows(t, "Pay", "Earns 50K. No bonus.", "Earns 90K. Gets a bonus."),
    "t1-table-row-cut.html": lambda t: rows(t, "Birch", "Five rounds. Long.", "200K"),
    "t1-table-row-cut.md": lambda t: rows(t, "Pay", "Earns 50K. No bonus.", "Earns 90K. Gets a bonus."),
    "x1-roman-chapters.txt": lambda t: t.headings == ["CHAPTER I", "CHAPTER II", "CHAPTER III"],
    "x3-numbered-list-lost.txt": lambda t: [s[:2] for s in t.sentences[2:5]] == ["1.", "2.", "3."] and not t.headings,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_it_is_read_as_expected(name: str) -> None:
    taken = Taken(name)
    assert EXPECTED[name](taken), (taken.title, taken.author, taken.headings, taken.sentences[:20])


def test_control_characters_are_refused() -> None:
    with pytest.raises(InputUnreadable, match=r"control character '\\x9b' \(byte 31\)"):
        Taken("c1-control.txt")


def test_none_is_left_out() -> None:
    assert {path.name for path in FILES.iterdir()} - {"README.md", "c1-control.txt"} == set(EXPECTED)
