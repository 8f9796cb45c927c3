"""The pictures of Compare: every figure drawn is one of its quotes', nothing is cut off, and the same gives the same."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from advisor.article.article import Article
from advisor.article.figure import Figure, figures
from advisor.article.library import Library
from advisor.errors import AdvisorError, DataInvalid, NotWritable, UsageError
from advisor.faces.cli import session
from advisor.faces.cli.compare import compare
from advisor.faces.pictures import Picture, PictureRow, pictures, worth
from advisor.faces.pictures.drawing import width_of
from advisor.faces.pictures.shapes import WIDTH
from advisor.framework.expected_value import labs_with_pay
from advisor.framework.framework import Framework
from advisor.framework.loading import SHIPPED, load_framework
from advisor.settings import Settings

NAMES = ("pay", "pipelines", "times", "worth")
SCALES = {
    "pay": {"0", "500K", "1M", "1.5M"},
    "pipelines": set(),
    "times": {"0", "1", "2", "3", "4", "8", "12", "16"},
    "worth": {"0", "5,000", "10,000", "15,000"},
}
WORKED_OUT = ("Worth as", "One beside the other")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*[KM]?")
STYLE = re.compile(r"([\w-]+): ([^;]+)")


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework()


@pytest.fixture(scope="module")
def of_guide(framework: Framework, guide: Article) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(framework, [guide])}


@pytest.fixture(scope="module")
def of_original(framework: Framework, original: Article) -> dict[str, Picture]:
    return {picture.name: picture for picture in pictures(framework, [original])}


# --- the figures --------------------------------------------------------------------------------------------------


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def stands(figure: Figure, row: PictureRow) -> bool:
    """True where a quote has the figure; a word may stand between amount and unit ("2-3 more years")."""
    apart = re.compile(rf"\b{figure.low:g}-{figure.high:g} \w+ {figure.unit}\b")
    same = (
        (figure.low, figure.high, figure.unit) == (each.low, each.high, each.unit)
        for quote in row.quotes
        for each in figures(quote.text)
    )
    return any(same) or any(apart.search(quote.text) for quote in row.quotes)


def check_figures(of: dict[str, Picture]) -> None:
    rows = [row for picture in of.values() for row in picture.rows if not row.label.startswith(WORKED_OUT)]
    assert sum(len(figures(row.value)) for row in rows) >= 20
    for row in rows:
        assert row.quotes, row.label
        assert numbers(row.value) <= {number for quote in row.quotes for number in numbers(quote.text)}, row.label
        for figure in figures(row.value):
            assert stands(figure, row), (row.label, figure)


def test_every_figure_drawn_stands_in_the_guide_s_quotes(of_guide: dict[str, Picture]) -> None:
    assert tuple(of_guide) == NAMES
    check_figures(of_guide)


def test_every_figure_drawn_stands_in_the_original_s_quotes(of_original: dict[str, Picture]) -> None:
    assert tuple(of_original) == NAMES
    check_figures(of_original)
    assert {q.source for picture in of_original.values() for row in picture.rows for q in row.quotes} == {"teki-2026"}


def test_a_quote_is_cut_from_the_article(of_guide: dict[str, Picture], guide: Article) -> None:
    for picture in of_guide.values():
        for quote in (quote for row in picture.rows for quote in row.quotes):
            assert guide.text[quote.span.start : quote.span.end] == quote.text


@pytest.mark.parametrize("name", NAMES)
def test_the_words_for_those_who_cannot_see_have_every_figure(of_guide: dict[str, Picture], name: str) -> None:
    picture = of_guide[name]
    drawn = {number for words in texts(picture.light) for number in numbers(words["text"])}
    assert drawn - numbers(picture.alt) <= SCALES[name]
    assert {number for row in picture.rows for number in numbers(row.value)} <= numbers(picture.alt)
    assert ET.fromstring(picture.light).get("aria-label") == picture.alt


def test_a_median_above_its_own_range_is_drawn_and_noted(of_guide: dict[str, Picture]) -> None:
    pay = of_guide["pay"]
    assert "median $555K, above its own range" in [words["text"] for words in texts(pay.light)]
    assert any("$555K" in note and "$249K to $530K" in note for note in pay.notes)


def test_stages_stand_in_their_order(framework: Framework, of_guide: dict[str, Picture]) -> None:
    labels = [row.label for row in of_guide["pipelines"].rows]
    assert labels == [
        f"{framework.track(pipeline.track).name}, {n}. {stage.label}"
        for pipeline in framework.pipelines
        for n, stage in enumerate(pipeline.stages, 1)
    ]


# --- the sum ------------------------------------------------------------------------------------------------------


def test_the_sum_is_worked_out(of_guide: dict[str, Picture]) -> None:
    said = {row.label: row.value for row in of_guide["worth"].rows}
    assert said["Worth as Research Engineer"] == "at most 1.0% to 2.5% × $249K to $530K = at most $2,490 to $13,250"
    assert pytest.approx((2_490, 13_250)) == (0.005 * 2 * 249_000, 0.005 * 5 * 530_000)
    assert said["Worth as Research Scientist"] == "at most 0.5% × $1M = at most $5,000"
    assert "0.50 to 2.65 times" in said["One beside the other"]
    assert pytest.approx((0.498, 2.65)) == (2_490 / 5_000, 13_250 / 5_000)
    assert any("not for you" in note for note in of_guide["worth"].notes)


def test_inputs_set_by_hand_are_said_to_be_so_beside_the_source_s(framework: Framework, guide: Article) -> None:
    assert framework.odds is not None
    odds = replace(framework.odds, at_most=0.02, times=(1.5, 3.0))
    moved = worth(framework, [guide], lab="Anthropic", odds=odds)
    said = {row.label: row for row in moved.rows}
    chance, times = said["Chance as Research Scientist"], said["Chance as Research Engineer"]
    assert chance.value == "at most 2.0%, set by hand; the source says at most 0.5%"
    assert times.value == "1.5 to 3 times as much, set by hand; the source says 2 to 5 times"
    assert all("0.5%" in quote.text for quote in chance.quotes)
    assert all("2-5x" in quote.text for quote in times.quotes)
    assert "$9,000 to $29,400" in said["Worth as Research Engineer"].value
    assert moved.notes[0].startswith("The chances were set by hand")
    assert "$9,000 to $29,400" in [words["text"] for words in texts(moved.light)]


def test_what_cannot_be_summed_is_refused(framework: Framework, guide: Article) -> None:
    assert framework.odds is not None
    with pytest.raises(UsageError, match="expected one of OpenAI, Anthropic, DeepMind"):
        pictures(framework, [guide], lab="Mistral")
    with pytest.raises(UsageError, match="expected a chance above 0"):
        worth(framework, [guide], odds=replace(framework.odds, at_most=0.5))


# --- the drawing --------------------------------------------------------------------------------------------------


def texts(svg: str) -> list[dict[str, str]]:
    """Every text of an SVG with its place and its style."""
    found = []
    for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        style = dict(STYLE.findall(element.attrib["style"]))
        found.append({**element.attrib, **style, "text": element.text or ""})
    return found


def frame(words: dict[str, str]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text, as wide as it is in the widest font."""
    size = float(words["font-size"].removesuffix("px"))
    width = width_of(words["text"], size, bold=words.get("font-weight") == "700")
    left = float(words["x"]) - {"start": 0, "middle": width / 2, "end": width}[words["text-anchor"]]
    bottom = float(words["y"])
    return left, bottom - 0.75 * size, left + width, bottom + 0.22 * size


