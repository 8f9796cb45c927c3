"""Sources in Milvus, by size: rows a second, p50 and p99 of a search, memory of this process, recall@24 against exact.

Vectors are those of the guide's bank and statements (real text), beyond that the same with noise added (synthetic); words
are drawn from the guide's with their frequencies. `--uri` names a server or cluster without an adviser's sources;
else it is Milvus Lite, in a temporary folder. A server before 2.5 has no BM25: `--vectors` measures the
search by vector alone.
Needs pymilvus (`pip install track-advisor[milvus]`).
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import results
from growth import resident
from numpy.typing import NDArray
from opening import PUBLIC, advisor

from advisor.search import milvus_store
from advisor.search.milvus_store import HELD, NEAREST, ROWS, MilvusStore
from advisor.search.wording import terms

AT_ONCE, NOISE = 1_000, 0.6
QUERIES, FEWER, MANY = 200, 50, 200_000  # questions asked, and of stores with more rows than that
SENTENCES = 4  # a passage


def vectors_of(real: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Unit vectors: the real ones, then noisy copies of them, seeded."""
    seeded = np.random.default_rng(5)
    made = np.empty((size, real.shape[1]), np.float32)
    for at in range(0, size, len(real)):
        some = real[: size - at].copy()
        if at:
            some += NOISE * seeded.standard_normal(some.shape).astype(np.float32) / np.sqrt(real.shape[1])
            some /= np.linalg.norm(some, axis=1, keepdims=True)
        made[at : at + len(some)] = some
    return made


def rows_of(vectors: NDArray[np.float32], words: list[str], version: str) -> Iterator[dict[str, Any]]:
    drawn = random.Random(3)
    for i, vector in enumerate(vectors):
        number, place = divmod(i, SENTENCES + 1)
        kind = "sentence" if place else "passage"
        said = " ".join(drawn.choices(words, k=12 if place else 50))
        yield {
            "key": f"{version}:{number}{kind[0]}{place}", "passage": f"{version}:{number}", "version": version,
            "source": version, "kind": kind,
            "number": number, "place": place, "start": i, "end": i + 1, "sha": "0" * 16, "words": said, "pieces": "",
            "vector": vector.tolist(),
        }  # fmt: skip


def opened(uri: str, *, by_words: bool) -> MilvusStore:
    """A new store; without words, of the schema that ships less what a server before 2.5 lacks."""
    from pymilvus import MilvusClient

    client = MilvusClient(uri)
    if client.has_collection(ROWS) or client.has_collection(HELD):
        raise SystemExit(f"found sources of an adviser at {uri}, expected a Milvus that has none: name another by --uri")
    store = MilvusStore(uri, "benchmark")
    if by_words:
        return store
    whole, _ = milvus_store._rows_schema(client)
    schema, indexes = client.create_schema(auto_id=False), client.prepare_index_params()
    for field in whole.fields:
        if field.name not in ("words", "sparse"):
            schema.add_field(field.name, field.dtype, is_primary=field.is_primary, **field.params)
    indexes.add_index("vector", index_type="HNSW", metric_type="IP", params=milvus_store._GRAPH)
    client.create_collection(ROWS, schema=schema, index_params=indexes, consistency_level="Strong")
    client.load_collection(ROWS)
    store.__dict__["_client"] = client  # subtle: fills the cached property, which would ask for words
    return store


def measured(
    store: MilvusStore, real: NDArray[np.float32], size: int, words: list[str], *, by_words: bool
) -> dict[str, Any]:
    client, version, vectors = store._client, "synthetic-0", vectors_of(real, size)
    started, batch = time.perf_counter(), []
    for row in rows_of(vectors, words, version):
        if not by_words:
            del row["words"]
        batch.append(row)
        if len(batch) == AT_ONCE:
            client.insert(ROWS, batch)
            batch = []
    if batch:
        client.insert(ROWS, batch)
    client.flush(ROWS)
    inserted = time.perf_counter() - started
    while client.describe_index(ROWS, "vector").get("pending_index_rows"):
        time.sleep(1)
    indexed = time.perf_counter() - started
    drawn, chosen = np.random.default_rng(9), f'version == "{version}"'
    queries = FEWER if size > MANY else QUERIES
    asked = vectors[drawn.integers(0, size, queries)]
    asked = asked + 0.5 * NOISE * drawn.standard_normal(asked.shape).astype(np.float32) / np.sqrt(asked.shape[1])
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    exact = [set(np.argsort(-(vectors @ vector), kind="stable")[:NEAREST].tolist()) for vector in asked[:FEWER]]
    del vectors, batch  # the adviser holds none of them
    picked = random.Random(4)
    taken, hit = [], 0
    for i, vector in enumerate(asked):
        said = picked.choices(words, k=6) if by_words else []
        started = time.perf_counter()
        keys = store._nearest(vector, said, chosen, NEAREST)
        found_in = f"passage in {keys}".replace("'", '"')
        client.query(ROWS, filter=found_in, output_fields=["start", "vector"], consistency_level=milvus_store.ASKED)
        taken.append(1e3 * (time.perf_counter() - started))
        if i < FEWER:
            near = {"metric_type": "IP", "params": {"ef": 256}}
            (found,) = client.search(
                ROWS, data=[vector.tolist()], anns_field="vector", limit=NEAREST, search_params=near,
                output_fields=["start"], consistency_level=milvus_store.ASKED,
            )
            hit += len(exact[i] & {each["entity"]["start"] for each in found})
    taken = sorted(taken[5:])
    return {
        "rows": size, "rows a second": round(size / inserted, 1), "rows a second, indexed": round(size / indexed, 1),
        "p50 ms": round(statistics.median(taken), 1), "p99 ms": round(taken[int(0.99 * len(taken))], 1),
        f"recall@{NEAREST}": round(hit / (FEWER * NEAREST), 4), **resident(),
    }  # fmt: skip


def main() -> None:
    parser = results.arguments(__doc__, "milvus", data=PUBLIC)
    parser.add_argument("--uri", default="", help="of a server or cluster")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--vectors", action="store_true", help="search by vector alone: a server before 2.5")
    options = parser.parse_args()
    try:
        import pymilvus  # noqa: F401
    except ImportError:
        print("pymilvus is not here, skipped")
        return
    guide = advisor(None)
    bank = guide.index.banks["guide"]
    real = np.vstack([bank.questions.rows(), guide.index.statements.vectors.rows()])
    words = [term for entry in bank.bank.entries for question in entry.questions[:20] for term in terms(question)]
    rows = []
    for size in [1_000] if options.smoke else options.sizes:
        with tempfile.TemporaryDirectory() as name:
            store = opened(options.uri or str(Path(name) / "store.db"), by_words=not options.vectors)
            try:
                rows.append(measured(store, real, size, words, by_words=not options.vectors))
            finally:
                for name in (ROWS, HELD):
                    store._client.drop_collection(name)
                store._client.close()
        print(rows[-1], flush=True)
    results.write(options, {"store": options.uri or "Milvus Lite", "sizes": rows}, encoder=guide.encoder.hash, corpus=[])


if __name__ == "__main__":
    main()
