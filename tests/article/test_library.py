"""The library: sources come and go whole, the guide stays, the original takes its place."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from advisor.article.library import Library
from advisor.errors import NotWritable, SourceDamaged, SourceProtected, SourceUnknown, UsageError
from advisor.settings import Settings

NOTES = b"# Fish\nHerring swim in shoals.\n\n# Birds\nGulls do not.\n"
ORIGINAL = (
    b"1. Fares\n\nOne crossing costs 4 crowns.\n\n"
    b"2. Time table\n\nThe first leaves at 5:40.\n\n"
    b"3. The Crew\n\nA captain leads.\n"
)


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_a_new_home_holds_the_guide_as_it_ships(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    assert [d.id for d in library.descriptions()] == ["guide"]
    assert tree(harbour.settings.corpus / "guide") == tree(harbour.shipped)
    assert library.active() == ("guide",)


def test_a_guide_that_was_changed_by_hand_or_by_an_update_is_laid_down_again(harbour) -> None:  # type: ignore[no-untyped-def]
    harbour.library()
    (harbour.settings.corpus / "guide" / "text.txt").write_text("mine")
    harbour.library()
    assert tree(harbour.settings.corpus / "guide") == tree(harbour.shipped)
    assert sorted(p.name for p in harbour.settings.corpus.iterdir()) == ["guide"]


def test_the_home_of_the_checkout_is_left_alone(root: Path) -> None:
    before = tree(root / "corpus" / "guide")
    Library(Settings(home=root))
    assert tree(root / "corpus" / "guide") == before


def test_a_source_is_added_as_it_is_and_removed_without_a_trace(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    before = tree(harbour.settings.home)
    added = library.add(library.prepare(NOTES, "notes.md"))
    assert (added.description.id, added.known) == ("notes", False)
    assert (harbour.settings.corpus / "notes" / "text.txt").read_bytes() == NOTES
    assert [d.id for d in library.descriptions()] == ["guide", "notes"]
    assert library.active() == ("guide", "notes")
    assert [s.title for s in library.article("notes").sections] == ["Fish", "Birds"]
    assert library.remove("notes").id == "notes"
    assert tree(harbour.settings.home).keys() - {".lock"} == before.keys() - {".lock"}
    assert sorted(p.name for p in harbour.settings.corpus.iterdir()) == ["guide"]


def test_preparing_keeps_nothing(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    before = tree(harbour.settings.home)
    assert [s.title for s in library.prepare(NOTES, "notes.md").sections] == ["Fish", "Birds"]
    assert tree(harbour.settings.home) == before


def test_the_same_text_under_another_name_is_known(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(NOTES, "notes.md"))
    before = tree(harbour.settings.corpus)
    added = library.add(library.prepare(NOTES, "copy.md", id="other"))
    assert (added.description.id, added.known) == ("notes", True)
    assert tree(harbour.settings.corpus) == before


def test_another_text_under_the_same_name_is_refused(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(NOTES, "notes.md"))
    before = tree(harbour.settings.corpus)
    with pytest.raises(
        UsageError, match="found another source called 'notes'; expected a new name; to mend it: advisor remove notes"
    ):
        library.add(library.prepare(NOTES + b"More.", "notes.md"))
    assert tree(harbour.settings.corpus) == before


def test_the_guides_name_is_taken(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    with pytest.raises(UsageError, match="found another source called 'guide'"):
        library.add(library.prepare(NOTES, "notes.md", id="guide"))


def test_the_guides_name_is_taken_for_good(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    with pytest.raises(UsageError) as caught:
        library.add(library.prepare(NOTES, "notes.md", id="guide"))
    assert "advisor remove guide" not in str(caught.value)


def test_the_guide_cannot_be_removed(harbour) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SourceProtected, match="the guide ships with the program and cannot be removed"):
        harbour.library().remove("guide")


@pytest.mark.parametrize("id", ["nobody", "..", "../home", "", "guide/questions", ".lock"])
def test_a_source_that_is_not_there_cannot_be_removed_or_read(harbour, id: str) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    before = tree(harbour.settings.home)
    with pytest.raises(SourceUnknown, match=r"found no source '.*'; expected one of guide; to mend it: advisor sources"):
        library.remove(id)
    with pytest.raises(SourceUnknown, match="found no source"):
        library.article(id)
    assert tree(harbour.settings.home).keys() - {".lock"} == before.keys() - {".lock"}


def test_the_original_is_recognised_by_its_headings_and_takes_the_guides_place(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    prepared = library.prepare(ORIGINAL, "-")
    said = prepared.description
    assert (said.id, said.title, said.author, said.year) == ("ferry-original", "All about the ferry", "Ada Port", 1990)
    library.add(prepared)
    assert library.active() == ("ferry-original",)
    assert library.active(["guide"]) == ("guide",)
    assert library.article("ferry-original").stands_for == "guide"
    library.remove("ferry-original")
    assert library.active() == ("guide",)


def test_a_text_that_shares_a_heading_with_the_original_is_not_it(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    text = ORIGINAL.replace(b"Fares", b"Herring").replace(b"Time table", b"Cod")
    assert library.prepare(text, "fish.txt").description.stands_for == ""


def test_sources_are_listed_by_name_behind_the_guide(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    for name in ("zebra", "ant"):
        library.add(library.prepare(f"All about the {name}.".encode(), f"{name}.txt"))
    assert [d.id for d in library.descriptions()] == ["guide", "ant", "zebra"]
    assert library.active(["zebra", "ant", "zebra"]) == ("zebra", "ant")


def damage_text(folder: Path) -> None:
    text = folder / "text.txt"
    text.write_bytes(text.read_bytes().replace(b"shoals", b"Shoals"))


@pytest.mark.parametrize(
    ("damage", "match"),
    [
        pytest.param(
            damage_text,
            r"found .*notes/text\.txt changed \(sha256 [0-9a-f]{12}…\); expected [0-9a-f]{12}… as imported",
            id="a letter changed",
        ),
        pytest.param(
            lambda f: (f / "text.txt").unlink(), r"found no readable .*notes/text\.txt \(No such file", id="no text"
        ),
        pytest.param(
            lambda f: (f / "source.toml").write_text("id = 3"),
            r"found .*notes/source\.toml unreadable",
            id="not a description",
        ),
        pytest.param(lambda f: (f / "source.toml").write_text("["), r"found .*notes/source\.toml unreadable", id="no TOML"),
        pytest.param(
            lambda f: (f / "source.toml").write_bytes(b"\xff"), r"found .*notes/source\.toml unreadable", id="no text"
        ),
        pytest.param(
            lambda f: (f / "source.toml").write_text((f / "source.toml").read_text() + 'colour = "red"\n'),
            r"found .*notes/source\.toml unreadable",
            id="an unknown key",
        ),
    ],
)
def test_a_damaged_source_is_named_and_can_be_removed(harbour, damage, match: str) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(NOTES, "notes.md"))
    damage(harbour.settings.corpus / "notes")
    with pytest.raises(
        SourceDamaged, match=match + r".*; to mend it: advisor remove notes, then advisor add the file again"
    ):
        library.article("notes")
    assert library.remove("notes").id == "notes"
    assert library.active() == ("guide",)


def test_a_source_under_another_name_than_its_own_is_damaged(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(NOTES, "notes.md"))
    (harbour.settings.corpus / "notes").rename(harbour.settings.corpus / "moved")
    with pytest.raises(SourceDamaged, match="moved"):
        library.descriptions()


def test_what_a_crash_left_behind_is_no_source(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    shutil.copytree(harbour.settings.corpus / "guide", harbour.settings.corpus / ".adding-x")
    assert [d.id for d in library.descriptions()] == ["guide"]


def test_what_a_crash_left_behind_is_swept_away_by_the_next_change(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    (harbour.settings.corpus / ".adding-x").mkdir()
    (harbour.settings.corpus / ".removed-x").mkdir()
    library.add(library.prepare(NOTES, "notes.md"))
    assert sorted(p.name for p in harbour.settings.corpus.iterdir()) == ["guide", "notes"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    prepared = library.prepare(NOTES, "notes.md")
    harbour.settings.corpus.chmod(0o500)
    try:
        with pytest.raises(NotWritable, match=r"cannot write to .*corpus"):
            library.add(prepared)
    finally:
        harbour.settings.corpus.chmod(0o700)


def test_a_file_in_the_place_of_the_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "corpus").write_text("a file")
    with pytest.raises(
        NotWritable, match=r"cannot write to .*corpus \(File exists\); expected a folder that can be written"
    ):
        Library(Settings(home=tmp_path / "home"))
