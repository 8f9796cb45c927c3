"""Questions held out of the bank, each written for one of its entries: is the right place found, is the missing refused?

`tests/cases/questions_held_out.jsonl`: 200 of facts, 112 of topics that the guide does not answer, by a writer who saw the
guide and the entries, and whose questions are in no bank. The set that levers are compared on.
"""

from __future__ import annotations

from typing import Any

import results
from opening import HELD_OUT, advisor, cases, sources

from advisor import Advisor
from advisor.answering.answer import Answer


def measured(adviser: Advisor, asked: list[dict[str, Any]]) -> dict[str, float]:
    """Shares: of facts, "place first" (the best-ranked place meets the entry's), "quoted first" (the first quote does), and
    "answered"; of topics "refused"."""
    (source,) = adviser.index.sources
    bank = adviser.index.banks[source.article.stands_for].bank
    number = {entry.id: i for i, entry in enumerate(bank.entries)}
    first, quoted, answered, refused = [], [], [], []
    for case in asked:
        reading = adviser.ask(case["question"])
        entry = number[case["entry"]]
        if entry >= len(bank.facts):
            refused.append(not isinstance(reading, Answer))
            continue
        spans = source.fact_places[entry]
        rankings = [found[0] for _, found in adviser.reader.examined(case["question"])]
        best = max(rankings, key=lambda ranking: ranking.places[0].score).places[0]
        first.append(any(a.meets(b) for a in best.spans for b in spans))
        answered.append(isinstance(reading, Answer))
        quoted.append(isinstance(reading, Answer) and any(reading.citations[0].quote.span.meets(span) for span in spans))
    shares = {"place first": first, "quoted first": quoted, "answered": answered, "refused": refused}
    return {name: round(sum(found) / len(found), 4) if found else 0.0 for name, found in shares.items()}


def main() -> None:
    options = results.arguments(__doc__, "held_out", data=HELD_OUT).parse_args()
    adviser, asked = advisor(None), cases(options.data)[:: 16 if options.smoke else 1]
    figures = {"questions": len(asked), **measured(adviser, asked)}
    print(figures)
    results.write(options, figures, encoder=adviser.encoder.hash, corpus=[*sources(), HELD_OUT])


if __name__ == "__main__":
    main()
