"""An adapter: what training added to the published encoder, and the projection of its word pieces. There are two.

One was taught by the guide's question bank and has the heads, with the words that they were taught with
(training/train.py); the other, for sources on any subject, by questions on other documents (training/public.py).

LoRA (Hu et al. 2021): every linear layer's weight W (out × in) becomes W + B A, with A (rank × in) and B (out × rank).
The heads are one linear map from a unit vector to the log-odds of each label.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.checksum import file_sha256
from advisor.errors import ModelDamaged, ModelMissing

_DATA = Path(__file__).resolve().parent / "data"
FOLDER = _DATA / "adapter"
PUBLIC = _DATA / "public"  # for sources on any subject: it has no heads
MATRICES, HEADS, ABOUT, WORDS = "adapter.safetensors", "heads.safetensors", "adapter.toml", "words.txt"
PROJECTION = "tokens.projection"
_TYPES = {"F16": np.float16, "F32": np.float32}


@dataclass(frozen=True)
class Adapter:
    """`about` is adapter.toml: the sha256 of each file, the labels in the order of the head's rows, the training's settings.

    Vectors depend on the matrices' sha256 alone: where only the heads are others, what was encoded stays good.
    """

    folder: Path
    about: Mapping[str, Any]

    @classmethod
    def open(cls, folder: Path = FOLDER) -> Adapter:
        """Raises ModelMissing or ModelDamaged."""
        try:
            about = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
            found = f"found no readable {folder / ABOUT}"
            raise ModelMissing(found, expected="the adapter's description", mend=_mend(folder)) from None
        return cls(folder, about)

    @property
    def sha256(self) -> str:
        return str(self.about.get("sha256", ""))

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.about.get("labels", ()))

    def add_to(self, tensors: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
        """The encoder's tensors, each of the shape (rows, columns) that it had, with the adapter's products added.

        Raises ModelDamaged where they do not fit.
        """
        added = dict(tensors)
        for name, down in self._matrices.items():
            if name.endswith(".A"):
                weight = f"{name[:-2]}.weight"
                up = self._matrices[f"{name[:-2]}.B"]
                if weight not in tensors or tensors[weight].shape != (up.shape[0], down.shape[1]):
                    mend = _mend(self.folder)
                    raise ModelDamaged(f"found an adapter for {weight}", expected="one for this encoder", mend=mend)
                added[weight] = tensors[weight].astype(np.float32) + up.astype(np.float32) @ down.astype(np.float32)
        return added

    @property
    def head(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Weights (labels × dimension) and offsets (labels,) of the log-odds."""
        found = _read(self._verified(HEADS, str(self.about.get("heads_sha256", ""))))
        return found["weight"].astype(np.float32), found["bias"].astype(np.float32)

    @property
    def projection(self) -> NDArray[np.float32]:
        """The directions that the vectors of word pieces are kept in, shape (dimension, 32)."""
        return self._matrices[PROJECTION].astype(np.float32)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """How often the statements use each word that they use at all often; 0 for one that no dictionary has.

        Raises ModelDamaged where the file is not the one that was written.
        """
        lines = self._verified(WORDS, str(self.about.get("words_sha256", ""))).decode("utf-8").splitlines()
        return {word: int(uses or 0) for word, _, uses in (line.partition(" ") for line in lines)}

    def verify(self) -> None:
        """Raises ModelDamaged where the matrices are not those that were written."""
        self._verified(MATRICES, self.sha256)

    @cached_property
    def _matrices(self) -> Mapping[str, NDArray[Any]]:
        return _read(self._verified(MATRICES, self.sha256))

    def _verified(self, name: str, sha256: str) -> bytes:
        path = self.folder / name
        if not path.is_file() or (found := file_sha256(path)) != sha256:
            state = f"with sha256 {found[:12]}…" if path.is_file() else "missing"
            raise ModelDamaged(f"found {path} {state}", expected=f"sha256 {sha256[:12]}…", mend=_mend(self.folder))
        return path.read_bytes()


def _mend(folder: Path) -> str:
    return f"git checkout -- src/advisor/search/data/{folder.name}, or reinstall the package"


def _read(raw: bytes) -> Mapping[str, NDArray[Any]]:
    """The tensors of a safetensors file: eight bytes of length, a JSON header, then the numbers."""
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    found = {}
    for name, about in header.items():
        if name != "__metadata__":
            start, end = (8 + size + offset for offset in about["data_offsets"])
            numbers = np.frombuffer(raw[start:end], _TYPES[about["dtype"]])
            found[name] = numbers.reshape(about["shape"])
    return found
