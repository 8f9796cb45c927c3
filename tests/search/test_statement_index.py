"""The statements in the index: written and read whole, parsed only once something is compared with them."""

from __future__ import annotations

from pathlib import Path

from advisor.search.statement_index import StatementIndex
from advisor.search.statements import Statement

TOLD = [
    Statement("I love “pumps”.", ("act=tell", "energy=RE"), frozenset(), "ada"),
    Statement("Maps, maps, maps – jour et nuit.", ("energy=RS", "energy=RS"), frozenset(), "ada"),
    Statement("Pumps again.", ("energy=RE",), frozenset(), "ada"),
]


def test_what_is_written_is_read_and_the_nearest_with_a_label_is_found(workshop, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    encoder = workshop.encoder
    made = StatementIndex.of(TOLD, encoder.encode([row.text for row in TOLD]), encoder.dimension)
    made.write(tmp_path)
    read = StatementIndex.read(tmp_path)
    assert "texts" not in vars(read)
    assert read.nearest("pumps again", "energy=RE", encoder=encoder) == "Pumps again."
    assert read.nearest("pumps again", "energy=RS", encoder=encoder) == "Maps, maps, maps – jour et nuit."
    assert read.nearest("pumps again", "risk=RS", encoder=encoder) == ""
    assert read.texts == made.texts == [row.text for row in TOLD]
    assert len(read.vectors) == len(TOLD)
