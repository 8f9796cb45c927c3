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
from advisor.search.encoder import TOKENS, Encoder, Encoding, Tokens, Vectors, for_any_subject
from advisor.search.late_interaction import TokenIndex
from advisor.search.source_index import SourceIndex
from advisor.search.subject import on_subject
from advisor.search.vectors import VectorIndex
from advisor.search.wording import Speller, read_as, terms, words
from advisor.span import Span

Progress = Callable[[int], None]  # told of the share of the work just done, as that share of the texts
Notice = Callable[[str, int], Progress]  # called with what is built next and of how many texts
_AT_ONCE = 2048  # texts: bounds the memory of a build
_WINDOW_OVERLAP = 0.25
_AROUND = 8  # pieces, at most, that a tokenizer adds to a text's own


def build_source(
    article: Article, bank: Bank, encoder: Encoder, *, passage_tokens: int, progress: Progress = lambda _: None
) -> SourceIndex:
    """Embed and count one source; progress is told of its sentences. Raises nothing of its own.

    What has a bank or speaks of its subject is read with the adapter that the guide's bank taught, all else with the other.
    """
    learned = bool(bank.entries) or on_subject(article)
    for_any = for_any_subject(encoder)
    encoder = encoder if learned else for_any
    in_passages = passages(article, budget=passage_tokens, count=count_tokens)
    whole = [embedded_text(article, passage) for passage in in_passages]
    sentences = [article.searched(span) for _, span in article.sentences]
    of_passages = [(window, i) for i, text in enumerate(whole) for window in windows(text, encoder)]
    of_sentences = [(window, i) for i, text in enumerate(sentences) for window in windows(text, encoder)]
    texts = [window for window, _ in (*of_passages, *of_sentences)]
    found = encodings_of(texts, encoder, progress, total=len(sentences))
    vectors = vectors_of(found, encoder.dimension)
    owners = [i for _, i in of_sentences]
    pieces = tokens_of([each.tokens for each in found[len(of_passages) :]], owners, len(sentences))
    of_each_sentence = means(vectors[len(of_passages) :], owners, len(sentences))
    plain = None
    if learned:
        as_any = encoded([window for window, _ in of_sentences], for_any, lambda _: None, total=0)
        plain = VectorIndex.of(means(as_any, owners, len(sentences)), encoder.dimension)
    return SourceIndex(
        article=article,
        passages=in_passages,
        passage_rows=np.array([i for _, i in of_passages], np.int64),
        passage_vectors=VectorIndex.of(vectors[: len(of_passages)], encoder.dimension),
        sentence_vectors=VectorIndex.of(of_each_sentence, encoder.dimension),
        sentence_tokens=TokenIndex.of(pieces),
        passage_terms=lexical.build([terms(read_as(text)) for text in whole]),
        sentence_terms=lexical.build([terms(read_as(sentence)) for sentence in sentences]),
        fact_places=tuple(_places(fact.places, article, whole=True) for fact in bank.facts),
        topic_places=tuple(_places(topic.near, article, whole=False) for topic in bank.topics),
        plain_vectors=plain,
    )


def build_bank(bank: Bank, encoder: Encoder, speller: Speller, *, progress: Progress = lambda _: None) -> BankIndex:
    """Embed every phrasing as it would be read from a user."""
    entries = bank.entries
    phrasings = [(speller.repair(read_as(q)), i) for i, entry in enumerate(entries) for q in entry.questions]
    entry_of = np.array([i for _, i in phrasings], np.int64)
    texts = [text for text, _ in phrasings]
    found = encodings_of(texts, encoder, progress, total=len(phrasings))
    by_entry: list[list[str]] = [[] for _ in entries]
    for text, i in phrasings:
        by_entry[i].extend(terms(text))
    questions = VectorIndex.of(vectors_of(found, encoder.dimension), encoder.dimension, half=True)
    tokens = TokenIndex.of([encoding.tokens for encoding in found])
    return BankIndex(bank, questions, entry_of, tokens, lexical.build(by_entry))


