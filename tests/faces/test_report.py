"""`advisor report`: a coach's list in, a page a person and a summary out; a bad row is named and the rest goes on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advisor.errors import InputUnreadable
from advisor.faces.export.people import BadRow, Person, read_people

LIST = """\
Name,About you,What gives you energy?,Target
Mara Lind,"I have a PhD
and two NeurIPS papers.","Reading papers, testing hypotheses.",Lead a research programme
Jo,,Debugging distributed systems,CTO
,"nameless",,
Empty,,,
"=cmd()","I have 6 years of CUDA work and no papers, and I hate vague goals.",,
Jo,"What is the weather?",,
Too,many,cells,here,now
"""
QUESTIONS = ["energy", "ambiguity", "credential", "evaluation", "target"]


def read(tmp_path: Path, data: bytes) -> list[Person | BadRow]:
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    return list(read_people(file, QUESTIONS))


@pytest.mark.model
def test_a_page_a_person_and_a_summary(run, real_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    people, out = tmp_path / "people.csv", tmp_path / "out"
    people.write_text(LIST, encoding="utf-8")
    said = run("report", str(people), "--out", str(out), home=real_home)
    assert (said.code, said.out) == (1, f"4 pages and summary.html in {out}\n")
    assert said.err.splitlines() == [
        f"advisor: {people}, line 5: found no name",
        f"advisor: {people}, line 6: Empty has said nothing",
        f"advisor: {people}, line 9: found 5 cells, expected 4, as there are headings",
    ]
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["verdict"], row["energy"], row["page"]) for row in rows] == [
        ("Mara Lind", "RS", "RS", "mara-lind.html"),
        ("Jo", "RE", "RE", "jo.html"),
        ("'=cmd()", "RE", "open", "cmd.html"),
        ("Jo", "no profile", "open", "jo-2.html"),
    ]
    pages = sorted(str(page) for page in out.glob("*.html"))
    assert len(pages) == 5
    assert run("verify", *pages, home=real_home).code == 0
    mara = (out / "mara-lind.html").read_text(encoding="utf-8")
    for words in ("Research Scientist: 3 of 5", "two NeurIPS papers", "What to ask next", "What was said"):
        assert words in mara
    again = tmp_path / "again"
    run("report", str(people), "--out", str(again), home=real_home)
    assert all((again / page.name).read_bytes() == page.read_bytes() for page in out.iterdir())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("id;about\n7;I like; nothing\n", id="semicolons, one too many"),
        pytest.param("\ufeffabout\tid\r\nI like it\t7\r\n", id="tabs, a byte order mark, the name last"),
        pytest.param('who,about\n7,"I ""like"" it"\n\n , \n', id="quotes and empty lines"),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, data: str) -> None:
    (row,) = read(tmp_path, data.encode())
    if isinstance(row, BadRow):
        assert str(row) == "line 2: found 3 cells, expected 2, as there are headings"
    else:
        assert (row.name, len(row.turns)) == ("7", 1)


@pytest.mark.parametrize(
    ("data", "match"),
    [
        pytest.param(b"", "has no headings; expected a name or id", id="empty"),
        pytest.param(b"name\nMara\n", "found the headings 'name'", id="one column"),
        pytest.param(b"name,about\n\xff\xfe\n", "is not UTF-8 at byte 11", id="another encoding"),
        pytest.param(b"name,about\0\n" + b'"' + b"x" * 200_000, "", id="a quote that never ends"),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, data: bytes, match: str) -> None:
    if match:
        with pytest.raises(InputUnreadable, match=match):
            read(tmp_path, data)
    else:
        assert all(isinstance(row, BadRow) for row in read(tmp_path, data))


@pytest.mark.model
def test_a_folder_that_cannot_be_made_is_one_line(run, real_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    people = tmp_path / "people.csv"
    people.write_text("name,about\nMara,I have a PhD.\n")
    said = run("report", str(people), "--out", str(people / "out"), home=real_home)
    assert (said.code, said.out) == (1, "")
    assert "cannot make" in said.err
    assert len(said.err.splitlines()) == 1


@pytest.mark.model
def test_a_person_who_says_too_much_is_named(run, real_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    people = tmp_path / "people.csv"
    people.write_text(f"name,about\nMara,{'I have a PhD. ' * 9_000}\nJo,I have a PhD.\n")
    said = run("report", str(people), "--out", str(tmp_path / "out"), home=real_home)
    assert said.code == 1
    assert "line 2: Mara: " in said.err
    assert said.out.startswith("1 page and")
