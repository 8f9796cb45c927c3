"""LlamaIndex as its documentation sets it up (nodes of 1,024 tokens, 200 of them shared), three nodes."""

from llama_index.core import Document, Settings, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.node_parser import SentenceSplitter
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from peer import run


def opener(**sizes):
    def open_index(text, sentences, model, folder):
        Settings.embed_model = HuggingFaceEmbedding(model_name=model, device="cpu")
        Settings.llm = None
        if folder.is_dir() and any(folder.iterdir()):
            index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(folder)))
        else:
            splitter = SentenceSplitter(**sizes)
            index = VectorStoreIndex.from_documents([Document(text=text)], transformations=[splitter])
            index.storage_context.persist(str(folder))
        retriever = index.as_retriever(similarity_top_k=3)

        def ask(question):
            return [(hit.node.get_content(), hit.score) for hit in retriever.retrieve(question)]

        return ask

    return open_index


if __name__ == "__main__":
    run(opener())