def vocabulary(texts: Sequence[str], bank: Bank, known: Collection[str]) -> dict[str, int]:
    """The words that spelling is repaired towards, with their uses: the sources', and those that the bank spells right."""
    in_sources = Counter(word for text in texts for word in words(read_as(text)) if word.isalpha())
    in_bank = Counter(word for e in bank.entries for q in e.questions for word in words(read_as(q)) if word.isalpha())
    often = {word: n for word, n in in_bank.items() if word in in_sources or (n >= 3 and word in known)}
    return {word: in_sources[word] + often.get(word, 0) for word in sorted({*in_sources, *often}) if len(word) >= 3}


def windows(text: str, encoder: Encoder) -> Iterator[str]:
    """The text itself where the encoder takes it whole, else overlapping stretches of it that it takes whole."""
    # subtle: no tokenizer makes more pieces than a text has bytes, but for the few that it puts around.
    if len(text.encode("utf-8", "replace")) + _AROUND <= encoder.longest:
        yield text
        return
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


def means(vectors: Vectors, owners: Sequence[int], count: int) -> Vectors:
    """One unit vector an owner, shape (count, dimension): a sentence of several windows gets their mean direction."""
    total = np.zeros((count, vectors.shape[1]), np.float32)
    np.add.at(total, np.array(owners, np.int64), vectors)
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return total


def tokens_of(tokens: Sequence[Tokens], owners: Sequence[int], count: int) -> list[Tokens]:
    """The word pieces of each owner, whose windows follow one another in `tokens`."""
    parts: list[list[Tokens]] = [[np.empty((0, TOKENS), np.int8)] for _ in range(count)]
    for some, owner in zip(tokens, owners, strict=True):
        parts[owner].append(some)
    return [np.concatenate(some) for some in parts]


def encodings_of(texts: Sequence[str], encoder: Encoder, progress: Progress, *, total: int) -> list[Encoding]:
    """As `encoded`, each with its word pieces."""
    found: dict[int, Encoding] = {}
    for some, rows in _by_length(texts, progress, total=total):
        for encoding, those in zip(encoder.encodings(some), rows, strict=True):
            found.update(dict.fromkeys(those, encoding))
    return [found[row] for row in range(len(texts))]


def vectors_of(encodings: Sequence[Encoding], dimension: int) -> Vectors:
    """The unit vectors alone, shape (encodings, dimension)."""
    return np.array([each.vector for each in encodings], np.float32).reshape(len(encodings), dimension)


def encoded(texts: Sequence[str], encoder: Encoder, progress: Progress, *, total: int) -> Vectors:
    """Unit vectors, shape (texts, dimension): each different text is encoded once, those of like length together.

    `total` is what progress is told in all.
    """
    vectors = np.zeros((len(texts), encoder.dimension), np.float32)
    for some, rows in _by_length(texts, progress, total=total):
        for vector, those in zip(encoder.encode(some), rows, strict=True):
            vectors[those] = vector
    return vectors


def _by_length(texts: Sequence[str], progress: Progress, *, total: int) -> Iterator[tuple[list[str], list[list[int]]]]:
    """Some of the different texts at a time, with the numbers that each has; progress hears of them when they are done."""
    rows: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        rows.setdefault(text, []).append(i)
    order = sorted(rows, key=len)
    work = sum(map(len, order)) + len(order)
    done = reported = 0
    for at in range(0, len(order), _AT_ONCE):
        some = order[at : at + _AT_ONCE]
        yield some, [rows[text] for text in some]
        done += sum(map(len, some)) + len(some)
        progress(done * total // work - reported)
        reported = done * total // work


def _places(anchors: Sequence[Anchor], article: Article, *, whole: bool) -> tuple[Span, ...]:
    spans = [find(anchor, article) for anchor in anchors]
    if whole and None in spans:
        return ()
    return tuple(dict.fromkeys(span for span in spans if span is not None))
