"""Vectors of the guide's bank and of the statements are kept in the cache: no second home or source encodes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from advisor.article.library import Library
from advisor.search.kept_vectors import KeptVectors

NOTES = "# Fish\nHerring swim in shoals.\n\n# Birds\nGulls do not.\n"
TEXTS = [f"the ferry number {i} leaves at {i}" for i in range(40)]


def files(cache: Path) -> list[Path]:
    return sorted((cache / "vectors").iterdir())


def test_what_was_encoded_once_is_looked_up(encoder, make_encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kept = KeptVectors(encoder, tmp_path)
    first = kept.encode(TEXTS)
    kept.write()
    other = make_encoder()
    again = KeptVectors(other, tmp_path)
    np.testing.assert_array_equal(again.encode([*TEXTS[::-1], "a new one", TEXTS[0]])[:40], first[::-1])
    assert other.encoded == 1
    again.write()
    third = make_encoder()
    assert KeptVectors(third, tmp_path).encode([*TEXTS, "a new one"]).shape == (41, 64)
    assert third.encoded == 0


def test_word_pieces_are_kept_beside_the_vectors(encoder, make_encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kept = KeptVectors(encoder, tmp_path)
    kept.encode(TEXTS[:10])  # without their pieces
    first = kept.encodings(TEXTS[5:])
    kept.write()
    other = make_encoder()
    again = KeptVectors(other, tmp_path)
    for one, two in zip(first, again.encodings(TEXTS[5:]), strict=True):
        np.testing.assert_array_equal(one.vector, two.vector)
        np.testing.assert_array_equal(one.tokens, two.tokens)
    np.testing.assert_array_equal(again.encode(TEXTS), encoder.encode(TEXTS))
    assert other.encoded == 0
    assert [len(each.tokens) for each in again.encodings(TEXTS[:5])] == [7] * 5
    assert other.encoded == 5


def test_a_text_twice_is_encoded_once(encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    found = KeptVectors(encoder, tmp_path).encode(["a ship", "a quay", "a ship"])
    assert encoder.encoded == 2
    np.testing.assert_array_equal(found[0], found[2])


def test_no_texts_no_vectors_and_no_file(encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    kept = KeptVectors(encoder, tmp_path)
    assert kept.encode([]).shape == (0, 64)
    kept.write()
    assert not (tmp_path / "vectors").exists()


def test_another_encoder_has_vectors_of_its_own_and_two_are_kept(make_encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for number in range(4):
        encoder = make_encoder()
        encoder.hash = f"make-{number}"
        kept = KeptVectors(encoder, tmp_path)
        kept.encode(TEXTS)
        assert encoder.encoded == len(TEXTS)
        kept.write()
    assert len(files(tmp_path)) == 2


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-300])


def flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))


def of_another_shape(path: Path) -> None:
    np.savez(path, keys=np.zeros((3, 16), np.uint8), vectors=np.zeros((3, 8), np.float32))


def with_pieces_of_others(path: Path) -> None:
    with np.load(path) as arrays:
        kept = dict(arrays)
    np.savez(path, **{**kept, "lengths": kept["lengths"] + 1})


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [cut, flip, of_another_shape, with_pieces_of_others, empty])
def test_a_spoiled_file_is_done_without_and_written_anew(encoder, make_encoder, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    kept = KeptVectors(encoder, tmp_path)
    right = kept.encode(TEXTS)
    kept.write()
    (path,) = files(tmp_path)
    spoil(path)
    other = make_encoder()
    mended = KeptVectors(other, tmp_path)
    np.testing.assert_array_equal(mended.encode(TEXTS), right)
    assert other.encoded == len(TEXTS)
    mended.write()
    last = make_encoder()
    KeptVectors(last, tmp_path).encode(TEXTS)
    assert last.encoded == 0


def test_a_cache_that_cannot_be_written_is_done_without(encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "vectors").write_text("a file in the folder's place")
    kept = KeptVectors(encoder, tmp_path)
    assert kept.encode(TEXTS).shape == (40, 64)
    kept.write()


def test_a_second_home_encodes_its_guide_alone(built, make_encoder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    elsewhere = Library(replace(built.library.settings, home=tmp_path / "other"))
    workshop = replace(built, library=elsewhere, encoder=make_encoder())
    workshop.build()
    (source,) = workshop.open().sources
    assert workshop.encoder.encoded <= 2 * len(source.article.sentences) + len(source.passages)
    assert workshop.answers() == built.answers()
    for name in ("bank-guide-*/questions.faiss", "statements-*/statements.faiss"):
        (one,), (other,) = built.folder.glob(name), workshop.folder.glob(name)
        assert one.read_bytes() == other.read_bytes()


def test_one_phrasing_more_encodes_one_phrasing(built, make_encoder, harbour) -> None:  # type: ignore[no-untyped-def]
    path = harbour.shipped / "questions" / "all.toml"
    path.write_text(path.read_text().replace('"price of one trip', '"fare for an adult", "price of one trip'))
    encoder = make_encoder()
    again = replace(built, library=harbour.library(), encoder=encoder)
    again.build()
    index = again.open()
    assert len(index.banks["guide"].questions) == 3 * 4 + 3 * 3 + 1
    (source,) = index.sources  # built again: its places are the bank's
    assert encoder.encoded <= 2 * len(source.article.sentences) + len(source.passages) + 1


def test_a_second_source_encodes_itself_alone(built) -> None:  # type: ignore[no-untyped-def]
    before = built.encoder.encoded
    kept = built.library.settings.cache / "vectors"
    for path in kept.iterdir():  # it is the home's own parts that are used again
        path.unlink()
    built.add(NOTES)
    built.build()
    assert 0 < built.encoder.encoded - before <= 4
    assert not list(kept.iterdir())


def test_a_forced_build_looks_nothing_up(built, make_encoder) -> None:  # type: ignore[no-untyped-def]
    again = replace(built, encoder=make_encoder())
    again.build(force=True)
    first = built.encoder.encoded
    assert again.encoder.encoded == first


def test_a_bank_of_the_users_own_is_not_kept(built) -> None:  # type: ignore[no-untyped-def]
    (path,) = files(built.library.settings.cache)
    before = path.read_bytes()
    built.add(NOTES, id="fish")
    folder = built.library.settings.corpus / "fish" / "questions"
    folder.mkdir()
    (folder / "all.toml").write_text(
        '[[fact]]\nid = "shoals"\nat = [{ section = 1, terms = ["Herring"] }]\nquestions = ["how do they swim", "shoals"]\n'
    )
    built.build()
    assert "fish" in built.open().banks
    assert path.read_bytes() == before
