"""A second look at the best sentences of an article without a question bank, if the settings name a model for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from advisor.settings import Settings


class Reranker(Protocol):
    """Reads question and text together, which an encoder never does; so it is better, and a thousand times slower."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """How well each text answers, higher is better, shape (len(texts),)."""
        ...


def open_reranker(settings: Settings) -> Reranker | None:
    """None where the settings name none; raises ModelMissing."""
    if not settings.reranker:
        return None
    from advisor.search.torch_models import TorchReranker

    return TorchReranker(settings.reranker)
