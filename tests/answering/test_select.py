"""From places to quotes: whole lists, nearest parts, no place twice, within the budget."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.answering.query import Kind, Query, read
from advisor.answering.ranking import Place, Ranking
from advisor.answering.select import nearest, select
from advisor.article.article import Article
from advisor.article.bank import Fact
from advisor.article.formats.markdown import find_sections
from advisor.search.late_interaction import TokenIndex
from advisor.search.lexical import build
from advisor.search.retriever import SentenceScores
from advisor.search.source_index import SourceIndex
from advisor.search.vectors import VectorIndex
from advisor.search.wording import Speller
from advisor.settings import Settings
from advisor.span import Span

TEXT = "# A\n" + " ".join(f"Sentence number {i} says so{' indeed' * (i % 7)}." for i in range(40))
ARTICLE = Article("any", "Any", TEXT, find_sections(TEXT))
SPANS = [span for _, span in ARTICLE.sentences]
SETTINGS = Settings()


def ranking(*places: tuple[int, ...]) -> Ranking:
    """Places of sentences by number; every sentence is the nearer to the question the lower its number."""
    vectors = VectorIndex.of(np.zeros((40, 2), np.float32), 2)
    source = SourceIndex(ARTICLE, (), np.zeros(0, np.int64), vectors, vectors, TokenIndex.of([]), build([]), build([]))
    scores = np.linspace(1, 0, 40)
    made = tuple(Place(tuple(SPANS[n] for n in numbers), 1 - i / 100) for i, numbers in enumerate(places))
    return Ranking(source, made, SentenceScores(scores, scores, scores, scores))


def query(kind: Kind = "other") -> Query:
    text = {"list": "list the sentences", "comparison": "compare the sentences"}.get(kind, "sentences")
    return read(text, speller=Speller(targets={}, known=frozenset))


def chosen(*places: tuple[int, ...], kind: Kind = "other") -> list[int]:
    return [SPANS.index(c.quote.span) for c in select(query(kind), ranking(*places), SETTINGS)]


@pytest.mark.parametrize(
    ("places", "kind", "expected"),
    [
        pytest.param([(3,), (5,), (7,), (9,)], "other", [3, 5, 7], id="three at the most"),
        pytest.param([(3, 4), (5,), (7,)], "other", [3, 4, 5], id="a place of two comes whole"),
        pytest.param([(3,), (3,), (5,)], "other", [3, 5], id="no place twice"),
        pytest.param([(3, 4), (4, 5), (6,)], "other", [3, 4, 5], id="what overlaps is left out, the rest of its place kept"),
        pytest.param([(1, 2, 3, 4, 5, 6)], "list", [1, 2, 3, 4, 5, 6], id="a list comes whole"),
        pytest.param([], "other", [], id="nothing"),
    ],
)
def test_select(places: list[tuple[int, ...]], kind: Kind, expected: list[int]) -> None:
    assert chosen(*places, kind=kind) == expected


def test_scores_fall_and_numbers_rise() -> None:
    found = select(query(), ranking((3,), (5,), (7,)), SETTINGS)
    assert [c.number for c in found] == [1, 2, 3]
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@given(
    st.lists(st.lists(st.integers(0, 39), min_size=1, max_size=8, unique=True).map(tuple), min_size=1, max_size=12),
    st.sampled_from(["other", "list", "comparison"]),
)
def test_laws(places: list[tuple[int, ...]], kind: Kind) -> None:
    found = chosen(*places, kind=kind)
    assert len(set(found)) == len(found) >= 1
    first = [n for n in found if n in places[0]]
    assert found[0] in places[0]
    size = sum(len(SPANS[n]) for n in found)
    assert size <= max(SETTINGS.quotes_chars, sum(len(SPANS[n]) for n in first))
    assert len(found) <= max(SETTINGS.most_quotes, len(first))
    if kind == "list":
        assert sum(len(SPANS[n]) for n in first) <= max(SETTINGS.most_list_chars, max(len(SPANS[n]) for n in first))


def test_a_span_inside_another_of_its_place_is_not_quoted_again() -> None:
    inner, outer = SPANS[3], Span(SPANS[3].start, SPANS[4].end)
    made = ranking((3,))
    made = Ranking(made.source, (Place((inner, outer), 1.0),), made.sentences)
    assert [c.quote.span for c in select(query(), made, SETTINGS)] == [outer]


def test_spans_of_one_place_that_overlap_are_not_both_quoted() -> None:
    one, other = Span(SPANS[3].start, SPANS[4].end), Span(SPANS[4].start, SPANS[5].end)
    made = ranking((3,))
    made = Ranking(made.source, (Place((one, other), 1.0),), made.sentences)
    found = [c.quote.span for c in select(query(), made, SETTINGS)]
    assert not any(a.meets(b) for i, a in enumerate(found) for b in found[i + 1 :])


def test_nearest_are_three_at_the_most_and_none_twice() -> None:
    spans = [SPANS[n] for n in (4, 4, 2, 9, 11)]
    assert [c.quote.span for c in nearest(spans, ARTICLE)] == [SPANS[4], SPANS[2], SPANS[9]]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("OpenAI pays engineers well.", True, id="about the lab that is asked about"),
        pytest.param("Engineers are paid well.", True, id="about no lab"),
        pytest.param("Anthropic pays engineers well.", False, id="about another lab"),
        pytest.param("OpenAI and Anthropic pay engineers well.", True, id="about both"),
        pytest.param("It often rains.", False, id="a filler: no word of the question"),
    ],
)
def test_a_further_quote_earns_its_place(words: str, kept: bool) -> None:
    text = f"# Pay\n\nOpenAI engineers have good pay. {words}\n"
    article = Article("pay", "Pay", text, find_sections(text))
    first, second = (span for _, span in article.sentences)
    vectors = VectorIndex.of(np.zeros((2, 2), np.float32), 2)
    source = SourceIndex(article, (), np.zeros(0, np.int64), vectors, vectors, TokenIndex.of([]), build([]), build([]))
    fact = Fact("any", (), ("any",), ())
    places = tuple(Place((span,), 1.0, fact) for span in (first, second))
    asked = read("pay of engineers, openai pays?", speller=Speller(targets={}, known=frozenset))
    found = select(asked, Ranking(source, places, SentenceScores(*[np.ones(2)] * 4)), SETTINGS)
    assert [c.quote.span for c in found] == [first, second][: 1 + kept]


LABS = "# Pay\n\nAnthropic pays engineers well. OpenAI pays engineers more. The line is thinner there.\n"


def quoted(question: str, *places: tuple[int, ...], about: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> list[str]:
    """The words quoted from places of LABS, each of them one sentence or several by number; `about` is the last one's."""
    article = Article("pay", "Pay", LABS, find_sections(LABS))
    spans = [span for _, span in article.sentences]
    vectors = VectorIndex.of(np.zeros((3, 2), np.float32), 2)
    source = SourceIndex(article, (), np.zeros(0, np.int64), vectors, vectors, TokenIndex.of([]), build([]), build([]))
    names = [()] * (len(places) - 1) + [about]
    made = [
        Place(tuple(spans[n] for n in each), 1.0, Fact("any", of, ("x",), ()))
        for each, of in zip(places, names, strict=True)
    ]
    asked = read(question, after=after, speller=Speller(targets={}, known=frozenset), follows=lambda text: True)
    found = select(asked, Ranking(source, tuple(made), SentenceScores(*[np.ones(3)] * 4)), SETTINGS)
    return [c.quote.text for c in found]


@pytest.mark.parametrize(("about", "kept"), [(("Anthropic",), True), (("OpenAI",), False), ((), False)])
def test_a_further_quote_on_the_lab_that_is_asked_about_earns_its_place(about: tuple[str, ...], kept: bool) -> None:
    assert len(quoted("pay at anthropic", (0,), (2,), about=about)) == 1 + kept


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("what about openai though", "OpenAI pays engineers more."),
        ("what about anthropic", "Anthropic pays engineers well."),
    ],
)
def test_what_is_asked_about_now_comes_first(question: str, first: str) -> None:
    found = quoted(question, (0, 1), after=("how do they compare on pay?",))
    assert (found[0], len(found)) == (first, 2)
