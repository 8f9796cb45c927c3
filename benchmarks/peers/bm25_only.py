"""BM25 alone (bm25s), over sentences."""

import bm25s
from peer import run


def open_index(text, sentences, model, folder):
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(sentences, stopwords="en", show_progress=False), show_progress=False)

    def ask(question):
        tokens = bm25s.tokenize([question], stopwords="en", show_progress=False)
        rows, scores = retriever.retrieve(tokens, k=3, show_progress=False)
        return [(sentences[i], s) for i, s in zip(rows[0], scores[0], strict=True)]

    return ask


if __name__ == "__main__":
    run(open_index)
