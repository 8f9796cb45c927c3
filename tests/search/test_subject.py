"""An article on the framework's subject is read by the encoder that has learned it; any other by the published one."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.article.article import Article
from advisor.search.subject import on_subject

NAMING = "Research engineers at OpenAI keep the training runs alive.\nA research scientist at OpenAI chooses what is run.\n"
OTHER = "The ferry leaves at nine.\nDogs travel free of charge.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(NAMING * 3, True, id="names again and again"),
        pytest.param(NAMING * 3 + OTHER * 9, True, id="a quarter of the sentences"),
        pytest.param(NAMING * 3 + OTHER * 20, False, id="a name now and then"),
        pytest.param(NAMING + OTHER, False, id="names that come once"),
        pytest.param("A scientist sees a whale.\nThe scientist writes it down.\n" * 6, False, id="one name alone"),
        pytest.param(OTHER * 6, False, id="another subject"),
    ],
)
def test_it_is_on_the_subject_where_its_names_come_often(built: Any, text: str, expected: bool) -> None:
    built.add(f"# Notes\n\n{text}")
    built.build()
    (source,) = built.open("notes").sources
    assert on_subject(source.article) is source.adapted is expected


def test_the_guide_is_on_its_subject(guide: Article) -> None:
    assert on_subject(guide)


def test_a_framework_without_names_has_no_subject(guide: Article, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("ADVISOR_FRAMEWORK", str(tmp_path))
    assert not on_subject(guide)
