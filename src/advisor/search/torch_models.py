"""An encoder of sentence-transformers from a folder on disk: the reference, and what a user names in the settings.

A hub's name is refused, since looking it up would need the network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from advisor.checksum import file_sha256
from advisor.errors import ModelMissing
from advisor.search.encoder import TOKENS, Encoding, Vectors, as_tokens


class TorchEncoder:
    """Raises ModelMissing where the folder holds no such model."""

    def __init__(self, folder: str | Path) -> None:
        path = Path(folder)
        weights = sorted(path.glob("*.safetensors"))
        if not (path / "modules.json").is_file() or not weights:
            raise ModelMissing(
                f"found no model at {folder}",
                expected="the folder of a sentence-transformers model with safetensors weights",
                mend="set ADVISOR_ENCODER to such a folder, or to nothing",
            )
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(path), device="cpu", local_files_only=True)
        self.hash = f"{path.name}-{file_sha256(weights[0])[:16]}"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.longest = int(self._model.max_seq_length or 256)
        random = np.random.default_rng(0).normal(size=(self.dimension, TOKENS))
        self._projection = np.linalg.qr(random)[0].astype(np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32).reshape(len(texts), self.dimension)

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        """Its word pieces in random directions, which keep cosines roughly (Johnson and Lindenstrauss 1984)."""
        found = self._model.encode(list(texts), output_value=None, normalize_embeddings=True, show_progress_bar=False)
        return [Encoding(_unit(one["sentence_embedding"]), as_tokens(self._pieces(one))) for one in found]

    def _pieces(self, one: Mapping[str, Any]) -> Vectors:
        kept = np.flatnonzero(np.asarray(one["attention_mask"]))[1:-1]
        return _unit(np.asarray(one["token_embeddings"], np.float32)[kept] @ self._projection)

    def count(self, text: str) -> int:
        return len(self._model.tokenizer(text)["input_ids"])


def _unit(vectors: Any) -> Vectors:
    rows = np.asarray(vectors, np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12), np.float32)
