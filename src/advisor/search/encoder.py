"""What turns texts into unit vectors: one small protocol, two makes (ONNX Runtime, sentence-transformers)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from advisor.settings import Settings

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """`hash` names the weights and how they are run: vectors of two encoders are never compared."""

    hash: str
    dimension: int
    longest: int  # word pieces, special ones included; what is longer would be cut off unseen

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimension); the same text always gives the same vector."""
        ...

    def count(self, text: str) -> int:
        """Word pieces of the text by the encoder's own tokenizer, special ones included."""
        ...


def open_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; raises ModelMissing or ModelDamaged, never falls back to another."""
    if settings.encoder == "default":
        from advisor.search.onnx_encoder import OnnxEncoder

        return OnnxEncoder.open(settings.cache)
    from advisor.search.torch_models import TorchEncoder

    return TorchEncoder(settings.encoder)
