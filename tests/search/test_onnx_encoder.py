"""The encoder that ships: equal to sentence-transformers, the same alone and in company, never silent about a wrong file."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from advisor.article.article import Article
from advisor.article.bank import load_bank
from advisor.article.passages import embedded_text, passages
from advisor.article.source import load
from advisor.article.tokens import count_tokens
from advisor.checksum import file_sha256
from advisor.errors import ModelDamaged, ModelMissing
from advisor.search import weights
from advisor.search.adapter import PUBLIC, Adapter
from advisor.search.build import windows
from advisor.search.encoder import ONE, TOKENS
from advisor.search.onnx_encoder import OnnxEncoder, batches, recipe
from advisor.search.torch_models import TorchEncoder
from advisor.settings import Settings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder.open(Settings().cache)


@pytest.fixture(scope="module")
def texts(guide: Article, root: Path) -> list[str]:
    sentences = [span.of(guide.text) for _, span in guide.sentences]
    bank = load_bank(root / "corpus" / "guide")
    asked = [q for entry in (*bank.facts, *bank.topics) for q in entry.questions[:1]]
    odd = ["", " ", "🎉", "日本語のテキスト", "a" * 300, "\u202e\u0000", "<|endoftext|>", "[MASK] [CLS]"]
    return [*odd, *sentences, *asked][:500]


@pytest.fixture(scope="module")
def vectors(encoder: OnnxEncoder, texts: list[str]) -> np.ndarray:  # type: ignore[type-arg]
    return encoder.encode(texts)


@pytest.fixture(scope="module")
def adapted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published model's folder, with the adapter added to its weights."""
    from safetensors.numpy import load_file, save_file

    folder = Path(shutil.copytree(weights.model_folder(), tmp_path_factory.mktemp("adapted") / "model"))
    save_file(Adapter.open().add_to(load_file(folder / "model.safetensors")), folder / "model.safetensors", {"format": "pt"})
    return folder


def test_equal_to_sentence_transformers_on_500_real_sentences(encoder, texts, vectors, adapted) -> None:  # type: ignore[no-untyped-def]
    assert len(texts) == 500
    reference = TorchEncoder(adapted)
    assert (encoder.dimension, encoder.longest) == (reference.dimension, reference.longest)
    np.testing.assert_allclose(vectors, reference.encode(texts), atol=1e-5)
    assert [encoder.count(text) for text in texts[:80]] == [reference.count(text) for text in texts[:80]]


def test_the_same_alone_as_in_company(encoder, texts, vectors) -> None:  # type: ignore[no-untyped-def]
    alone = np.vstack([encoder.encode([text]) for text in texts[::5]])
    np.testing.assert_allclose(alone, vectors[::5], atol=1e-5)


def test_the_same_bytes_each_time(encoder, texts) -> None:  # type: ignore[no-untyped-def]
    assert encoder.encode(texts[:40]).tobytes() == encoder.encode(texts[:40]).tobytes()


def test_word_pieces_come_with_the_same_vectors_one_a_piece_and_of_unit_length(encoder, texts, vectors) -> None:  # type: ignore[no-untyped-def]
    found = encoder.encodings(texts)
    np.testing.assert_array_equal(np.array([each.vector for each in found]), vectors)
    assert [len(each.tokens) for each in found] == [min(encoder.count(text), encoder.longest) - 2 for text in texts]
    pieces = np.concatenate([each.tokens for each in found]).astype(np.float64) / ONE
    np.testing.assert_allclose(np.linalg.norm(pieces, axis=1), 1, atol=0.02)


def test_pieces_of_one_word_in_like_company_are_alike(encoder) -> None:  # type: ignore[no-untyped-def]
    one, two = (each.tokens.astype(np.float64) / ONE for each in encoder.encodings(["pay in london", "salary in london"]))
    assert one[2] @ two[2] > 0.9 > one[2] @ two[0]


def test_the_encoder_for_any_subject_gives_pieces_too(encoder, texts) -> None:  # type: ignore[no-untyped-def]
    other = OnnxEncoder.open(Settings().cache, folder=PUBLIC)
    assert other.hash != encoder.hash
    pairs = zip(other.encodings(texts[:40]), encoder.encodings(texts[:40]), strict=True)
    assert all(one.tokens.shape == two.tokens.shape for one, two in pairs)


def test_another_encoder_gives_pieces_too(adapted) -> None:  # type: ignore[no-untyped-def]
    encoder = TorchEncoder(adapted)
    one, other = encoder.encodings(["what does a researcher earn", "earn"])
    assert (one.tokens.shape, other.tokens.shape) == ((5, TOKENS), (1, TOKENS))
    np.testing.assert_allclose(one.vector, encoder.encode(["what does a researcher earn"])[0], atol=1e-6)
    assert np.argmax(one.tokens.astype(int) @ other.tokens[0].astype(int)) == 4


