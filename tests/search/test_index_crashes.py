"""A process that dies at any write or rename of add, remove or index leaves the old state or the new, nothing between.

Death is played by an audit hook: from the chosen event on, every change to the home is refused, cleaning up included.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from advisor.errors import IndexMissing, IndexStale

_CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.truncate", "os.link", "os.symlink"}


class Death(BaseException):
    """Not an Exception, so that nothing catches it by accident."""


class _Watch:
    home = ""
    left = -1  # events until death; -1 for never
    seen = 0


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _Watch.home or not (event in _CHANGES or event == "open"):
        return
    path = arguments[0]
    if not isinstance(path, (str, bytes, os.PathLike)) or not os.fsdecode(path).startswith(_Watch.home):
        return
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)) or os.fsdecode(path).endswith(".lock"):
            return
        del mode
    _Watch.seen += 1
    if 0 <= _Watch.left < _Watch.seen:
        raise Death(event)


@pytest.fixture(scope="module", autouse=True)
def _watching() -> Iterator[None]:
    sys.addaudithook(_hook)
    yield
    _Watch.home = ""


@contextmanager
def dying(home: Path, after: int) -> Iterator[None]:
    _Watch.home, _Watch.left, _Watch.seen = str(home), after, 0
    try:
        yield
    except Death:
        pass
    finally:
        _Watch.home = ""


NOTES = "# Fish\nHerring swim in shoals.\n"


def add(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add(NOTES)


def remove(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.library.remove("gone")


def build(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.build(force=True)


def state(workshop) -> tuple[list[str], bool]:  # type: ignore[no-untyped-def]
    """The sources, all of them whole; and whether the index opens, which it does or is plainly out of date."""
    library = workshop.library
    ids = [d.id for d in library.descriptions()]
    for id in ids:
        library.article(id)
    try:
        workshop.open()
    except (IndexMissing, IndexStale):
        return ids, False
    return ids, True


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        pytest.param(add, ["gone", "guide"], ["gone", "guide", "notes"], id="add"),
        pytest.param(remove, ["gone", "guide"], ["guide"], id="remove"),
        pytest.param(build, ["gone", "guide"], ["gone", "guide"], id="index"),
    ],
)
def test_a_death_at_any_moment_leaves_the_old_or_the_new(  # type: ignore[no-untyped-def]
    workshop, change: Callable[..., None], before: list[str], after: list[str]
) -> None:
    home = workshop.library.settings.home
    workshop.add("Nobody is here.", "gone.txt")
    workshop.build()
    said = workshop.answers()
    died = 0
    while True:
        with dying(home, after=died):
            change(workshop)
        if _Watch.seen <= died:
            break
        died += 1
        ids, _ = state(workshop)
        assert sorted(ids) in (before, after)
        if sorted(ids) == after != before:  # start again from the old state
            if change is add:
                workshop.library.remove("notes")
            else:
                workshop.add("Nobody is here.", "gone.txt")
        workshop.build()
        assert workshop.answers() == said
    assert died >= (3 if change is not build else 20)


def test_what_a_killed_build_left_is_swept_away_by_the_next(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.build()
    home = workshop.library.settings.home
    with dying(home, after=6):
        workshop.build(force=True)
    workshop.build()
    assert [p.name for p in home.iterdir() if p.name.startswith(".index-")] == []


def test_two_builds_at_once_do_not_trip_over_one_another(workshop, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """Another process puts its index in place in the last moment before this one does."""
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        if self.name.startswith(".index-") and not target.exists():
            target.mkdir()
            (target / "manifest.json").write_text("the other one's")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    workshop.build()
    monkeypatch.undo()


def test_an_interrupted_build_leaves_no_folder_behind(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.build()
    said = workshop.answers()
    workshop.add(NOTES)

    def interrupted(texts: object) -> None:
        raise KeyboardInterrupt

    encode, workshop.encoder.encode = workshop.encoder.encode, interrupted
    with pytest.raises(KeyboardInterrupt):
        workshop.build()
    workshop.encoder.encode = encode
    assert sorted(p.name for p in workshop.library.settings.home.iterdir()) == [".lock", "corpus", "index"]
    workshop.library.remove("fish")
    assert workshop.answers() == said
