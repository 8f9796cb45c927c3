"""A full disk, a disk that refuses, and one byte flipped: named, and never a wrong quote."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.article.library import Library
from advisor.errors import IndexDamaged, NotWritable

Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """`mount("size=1m")`: a small disk of its own, where the machine allows it."""
    place = tmp_path / "disk"
    place.mkdir()

    def make(options: str) -> Path:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False)
        if made.returncode:
            pytest.skip(f"no disk can be mounted here: {made.stderr.decode().strip()}")
        return place

    if shutil.which("mount") is None:
        pytest.skip("no mount here")
    yield make
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


def test_a_full_disk_is_named_and_changes_nothing(workshop, mount: Mount) -> None:  # type: ignore[no-untyped-def]
    disk = mount("size=8m")
    settings = replace(workshop.library.settings, home=disk / "home")
    workshop.library = Library(settings)
    workshop.build()
    said = workshop.answers()
    prepared = workshop.library.prepare(b"The tug sails at noon. " * 3_000, "tug.txt")
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"0" * 4_096):
            pass
    with pytest.raises(NotWritable, match="No space left on device"):
        workshop.library.add(prepared)
    assert [d.id for d in workshop.library.descriptions()] == ["guide"]
    with pytest.raises(NotWritable, match=r"cannot write to .*(?:No space left|FAISS)"):
        workshop.build(force=True)
    assert workshop.answers() == said
    ballast.unlink()
    workshop.library.add(workshop.library.prepare(b"The tug sails at noon.", "tug.txt"))
    workshop.build()
    assert workshop.answers() != ""


def test_a_disk_that_refuses_is_named_and_still_read(workshop, mount: Mount) -> None:  # type: ignore[no-untyped-def]
    disk = mount("size=8m")
    workshop.library = Library(replace(workshop.library.settings, home=disk / "home"))
    workshop.build()
    said = workshop.answers()
    prepared = workshop.library.prepare(b"The tug sails at noon.", "tug.txt")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    for change in (lambda: workshop.library.add(prepared), lambda: workshop.build(force=True)):
        with pytest.raises(NotWritable, match=r"cannot write to .*Read-only file system"):
            change()
    assert workshop.answers() == said  # reading needs no writing


def test_one_byte_flipped_in_any_file_of_the_index(built) -> None:  # type: ignore[no-untyped-def]
    said = built.answers()
    tried = 0
    for path in sorted(p for p in built.folder.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        for at in sorted({0, len(whole) // 3, len(whole) // 2, len(whole) - 1}):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
            tried += 1
            try:
                assert built.answers() == said
            except IndexDamaged as error:
                refused = str(error)
                assert path.name in refused
                assert "advisor index --force" in refused
        path.write_bytes(whole)
    assert built.answers() == said
    assert tried >= 40


def test_one_byte_flipped_in_a_source(built) -> None:  # type: ignore[no-untyped-def]
    from advisor.errors import SourceDamaged

    built.add("# Fish\nHerring swim in shoals.\n")
    built.build()
    text = built.library.corpus / "fish" / "text.txt"
    whole = text.read_bytes()
    for at in range(0, len(whole), 5):
        text.write_bytes(whole[:at] + bytes([whole[at] ^ 0x01]) + whole[at + 1 :])
        with pytest.raises(SourceDamaged, match=r"text\.txt changed .*advisor remove fish"):
            built.answers()