def test_vectors_have_unit_length(vectors) -> None:  # type: ignore[no-untyped-def]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_weights_changed_at_equal_size_are_never_run(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(Settings().cache / "encoders" / recipe(Adapter.open()), cache / "encoders" / recipe(Adapter.open()))
    path = cache / "encoders" / recipe(Adapter.open()) / "weights.bin"
    with path.open("r+b") as file:
        file.seek(45_000_000)
        byte = file.read(1)[0]
        file.seek(45_000_000)
        file.write(bytes([byte ^ 0x40]))
    changed = OnnxEncoder.open(cache)
    for _ in range(2):
        with pytest.raises(ModelDamaged, match=r"found .*weights.bin changed; expected sha256 .*; to mend it: delete .*"):
            changed.encode(["hello"])


def test_batches_hold_every_text_once_and_like_lengths() -> None:
    lengths = [int(n) for n in np.random.default_rng(3).integers(2, 256, 500)]
    found = list(batches([[0] * n for n in lengths]))
    assert sorted(i for batch in found for i in batch) == list(range(500))
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 256 for batch in found)
    padded = sum(len(batch) * max(lengths[i] for i in batch) for batch in found)
    assert padded < 1.03 * sum(lengths)


def test_no_texts_no_vectors(encoder) -> None:  # type: ignore[no-untyped-def]
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.parametrize("source", ["guide", "original"])
def test_nothing_that_is_embedded_is_above_256_word_pieces(encoder, source: str, request: pytest.FixtureRequest) -> None:  # type: ignore[no-untyped-def]
    article: Article = request.getfixturevalue(source)
    found = passages(article, budget=Settings().passage_tokens, count=count_tokens)
    pieces = [encoder.count(embedded_text(article, passage)) for passage in found]
    assert max(pieces) <= encoder.longest == 256
    sentences = [encoder.count(window) for _, s in article.sentences for window in windows(s.of(article.text), encoder)]
    assert max(sentences) <= 256


def test_a_passage_with_long_headings_is_embedded_in_windows(encoder) -> None:  # type: ignore[no-untyped-def]
    text = "transformer " * 400
    found = list(windows(text, encoder))
    assert max(map(encoder.count, found)) <= 256 < encoder.count(text)
    assert sum(window.count("transformer") for window in found) >= 400


def test_a_graph_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    folder = Settings().cache / "encoders" / recipe(Adapter.open())
    other = tmp_path / "encoders" / folder.name
    other.mkdir(parents=True)
    shutil.copy(folder / "model.sha256", other)
    (other / "model.onnx").write_bytes(b"short")
    with pytest.raises(
        ModelDamaged, match=r"found .*model\.onnx with 5 bytes; expected \d+; to mend it: delete .*, then advisor index"
    ):
        OnnxEncoder.open(tmp_path)


@pytest.mark.parametrize("listed", ["", "0123 7\n", "one two three\nfour", "\xff"])
def test_a_spoiled_list_is_written_anew(tmp_path: Path, listed: str) -> None:
    folder = Settings().cache / "encoders" / recipe(Adapter.open())
    other = tmp_path / "encoders" / folder.name
    other.mkdir(parents=True)
    for name in ("model.onnx", "weights.bin"):
        (other / name).symlink_to(folder / name)
    (other / "model.sha256").write_text(listed, encoding="latin-1")
    assert OnnxEncoder.open(tmp_path).count("hello") == 3
    assert OnnxEncoder.open(tmp_path).encode(["hello"]).shape == (1, 384)


def test_weights_and_tokenizer_are_the_published_ones() -> None:
    folder = weights.verified_folder()
    assert file_sha256(folder / "model.safetensors") == weights.WEIGHTS_SHA256


def test_a_wrong_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"x")
    with pytest.raises(
        ModelDamaged, match=r"found model\.safetensors with sha256 2d711642b726…; expected 53aa51172d14…; to mend it: pip"
    ):
        weights.verify_file(tmp_path / "model.safetensors", weights.WEIGHTS_SHA256)
    with pytest.raises(ModelMissing, match=r"found no .*tokenizer\.json; expected a file of the model package"):
        weights.tokenizer_file(tmp_path)


@pytest.mark.parametrize("name", ["sentence-transformers/all-MiniLM-L6-v2", "", "/nowhere"])
def test_a_hubs_name_is_refused_at_once(name: str) -> None:
    with pytest.raises(ModelMissing, match=r"found no model at .*; expected the folder of a sentence-transformers model"):
        TorchEncoder(name)


def test_the_guide_was_not_changed_by_any_of_this(root: Path) -> None:
    assert load(root / "corpus" / "guide").id == "guide"
