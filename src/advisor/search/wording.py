"""From words as typed to words as read: abbreviations, spelling, and the terms that lexical search counts.

What comes out is embedded and looked up; it is never quoted.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from advisor.errors import ModelMissing

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*|[$€£]\d[\d.,]*[KkMmBb]?", re.UNICODE)
_TERM = re.compile(r"\d+(?:[.,]\d+)*[a-z]?|[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_ARTICLE = re.compile(r"(?<!\w)an (?=(?:research|phd|google|deepmind)\b)")  # "an RE", "an GDM offer", opened
_CAPITAL = re.compile(r"(?<=[a-z,;:&/] )[A-Z][A-Za-z]+")
_SHORTEST_REPAIRED = 4  # letters
_MOST_REPAIRED = 10_000  # words remembered
_STOP = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its "
    "just like me my no not of on or our own she should so some than that the their them then there these they this those "
    "to too up us very was we were what when where which while who whom why will with would you your am any about also "
    "get got really much many tell please say said does doing".split()
)


@cache
def _abbreviations() -> tuple[re.Pattern[str], Mapping[str, str]]:
    rows = tomllib.loads(files("advisor.search").joinpath("data/wording.toml").read_text(encoding="utf-8"))["read"]
    longest_first = sorted(rows, key=lambda row: (-len(row), row))
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'’])"), rows


def read_as(text: str) -> str:
    """`read_as("RE pay @ GDM?")` → `'research engineer pay at google deepmind?'`: lower case, abbreviations spelled out."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("@", " at ")
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    pattern, rows = _abbreviations()
    opened = _ARTICLE.sub("a ", pattern.sub(lambda match: rows[match.group()], plain))
    return " ".join(opened.split())


def words(text: str) -> list[str]:
    """The words of a text as read: `words("it's 2-5x!")` → `["it's", '2', '5x']`."""
    return _WORD.findall(text)


@cache
def _stemmer() -> object:
    import Stemmer

    return Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """What lexical search counts: stems without stop words, figures kept whole."""
    found = [term.replace("’", "'").removesuffix("'s") for term in _TERM.findall(text.lower())]
    kept = [term for term in found if term not in _STOP]
    return list(_stemmer().stemWords(kept))  # type: ignore[attr-defined]


@cache
def english_words() -> frozenset[str]:
    """Some 83,000 words spelled as they should be: the dictionary that the package symspellpy carries (20 ms to read)."""
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        raise ModelMissing("found no English dictionary", expected="symspellpy", mend="pip install symspellpy")
    text = (Path(spec.origin).parent / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines())


@cache
def field_words() -> frozenset[str]:
    """Words of the trade that no English dictionary has: data/field_words.txt."""
    text = files("advisor.search").joinpath("data/field_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def names_in(text: str) -> frozenset[str]:
    """The words written with a capital inside a sentence, as read: `names_in("Is Siemens hiring?")` → `{'siemens'}`."""
    return frozenset(word.lower() for word in _CAPITAL.findall(text))


class Speller:
    """Repairs words that no dictionary, no source and no list of the trade knows, towards those that sources and bank use.

    `known` gives the words never touched, and is called only for a word that is no target; `targets` maps words to
    how often they are used. The nearest by edits wins, then the one of the same letters ("waht": what, not wait), then the
    most used, then the alphabet.
    """

    def __init__(self, *, targets: Mapping[str, int], known: Callable[[], Collection[str]]) -> None:
        self._targets = dict(sorted(targets.items()))
        self._known = known
        self._found: dict[str, str] = {}

    def repair(self, text: str, *, names: Collection[str] = ()) -> str:
        """`"reserch sceintist"` → `'research scientist'`, where these are among the targets; `names` stay as they are."""
        return _WORD.sub(lambda match: match.group() if match.group() in names else self._repaired(match.group()), text)

    def _repaired(self, word: str) -> str:
        if len(word) < _SHORTEST_REPAIRED or not word.isalpha() or word in self._targets:
            return word
        if word not in self._found:
            if len(self._found) > _MOST_REPAIRED:
                self._found = {}
            self._found[word] = self._nearest(word)
        return self._found[word]

    def _nearest(self, word: str) -> str:
        if word in field_words() or word in self._known():
            return word
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        limit = 1 if len(word) <= 5 else 2
        near = process.extract(word, list(self._targets), scorer=OSA.distance, score_cutoff=limit, limit=20)
        if not near:
            return word
        letters = sorted(word)
        best = min(near, key=lambda r: (r[1], sorted(r[0]) != letters, r[0][0] != word[0], -self._targets[r[0]], r[0]))
        return str(best[0])
