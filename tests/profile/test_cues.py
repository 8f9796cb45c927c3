"""The cue table: what a valid file gives, and how a broken row is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import DataInvalid
from advisor.profile import CueTable, read_profile
from advisor.profile.pattern import PatternInvalid, parsed

HEAD = """
year = 2026
[numbers]
one = 1
[classes]
fruit = "apple|pear"
[[axis]]
name = "taste"
sides = ["sweet", "sour"]
by = ["joy"]
"""
ATTITUDE = '[[cues]]\ncategory = "attitude"\nkind = "joy"\nrows = ["love"]\n'


def table(tmp_path: Path, rows: str) -> CueTable:
    path = tmp_path / "cues.toml"
    path.write_text(HEAD + rows, encoding="utf-8")
    return CueTable.load(path)


def test_slots_and_sides_come_from_the_file(tmp_path: Path) -> None:
    cues = table(tmp_path, ATTITUDE + '[[cues]]\ncategory = "topic"\nslot = "taste"\nvalue = "sweet"\nrows = ["@fruit"]\n')
    assert read_profile(["I love pear tart"], cues=cues).leaning("taste") == "sweet"


BROKEN = [
    ('[[cues]]\ncategory = "topic"\nslot = "colour"\nvalue = "red"\nrows = ["red"]\n', "a topic of the slot 'colour'"),
    ('[[cues]]\ncategory = "topic"\nslot = "taste"\nvalue = "bitter"\nrows = ["tea"]\n', "the value 'bitter'"),
    ('[[cues]]\ncategory = "rumour"\nrows = ["they say"]\n', r"cues\.0\.category"),
    ('[[cues]]\ncategory = "negation"\nrows = []\n', r"cues\.0\.rows"),
    ('[[cues]]\ncategory = "negation"\nrows = ["not", "not"]\n', "'not' stands twice"),
    ('[[cues]]\ncategory = "negation"\nrows = ["..3 not"]\n', "begins or ends with a gap"),
    ('[[cues]]\ncategory = "negation"\nrows = ["@nuts"]\n', "no class of words is named '@nuts'"),
    ('[[cues]]\ncategory = "negation"\nrows = ["no|"]\n', "an empty choice"),
    ('[[cues]]\ncategory = "negation"\nrows = ["n*t"]\n', "a star inside 'n\\*t'"),
    ('[[cues]]\ncategory = "negation"\nweight = 3\nrows = ["not"]\n', r"cues\.0\.weight"),
    ('[[cues]]\ncategory = "fact"\nrows = ["not"]\n', "a fact without a slot"),
    ('[[cues]]\ncategory = "attitude"\nrows = ["like"]\n', "an attitude without a kind"),
    ("[[cues]\n", "cannot be read"),
]


@pytest.mark.parametrize(("rows", "message"), BROKEN)
def test_a_broken_row_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(DataInvalid, match=message):
        table(tmp_path, rows)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataInvalid, match=r"nowhere\.toml cannot be read"):
        CueTable.load(tmp_path / "nowhere.toml")


def test_the_shipped_table_is_valid_and_names_the_five_questions(cues: CueTable) -> None:
    assert {axis.name for axis in cues.axes if axis.asked} == {"energy", "ambiguity", "evaluation", "target"}
    assert len(cues.cues) > 500


PATTERNS = [
    ("debug*", "i debugged it", True),
    ("debug*", "a bug", False),
    ("clear ..2 goal*", "clear and short goals", True),
    ("clear ..2 goal*", "clear but short goals", False),
    ("clear ..1 goal*", "clear , goals", False),
    ("clear ...1 goal*", "clear , goals", True),
    ("a? phd", "phd", True),
    ("# @fruit", "one pear", True),
    ("# @fruit", "12 apple", True),
    ("^ yes", "oh yes", False),
    ("yes $", "oh yes", True),
]


@pytest.mark.parametrize(("pattern", "line", "expected"), PATTERNS)
def test_patterns(pattern: str, line: str, expected: bool) -> None:
    found = parsed(pattern, classes={"fruit": "apple|pear", "barrier": "but"}, numbers=("one",))
    assert bool(list(found.matches(f" {line} "))) is expected


def test_a_pattern_must_be_able_to_match_something() -> None:
    with pytest.raises(PatternInvalid, match="can match nothing"):
        parsed("a? the?", classes={}, numbers=("one",))
