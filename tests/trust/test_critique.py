"""What is odd in a source is found by general rules, and what only looks odd is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.article.article import Article
from advisor.article.critique import critique, notes_touching
from advisor.article.figure import figures, notation
from advisor.article.source import find_sections
from advisor.span import Span


def article(text: str) -> Article:
    return Article("notes", "Notes", text, find_sections(text, "markdown"))


def rules(text: str, *, provenance: bool = False) -> list[str]:
    return [note.rule for note in critique(article(text)) if note.is_provenance == provenance]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("between $20K and $30K", 20e3, 30e3, "$"),
        ("$2-5M a year", 2e6, 5e6, "$"),
        ("$900-1.2M", 900e3, 1.2e6, "$"),
        ("€3.5 million", 3.5e6, 3.5e6, "€"),
        ("US$1,200,000", 1.2e6, 1.2e6, "$"),
        ("a 40-80% rise", 40, 80, "%"),
        ("10 to 20 percent", 10, 20, "%"),
        ("6–10 weeks", 6, 10, "weeks"),
        ("a 12-week course", 12, 12, "weeks"),
        ("$5 to 10 people", 5, 5, "$"),
    ],
)
def test_a_figure_is_read(words: str, low: float, high: float, unit: str) -> None:
    (found,) = figures(words)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "words", ["in 2025-2026", "on 2020-12-31", "2-5x higher", "RFC 2119-2", "version 1.2", "a 5 m fence", "COVID-19"]
)
def test_what_has_no_unit_is_no_figure(words: str) -> None:
    assert figures(words) == ()


PROSE = "The kitchen opens at six in the morning, long before the first guests come in at eight."
ODD = [
    ("median-outside-range", "Cooks earn between $20K and $30K, with a median around $35K."),
    ("median-outside-range", "Cooks earn $20K-$30K (average $18K)."),
    ("median-outside-range", "Cooks earn $20K to $30K. The median is $31K."),
    ("range-reversed", "Cooks earn between $30K and $20K."),
    ("range-reversed", "It takes 10-6 weeks."),
    ("narrower-outside-wider", "Cooks span a range of $20K to $30K, with senior cooks reaching $40K to $50K."),
    ("narrower-outside-wider", "Nurses earn $40K-$60K, including junior nurses at $35K."),
    ("premium-not-borne-out", "Cooks earn a 10-20% premium over waiters. A cook gets $40K, while waiters earn $20K."),
    ("premium-not-borne-out", "They ask for a 50% premium ($30K versus $28K)."),
    ("total-called-base", "Cooks take home total compensation of $30K in base salary."),
    ("total-called-base", "The base salary is $30K in total compensation."),
    ("list-missing", f"Cooks learn the following three things:\n\n{PROSE}"),
    ("list-missing", f"And so the lesson is simple:\n{PROSE}"),
    ("list-missing", "Here is what you get in the first year:"),
]
SOUND = [
    "Cooks earn between $20K and $30K, with a median around $25K.",
    "Cooks earn between $20K and $30K, while the median waiter gets $35K.",
    "Cooks earn $20K to $30K, well above the median for waiters of $15K.",
    "The share fell from 30% to 10%, and then by 10-5% a year.",
    "Book 30-20 days before you travel.",
    "Cooks earn $20K to $30K, while senior cooks earn $40K to $50K.",
    "Cooks start at $20K to $22K, with senior cooks reaching $40K to $50K.",
    "Junior cooks earn $20K to $30K, with senior cooks reaching $40K to $50K.",
    "Cooks earn $20K to $50K, with senior cooks reaching $40K to $50K.",
    "Cooks earn an 80% premium over waiters. The median for cooks is $1M. The median for waiters is $555K.",
    "Cooks earn a 10-20% premium over waiters. Cooks get $20K to $60K, while waiters get up to $40K.",
    "They ask for a 50% premium ($30K versus $20K).",
    "Total compensation is $50K, of which $30K is base salary.",
    "Total compensation of $50K includes base salary, a bonus and meals.",
    "Base salary and shares add up to $2M in total compensation for some.",
    "A cook has to learn the following three things:\n\n* knives\n* fire\n* water",
    "A cook has to learn the following three things:\n\n1. Knives, which have to be sharp at any time of day.\n2. Fire.",
    "A cook has to learn three things:\n\nFirst, knives have to be sharp at any time of day. Second, fire. Third, water.",
    "The master said the following:\n\nThe kitchen opens at six and the first guests come at eight.",
    "Run the following commands:\n\n    ls -l",
    f"The reason is simple:\n\n{PROSE}",
    f"Cooks learn the following three things:\n\nKnives\n\nFire\n\n{PROSE}",
    "# The year\n\nThe year has these four parts:\n\n## Spring\n\nIt is green.\n\n## Summer\n\nIt is hot.",
]


@pytest.mark.parametrize(("rule", "text"), ODD, ids=[f"{rule}-{i}" for i, (rule, _) in enumerate(ODD)])
def test_what_is_odd_is_found(rule: str, text: str) -> None:
    assert rules(text) == [rule]


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_odd_is_not(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("estimate-own-impression", "In my experience this takes 3-5 weeks."),
        ("estimate-own-impression", "Some 20% leave, according to data I have gathered."),
        ("estimate-named-source", "According to Acme data from 2024, cooks earn $30K."),
        ("estimate-named-source", "Based on Acme figures, cooks earn $30K."),
    ],
)
def test_whence_an_estimate_comes(rule: str, text: str) -> None:
    assert rules(text, provenance=True) == [rule]
    assert rules(text) == []


def test_what_the_original_is_odd_in(original: Article) -> None:
    """By rule, section and figures: no sentence of the original stands here."""
    found = [(note.rule, tuple(sorted({quote.section_number for quote in note.quotes}))) for note in critique(original)]
    assert sorted(pair for pair in found if not pair[0].startswith("estimate")) == [
        ("list-missing", (2,)), ("list-missing", (4,)), ("list-missing", (10,)), ("list-missing", (10,)),
        ("median-outside-range", (3,)), ("narrower-outside-wider", (3,)), ("premium-not-borne-out", (3,)),
        ("total-called-base", (3,)),
    ]  # fmt: skip
    said = " ".join(note.says for note in critique(original))
    for figure in ("$555K", "$249K–$530K", "$550K–$759K", "$300K–$490K", "40–80 %", "$1.4M", "$530K–$600K", "$300K–$685K"):
        assert figure in said
    assert not any("$1M" in note.says for note in critique(original))  # $1M against $555K is 80 %
    assert {rule for rule, _ in found if rule.startswith("estimate")} == {"estimate-own-impression", "estimate-named-source"}


def test_every_quote_is_cut_from_the_source(original: Article) -> None:
    for note in critique(original):
        for quote in note.quotes:
            assert original.text[quote.span.start : quote.span.end] == quote.text


def test_real_texts_of_others_are_not_blamed() -> None:
    """At most two notes for all: what is installed here and is prose, and the standard library's own reference."""
    import pydoc_data.topics

    import advisor

    topics = "\n\n".join(pydoc_data.topics.topics[name] for name in sorted(pydoc_data.topics.topics))
    site = Path(pytest.__file__).parents[1]
    texts = [topics]
    for pattern in ("**/Privacy.md", "gradio/CHANGELOG.md", "sklearn/datasets/descr/*.rst", "**/licenses/LICENSE*"):
        texts += [path.read_text(encoding="utf-8", errors="replace") for path in sorted(site.glob(pattern))[:8]]
    assert len(texts) >= 5
    assert advisor.__doc__
    notes = [note for text in texts for note in critique(article(text))]
    assert len([note for note in notes if not note.is_provenance]) <= 2


