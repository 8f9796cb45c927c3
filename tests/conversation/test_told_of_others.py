"""Others are told of in a chat: each has a profile, a verdict and corrections of their own, apart from the writer's."""

from __future__ import annotations

import pytest

from advisor import Advisor
from advisor.answering.answer import Answer
from advisor.conversation.conversation import Conversation
from advisor.conversation.notes import KEPT_APART_TOO
from advisor.conversation.transcript import Said, replay
from advisor.faces.export import compose, html, markdown
from advisor.faces.export.proof import problems
from advisor.faces.export.replaying import unlike
from advisor.faces.telling.document import Ours, Table

BEN = "about Ben: eight years of CUDA, he hates vague goals, wants to be a CTO"
ANNA = "about Anna: she likes hiking"
BEN_AND_ANNA = ("about Ben: loves debugging", "about Anna: loves papers")
NADIA = "I coach Nadia. She has an MSc and six years of CUDA, and is never happier than when a training run converges."


@pytest.mark.model
def test_candidates_in_one_message_stand_side_by_side_and_none_is_the_writer(advisor: Advisor) -> None:
    told = "cand A: MSc, 6 years of infra, hates papers. cand B: PhD, loves theory. who goes where?"
    step = advisor.chat(Conversation(), told)
    assert [name for name, _ in step.reply.people] == ["cand A", "cand B"]
    a, b = (advisor.counsel.profile_on(step.conversation, name) for name in ("cand A", "cand B"))
    assert (a.fact("has_phd"), b.fact("has_phd")) == (None, True)
    assert not step.verdict.is_profile


@pytest.mark.model
def test_who_is_introduced_with_a_wish_for_the_verdict_gets_it(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "my daughter Emma is a PhD student and loves debugging. RE or RS for Emma?")
    assert (step.reply.kind, step.reply.of) == ("verdict", "Emma")
    step = advisor.chat(step.conversation, "about her brother: backend dev for 4 years")
    assert step.reply.of == "her brother"
    assert not step.verdict.is_profile


@pytest.mark.model
def test_the_own_verdict_is_asked_for_behind_that_of_another(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "client A: nine years of infra, loves debugging")
    assert step.reply.of == "client A"
    step = advisor.chat(step.conversation, "my verdict?")
    assert (step.reply.kind, step.reply.of) == ("note", "")


@pytest.mark.model
def test_two_people_and_the_writer_keep_their_own_profiles(advisor: Advisor) -> None:
    now = Conversation()
    for message in (
        "I have six years of platform work and love debugging.",
        "about Anna: she has a PhD and four NeurIPS papers, and wants to lead a research programme",
        "about Ben: he has eight years of backend work and hates vague goals",
    ):
        step = advisor.chat(now, message)
        now = step.conversation
    anna, ben = (advisor.counsel.verdict_on(now, name) for name in ("Anna", "Ben"))
    assert now.people == ("Anna", "Ben")
    assert dict(anna.facts)["has_phd"] is True
    assert {f.question: f.leaning for f in anna.findings}["target"] == "RS"
    assert dict(ben.facts)["has_phd"] is None
    assert {f.question: f.leaning for f in ben.findings}["ambiguity"] == "RE"
    assert step.reply.text == "About Ben:"
    assert step.profile.fact("years_experience") == 6
    assert step.profile.fact("has_phd") is None
    both = advisor.chat(now, "compare Anna and Ben").reply
    assert [s.text.split(":")[0] for s in both.steps[:2]] == ["Anna", "Ben"]
    assert len(both.steps) == 2 + len(anna.findings)


@pytest.mark.model
def test_each_has_a_standing_of_their_own_and_why_is_of_who_was_spoken_of_last(advisor: Advisor) -> None:
    acts = tuple(
        map(
            Said,
            (
                "about Ben: eight years of CUDA, he hates vague goals",
                "about my sister: she has a PhD and three NeurIPS papers, she loves open questions",
                "why?",
                "I have five years of backend work. I like clear goals.",
                "why?",
                "compare Ben and me",
            ),
        )
    )
    replies = [each.reply for each in replay(advisor.counsel, acts)]
    assert [reply.of for reply in replies] == ["Ben", "your sister", "your sister", "", "", ""]
    assert [name for name, _ in replies[-1].people] == ["Ben", ""]
    document = compose.of_conversation(advisor, acts)
    said = [block.text for block in document.blocks if isinstance(block, Ours)]
    assert not [words for words in said if "no longer" in words or words.startswith("Still")]
    assert ("Question", "Ben", "You") in [block.rows[0] for block in document.blocks if isinstance(block, Table)]
    for form in (html, markdown):
        read = form.read(form.write(document))
        assert read == document
        assert problems(read, advisor.library) == ()
        assert unlike(read, advisor) == ()


