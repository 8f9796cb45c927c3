"""Haystack: its word splitter as it comes (200 words), its in-memory store and embedding retriever, three documents."""

from haystack import Document
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from peer import run

CPU = ComponentDevice.from_str("cpu")


def open_index(text, sentences, model, folder):
    saved = folder / "store.json"
    if saved.is_file():
        store = InMemoryDocumentStore.load_from_disk(str(saved))
    else:
        folder.mkdir(parents=True, exist_ok=True)
        splitter = DocumentSplitter(split_by="word", split_length=200)
        splitter.warm_up()
        parts = splitter.run([Document(content=text)])["documents"]
        embedder = SentenceTransformersDocumentEmbedder(model=model, device=CPU, progress_bar=False)
        embedder.warm_up()
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(embedder.run(parts)["documents"])
        store.save_to_disk(str(saved))
    embedder = SentenceTransformersTextEmbedder(model=model, device=CPU, progress_bar=False)
    embedder.warm_up()
    retriever = InMemoryEmbeddingRetriever(store, top_k=3)

    def ask(question):
        found = retriever.run(embedder.run(question)["embedding"])["documents"]
        return [(document.content, document.score) for document in found]

    return ask


if __name__ == "__main__":
    run(open_index)
