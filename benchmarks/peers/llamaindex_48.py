"""LlamaIndex with nodes of 48 tokens, three of them."""

from llamaindex_default import opener
from peer import run

if __name__ == "__main__":
    run(opener(chunk_size=48, chunk_overlap=0))
