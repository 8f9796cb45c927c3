"""What the Compare tab shows: the pictures for this session, drawn when they are first asked for."""

from __future__ import annotations

from dataclasses import replace

from advisor.faces.host import Host
from advisor.faces.markup import Html
from advisor.faces.page.compare_view import WAITING, Inputs, compare_html
from advisor.faces.page.session import Session, Sum
from advisor.framework.expected_value import labs_with_pay, pays, worths
from advisor.framework.framework import Framework
from advisor.framework.market import Odds


def compare(host: Host, session: Session) -> Html:
    """The tab; empty until it is opened, since drawing takes a moment."""
    if not session.comparing:
        return WAITING
    from advisor.faces.pictures import pictures, worth

    advisor = host.advisor(session.sources)
    framework, articles = advisor.framework, advisor.cited
    plain = host.pictures(session.sources, lambda: pictures(framework, articles))
    shown = session.sum or _of_source(framework)
    if session.sum is not None and shown is not None:
        lab, odds = shown.lab, _odds(framework, shown)
        drawn = host.pictures((session.sources, shown), lambda: (worth(framework, articles, lab=lab, odds=odds),))
        plain = tuple(drawn[0] if each.name == drawn[0].name else each for each in plain)
    inputs = _inputs(framework, shown) if shown else None
    return compare_html(plain, inputs, (*articles, *advisor.articles))


def set_sum(host: Host, session: Session, lab: str, chance: str, few: str, many: str) -> Session:
    """The inputs moved; without a lab, back to the source's. Raises ValueError or UsageError where no sum can be made."""
    framework = host.advisor(session.sources).framework
    if not lab:
        return replace(session, sum=None)
    said = Sum(lab, float(chance), *sorted((float(few), float(many))))
    offers = pays(framework, lab)
    worths(_odds(framework, said), *offers)  # or what was moved is impossible, and is not kept
    return replace(session, sum=None if said == _of_source(framework) else said)


def _of_source(framework: Framework) -> Sum | None:
    odds, labs = framework.odds, labs_with_pay(framework)
    return Sum(labs[0], round(odds.at_most * 100, 6), *odds.times) if odds and labs else None


def _inputs(framework: Framework, sum: Sum) -> Inputs:
    odds = framework.odds
    assert odds is not None  # there is a sum
    return Inputs(sum, labs_with_pay(framework), framework.track(odds.track).name, framework.track(odds.other).name)


def _odds(framework: Framework, sum: Sum) -> Odds:
    assert framework.odds is not None  # there is a sum
    return replace(framework.odds, at_most=sum.chance / 100, times=(sum.few, sum.many))
