"""A framework, the articles, and profiles made by hand: no text is read here, so nothing needs a cue or an encoder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.article.article import Article
from advisor.article.formats import markdown, text
from advisor.framework.framework import Framework
from advisor.framework.loading import load_framework
from advisor.profile.evidence import Evidence
from advisor.profile.profile import Fact, FactValue, Profile
from advisor.span import Span

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "corpus" / "guide" / "text.txt"
ORIGINAL = ROOT.parent / "shared" / "source" / "article.txt"

Say = Callable[..., Profile]


@pytest.fixture(scope="session")
def framework() -> Framework:
    return load_framework()


@pytest.fixture(scope="session")
def guide() -> Article:
    canonical = GUIDE.read_text(encoding="utf-8")
    return Article("guide", "the guide", canonical, markdown.find_sections(canonical))


@pytest.fixture(scope="session")
def original() -> Article:
    if not ORIGINAL.is_file():
        pytest.skip("the original article is copyrighted and not here")
    canonical = ORIGINAL.read_bytes().decode("utf-8")
    return Article("original", "the article", canonical, text.find_sections(canonical), stands_for="guide")


@pytest.fixture(scope="session")
def say() -> Say:
    return profile


def profile(*, unknown: tuple[str, ...] = (), speaks: bool = True, **said: FactValue) -> Profile:
    """`profile(energy="RE", years_experience=4)`: each slot is one word of the only turn.

    Several leanings of one question are joined by a plus: `energy="RE+RS"`.
    """
    turn = " ".join(said)
    evidence: list[Evidence] = []
    facts: list[Fact] = []
    for name, value in said.items():
        span = Span(turn.index(name), turn.index(name) + len(name))
        parts = str(value).split("+") if isinstance(value, str) else [str(value)]
        items = [Evidence(name, part, 0, span, name, "affirmed", "by hand") for part in parts]
        evidence += items
        facts.append(Fact(name, value, tuple(items)))
    return Profile((turn,), tuple(evidence), tuple(facts), (), unknown, speaks)
