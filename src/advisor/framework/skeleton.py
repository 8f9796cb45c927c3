"""A skeleton of a framework: small, commented, and whole, so that it can be changed line by line and still load."""

from __future__ import annotations

import hashlib

_GUIDE = """# How to choose: a guide

Put your own text here: one heading "## 1. Title" a section. Whatever the framework says is looked up in it.

## 1. The two ways

The first way is for those who like it quiet. The second way is for those who like it lively.

## 2. What it takes

The first way takes 2 to 4 weeks to get used to. The second way takes 1 to 2 weeks.
"""
_FRAMEWORK = """# What the decision is called, its tracks (2 to 5), and by how many questions one must lead.
# An anchor names a place in guide/text.txt by section and by terms that stand there.

id = "my-decision"
title = "The first way or the second"
scope = "What a verdict by this framework is worth."
scope_anchors = [{ section = 1, terms = ["first way"] }]
lead_needed = 1
lead_why = "Why a lead of that many is enough."

[[tracks]]
id = "one"
name = "First way"
plural = "First ways"

[[tracks]]
id = "two"
name = "Second way"
plural = "Second ways"

# [[facts]] and [[conditions]] may be asked for by rules; see the framework that ships.
"""
_QUESTIONS = """# The questions (1 to 7). `sides` has one row a track, in the order of the tracks.

[[questions]]
id = "quiet"
topic = "how you like it"
text = "Do you like it quiet or lively?"
why = "Why it is asked."
anchors = [{ section = 1, terms = ["quiet"] }]

  [[questions.sides]]
  track = "one"
  because = "You like it quiet."
  anchors = [{ section = 1, terms = ["quiet"] }]

  [[questions.sides]]
  track = "two"
  because = "You like it lively."
  anchors = [{ section = 1, terms = ["lively"] }]

  [[questions.options]]
  leaning = "one"
  text = "Quiet"

  [[questions.options]]
  leaning = "two"
  text = "Lively"
"""
_ADVICE = """# Advice is given where its condition is true: of `track`, a question's id, a fact, a named condition.

[[advice]]
id = "begin-with-one"
topic = "now"
when = { track = "one" }
text = "Give it two to four weeks."
anchors = [{ section = 2, terms = ["2 to 4 weeks"] }]
"""
_COMPARE = """# How long things take: preparation in weeks, by which the plan counts back from a deadline.

[[stretches]]
group = "preparation"
track = "one"
label = "getting used to it"
low = 2
high = 4
unit = "weeks"
anchors = [{ section = 2, terms = ["2 to 4 weeks"] }]

[[stretches]]
group = "preparation"
track = "two"
label = "getting used to it"
low = 1
high = 2
unit = "weeks"
anchors = [{ section = 2, terms = ["1 to 2 weeks"] }]
"""
_DECIDE = """# The decision aid. Every table may be left out; `advisor framework check` names those that are.

[[importance]] # words that say how much a question matters, and the weight that they give it
weight = 3
words = ["matters? (?:the )?most"]

[[weighed]] # what a question is called by those words
question = "quiet"
words = ["quiet", "noise"]

[[readiness]]
id = "sure"
text = "Would you know which way to go today?"
mend = "Answer the open question that would settle most."

[[steps]] # if `cue`, then `action`; `done` is how one knows; `span` its part of the time
id = "try"
when = { track = { said = true } }
cue = "it is Saturday morning"
action = "I try it for an hour"
done = "I want to do it again."
span = [0.0, 1.0]
anchors = [{ section = 1, terms = ["first way"] }]

[[plan_b]]
track = "one"
text = "Plan B: begin with the second way."
anchors = [{ section = 2, terms = ["1 to 2 weeks"] }]

[[plan_b]]
track = "two"
text = "Plan B: begin with the first way."
anchors = [{ section = 2, terms = ["2 to 4 weeks"] }]

[[take_along]]
group = "To a friend"
of = "open" # once for each open question: {id}, {topic}; "refused": {question}; "contradiction": {first}, {second}
text = "On {id} I had no answer. What would you say of me?"
"""
_NAMES = """# Labs ([[lab]] id, words) and roles ([[role]] id, name, words) that a question may name, by regular expressions.

[[role]]
id = "one"
name = "first way"
words = ["first way"]

[[role]]
id = "two"
name = "second way"
words = ["second way"]
"""
_STATEMENTS = """{"text": "I like it quiet.", "labels": ["quiet=one"]}
{"text": "I love a party.", "labels": ["quiet=two"]}
{"text": "I moved here last month.", "labels": []}
"""
_BANK = """# How people ask for what the guide says; the more ways, the better.

[[fact]]
id = "time-first"
about = ["one"]
at = [{ section = 2, terms = ["2 to 4 weeks"] }]
questions = ["how long does the first way take", "time to get used to the first way"]
"""
_UNANSWERED = """# What people ask and the guide does not say.

[[topic]]
id = "price"
reason = "not_covered"
missing = "prices"
questions = ["what does it cost", "how expensive is it"]
"""


def files() -> dict[str, str]:
    """Text by the file's path in the folder."""
    digest = hashlib.sha256(_GUIDE.encode()).hexdigest()
    about = (
        "# After the text has changed: sha256sum text.txt, and the sum here.\n"
        f'id = "guide"\ntitle = "How to choose"\nauthor = ""\nyear = 2026\nurl = ""\nlicence = ""\nsha256 = "{digest}"\n'
        'reading = "markdown"\nread_from = "text.txt"\nstands_for = "guide"\n'
    )
    return {
        "framework.toml": _FRAMEWORK,
        "questions.toml": _QUESTIONS,
        "advice.toml": _ADVICE,
        "compare.toml": _COMPARE,
        "decide.toml": _DECIDE,
        "names.toml": _NAMES,
        "statements/mine.jsonl": _STATEMENTS,
        "guide/source.toml": about,
        "guide/text.txt": _GUIDE,
        "guide/questions/all.toml": _BANK,
        "guide/unanswered/all.toml": _UNANSWERED,
    }
