"""The parts of the index as files: one folder a part, plain formats (FAISS, npz, JSON), the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from advisor.article.anchor import Anchor
from advisor.article.article import Article
from advisor.article.bank import Bank, Fact, Topic
from advisor.article.passages import Passage
from advisor.search.bank_index import BankIndex
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import Lexical
from advisor.search.source_index import SourceIndex
from advisor.search.vectors import VectorIndex
from advisor.span import Span

PLAIN = "plain.faiss"


def write_source(folder: Path, built: SourceIndex, vocabulary: dict[str, int]) -> None:
    numbers = {id(section): i for i, section in enumerate(built.article.sections)}
    _write_json(
        folder / "passages.json",
        {
            "passages": [[numbers[id(p.section)], p.span.start, p.span.end, *p.sentences] for p in built.passages],
            "rows": built.passage_rows.tolist(),
            "facts": [[[s.start, s.end] for s in spans] for spans in built.fact_places],
            "topics": [[[s.start, s.end] for s in spans] for spans in built.topic_places],
        },
    )
    _write_json(folder / "words.json", vocabulary)
    built.passage_vectors.write(folder / "passages.faiss")
    built.sentence_vectors.write(folder / "sentences.faiss")
    _write_tokens(folder, "sentences", built.sentence_tokens)
    if built.plain_vectors is not None:
        built.plain_vectors.write(folder / PLAIN)
    _write_lexical(folder, "passages", built.passage_terms)
    _write_lexical(folder, "sentences", built.sentence_terms)


def read_source(folder: Path, article: Article) -> SourceIndex:
    stored = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    return SourceIndex(
        article=article,
        passages=tuple(Passage(article.sections[n], Span(a, b), (i, j)) for n, a, b, i, j in stored["passages"]),
        passage_rows=np.array(stored["rows"], np.int64),
        passage_vectors=VectorIndex.read(folder / "passages.faiss"),
        sentence_vectors=VectorIndex.read(folder / "sentences.faiss"),
        sentence_tokens=_read_tokens(folder, "sentences"),
        passage_terms=_read_lexical(folder, "passages"),
        sentence_terms=_read_lexical(folder, "sentences"),
        fact_places=tuple(_spans(row) for row in stored["facts"]),
        topic_places=tuple(_spans(row) for row in stored["topics"]),
        plain_vectors=VectorIndex.read(folder / PLAIN) if (folder / PLAIN).is_file() else None,
    )


def write_bank(folder: Path, built: BankIndex, vocabulary: dict[str, int]) -> None:
    def places(anchors: Sequence[Anchor]) -> list[list[object]]:
        return [[anchor.section, *anchor.terms] for anchor in anchors]

    facts = [[f.id, f.about, places(f.places), f.questions] for f in built.bank.facts]
    topics = [[t.id, t.about, t.reason, t.missing, places(t.near), t.questions, t.same] for t in built.bank.topics]
    _write_json(folder / "bank.json", {"facts": facts, "topics": topics})
    _write_json(folder / "words.json", vocabulary)
    built.questions.write(folder / "questions.faiss")
    _write_lexical(folder, "bank", built.terms)
    np.save(folder / "entry_of.npy", built.entry_of)
    _write_tokens(folder, "bank", built.tokens)


def read_bank(folder: Path) -> BankIndex:
    stored = json.loads((folder / "bank.json").read_text(encoding="utf-8"))

    def anchors(rows: list[list[object]]) -> tuple[Anchor, ...]:
        return tuple(Anchor(int(str(section)), tuple(map(str, terms))) for section, *terms in rows)

    bank = Bank(
        tuple(Fact(id, tuple(about), anchors(at), tuple(questions)) for id, about, at, questions in stored["facts"]),
        tuple(
            Topic(id, tuple(about), why, missing, anchors(near), tuple(qs), tuple(same))
            for id, about, why, missing, near, qs, same in stored["topics"]
        ),
    )
    entry_of = np.load(folder / "entry_of.npy", allow_pickle=False)
    questions, terms = VectorIndex.read(folder / "questions.faiss"), _read_lexical(folder, "bank")
    return BankIndex(bank, questions, entry_of, _read_tokens(folder, "bank"), terms)


def read_words(folder: Path) -> dict[str, int]:
    return {str(word): int(n) for word, n in json.loads((folder / "words.json").read_text(encoding="utf-8")).items()}


def _write_tokens(folder: Path, name: str, built: TokenIndex) -> None:
    np.save(folder / f"{name}.starts.npy", built.starts)
    np.save(folder / f"{name}.tokens.npy", built.tokens)


def _read_tokens(folder: Path, name: str) -> TokenIndex:
    # subtle: mapped, not read, since a question touches a few hundred rows of half a million.
    mapped = np.load(folder / f"{name}.tokens.npy", mmap_mode="r", allow_pickle=False)
    return TokenIndex(np.load(folder / f"{name}.starts.npy", allow_pickle=False), np.asarray(mapped))


def _write_lexical(folder: Path, name: str, built: Lexical) -> None:
    _write_json(folder / f"{name}.terms.json", list(built.vocabulary))
    np.savez(
        folder / f"{name}.terms.npz",
        starts=built.starts, docs=built.docs, weights=built.weights, idf=built.idf, size=np.int64(built.size),
    )


def _read_lexical(folder: Path, name: str) -> Lexical:
    vocabulary = json.loads((folder / f"{name}.terms.json").read_text(encoding="utf-8"))
    with np.load(folder / f"{name}.terms.npz", allow_pickle=False) as arrays:
        return Lexical(
            {term: i for i, term in enumerate(vocabulary)},
            arrays["starts"], arrays["docs"], arrays["weights"], arrays["idf"], int(arrays["size"]),
        )


def _spans(row: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in row)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
