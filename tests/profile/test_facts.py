"""What rules read: years, counts, months, names. Each row is one way in which people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import DataInvalid
from advisor.profile.facts import FactTable
from advisor.profile.numbers import months_until, papers_counted, years_in

TABLE = Path(__file__).parents[2] / "src/advisor/framework/data/re-rs/facts.toml"


@pytest.fixture(scope="module")
def table() -> FactTable:
    return FactTable.load(TABLE)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("six years at Stripe", 6.0),
        ("6 yrs of backend", 6.0),
        ("6+ years in infra", 6.0),
        ("8 YOE, mostly search", 8.0),
        ("yoe: 7", 7.0),
        ("4.5 years of motion planning", 4.5),
        ("two and a half years in production ML", 2.5),
        ("a decade of compilers", 10.0),
        ("SRE since 2018", 8.0),
        ("three years at Stripe, then four at Spotify", 7.0),
        ("nine years of backend, the last two years on ML", 9.0),
        ("3-5 years in industry", 3.0),
        ("eighteen months at a startup", 1.5),
        ("twenty-three years of firmware", 23.0),
        ("half a year of it", 0.5),
        ("a dozen years in operations", 12.0),
        ("a quarter century of mainframes", 25.0),
        ("1 yr at an agency + 3 at a bank", 4.0),
        ("freelance web work 2018 till now", 8.0),
        ("a programmer from 2009 without a break", 17.0),
        ("half a year without any ticket, and I bloomed", 0.5),
        ("twelve years of Java, and papers any day", 12.0),
        ("I teach fourteen-year-olds", None),
        ("I would take that over any year", None),
        ("I am 34 years old", None),
        ("in five years I want to lead", None),
        ("five years from now", None),
        ("no number here", None),
    ],
)
def test_years_of_work(text: str, years: float | None) -> None:
    assert years_in(text, year=2026) == years


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("I want to apply in 8 weeks", 2.0),
        ("applying in three months", 3.0),
        ("in 8 weeks I move house", None),
        ("I apply soon", None),
    ],
)
def test_months_until_applying(text: str, months: float | None) -> None:
    assert months_until(text) == months


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("three first-author ICML papers", 3.0),
        ("2 papers at ACL", 2.0),
        ("a workshop paper", 1.0),
        ("NeurIPS x3", 3.0),
        ("fifteen articles on perception", 15.0),
        ("I could read any papers", None),
        ("papers galore", None),
    ],
)
def test_papers_are_counted(text: str, count: float | None) -> None:
    assert papers_counted(text) == count


@pytest.mark.parametrize(
    ("slot", "text", "values"),
    [
        ("labs", "DeepMind or else Anthropic", [("Anthropic", False), ("DeepMind", False)]),
        ("labs", "anything but OpenAI", [("OpenAI", True)]),
        ("degree", "Master's in CS from UIUC", [("masters", False)]),
        ("degree", "a BSc and no master's", [("masters", True), ("bachelors", False)]),
        ("venue", "a poster at a NeurIPS workshop", [("top", False), ("workshop", False)]),
        ("venue", "two in Physical Review B", []),
    ],
)
def test_names_are_found_and_their_denial(table: FactTable, slot: str, text: str, values: list[tuple[str, bool]]) -> None:
    assert [(value, denied) for value, _, denied in table.names(slot, text)] == values


def test_a_sentence_says_which_slots_it_names(table: FactTable) -> None:
    assert table.mentioned("I was joking about the papers") == ("papers",)
    assert table.mentioned("lovely weather") == ()


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_text("year = 2026\nfact = 3\nmention = []\n")
    with pytest.raises(DataInvalid, match=r"facts\.toml unreadable"):
        FactTable.load(tmp_path / "facts.toml")
