"""Words one after another in a sentence: "energy, credential or target"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal


def enumerated(words: Sequence[str], last: Literal["and", "or"]) -> str:
    """`enumerated(["a", "b", "c"], "or")` → `'a, b or c'`; there is at least one."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
