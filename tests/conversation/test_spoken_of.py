"""Whom each portion of a sentence tells of."""

from __future__ import annotations

import pytest

from advisor.conversation.introducing import introduced, introduced_together, named_now
from advisor.conversation.mentions import goes_on_with, likewise, mentioned, of_each
from advisor.conversation.spoken_of import portions

TOM_AND_ELLA = {"Tom": "My son Tom has a PhD", "Ella": "my daughter Ella builds things"}
CLIENT = {"your client": "my client has eight years of infra"}


@pytest.mark.parametrize(
    ("sentence", "known", "before", "told"),
    [
        ("My son Tom has a PhD, my daughter Ella only a bachelor", {}, "", ["Tom", "Ella"]),
        ("Tom loves proofs and Ella hates them", TOM_AND_ELLA, "", ["Tom", "Ella"]),
        ("no wait, ella has the PhD and tom the bachelor", TOM_AND_ELLA, "", ["Ella", "Tom"]),
        ("about lena: a PhD in ML", {}, "", ["Lena"]),
        ("about pay: what do they earn", {}, "", [""]),
        ("My candidates: Bo (a PhD, no papers) and Kim (six years of backend)", {}, "", ["", "Bo", "Kim"]),
        ("Niamh, one of my mentees, loves debugging", {}, "", ["Niamh"]),
        ("Ben's the one with the PhD", {"Ben": "", "Kofi": ""}, "Kofi", ["Ben"]),
        ("Compare: Bo (six years of C++, wants specs), Kim (a PhD)", {}, "", ["Bo", "Kim"]),
        ("I was at Klarna (2 years) and Spotify (3)", {}, "", [""]),
        ("her brother runs servers", {"my son": "", "my daughter": ""}, "my daughter", ["my son"]),
        ("The older one reads papers, the younger one builds", {}, "", ["the older one", "the younger one"]),
        ("One of my clients is a backend dev", {}, "", ["your client"]),
        ("oleg has no papers", {"Candidate two": "Oleg P., a postdoc"}, "", ["Candidate two"]),
        ("Candidates: 1) somebody", {}, "", [""]),
        ("- BSc Mathematics, Leeds - 5 years of backend", {}, "", [""]),
        ("Two clients: Priya comes alive presenting findings", {}, "", ["", "Priya"]),
        ("Actually it is Ella who has the PhD", {"Tom": "", "Ella": ""}, "", ["Ella"]),
        ("my boy Daniel just got his PhD", {}, "", ["Daniel"]),
        ("no wait, Ella has the PhD and Tom the bachelor", TOM_AND_ELLA, "", ["Ella", "Tom"]),
        ("no, he has the PhD, she doesn't", TOM_AND_ELLA, "Ella", ["Tom", "Ella"]),
        ("the other one likes maths", TOM_AND_ELLA, "Tom", ["Ella"]),
        ("my son wants to lead a lab", TOM_AND_ELLA, "", ["Tom"]),
        ("I have a PhD myself, my client doesn't", CLIENT, "", ["", "your client"]),
        ("their partner has the PhD, they have a master's", CLIENT, "your client", [None, "your client"]),
        ("has two papers, likes to see results", CLIENT, "your client", ["your client"]),
        ("he has a doctorate, I've got eleven years of backend", {}, "", [None, "I"]),
        ("cand A: MSc, six years, hates papers", {}, "", ["cand A"]),
        ("client C - a PhD", {}, "", ["client C"]),
        ("Candidate Yuki - publications: 4 (ICML), PhD", {}, "", ["Yuki"]),
        ("second one: B. Okafor - PhD, 7 papers", {}, "", ["", "B. Okafor"]),
        ("Marta: postdoc, bored by engineering", {}, "", ["Marta"]),
        ("Now Ben.", {}, "", ["Ben"]),
        ("Anna first.", {}, "", ["Anna"]),
        ("Priya has six years of infra", {}, "", ["Priya"]),
        ("Her friend Yusuf has a PhD", {"Nadia": "she has an MSc"}, "Nadia", ["Yusuf"]),
        ("His sister builds clusters", {"your son": "he reads"}, "your son", ["his sister"]),
        ("CV A: J. Mwangi, BEng, seven years", {}, "", ["CV A"]),
        ("Here is a candidate: Fatima Noor, MSc robotics", {}, "", ["Fatima Noor"]),
        ("it's Fatima who has them, Lars has none", {"Fatima Noor": "", "Lars Holm": ""}, "", ["Fatima Noor", "Lars Holm"]),
        ("Correction: Priya dropped out", {"Priya": "a PhD"}, "", ["", "Priya"]),
        ("the other way round: she reads, he builds", {"Ella": "she", "Max": "he"}, "Max", ["Max", "Ella", "Max"]),
        ("Education: MSc, six years", {}, "", [""]),
        ("PhD, two NeurIPS papers", {}, "", [""]),
        ("I have a candidate, Priya, she has six years at Stripe", {}, "", ["", "Priya"]),
        ("Python. I love it", {}, "", [""]),
        ("a PhD student, third year", {}, "", [""]),
        ("Anthropic has good people", {}, "", [""]),
        ("the report says so", {}, "", [""]),
        ("my boss loves papers", {}, "", [""]),
    ],
)  # fmt: skip
def test_whom_each_stretch_tells_of(sentence: str, known: dict[str, str], before: str, told: list[str | None]) -> None:
    found = portions(sentence, known, before, last=before)
    assert [each.whose for each in found] == ["" if name == "I" else name for name in told]


