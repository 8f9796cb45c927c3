"""How typing and talking change a text without changing what it says: slips of the keys, and two sentences run together."""

from __future__ import annotations

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {a: b for row in _ROWS for a, b in zip(row, row[1:] + row[-2], strict=True)}
_FEWEST_LETTERS = 4  # a shorter word is typed right
_LETTERS_A_SLIP = 40  # of a text: longer ones have more slips
_JOINTS = (", ", " and ", " but ", ", but ", ", and ", " - ", "; ", ". ", " ", ", while ")


def mistyped(text: str, random: Random) -> str:
    """The text with a slip or a few, each in a word of its own: letters swapped, dropped, doubled, or the key beside hit.

    Apostrophes fall away in half of the texts.
    """
    words = (text.replace("'", "") if random.random() < 0.5 else text).split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= _FEWEST_LETTERS and word.isalpha()]
    for i in random.sample(long, min(len(long), 1 + len(text) // _LETTERS_A_SLIP)):
        words[i] = _slipped(words[i], random)
    return " ".join(words)


def _slipped(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    before, here, behind = word[:at], word[at], word[at + 1 :]
    return random.choice(
        (
            before + behind[0] + here + behind[1:],
            before + behind,
            before + here + here + behind,
            before + _BESIDE.get(here, here) + behind,
        )
    )


def run_together(first: str, second: str, random: Random) -> str:
    """Both as one text, as people join what they say."""
    return first.rstrip(".!?,; ") + random.choice(_JOINTS) + second
