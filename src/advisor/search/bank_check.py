"""What a question bank gains, and which of its entries take phrasings from each other.

Each phrasing is asked as if it were new: of the entries, it goes to the one with the nearest of all other phrasings. A
phrasing that goes to another entry is stolen. Beside that stands what the source does without its bank: is the sentence
that the fusion of cosine and BM25 puts first one of the fact's places?
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from advisor.article.anchor import find
from advisor.article.article import Article
from advisor.article.bank import Bank, Fact
from advisor.search.build import build_source
from advisor.search.encoder import Encoder, for_any_subject
from advisor.search.retriever import score_sentences
from advisor.search.wording import read_as, terms


@dataclass(frozen=True, slots=True)
class Stolen:
    """A phrasing of entry `of` that would go to entry `by`, whose phrasing `sounds_like` is nearer by these cosines."""

    question: str
    of: str
    by: str
    sounds_like: str
    own: float
    other: float


@dataclass(frozen=True, slots=True)
class BankReport:
    """`with_bank` and `without` count the phrasings of facts that are led to a right place first, of `asked`.

    `alone` names the entries with one phrasing, which cannot be tried; `lost` the facts with a place that the source lacks.
    """

    asked: int
    with_bank: int
    without: int
    stolen: tuple[Stolen, ...]
    alone: tuple[str, ...]
    lost: tuple[str, ...]


def check_bank(
    article: Article, bank: Bank, encoder: Encoder, *, passage_tokens: int, progress: Callable[[int], None] = lambda _: None
) -> BankReport:
    """Examine a bank beside its source; the index is not needed, and nothing is written."""
    entries = bank.entries
    of = [(i, question) for i, entry in enumerate(entries) for question in entry.questions]
    owner = np.array([i for i, _ in of], np.int64)
    texts = [read_as(question) for _, question in of]
    vectors = encoder.encode(texts)
    source = build_source(article, Bank(), encoder, passage_tokens=passage_tokens, progress=progress)
    without_bank = (encoder if source.adapted else for_any_subject(encoder)).encodings(texts)
    places = [[find(anchor, article) for anchor in entry.places] if isinstance(entry, Fact) else [] for entry in entries]
    stolen, asked, with_bank, without = [], 0, 0, 0
    for row, (entry, question) in enumerate(of):
        near = vectors @ vectors[row]
        near[row] = -1.0
        own = near[owner == entry].max(initial=-1.0)
        other = int(np.argmax(np.where(owner == entry, -1.0, near)))
        if own < 0:  # the only phrasing of its entry
            continue
        taken = owner[other] != entry and near[other] > own
        if taken:
            by = entries[int(owner[other])].id
            stolen.append(Stolen(question, entries[entry].id, by, of[other][1], float(own), float(near[other])))
        right = [span for span in places[entry] if span is not None]
        if right:
            scores = score_sentences(source, without_bank[row], terms(texts[row])).fused
            first = article.sentences[int(np.argmax(scores))][1]
            asked += 1
            with_bank += not taken
            without += any(span.meets(first) for span in right)
    lost = tuple(entry.id for entry, spans in zip(entries, places, strict=True) if None in spans)
    alone = tuple(entry.id for entry in entries if len(entry.questions) == 1)
    return BankReport(asked, with_bank, without, tuple(sorted(stolen, key=lambda s: s.own - s.other)), alone, lost)
