"""An exact FAISS index of unit vectors: inner product is the cosine. The only file that imports faiss.

The banks' many vectors are kept at half precision (IEEE 754 binary16): half the bytes to read, to check and to search, and
a cosine of unit vectors moves by less than 0.0002.
"""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from advisor.errors import IndexDamaged
from advisor.search.encoder import Vectors


class VectorIndex:
    """Rows in the order in which they were added."""

    def __init__(self, index: faiss.IndexFlatIP | faiss.IndexScalarQuantizer) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors, dimension: int, *, half: bool = False) -> VectorIndex:
        """Of vectors of shape (rows, dimension); `half` keeps them at half precision."""
        kind = faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        index = faiss.IndexScalarQuantizer(dimension, *kind) if half else faiss.IndexFlatIP(dimension)
        if len(vectors):
            index.add(np.ascontiguousarray(vectors, np.float32))
        return cls(index)

    @classmethod
    def read(cls, path: Path) -> VectorIndex:
        """Open a file that `write` made; raises IndexDamaged for anything else."""
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexDamaged(
                f"found {path.name} unreadable ({str(error).splitlines()[0][:80]})",
                expected="a FAISS index",
                mend="advisor index --force",
            ) from None
        if not isinstance(index, faiss.IndexFlatIP | faiss.IndexScalarQuantizer):
            kinds = "IndexFlatIP or IndexScalarQuantizer"
            raise IndexDamaged(f"found {path.name} of another kind", expected=kinds, mend="advisor index --force")
        return cls(index)

    def write(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    def search(
        self, vector: Vectors, k: int, *, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k nearest rows and their similarities, each of shape (k,), best first; fewer where there are fewer rows.

        Of the rows numbered in `among` alone, where it is given.
        """
        k = min(k, len(self) if among is None else len(among))
        if not k:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        chosen = None if among is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(among))  # type: ignore[call-arg]
        similarities, rows = self._index.search(np.ascontiguousarray(vector.reshape(1, -1)), k, params=chosen)
        return rows[0], similarities[0]

    def rows(self) -> Vectors:
        """All vectors, shape (rows, dimension); at full precision a view into the index."""
        if not len(self):
            return np.empty((0, self.dimension), np.float32)
        if isinstance(self._index, faiss.IndexFlatIP):
            flat = faiss.rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension)
            return np.asarray(flat).reshape(-1, self.dimension)
        return np.asarray(self._index.reconstruct_n(0, len(self)), np.float32)
