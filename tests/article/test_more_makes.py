"""Lines of plain text, pages of sites and files of Word as programs and people make them: what is quoted, and under what."""

from __future__ import annotations

import pytest

from advisor.article import importing
from advisor.article.article import Article

PROSE = "The ship left the harbour at dawn. Nobody on the quay waved."


def taken(raw: bytes | str, name: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The paths of the sections, and what is searched."""
    found = importing.read(raw.encode() if isinstance(raw, str) else raw, name, largest=20_000_000)
    article = Article("a", "a", found.text, found.sections)
    return [section.path for section in found.sections], [article.searched(span) for _, span in article.sentences]


@pytest.mark.parametrize(
    "items",
    [
        ["  1.  The crew is paid on the last working day, by the\n      purser. He keeps the book.",
         "  2.  Those who leave are\n      paid up to the day.", " 10.  The tenth rule is long."],
        ["1) Sign the book at the gate, which is open from\n   six.", "2) See\n   the purser."],
        ["A. The crew is paid by the\n   purser.", "B. Those who leave are\n   paid.", "C. Nobody is\n   paid twice."],
        ["1.  Whoever commands a ship of this port in winter, be it\n    Anna Oak or another, is paid twice.",
         "2.  Whoever is second in command on such a voyage, be it\n    Ben Elm or another, is paid once."],
    ],
    ids=["hanging", "brackets", "letters", "a name on the next line"],
)  # fmt: skip
def test_a_wrapped_item_is_no_heading(items: list[str]) -> None:
    paths, said = taken(f"{PROSE}\n\n" + "\n".join(items) + f"\n\n{PROSE}\n", "a.txt")
    assert paths == [()]
    assert " ".join(" ".join(said).split()) == " ".join(f"{PROSE} {' '.join(items)} {PROSE}".split())
    assert len(said) >= 4 + len(items)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("I.  The crew is paid on the last working day of the month, by\n    Anna Oak.\nII. Who leaves is\n    paid.\n", 2),
        ("Step 1: Call the\noffice.\nStep 2: Send\nthe form.\n", 2),
        ("1. First, we pay\nall of it.\n\n2. Then, we\nrest.\n", 2),
    ],
    ids=["Roman", "steps", "apart"],
)  # fmt: skip
def test_wrapped_items_with_other_marks(items: str, said: int) -> None:
    paths, found = taken(f"{PROSE}\n\n{items}\n{PROSE}\n", "a.txt")
    assert (paths, len(found)) == ([()], 4 + said)


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (["1. Pay and rest of the crew of\n   the ship", "2. Seas"], ["Pay and rest of the crew of the ship", "Seas"]),
        (["SECTION 1. PAY AND REST OF THE CREW OF THE\nSHIP", "SECTION 2. SEAS"],
         ["PAY AND REST OF THE CREW OF THE SHIP", "SEAS"]),
        (["Chapter 1: In which the ship\nleaves the port", "Chapter 2: The sea"],
         ["In which the ship leaves the port", "The sea"]),
        (["CHAPTER I\nTHE SHIP", "CHAPTER II\nTHE SEA"], ["CHAPTER I. THE SHIP", "CHAPTER II. THE SEA"]),
    ],
)  # fmt: skip
def test_a_title_over_two_lines(heads: list[str], found: list[str]) -> None:
    paths, said = taken("".join(f"{head}\n\n{PROSE}\n\n" for head in heads), "a.txt")
    assert [path[-1].removeprefix("Chapter 1: ").removeprefix("Chapter 2: ") for path in paths] == found
    assert len(said) == 4


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<ul><li>90K</li><li>a car</li></ul>", "90K a car"),
        ("90K<br>a car", "90K a car"),
        ("<b>90K</b>", "90K"),
        ("`<br>`", "<br>"),
    ],
)
def test_tags_in_a_cell_of_markdown_are_not_searched(cell: str, said: str) -> None:
    assert taken(f"# Pay\n\n| Level | Pay |\n|---|---|\n| L2 | {cell} |\n", "a.md")[1] == [f"Level: L2; Pay: {said}"]


@pytest.mark.parametrize("body", ["   We pay 90K.\n   It rose.", "We pay 90K. It rose."])
def test_a_numbered_heading_directly_above_its_text_stays(body: str) -> None:
    assert taken(f"1. Rates\n{body}\n\n2. Days\n{body}\n", "a.txt")[0] == [("Rates",), ("Days",)]


def test_round_marks_of_an_rfc_are_items_and_a_wrapped_o_is_none() -> None:
    text = "The lamp must:\n\n   o  burn all night.  It may\n      flicker.\n   o  be seen\n   o  be dry\n"
    assert taken(text, "a.txt")[1] == [
        "The lamp must:",
        "o  burn all night.",
        "It may\n      flicker.",
        "o  be seen",
        "o  be dry",
    ]
    assert taken("Ela disse que o navio partiu de manhã cedo, ou\no porto fechou.\n", "a.txt")[1] == [
        "Ela disse que o navio partiu de manhã cedo, ou\no porto fechou."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Level 1 ........ 50K\nLevel 2 ........ 90K\n", ["Level 1 ........ 50K", "Level 2 ........ 90K"]),
        ("Base pay . . . . . . 50K\nBonus . . . . . . . 5K\n", ["Base pay . . . . . . 50K", "Bonus . . . . . . . 5K"]),
        ("He waited .... Then the ship came in and everyone ran.\n",
         ["He waited ....", "Then the ship came in and everyone ran."]),
    ],
)  # fmt: skip
def test_dots_that_lead_to_a_figure_end_no_sentence(text: str, said: list[str]) -> None:
    assert taken(text, "a.txt")[1] == said


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "faq",
    [
        "Q: How much do you pay?\nA: We pay 90K.\n\nQ: When?\nA: In May.\n\nQ: By whom?\nA: The purser.\n",
        "Q1. How much do you pay?\nWe pay 90K.\nQ2. When?\nIn May.\nQ3. By whom?\nThe purser.\n",
        "**Q:** How much do you pay?\nWe pay 90K.\n\n**Q:** When?\nIn May.\n\n**Q:** By whom?\nThe purser.\n",
        "**Q: How much do you pay?**\n\nWe pay 90K.\n\n**Q: When?**\n\nIn May.\n\n**Q: By whom?**\n\nThe purser.\n",
    ],
    ids=["pairs", "numbered, no blank lines", "bold marks", "bold questions"],
)
def test_marked_questions_are_headings_however_short(faq: str, name: str) -> None:
    assert taken(faq, name)[0] == [("How much do you pay?",), ("When?",), ("By whom?",)]


def test_a_summary_that_asks_is_the_heading_of_its_answer() -> None:
    text = "<details>\n<summary>How much?</summary>\n\nWe pay 90K.\n\n</details>\n\n"
    text += "<details><summary><b>When?</b></summary>In May.</details>\n"
    said = ["How much? We pay 90K.", "When? In May."]
    assert taken(f"# Pay\n\n{text}", "a.md") == ([("Pay", "How much?"), ("Pay", "When?")], said)


def test_tags_that_set_words_apart_do_not_join_them_in_search() -> None:
    assert taken("# Pay\n\nWe pay<br>in May, <b>n</b>ot June.\n", "a.md")[1] == ["We pay in May, not June."]


def test_an_appendix_stands_beside_the_numbered_parts() -> None:
    text = "".join(f"{head}\n\n{PROSE}\n\n" for head in ("1. Ships", "2. Pay", "Appendix A. Logs", "APPENDIX B"))
    assert taken(text, "a.txt")[0] == [("Ships",), ("Pay",), ("Appendix A. Logs",), ("APPENDIX B",)]


def test_a_note_of_markdown_stands_at_its_sentence() -> None:
    text = "# Pay\n\nIt is paid in May.[^1] It rises.[^long] It ends.\n\n[^1]: Or June.\n[^long]: By ten.\n"
    said = ["It is paid in May.[^1]", "It rises.[^long]", "It ends.", "[^1]: Or June.", "[^long]: By ten."]
    assert taken(text, "a.md")[1] == said


BODY = f"<h1>Pay at Sea</h1><p>{PROSE}</p><h2>Rates</h2><p>{PROSE}</p><p>{PROSE} {PROSE}</p>"
LINKS = "".join(f"<li><a href=/{n}>{n}</a></li>" for n in ("Home", "Ships", "Seas", "Blog"))


def sentences_of(prose: str) -> list[str]:
    return [part if part.endswith(".") else f"{part}." for part in prose.split(". ")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (f"<div class=site-header><a href=/>Harbour</a><ul>{LINKS}</ul></div>", ""),
        (f"<div id=masthead><a href=/>Harbour Press</a><span>{LINKS}</span></div>", ""),
        ("", "<section class=cards><h3>You might also like</h3><article><h2>Tea</h2><p>On tea.</p></article></section>"),
        ("", "<div class=post-wrap><h4>Weiterführende Links</h4><div><h2>Tee</h2><p>Zum Tee.</p></div></div>"),
        ("", "<div id=onetrust-banner-sdk><p>This site uses cookies and similar things.</p></div>"),
        ("", "<div class='js-cookie-consent-banner'><h2>We value you</h2><p>Accept all.</p></div>"),
        ("<p>5 min read</p><p>Advertisement</p>", "<p>Was this page helpful? Yes No</p><p>Tags: pay, sea</p><p>The end</p>"),
        ("<a class=sr-only href=#x>Skip it all</a>", "<div class=navbox><a href=/x>Ports</a></div>"),
    ],
    ids=["WordPress", "a masthead", "Ghost", "German", "OneTrust", "a cookie notice", "loose lines", "MediaWiki"],
)
def test_what_sites_print_around_an_article_goes(above: str, below: str) -> None:
    paths, said = taken(f"<html><body>{above}{BODY}{below}</body></html>", "a.html")
    assert paths == [("Pay at Sea",), ("Pay at Sea", "Rates")]
    assert [words for words in said if words != "The end"] == sentences_of(PROSE) * 4


def test_an_edit_mark_is_no_part_of_a_heading() -> None:
    page = f"<h1>Pay</h1><p>{PROSE}</p><h2>Rates<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>{PROSE}</p>"
    assert taken(page, "a.html")[0] == [("Pay",), ("Pay", "Rates")]


def test_a_vcard_names_the_author() -> None:
    page = f"<div>by <span class='author vcard'><a href=/x>Anna Oak</a></span></div>{BODY}"
    assert importing.read(page.encode(), "a.html", largest=10_000).description.author == "Anna Oak"


@pytest.mark.parametrize(
    "note",
    [
        "<aside class=note><p>We pay in May.</p></aside>",
        "<aside class='callout-info'>We pay in May.</aside>",
        "<aside role=doc-footnote><p>We pay in May.</p></aside>",
    ],
)
def test_a_call_out_stays_and_other_asides_go(note: str) -> None:
    said = taken(f"{BODY}{note}<aside><p>Buy tea.</p></aside>", "a.html")[1]
    assert said[-1] == "We pay in May."


@pytest.mark.parametrize(
    "tabs",
    [
        "<ul role=tablist><li role=tab>Berlin</li><li role=tab>Oslo</li></ul>"
        "<div role=tabpanel>Berlin pays 90K.</div><div role=tabpanel hidden>Oslo pays 95K.</div>",
        "<div role=tablist><button role=tab aria-controls=a>Berlin</button>"
        "<button role=tab aria-controls=b>Oslo</button></div>"
        "<div><div id=a role=tabpanel><p>Berlin pays 90K.</p></div><div id=b role=tabpanel style='display:none'>"
        "<p>Oslo pays 95K.</p></div></div>",
        "<ul role=tablist><li><a role=tab href=#a>Berlin</a></li><li><a role=tab href=#b>Oslo</a></li></ul>"
        "<div id=a role=tabpanel>Berlin pays 90K.</div><div id=b role=tabpanel aria-hidden=true>Oslo pays 95K.</div>",
    ],
    ids=["in order", "by id", "by links"],
)
def test_panels_of_tabs_are_read_below_their_names(tabs: str) -> None:
    assert taken(f"{BODY}{tabs}", "a.html")[1][-4:] == ["Berlin:", "Berlin pays 90K.", "Oslo:", "Oslo pays 95K."]


def test_a_picture_of_a_heading_is_one() -> None:
    assert taken(f"{BODY}<h2><img alt='Days off' src=x></h2><p>{PROSE}</p>", "a.html")[0][-1] == ("Pay at Sea", "Days off")


def test_a_first_row_over_all_columns_names_the_table() -> None:
    rows = "<tr><th colspan=2>Harbour</th></tr><tr><th>Founded</th><td>1998</td></tr><tr><th>Seat</th><td>Oslo</td></tr>"
    assert taken(f"{BODY}<table>{rows}</table>", "a.html")[1][-3:] == [
        "Harbour",
        "Harbour Founded: 1998",
        "Harbour Seat: Oslo",
    ]
    rows = "<tr><th colspan=3>Pay</th></tr><tr><th>Level</th><th>Base</th><th>Days</th></tr>"
    rows += "<tr><td>L1</td><td>50K</td><td>30</td></tr>"
    assert taken(f"{BODY}<table>{rows}</table>", "a.html")[1][-1] == "Pay Level: L1; Base: 50K; Days: 30"


def test_the_column_of_links_of_a_page_that_a_table_lays_out_goes() -> None:
    links = "<br>".join(f"<a href=/{n}>{n}</a>" for n in ("Home", "Ships", "Seas", "Blog"))
    assert taken(f"<table><tr><td>{links}</td><td>{BODY}</td></tr></table>", "a.html")[1] == sentences_of(PROSE) * 4