@pytest.mark.model
def test_a_lab_is_no_person(advisor: Advisor) -> None:
    step = advisor.chat(Conversation(), "about OpenAI: what do their scientists earn?")
    assert step.conversation.people == ()
    assert step.reply.kind == "reading"


@pytest.mark.model
@pytest.mark.parametrize(
    ("about", "question", "read_as"),
    [
        (BEN, "what would Ben earn at OpenAI?", "what would a research engineer earn at openai?"),
        (BEN, "would he need a PhD?", "would a research engineer need a phd?"),
        (BEN, "how many rounds would Ben face?", "how many rounds would a research engineer face?"),
        (ANNA, "would Anna need a PhD?", "would someone need a phd?"),
        (ANNA, "what would Anna earn at OpenAI?", "what would someone earn at openai?"),
        ("about my sister: she has a PhD", "would my sister need to know CUDA?", "would someone need to know cuda?"),
    ],
)
def test_a_question_on_somebody_known_is_answered_in_general(
    advisor: Advisor, about: str, question: str, read_as: str
) -> None:
    first, asked = replay(advisor.counsel, (Said(about), Said(question)))
    reading = asked.reply.reading
    assert isinstance(reading, Answer)
    assert (reading.question, reading.read_as) == (question, read_as)
    assert asked.conversation.described == ()
    name = first.conversation.people[0]
    assert advisor.counsel.verdict_on(asked.conversation, name) == first.reply.verdict


@pytest.mark.model
@pytest.mark.parametrize("question", ["which track for Ben?", "what is Ben's verdict?", "is Ben more of an engineer?"])
def test_a_question_for_their_verdict_shows_it(advisor: Advisor, question: str) -> None:
    first, asked = replay(advisor.counsel, (Said(BEN), Said(question)))
    assert (asked.reply.kind, asked.reply.of) == ("verdict", "Ben")
    assert asked.reply.verdict == first.reply.verdict


@pytest.mark.model
def test_whom_somebody_tells_of_who_told_nothing_of_himself_gets_a_profile(advisor: Advisor) -> None:
    told = (
        "my son is in his second year of a PhD in vision.",
        "has one CVPR paper",
        "loves reading, hates servers",
        "would he need more papers?",
        "I have six years of backend work.",
    )
    *his, papers, mine = replay(advisor.counsel, map(Said, told))
    assert [each.reply.of for each in his] == ["your son"] * 3
    assert advisor.counsel.verdict_on(mine.conversation, "your son").leanings[:1] == ("RS",)
    assert papers.reply.reading is not None
    profile = advisor.counsel.profile(mine.conversation)
    assert profile.fact("years_experience") == 6
    assert profile.fact("phd_status") is None
    assert advisor.counsel.verdict(mine.conversation).leanings[0] is None


@pytest.mark.model
def test_what_is_told_of_somebody_beside_oneself_is_kept_apart(advisor: Advisor) -> None:
    told = (
        "I have six years of backend work.",
        "my son is in his second year of a PhD in vision.",
        "has one CVPR paper",
        "loves reading, hates servers",
        "would he need more papers?",
    )
    own, first, *again, papers = replay(advisor.counsel, map(Said, told))
    assert first.reply.text == advisor.framework.words.others
    assert {each.reply.text for each in again} == {KEPT_APART_TOO}
    assert papers.reply.reading is not None
    assert advisor.counsel.verdict(papers.conversation) == advisor.counsel.verdict(own.conversation)


@pytest.mark.model
@pytest.mark.parametrize("question", ["Is Lee an RE?", "RE or RS for Lee then?", "is Lee an engineer or a scientist"])
def test_a_person_and_the_roles_alone_ask_which_of_them_it_is(advisor: Advisor, question: str) -> None:
    told = "our candidate Lee has 8 years of infra work and no papers"
    first, asked = replay(advisor.counsel, (Said(told), Said(question)))
    assert (first.reply.of, asked.reply.of, asked.reply.kind) == ("Lee", "Lee", "verdict")


@pytest.mark.model
def test_people_who_are_known_are_spoken_of_by_name(advisor: Advisor) -> None:
    told = (
        "about Priya: 6 years backend engineer, loves debugging",
        "sorry, Priya actually has 9 years, not 6",
        "and me?",
        "what about Tom: physics PhD, three NeurIPS papers, loves reading papers",
        "and Priya?",
        "My niece just finished her bachelor's. She enjoys debugging.",
    )
    *replayed, niece = replay(advisor.counsel, map(Said, told))
    assert [each.reply.of for each in replayed] == ["Priya", "Priya", "", "Tom", "Priya"]
    assert advisor.counsel.profile_on(niece.conversation, "Priya").fact("years_experience") == 9
    assert not advisor.counsel.profile(niece.conversation).is_profile
    hers = advisor.chat(niece.conversation, "what's your verdict for her?").reply
    assert hers.of == "your niece"


