"""The default encoder: all-MiniLM-L6-v2 run by ONNX Runtime, exported once a machine into the user cache directory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from advisor.errors import ModelDamaged
from advisor.search.encoder import Vectors
from advisor.search.weights import (
    TOKENIZER_SHA256,
    WEIGHTS_SHA256,
    file_sha256,
    model_folder,
    tokenizer_file,
    verified_folder,
)

_RECIPE = f"minilm-{WEIGHTS_SHA256[:12]}-float32-1"  # raised when onnx_export.py writes another graph
_BATCH = 32
_LONGEST = 256  # word pieces, the model's max_seq_length


class OnnxEncoder:
    """`encode` sorts by length, runs batches of 32 and gives the vectors back in the order of the texts."""

    dimension = 384
    longest = _LONGEST

    def __init__(self, graph: Path, *, hash: str) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = min(4, os.cpu_count() or 1)
        # subtle: spinning threads would take whole cores from the page's other users between two questions.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file(model_folder())))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.hash = hash

    @classmethod
    def open(cls, cache: Path) -> OnnxEncoder:
        """From the export in the cache, written first where it is missing; raises ModelMissing or ModelDamaged."""
        folder = cache / "encoders" / _RECIPE
        graph, digest = folder / "model.onnx", folder / "model.sha256"
        written = digest.read_text(encoding="ascii").split() if digest.is_file() and graph.is_file() else []
        if len(written) != 2:
            _export(folder)
            written = digest.read_text(encoding="ascii").split()
        expected, size = written
        if graph.stat().st_size != int(size):
            raise ModelDamaged(
                f"found {graph} with {graph.stat().st_size:,} bytes",
                expected=size,
                mend=f"delete {folder}, then advisor index",
            )
        return cls(graph, hash=f"{_RECIPE}-{expected[:16]}-{TOKENIZER_SHA256[:8]}")

    def encode(self, texts: Sequence[str]) -> Vectors:
        pieces = [encoding.ids[: self.longest - 1] + encoding.ids[-1:] if len(encoding.ids) > self.longest else encoding.ids
                  for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        vectors = np.zeros((len(pieces), self.dimension), np.float32)
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            vectors[rows] = self._run([pieces[i] for i in rows])
        return vectors

    def count(self, text: str) -> int:
        return len(self._tokenizer.encode(text).ids)

    def _run(self, batch: list[list[int]]) -> Vectors:
        length = max(map(len, batch))
        ids = np.zeros((len(batch), length), np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(batch):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
        (vectors,) = self._session.run(None, {"ids": ids, "mask": mask})
        return np.asarray(vectors, np.float32)


def _export(folder: Path) -> None:
    """Export the verified weights; the folder appears whole or not at all."""
    from advisor.search.onnx_export import export

    verified = verified_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".exporting-") as temporary:
        graph = Path(temporary) / "model.onnx"
        export(verified, graph)
        (Path(temporary) / "model.sha256").write_text(f"{file_sha256(graph)} {graph.stat().st_size}\n", encoding="ascii")
        folder.mkdir(exist_ok=True)
        for name in ("model.onnx", "model.sha256"):  # the digest last: it says that the graph is whole
            (Path(temporary) / name).replace(folder / name)