def every(framework: Framework, guide: Article) -> Iterator[Picture]:
    """All pictures, the sum for each lab and for odds that make wide amounts."""
    yield from pictures(framework, [guide])
    assert framework.odds is not None
    for lab in labs_with_pay(framework):
        for at_most, times in ((0.005, (2, 5)), (0.0125, (3, 12)), (0.1875, (1.1, 5)), (0.001, (1, 1))):
            yield worth(framework, [guide], lab=lab, odds=replace(framework.odds, at_most=at_most, times=times))


def test_nothing_is_cut_off_small_or_on_top_of_something_else(framework: Framework, guide: Article) -> None:
    for picture in every(framework, guide):
        top = ET.fromstring(picture.light)
        _, _, width, height = map(float, top.attrib["viewBox"].split())
        assert width == pytest.approx(WIDTH)
        frames = {words["text"] + str(n): frame(words) for n, words in enumerate(texts(picture.light))}
        for said, (left, upper, right, lower) in frames.items():
            assert left >= -0.1, said
            assert right <= width + 0.1, said
            assert upper >= 0, said
            assert lower <= height, said
        for (one, a), (other, b) in combinations(frames.items(), 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (picture.title, one, other)
        assert min(float(words["font-size"].removesuffix("px")) for words in texts(picture.light)) >= 9


@pytest.mark.parametrize("name", NAMES)
def test_an_svg_reaches_nothing_beyond_itself(of_guide: dict[str, Picture], name: str) -> None:
    picture = of_guide[name]
    for svg in (picture.light, picture.dark):
        assert ET.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
        assert not re.search(r'\sid="|<style|<metadata|<!|<\?|href|url\(', svg)
        assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    light, dark = ([words["text"] for words in texts(svg)] for svg in (picture.light, picture.dark))
    assert light == dark
    assert "#0b5c4f" in picture.light and "#8fd8c8" in picture.dark  # noqa: PT018
    assert "#8fd8c8" not in picture.light


def test_the_same_gives_the_same_bytes(framework: Framework, guide: Article, of_guide: dict[str, Picture]) -> None:
    import matplotlib

    with matplotlib.rc_context({"svg.fonttype": "path", "font.size": 30, "lines.linewidth": 9, "axes.unicode_minus": False}):
        assert {picture.name: picture for picture in pictures(framework, [guide])} == of_guide
        assert matplotlib.rcParams["svg.fonttype"] == "path"
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _: pictures(framework, [guide]), range(8)))) == 1


