"""The file of hashed passwords behind `advisor serve --auth`."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import InputUnreadable, NotWritable
from advisor.faces.passwords import read_passwords, set_password


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people"


def test_a_password_is_kept_hashed_and_lets_in(file: Path) -> None:
    set_password(file, "mara", "correct horse ü")
    set_password(file, "jo", "battery staple")
    people = read_passwords(file)
    assert people.allows("mara", "correct horse ü")
    assert people.allows("jo", "battery staple")
    for name, word in (("mara", "battery staple"), ("jo", ""), ("nobody", "battery staple"), ("", "")):
        assert not people.allows(name, word)
    assert "horse" not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_a_password_is_exchanged_and_two_of_the_same_look_different(file: Path) -> None:
    set_password(file, "mara", "correct horse")
    set_password(file, "jo", "correct horse")
    first, second = (line.split(":")[-1] for line in file.read_text().splitlines())
    assert first != second
    set_password(file, "mara", "another horse")
    assert len(file.read_text().splitlines()) == 2
    assert not read_passwords(file).allows("mara", "correct horse")


def test_the_command_reads_standard_input(run, file: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("password", str(file), "mara", stdin=b"correct horse\n")
    assert (said.code, said.out) == (0, "")
    assert read_passwords(file).allows("mara", "correct horse")
    assert run("password", str(file), "mara", stdin=b"short\n").code == 2
    assert run("password", str(file), "ma:ra", stdin=b"correct horse\n").code == 2


@pytest.mark.parametrize(
    ("text", "match"),
    [
        pytest.param("", "lets nobody in", id="nobody"),
        pytest.param("# people\n\nmara:hunter2\n", "line 3 of .* is no hashed password; expected NAME:", id="clear"),
    ],
)
def test_another_file_is_refused_without_showing_it(file: Path, text: str, match: str) -> None:
    file.write_text(text)
    with pytest.raises(InputUnreadable, match=match) as error:
        read_passwords(file)
    assert "hunter2" not in str(error.value)


def test_a_missing_file_and_a_folder_that_cannot_be_written_are_named(file: Path, run) -> None:  # type: ignore[no-untyped-def]
    said = run("serve", "--auth", str(file))
    assert said.code == 2
    assert f"advisor password {file} NAME" in said.err
    with pytest.raises(NotWritable, match="cannot write"):
        set_password(file / "no" / "people", "mara", "correct horse")


def test_a_root_path_is_a_path(run) -> None:  # type: ignore[no-untyped-def]
    assert "expected a path as in /advisor" in run("serve", "--root-path", "advisor/").err
