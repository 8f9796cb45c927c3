"""Vectors and word pieces that every home needs, of the guide's bank and of the statements, kept in the user's cache.

So a second home encodes neither again, a bank with one phrasing more encodes that one, and a build that was broken off goes
on where it was. A file that cannot be read or written is done without: the texts are then encoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import numpy as np

from advisor import disk
from advisor.search.encoder import TOKENS, Encoder, Encoding, Tokens, Vectors

_MOST = 98_304  # vectors of a file, 150 MB, and 50 MB of pieces; beyond it only those of the last build are kept
_FILES = 2  # encoders whose vectors are kept: the one in use, and the one before
_KEY = 16  # bytes of a text's hash
_NONE: Tokens = np.empty((0, TOKENS), np.int8)


class KeptVectors:
    """An encoder that looks its texts up first; `write` keeps what it had to encode."""

    def __init__(self, encoder: Encoder, cache: Path, *, look: bool = True) -> None:
        """Without `look` nothing is looked up, as a forced build wants it."""
        self._encoder, self._look = encoder, look
        self.hash, self.dimension, self.longest = encoder.hash, encoder.dimension, encoder.longest
        self._path = cache / "vectors" / f"{hashlib.sha256(self.hash.encode()).hexdigest()[:16]}.npz"
        self._used: dict[bytes, Encoding] = {}
        self._is_new = False

    def encode(self, texts: Sequence[str]) -> Vectors:
        def only_vectors(new: Sequence[str]) -> list[Encoding]:
            return [Encoding(vector, _NONE) for vector in self._encoder.encode(new)]

        found = self._looked_up(texts, only_vectors, lambda _: True)
        return np.array([each.vector for each in found], np.float32).reshape(len(texts), self.dimension)

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        return self._looked_up(texts, self._encoder.encodings, lambda each: len(each.tokens) > 0)

    def _looked_up(
        self, texts: Sequence[str], encode: Callable[[Sequence[str]], list[Encoding]], whole: Callable[[Encoding], bool]
    ) -> list[Encoding]:
        """Of each text what is known of it where that is `whole`, else what `encode` gives."""
        keys = [hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest() for text in texts]
        known = {**self._known, **self._used} if self._look else self._used
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known or not whole(known[key])}
        self._used.update((key, known[key]) for key in keys if key in known)
        if new:
            self._used.update(zip(new, encode(list(new.values())), strict=True))
            self._is_new = True
        return [self._used[key] for key in keys]

    def count(self, text: str) -> int:
        return self._encoder.count(text)

    def write(self) -> None:
        """Keep what was encoded, beside what was kept before while there is room; nothing where all was known."""
        if not self._is_new:
            return
        both = {**self._known, **self._used}
        rows = both if len(both) <= _MOST else self._used
        keys = np.frombuffer(b"".join(rows), np.uint8).reshape(-1, _KEY)
        with suppress(OSError):
            folder = self._path.parent
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(".*.part"):  # by a process that was killed
                left.unlink()
            with disk.replacing(self._path) as file:
                vectors = np.array([each.vector for each in rows.values()], np.float32)
                lengths = np.array([len(each.tokens) for each in rows.values()], np.int64)
                tokens = np.concatenate([_NONE, *(each.tokens for each in rows.values())])
                np.savez(file, keys=keys, vectors=vectors, lengths=lengths, tokens=tokens)
            for old in sorted(folder.glob("*.npz"), key=lambda path: -path.stat().st_mtime)[_FILES:]:
                old.unlink()

    @cached_property
    def _known(self) -> dict[bytes, Encoding]:
        """What the file holds; nothing of one that is missing, damaged (a zip has sums of its parts) or of another shape."""
        try:
            with self._path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                keys, vectors, lengths, tokens = (arrays[name] for name in ("keys", "vectors", "lengths", "tokens"))
        except Exception:  # whatever zipfile, zlib and numpy raise of a file that is not as it was written
            return {}
        if keys.shape != (len(vectors), _KEY) or vectors.shape[1:] != (self.dimension,):
            return {}
        if (keys.dtype, vectors.dtype) != (np.uint8, np.float32) or not np.isfinite(vectors).all():
            return {}
        if (lengths.dtype, tokens.dtype, lengths.shape) != (np.int64, np.int8, keys.shape[:1]) or (lengths < 0).any():
            return {}
        if not len(keys) or tokens.shape != (lengths.sum(), TOKENS):
            return {}
        pieces = np.split(tokens, np.cumsum(lengths)[:-1])
        return {key.tobytes(): Encoding(*one) for key, *one in zip(keys, vectors, pieces, strict=True)}
