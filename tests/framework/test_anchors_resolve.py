"""Every anchor of the framework is found, in the guide always, in the original where it is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from advisor.article.anchor import Anchor, find
from advisor.article.article import Article
from advisor.framework import Framework


def anchors(value: object) -> Iterator[Anchor]:
    """All anchors anywhere inside a value."""
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from anchors(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from anchors(getattr(value, field.name))


def not_found(framework: Framework, article: Article) -> list[str]:
    return [str(anchor) for anchor in dict.fromkeys(anchors(framework)) if find(anchor, article) is None]


def test_in_the_guide(framework: Framework, guide: Article) -> None:
    assert len(set(anchors(framework))) > 60
    assert not_found(framework, guide) == []


def test_in_the_original(framework: Framework, original: Article) -> None:
    assert not_found(framework, original) == []
