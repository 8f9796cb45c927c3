"""Does every part earn its place? Each is switched off in turn, on the guide's and the article's questions and the held out.

The figures do not hang on the threshold, which was fitted with everything on: rightness when nothing is refused, AUROC
of the confidence, and the balanced share of right decisions at that variant's own best threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import measures
import numpy as np
import results
from answers import answered_anyway
from held_out import measured as held_out
from opening import ARTICLE, ARTICLE_CASES, GUIDE_CASES, HELD_OUT, advisor, cases, sources

from advisor import Advisor
from advisor.answering import query as query_module
from advisor.answering import ranking
from advisor.answering.followup import Resolved
from advisor.search import retriever
from advisor.search.wording import Speller

Off = Callable[[], Any]
HIDDEN = {"speller": Speller(targets={}, known=frozenset)}


def weight(module: Any, name: str) -> Off:
    return lambda: patch.object(module, name, 0.0)


def without(part: str) -> Off:
    return lambda: patch.object(retriever, "ADAPTED", retriever.ADAPTED._replace(**{part: 0.0}))


def without_nearest() -> Any:
    """Late interaction and BM25 alone."""

    def scores(match: Any) -> Any:
        return ranking.ALIGNMENT_WEIGHT * match.alignment + ranking.WORDING_WEIGHT * match.wording

    return patch.object(ranking, "_scores", scores)


WITH_BANK: dict[str, Off] = {
    "everything": ExitStack,
    "late interaction off": weight(ranking, "ALIGNMENT_WEIGHT"),
    "nearest phrasings off": without_nearest,
    "BM25 on the bank off": weight(ranking, "WORDING_WEIGHT"),
    "spelling off": ExitStack,
    "abbreviations off": lambda: patch.object(query_module, "read_as", lambda text: " ".join(text.lower().split())),
    "follow-ups not resolved": lambda: patch.object(query_module, "in_context", lambda text, *_: Resolved(text)),
    "follow-up by itself off": weight(ranking, "ALONE_WEIGHT"),
    "entries answered alike apart": weight(ranking, "SHARED"),
}
WITHOUT_BANK: dict[str, Off] = {
    "bank off": ExitStack,
    "bank off, sentence vectors off": without("sentence"),
    "bank off, passage vectors off": without("passage"),
    "bank off, BM25 on sentences off": without("sentence_terms"),
    "bank off, BM25 on passages off": without("passage_terms"),
    "bank off, spelling off": ExitStack,
    "bank off, abbreviations off": WITH_BANK["abbreviations off"],
    "bank off, follow-ups not resolved": WITH_BANK["follow-ups not resolved"],
}


def measured(adviser: Advisor, asked: Sequence[dict[str, Any]]) -> dict[str, float]:
    said = [answered_anyway(adviser, case) for case in asked]
    judged = [measures.judge(case, line, None) for case, line in zip(asked, said, strict=True)]
    believed = np.array([line["confidence"] for line in said])
    answerable = np.array([case["answerable"] for case in asked])
    right = np.array([bool(row["right"]) for row in judged])
    balanced = [
        ((believed[answerable] >= t) & right[answerable]).mean() + (believed[~answerable] < t).mean()
        for t in sorted({*believed, 1.1})
    ]
    rates = measures.means(asked, judged)
    return {
        "right, nothing refused": rates["right (answerable)"],
        "hit@1, nothing refused": rates["hit@1"],
        "auroc": measures.auroc(believed, answerable),
        "balanced right": round(float(max(balanced)) / 2, 4),
    }


@contextmanager
def spelling(adviser: Advisor, *, off: bool) -> Iterator[None]:
    index = adviser.index
    kept = index.speller
    if off:
        index.__dict__["speller"] = HIDDEN["speller"]
    yield
    index.__dict__["speller"] = kept


def main() -> None:
    options = results.arguments(__doc__, "ablation", data=ARTICLE_CASES.parent).parse_args()
    step = 16 if options.smoke else 1
    sets = {"guide": (None, GUIDE_CASES)}
    if ARTICLE.is_file():
        sets["article"] = (ARTICLE, options.data / ARTICLE_CASES.name)
    figures: dict[str, dict[str, Any]] = {}
    for name, (source, path) in sets.items():
        asked = cases(path)[::step]
        for use_bank, variants in ((True, WITH_BANK), (False, WITHOUT_BANK)):
            adviser = advisor(source, use_bank=use_bank)
            for label, off in variants.items():
                with off(), spelling(adviser, off="spelling off" in label):
                    figures.setdefault(label, {})[name] = measured(adviser, asked)
                    if name == "guide" and use_bank:
                        figures[label]["held out"] = held_out(adviser, cases(HELD_OUT)[::step])
                print(f"{name:8} {label:36}", figures[label][name], flush=True)
    results.write(options, {"variants": figures}, encoder=advisor(None).encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
