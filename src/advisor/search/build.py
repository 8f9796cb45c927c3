"""Build the parts of the index from sources and bank. Pure but for the encoder; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np

from advisor.article.anchor import Anchor, find
from advisor.article.article import Article
from advisor.article.bank import Bank
from advisor.article.passages import embedded_text, passages
from advisor.article.tokens import count_tokens
from advisor.search import lexical
from advisor.search.bank_index import BankIndex
from advisor.search.classifier import fit
from advisor.search.encoder import Encoder, Vectors
from advisor.search.source_index import SourceIndex
from advisor.search.vectors import VectorIndex
from advisor.search.wording import Speller, read_as, terms, words
from advisor.span import Span

Progress = Callable[[int], None]  # told how many texts were just embedded
_AT_ONCE = 256  # texts: bounds the memory of a build
_WINDOW_OVERLAP = 0.25


def build_source(
    article: Article, bank: Bank, encoder: Encoder, *, passage_tokens: int, progress: Progress = lambda _: None
) -> SourceIndex:
    """Embed and count one source, sentence by sentence as progress goes; raises nothing of its own."""
    found = passages(article, budget=passage_tokens, count=count_tokens)
    texts, rows = [], []
    for number, passage in enumerate(found):
        for window in windows(embedded_text(article, passage), encoder):
            texts.append(window)
            rows.append(number)
    sentences = [article.searched(span) for _, span in article.sentences]
    return SourceIndex(
        article=article,
        passages=found,
        passage_rows=np.array(rows, np.int64),
        passage_vectors=VectorIndex.of(_encode(texts, encoder), encoder.dimension),
        sentence_vectors=VectorIndex.of(_sentence_vectors(sentences, encoder, progress), encoder.dimension),
        passage_terms=lexical.build([terms(read_as(embedded_text(article, passage))) for passage in found]),
        sentence_terms=lexical.build([terms(read_as(sentence)) for sentence in sentences]),
        fact_places=tuple(_places(fact.places, article, whole=True) for fact in bank.facts),
        topic_places=tuple(_places(topic.near, article, whole=False) for topic in bank.topics),
    )


def build_bank(bank: Bank, encoder: Encoder, speller: Speller, *, progress: Progress = lambda _: None) -> BankIndex:
    """Embed every phrasing as it would be read from a user, and fit the classifier."""
    entries = bank.entries
    phrasings = [(speller.repair(read_as(q)), i) for i, entry in enumerate(entries) for q in entry.questions]
    entry_of = np.array([i for _, i in phrasings], np.int64)
    vectors = _encode([text for text, _ in phrasings], encoder, progress)
    by_entry: list[list[str]] = [[] for _ in entries]
    for text, i in phrasings:
        by_entry[i].extend(terms(text))
    questions = VectorIndex.of(vectors, encoder.dimension)
    return BankIndex(bank, questions, entry_of, fit(vectors, entry_of, len(entries)), lexical.build(by_entry))


def vocabulary(texts: Sequence[str], bank: Bank, known: Collection[str]) -> dict[str, int]:
    """The words that spelling is repaired towards, with their uses: the sources', and those that the bank spells right."""
    in_sources = Counter(word for text in texts for word in words(read_as(text)) if word.isalpha())
    in_bank = Counter(
        word for e in bank.entries for q in e.questions for word in words(read_as(q)) if word.isalpha()
    )
    often = {word: n for word, n in in_bank.items() if word in in_sources or (n >= 3 and word in known)}
    return {word: in_sources[word] + often.get(word, 0) for word in sorted({*in_sources, *often}) if len(word) >= 3}


def windows(text: str, encoder: Encoder) -> Iterator[str]:
    """The text itself where the encoder takes it whole, else overlapping stretches of it that it takes whole."""
    if encoder.count(text) <= encoder.longest:
        yield text
        return
    parts = text.split()
    if len(parts) < 2:  # one endless word: by characters
        half = len(text) // 2
        yield from windows(text[: half + half // 4], encoder)
        yield from windows(text[half - half // 4 :], encoder)
        return
    size = max(1, int(len(parts) * encoder.longest / encoder.count(text) * 0.9))
    step = max(1, int(size * (1 - _WINDOW_OVERLAP)))
    for start in range(0, len(parts), step):
        yield from windows(" ".join(parts[start : start + size]), encoder)
        if start + size >= len(parts):
            return


def _sentence_vectors(sentences: Sequence[str], encoder: Encoder, progress: Progress) -> Vectors:
    """One unit vector a sentence; a sentence of several windows gets their mean direction."""
    pieces = [(window, i) for i, sentence in enumerate(sentences) for window in windows(sentence, encoder)]
    first = [i == 0 or pieces[i][1] != pieces[i - 1][1] for i in range(len(pieces))]
    vectors = _encode([text for text, _ in pieces], encoder, progress, counts=first)
    total = np.zeros((len(sentences), encoder.dimension), np.float32)
    np.add.at(total, np.array([i for _, i in pieces], np.int64), vectors)
    lengths = np.linalg.norm(total, axis=1, keepdims=True)
    return np.asarray(total / np.maximum(lengths, 1e-12), np.float32)


def _encode(
    texts: Sequence[str], encoder: Encoder, progress: Progress = lambda _: None, *, counts: Sequence[bool] | None = None
) -> Vectors:
    """`counts` says which of the texts progress is told of; all, where it is None."""
    vectors = np.zeros((len(texts), encoder.dimension), np.float32)
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        vectors[at : at + len(some)] = encoder.encode(some)
        progress(sum(counts[at : at + len(some)]) if counts is not None else len(some))
    return vectors


def _places(anchors: Sequence[Anchor], article: Article, *, whole: bool) -> tuple[Span, ...]:
    spans = [find(anchor, article) for anchor in anchors]
    if whole and None in spans:
        return ()
    return tuple(dict.fromkeys(span for span in spans if span is not None))


