"""Two views that may disagree: what suits you, and what you can get now; each by its own questions, side by side.

The source keeps the two apart; the framework names the questions of each view and what each combination means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.errors import DataInvalid
from advisor.framework.decision import MIXED, Leaning, pointing
from advisor.framework.expected_value import percent
from advisor.framework.framework import Framework
from advisor.framework.verdict import Verdict, quotes_at


@dataclass(frozen=True, slots=True)
class Seen:
    """One view: where its questions point (a track, "mixed", or None for open), why it is looked at by itself."""

    title: str
    questions: tuple[str, ...]
    leaning: Leaning
    why: str
    odds: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class TwoViews:
    """`text` says what the two together mean; where one of them points nowhere, that it does not."""

    first: Seen
    second: Seen
    text: str
    quotes: tuple[Quote, ...]

    @property
    def disagree(self) -> bool:
        """True where both point to a track, and not to the same one."""
        pair = (self.first.leaning, self.second.leaning)
        return None not in pair and MIXED not in pair and pair[0] != pair[1]


def two_views(framework: Framework, verdict: Verdict, articles: Sequence[Article]) -> TwoViews:
    """Both views of a verdict; raises DataInvalid where the framework has none."""
    if not framework.views:
        raise DataInvalid(f"found no [[views]] in the framework {framework.id}", expected="two, in decide.toml")
    first, second = (_seen(framework, verdict, at, articles) for at in range(2))
    cell = next((each for each in framework.cells if (each.first, each.second) == (first.leaning, second.leaning)), None)
    if cell is not None:
        return TwoViews(first, second, cell.text, quotes_at(cell.anchors, articles))
    text = f"{_says(framework, first)} {_says(framework, second)}"
    return TwoViews(first, second, text, ())


def _seen(framework: Framework, verdict: Verdict, at: int, articles: Sequence[Article]) -> Seen:
    view = framework.views[at]
    leanings = [finding.leaning for finding in verdict.findings if finding.question in view.questions]
    odds = _odds(framework) if view.odds else ""
    anchors = (*view.anchors, *(framework.odds.anchors[:2] if odds and framework.odds else ()))
    return Seen(view.title, view.questions, pointing(framework, leanings), view.why, odds, quotes_at(anchors, articles))


def _odds(framework: Framework) -> str:
    """The source's odds in words, for anybody: "" where there are none."""
    if framework.odds is None:
        return ""
    rare, common = framework.track(framework.odds.track), framework.track(framework.odds.other)
    low, high = framework.odds.times
    at_most = percent(framework.odds.at_most)
    return f"The odds, for anybody: at most {at_most} as {rare.name}, {low:g} to {high:g} times that as {common.name}."


def _says(framework: Framework, seen: Seen) -> str:
    if seen.leaning in framework.sides:
        return f"{seen.title}: {framework.track(str(seen.leaning)).name}."
    return f"{seen.title}: {'both sides alike' if seen.leaning == MIXED else 'not said yet'}."