@pytest.mark.model
@pytest.mark.parametrize(
    ("message", "kind", "of"),
    [
        ("Ben?", "verdict", "Ben"), ("and Anna again?", "verdict", "Anna"), ("verdict for Ben", "verdict", "Ben"),
        ("why Anna?", "explanation", "Anna"), ("compare", "explanation", ""), ("compare the two please", "explanation", ""),
    ],
)  # fmt: skip
def test_people_who_are_known_are_gone_back_to_in_a_word(advisor: Advisor, message: str, kind: str, of: str) -> None:
    *_, last = replay(advisor.counsel, map(Said, (*BEN_AND_ANNA, message)))
    assert (last.reply.kind, last.reply.of) == (kind, of)


@pytest.mark.model
def test_one_person_is_forgotten_and_nobody_else(advisor: Advisor) -> None:
    *_, last = replay(advisor.counsel, map(Said, ("I love debugging", *BEN_AND_ANNA, "forget Ben")))
    assert last.conversation.people == ("Anna",)
    assert last.reply.text == "Forgotten: I know nothing about Ben any more."
    assert advisor.counsel.verdict(last.conversation).leanings[0] == "RE"


@pytest.mark.model
def test_a_second_person_who_is_introduced_gets_a_profile_too(advisor: Advisor) -> None:
    told = ("My teammate Lena loves debugging GPU kernels.", "My teammate Raj loves papers")
    assert [each.reply.of for each in replay(advisor.counsel, map(Said, told))] == ["Lena", "Raj"]


def test_whom_a_message_means_is_asked_once_where_it_is_unclear(advisor: Advisor) -> None:
    said = ["about Anna: a PhD and three ICML papers", "about Ben: six years of infra", "she wants to lead a lab"]
    conversation = Conversation()
    for message in said:
        step = advisor.chat(conversation, message)
        conversation = step.conversation
    assert step.reply.text == "Whom do you mean: Ben or Anna?"
    step = advisor.chat(conversation, "Anna")
    assert step.reply.of == "Anna"
    assert step.reply.verdict is not None
    assert step.reply.verdict.leanings[-1] == "RS"
    step = advisor.chat(step.conversation, "she hates vague goals")
    assert step.reply.of == "Anna"
    step = advisor.chat(advisor.chat(conversation, "what do they pay?").conversation, "he hates vague goals")
    assert step.reply.of == "Ben"
    again = advisor.chat(conversation, "about Anna: she wants to lead a lab").conversation
    assert advisor.chat(again, "Ben").verdict == advisor.chat(again, "what about Ben?").verdict
    assert not any("lead a lab" in turn.text for turn in advisor.chat(again, "Ben").conversation.told_of("Ben"))


def _said_of(advisor: Advisor, *messages: str) -> list[tuple[str, tuple[str | None, ...]]]:
    """Whose each reply is, and the leanings that it shows of them."""
    replies = [each.reply for each in replay(advisor.counsel, map(Said, messages))]
    return [(reply.of, reply.verdict.leanings if reply.verdict else ()) for reply in replies]


@pytest.mark.model
def test_a_client_who_is_brought_up_is_spoken_of_from_then_on(advisor: Advisor) -> None:
    told = (
        "I coach a client, Priya. She spent six years on infra and loves chasing bugs. Which way should she go?",
        "she'd love to run a research lab of her own one day",
        "your verdict?",
    )
    first, then, last = _said_of(advisor, *told)
    assert {first[0], then[0], last[0]} == {"Priya"}
    assert (first[1][0], first[1][2], then[1][4]) == ("RE", "RE", "RS")
    assert then == last


@pytest.mark.model
def test_two_who_are_told_of_in_one_sentence_are_kept_apart_and_corrected_apart(advisor: Advisor) -> None:
    told = (
        "My son Tom has a PhD and three NeurIPS papers, my daughter Ella has eight years of backend work",
        "no wait, Ella has the PhD and three NeurIPS papers",
    )
    first, second = replay(advisor.counsel, map(Said, told))
    assert [name for name, _ in first.reply.people] == ["Tom", "Ella"]
    assert [verdict.leanings[2] for _, verdict in first.reply.people] == ["RS", "RE"]
    assert second.reply.of == "Ella"
    assert second.conversation.described == ()


@pytest.mark.model
def test_what_was_told_of_somebody_is_taken_back(advisor: Advisor) -> None:
    *_, before, after = _said_of(
        advisor, "about Yuki: loves open questions", "she hates vague goals", "no, the other way round"
    )
    assert (before[1][1], after[1][1]) == ("RE", "RS")


