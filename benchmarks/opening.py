"""Opens what is measured: the adviser on guide or article, and sources built in memory from given passages.

The article is added to a home in the user's cache, never inside the repository; that home's index is used again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor import Advisor
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.article.bank import Bank
from advisor.article.library import Library
from advisor.article.section import Section
from advisor.search.build import build_source, vocabulary
from advisor.search.encoder import Encoder
from advisor.search.index import Index
from advisor.search.source_index import SourceIndex
from advisor.search.statement_index import StatementIndex
from advisor.search.wording import english_words
from advisor.settings import Settings
from advisor.span import Span

TOP = Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared"
ARTICLE = SHARED / "source" / "article.txt"
SPOKEN_CASES = SHARED / "eval" / "article" / "questions_spoken.jsonl"
ARTICLE_CASES = SHARED / "eval" / "article" / "questions.jsonl"
PUBLIC = SHARED / "eval" / "public"
GUIDE_CASES = TOP / "tests" / "cases" / "questions.jsonl"
GUIDE_SPOKEN = TOP / "tests" / "cases" / "questions_spoken.jsonl"
GUIDE_FORUM = TOP / "tests" / "cases" / "questions_forum.jsonl"  # nothing is fitted on these
HELD_OUT = TOP / "tests" / "cases" / "questions_held_out.jsonl"


def cases(path: Path) -> list[dict[str, Any]]:
    """The JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def strangers(folder: Path, half: int) -> list[str]:
    """The public questions of one half of the documents (by the hash of their id): foreign to guide and article alike."""
    found = []
    for name in ("squad2", "xquad", "clapnq"):
        if (folder / name / "questions.jsonl").is_file():
            found += [q["question"] for q in cases(folder / name / "questions.jsonl") if half_of(q["doc_id"]) == half]
    return found


def half_of(id: str) -> int:
    return hashlib.sha256(id.encode()).digest()[0] % 2


def context(case: dict[str, Any]) -> list[str]:
    """The earlier questions of a case, oldest first."""
    return list(case.get("context") or [])


def sources() -> list[Path]:
    """What the identity of a result hashes: the guide with its bank and cases, and the article where it is at hand."""
    return [path for path in (TOP / "corpus" / "guide", GUIDE_CASES, ARTICLE, ARTICLE_CASES) if path.exists()]


def home(*, use_bank: bool = True) -> Settings:
    settings = Settings()
    return dataclasses.replace(settings, home=settings.cache / "benchmarks", use_bank=use_bank)


def advisor(source: Path | None, *, use_bank: bool = True) -> Advisor:
    """On the article of that file, or on the guide for None; builds the index where it is missing."""
    settings = home(use_bank=use_bank)
    library = Library(settings)
    if not settings.index.exists() and (TOP / "index").is_dir():
        shutil.copytree(TOP / "index", settings.index)  # parts that are built already are used again
    if source is None:
        return Advisor.load(settings, sources=["guide"])
    added = library.add(library.prepare(source.read_bytes(), source.name))
    return Advisor.load(settings, sources=[added.description.id])


def article_of(id: str, title: str, paragraphs: Sequence[str]) -> Article:
    """An article whose sections are the paragraphs, all below the one title."""
    sections, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        sections.append(Section(number, (title,) if title else (), Span(at, at), Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    return Article(id, title, "\n\n".join(paragraphs), tuple(sections), stands_for=id)


def given_sentences(id: str, title: str, paragraphs: Sequence[Sequence[str]]) -> Article:
    """An article of one section a paragraph, cut exactly into the given sentences."""
    article = article_of(id, title, [" ".join(paragraph) for paragraph in paragraphs])
    found: list[tuple[Section, Span]] = []
    for section, paragraph in zip(article.sections, paragraphs, strict=True):
        at = section.body.start
        for sentence in paragraph:
            found.append((section, Span(at, at + len(sentence))))
            at += len(sentence) + 1
    article.__dict__["sentences"] = tuple(found)  # subtle: fills the cached property, so that nothing cuts anew
    return article


def holding(article: Article, answers: Sequence[dict[str, Any]], *, whole: bool) -> NDArray[np.bool_]:
    """The sentences in which an answer begins; for answers that are sentences, those that share half of one."""
    spans = [Span(a["start"], a["start"] + len(a["text"])) for a in answers]
    out = []
    for _, s in article.sentences:
        shared = [min(s.end, a.end) - max(s.start, a.start) for a in spans]
        enough = [n >= 0.5 * min(len(a), len(s)) if whole else s.start <= a.start < s.end
                  for n, a in zip(shared, spans, strict=True)]
        out.append(any(enough))
    return np.array(out, bool)


def built(article: Article, encoder: Encoder) -> SourceIndex:
    """As `advisor index` builds an article without a bank."""
    return build_source(article, Bank(), encoder, passage_tokens=Settings().passage_tokens)


def reader_of(source: SourceIndex, encoder: Encoder) -> Reader:
    """A reader on one source without a bank, spelling repaired towards its own words."""
    found = vocabulary([source.article.text], Bank(), english_words())
    nothing = StatementIndex.of([], encoder.encode([]), encoder.dimension)
    return Reader(Index((source,), {}, found, nothing), encoder, Settings(use_bank=False))
