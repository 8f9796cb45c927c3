"""Pictures of what the source lets one compare, every figure with its quotes. Framework and articles in, SVG out."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.article.article import Article
from advisor.faces.pictures.pay import pay
from advisor.faces.pictures.picture import Picture, PictureRow
from advisor.faces.pictures.pipelines import pipelines
from advisor.faces.pictures.times import times
from advisor.faces.pictures.worth import worth
from advisor.framework.expected_value import labs_with_pay
from advisor.framework.framework import Framework

__all__ = ["Picture", "PictureRow", "pictures", "worth"]


def pictures(framework: Framework, articles: Sequence[Article], *, lab: str = "") -> tuple[Picture, ...]:
    """Every picture for which the framework has data; the sum is made for `lab`, or for the first lab."""
    found = [
        pay(framework, articles) if framework.pay else None,
        pipelines(framework, articles) if framework.pipelines else None,
        times(framework, articles) if framework.stretches else None,
        worth(framework, articles, lab=lab) if lab or labs_with_pay(framework) else None,
    ]
    return tuple(picture for picture in found if picture)
