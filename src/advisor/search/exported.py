"""The default encoder as exported for speed: a small graph, its weights beside it, and a list of both with their sha256.

The weights are a file of their own so that the system maps them into memory page by page: of the word table, half of all,
a question touches a few rows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from advisor.checksum import file_sha256
from advisor.errors import ModelDamaged
from advisor.search.adapter import Adapter
from advisor.search.weights import verified_folder

GRAPH, WEIGHTS = "model.onnx", "weights.bin"
LIST = "model.sha256"  # one line a file: sha256, size, name; written last, so that it says that all is there


@dataclass(frozen=True, slots=True)
class Exported:
    """The folder of one export, whole or not yet written."""

    folder: Path

    @property
    def graph(self) -> Path:
        return self.folder / GRAPH

    @property
    def is_written(self) -> bool:
        return len(list(self._listed())) == 2

    @property
    def digest(self) -> str:
        """The first 16 characters of both sums together."""
        return "".join(sha256[:8] for sha256, _, _ in self._listed())

    def check(self, *, in_full: bool) -> None:
        """Raises ModelDamaged for a file of another size, or of other bytes: the graph's always, the weights' in full."""
        if not self.is_written:
            raise ModelDamaged(f"found {self.folder / LIST} incomplete", expected="two files listed", mend=self._mend)
        for sha256, size, path in self._listed():
            found = path.stat().st_size if path.is_file() else 0
            if found != size:
                raise ModelDamaged(f"found {path} with {found:,} bytes", expected=str(size), mend=self._mend)
            if (in_full or path.name == GRAPH) and file_sha256(path) != sha256:
                raise ModelDamaged(f"found {path} changed", expected=f"sha256 {sha256[:12]}…", mend=self._mend)

    def write(self, adapter: Adapter) -> None:
        """Export the verified weights with the adapter added; raises ModelMissing or ModelDamaged."""
        from advisor.search.onnx_export import export

        verified = verified_folder()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder.parent, prefix=".exporting-") as temporary:
            fresh = Path(temporary)
            export(verified, fresh / GRAPH, weights=WEIGHTS, adapter=adapter)
            lines = [f"{file_sha256(fresh / n)} {(fresh / n).stat().st_size} {n}\n" for n in (GRAPH, WEIGHTS)]
            (fresh / LIST).write_text("".join(lines), encoding="ascii")
            self.folder.mkdir(exist_ok=True)
            for name in (WEIGHTS, GRAPH, LIST):
                (fresh / name).replace(self.folder / name)

    @property
    def _mend(self) -> str:
        return f"delete {self.folder}, then advisor index"

    def _listed(self) -> Iterator[tuple[str, int, Path]]:
        path = self.folder / LIST
        for line in path.read_text(encoding="ascii", errors="replace").splitlines() if path.is_file() else []:
            sha256, size, name = (*line.split(), "", "", "")[:3]
            if size.isdecimal() and name in (GRAPH, WEIGHTS):
                yield sha256, int(size), self.folder / name
