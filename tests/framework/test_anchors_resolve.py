"""Every anchor of the framework is found, in the guide always, in the original where it is here."""

from __future__ import annotations

from advisor.article.anchor import find
from advisor.article.article import Article
from advisor.framework.checking import anchors_in
from advisor.framework.framework import Framework


def not_found(framework: Framework, article: Article) -> list[str]:
    return [str(anchor) for anchor in dict.fromkeys(anchors_in(framework)) if find(anchor, article) is None]


def test_in_the_guide(framework: Framework, guide: Article) -> None:
    assert len(set(anchors_in(framework))) > 60
    assert not_found(framework, guide) == []


def test_in_the_original(framework: Framework, original: Article) -> None:
    assert not_found(framework, original) == []
