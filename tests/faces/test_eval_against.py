"""`advisor eval … --against`: what a change won and lost, over the cases that both results have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.faces.cli.against import Compared, Measured, compared
from advisor.measures import mcnemar

CASES = Path(__file__).resolve().parents[1] / "cases" / "questions.jsonl"


@pytest.mark.parametrize(
    ("won", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (3, 3, 1.0), (6, 0, 2 / 64), (9, 2, 2 * 67 / 2048), (2, 9, 2 * 67 / 2048)],
)
def test_p_is_that_of_a_fair_coin(won: int, lost: int, p: float) -> None:
    assert mcnemar(won, lost) == p


def test_thousands_of_cases_have_a_p_too() -> None:
    assert 0 < mcnemar(1_500, 1_000) < 1e-20
    assert mcnemar(1_250, 1_250) == 1.0


def test_only_what_both_have_is_won_or_lost() -> None:
    before = Measured(("a", "b", "c", "gone"), frozenset({"a", "gone"}))
    now = Measured(("new", "a", "b", "c"), frozenset({"new", "b"}))
    assert compared(before, now) == Compared(won=("a",), lost=("b",), tied=("c",))


@pytest.mark.model
def test_a_change_is_told_by_ids(run: Any, real_home: Path, tmp_path: Path) -> None:
    some, before = tmp_path / "some.jsonl", tmp_path / "before.json"
    some.write_text("".join(CASES.read_text(encoding="utf-8").splitlines(keepends=True)[:6]), encoding="utf-8")
    measured = json.loads(run("eval", "ask", str(some), "--json", home=real_home).out)
    assert "against" not in measured
    first, second, *rest = measured["ids"]
    turned = [id for id in measured["ids"] if (id in measured["wrong"]) != (id in (first, second))]
    before.write_text(json.dumps({**measured, "wrong": turned}), encoding="utf-8")
    told = json.loads(run("eval", "ask", str(some), "--json", "--against", str(before), home=real_home).out)["against"]
    assert sorted((*told["won"], *told["lost"])) == sorted((first, second))
    assert (told["tied"], told["p"]) == (rest, mcnemar(len(told["won"]), len(told["lost"])))
    out = run("eval", "ask", str(some), "--against", str(before), home=real_home).out
    assert f"won {len(told['won'])}, lost {len(told['lost'])}, tied 4; exact McNemar p {told['p']:.3f}" in out
    assert all(f"{name}: {' '.join(told[name])}" in out for name in ("won", "lost") if told[name])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ids": [1], "wrong": []}', '{"ids": 3, "wrong": []}', "no JSON"])
def test_what_is_no_result_is_one_line(run: Any, tmp_path: Path, text: str) -> None:
    before = tmp_path / "before.json"
    before.write_text(text, encoding="utf-8")
    said = run("eval", "ask", str(CASES), "--against", str(before))
    assert (said.code, said.out) == (2, "")
    assert "found no earlier result in" in said.err
    assert "expected what advisor eval … --json printed" in said.err
