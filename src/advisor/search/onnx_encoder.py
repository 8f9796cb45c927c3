"""The default encoder: all-MiniLM-L6-v2 run by ONNX Runtime, exported once a machine into the user cache directory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from advisor.errors import NotWritable
from advisor.offline import remove_traces
from advisor.search.adapter import FOLDER, Adapter
from advisor.search.encoder import Encoding, Tokens, Vectors, as_tokens
from advisor.search.exported import Exported
from advisor.search.weights import TOKENIZER_SHA256, WEIGHTS_SHA256, model_folder, tokenizer_file

_RECIPE = f"minilm-{WEIGHTS_SHA256[:12]}-float32-4"  # raised when onnx_export.py writes another graph
_BATCH_PIECES = 256  # of one run: what it computes between two layers stays in the core's own cache
_A_RUN = 16  # pieces that are encoded in the time that a run takes beside its pieces
_FEW = 64  # texts: so many are a message, run by one session on all cores; more are a build, a batch a core
_LONGEST = 256  # word pieces, the model's max_seq_length
_Run = tuple[list[int], Vectors, Iterator[Tokens]]  # numbers of some texts, their vectors and their tokens


def recipe(adapter: Adapter) -> str:
    """What an export is made of, as the name of its folder."""
    return f"{_RECIPE}-{adapter.sha256[:12]}"


class OnnxEncoder:
    """`encode` sorts by length, runs batches of like length and gives the vectors back in the order of the texts."""

    dimension = 384
    longest = _LONGEST

    def __init__(self, graph: Path, *, hash: str, check: Callable[[], None] = lambda: None) -> None:
        """Reads the graph, and checks its files, in threads beside whatever is opened next; the first `encode` waits.

        It raises what `check` raises, and so does every further one.
        """
        self.hash = hash
        self._graph = graph
        pool = ThreadPoolExecutor(2, thread_name_prefix="encoder")
        self._checking = pool.submit(check)
        self._opening = pool.submit(_session, graph, threads=min(4, _cores()))
        pool.shutdown(wait=False)
        self._tokenizer = _tokenizer()

    @classmethod
    def open(cls, cache: Path, *, folder: Path = FOLDER) -> OnnxEncoder:
        """From the export in the cache, written first where it is missing; raises ModelMissing, ModelDamaged or NotWritable.

        `folder` is the adapter's. The weights are hashed while other things are opened: of changed ones the first `encode`
        raises ModelDamaged, so that nothing is built of them either.
        """
        remove_traces()
        adapter = Adapter.open(folder)
        name = recipe(adapter)
        exported = Exported(cache / "encoders" / name)
        try:
            if not exported.is_written:
                exported.write(adapter)
            exported.check(in_full=False)
        except OSError as error:
            found = f"cannot use the cache {exported.folder} ({error.strerror or error})"
            mend = "XDG_CACHE_HOME=DIR, a folder of your own with 200 MB free"
            raise NotWritable(found, expected="a folder that can be written", mend=mend) from None
        whole = f"{name}-{exported.digest}-{TOKENIZER_SHA256[:8]}"
        return cls(exported.graph, hash=whole, check=lambda: exported.check(in_full=True))

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for rows, found, _ in self._runs(texts):
            vectors[rows] = found
        return vectors

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        found: dict[int, Encoding] = {}
        for rows, vectors, tokens in self._runs(texts):
            found.update(zip(rows, map(Encoding, vectors, tokens), strict=True))
        return [found[row] for row in range(len(texts))]

    def _runs(self, texts: Sequence[str]) -> Iterator[_Run]:
        self._checking.result()
        pieces = [
            encoding.ids[: self.longest - 1] + encoding.ids[-1:] if len(encoding.ids) > self.longest else encoding.ids
            for encoding in self._tokenizer.encode_batch(list(texts))
        ]
        runs = list(batches(pieces))
        if len(pieces) <= _FEW or _cores() == 1:
            session = self._opening.result()
            yield from (_run(session, pieces, rows) for rows in runs)
            return
        session = _session(self._graph, threads=1)  # opened in a tenth of a second, and let go with its copy of the weights
        with ThreadPoolExecutor(_cores()) as pool:
            yield from pool.map(lambda rows: _run(session, pieces, rows), runs)

    def count(self, text: str) -> int:
        return len(self._tokenizer.encode(text).ids)


def batches(pieces: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The numbers of the texts by length, the longest first, in batches that weigh about the same when padded.

    A batch also ends where padding would cost more than another run.
    """
    batch: list[int] = []
    padding = 0
    for i in sorted(range(len(pieces)), key=lambda i: -len(pieces[i])):
        longest = len(pieces[batch[0]]) if batch else len(pieces[i])
        padding += longest - len(pieces[i])
        if batch and ((len(batch) + 1) * longest > _BATCH_PIECES or padding > _A_RUN):
            yield batch
            batch, padding = [], 0
        batch.append(i)
    if batch:
        yield batch


def _run(session: Any, texts: Sequence[Sequence[int]], rows: list[int]) -> _Run:
    batch = [texts[row] for row in rows]
    length = max(map(len, batch))
    ids = np.zeros((len(batch), length), np.int64)
    mask = np.zeros_like(ids)
    for row, pieces in enumerate(batch):
        ids[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    vectors, tokens = session.run(None, {"ids": ids, "mask": mask})
    return rows, vectors, (as_tokens(each[1 : len(pieces) - 1]) for each, pieces in zip(tokens, batch, strict=True))


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(graph: Path, *, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    # subtle: spinning threads would take whole cores from the page's other users between two questions.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file(model_folder())))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
