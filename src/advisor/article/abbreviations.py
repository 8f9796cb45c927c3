"""Abbreviations that end with a stop, and the words that open a sentence: what tells a stop from the end of a sentence.

"He served in the U.S. Army" and "He left the U.S. The war was over" differ in the next word alone: a pronoun, an article
or a conjunction opens a sentence, a name mostly goes on with it.
"""

from __future__ import annotations

import re

# Never the end of a sentence: a name or an example follows.
_LEADING = frozenset(
    """dr mr mrs ms mx prof messrs mme mlle rep reps sen sens gov gen lt col capt cmdr adm maj sgt cpl pvt rev hon pres
    supt atty amb insp det fr mt ft vs v e.g i.e cf viz resp ca c eds""".split()
)
# Ahead of a figure, a numeral or a letter only; elsewhere they are words like others ("No.").
_COUNTED = frozenset(
    """no nos fig figs sec secs ch chs eq eqs vol vols art arts par para pp p ex ver vers v rev ref refs tab app pt nr op b
    d bldg rm approx est jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
# Either: the next word decides.
_EITHER = frozenset(
    """inc ltd co corp bros al jr sr st ave blvd rd dept univ assn intl natl ed ph.d b.sc m.sc d.phil m.phil ll.b ll.m sc.d
    ed.d esq est calif mass conn wash penn mich minn wis tenn colo ariz ont cal fla ga""".split()
)
_OPENERS = frozenset(
    """a about according after again all also although among an and another any anyone are as at because before besides
    both but by can could despite did do does during each either even every everyone everything few finally first
    for from had has have he hence her here his how however i if in indeed instead is it its just last later let
    many maybe meanwhile more moreover most much my neither never nevertheless next no nobody none nor not nothing
    now of often on once one only or other others otherwise our over perhaps please rather several shall she should
    since so some someone sometimes soon still such than that the their then there therefore these they this those
    though three through thus to today together tomorrow two under unless unlike until upon was we were what
    whatever when whenever where whereas whether which while who whoever whose why will with within without would
    yes yesterday yet you your""".split()
)
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")
_NUMERAL = re.compile(r"\(?(?:\d|[A-Z](?![\w'’.])|[IVXLC]+\b)")
_INITIAL = re.compile(r"[A-Z]\.")
_FIRST_WORD = re.compile(r"[^\w]*([^\W_]+)")


def ends(word: str, before: str, after: str) -> bool:
    """`ends("U.S", "in the", "The war")` → `True`: whether a sentence ends with this word and its stop.

    `word` is the word ahead of the stop, `before` what stands ahead of it, `after` the next words, not empty.
    """
    low = word.lower()
    if len(word) == 1 and word.isupper():
        return _initial_ends(word, before, after)
    if low in _COUNTED and _NUMERAL.match(after) and not _opens(after, strictly=True):
        return False
    if low in _LEADING:
        return False
    if low in _EITHER or _DOTTED.fullmatch(low):
        return _opens(after)
    return True


def opens(after: str) -> bool:
    """`opens("The war")` → `True`, `opens("Army")` → `False`: whether the first word mostly opens a sentence."""
    return _opens(after)


def _opens(after: str, *, strictly: bool = False) -> bool:
    """`strictly` where a single letter would be a letter that counts ("Fig. A") and no article."""
    found = _FIRST_WORD.match(after)
    if found is None or (_INITIAL.match(after.lstrip("(“\"'‘")) and not after.startswith("I.")):
        return False
    first = found.group(1)
    counts = strictly and len(first) == 1 and not re.match(r"\s+[a-z]", after[found.end() :])
    return first.lower() in _OPENERS and not counts


def _initial_ends(letter: str, before: str, after: str) -> bool:
    """A capital by itself: an initial ahead of a name, else the last word of its sentence ("So do I.", "vitamin C.")."""
    if _INITIAL.match(after):
        return False
    last = before.split()[-1] if before.split() else ""
    if not last:
        return False  # the letter of a list's item
    if letter == "I" and last.islower() and last not in ("by", "of", "from", "with"):
        return True
    return _opens(after) and (not last[0].isupper() or letter in "IVX")