# --- frameworks ---------------------------------------------------------------------------------------------------


def test_a_framework_without_the_data_gives_no_picture(framework: Framework, guide: Article) -> None:
    bare = replace(framework, pay=(), odds=None, pipelines=(), stretches=())
    assert pictures(bare, [guide]) == ()
    assert [picture.name for picture in pictures(replace(bare, pay=framework.pay), [guide])] == ["pay"]
    assert [picture.name for picture in pictures(replace(framework, odds=None), [guide])] == ["pay", "pipelines", "times"]


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ('track = "RE"', 'track = "XX"', "found 'XX' at .*; expected one of RE, RS"),
        ("low = 6\nhigh = 10", "low = 10\nhigh = 6", "found 10 to 6 at systems design.*; expected the lower end first"),
        ('[[pipelines]]\ntrack = "RS"', '[[pipelines]]\ntrack = "RE"', "found the pipeline 'RE' twice"),
        ('unit = "years"', 'unit = "moons"', "expected a framework"),
        ('label = "Online test"', 'label = "Online test"\nodd = 1', "expected a framework"),
    ],
)
def test_what_does_not_fit_together_is_refused(tmp_path: Path, was: str, becomes: str, message: str) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "framework"))
    text = (folder / "compare.toml").read_text(encoding="utf-8")
    assert was in text
    (folder / "compare.toml").write_text(text.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(DataInvalid, match=message):
        load_framework(folder)


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    session.configure(tmp_path / "home")
    yield tmp_path / "home"
    session.configure(None)


def said(*arguments: str) -> str:
    """What the command prints; what it raises is raised here."""
    program = typer.Typer()
    program.command()(compare)
    result = CliRunner().invoke(program, list(arguments), env={"COLUMNS": "150"})
    if isinstance(result.exception, AdvisorError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_table_on_the_terminal(home: Path) -> None:
    table = said()
    for row in (
        r"OpenAI, Research Engineer +\$249K to \$530K, median \$555K, above its own range +\[Guide, §3 Compensation\]",
        r"Research Scientist, 2. Research talk +30 to 45 minutes .*\[Guide, §6 Interviews\]",
        r"Research Engineer \(to Research Scientist, inside a frontier lab\) +2 to 4 years +\[Guide, §8 ",
    ):
        assert re.search(row, table), row
    assert "Quoted from our guide" in table
    assert "What one application to DeepMind is worth" in said("--lab", "DeepMind")


def test_pictures_as_files(home: Path, tmp_path: Path, of_guide: dict[str, Picture]) -> None:
    folder = tmp_path / "deep" / "down"
    assert said("--svg", str(folder)).splitlines() == [str(folder / f"{name}.svg") for name in NAMES]
    assert {path.stem: path.read_text("utf-8") for path in folder.iterdir()} == {
        name: f"{picture.light}\n" for name, picture in of_guide.items()
    }
    (tmp_path / "file").write_text("here already")
    with pytest.raises(NotWritable, match=r"cannot make .*file.*; expected a folder one may write to"):
        said("--svg", str(tmp_path / "file"))


def test_json_has_every_row_with_its_quotes(home: Path, guide: Article) -> None:
    found = json.loads(said("--json"))
    assert [picture["name"] for picture in found["pictures"]] == list(NAMES)
    for picture in found["pictures"]:
        for row in picture["rows"]:
            for quote in row["quotes"]:
                assert list(quote) == ["text", "source", "section_number", "section_title", "start", "end", "score"]
                assert guide.text[quote["start"] : quote["end"]] == quote["text"]
                assert quote["score"] == 1.0


def test_the_original_is_quoted_where_it_is_in_the_library(home: Path, original_bytes: bytes) -> None:
    library = Library(Settings(home=home))
    library.add(library.prepare(original_bytes, "article.txt"))
    found = json.loads(said("--json"))
    sources = {quote["source"] for picture in found["pictures"] for row in picture["rows"] for quote in row["quotes"]}
    assert sources == {"teki-2026"}
    assert "[Teki (2026), §3 " in said()
