"""A device in the place of a file is one clear line, and soon."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model
ZERO = Path("/dev/zero")


@pytest.mark.skipif(not ZERO.is_char_device(), reason="found no device that never ends")
@pytest.mark.parametrize(
    "command",
    [
        ["verify", str(ZERO)], ["export", str(ZERO)], ["report", str(ZERO), "--out", "pages"], ["eval", "ask", str(ZERO)],
        ["chat", str(ZERO)], ["ask", "--batch", str(ZERO)], ["assess", "--batch", str(ZERO)],
        ["decide", "x", "--since", str(ZERO)], ["bank", "check", "guide", str(ZERO)], ["serve", "--auth", str(ZERO)],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_device_that_never_ends_is_refused_in_one_line(run: Any, real_home: Path, command: list[str]) -> None:
    begun = time.perf_counter()
    said = run(*command, home=real_home)
    assert (said.code, said.err.count("\n")) in ((2, 1), (1, 1))  # the latter of a bank, which is data of ours
    assert "zero" in said.err
    assert time.perf_counter() - begun < 20


def test_cases_nested_without_end_are_one_line(run: Any, real_home: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text("[" * 100_000, encoding="utf-8")
    said = run("eval", "ask", str(tmp_path / "cases.jsonl"), home=real_home)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "holds no JSON lines" in said.err
