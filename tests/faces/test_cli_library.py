"""The command line's library: add, sources, show, remove, and what is said of wrong input. No encoder is needed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

NOTES = "# Fish\nHerring swim in shoals.\n\n# Birds\nGulls do not. “Née” 🎉 they do.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, str]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock")
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def one_line(text: str) -> bool:
    return text.startswith("advisor: ") and text.endswith("\n") and len(text.splitlines()) == 1


def test_a_new_home_is_made_with_the_guide_in_it(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("sources", "--json", home=home)
    (source,) = json.loads(said.out)["sources"]
    assert (said.code, said.err) == (0, "")
    assert (source["id"], source["quoted"]) == ("guide", True)
    assert (home / "corpus" / "guide" / "text.txt").is_file()


def test_the_variable_names_the_home_unless_it_is_empty(run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ADVISOR_HOME", str(home))
    assert run("sources").code == 0
    assert (home / "corpus" / "guide").is_dir()
    other = home.parent / "other"
    assert run("sources", home=other).code == 0
    assert (other / "corpus" / "guide").is_dir()


def test_an_empty_variable_names_nothing(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    from advisor.settings import default_home

    monkeypatch.setenv("ADVISOR_HOME", "")
    assert default_home() == root


def test_sources_are_listed_for_people(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("sources", home=home)
    assert "guide" in said.out
    assert "* quoted from" in said.out


def test_show_lists_the_sections(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("show", "guide", home=home)
    assert said.code == 0
    assert "Compensation" in said.out


def test_show_gives_a_section_exactly_as_it_stands(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    sections = json.loads(run("show", "guide", "--json", home=home).out)["sections"]
    text = (home / "corpus" / "guide" / "text.txt").read_text(encoding="utf-8")
    assert [section["number"] for section in sections] == list(range(10))
    for section in sections[3:5]:
        said = json.loads(run("show", "guide", "--section", str(section["number"]), "--json", home=home).out)
        (shown,) = said["sections"]
        assert shown["text"] == text[shown["start"] : shown["end"]]
        assert run("show", "guide", "--section", str(section["number"]), home=home).out == shown["text"] + "\n"


def test_a_dry_run_shows_the_sections_and_keeps_nothing(run, home: Path, notes: Path) -> None:  # type: ignore[no-untyped-def]
    run("sources", home=home)
    before = tree(home)
    said = run("add", str(notes), "--dry-run", "--json", home=home)
    assert said.code == 0
    shown = json.loads(said.out)
    assert shown["sections"] == [{"number": 1, "title": "Fish"}, {"number": 2, "title": "Birds"}]
    assert (shown["id"], shown["kept"]) == ("notes", False)
    assert "Nothing was kept (--dry-run)." in run("add", str(notes), "--dry-run", home=home).out
    assert tree(home) == before


def test_standard_input_is_read_for_a_dash(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("add", "-", "--dry-run", "--json", "--title", "Sea life", home=home, stdin=NOTES.encode())
    shown = json.loads(said.out)
    assert (said.code, shown["id"], shown["title"]) == (0, "sea-life", "Sea life")


@pytest.mark.parametrize(
    ("arguments", "code", "match"),
    [
        pytest.param(
            ["show", "nobody"],
            2,
            "found no source 'nobody'; expected one of guide; to mend it: advisor sources",
            id="no source",
        ),
        pytest.param(
            ["show", "guide", "--section", "77"], 2, "guide has no section 77; expected one of 0, 1, 2", id="no section"
        ),
        pytest.param(["remove", "nobody"], 2, "found no source 'nobody'", id="nothing to remove"),
        pytest.param(["remove", "guide"], 1, "the guide ships with the program and cannot be removed", id="the guide"),
        pytest.param(["remove", "../home"], 2, "found no source '../home'", id="a path for a name"),
        pytest.param(["add", "/nowhere/at/all.txt"], 2, "/nowhere/at/all.txt", id="no file"),
        pytest.param(["add", "/dev/zero"], 2, "/dev/zero", id="a file without an end"),
        pytest.param(["add", "{tmp}"], 2, "expected a file", id="a folder"),
        pytest.param(["add", "{tmp}/empty.txt"], 2, "empty.txt is empty; expected an article of prose", id="an empty file"),
        pytest.param(["add", "{tmp}/zero.txt"], 2, "zero byte at 3", id="a binary file"),
        pytest.param(
            ["add", "{tmp}/table.xlsx"], 2, "is a .xlsx file; expected one of .txt, .md", id="a format that is not read"
        ),
        pytest.param(["add", "{tmp}/big.txt", "--dry-run"], 2, "bytes; expected at most 20,000,000", id="too large"),
        pytest.param(
            ["ask", "x" * 4_001],
            2,
            "the question has 4,001 characters; expected at most 4,000",
            id="a question too long",
            marks=pytest.mark.model,
        ),
        pytest.param(
            ["ask", "x", "--source", "nobody"],
            2,
            "found no source 'nobody'",
            id="no source to quote from",
            marks=pytest.mark.model,
        ),
        pytest.param(
            ["assess", "x", "--set", "height=RE"], 2, "height", id="no question of the framework's", marks=pytest.mark.model
        ),
        pytest.param(["assess", "x", "--set", "energy=tall"], 2, "tall", id="no leaning", marks=pytest.mark.model),
        pytest.param(
            ["ask", "--batch", "/nowhere.jsonl", "--json"],
            2,
            "cannot read /nowhere.jsonl (No such file",
            id="no batch",
            marks=pytest.mark.model,
        ),
    ],
)
def test_an_error_is_one_line_on_stderr(
    run, request: pytest.FixtureRequest, home: Path, tmp_path: Path, arguments: list[str], code: int, match: str
) -> None:  # type: ignore[no-untyped-def]
    if arguments[0] in ("ask", "assess"):
        home = request.getfixturevalue("real_home")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "zero.txt").write_bytes(b"abc\x00def")
    (tmp_path / "table.xlsx").write_bytes(b"PK stuff")
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(20_000_001)
    said = run(*(part.format(tmp=tmp_path) for part in arguments), home=home)
    assert (said.code, said.out) == (code, "")
    assert one_line(said.err.lstrip()), said.err
    assert match in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ask"], id="no question"),
        pytest.param(["ask", "x", "--batch", "-"], id="a question and a batch"),
        pytest.param(["assess"], id="no description"),
        pytest.param(["assess", "x", "--batch", "-"], id="a description and a batch"),
        pytest.param(["assess", "x", "--set", "energy"], id="half a setting"),
        pytest.param(["ask", "x", "--colour"], id="an option that is none"),
        pytest.param(["sing"], id="a command that is none"),
        pytest.param(["show", "guide", "--section", "three"], id="a word for a number"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_nothing_on_stdout(run, home: Path, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    said = run(*arguments, home=home)
    assert (said.code, said.out) == (2, "")
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_wrong_usage_is_one_line_too(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    assert one_line(run("ask", home=home).err)


def test_help_needs_no_home(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("--help", home=home)
    assert said.code == 0
    for command in (
        "ask",
        "assess",
        "chat",
        "serve",
        "add",
        "sources",
        "show",
        "remove",
        "check",
        "index",
        "doctor",
        "eval",
    ):
        assert command in said.out
    assert not home.exists()


def test_damage_is_named_with_the_way_out(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    run("sources", home=home)
    folder = home / "corpus" / "notes"
    folder.mkdir()
    (folder / "source.toml").write_text('id = "notes"\ntitle = "Notes"\nsha256 = "0"\nreading = "text"\n')
    (folder / "text.txt").write_text("One sentence.")
    said = run("show", "notes", home=home)
    assert (said.code, said.out) == (1, "")
    assert one_line(said.err)
    assert "text.txt changed" in said.err
    assert "advisor remove notes, then advisor add the file again" in said.err


def test_debug_shows_the_traceback(run, home: Path) -> None:  # type: ignore[no-untyped-def]
    from advisor.errors import SourceUnknown

    with pytest.raises(SourceUnknown, match="nobody"):
        run("--debug", "show", "nobody", home=home)
