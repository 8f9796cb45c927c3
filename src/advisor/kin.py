"""Words for somebody else: who is close to one, who is advised, and how a sentence goes on about a person."""

from __future__ import annotations

import re

WOMEN = "daughter|stepdaughter|goddaughter|wife|girlfriend|fiancée|sister|niece|mother|mum|mom|girl|granddaughter|aunt"
MEN = "son|stepson|godson|husband|boyfriend|fiancé|brother|nephew|father|dad|boy|grandson|uncle"
_EITHER = (
    "child|kid|grandchild|grandkid|twin|partner|fiancee?|friend|mate|buddy|pal|cousin|roommate|flatmate|colleague|coworker|teammate"
)
ADVISED = "candidate|client|pupil|mentee|coachee|trainee|applicant"
_OWN = "student|intern|report|person"  # of whom one speaks as "my student"; "a student" may be the writer
_ABOVE = "boss|manager|supervisor|advis[eo]r"
_KIND_OF = r"(?!(?:ph\.?d|doctoral|master|msc)\b)"  # "a PhD candidate" may be the writer
KIND = rf"(?:{_KIND_OF}\w+(?:['’]s)? )?(?:{WOMEN}|{MEN}|{_EITHER}|{ADVISED}|{_OWN})"  # "little sister", "wife's cousin"
ANY = rf"(?:{_KIND_OF}\w+ )?(?:{ADVISED}|{WOMEN}|{MEN}|friend|mate|colleague|coworker|cousin|teammate)"  # "a friend"
SHE = re.compile(rf"\b(?:she|hers?|{WOMEN})\b", re.IGNORECASE)
HE = re.compile(rf"\b(?:he|his|him|{MEN})\b", re.IGNORECASE)
OWNS_NEXT = re.compile(  # whose it is that stands behind: "my daughter is doing a" PhD, "his" MSc
    rf"\b(?:his|her|their|(?:my|our) (?:\w+ )?(?:{WOMEN}|{MEN}|{_EITHER}|{_ABOVE}))\b"
    r"(?:(?!\b(?:i|i'm|i've|me)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
GOES_ON = re.compile(  # without a word of the writer: "she …", "has a PhD", "hates servers"
    r"\W*(?:and |but |also |then |now |still )*(?:another|the (?:other|first|second)|she|he|they|her|his|their"
    r"|(?:never |always |really |just )?(?:has|had|is|was|does|did|doesn'?t|didn'?t|isn'?t|wasn'?t|hasn'?t|hadn'?t"
    r"|loves|likes|hates|enjoys|prefers|wants|wishes|dreams|hopes|plans|aims|needs|thinks|feels|says|works|writes|reads|builds"
    r"|codes|runs|leads|studies|teaches|lives|spends|gets|finds|knows|makes|dislikes|fears|avoids))\b"
    r"(?!.*\b(?:i|i'm|i've|my|me)\b)",
    re.IGNORECASE | re.DOTALL,
)
