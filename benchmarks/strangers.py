"""How much of what has nothing to do with the source is answered? Public questions asked of guide and article.

The half of the documents that calibration did not see (`opening.strangers`, half 1).
"""

from __future__ import annotations

import results
from opening import ARTICLE, PUBLIC, advisor, sources, strangers

from advisor.answering.answer import Answer


def main() -> None:
    options = results.arguments(__doc__, "strangers", data=PUBLIC).parse_args()
    asked = strangers(options.data, 1)[:: 40 if options.smoke else 1]
    figures = {}
    for source in [None, *([ARTICLE] if ARTICLE.is_file() else [])]:
        adviser = advisor(source)
        answered = [question for question in asked if isinstance(adviser.ask(question), Answer)]
        name = "article" if source else "guide"
        figures[name] = {"questions": len(asked), "answered": len(answered)}
        print(name, figures[name], answered[:5])
    results.write(options, {"sources": figures}, encoder=advisor(None).encoder.hash, corpus=sources())


if __name__ == "__main__":
    main()