@pytest.mark.model
def test_an_adviser_tells_of_himself_beside_the_client(advisor: Advisor) -> None:
    told = (
        "I have a PhD and ten papers, my client doesn't. He has nine years of infra.",
        "what's your verdict then",
        "and me?",
    )
    first, second, own = replay(advisor.counsel, map(Said, told))
    assert (first.reply.of, second.reply.of, own.reply.of) == ("your client", "your client", "")
    assert advisor.counsel.profile_on(own.conversation, "your client").fact("years_experience") == 9
    assert advisor.counsel.profile(own.conversation).fact("phd_status") == "has"


@pytest.mark.model
@pytest.mark.parametrize(
    "message",
    [
        "CURRICULUM VITAE\nSenior engineer for 8 years\nPublications: none\nReferences: Prof. K. (PhD, supervisor)",
        "Context: 8 years of infra work, no papers",
    ],
)
def test_what_stands_in_front_of_a_colon_is_not_always_a_person(advisor: Advisor, message: str) -> None:
    step = advisor.chat(Conversation(), message)
    assert step.conversation.people == ()
    assert step.profile.fact("years_experience") == 8


@pytest.mark.model
@pytest.mark.parametrize(
    ("message", "kind", "of"),
    [
        ("what do you know of her?", "verdict", ("Nadia",)), ("what next for her?", "explanation", ("Nadia",)),
        ("what would change it for Nadia?", "explanation", ("Nadia",)), ("and the second one?", "verdict", ("Yusuf",)),
        ("what about him?", "verdict", ("Yusuf",)), ("your reasons?", "explanation", ("Yusuf",)),
        ("which of the two suits RS better?", "explanation", ("Nadia", "Yusuf")),
        ("how do Nadia and Yusuf compare?", "explanation", ("Nadia", "Yusuf")),
        ("what if she had a PhD and five ICML papers?", "explanation", ("Nadia",)),
    ],
)  # fmt: skip
def test_what_is_asked_of_others_is_answered_on_them(advisor: Advisor, message: str, kind: str, of: tuple[str, ...]) -> None:
    *_, last = replay(advisor.counsel, map(Said, (NADIA, "Her friend Yusuf has a PhD and NeurIPS papers.", message)))
    names = tuple(name for name, _ in last.reply.people) or (last.reply.of,)
    assert (last.reply.kind, names) == (kind, of)
    assert last.conversation.described == ()


@pytest.mark.model
def test_people_without_names_and_names_in_small_letters(advisor: Advisor) -> None:
    kids = (
        "I have two kids. The older one is in a PhD and lives for reading papers. The younger one loves making code faster.",
        "which of them should be the engineer?",
        "why the younger one?",
    )
    first, weighed, why = (each.reply for each in replay(advisor.counsel, map(Said, kids)))
    assert [name for name, _ in first.people] == [name for name, _ in weighed.people] == ["the older one", "the younger one"]
    assert (why.kind, why.of) == ("explanation", "the younger one")
    said = (
        "about kofi: 7 years devops, wants clear goals",
        "about lena: phd in ml, two icml papers",
        "kofi or lena for science?",
    )
    *_, last = replay(advisor.counsel, map(Said, said))
    assert [(name, verdict.leanings[2]) for name, verdict in last.reply.people] == [("Kofi", "RE"), ("Lena", "RS")]
    assert last.conversation.described == ()


@pytest.mark.model
def test_what_is_quoted_of_people_is_what_was_typed(advisor: Advisor) -> None:
    acts = tuple(
        map(
            Said,
            (
                "My husband and I apply. He has nine years of infra, I have a PhD, he hates vague goals, I love papers.",
                "who of us fits where?",
                "why him?",
                "and me?",
            ),
        )
    )
    couple = [each.reply for each in replay(advisor.counsel, acts)]
    assert [name for name, _ in couple[1].people] == ["your husband", ""]
    assert (couple[2].of, couple[3].of) == ("your husband", "")
    for said in (acts, tuple(map(Said, (NADIA, "Her friend Yusuf has a PhD, I have none", "compare Nadia and Yusuf")))):
        assert problems(compose.of_conversation(advisor, said), advisor.library) == ()


@pytest.mark.model
def test_what_stands_behind_who_is_brought_up_is_theirs(advisor: Advisor) -> None:
    said = (
        "I have a client, a postdoc in physics with a PhD and four NeurIPS papers.",
        "He wants to run his own research group",
    )
    first, second = replay(advisor.counsel, map(Said, said))
    assert (first.reply.of, second.reply.of) == ("your client", "your client")
    assert advisor.counsel.verdict_on(second.conversation, "your client").leanings[2::2] == ("RS", "RS")
    assert second.conversation.described == ()
