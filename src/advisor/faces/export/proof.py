"""The proof of a document: every quote in sight is cut again out of the source that it names, and compared.

What is read is what a reader sees, block by block: no hidden data is asked what the quotes are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from advisor.article.article import Article
from advisor.article.library import Library
from advisor.characters import character_name, harmful, spelled_words, strange
from advisor.conversation.notes import NOTES
from advisor.errors import InputUnreadable, SourceUnknown
from advisor.faces import wording
from advisor.faces.export import html, markdown
from advisor.faces.reading_in import read_input
from advisor.faces.telling.document import SHORT, ByHand, Cited, Document, Key, Ours, Repeated, Table, Understood, Yours
from advisor.faces.telling.quoted import place, plain, strays
from advisor.faces.verdict_wording import STATUS_NOTES, of_them
from advisor.span import Span

_LARGEST = 20_000_000  # bytes
_AROUND = 25  # characters shown on either side of where two texts part
MOST = 100  # problems that are named; of a file with more nothing is worth reading
_QUOTED = re.compile("“([^“”]*)”")
_NOTES = frozenset({"", *STATUS_NOTES.values(), *map(of_them, STATUS_NOTES.values())})


@dataclass(frozen=True, slots=True)
class Problem:
    """Where something does not stand: the number of the quote, or None of other words, and why."""

    number: int | None
    words: str
    why: str

    def __str__(self) -> str:
        shown = self.words if len(self.words) <= 70 else f"{self.words[:70]}…"
        which = f"quote [{self.number}]" if self.number is not None else "words"
        return f"{which} “{shown}”: {self.why}"


def read_document(path: Path) -> Document:
    """An exported file, by its content HTML or Markdown; raises NotOurs, or InputUnreadable."""
    try:
        raw = read_input(path, "a file of advisor export", largest=_LARGEST)
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputUnreadable(f"{path} is no text in UTF-8", expected="a file of advisor export") from None
    return html.read(text) if text.startswith("<!doctype html>") else markdown.read(text)


def problems(document: Document, library: Library) -> tuple[Problem, ...]:
    """Everything that does not stand, in the order of the document; none: every quote in it is proven."""
    articles: dict[str, Article | None] = {}
    for id in {*(source.id for source in document.sources), *(cited.source for cited in document.cited)}:
        try:
            articles[id] = library.article(id)
        except SourceUnknown:
            articles[id] = None
    framework = library.settings.framework
    ours = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(framework.glob("*.toml"))]
    ours += NOTES.values()
    found = chain(_of_title(document.title), _of_sources(document, articles), _of_blocks(document, articles, ours))
    return tuple(islice(found, MOST))


def _of_title(title: str) -> Iterator[Problem]:
    yield from _plain(title)
    yield from _harmful(title)
    yield from _strange(title)


def _of_sources(document: Document, articles: Mapping[str, Article | None]) -> Iterator[Problem]:
    named = [source.id for source in document.sources]
    for source in document.sources:
        article = articles[source.id]
        said = (source.title, source.sha256, source.chars)
        if article is None:
            yield Problem(None, source.title, f"there is no source {source.id} here; add it: advisor add FILE")
        elif (article.title, article.sha256, len(article.text)) != said:
            other = f"the source {source.id} here is another text (SHA-256 {article.sha256[:SHORT]}…)"
            yield Problem(None, source.title, other)
        if named.count(source.id) > 1:
            yield Problem(None, source.title, "named twice at the top")
    quoted = {cited.source for cited in document.cited}
    for id in sorted(quoted ^ set(named)):
        why = "quoted from, and not named at the top" if id in quoted else "named at the top, and not quoted from"
        yield Problem(None, id, why)


def _of_blocks(document: Document, articles: Mapping[str, Article | None], ours: Sequence[str]) -> Iterator[Problem]:
    """`ours` are texts that our own words are made of, beside those of sources and user."""
    told = [block.text for block in document.blocks if isinstance(block, Yours)]
    told += [block.words for block in document.blocks if isinstance(block, ByHand)]
    texts = [*told, *(article.text for article in articles.values() if article is not None)]
    examples = {words for text in ours for words in _QUOTED.findall(text)}  # “about Ben: …”, as our own words say it
    known = cache(lambda words: words in examples or any(words in text for text in texts))
    spelled = frozenset(chain.from_iterable(spelled_words(text.lower()) for text in (*texts, *ours)))
    of_user = cache(lambda words: any(words in text for text in told))
    quotes: dict[int, list[str]] = {}
    for cited in document.cited:
        quotes.setdefault(cited.number, []).append(cited.text)
    numbers: dict[tuple[str, int, int], int] = {}
    for block in document.blocks:
        if isinstance(block, Cited):
            number = numbers.setdefault((block.source, block.start, block.end), len(numbers) + 1)
            why = _why_not(block, articles[block.source])
            if not why and number != block.number:
                why = f"in order of reading its number is {number}"
            if why:
                yield Problem(block.number, block.text, why)
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from _plain(cell)
                yield from _harmful(cell)
                yield from _strange(cell)
        else:
            yield from _harmful(block.text)
        if isinstance(block, Repeated):
            if not of_user(block.text):
                yield Problem(None, block.text, "given as the user's, and in no message of the user")
            if block.note not in _NOTES:
                yield Problem(None, block.note, "no note of ours on the user's words")
        elif isinstance(block, Key):
            yield from _plain(block.label)
            yield from _harmful(block.label)
            yield from _strange(block.label, spelled)
            if not any(block.text in text for text in quotes.get(block.number, ())):
                yield Problem(block.number, block.text, "given as its words, and not in it")
        elif isinstance(block, Understood):
            yield from _plain(block.text)
            yield from _strange(block.text, spelled)
        elif isinstance(block, Ours):
            yield from _stray(block.text, known)
            yield from _strange(_QUOTED.sub(lambda found: "" if known(found[1]) else found[0], block.text), spelled)


def _why_not(cited: Cited, article: Article | None) -> str:
    """Why a quote does not stand, "" where it does."""
    if article is None:
        return f"there is no source {cited.source} here; add it: advisor add FILE"
    if article.sha256[:SHORT] != cited.hash:
        return f"quoted from another text of {cited.source} ({cited.hash}…, here {article.sha256[:SHORT]}…)"
    if not 0 <= cited.start < cited.end <= len(article.text):
        return f"{cited.source} has no characters {cited.start} to {cited.end}"
    span = Span(cited.start, cited.end)
    if span.of(article.text) != cited.text:
        return difference(cited.text, span.of(article.text))
    section = article.section_at(span)
    if section is None or (section.number, section.title) != (cited.section_number, cited.section_title):
        return f"it stands in §{section.number} {section.title}" if section else "it stands in no section"
    called = wording.name(article.id, [article])
    return f"its source is called {called}" if called != cited.name else ""


def difference(said: str, there: str, stands: str = "stand there") -> str:
    """Where two texts part, with a few words on either side."""
    shorter = min(len(said), len(there))
    at = next((i for i in range(shorter) if said[i] != there[i]), shorter)
    begin, end = max(0, at - _AROUND), at + _AROUND
    dots = "…" if begin else ""
    return f"other words {stands}: “{dots}{there[begin:end]}” where it has “{dots}{said[begin:end]}”"


def _stray(said: str, known: Callable[[str], bool]) -> Iterator[Problem]:
    """Words dressed as a quote outside of one."""
    for words in strays(said, known):
        yield Problem(None, words, "in quotation marks, and in no source and no message")
    if place(said):
        yield Problem(None, said, "cites a place, and is no quote")


def _plain(said: str) -> Iterator[Problem]:
    """Where we write no quotation marks at all."""
    if plain(said) != said:
        yield Problem(None, said, "in quotation marks, or cites a place, and is no quote")


def _harmful(said: str) -> Iterator[Problem]:
    """Of our own words and the user's none is written with them; a quote is compared with its source instead."""
    found = harmful(said)
    if found:
        yield Problem(None, said, f"holds the character {character_name(found)}, which cannot be seen")


def _strange(said: str, spelled: Collection[str] | None = None) -> Iterator[Problem]:
    """Letters that look like others: of our own words all but ASCII that no text spells so, of a name what mixes scripts."""
    found = strange(said, spelled)
    if found:
        yield Problem(None, said, f"holds {found}, which looks like another letter or changes one")
