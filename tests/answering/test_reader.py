"""The reader on a library by hand: an answer, a refusal with its reason, a friendly word; the budget; several sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.answer import Abstention, Answer, Reading, SmallTalk
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.errors import InputTooLarge

ODD = st.text(max_size=120) | st.lists(
    st.sampled_from(
        ["fare", "captain", "when", "🎉", "\u202e", "\x00", "<script>", "{{7*7}}", "%s", "\ud800", "\n", "é", "$1", "$(id)"]
    )
).map(" ".join)


@pytest.fixture
def reader(built) -> Reader:  # type: ignore[no-untyped-def]
    return Reader(built.open(), built.encoder, built.library.settings)


def check(reading: Reading, articles: dict[str, Article]) -> None:
    """The law, for whatever is shown."""
    shown = reading.citations if isinstance(reading, Answer) else reading.nearest if isinstance(reading, Abstention) else ()
    assert [citation.number for citation in shown] == list(range(1, len(shown) + 1))
    spans = [citation.quote for citation in shown]
    for quote in spans:
        assert articles[quote.source].text[quote.span.start : quote.span.end] == quote.text
    for i, one in enumerate(spans):
        assert not any(one.source == other.source and one.span.meets(other.span) for other in spans[i + 1 :])
    assert 0 <= reading.confidence <= 1


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("what does a single crossing cost", "A single crossing costs 4 crowns."),
        ("price of the season ticket", "A monthly pass costs 90 crowns, 60 for pupils."),
        ("which licence does the captain need", "The captain needs a licence of class B."),
    ],
)
def test_a_question_of_the_banks_is_answered_with_its_place_first(reader: Reader, question: str, quote: str) -> None:
    reading = reader.ask(question)
    assert isinstance(reading, Answer)
    assert reading.citations[0].quote.text == quote


def test_a_fact_of_two_places_is_answered_with_both(reader: Reader) -> None:
    reading = reader.ask("when does the first ferry leave")
    assert isinstance(reading, Answer)
    assert [c.quote.section_number for c in reading.citations[:2]] == [2, 2]
    assert "5:40" in reading.citations[0].quote.text
    assert "7:10" in reading.citations[1].quote.text


def test_what_the_source_lacks_is_refused_with_what_is_missing_and_what_is_near(reader: Reader) -> None:
    reading = reader.ask("are bikes allowed on board")
    assert isinstance(reading, Abstention)
    assert (reading.reason, reading.missing) == ("not_covered", "bicycles on board")
    assert reading.nearest[0].quote.text == "Dogs ride free of charge."
    assert len(reading.nearest) <= 3


def test_what_is_off_topic_shows_nothing_near(reader: Reader) -> None:
    reading = reader.ask("what is the weather like")
    assert isinstance(reading, Abstention)
    assert (reading.reason, reading.nearest) == ("off_topic", ())


def test_a_greeting_gets_a_friendly_word(reader: Reader) -> None:
    assert isinstance(reader.ask("good morning friend"), SmallTalk)


@pytest.mark.parametrize("question", ["", " ", "?!", "\x00\u202e", "🎉", "...", "\n"])
def test_a_question_without_a_word_is_too_vague(reader: Reader, question: str) -> None:
    reading = reader.ask(question)
    assert isinstance(reading, Abstention)
    assert (reading.reason, reading.confidence, reading.nearest) == ("too_vague", 0.0, ())


def test_one_character_more_than_allowed_is_refused(reader: Reader) -> None:
    limit = reader.settings.longest_question_chars
    reader.encoder.longest = 10_000  # type: ignore[misc]
    assert reader.ask("x" * limit).question == "x" * limit
    with pytest.raises(InputTooLarge, match=f"the question has {limit + 1:,} characters; expected at most {limit:,}"):
        reader.ask("x" * (limit + 1))


def test_an_earlier_question_that_is_too_long_is_left_out(reader: Reader) -> None:
    limit = reader.settings.longest_question_chars
    assert reader.ask("and the captain", after=["x" * (limit + 1)]).read_as == "the captain"


@pytest.mark.parametrize("question", ["why?", "and then?", "!!", "why? and what is the weather like"])
def test_a_reading_says_what_it_was_read_behind(reader: Reader, question: str) -> None:
    reading = reader.ask(question, after=["what does a single crossing cost?"])
    assert isinstance(reading, Answer | Abstention)
    assert reading.behind == "what does a single crossing cost"
    alone = reader.ask("what does a single crossing cost, and when?", after=["are bikes allowed on board"])
    assert isinstance(alone, Answer)
    assert alone.behind == ""


def test_a_follow_up_is_taken_by_itself_where_it_would_lead_to_what_was_quoted(reader: Reader) -> None:
    reading = reader.ask("and the captain?", after=["what does a single crossing cost?"])
    assert isinstance(reading, Answer)
    assert (reading.citations[0].quote.text, reading.behind) == ("The captain needs a licence of class B.", "")


@given(ODD, st.lists(ODD, max_size=2))
def test_any_text_gets_a_reading_and_every_quote_is_exact(any_reader, question: str, after: list[str]) -> None:  # type: ignore[no-untyped-def]
    reading = any_reader.ask(question, after=after)
    check(reading, {s.article.id: s.article for s in any_reader.index.sources})
    assert reading.question == question
    assert repr(any_reader.ask(question, after=after)) == repr(reading)


@pytest.fixture
def any_reader(reader: Reader) -> Reader:
    reader.encoder.longest = 10_000  # type: ignore[misc]
    return reader


def test_a_source_without_a_bank_is_answered_by_its_sentences(built) -> None:  # type: ignore[no-untyped-def]
    built.add("# Fish\nHerring swim in dense shoals near the pier.\n\n# Birds\nGulls do not.\n")
    built.build()
    reader = Reader(built.open("notes"), built.encoder, built.library.settings)
    reading = reader.ask("herring swim in dense shoals near the pier")
    assert isinstance(reading, Answer)
    assert reading.citations[0].quote.text == "Herring swim in dense shoals near the pier."
    check(reading, {s.article.id: s.article for s in reader.index.sources})


def test_with_several_sources_the_one_that_answers_best_is_quoted(built) -> None:  # type: ignore[no-untyped-def]
    built.add("# Fish\nHerring swim in dense shoals near the pier.\n")
    built.build()
    reader = Reader(built.open(), built.encoder, built.library.settings)
    said = reader.ask("what does a single crossing cost")
    assert isinstance(said, Answer)
    assert said.citations[0].quote.source == "guide"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("good morning friend", "smalltalk"),
        ("what is the weather like", "off_topic"),
        ("are bikes allowed on board", "not_covered"),
    ],
)
def test_a_second_source_takes_away_no_friendly_word_and_no_reason(built, question: str, said: str) -> None:  # type: ignore[no-untyped-def]
    built.add("# Fish\nHerring swim in dense shoals near the pier.\n")
    built.build()
    reading = Reader(built.open(), built.encoder, built.library.settings).ask(question)
    assert (reading.reason if isinstance(reading, Abstention) else "smalltalk") == said
    assert not isinstance(reading, Answer)
    if said == "not_covered":
        assert isinstance(reading, Abstention)
        assert reading.missing == "bicycles on board"


def test_an_empty_looking_source_breaks_nothing(built) -> None:  # type: ignore[no-untyped-def]
    built.add("One word.", "tiny.txt")
    built.build()
    reader = Reader(built.open(), built.encoder, built.library.settings)
    check(reader.ask("which licence does the captain need"), {s.article.id: s.article for s in reader.index.sources})


def test_the_same_sentence_at_two_places_is_two_quotes(built) -> None:  # type: ignore[no-untyped-def]
    built.add("# One\nHerring swim in shoals.\n\n# Two\nHerring swim in shoals.\n")
    built.build()
    reader = Reader(built.open("notes"), built.encoder, built.library.settings)
    reading = reader.ask("herring swim in shoals")
    assert isinstance(reading, Answer)
    assert [c.quote.section_title for c in reading.citations[:2]] == ["One", "Two"]


@pytest.mark.parametrize("chars", [1, 40, 80, 10_000])
def test_quotes_keep_to_the_budget_but_for_the_first_place(built, chars: int) -> None:  # type: ignore[no-untyped-def]
    settings = replace(built.library.settings, quotes_chars=chars)
    reader = Reader(built.open(), built.encoder, settings)
    reading = reader.ask("what does a single crossing cost")
    assert isinstance(reading, Answer)
    texts = [c.quote.text for c in reading.citations]
    assert texts[0] == "A single crossing costs 4 crowns."
    assert len(texts) <= settings.most_quotes
    assert sum(map(len, texts)) <= max(chars, len(texts[0]))
