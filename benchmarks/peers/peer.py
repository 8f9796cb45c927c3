"""What every peer is started with and prints: one JSON line a question, {"id", "texts", "scores"}, best first.

    python NAME.py --text FILE --sentences FILE --model FOLDER --index FOLDER --questions FILE

The index is built and saved where the folder is empty, opened where it is not, if the peer can save one.
"""

import argparse
import json
import sys
from pathlib import Path


def run(open_index):
    """`open_index(text, sentences, model, folder)` gives back `ask(question) -> [(text, score), …]`."""
    parser = argparse.ArgumentParser()
    for name in ("text", "sentences", "model", "index", "questions"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    text = options.text.read_bytes().decode("utf-8")
    sentences = json.loads(options.sentences.read_text(encoding="utf-8"))
    answers, sys.stdout = sys.stdout, sys.stderr  # what libraries say on the way is no answer
    ask = open_index(text, sentences, str(options.model), options.index)
    for line in options.questions.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = ask(case["question"])
        line = {"id": case["id"], "texts": [text for text, _ in found], "scores": [float(score) for _, score in found]}
        print(json.dumps(line), file=answers, flush=True)
