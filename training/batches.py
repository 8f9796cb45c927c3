"""What one step of training sees: phrasings of some entries, a few of them among other talk, strangers, and statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from training.noise import mistyped, run_together
from training.rows import Entry

from advisor.answering.followup import joined

EACH = 3  # phrasings of each
IN_TALK = 0.25  # share of phrasings with a sentence of other talk around them; many have a preamble of their own
FOLLOWING = 0.2  # share of the phrasings of an entry that has follow-ups
MISTYPED = 0.06  # share of phrasings and of statements with slips of the keys
JOINED = 0.08  # share of statements that run on into another one
_TWO = 0.3  # of these, with two sentences of talk
_BEHIND = 0.25  # of these, with the talk behind instead of before


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many facts and topics, questions foreign to the source (each like nothing else) and statements a batch has."""

    entries: int
    strangers: int
    statements: int


@dataclass(frozen=True, slots=True)
class Batch:
    """`classes` numbers the entry of each phrasing, strangers with numbers of their own.

    `texts` are statements as somebody typed them; `rows` has, for each, the numbers of the one or two that it holds.
    """

    phrasings: list[str]
    classes: list[int]
    texts: list[str]
    rows: list[tuple[int, ...]]


def batches(
    entries: Sequence[Entry],
    strangers: Sequence[str],
    talk: Sequence[str],
    statements: Sequence[str],
    joining: Sequence[int],
    *,
    near: Sequence[Sequence[int]],
    sizes: Sizes,
    steps: int,
    random: Random,
) -> Iterator[Batch]:
    """Every entry comes round equally often, each with one of those `near` to it, and so does every statement.

    `joining` are the numbers of the statements that may stand together with another one. The same seed gives the same
    batches.
    """
    order, rows = _forever(len(entries), random), _forever(len(statements), random)
    joins = set(joining)
    foreign = _forever(len(strangers), random)
    by_id = {entry.id: entry for entry in entries}
    for _ in range(steps):
        phrasings: list[str] = []
        classes: list[int] = []
        for number in _with_neighbours(order, near, sizes.entries, random):
            entry = entries[number]
            for text in random.sample(entry.phrasings, min(EACH, len(entry.phrasings))):
                if entry.follow_ups and random.random() < FOLLOWING:
                    text = _following(entry, by_id, random)
                text = _amid(text, talk, random) if random.random() < IN_TALK else text
                phrasings.append(_typed(text, random))
                classes.append(number)
        for i in range(sizes.strangers if strangers else 0):
            phrasings.append(strangers[next(foreign)])
            classes.append(-1 - i)
        texts: list[str] = []
        chosen: list[tuple[int, ...]] = []
        for _ in range(min(sizes.statements, len(statements))):
            number = next(rows)
            both = (number, random.choice(joining)) if number in joins and random.random() < JOINED else (number,)
            chosen.append(both)
            text = run_together(*(statements[i] for i in both), random) if len(both) > 1 else statements[number]
            texts.append(_typed(text, random))
        yield Batch(phrasings, classes, texts, chosen)


def _with_neighbours(order: Iterator[int], near: Sequence[Sequence[int]], count: int, random: Random) -> list[int]:
    """The next entries, each followed by one that is hard to tell from it; none twice."""
    chosen: list[int] = []
    while len(chosen) < count:
        number = next(order)
        for each in (number, random.choice(near[number])):
            if each not in chosen and len(chosen) < count:
                chosen.append(each)
    return chosen


def _following(entry: Entry, by_id: Mapping[str, Entry], random: Random) -> str:
    """A follow-up behind a question of the entry that it follows, as answering/followup.py joins them."""
    after, text = random.choice(entry.follow_ups)
    return joined(random.choice(by_id[after].phrasings), text)


def _amid(text: str, talk: Sequence[str], random: Random) -> str:
    around = " ".join(random.sample(talk, 2 if random.random() < _TWO else 1))
    return f"{text} {around}" if random.random() < _BEHIND else f"{around} {text}"


def _typed(text: str, random: Random) -> str:
    return mistyped(text, random) if random.random() < MISTYPED else text


def _forever(count: int, random: Random) -> Iterator[int]:
    numbers = list(range(count))
    while True:
        random.shuffle(numbers)
        yield from numbers


def same_class(classes: Sequence[int]) -> np.ndarray:
    """True where two rows of a batch are phrasings of one entry; strangers are alike to nothing, themselves left out."""
    numbers = np.array(classes)
    same = numbers[:, None] == numbers[None, :]
    np.fill_diagonal(same, False)
    return same