def test_notes_beside_an_answer_are_those_that_it_touches() -> None:
    found = article("All is well. Cooks earn $20K-$30K (average $35K). All is well again.")
    (note,) = critique(found)
    at = note.quotes[0].span
    assert notes_touching(found, [at]) == notes_touching(found, [Span(at.end - 1, at.end + 5)]) == (note,)
    assert notes_touching(found, [Span(0, 12)]) == notes_touching(found, []) == ()
    assert critique(found) is critique(found)


@given(st.text(alphabet=st.sampled_from("$€%KMB.,- \n:0123456789 abmedianbetweenandrange"), max_size=300))
def test_no_text_makes_it_crash(text: str) -> None:
    for note in critique(article(text)):
        assert note.quotes
    assert all(notation(figure) for figure in figures(text))


def test_check_prints_the_notes_and_tells_by_its_exit_code(run, harbour) -> None:  # type: ignore[no-untyped-def]
    library = harbour.library()
    library.add(library.prepare(b"Cooks earn $20K-$30K (average $35K). In my experience it takes 2-3 weeks.", "odd.txt"))
    library.add(library.prepare(b"In my experience it takes 2-3 weeks to learn.", "sound.txt"))
    home = harbour.settings.home
    odd = run("check", "odd", "--json", home=home)
    said = json.loads(odd.out)
    assert (odd.code, said["findings"], [note["rule"] for note in said["notes"]]) == (
        1, 1, ["median-outside-range", "estimate-own-impression"],
    )  # fmt: skip
    assert said["notes"][0]["quotes"][0]["text"] == "Cooks earn $20K-$30K (average $35K)."
    sound = run("check", "sound", home=home)
    assert sound.code == 0
    assert "estimate-own-impression" in sound.out
    nobody = run("check", "nobody", home=home)
    assert (nobody.code, "found no source 'nobody'" in nobody.err) == (2, True)
