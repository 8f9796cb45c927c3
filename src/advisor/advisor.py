"""Wires the parts: the one object that faces talk to.

>>> from advisor import Advisor
>>> advisor = Advisor.load()
>>> reading = advisor.ask("What is the median pay of research scientists at Anthropic?")
>>> "$746K" in reading.citations[0].quote.text
True
>>> advisor.assess("I have six years of CUDA work, I hate vague goals and I want to be a VP of engineering.").track
'RE'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.answering.answer import Reading
from advisor.answering.reader import Reader
from advisor.article.article import Article
from advisor.article.library import GUIDE, Library
from advisor.errors import IndexMissing, IndexStale, InputTooLarge
from advisor.hearing import Hear
from advisor.search import indexing
from advisor.search.adapter import Adapter
from advisor.search.build import Notice
from advisor.search.encoder import Encoder, for_any_subject, open_encoder
from advisor.search.heads import Hearing
from advisor.search.index import Index, open_index
from advisor.search.neighbours import Neighbours
from advisor.search.statements import load_statements
from advisor.settings import SHIPPED_FRAMEWORK, Settings

if TYPE_CHECKING:  # what decides is imported when it is first needed: a question alone needs none of it
    from advisor.conversation.conversation import Conversation
    from advisor.conversation.counsel import Counsel
    from advisor.conversation.counsel import Step as Turned
    from advisor.framework.framework import Framework
    from advisor.framework.verdict import Verdict
    from advisor.profile.facts import FactTable
    from advisor.profile.profile import Profile
    from advisor.profile.reader import TurnReader

FACTS = "facts.toml"  # in the framework's folder
STATEMENTS = SHIPPED_FRAMEWORK / "statements"
_MOST_BUILDS = 4


@dataclass(frozen=True)
class Advisor:
    """Holds what is opened once: the library, the encoder and the index. Everything it says is a pure function of these."""

    settings: Settings
    library: Library
    encoder: Encoder
    index: Index

    @classmethod
    def load(
        cls,
        settings: Settings | None = None,
        *,
        sources: Sequence[str] = (),
        notice: Notice | None = None,
        rebuilding: Callable[[str], None] = lambda why: None,
    ) -> Advisor:
        """Open everything, building a missing or stale index once; `rebuilding` is told why, ahead of it.

        Raises ModelMissing, ModelDamaged, IndexDamaged, SourceDamaged, SourceUnknown or NotWritable.
        """
        settings = settings or Settings()
        library = Library(settings)
        encoder = open_encoder(settings)
        for _ in range(_MOST_BUILDS):  # more than one where other processes add sources meanwhile
            try:
                index = open_index(library, settings, encoder.hash, statements=settings.statements, ids=sources)
                return cls(settings, library, encoder, index)
            except (IndexMissing, IndexStale) as error:
                rebuilding(error.found)
                build_index(library, settings, encoder, notice=notice)
        index = open_index(library, settings, encoder.hash, statements=settings.statements, ids=sources)
        return cls(settings, library, encoder, index)

    def ask(self, question: str, *, after: Sequence[str] = ()) -> Reading:
        """Answer one question from the sources; `after` holds the earlier questions, oldest first."""
        return self.reader.ask(question, after=after)

    def assess(self, *turns: str, settings: Mapping[str, str] | None = None) -> Verdict:
        """The verdict on what the turns say of their writer; `settings` sets questions by hand ("RE", "mixed", "unknown").

        Raises InputTooLarge, or UsageError for a question or leaning that the framework does not know.
        """
        from advisor.framework.verdict import assess

        return assess(self.framework, self.profile(*turns), self.cited, settings=settings)

    def profile(self, *turns: str, asked: Sequence[str | None] = ()) -> Profile:
        """What the turns say of their writer, slot by slot; `asked` names the question before each, where one was put.

        Raises InputTooLarge.
        """
        from advisor.profile.fold import profile_of
        from advisor.profile.reader import Behind

        size, limit = sum(map(len, turns)), self.settings.longest_profile_chars
        if size > limit:
            raise InputTooLarge(f"the profile has {size:,} characters", expected=f"at most {limit:,}")
        put = [*asked, *[None] * len(turns)]
        before = ["", *(text if text.rstrip().endswith("?") else "" for text in turns)]
        reads = [self.turns.read(t, Behind(p, asked=b)) for t, p, b in zip(turns, put, before, strict=False)]
        return profile_of(reads, table=self.facts)

    def chat(self, conversation: Conversation, message: str) -> Turned:
        """One step of a conversation; `Conversation()` is a new one."""
        from advisor.conversation.step import next_step

        return next_step(self.counsel, conversation, message)

    def nearest_statement(self, text: str, label: str) -> str:
        """The statement with that label that is nearest to the text, "" where none has it."""
        return self.index.statements.nearest(text, label, encoder=self.encoder)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that are quoted from."""
        stored = self.index.stored
        more = tuple(load() for load in stored.articles.values()) if stored else ()
        return (*(source.article for source in self.index.sources), *more)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.index, self.encoder, self.settings, self.hearing)

    @cached_property
    def counsel(self) -> Counsel:
        from advisor.conversation.counsel import Counsel

        limit = self.settings.longest_profile_chars
        return Counsel(self.reader, self.framework, self.turns, self.cited, limit)

    @cached_property
    def framework(self) -> Framework:
        from advisor.framework.loading import load_framework

        return load_framework(self.settings.framework)

    @cached_property
    def facts(self) -> FactTable:
        from advisor.profile.facts import FactTable

        return FactTable.load(self.settings.framework / FACTS)

    @cached_property
    def hearing(self) -> Hear:
        """By the encoder that the heads were trained on, whatever the settings name for looking up.

        What a sentence says is heard by the heads where they were taught this framework's questions, else by its
        nearest statements; what a sentence does, by the heads always.
        """
        heads = self._heads
        if self.settings.framework == SHIPPED_FRAMEWORK:
            return heads
        return Neighbours.of(load_statements(self.settings.statements), for_any_subject(heads.encoder), heads)

    @cached_property
    def _heads(self) -> Hearing:
        own = self.encoder if self.settings.encoder == "default" else open_encoder(replace(self.settings, encoder="default"))
        return Hearing.of(Adapter.open(), own)

    @cached_property
    def turns(self) -> TurnReader:
        """Reads one turn of a user: what it says of its writer, what it does."""
        from advisor.profile.reader import TurnReader

        questions = {question.id: self.framework.sides for question in self.framework.questions if not question.rows}
        weighed = [question.id for question in self.framework.questions]
        heads = {words: question.id for question in self.framework.questions for words in (question.id, *question.heads)}
        hear, mend, like = self.hearing, self._heads.mended, self.nearest_statement
        return TurnReader(hear, self.facts, questions, like, weighed=weighed, heads=heads, mend=mend)

    @cached_property
    def cited(self) -> tuple[Article, ...]:
        """What the framework's anchors are looked up in: the original or the guide, whichever is quoted, then the guide."""
        own = [article for article in self.articles if article.stands_for == GUIDE]
        return (*own, *(() if any(a.id == GUIDE for a in own) else (self.library.article(GUIDE),)))


def build_index(
    library: Library, settings: Settings, encoder: Encoder, *, force: bool = False, notice: Notice | None = None
) -> None:
    """Bring the index up to date with the library, the question bank and the framework's statements."""
    indexing.build(library, settings, encoder, statements=settings.statements, force=force, notice=notice)
