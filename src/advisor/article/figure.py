"""The figures of a text: amounts of money, percentages and stretches of time, alone or as ranges, with their places.

`figures("between $249K and $530K")` → one figure from 249,000 to 530,000 US dollars. Text in, figures out, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from advisor.span import Span

_SCALES = {
    "": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}
_CURRENCY = r"(?:US\$|C\$|A\$|[$€£¥₹])"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TIMES = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)"
_AMOUNT = (
    rf"(?P<cN>{_CURRENCY})?\s?(?P<nN>{_NUMBER})"
    r"(?P<sN>\s?(?:thousand|million|billion|mio|mn|bn)\b|(?(cN)\s?|)[KMBkmb](?![A-Za-z]))?"  # "$5 M", but not "a 5 m fence"
    rf"(?P<pN>\+)?\s?(?P<uN>%|percent\b|per\scent\b|-?{_TIMES}\b)?"
)
_SIGNS = ("$", "C$", "A$", "€", "£", "¥", "₹")
_DASH = r"\s?[-–—−~]\s?"
_ONE, _TWO = (re.sub(r"(?<=[<(][cnspu])N(?=[>)])", n, _AMOUNT) for n in "12")
_OPEN_END = re.compile(
    r"(?:exceed(?:s|ing|ed)?|more\sthan|over|above|at\sleast|upwards?\sof|from|starting\s(?:at|from)|north\sof|beyond)\s(?:an?\s|about\s)?$",
    re.IGNORECASE,
)
_OPEN_START = re.compile(
    r"(?:up\sto|below|under|less\sthan|at\smost|no\smore\sthan|as\smuch\sas)\s(?:an?\s|about\s)?$", re.IGNORECASE
)
# A number that goes on to the left is part of a date, a version, a name or a code ("2020-12", "v1.2", "COVID-19").
_PATTERN = re.compile(rf"(?<![\w.,$€£¥₹/-]){_ONE}(?:(?P<join>{_DASH}|\s(?:to|and|through)\s){_TWO})?(?![\w/+])")
_BETWEEN = re.compile(r"\bbetween\s(?:about\s|roughly\s|approximately\s|an?\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """`low` and `high` as written, in that order; both the same for one amount. `unit` is "$", "%", "weeks" and so on.

    `range` is true where two amounts are written; `unbounded` where "over", "exceeding" or a plus leaves the top open;
    `bounded_above` where "up to" or "below" leaves the bottom open.
    """

    span: Span
    low: float
    high: float
    unit: str
    range: bool = False
    unbounded: bool = False
    bounded_above: bool = False

    @property
    def reversed(self) -> bool:
        return self.low > self.high

    @property
    def least(self) -> float:
        return 0.0 if self.bounded_above else min(self.low, self.high)

    @property
    def most(self) -> float:
        return float("inf") if self.unbounded else max(self.low, self.high)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures that carry a unit, in order; spans are of this text."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Figure]:
    at = 0
    while match := _PATTERN.search(text, at):
        figure, at = _figure(text, match)
        if figure is not None:
            yield figure


def _figure(text: str, match: re.Match[str]) -> tuple[Figure | None, int]:
    """The figure of a match, and where to look for the next one."""
    before = text[max(0, match.start() - 40) : match.start()]
    pair = match["join"] is not None and _is_range(match, before)
    unit = _unit(match, pair)
    end = match.end() if pair or match["join"] is None else match.start("join")
    if not unit:
        return None, max(end, match.start() + 1)
    last = _value(match["n2"], match["s2"]) if pair else 0.0
    first = _value(match["n1"], match["s1"])
    if not pair:
        last = first
    elif match["s2"] and not match["s1"]:
        first = _scaled_like(first, match["s2"], last)
    return Figure(
        span=Span(match.start(), match.start() + len(text[match.start() : end].rstrip())),
        low=first,
        high=last,
        unit=unit,
        range=pair,
        unbounded=bool(match["p2"] if pair else match["p1"] or _OPEN_END.search(before)),
        bounded_above=not pair and bool(_OPEN_START.search(before)),
    ), end


def _is_range(match: re.Match[str], before: str) -> bool:
    """A dash makes a range; "to" where both ends have the unit's look; "and" only behind "between"."""
    if not match["c2"] and not match["u2"] and not match["s2"] and (match["c1"] or match["u1"]):
        return False  # "$5 to 10 people": the second number is of something else
    if bool(match["c1"]) and not match["c2"] and match["u2"]:
        return False
    if match["u1"] and match["u2"] and _plain_unit(match["u1"]) != _plain_unit(match["u2"]):
        return False
    word = match["join"].strip()
    if word == "and":
        return bool(_BETWEEN.search(before))
    return True


def _scaled_like(first: float, scale: str, last: float) -> float:
    """The first amount of "$2-5M" and of "$900-1.2M": in the second's scale, or a thousandth where that is too much."""
    factor = _SCALES[scale.strip().lower()]
    if first > last:
        return first  # "$5,000-1M": written out
    return first * factor if first * factor <= last else first * factor / 1e3


def _unit(match: re.Match[str], pair: bool) -> str:
    currency = match["c1"] or (match["c2"] if pair else "")
    if currency:
        return "$" if currency == "US$" else currency
    named = match["u1"] or (match["u2"] if pair else "")
    return _plain_unit(named) if named else ""


def _plain_unit(named: str) -> str:
    if named.startswith(("%", "per")):
        return "%"
    return named.lstrip("-").rstrip("s") + "s"


def _value(number: str, scale: str | None) -> float:
    return float(number.replace(",", "")) * _SCALES[(scale or "").strip().lower()]


def notation(figure: Figure) -> str:
    """As our notes write it: `$249K–$530K`, `40–80 %`, `6–10 weeks`."""
    low, high = _amount(figure.low, figure.unit), _amount(figure.high, figure.unit)
    if figure.unit in _SIGNS:
        said = f"{low}–{high}" if figure.range else low
    else:
        said = f"{low}–{high} {figure.unit}" if figure.range else f"{low} {figure.unit}"
    return f"over {said}" if figure.unbounded else f"up to {said}" if figure.bounded_above else said


def _amount(value: float, unit: str) -> str:
    if unit not in _SIGNS:
        return f"{value:g}"
    for factor, letter in ((1e9, "B"), (1e6, "M"), (1e3, "K")):
        if value >= factor:
            return f"{unit}{value / factor:g}{letter}"
    return f"{unit}{value:g}"
