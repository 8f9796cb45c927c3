"""The Compare tab of this session: pictures for who would rather look than read, below each every figure with its place."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.article.article import Article
from advisor.article.quote import Quote
from advisor.faces import wording
from advisor.faces.host import Host
from advisor.faces.markup import Html, joined, tag
from advisor.faces.page.do import Do, act
from advisor.faces.page.session import Session, Sum
from advisor.faces.pictures import Picture
from advisor.faces.pictures.picture import PictureRow
from advisor.framework.expected_value import labs_with_pay, pays, worths
from advisor.framework.framework import Framework
from advisor.framework.market import Odds

WAITING = tag("p", "One moment…", class_="quiet standing")  # until the tab is opened for the first time
_NOTHING = "The framework in use gives nothing to compare in pictures."


@dataclass(frozen=True, slots=True)
class Inputs:
    """Of the picture named "worth": what they stand at, the labs to choose from, and the names of the two tracks."""

    sum: Sum
    labs: Sequence[str]
    rarer: str
    commoner: str


def compare_html(pictures: Sequence[Picture], inputs: Inputs | None, articles: Sequence[Article]) -> Html:
    """Every picture, the sum's with its inputs."""
    if not pictures:
        return tag("p", _NOTHING, class_="standing quiet")
    whose = f"Every figure is the source’s, and cited. {wording.quoted_from(articles[:1])}."
    shown = (picture_html(each, _form(inputs) if inputs and each.name == "worth" else "", articles) for each in pictures)
    return tag("div", tag("p", whose, class_="standing quiet"), joined(shown), class_="compare")


def picture_html(picture: Picture, inputs: Html | str, articles: Sequence[Article]) -> Html:
    """The picture in both schemes, its notes, and every figure with its place."""
    rows = joined(_row(row, articles) for row in picture.rows)
    table = tag("table", tag("tbody", rows))
    return tag(
        "section",
        tag("h3", picture.title),
        tag("p", picture.caption, class_="caption"),
        inputs,
        _image(picture.light, "light", picture.alt),
        _image(picture.dark, "dark", picture.alt),
        joined(tag("p", note, class_="note") for note in picture.notes),
        tag("details", tag("summary", "Every figure, and where it stands"), table, data_keep=True),
        class_="picture",
    )


def _image(svg: str, kind: str, alt: str) -> Html:
    """As an image, in which no script could run."""
    return tag("img", src=f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}", alt=alt, class_=kind)


def _row(row: PictureRow, articles: Sequence[Article]) -> Html:
    places = joined(joined((cite(quote, articles), " ")) for quote in row.quotes)
    return tag("tr", tag("th", row.label, scope="row"), tag("td", row.value), tag("td", places))


def cite(quote: Quote, articles: Sequence[Article]) -> Html:
    """A link that opens the place."""
    where = f"Open {wording.place(quote, articles)}"
    label, start, end = f"§{quote.section_number}", quote.span.start, quote.span.end
    return act(label, Do.QUOTE, class_="cite", label_for_readers=where, source=quote.source, start=start, end=end)


def _form(inputs: Inputs) -> Html:
    sum = inputs.sum
    chosen = (tag("option", lab, value=lab, selected=lab == sum.lab) for lab in inputs.labs)
    return tag(
        "form",
        tag("label", "Lab ", tag("select", *chosen, name="lab", data_value=sum.lab)),
        _slider(f"Chance as {inputs.rarer}, at most", "chance", sum.chance, 0.1, 5, 0.1, "%"),
        _slider(f"{inputs.commoner} is likelier, at least", "few", sum.few, 1, 10, 0.5, " times"),
        _slider("and at most", "many", sum.many, 1, 10, 0.5, " times"),
        act("As the source has it", Do.SUM, class_="link"),
        class_="inputs",
        data_do=Do.SUM,
        data_live=True,
    )


def _slider(label: str, name: str, value: float, least: float, most: float, step: float, unit: str) -> Html:
    """`value` is shown beside it, and follows the thumb while it moves."""
    range_ = {"min": f"{least:g}", "max": f"{most:g}", "step": f"{step:g}", "value": f"{value:g}"}
    said = {"aria_valuetext": f"{value:g}{unit}", "aria_label": label}
    slider = tag("input", type="range", name=name, data_unit=unit, **said, **range_)
    return tag("label", f"{label} ", tag("output", f"{value:g}{unit}"), slider)


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
