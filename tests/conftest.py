"""What every test shares: no network, no home of the user's, an encoder by hand, a tiny library, the real advisor once."""

from __future__ import annotations

import io
import shutil
import signal
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from numpy.typing import NDArray

from advisor.article import source
from advisor.article.article import Article
from advisor.article.library import Library
from advisor.search import indexing
from advisor.search.encoder import TOKENS, Encoder, Encoding, Tokens, as_tokens
from advisor.search.index import Index, open_index
from advisor.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

hypothesis_settings.register_profile(
    "advisor",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("advisor")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Every socket that leaves the machine is refused, in fixtures as in tests: pytest-socket's own options."""
    config.option.allow_hosts = "127.0.0.1,::1"
    config.option.allow_unix_socket = True


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own home, and none asks a hub."""
    monkeypatch.delenv("ADVISOR_HOME", raising=False)
    monkeypatch.delenv("ADVISOR_FRAMEWORK", raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def guide() -> Article:
    return source.load(ROOT / "corpus" / "guide")


@pytest.fixture(scope="session")
def original_bytes() -> bytes:
    path = SHARED / "source" / "article.txt"
    if not path.is_file():
        pytest.skip("the original article is copyrighted and not here")
    return path.read_bytes()


@pytest.fixture(scope="session")
def original(original_bytes: bytes) -> Article:
    canonical = original_bytes.decode("utf-8")
    sections = source.find_sections(canonical, "text")
    return Article("teki-2026", "the original", canonical, sections, stands_for="guide")


@pytest.fixture(scope="session")
def eval_folder() -> Path:
    folder = SHARED / "eval"
    if not folder.is_dir():
        pytest.skip("the development cases are not here")
    return folder


# --- an encoder by hand -------------------------------------------------------------------------------------------


class BagOfWords:
    """A vector counts words by their checksum: texts that share words are near. A word is a piece, two more for the ends."""

    hash = "bag-of-words-1"
    dimension = 64

    def __init__(self, *, longest: int = 64) -> None:
        self.longest = longest
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            assert self.count(text) <= self.longest, "what is longer would be cut off unseen"
            for word in text.lower().split() or [""]:
                vectors[row, zlib.crc32(word.strip(".,?!:").encode()) % self.dimension] += 1
        self.encoded += len(texts)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def encodings(self, texts: Sequence[str]) -> list[Encoding]:
        def pieces(text: str) -> Tokens:
            rows = np.zeros((len(text.split()), TOKENS), np.float32)
            for row, word in zip(rows, text.lower().split(), strict=True):
                row[zlib.crc32(word.strip(".,?!:").encode()) % TOKENS] = 1
            return as_tokens(rows)

        return [Encoding(vector, pieces(text)) for vector, text in zip(self.encode(texts), texts, strict=True)]

    def count(self, text: str) -> int:
        return len(text.split()) + 2


@pytest.fixture
def encoder() -> BagOfWords:
    return BagOfWords()


@pytest.fixture(scope="session")
def make_encoder() -> Callable[..., BagOfWords]:
    return BagOfWords


# --- a library by hand --------------------------------------------------------------------------------------------

FERRY = """# The harbour ferry: a guide

Told for the tests.

## 1. Fares

A single crossing costs 4 crowns. A monthly pass costs 90 crowns, 60 for pupils. Dogs ride free of charge.

## 2. Timetable

The first ferry leaves at 5:40 and the last at 23:15. On Sundays the first ferry leaves at 7:10.

## 3. The crew

Each ferry has a captain, an engineer and two deckhands. The captain needs a licence of class B.
"""
FERRY_QUESTIONS = """
[[fact]]
id = "fare-single"
at = [{ section = 1, terms = ["single", "4 crowns"] }]
questions = ["what does a single crossing cost", "price of one trip on the ferry", "how much is a ticket"]

[[fact]]
id = "fare-pass"
at = [{ section = 1, terms = ["monthly pass", "90"] }]
questions = ["what does a monthly pass cost", "price of the season ticket", "is there a pass for commuters"]

[[fact]]
id = "first-ferry"
at = [{ section = 2, terms = ["5:40"] }, { section = 2, terms = ["7:10"] }]
questions = ["when does the first ferry leave", "earliest departure in the morning", "what time do you start sailing"]

[[fact]]
id = "captain-licence"
at = [{ section = 3, terms = ["captain", "licence"] }]
questions = ["which licence does the captain need", "what papers must a skipper have", "captain qualification class"]
"""
FERRY_UNANSWERED = """
[[topic]]
id = "bicycles"
reason = "not_covered"
missing = "bicycles on board"
near = [{ section = 1, terms = ["Dogs"] }]
questions = ["can i bring my bicycle", "are bikes allowed on board", "is there space to park a bike"]

[[topic]]
id = "weather"
reason = "off_topic"
questions = ["will it rain tomorrow", "what is the weather like", "how warm is it outside"]

[[topic]]
id = "hello"
reason = "smalltalk"
questions = ["hello there", "good morning friend", "thank you very much"]
"""
STATEMENTS = """{"text": "I love building things", "labels": ["energy=RE", "act=tell"]}
{"text": "Fixing a slow program makes my day", "labels": ["energy=RE", "act=tell"]}
{"text": "I love reading papers", "labels": ["energy=RS", "act=tell"]}
{"text": "hello there", "labels": ["act=greet"]}
"""


@dataclass(frozen=True)
class Harbour:
    """A made-up checkout: its shipped guide with a bank of four facts and three topics, its statements, and its settings."""

    settings: Settings
    shipped: Path
    statements: Path

    def library(self) -> Library:
        return Library(self.settings)


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Harbour:
    """A home whose guide is the ferry's; the place that the guide ships from is the only thing exchanged."""
    import hashlib

    shipped = tmp_path / "shipped" / "guide"
    for folder in ("questions", "unanswered"):
        (shipped / folder).mkdir(parents=True)
    (shipped / "text.txt").write_bytes(FERRY.encode())
    digest = hashlib.sha256(FERRY.encode()).hexdigest()
    (shipped / "source.toml").write_text(
        f'id = "guide"\ntitle = "The ferry"\nsha256 = "{digest}"\nreading = "markdown"\nstands_for = "guide"\n\n'
        '[original]\nid = "ferry-original"\ntitle = "All about the ferry"\nauthor = "Ada Port"\nyear = 1990\nurl = ""\n'
        'headings = ["Fares", "Timetable", "The crew"]\n',
        encoding="utf-8",
    )
    (shipped / "questions" / "all.toml").write_text(FERRY_QUESTIONS, encoding="utf-8")
    (shipped / "unanswered" / "all.toml").write_text(FERRY_UNANSWERED, encoding="utf-8")
    statements = tmp_path / "shipped" / "statements"
    statements.mkdir()
    (statements / "ada.jsonl").write_text(STATEMENTS, encoding="utf-8")
    monkeypatch.setattr("advisor.article.library.shipped_guide", lambda: shipped)
    settings = Settings(home=tmp_path / "home", cache=tmp_path / "cache")
    return Harbour(settings, shipped, statements)


@dataclass
class Workshop:
    """Builds and opens the index of one home."""

    library: Library
    encoder: Encoder
    statements: Path

    @property
    def folder(self) -> Path:
        return self.library.settings.index

    def build(self, *, force: bool = False) -> None:
        indexing.build(self.library, self.library.settings, self.encoder, statements=self.statements, force=force)

    def open(self, *ids: str) -> Index:
        return open_index(
            self.library, self.library.settings, self.encoder.hash, statements=self.statements, ids=ids
        )

    def add(self, text: str, name: str = "notes.md", **options: str) -> None:
        self.library.add(self.library.prepare(text.encode(), name, **options))

    def files(self) -> dict[str, bytes]:
        top = self.library.settings.home
        return {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()}

    def answers(
        self, questions: Sequence[str] = ("what does a single crossing cost", "which licence does the captain need")
    ) -> str:
        """What is said to some questions, as text to compare."""
        from advisor.answering.reader import Reader

        reader = Reader(self.open(), self.encoder, self.library.settings)
        return repr([reader.ask(question) for question in questions])


@pytest.fixture
def workshop(harbour: Harbour) -> Workshop:
    return Workshop(harbour.library(), BagOfWords(), harbour.statements)


@pytest.fixture
def built(workshop: Workshop) -> Workshop:
    workshop.build()
    return workshop


@pytest.fixture
def within() -> Callable[[float], AbstractContextManager[None]]:
    """`with within(3): …` fails where the block takes more processor time: for what must not grow with a square."""

    @contextmanager
    def limit(seconds: float) -> Iterator[None]:
        def late(*_: object) -> None:
            raise AssertionError(f"not done after {seconds} s")

        before = signal.signal(signal.SIGPROF, late)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    return limit


# --- the real thing -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """A home with guide and index: the checkout's own is copied if it opens, else built once and kept for the next run."""
    from advisor.advisor import STATEMENTS, Advisor
    from advisor.errors import AdvisorError
    from advisor.search.encoder import open_encoder

    home = tmp_path_factory.mktemp("real") / "home"
    _NEVER_CHANGED.add(home)
    settings = Settings(home=home)
    library, encoder = Library(settings), open_encoder(settings)
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("index-of-the-guide")
    for index in (ROOT / "index", kept / "index"):
        if index.is_dir():
            shutil.rmtree(home / "index", ignore_errors=True)
            shutil.copytree(index, home / "index")
        try:
            open_index(library, settings, encoder.hash, statements=STATEMENTS)
            return home
        except AdvisorError:
            continue
    indexing.build(library, settings, encoder, statements=STATEMENTS)
    Advisor.load(settings)
    shutil.rmtree(kept / "index", ignore_errors=True)
    shutil.copytree(home / "index", kept / "index")
    return home


@pytest.fixture(scope="session")
def advisor(real_home: Path):  # type: ignore[no-untyped-def]

    return opened(Settings(home=real_home))


_NEVER_CHANGED: set[Path] = set()


@cache
def opened(settings: Settings, sources: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """The adviser of a home that no test changes, opened once for all tests of a process."""
    from advisor.advisor import Advisor

    return Advisor.load(settings, sources=sources)


@pytest.fixture
def own_home(real_home: Path, tmp_path: Path) -> Path:
    """A copy of the real home that a test may change."""
    return Path(shutil.copytree(real_home, tmp_path / "own"))


# --- the command line ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("ask", "…", home=…, stdin=b"…")`: the program's own `main`, in this process; the real home is opened once."""
    from advisor.faces.cli import session
    from advisor.faces.cli.app import main

    load = session.load

    def loaded(sources: Sequence[str] = ()):  # type: ignore[no-untyped-def]
        settings = session.settings()
        return opened(settings, tuple(sources)) if settings.home in _NEVER_CHANGED else load(sources)

    monkeypatch.setattr(session, "load", loaded)

    def command(*arguments: str, home: Path | None = None, stdin: bytes = b"") -> Said:
        at = ["--home", str(home)] if home else []
        monkeypatch.setattr(sys, "argv", ["advisor", *at, *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return Said(code if isinstance(code, int) else int(code is not None), said.out, said.err)

    return command


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Settings of an empty home that take little: for errors of size."""
    return replace(Settings(home=tmp_path / "home"), largest_source_bytes=1_000)
