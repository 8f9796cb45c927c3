"""What docs/security.md promises of refusals is what the shipped calibration was fitted to."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path


def test_the_bounds_in_the_document_are_those_of_the_calibration(root: Path) -> None:
    fitted = files("advisor.answering").joinpath("data/calibration.toml").read_text(encoding="utf-8")
    found = re.findall(r"^# .*: (\d+) of (\d+) answered, at most (0\.\d+) at 95 %$", fitted, re.MULTILINE)
    assert len(found) == 3
    document = " ".join((root / "docs" / "security.md").read_text(encoding="utf-8").split())
    for answered, asked, most in found:
        said = rf"{answered} of {int(asked):,} are|{answered} of {int(asked):,}, at most {100 * float(most):.1f} %"
        assert re.search(said, document), said
        assert f"at most {100 * float(most):.1f} %" in document
