"""What all visitors share stays small, whatever lists of sources they ask with."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from advisor import Advisor
from advisor.errors import SourceUnknown
from advisor.faces import host as hosting
from advisor.faces.host import Host
from advisor.faces.programs.functions import Functions
from advisor.settings import Settings

pytestmark = pytest.mark.model
NAMES = [f"quay-{n}" for n in range(6)]


@pytest.fixture(scope="module")
def host(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A library of the guide and six short sources."""
    import shutil

    home = Path(shutil.copytree(real_home, tmp_path_factory.mktemp("host") / "home"))
    advisor = Advisor.load(Settings(home=home))
    for n, name in enumerate(NAMES):
        text = f"# Quay {n}\n\n## Ships\n\nShip {n} lies at quay {n}.\n\n## Cranes\n\nCrane {n} is tall.\n"
        advisor.library.add(advisor.library.prepare(text.encode(), f"{name}.md", id=name))
    return Host(Advisor.load(Settings(home=home)))


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Every set of sources that an index was opened for."""
    asked: list[tuple[str, ...]] = []
    real = hosting.open_index

    def counted(*given: object, ids: tuple[str, ...] = (), **more: object) -> object:
        asked.append(ids)
        return real(*given, ids=ids, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(hosting, "open_index", counted)
    return asked


def test_one_index_is_opened_for_a_source_however_often_it_is_named(host: Host, openings: list[tuple[str, ...]]) -> None:
    functions = Functions(host)
    first = functions.ask("What does an RE earn?", source=["guide"])
    assert all(functions.ask("What does an RE earn?", source=["guide"] * k) == first for k in range(2, 60))
    assert openings == [("guide",)]


def test_the_order_of_sources_opens_nothing_new(host: Host, openings: list[tuple[str, ...]]) -> None:
    assert host.advisor((NAMES[0], "guide")) is host.advisor(("guide", NAMES[0])) is host.advisor((NAMES[0], "guide") * 3)
    assert openings == [("guide", NAMES[0])]


def test_all_that_are_active_are_the_whole(host: Host, openings: list[tuple[str, ...]]) -> None:
    assert host.advisor((*reversed(NAMES), "guide")) is host.advisor()
    assert openings == []


def test_no_more_than_eight_choices_stay_open(host: Host) -> None:
    choices = random.Random(7)
    for _ in range(30):
        host.advisor(tuple(choices.sample(NAMES, choices.randint(1, 5))), strict=True)
        assert len(host._opened) <= 1 + hosting._MOST_OPENED
    assert () in host._opened


def test_what_was_asked_for_last_stays_open(host: Host) -> None:
    kept = host.advisor((NAMES[0],))
    for other in (*(NAMES[n : n + 2] for n in range(4)), *(NAMES[n : n + 3] for n in range(3))):
        host.advisor(tuple(other))
        assert host.advisor((NAMES[0],)) is kept


def test_many_at_once_with_many_choices_leave_no_more(host: Host) -> None:
    def one(seed: int) -> str:
        chosen = tuple(random.Random(seed).sample(NAMES, 2))
        advisor = host.advisor(chosen)
        assert {article.id for article in advisor.articles} == set(chosen)
        return "done"

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(60))) == {"done"}
    assert len(host._opened) <= 1 + hosting._MOST_OPENED


def test_a_source_that_is_not_there_is_said_where_it_matters(host: Host) -> None:
    with pytest.raises(SourceUnknown, match="found no source 'nowhere'"):
        host.advisor(("nowhere", "guide"), strict=True)
    assert host.advisor(("nowhere",)) is host.advisor()
