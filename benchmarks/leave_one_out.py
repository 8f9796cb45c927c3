"""Does the bank answer wordings that are not in it? Every phrasing is asked of a bank that was built without it.

Ten folds over the phrasings of each fact and topic; nearest neighbours, word pieces and BM25 are taken from the rest,
and every sixth phrasing of a fold is asked. The adapter has seen them all: held_out.py has those that nothing has seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import measures
import numpy as np
import results
from numpy.typing import NDArray
from opening import ARTICLE, advisor, sources

from advisor import Advisor
from advisor.answering.abstain import confidence, threshold
from advisor.answering.query import Query, read
from advisor.answering.ranking import Ranking, rank
from advisor.search import lexical
from advisor.search.bank_index import BankIndex
from advisor.search.encoder import Encoding
from advisor.search.late_interaction import TokenIndex
from advisor.search.vectors import VectorIndex
from advisor.search.wording import terms

FOLDS, EVERY = 10, 6


def folds_of(bank: BankIndex) -> NDArray[np.int64]:
    """The fold of every phrasing: one after the other within an entry, entries starting at different ones; -1 stays in."""
    seen = np.zeros(len(bank.bank.entries), np.int64)
    sizes = np.bincount(bank.entry_of, minlength=len(bank.bank.entries))
    out = np.full(len(bank.entry_of), -1, np.int64)
    for row, entry in enumerate(bank.entry_of):
        if sizes[entry] > 1:
            out[row] = (seen[entry] + entry) % FOLDS
        seen[entry] += 1
    return out


def without(bank: BankIndex, kept: NDArray[np.bool_], texts: list[str]) -> BankIndex:
    """The bank as it would be with these phrasings only."""
    vectors, entry_of = bank.questions.rows()[kept], bank.entry_of[kept]
    by_entry: list[list[str]] = [[] for _ in bank.bank.entries]
    for text, entry in zip((t for t, k in zip(texts, kept, strict=True) if k), entry_of, strict=True):
        by_entry[entry].extend(terms(text))
    questions = VectorIndex.of(vectors, bank.questions.dimension)
    tokens = TokenIndex.of([bank.tokens.of_text(row) for row in np.flatnonzero(kept)])
    return BankIndex(bank.bank, questions, entry_of, tokens, lexical.build(by_entry))


def asked(adviser: Advisor, *, smoke: bool) -> Iterator[tuple[int, Query, Ranking]]:
    """Entry, query and ranking of every phrasing, by the bank that lacks it."""
    (source,) = adviser.index.sources
    bank = adviser.index.banks[source.article.stands_for]
    phrasings = [question for entry in bank.bank.entries for question in entry.questions]
    queries = [read(question, speller=adviser.index.speller) for question in phrasings]
    folds, vectors = folds_of(bank), bank.questions.rows()
    for fold in range(1 if smoke else FOLDS):
        short = without(bank, folds != fold, [query.read_as for query in queries])
        for row in np.flatnonzero(folds == fold)[::EVERY]:
            entry = int(bank.entry_of[row])
            if entry < len(bank.bank.facts) and not source.fact_places[entry]:
                continue  # a fact that this source does not have
            asked = Encoding(vectors[row], bank.tokens.of_text(row))
            yield entry, queries[row], rank(queries[row], asked, asked, source, short)


def measured(adviser: Advisor, *, smoke: bool) -> dict[str, Any]:
    (source,) = adviser.index.sources
    facts = len(source.fact_places)
    first, third, own, believed, answerable = [], [], [], [], []
    for entry, query, ranking in asked(adviser, smoke=smoke):
        believed.append(confidence(query, ranking))
        answerable.append(entry < facts)
        if entry < facts:
            spans = source.fact_places[entry]
            hits = [any(a.meets(b) for a in place.spans for b in spans) for place in ranking.places[:3]]
            first.append(hits[0])
            third.append(any(hits))
            own.append(ranking.places[0].fact is not None and ranking.places[0].spans == spans)
    yes, believes = np.array(answerable), np.array(believed)
    return {
        "phrasings": len(believed), "of facts": len(first),
        "place first": _mean(first), "place in the first three": _mean(third), "exactly its places first": _mean(own),
        "auroc": measures.auroc(believed, answerable), "brier": measures.brier(believed, answerable),
        "answered": _mean(believes[yes] >= threshold("bank")), "refused": _mean(believes[~yes] < threshold("bank")),
    }


def _mean(values: Any) -> float:
    return round(float(np.mean(values)), 4) if len(values) else 0.0


def main() -> None:
    options = results.arguments(__doc__, "leave_one_out", data=ARTICLE).parse_args()
    figures = {"guide": measured(advisor(None), smoke=options.smoke)}
    if options.data.is_file():
        figures["article"] = measured(advisor(options.data), smoke=options.smoke)
    for name, row in figures.items():
        print(name, row)
    results.write(options, {"sources": figures}, encoder=advisor(None).encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
