"""Another article, another framework: other tracks, questions and facts, and not a line of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.article.article import Article
from advisor.article.formats import markdown
from advisor.framework import explain
from advisor.framework.contract import verdict_json
from advisor.framework.framework import Framework
from advisor.framework.loading import load_framework
from advisor.framework.verdict import assess

ARTICLE = """# Pets

## 1. Space

A dog wants a garden. A cat is content with a sofa.

## 2. Time

Whoever walks gladly is made for a dog. Whoever reads gladly is made for a cat.

## 3. Noise

Barking is heard three houses off. Purring is heard in one room.
"""

FRAMEWORK = """
id = "pets"
title = "Cat or dog"
scope = "One article's view of pets."
scope_anchors = [{ section = 1, terms = ["garden"] }]
lead_needed = 1
lead_why = "One is enough, as a pet can be given back."

[[tracks]]
id = "cat"
name = "Cat"
plural = "Cats"

[[tracks]]
id = "dog"
name = "Dog"
plural = "Dogs"

[[facts]]
name = "square_metres"
kind = "number"

[[facts]]
name = "garden"
kind = "flag"

[[conditions]]
name = "room_to_run"
when = { any = [{ garden = true }, { square_metres = { at_least = 90 } }] }

[[questions]]
id = "space"
topic = "how much space you have"
text = "How big is your home?"
why = "A pet needs room."
anchors = [{ section = 1, terms = ["garden"] }]
now = true
sides = [
  { track = "cat", because = "A sofa is there.", anchors = [{ section = 1, terms = ["sofa"] }] },
  { track = "dog", because = "There is a garden.", anchors = [{ section = 1, terms = ["garden"] }] },
]

[[questions.rows]]
id = "roomy"
when = { room_to_run = true }
leaning = "dog"
because = "There is room to run."
anchors = [{ section = 1, terms = ["garden"] }]

[[questions.rows]]
id = "small"
when = { room_to_run = false }
leaning = "cat"
because = "There is a sofa."
anchors = [{ section = 1, terms = ["sofa"] }]

[[questions]]
id = "evening"
topic = "how you spend an evening"
text = "Walk or read?"
why = "A pet shares the evening."
anchors = [{ section = 2, terms = ["walks"] }]
sides = [
  { track = "cat", because = "You read.", anchors = [{ section = 2, terms = ["reads"] }] },
  { track = "dog", because = "You walk.", anchors = [{ section = 2, terms = ["walks"] }] },
]

[[questions]]
id = "noise"
topic = "how much noise you bear"
text = "Bark or purr?"
why = "Neighbours have ears."
anchors = [{ section = 3, terms = ["Barking"] }]
sides = [
  { track = "cat", because = "You like it quiet.", anchors = [{ section = 3, terms = ["Purring"] }] },
  { track = "dog", because = "You bear a bark.", anchors = [{ section = 3, terms = ["Barking"] }] },
]

[[advice]]
id = "walk"
topic = "now"
when = { track = "dog" }
text = "Buy a lead."
anchors = [{ section = 2, terms = ["walks"] }]
"""


@pytest.fixture(scope="module")
def pets(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    folder: Path = tmp_path_factory.mktemp("pets")
    (folder / "framework.toml").write_text(FRAMEWORK, encoding="utf-8")
    return load_framework(folder)


@pytest.fixture(scope="module")
def article() -> Article:
    return Article("pets", "Pets", ARTICLE, markdown.find_sections(ARTICLE))


@pytest.mark.parametrize(
    ("said", "track", "lead"),
    [
        ({}, "undecided", 0),
        ({"evening": "dog"}, "dog", 1),
        ({"evening": "dog", "square_metres": 40.0, "garden": False}, "undecided", 0),
        ({"evening": "dog", "square_metres": 40.0}, "dog", 1),
        ({"garden": True, "noise": "dog", "evening": "cat"}, "dog", 1),
        ({"evening": "cat", "noise": "cat", "garden": False, "square_metres": 40.0}, "cat", -3),
    ],
)
def test_a_verdict_on_pets(pets: Framework, article: Article, say, said: dict, track: str, lead: int) -> None:
    verdict = assess(pets, say(**said), [article])
    assert (verdict.track, verdict.lead) == (track, lead)


def test_it_is_explained_in_its_own_words(pets: Framework, article: Article, say) -> None:
    verdict = assess(pets, say(evening="dog", noise="dog"), [article])
    said = verdict_json(verdict, id="p1")
    assert list(said["questions"]) == ["space", "evening", "noise"]
    assert [advice["text"] for advice in said["advice"]] == ["Buy a lead."]
    assert said["ask_next"] == {"question": "space", "text": "How big is your home?"}
    assert verdict.possible == ("dog",)
    count = explain.how_concluded(pets, verdict)[-2]
    assert (
        count.text == "2 of 3 questions point to Dog, none to Cat, 1 is open; that is a lead of 2, and one is needed: Dog."
    )
    assert explain.what_if(pets, verdict)[0].text.endswith("the verdict would be undecided.")
    assert not any(name in str(said) for name in ("RE", "RS", "credential", "energy"))


def test_no_track_or_slot_is_named_in_the_code() -> None:
    folder = Path(explain.__file__).parent
    names = (
        '"RE"',
        '"RS"',
        '"energy"',
        '"ambiguity"',
        '"credential"',
        '"evaluation"',
        '"target"',
        '"labs"',
        '"has_phd"',
        "Anthropic",
    )
    for path in sorted(folder.glob("*.py")):
        code = path.read_text(encoding="utf-8")
        assert [name for name in names if name in code] == [], path.name
