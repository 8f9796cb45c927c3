"""The index: missing, stale, damaged, foreign; built whole or not at all, the same bytes twice; opening never writes."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.errors import IndexDamaged, IndexMissing, IndexStale, NotWritable
from advisor.search import indexing

NOTES = "# Fish\nHerring swim in shoals.\n\n# Birds\nGulls do not.\n"


def test_nothing_built_is_missing(workshop) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(IndexMissing, match=r"found no index in .*; expected manifest\.json; to mend it: advisor index"):
        workshop.open()


def test_what_is_built_opens(built) -> None:  # type: ignore[no-untyped-def]
    index = built.open()
    (source,) = index.sources
    assert source.article.id == "guide"
    assert len(source.sentence_vectors) == len(source.article.sentences)
    assert len(source.passage_vectors) == len(source.passage_rows) >= len(source.passages)
    assert [[span.of(source.article.text) for span in spans] for spans in source.fact_places] == [
        ["A single crossing costs 4 crowns."],
        ["A monthly pass costs 90 crowns, 60 for pupils."],
        ["The first ferry leaves at 5:40 and the last at 23:15.", "On Sundays the first ferry leaves at 7:10."],
        ["The captain needs a licence of class B."],
    ]
    bank = index.banks["guide"]
    assert len(bank.questions) == len(bank.entry_of) == 3 * 4 + 3 * 3
    assert len(index.statements.vectors) == len(index.statements.texts) == 3


def change_question(workshop) -> None:  # type: ignore[no-untyped-def]
    path = workshop.library.settings.corpus.parent.parent / "shipped" / "guide" / "questions" / "all.toml"
    path.write_text(path.read_text().replace("how much is a ticket", "how much is one ticket"))
    workshop.library.__init__(workshop.library.settings)


def change_settings(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.library.settings = replace(workshop.library.settings, passage_tokens=60)


def change_encoder(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.encoder.hash = "bag-of-words-2"


def change_statements(workshop) -> None:  # type: ignore[no-untyped-def]
    path = workshop.statements / "ada.jsonl"
    path.write_text(path.read_text().replace("love", "like"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda w: w.add(NOTES), id="a source more"),
        pytest.param(change_question, id="another question in the bank"),
        pytest.param(change_settings, id="other settings"),
        pytest.param(change_encoder, id="another encoder"),
        pytest.param(change_statements, id="other statements"),
    ],
)
def test_built_from_something_else_is_stale_until_built_again(built, change) -> None:  # type: ignore[no-untyped-def]
    change(built)
    with pytest.raises(
        IndexStale,
        match="found an index of other sources or settings; expected the library as it is; to mend it: advisor index",
    ):
        built.open()
    built.build()
    built.open()


def test_a_source_taken_away_makes_it_stale(built) -> None:  # type: ignore[no-untyped-def]
    built.add(NOTES)
    built.build()
    built.library.remove("notes")
    with pytest.raises(IndexStale, match="other sources"):
        built.open()


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


def test_one_byte_changed_in_any_file_is_refused_by_name(built) -> None:  # type: ignore[no-untyped-def]
    files = sorted(p for p in built.folder.rglob("*") if p.is_file())
    assert len(files) >= 14
    for path in files:
        size = path.stat().st_size
        for at in sorted({0, size // 3, size // 2, size - 1}):
            flip(path, at)
            name = "manifest.json damaged" if path.name == "manifest.json" else f"{path.parent.name}/{path.name} changed"
            with pytest.raises(IndexDamaged, match=rf"found .*{name}; expected .*; to mend it: advisor index --force"):
                built.open()
            flip(path, at)
    built.open()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1]), id="cut short"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes() + b"x"), id="longer"),
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
    ],
)
def test_a_file_missing_or_of_another_size_is_refused_by_name(built, damage) -> None:  # type: ignore[no-untyped-def]
    keep = built.folder.parent / "kept"
    shutil.copytree(built.folder, keep)
    for path in sorted(p for p in built.folder.rglob("*") if p.is_file() and p.name != "manifest.json"):
        damage(path)
        with pytest.raises(IndexDamaged, match=rf"found {path.parent.name}/{path.name} missing or cut short"):
            built.open()
        shutil.copy(keep / path.relative_to(built.folder), path)
    built.open()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("{}", id="an object of someone else's"),
        pytest.param("[]", id="a list"),
        pytest.param("3", id="a number"),
        pytest.param('{"version": 3, "parts": {}, "sha256": "no"}', id="another program's"),
        pytest.param("\u0000\u0001", id="no JSON"),
    ],
)
def test_a_foreign_manifest_is_an_error_that_names_the_way_out(built, text: str) -> None:  # type: ignore[no-untyped-def]
    (built.folder / "manifest.json").write_text(text)
    with pytest.raises(IndexDamaged, match=r"found .*manifest\.json damaged; .*; to mend it: advisor index --force"):
        built.open()
    built.build(force=True)
    built.open()


def test_a_damaged_part_is_built_anew_and_the_others_used_again(built) -> None:  # type: ignore[no-untyped-def]
    before = built.files()
    path = next(built.folder.glob("guide-*")) / "sentences.faiss"
    flip(path, 100)
    built.encoder.encoded = 0
    built.build()
    assert built.files() == before
    assert 0 < built.encoder.encoded < 25  # the guide's passages and sentences, not the bank's 21 phrasings as well


def test_what_is_unchanged_is_not_embedded_again(built) -> None:  # type: ignore[no-untyped-def]
    built.add(NOTES)
    built.encoder.encoded = 0
    built.build()
    assert built.encoder.encoded == 2 + 2  # passages and sentences of the new source
    built.encoder.encoded = 0
    built.build()
    assert built.encoder.encoded == 0
    built.build(force=True)
    assert built.encoder.encoded > 30


def test_a_second_source_of_a_new_home_is_all_that_is_embedded(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.add("# Fish\n\nHerring swim in shoals.\n", "fish.md")
    workshop.build()
    workshop.encoder.encoded = 0
    workshop.add("# Birds\n\nGulls follow the ferry.\n", "birds.md")
    workshop.build()
    assert workshop.encoder.encoded == 2  # its passage and its sentence: neither bank, nor guide, nor statements


def test_the_same_text_at_many_places_is_embedded_once(workshop) -> None:  # type: ignore[no-untyped-def]
    workshop.build()
    workshop.encoder.encoded = 0
    workshop.add("# Fish\n\n" + "Herring swim in shoals. " * 20, "fish.md")
    workshop.build()
    source = workshop.open("fish").sources[0]
    vectors = source.sentence_vectors.rows()
    assert len(vectors) == 20
    assert workshop.encoder.encoded < 20
    assert (vectors == vectors[0]).all()


def test_built_twice_it_has_the_same_bytes(built) -> None:  # type: ignore[no-untyped-def]
    before = built.files()
    built.build(force=True)
    assert built.files() == before
    built.add(NOTES)
    built.build()
    built.library.remove("notes")
    built.build()
    assert built.files() == before


def test_opening_and_answering_write_nothing(built) -> None:  # type: ignore[no-untyped-def]
    def state() -> dict[str, tuple[int, int]]:
        home = built.library.settings.home
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(home.rglob("*"))}

    before = state()
    built.answers()
    assert state() == before


def test_an_index_that_cannot_be_written_is_opened_all_the_same(built) -> None:  # type: ignore[no-untyped-def]
    said = built.answers()
    paths = [built.folder, *built.folder.rglob("*")]
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        assert built.answers() == said
    finally:
        for path in paths:
            path.chmod(0o700)


def test_what_a_reader_has_open_outlives_a_build(built) -> None:  # type: ignore[no-untyped-def]
    from advisor.answering.reader import Reader

    reader = Reader(built.open(), built.encoder, built.library.settings)
    before = repr(reader.ask("what does a monthly pass cost"))
    built.add(NOTES)
    built.build()
    assert repr(reader.ask("what does a monthly pass cost")) == before


def test_only_what_is_asked_for_is_opened(built) -> None:  # type: ignore[no-untyped-def]
    built.add(NOTES)
    built.build()
    assert [s.article.id for s in built.open().sources] == ["guide", "notes"]
    index = built.open("notes")
    assert [s.article.id for s in index.sources] == ["notes"]
    assert index.banks == {}
    flip(next(built.folder.glob("guide-*")) / "words.json", 0)
    built.open("notes")
    with pytest.raises(IndexDamaged, match=r"guide-.*/words\.json changed"):
        built.open()


def test_the_original_is_read_with_the_guides_bank(built) -> None:  # type: ignore[no-untyped-def]
    built.add(
        "1. Fares\n\nOne single crossing costs 4 crowns.\n\n2. Timetable\n\nThe first leaves at 5:40.\n\n"
        "3. The crew\n\nA captain.\n",
        "x.txt",
    )
    built.build()
    index = built.open()
    (source,) = index.sources
    assert (source.article.id, source.article.stands_for) == ("ferry-original", "guide")
    assert list(index.banks) == ["guide"]
    found = [[span.of(source.article.text) for span in spans] for spans in source.fact_places]
    assert found == [["One single crossing costs 4 crowns."], [], [], []]  # a fact with one place missing has none


def test_without_the_bank_no_bank_is_opened(built) -> None:  # type: ignore[no-untyped-def]
    built.library.settings = replace(built.library.settings, use_bank=False)
    assert built.open().banks == {}


def test_a_long_sentence_has_several_rows_and_one_vector(workshop, make_encoder) -> None:  # type: ignore[no-untyped-def]
    workshop.encoder = make_encoder(longest=20)
    workshop.add("# Long\n" + "A very long sentence " * 30 + "ends.")
    workshop.build()
    (source,) = workshop.open("long").sources
    assert len(source.passages) == 1 < len(source.passage_rows)
    assert len(source.sentence_vectors) == len(source.article.sentences) == 1


def test_progress_is_told_for_every_text(workshop) -> None:  # type: ignore[no-untyped-def]
    told: dict[str, list[int]] = {}

    def notice(what: str, total: int):  # type: ignore[no-untyped-def]
        told[what] = [total, 0]

        def step(done: int) -> None:
            told[what][1] += done

        return step

    workshop.library.add(workshop.library.prepare(NOTES.encode(), "notes.md"))
    indexing.build(
        workshop.library, workshop.library.settings, workshop.encoder, statements=workshop.statements, notice=notice
    )
    assert list(told) == ["question bank of guide", "guide", "notes", "statements"]
    assert told["question bank of guide"] == [21, 21]
    assert all(done >= total > 0 for total, done in told.values())


def test_progress_ends_where_it_was_announced_to(workshop) -> None:  # type: ignore[no-untyped-def]
    told: list[list[int]] = []

    def notice(what: str, total: int):  # type: ignore[no-untyped-def]
        row = [total, 0]
        told.append(row)
        return lambda done: row.__setitem__(1, row[1] + done)

    indexing.build(
        workshop.library, workshop.library.settings, workshop.encoder, statements=workshop.statements, notice=notice
    )
    assert [done for _, done in told] == [total for total, _ in told]


def test_a_home_that_cannot_be_written_is_named(built, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_text("a file")
    built.library.settings = replace(built.library.settings, home=tmp_path / "file" / "home")
    with pytest.raises(
        NotWritable, match=r"cannot write to .*home .*; expected a folder that can be written; to mend it: --home DIR"
    ):
        indexing.build(built.library, built.library.settings, built.encoder, statements=built.statements)


def test_the_manifest_names_encoder_and_settings(built) -> None:  # type: ignore[no-untyped-def]
    manifest = json.loads((built.folder / "manifest.json").read_text())
    assert (manifest["encoder"], manifest["passage_tokens"]) == ("bag-of-words-1", built.library.settings.passage_tokens)
    on_disk = {f"{p.parent.name}/{p.name}" for p in built.folder.rglob("*") if p.is_file() and p.parent != built.folder}
    assert on_disk == {f"{part}/{file}" for part, files in manifest["parts"].items() for file in files}
    assert built.folder.stat().st_mode & 0o777 == 0o755
