"""The banks as rows to train on: phrasings with their entry, follow-ups with what they follow, statements with labels.

All are data of the repository: nothing else is read, so `make train` gives the same rows everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from advisor.article.anchor import find
from advisor.article.bank import Topic, load_bank
from advisor.article.source import load
from advisor.checksum import files_sha256
from advisor.search.statements import Statement, load_statements
from advisor.search.wording import read_as
from advisor.span import Span

TOP = Path(__file__).resolve().parents[1]
GUIDE = TOP / "corpus" / "guide"
FOLLOW_UPS = TOP / "training" / "followups.jsonl"  # {"after": an entry, "text": "and at OpenAI?", "to": what it asks for}
STATEMENTS = TOP / "src" / "advisor" / "framework" / "data" / "re-rs" / "statements"
_ACTS: dict[str, str] = {"not_covered": "ask", "off_topic": "foreign"}  # what the phrasings of a topic do, by its reason
_AS_STATEMENTS = 5  # phrasings of an entry
# How often a statement of a minimal pair, a plain one, or one of a kind that is hard to hear or rare comes round.
_OFTEN = ("pairs", "textbook", "equal-or-not", "facts-told", "told-by-deeds", "turns-conduct", "deeds-chosen", "turns-menus")
_OF_TURNS = ("turns-aside", "turns-after", "mixed-feelings", "lukewarm")
_TIMES = dict.fromkeys((*_OFTEN, *_OF_TURNS), 3) | {"turns-recall": 10, "turns-asking": 5, "turns-plain": 5}
LEANINGS = ("energy", "ambiguity", "evaluation", "target")  # slots that a sentence may answer, or only seem to


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact or a topic of the question bank, and how people ask for it, as read (lower case, abbreviations opened).

    `follow_ups` ask for it too, each after the question of another entry, whose id it has. `places` are where the guide
    answers it, none of a topic; `same` are the ids of topics that ask for the same.
    """

    id: str
    phrasings: tuple[str, ...]
    follow_ups: tuple[tuple[str, str], ...] = ()
    places: tuple[Span, ...] = ()
    same: tuple[str, ...] = ()

    def answered_as(self, other: Entry) -> bool:
        """True of two facts with a place in common, and of two topics that ask for the same."""
        return other.id in self.same or any(one.meets(two) for one in self.places for two in other.places)


def entries(bank: Path = GUIDE) -> list[Entry]:
    """All facts and topics of the bank, in its order."""
    follow_ups: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(FOLLOW_UPS):
        follow_ups.setdefault(row["to"], []).append((row["after"], read_as(row["text"])))
    guide, found = load(bank), []
    for each in load_bank(bank).entries:
        anchors, same = ((), each.same) if isinstance(each, Topic) else (each.places, ())
        places = tuple(span for anchor in anchors if (span := find(anchor, guide)))
        phrasings = tuple(dict.fromkeys(map(read_as, each.questions)))
        found.append(Entry(each.id, phrasings, tuple(follow_ups.get(each.id, ())), places, same))
    return found


def statements(folder: Path = STATEMENTS, bank: Path = GUIDE) -> list[Statement]:
    """The statement bank; beside it every follow-up, and of each entry of the bank some phrasings, for what they do."""
    doing = [(row["text"], "followup") for row in _rows(FOLLOW_UPS)]
    for entry in load_bank(bank).entries:
        act = _ACTS.get(entry.reason) if isinstance(entry, Topic) else "ask"
        doing += [(text, act) for text in entry.questions[:: max(1, len(entry.questions) // _AS_STATEMENTS)] if act]
    told = [row for row in load_statements(folder) for _ in range(_TIMES.get(row.writer, 1))]
    return [*told, *(Statement(text, (f"act={act}",), frozenset({"act"}), "") for text, act in doing)]


def elsewhere(rows: Sequence[Statement], random: Random) -> list[Statement]:
    """Each of the rows that tells something, behind a question that it says nothing on: it labels that question alone.

    In a chat people tell one thing when they were asked another.
    """
    found = []
    for row in rows:
        said = {label.split("=")[0] for label in row.labels}
        free = [slot for slot in LEANINGS if slot in row.asked - said]
        if free and not row.put and (said & {*LEANINGS} or "act=tell" in row.labels):
            put = random.choice(free)
            found.append(replace(row, labels=(), asked=frozenset({put}), put=put))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def targets(rows: Sequence[Statement], labels: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What each row says of each label (1 or 0), and whether its writer was asked about it (1 or 0); rows × labels."""
    number = {label: i for i, label in enumerate(labels)}
    wanted = np.zeros((len(rows), len(labels)), np.float32)
    known = np.ones_like(wanted)
    for i, row in enumerate(rows):
        for label in row.labels:
            wanted[i, number[label]] = 1
        for label, column in number.items():
            if label.split("=")[0] not in row.asked:
                known[i, column] = 0
    return wanted, known


def data_sha256(*paths: Path) -> str:
    """One sum over all files named and below the folders named, in the order of their names."""
    return files_sha256(file for path in paths for file in sorted([path, *path.rglob("*")]) if file.is_file())
