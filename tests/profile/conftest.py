"""The shipped cue table, loaded once: reading needs no model."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.profile import CueTable

TABLE = Path(__file__).parents[2] / "src/advisor/framework/data/re-rs/cues.toml"


@pytest.fixture(scope="session")
def cues() -> CueTable:
    return CueTable.load(TABLE)
