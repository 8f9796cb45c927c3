"""What a question names and what kind of answer it wants."""

from __future__ import annotations

import pytest

from advisor.answering.entities import LABS, ROLES, Entities, entities, replaced
from advisor.answering.language import is_english
from advisor.answering.query import Kind, read
from advisor.search.wording import Speller, read_as

PLAIN = Speller(targets={}, known=frozenset)


@pytest.mark.parametrize(
    "text",
    [
        "RE vs RS TC at OAI GDM?",
        "wats the salery of RS at openai",
        "tc for rs openai anthropic",
        "phd neurips icml iclr papers",
        "I did LoRA, RLHF, DPO, GRPO and PPO at NVIDIA",
    ],
)
def test_abbreviations_and_names_are_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RE pay at Meta", Entities((), ("RE",))),
        ("RE or RS at OpenAI", Entities(("OpenAI",), ("RE", "RS"))),
        ("the ChatGPT company", Entities(("OpenAI",))),
        ("who makes Claude and Gemini", Entities(("Anthropic", "DeepMind"))),
        ("google deepmind", Entities(("DeepMind",))),
        ("Open AI, Deep Mind", Entities(("OpenAI", "DeepMind"))),
        ("scientists at xAI and Mistral and Mistral", Entities((), ("RS",))),
        ("what is metadata", Entities()),
        ("", Entities()),
    ],
)
def test_entities(typed: str, expected: Entities) -> None:
    assert entities(read_as(typed)) == expected


def test_names_are_replaced_whole() -> None:
    assert replaced("pay at openai and anthropic", kind=LABS, to="x") == "pay at x and x"
    assert replaced("reengineering engineers", kind=ROLES, to="x") == "reengineering x"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("How much do REs earn?", "amount"),
        ("What is the median salary?", "amount"),
        ("How long does prep take?", "duration"),
        ("how many weeks for RS", "duration"),
        ("Is a PhD needed?", "yes_no"),
        ("do I need papers", "yes_no"),
        ("Why do REs switch?", "reason"),
        ("RE vs RS", "comparison"),
        ("What is the difference between RE and RS pay?", "comparison"),
        ("List the five questions", "list"),
        ("What are all the rounds?", "list"),
        ("Tell me about Anthropic", "other"),
        ("", "other"),
    ],
)
def test_kinds(typed: str, kind: Kind) -> None:
    assert read(typed, speller=PLAIN).kind == kind


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("What does a research engineer earn at OpenAI?", True),
        ("how much duz a reserch sceintist make", True),
        ("$746K?", True),
        ("Anthropic", True),
        ("", True),
        ("Wieviel verdient ein Forscher bei dieser Firma im Jahr?", False),
        ("¿Cuánto gana un científico de investigación en esa empresa?", False),
        ("Сколько зарабатывает инженер?", False),
        ("研究科学家的薪水是多少", False),
        ("كم يكسب المهندس", False),
    ],
)
def test_only_english_is_read(text: str, english: bool) -> None:
    assert is_english(text) is english
