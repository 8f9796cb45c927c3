"""The adapter and the heads: what is added to the encoder, what a spoiled file says, how texts are heard."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from advisor.errors import DataInvalid, ModelDamaged, ModelMissing
from advisor.search.adapter import ABOUT, FOLDER, HEADS, MATRICES, PUBLIC, WORDS, Adapter
from advisor.search.heads import Heads
from advisor.search.statements import Statement, load_statements, telling


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "adapter"))


def test_the_adapter_is_small_and_is_the_one_described() -> None:
    adapter = Adapter.open()
    weights, offsets = adapter.head
    assert sum((folder / MATRICES).stat().st_size for folder in (FOLDER, PUBLIC)) < 25_000_000
    assert weights.shape == (len(adapter.labels), 384)
    assert offsets.shape == (len(adapter.labels),)
    assert {"energy=RE", "target=RS", "phd_status=has", "papers=none", "act=ask", "act=others"} <= {*adapter.labels}


def test_a_low_rank_product_is_added_to_the_weight() -> None:
    adapter = Adapter.open()
    name = "encoder.layer.3.attention.self.query"
    before = {f"{layer}.weight": np.zeros(shape, np.float32) for layer, shape in shapes(adapter)}
    after = adapter.add_to(dict(before))[f"{name}.weight"]
    assert after.shape == (384, 384)
    assert 0 < np.linalg.matrix_rank(after) <= adapter.about["training"]["rank"]


def shapes(adapter: Adapter) -> list[tuple[str, tuple[int, int]]]:
    found = adapter._matrices
    return [(n[:-2], (found[f"{n[:-2]}.B"].shape[0], found[n].shape[1])) for n in found if n.endswith(".A")]


def test_an_adapter_for_another_encoder_is_refused() -> None:
    with pytest.raises(ModelDamaged, match=r"found an adapter for encoder.* expected one for this encoder"):
        Adapter.open().add_to({"something.weight": np.zeros((2, 2), np.float32)})


@pytest.mark.parametrize("of", [FOLDER, PUBLIC], ids=lambda path: path.name)
def test_an_altered_adapter_is_named(of: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(of, tmp_path / of.name))
    raw = bytearray((folder / MATRICES).read_bytes())
    raw[-1] ^= 1
    (folder / MATRICES).write_bytes(raw)
    named = rf"adapter\.safetensors with sha256 .*; expected sha256 .*; to mend it: git checkout -- .*/data/{of.name},"
    with pytest.raises(ModelDamaged, match=named):
        _ = Adapter.open(folder).projection


def test_altered_heads_are_named(folder: Path) -> None:
    (folder / HEADS).write_bytes(b"")
    with pytest.raises(ModelDamaged, match=r"heads\.safetensors with sha256 .*; expected sha256 "):
        _ = Adapter.open(folder).head


def test_altered_words_are_named(folder: Path) -> None:
    assert Adapter.open(folder).words["research"] > 1_000
    with (folder / WORDS).open("a", encoding="utf-8") as file:
        file.write("zyzzyva 9\n")
    with pytest.raises(ModelDamaged, match=r"words\.txt with sha256 .*; expected sha256 "):
        _ = Adapter.open(folder).words


@pytest.mark.parametrize("spoil", [lambda p: p.unlink(), lambda p: p.write_text("labels = ")])
def test_an_adapter_without_its_description_is_named(folder: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    spoil(folder / ABOUT)
    with pytest.raises(ModelMissing, match=r"found no readable .*adapter\.toml"):
        Adapter.open(folder)


def test_heads_give_probabilities_by_hand() -> None:
    heads = Heads(("a", "b"), np.array([[2.0, 0.0], [0.0, -2.0]], np.float32), np.array([0.0, 1.0], np.float32))
    found = heads.probabilities(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
    np.testing.assert_allclose(found, [[0.880797, 0.731059], [0.5, 0.268941]], atol=1e-6)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Nothing makes me happier than a build that got ten times faster.", "energy=RE"),
        ("thanks a lot!", "act=thanks"),
        ("forget everything I told you", "act=forget"),
        ("how much do engineers at OpenAI make?", "act=ask"),
        ("i lvoe desining experments", "energy=RS"),  # slips of the keys
    ],
)
def test_plain_texts_are_heard_as_what_they_are(advisor, text: str, label: str) -> None:  # type: ignore[no-untyped-def]
    assert advisor.hearing([text])[0][label] > 0.5


@pytest.mark.model
def test_hearing_alone_is_hearing_in_company(advisor) -> None:  # type: ignore[no-untyped-def]
    texts = ["I love kernels.", "what is the pay?", "lol", "My sister has a PhD and two papers at ICML, I have none."]
    together, alone = advisor.hearing(texts), [advisor.hearing([text])[0] for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=1e-4)


@pytest.mark.model
def test_a_reading_names_the_nearest_labelled_sentence(advisor) -> None:  # type: ignore[no-untyped-def]
    assert advisor.nearest_statement("I love kernels", "energy=RE") in advisor.index.statements.texts
    assert advisor.nearest_statement("I love kernels", "no=label") == ""


# --- the bank ------------------------------------------------------------------------------------------------------


def test_the_statement_bank_is_large_many_voiced_and_half_silent(root: Path) -> None:
    bank = load_statements(root / "src/advisor/framework/data/re-rs/statements")
    assert len(bank) >= 8_000
    assert len({row.writer for row in bank}) >= 6
    silent = len(bank) - len(telling(bank, most=len(bank)))
    assert silent >= 0.5 * len(bank)
    assert sum(any(label.startswith("act=") for label in row.labels) for row in bank) >= 3_000


def test_a_reading_is_compared_with_so_many_of_a_label_from_all_over_the_bank() -> None:
    bank = [Statement(str(i), ("energy=RE",) if i % 2 else ("act=tell",), frozenset(), "ada") for i in range(100)]
    assert [row.text for row in telling(bank, most=5)] == ["1", "21", "41", "61", "81"]
    assert len(telling(bank)) == 50


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"text": ""}', "line 2 of ada.jsonl invalid"),
        ('{"text": "x", "labels": ["energy"]}', "line 2 of ada.jsonl invalid"),
        ('{"text": "x", "mood": 1}', "line 2 of ada.jsonl invalid"),
        ("not json", "line 2 of ada.jsonl invalid"),
    ],
)
def test_a_bad_statement_is_named_by_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "ada.jsonl").write_text(f'{{"text": "good"}}\n{line}\n')
    with pytest.raises(DataInvalid, match=says.replace(".", r"\.")):
        load_statements(tmp_path)
