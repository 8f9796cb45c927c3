"""The encoder alone (sentence-transformers), over sentences."""

import numpy as np
from peer import run
from sentence_transformers import SentenceTransformer


def open_index(text, sentences, model, folder):
    encoder = SentenceTransformer(model, device="cpu")
    saved = folder / "vectors.npy"
    if not saved.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(saved, encoder.encode(sentences, normalize_embeddings=True, show_progress_bar=False))
    vectors = np.load(saved)

    def ask(question):
        scores = vectors @ encoder.encode([question], normalize_embeddings=True, show_progress_bar=False)[0]
        return [(sentences[i], scores[i]) for i in np.argsort(-scores, kind="stable")[:3]]

    return ask


if __name__ == "__main__":
    run(open_index)
