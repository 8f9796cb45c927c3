"""Which entries of a question bank are answered alike: facts that stand in one place, topics that ask for the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.article.bank import Topic
from advisor.span import Span

Pairs = NDArray[np.int64]  # 2 × n: numbers of entries and of those alike, each beside itself too


def facts_alike(places: Sequence[Sequence[Span]]) -> Pairs:
    """Pairs of facts of which a place of the one meets the first place of the other.

    `facts_alike([[Span(0, 9)], [Span(5, 7)], []])` has (0, 0), (0, 1), (1, 0), (1, 1), (2, 2).
    """
    owners = np.array([i for i, spans in enumerate(places) for _ in spans], np.int64)
    bounds = np.array([(span.start, span.end) for spans in places for span in spans], np.int64).reshape(-1, 2)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    meet = (bounds[first, None, 0] < bounds[None, :, 1]) & (bounds[None, :, 0] < bounds[first, None, 1])
    rows, columns = np.nonzero(meet)
    return _with_themselves(np.stack([owners[first[rows]], owners[columns]]), len(places))


def topics_alike(topics: Sequence[Topic]) -> Pairs:
    """Pairs of topics that ask for the same, as the bank says."""
    number = {topic.id: i for i, topic in enumerate(topics)}
    pairs = [(i, number[other]) for i, topic in enumerate(topics) for other in topic.same]
    return _with_themselves(np.array(pairs, np.int64).reshape(-1, 2).T, len(topics))


def _with_themselves(pairs: Pairs, count: int) -> Pairs:
    pairs = np.concatenate([pairs, np.tile(np.arange(count), (2, 1))], axis=1)
    each = sorted(set((pairs[0] * count + pairs[1]).tolist()))  # numpy.unique would import numpy.ma: 16 ms of a cold start
    return np.stack(np.divmod(np.array(each, np.int64), max(1, count)))
