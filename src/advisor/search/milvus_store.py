"""Sources kept in Milvus: passages and sentences are rows, found by vector and by words. Only this file imports pymilvus.

A row holds where it stands (code points of the canonical text) and the hash of those characters, never the words
themselves: what comes back is cut from the text of the library, and refused by name where the hash is another. `words`
are the stems that BM25 counts, not quoted either, and `pieces` a sentence's word pieces for late interaction. A source's
rows carry its version, which names everything that went in, so that two advisers share what both have alike. Each home
that wants a version is one of its holders; with the last the rows go.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np

from advisor.article.article import Article
from advisor.article.passages import Passage, embedded_text, passages
from advisor.article.tokens import count_tokens
from advisor.errors import IndexDamaged, NotWritable, StoreMissing
from advisor.search import lexical
from advisor.search.build import Progress, encodings_of, means, tokens_of, vectors_of, windows
from advisor.search.encoder import TOKENS, Encoder, Tokens, Vectors
from advisor.search.late_interaction import TokenIndex
from advisor.search.source_index import SourceIndex
from advisor.search.vectors import VectorIndex
from advisor.search.wording import read_as, terms
from advisor.span import Span

ROWS, HELD = "advisor_rows_2", "advisor_held_2"  # another number where the rows are others
NEAREST = 24  # rows that one question finds by each of the two searches, and keeps of both
_AT_ONCE = 256  # passages: embedded and written together, and what is looked at when a build is taken up again
_RRF = 60  # of reciprocal rank fusion (Cormack et al. 2009)
_LONGEST = 60_000  # bytes of the words of a row
_MOST_PIECES = 1_500  # of a sentence
_PASSAGE, _SENTENCE = "passage", "sentence"
_GRAPH = {"M": 16, "efConstruction": 200}
ASKED = "Session"  # of a question: a strong read would wait for the server's next tick, a fifth of a second
_LOOKED_AT = 256  # candidates of a search in the graph


@dataclass(frozen=True)
class MilvusStore:
    """One Milvus: a file's path for the embedded one, or the address of a server or a cluster; `holder` names this home."""

    uri: str
    holder: str

    @cached_property
    def _client(self) -> Any:
        try:
            from pymilvus import MilvusClient
            from pymilvus.exceptions import MilvusException
        except ImportError:
            mend = "pip install track-advisor[milvus]"
            raise StoreMissing("found no pymilvus", expected="it, as ADVISOR_STORE names Milvus", mend=mend) from None
        try:
            client = MilvusClient(self.uri)
            for name, make in ((ROWS, _rows_schema), (HELD, _held_schema)):
                if not client.has_collection(name):
                    schema, indexes = make(client)
                    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
                client.load_collection(name)
        except (MilvusException, OSError, ValueError) as error:
            said = " ".join(str(error).split())[:120]
            found = f"found no Milvus at {self.uri} ({said})"
            raise StoreMissing(found, expected="one that answers", mend="ADVISOR_STORE=milvus:URI with another") from None
        return client

    def holds(self, version: str) -> bool:
        """Whether all of it is there, and this home is among its holders."""
        return bool(self._client.get(HELD, ids=[self._held(version)], output_fields=["key"]))

    def put(self, version: str, article: Article, encoder: Encoder, *, passage_tokens: int, progress: Progress) -> None:
        """Embed and write a source, some passages at a time; what an earlier try has written is not embedded again."""
        if not self._whole(version):
            found = passages(article, budget=passage_tokens, count=count_tokens)
            for at in range(0, len(found), _AT_ONCE):
                some = list(enumerate(found))[at : at + _AT_ONCE]
                self._put_some(version, article, some, encoder)
                progress(sum(passage.sentences[1] - passage.sentences[0] for _, passage in some))
        row = {"key": self._held(version), "version": version, "nothing": [0.0, 1.0]}
        self._write(HELD, [row])

    def release(self, version: str) -> None:
        """This home holds it no longer; the rows go where no other home does."""
        self._client.delete(HELD, ids=[self._held(version)])
        if not self._whole(version):
            self._client.delete(ROWS, filter=f"version == {json.dumps(version)}")

    def held(self) -> set[str]:
        """The versions that this home holds."""
        rows = self._client.query(HELD, filter=f"key like {json.dumps(self.holder + '@%')}", output_fields=["version"])
        return {row["version"] for row in rows}

    def count(self, version: str) -> int:
        """Rows of a version."""
        return self._count(f"version == {json.dumps(version)}")

    def find(
        self, vector: Vectors, words: Sequence[str], articles: Mapping[str, Callable[[], Article]], *, k: int = NEAREST
    ) -> list[SourceIndex]:
        """What is nearest by vector and by words in these versions: of each source its best passages, as a small source.

        Raises IndexDamaged where a row does not match the canonical text.
        """
        if not articles:
            return []
        chosen = f"version in {json.dumps(sorted(articles))}"
        keys = self._nearest(vector, words, chosen, k)
        if not keys:
            return []
        fields = ["passage", "version", "kind", "place", "start", "end", "sha", "vector", "pieces"]
        chosen = f"passage in {json.dumps(keys)}"
        rows = self._client.query(ROWS, filter=chosen, output_fields=fields, consistency_level=ASKED)
        rows.sort(key=lambda row: (row["version"], row["start"], row["kind"], row["place"]))
        by_version = groupby(rows, key=lambda row: row["version"])
        return [_small(articles[version](), list(some), len(vector)) for version, some in by_version]

    def _nearest(self, vector: Vectors, words: Sequence[str], chosen: str, k: int) -> list[str]:
        """The keys of the passages of the best rows, best first."""
        from pymilvus import AnnSearchRequest, RRFRanker

        near = {"metric_type": "IP", "params": {"ef": max(_LOOKED_AT, k)}}
        if not words:
            (hits,) = self._client.search(
                ROWS, data=[vector.tolist()], anns_field="vector", filter=chosen, limit=k, search_params=near,
                output_fields=["passage"], consistency_level=ASKED,
            )  # fmt: skip
        else:
            dense = AnnSearchRequest([vector.tolist()], "vector", near, limit=k, expr=chosen)
            sparse = AnnSearchRequest([" ".join(words)], "sparse", {"metric_type": "BM25"}, limit=k, expr=chosen)
            fused = RRFRanker(_RRF)
            (hits,) = self._client.hybrid_search(
                ROWS, [dense, sparse], fused, limit=k, output_fields=["passage"], consistency_level=ASKED
            )
        return list(dict.fromkeys(hit["entity"]["passage"] for hit in hits))

    def _put_some(self, version: str, article: Article, some: Sequence[tuple[int, Passage]], encoder: Encoder) -> None:
        made = list(_made(version, article, some, encoder))
        first, behind = some[0][0], some[-1][0] + 1
        if self._count(f"version == {json.dumps(version)} and number >= {first} and number < {behind}") == len(made):
            return
        pieces = [(window, i) for i, (_, text) in enumerate(made) for window in windows(text, encoder)]
        found = encodings_of([text for text, _ in pieces], encoder, lambda _: None, total=0)
        rows, owners = [row for row, _ in made], [i for _, i in pieces]
        vectors = means(vectors_of(found, encoder.dimension), owners, len(rows))
        tokens = tokens_of([each.tokens for each in found], owners, len(rows))
        for row, vector, own in zip(rows, vectors, tokens, strict=True):
            row["vector"] = vector.tolist()
            row["pieces"] = _written(own) if row["kind"] == _SENTENCE else ""
        self._write(ROWS, rows)

    def _write(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        from pymilvus.exceptions import MilvusException

        try:
            self._client.upsert(name, rows)
        except MilvusException as error:
            found = f"cannot write to {self.uri} ({' '.join(str(error).split())[:120]})"
            mend = "advisor index: what is written is kept"
            raise NotWritable(found, expected="a Milvus that takes rows", mend=mend) from None

    def _whole(self, version: str) -> bool:
        return bool(self._client.query(HELD, filter=f"version == {json.dumps(version)}", output_fields=["key"], limit=1))

    def _count(self, chosen: str) -> int:
        (row,) = self._client.query(ROWS, filter=chosen, output_fields=["count(*)"])
        return int(row["count(*)"])

    def _held(self, version: str) -> str:
        return f"{self.holder}@{version}"


def _made(
    version: str, article: Article, some: Sequence[tuple[int, Passage]], encoder: Encoder
) -> Iterator[tuple[dict[str, Any], str]]:
    """The rows of these passages but for their vectors, with what is embedded of each: windows, then sentences."""
    for number, passage in some:
        key = f"{version}:{number}"
        own = {"passage": key, "version": version, "source": article.id, "number": number}
        whole = embedded_text(article, passage)
        for place, window in enumerate(windows(whole, encoder)):
            yield {**own, "kind": _PASSAGE, "place": place, **_place(article, passage.span, f"{key}p{place}", whole)}, window
        for place in range(*passage.sentences):
            span = article.sentences[place][1]
            text = article.searched(span)
            yield {**own, "kind": _SENTENCE, "place": place, **_place(article, span, f"{key}s{place}", text)}, text


def _place(article: Article, span: Span, key: str, text: str) -> dict[str, Any]:
    words = " ".join(terms(read_as(text))).encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    return {"key": key, "start": span.start, "end": span.end, "sha": _sha(span.of(article.text)), "words": words}


def _small(article: Article, rows: Sequence[Mapping[str, Any]], dimension: int) -> SourceIndex:
    """The found passages of one source, with all of their sentences, as if the source were no more than these."""
    for row in rows:
        if row["end"] > len(article.text) or _sha(article.text[row["start"] : row["end"]]) != row["sha"]:
            found = f"found {row['kind']} {row['start']}:{row['end']} of {article.id} in the store unlike the text"
            mend = f"advisor remove {article.id}, then add it"
            raise IndexDamaged(found, expected="the characters that were stored", mend=mend)
    sentences: list[Any] = []
    of_sentences: list[Any] = []
    pieces: list[Tokens] = []
    of_passages: list[Any] = []
    owners: list[Any] = []
    found_passages: list[Passage] = []
    for _, some in groupby(sorted(rows, key=lambda row: row["passage"]), key=lambda row: row["passage"]):
        by_kind = list(some)
        own = sorted((row for row in by_kind if row["kind"] == _SENTENCE), key=lambda row: row["place"])
        covers = [row for row in by_kind if row["kind"] == _PASSAGE]
        span = Span(covers[0]["start"], covers[0]["end"])
        section = next(section for section in article.sections if section.body.holds(span))
        first = len(sentences)
        sentences += [(section, Span(row["start"], row["end"])) for row in own]
        of_sentences += [row["vector"] for row in own]
        pieces += [_read(row["pieces"]) for row in own]
        owners += [len(found_passages)] * len(covers)
        of_passages += [row["vector"] for row in covers]
        found_passages.append(Passage(section, span, (first, len(sentences))))
    small = replace(article)
    small.__dict__.update(article.__dict__)
    small.__dict__["sentences"] = tuple(sentences)  # subtle: fills the cached property, so that nothing cuts all of the text
    texts = [embedded_text(small, passage) for passage in found_passages]
    return SourceIndex(
        article=small,
        passages=tuple(found_passages),
        passage_rows=np.array(owners, np.int64),
        passage_vectors=VectorIndex.of(np.array(of_passages, np.float32), dimension),
        sentence_vectors=VectorIndex.of(np.array(of_sentences, np.float32), dimension),
        sentence_tokens=TokenIndex.of(pieces),
        passage_terms=lexical.build([terms(read_as(text)) for text in texts]),
        sentence_terms=lexical.build([terms(read_as(small.searched(span))) for _, span in sentences]),
    )


def _written(tokens: Tokens) -> str:
    return base64.b85encode(tokens[: _MOST_PIECES].tobytes()).decode("ascii")


def _read(pieces: str) -> Tokens:
    return np.frombuffer(base64.b85decode(pieces), np.int8).reshape(-1, TOKENS)


def _rows_schema(client: Any) -> tuple[Any, Any]:
    from pymilvus import DataType, Function, FunctionType

    schema = client.create_schema(auto_id=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=256)
    for name in ("passage", "version", "source", "kind", "sha"):
        schema.add_field(name, DataType.VARCHAR, max_length=256)
    for name in ("number", "place", "start", "end"):
        schema.add_field(name, DataType.INT64)
    schema.add_field("words", DataType.VARCHAR, max_length=65_535, enable_analyzer=True)
    schema.add_field("pieces", DataType.VARCHAR, max_length=65_535)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=384)
    words = {"input_field_names": ["words"], "output_field_names": ["sparse"]}
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, **words))
    indexes = client.prepare_index_params()
    indexes.add_index("vector", index_type="HNSW", metric_type="IP", params=_GRAPH)
    indexes.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    indexes.add_index("passage", index_type="INVERTED")
    indexes.add_index("version", index_type="INVERTED")
    return schema, indexes


def _held_schema(client: Any) -> tuple[Any, Any]:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=512)
    schema.add_field("version", DataType.VARCHAR, max_length=256)
    schema.add_field("nothing", DataType.FLOAT_VECTOR, dim=2)  # Milvus has no collection without a vector
    indexes = client.prepare_index_params()
    indexes.add_index("nothing", index_type="FLAT", metric_type="IP")
    return schema, indexes


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
