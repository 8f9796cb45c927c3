"""Loading: a framework that breaks its own rules is refused with what was found and what was expected."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.errors import DataInvalid
from advisor.framework.loading import SHIPPED, load_framework


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(SHIPPED, copy)
    return copy


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_same_folder_gives_equal_frameworks(folder: Path) -> None:
    assert load_framework(folder) == load_framework()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("framework.toml", 'id = "re-rs"', "id = ", "found framework.toml unreadable"),
        ("framework.toml", "lead_needed = 2", "lead_needed = 0", "lead_needed: Input should be greater than or equal to 1"),
        ("framework.toml", "lead_needed = 2", "leed = 2", "expected a framework"),
        ("framework.toml", 'plural = "Research Engineers"', 'plural = "x"\ncolour = "red"', "tracks.0.colour"),
        ("framework.toml", 'id = "RS"', 'id = "RE"', "the track 'RE' twice, or reserved"),
        ("framework.toml", 'id = "RS"', 'id = "mixed"', "the track 'mixed' twice, or reserved"),
        ("framework.toml", 'name = "degree"', 'name = "energy"', "the name 'energy' twice, or reserved"),
        ("framework.toml", 'name = "degree"', 'name = "fit"', "the name 'fit' twice, or reserved"),
        (
            "framework.toml",
            '{ papers = "top" }',
            '{ papers = "nature" }',
            "papers = 'nature' in top_papers; expected one of top",
        ),
        ("framework.toml", '{ papers = "top" }', '{ poems = "top" }', "the name 'poems' in top_papers"),
        ("framework.toml", '{ papers = "top" }', "{ papers = [] }", "expected a value or a list of values"),
        ("questions.toml", 'terms = ["motivation", "3-5"]', "terms = []", "expected { section = N, terms"),
        (
            "questions.toml",
            'terms = ["motivation", "3-5"]',
            'terms = ["motivation"], page = 3',
            "expected { section = N, terms",
        ),
        ("questions.toml", '  track = "RE"', '  track = "RS"', "found 'RS' at the sides of energy"),
        (
            "questions.toml",
            '  leaning = "mixed"',
            '  leaning = "cat"',
            "found 'cat' at an option of energy; expected one of RE",
        ),
        ("questions.toml", '  leaning = ""', '  leaning = "perhaps"', "found 'perhaps' at phd-alone"),
        ("questions.toml", 'id = "phd-alone"', 'id = "experience"', "found the row 'experience' twice"),
        ("questions.toml", "doctorate = true, top_papers = true", "track = true", "the name 'track' in phd-top-papers"),
        (
            "questions.toml",
            'id = "ambiguity"',
            'id = "ambiguity"\nnow = true',
            "found two questions marked as the present one",
        ),
        ("questions.toml", 'id = "ambiguity"', 'id = "energy"', "the name 'energy' twice"),
        (
            "advice.toml",
            'credential = "RE", fit = "RS"',
            'credential = "XX"',
            "credential = 'XX' in now-engineer-fit-scientist",
        ),
        ("advice.toml", 'id = "now-engineer"', 'id = "now-scientist"', "the rule 'now-scientist' twice"),
        ("advice.toml", "[[advice]]", "[[tracks]]", "found the key 'tracks' again in advice.toml"),
        ("pay.toml", 'track = "RS"\nlow', 'track = "CEO"\nlow', "found 'CEO' at the pay of OpenAI"),
        ("pay.toml", 'other = "RE"', 'other = "RS"', "found 'RS' at the odds; expected one of RE"),
        ("pay.toml", "at_most = 0.005", "at_most = 5", "odds.at_most: Input should be less than 1"),
    ],
)
def test_a_broken_rule_is_named(folder: Path, file: str, old: str, new: str, message: str) -> None:
    with pytest.raises(DataInvalid, match=message.replace("{", r"\{")):
        load_framework(changed(folder, file, old, new))


def test_a_folder_without_a_framework(tmp_path: Path) -> None:
    with pytest.raises(DataInvalid, match=r"found no framework\.toml in .*; expected a framework"):
        load_framework(tmp_path)
