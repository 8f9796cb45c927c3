"""A note on the source stands beside an answer that quotes the place, and beside no other."""

from __future__ import annotations

import pytest

from advisor.faces.telling.remarks import remarks_on

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        pytest.param("what do senior engineers at anthropic earn?", ["narrower-outside-wider"], id="odd"),
        pytest.param("how long is anthropic's online coding test?", [], id="nothing odd there"),
        pytest.param("what is the capital of france?", [], id="no answer, no note"),
    ],
)
def test_notes_touch_what_is_quoted(advisor, question, rules):
    found = remarks_on(advisor.ask(question), advisor.articles)
    assert [note.rule for note in found] == rules


def test_the_terminal_says_the_note_and_its_place(real_home, run):
    said = run("ask", "what do senior engineers at anthropic earn?", home=real_home)
    assert "Note on the source: Senior engineers ($550K–$759K) fall outside the range" in " ".join(said.out.split())
    assert "§3; advisor check guide" in " ".join(said.out.split())
