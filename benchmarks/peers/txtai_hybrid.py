"""txtai, hybrid (its BM25 and the encoder), over sentences, its content store on."""

from peer import run
from txtai import Embeddings


def open_index(text, sentences, model, folder):
    embeddings = Embeddings(path=model, hybrid=True, content=True)
    if folder.is_dir() and any(folder.iterdir()):
        embeddings.load(str(folder))
    else:
        embeddings.index(sentences)
        embeddings.save(str(folder))

    def ask(question):
        return [(row["text"], row["score"]) for row in embeddings.search(question, 3)]

    return ask


if __name__ == "__main__":
    run(open_index)
