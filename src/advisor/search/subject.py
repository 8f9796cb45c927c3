"""Whether an article speaks of the framework's subject, so that the encoder which learned that subject reads it.

Of other subjects it has learned nothing, and what it learned to tell apart makes it worse there (benchmarks/README.md).
"""

from __future__ import annotations

import re
from collections import Counter

from advisor.article.article import Article
from advisor.names import active, as_word
from advisor.search.wording import read_as

_SHARE = 0.2  # of its sentences that name a lab or a role
_NAMES, _TIMES = 2, 3  # so many of the names, each so often: "scientist" alone is another subject's word too


def on_subject(article: Article) -> bool:
    """True of an article that names the framework's labs and roles again and again; False where it has no names."""
    names = active()
    patterns = {id: re.compile(as_word(words)) for id, words in {**names.labs, **names.roles}.items()}
    named: Counter[str] = Counter()
    naming = 0
    for _, span in article.sentences:
        sentence = read_as(span.of(article.text))
        found = [id for id, pattern in patterns.items() if pattern.search(sentence)]
        named.update(found)
        naming += bool(found)
    often = [id for id, times in named.items() if times >= _TIMES]
    return len(often) >= _NAMES and naming >= _SHARE * len(article.sentences)
