"""Where a cold `advisor ask` spends its time: run in a process of its own, it prints milliseconds a step as one JSON object.

    python cold_profile.py HOME SOURCE
"""

import json
import sys
import time
from pathlib import Path

started = time.perf_counter()
spent: dict[str, float] = {}


def done(step: str) -> None:
    """Book the time since the last step."""
    spent[step] = round(1e3 * (time.perf_counter() - started) - sum(spent.values()), 1)


import numpy  # noqa: E402, F401

done("import numpy")
import faiss  # noqa: E402, F401

done("import faiss")
import pydantic  # noqa: E402, F401
import typer  # noqa: E402, F401

done("import pydantic and typer")
from advisor.advisor import STATEMENTS, Advisor  # noqa: E402
from advisor.article.library import Library  # noqa: E402
from advisor.faces.cli import app  # noqa: E402, F401
from advisor.search.encoder import open_encoder  # noqa: E402
from advisor.search.index import open_index  # noqa: E402
from advisor.settings import Settings  # noqa: E402

done("import the program")
settings = Settings(home=Path(sys.argv[1]))
library, encoder = Library(settings), open_encoder(settings)
done("open the tokenizer (the graph is read beside it)")
index = open_index(library, settings, encoder.hash, statements=STATEMENTS, ids=[sys.argv[2]])
done("open and check the index")
encoder.encode(["one"])
done("wait for the graph, first run")
Advisor(settings, library, encoder, index).ask("what is the median pay of research scientists at anthropic?")
done("answer")
print(json.dumps(spent))
