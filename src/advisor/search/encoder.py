"""What turns texts into unit vectors: one small protocol, two makes (ONNX Runtime, sentence-transformers)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from advisor.settings import Settings

Vectors = NDArray[np.float32]
Tokens = NDArray[np.int8]
"""Of one text the unit vectors of its word pieces, shape (pieces, TOKENS), times ONE and rounded."""
TOKENS, ONE = 32, 127


class Encoding(NamedTuple):
    """A text as its vector, shape (dimension,), and as its word pieces."""

    vector: Vectors
    tokens: Tokens


class Encoder(Protocol):
    """`hash` names the weights and how they are run: vectors of two encoders are never compared."""

    hash: str
    dimension: int
    longest: int  # word pieces, special ones included; what is longer would be cut off unseen

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimension); the same text always gives the same vector."""
        ...

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        """The same vectors, each with the text's word pieces, special ones left out; an encoder that has none gives none."""
        ...

    def count(self, text: str) -> int:
        """Word pieces of the text by the encoder's own tokenizer, special ones included."""
        ...


def open_encoder(settings: Settings) -> Encoder:
    """The encoder that the settings name; raises ModelMissing or ModelDamaged, never falls back to another."""
    if settings.encoder == "default":
        from advisor.search.adapter import PUBLIC
        from advisor.search.onnx_encoder import OnnxEncoder

        return Remembering(OnnxEncoder.open(settings.cache), lambda: OnnxEncoder.open(settings.cache, folder=PUBLIC))
    from advisor.search.torch_models import TorchEncoder

    return Remembering(TorchEncoder(settings.encoder))


def as_tokens(vectors: Vectors) -> Tokens:
    """Unit vectors, shape (pieces, TOKENS), in 8 bits: a cosine moves by less than 0.02."""
    return np.rint(ONE * vectors).astype(np.int8)


def for_any_subject(encoder: Encoder) -> Encoder:
    """The same encoder with the adapter for any subject in place of the one that a bank taught."""
    return encoder.for_any_subject if isinstance(encoder, Remembering) else encoder


class Remembering:
    """An encoder that keeps the vectors of its last texts: a message is looked up and heard by one encoding."""

    def __init__(self, inner: Encoder, plain: Callable[[], Encoder] | None = None, *, most: int = 1024) -> None:
        """`plain` opens the encoder for any subject, where there is one."""
        self._inner, self._plain, self._most = inner, plain, most
        self._known: dict[str, Encoding] = {}
        self.hash, self.dimension, self.longest = inner.hash, inner.dimension, inner.longest

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > self._most // 4:  # a build, not a message
            return self._inner.encode(texts)
        vectors = [encoding.vector for encoding in self.encodings(texts)]
        return np.array(vectors, np.float32).reshape(len(texts), self.dimension)

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        if len(texts) > self._most // 4:
            return self._inner.encodings(texts)
        known = self._known
        new = list(dict.fromkeys(text for text in texts if text not in known))
        found = dict(zip(new, self._inner.encodings(new), strict=True)) if new else {}
        # subtle: assigned whole, never changed in place, since visitors of the page share this object.
        if found:
            self._known = {**(known if len(known) < self._most else {}), **found}
        return [found[text] if text in found else known[text] for text in texts]

    def count(self, text: str) -> int:
        return self._inner.count(text)

    @cached_property
    def for_any_subject(self) -> Encoder:
        return Remembering(self._plain()) if self._plain else self
