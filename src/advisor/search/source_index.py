"""One built source: its article, passages and sentences as vectors and as terms, and where the bank's facts stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from advisor.article.article import Article
from advisor.article.passages import Passage
from advisor.search.alike import Pairs, facts_alike
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import Lexical
from advisor.search.vectors import VectorIndex
from advisor.span import Span


@dataclass(frozen=True, slots=True)
class SourceIndex:
    """`passage_rows[i]` is the passage of row i of `passage_vectors` (a long sentence has several rows).

    `sentence_tokens` are the word pieces of each sentence, in the order of `article.sentences`. `fact_places[i]` holds the
    spans of fact i of the bank in this article, empty where it lacks one of them; `topic_places[i]` those of the places near
    topic i that were found. `plain_vectors` are the sentences by the encoder for any subject, where the others are by the
    one that our adapter taught: of a source with a bank, or on the bank's subject. `alike` are the facts that stand in one
    place.
    """

    article: Article
    passages: tuple[Passage, ...]
    passage_rows: NDArray[np.int64]
    passage_vectors: VectorIndex
    sentence_vectors: VectorIndex
    sentence_tokens: TokenIndex
    passage_terms: Lexical
    sentence_terms: Lexical
    fact_places: tuple[tuple[Span, ...], ...] = ()
    topic_places: tuple[tuple[Span, ...], ...] = ()
    plain_vectors: VectorIndex | None = None
    alike: Pairs = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "alike", facts_alike(self.fact_places))

    @property
    def adapted(self) -> bool:
        """Whether the encoder's adapter read it."""
        return self.plain_vectors is not None