def test_the_head_of_a_list_is_no_part_of_what_is_told() -> None:
    (told,) = portions("client B: loves debugging", {}, "")
    assert (told.text, told.advised) == ("loves debugging", True)
    assert "".join(each.text for each in portions("Ben codes, I don't", {"Ben": ""}, "")) == "Ben codes, I don't"


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("I coach a client, Priya.", "Priya"), ("hi, asking for my daughter", "your daughter"),
        ("I have a sister", "your sister"), ("I have a PhD", None), ("my work is dull", None),
    ],
)  # fmt: skip
def test_whom_the_writer_brings_up(sentence: str, whose: str | None) -> None:
    found = introduced(sentence)
    assert (found and found.whose) == whose


@pytest.mark.parametrize(
    ("pronoun", "known", "last", "whom"),
    [
        ("she", {"Ben": "his kernels", "Anna": "a PhD"}, "Ben", ("Anna",)),
        ("she", {"Ben": "kernels", "your daughter": "a PhD"}, "Ben", ("your daughter",)),
        ("she", {"Ben": "kernels", "Anna": "her PhD"}, "Anna", ("Anna",)),
        ("she", {"Ben": "kernels"}, "Ben", ("Ben",)),
        ("he", {"Anna": "a PhD", "Ben": "kernels"}, "Ben", ("Ben", "Anna")),
        ("they", {"Anna": "a PhD", "Ben": "kernels"}, "Ben", ("Ben",)),
        ("she", {}, "", ()),
    ],
)
def test_whom_a_pronoun_may_mean(pronoun: str, known: dict[str, str], last: str, whom: tuple[str, ...]) -> None:
    assert goes_on_with(pronoun, known, last) == whom


@pytest.mark.parametrize(
    ("text", "known", "last", "whom"),
    [
        ("and the second one?", {"Ben": "", "Ana": ""}, "Ben", ["Ana"]),
        ("what is open for the first?", {"Ben": "", "Ana": ""}, "Ana", ["Ben"]),
        ("what do you have on my wife?", {"Sofia": "My wife Sofia runs servers"}, "", ["Sofia"]),
        ("how do Sam and Ines compare", {"Sam": "", "Ines": "", "Raj": ""}, "", ["Sam", "Ines"]),
        ("what about her?", {"Ben": "he codes", "Ana": "she reads"}, "Ben", ["Ana"]),
        ("what of her?", {"Yusuf": "Her friend Yusuf reads", "Ana": "she codes"}, "Yusuf", ["Ana"]),
        ("is C an RS?", {"CV B": "", "CV C": ""}, "", ["CV C"]),
        ("what do they pay", {"Ben": ""}, "Ben", []),
    ],
)
def test_whom_a_text_means(text: str, known: dict[str, str], last: str, whom: list[str]) -> None:
    assert mentioned(text, known, last) == whom


@pytest.mark.parametrize(
    ("sentence", "names", "said"),
    [
        ("I have two clients, Ana and Lee, both with PhDs", ["Ana", "Lee"], "both with PhDs"),
        ("Four of my students: Bo, Kim, Ada and Raj.", ["Bo", "Kim", "Ada", "Raj"], ""),
        ("Ana and Lee are siblings, both my candidates.", ["Ana", "Lee"], "are siblings, both my candidates."),
        ("I mentor Linh and Tomasz.", ["Linh", "Tomasz"], ""),
        ("I know three tools: Kafka, Spark and Airflow", [], ""),
        ("I manage Kafka and Spark", [], ""),
        ("I know two labs, OpenAI and DeepMind", [], ""),
        ("I have two clients and no time", [], ""),
    ],
)
def test_several_are_brought_up_by_name(sentence: str, names: list[str], said: str) -> None:
    found, rest = introduced_together(sentence)
    assert (found, rest.strip()) == (names, said)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana and Lee both want a lab", {"Ana": "Ana want a lab", "Lee": "Lee want a lab"}),
        ("they both hate vague briefs", {name: f"{name} hate vague briefs" for name in ("Ana", "Lee", "Bo")}),
        ("neither of them has published", {name: f"{name} never has published" for name in ("Ana", "Lee", "Bo")}),
        ("Ana wants a lab", {}),
    ],
)
def test_what_a_portion_tells_of_each(text: str, told: dict[str, str]) -> None:
    assert of_each(text, {"Ana": "", "Lee": "", "Bo": ""}) == told


@pytest.mark.parametrize(
    ("text", "so"),
    [("Lee too", True), ("same goes for lee", True), ("so does Lee", True), ("Lee", False), ("Lee loves it too", False)],
)
def test_somebody_is_as_the_one_before(text: str, so: bool) -> None:
    assert likewise(text, "Lee") is so


@pytest.mark.parametrize(
    ("text", "name"),
    [("her name is Mia, she codes", "Mia"), ("call him Bo", "Bo"), ("his name is on the paper", ""), ("Mia codes", "")],
)
def test_who_gets_a_name(text: str, name: str) -> None:
    assert named_now(text) == name
