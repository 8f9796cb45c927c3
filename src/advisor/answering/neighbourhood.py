"""What stands around an answer: the next quotes of its section, and the fact of another kind that belongs to it.

Takes the ranking of the question that was answered; "more" and "how long?" are answered from it, never by gluing text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answering.answer import Citation
from advisor.answering.entities import LABS, ROLE_NAMES, ROLES
from advisor.answering.query import Query
from advisor.answering.ranking import Place, Ranking
from advisor.answering.select import of_others
from advisor.article.bank import Fact
from advisor.article.quote import Quote, cut
from advisor.settings import Settings
from advisor.span import Span

_NEAR = 0.65  # of the answer's score, from which its section may answer in a kind
_ELSEWHERE = 0.9  # of the answer's score, from which another section may answer in a kind
_SHARE = 0.15  # of a fact's phrasings that ask for a kind, from which the fact is of that kind
_OPENERS = r"^\W*(?:(?:and|but|so|ok|okay|then|also|well|right|cool|hm+|yes|sure|please|now)\b\W*)*"
_CLOSERS = r"(?:\W+(?:please|pls|then|though|tho|so|exactly|roughly|approximately|about|actually|in total|for me))*\W*$"
_MORE = (  # these patterns are compiled when they are first wanted: it takes longer than an answer
    rf"{_OPENERS}(?:(?:can|could|would|will) (?:you|i|we) |i(?:'d| would)? (?:want|like)(?: to)? |let me |let's )?"
    r"(?:(?:tell|give|show|hear|read|see|have|get|say|quote|know|go)(?: me| us)? |any |some |a bit |a little |got |"
    r"is there |are there |there'?s |what |even )*"
    r"(?:more|go on|go ahead|go further|further|continue|carry on|keep going|next|next one|anything else|something else|"
    r"else|elaborate|expand|the rest|that all|that it|is (?:that|this) (?:all|it|everything))"
    r"(?: (?:details?|quotes?|info|information|facts|of (?:it|that|this|those|them|the same)|does (?:it|he|the source) say|"
    r"(?:on|about) (?:it|that|this|those|them)|there|here|to (?:it|that|say|know)|to that))*"
    rf"{_CLOSERS}"
)
_PLACE = (
    r"(?:it|that|this|(?:the|that|this|your) (?:passage|place|source|quote|text|paragraph|sentence|section|evidence|proof))"
)
_SHOWN = (
    rf"{_OPENERS}(?:(?:can|could|would|will) (?:you|i|we) |please |let me )*"
    rf"(?:show(?: me| us)?(?: {_PLACE})?|(?:see|read|open) {_PLACE}|prove (?:it|that)|(?:show me )?where (?:does )?"
    r"(?:it|that|this|the (?:source|guide|article|text)) (?:says?|stands?)(?: (?:it|that|this|so))?)"
    rf"(?: in (?:it|the (?:source|guide|article|text)))?{_CLOSERS}"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """`asked` is how it is asked for by itself, `phrased` how phrasings ask for it, `missing` completes a refusal."""

    asked: str
    phrased: str
    missing: str


_TIMES = "years|months|weeks|days|hours|minutes"
KINDS = (
    Kind(
        rf"how long|how much time|how many (?:{_TIMES})|how soon|how fast|how quickly",
        rf"\bhow (?:long|much time|soon|fast|quickly|many (?:{_TIMES}))\b|\b(?:duration|timeline|time ?frame)\b",
        "how long that takes",
    ),
    Kind(
        "how much|how high|how big|how large",
        r"\bhow (?:much|high|big|large)\b(?! time)|\b(?:pay|pays|paid|salary|salaries|earns?|costs?|percent\w*)\b",
        "how much that is",
    ),
    Kind("how many", rf"\bhow many\b(?! (?:{_TIMES})\b)|\bnumber of\b", "how many there are"),
    Kind("where", r"\bwhere\b|\bwhich (?:labs?|compan(?:y|ies)|places?|cit(?:y|ies)|countr(?:y|ies))\b", "where that is"),
    Kind("who|whom|whose", r"\bwho(?:se|m)?\b|\bwhich (?:people|person|candidates?)\b", "who that is"),
    Kind("when", r"\bwhen\b|\b(?:what|which) years?\b|\bat what (?:point|age|stage)\b", "when that is"),
    Kind("why|how come|what for", r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat for\b", "why that is so"),
)
_WHY = KINDS[-1]
_IT = r"(?:it|that|this|they|those|these|all (?:that|this))"
_BARE = (  # behind the kind as it is asked for by itself
    rf"(?: (?:(?:do|does|did|is|are|was|were|will|would|can) {_IT}|{_IT}(?:'s| is| are))"
    rf"(?: (?:take|takes|last|cost|happen|be|usually|typically|normally))*)?{_CLOSERS}"
)


@dataclass(frozen=True, slots=True)
class OfKind:
    """The place that answers in the kind that was asked for, None where there is none; `missing` says what is not there.

    `elsewhere` is a place that gives it for another lab or role.
    """

    place: Place | None
    missing: str = ""
    elsewhere: Place | None = None


def wants_more(message: str) -> bool:
    """True of what asks to go on and nothing else: `wants_more("ok, tell me more about that")` → `True`."""
    return re.match(_MORE, message, re.IGNORECASE) is not None


def wants_shown(message: str) -> bool:
    """True of what asks for the place of an answer: `wants_shown("where does it say that?")` → `True`."""
    return re.match(_SHOWN, message, re.IGNORECASE) is not None


def kind_alone(message: str) -> Kind | None:
    """The kind that is asked for without saying of what: `kind_alone("how long?").missing` → `'how long that takes'`"""
    return next((kind for kind in KINDS if re.match(f"{_OPENERS}(?:{kind.asked}){_BARE}", message, re.IGNORECASE)), None)


def next_quotes(query: Query, ranking: Ranking, shown: Sequence[Quote], settings: Settings) -> tuple[Citation, ...]:
    """The best places of the section of the first quote shown that no quote shown meets; none where nothing is left.

    What speaks of other labs alone than the query names comes last.
    """
    article, section = ranking.source.article, shown[0].section_number
    taken = [quote.span for quote in shown if quote.source == article.id]
    left: list[tuple[Span, float]] = []
    for place in ranking.places:
        for span in place.spans:
            inside = article.section_at(span)
            if inside is not None and inside.number == section and not any(span.meets(other) for other in taken):
                left.append((span, place.score))
                taken.append(span)
    left.sort(key=lambda each: of_others(query.entities, each[0].of(article.text)))
    chosen: list[tuple[Span, float]] = []
    for span, score in left:
        length = sum(len(each) for each, _ in chosen)
        if not chosen or (len(chosen) < settings.most_quotes and length + len(span) <= settings.quotes_chars):
            chosen.append((span, score))
    return tuple(Citation(i, cut(article, span), score) for i, (span, score) in enumerate(chosen, 1))


def of_kind(kind: Kind, query: Query, ranking: Ranking, section: int, answered: float) -> OfKind:
    """What answers in that kind among what is near; `query` joins question and kind.

    `answered` is the best score of the question without the kind. Near is what scores at least a share of it in the section
    that was quoted first, or is a reason; elsewhere what scores nearly as the answer.
    """
    near = []
    for place, fact in ((place, place.fact) for place in ranking.places if place.fact is not None):
        here = kind is _WHY or any(anchor.section == section for anchor in fact.places)
        if place.score >= (_NEAR if here else _ELSEWHERE) * answered and _is_of(kind, fact):
            near.append((place, fact))
    strange = [_strange(fact, query) for _, fact in near]
    if not all(strange):
        return OfKind(near[strange.index(())][0])
    if near:
        return OfKind(None, f"{kind.missing} for {_asked_about(query)}, only for {_called(strange[0])}", near[0][0])
    return OfKind(None, kind.missing)


def _is_of(kind: Kind, fact: Fact) -> bool:
    """By how its phrasings ask."""
    asking = sum(re.search(kind.phrased, question, re.IGNORECASE) is not None for question in fact.questions)
    return asking >= _SHARE * len(fact.questions)


def _strange(fact: Fact, query: Query) -> tuple[str, ...]:
    """The labs, or the role, that a fact is about in place of those asked about; nothing where it is about these."""
    labs = tuple(name for name in fact.about if name in LABS)
    if query.entities.labs and labs and not set(labs) & set(query.entities.labs):
        return labs
    roles = tuple(name for name in fact.about if name in ROLES)
    return roles if len(query.entities.roles) == 1 and roles and query.entities.roles[0] not in roles else ()


def _asked_about(query: Query) -> str:
    return _called(query.entities.labs or query.entities.roles)


def _called(names: Sequence[str]) -> str:
    return " and ".join(ROLE_NAMES[name] if name in ROLES else name for name in names)
