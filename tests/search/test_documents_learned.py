"""What the adapter for any subject has learned from: documents written for it, whole, and never those that measure it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.checksum import files_sha256
from advisor.search.adapter import ABOUT, PUBLIC, Adapter

FOLDER = Path(__file__).resolve().parents[2] / "training" / "documents"
MEASURED = {"ladders", "leaflets", "papers", "wikis"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_answer_is_a_sentence_of_its_document_and_half_are_near_misses(path: Path) -> None:
    for row in rows(path):
        numbers = {(i, j) for i, part in enumerate(row["paragraphs"]) for j in range(len(part["sentences"]))}
        answers = [tuple(each["answer"]) for each in row["questions"] if each["answer"] is not None]
        assert set(answers) <= numbers
        assert len(row["questions"]) == len({each["q"] for each in row["questions"]}) == 2 * len(answers)


def test_the_adapter_is_made_of_these_and_has_no_heads() -> None:
    about = tomllib.loads((PUBLIC / ABOUT).read_text("utf-8"))
    assert about["training"]["documents_sha256"] == files_sha256(
        path for path in sorted(FOLDER.glob("*.jsonl")) if path.stem not in MEASURED
    )
    assert {path.stem for path in FOLDER.glob("*.jsonl")} > MEASURED
    adapter = Adapter.open(PUBLIC)
    adapter.verify()
    assert adapter.projection.shape == (384, 32)
    assert adapter.labels == ()
