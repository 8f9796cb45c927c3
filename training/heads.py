"""Teach heads alone, with the adapter as it is: every text is encoded once, so that a step is cheap and looks at many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import torch
from torch import Tensor, nn
from training.rows import LEANINGS, elsewhere, targets

from advisor.search.statements import Statement
from advisor.search.wording import read_as

AT_ONCE = 4_096  # texts handed over for encoding
WARM_UP = 0.06  # share of the steps
NEW_LABEL = 5  # times as many steps for heads that begin at nothing, taught alone ahead of the others


class Refit(NamedTuple):
    """The heads of the labels that begin with one of `only`, and what a step looks at.

    That is so many `statements` of all, so many once more that answer the question put before them (`answers`), and so many
    put behind a question that they say nothing on (`elsewhere`); `rate` is the peak learning rate.
    """

    steps: int
    statements: int
    answers: int
    elsewhere: int
    rate: float
    only: tuple[str, ...]


def refit(
    head: nn.Linear, labels: Sequence[str], rows: Sequence[Statement], plan: Refit,
    *, embed: Callable[[list[str]], Tensor], scale: float, steps: int, random: Random,
) -> None:  # fmt: skip
    """`embed` gives unit vectors, texts × dimension; the head hears them times `scale`. Prints the loss every 100 steps."""
    aside = elsewhere(list(dict.fromkeys(rows)), random)
    everything = [*rows, *aside]
    wanted, known = (torch.from_numpy(each) for each in targets(everything, labels))
    texts = {text: i for i, text in enumerate(dict.fromkeys(read_as(row.heard_as) for row in everything))}
    unique = list(texts)
    with torch.no_grad():
        vectors = torch.cat([embed(unique[at : at + AT_ONCE]).cpu() for at in range(0, len(unique), AT_ONCE)])
    place = torch.tensor([texts[read_as(row.heard_as)] for row in everything])
    answering = [i for i, row in enumerate(rows) if row.put in LEANINGS and _answers(row)]
    untaught = [i for i in range(len(labels)) if not head.weight[i].any()]
    chosen = [i for i, label in enumerate(labels) if label.startswith(plan.only)]

    def teach(which: list[int], steps: int) -> None:
        learner = nn.Linear(vectors.shape[1], len(which))
        with torch.no_grad():
            learner.weight.copy_(head.weight[which])
            learner.bias.copy_(head.bias[which])
        optimizer = torch.optim.AdamW(learner.parameters(), lr=plan.rate, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: risen_and_fallen(step, steps))
        for step in range(steps):
            numbers = torch.tensor(
                [
                    *random.choices(range(len(rows)), k=plan.statements),
                    *random.choices(answering, k=plan.answers if answering else 0),
                    *random.choices(range(len(rows), len(everything)), k=plan.elsewhere if aside else 0),
                ]
            )
            logits = learner(scale * vectors[place[numbers]])
            each = nn.functional.binary_cross_entropy_with_logits(logits, wanted[numbers][:, which], reduction="none")
            loss = (each * known[numbers][:, which]).sum(dim=1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            if (step + 1) % 100 == 0:
                print(f"heads, step {step + 1:4}  heard {loss.item():.3f}", flush=True)
        with torch.no_grad():
            head.weight[which] = learner.weight.to(head.weight.device)
            head.bias[which] = learner.bias.to(head.bias.device)

    if untaught:
        teach(untaught, NEW_LABEL * steps)
    teach(chosen, steps)


def _answers(row: Statement) -> bool:
    return any(label.startswith(f"{row.put}=") for label in row.labels)


def risen_and_fallen(step: int, steps: int) -> float:
    """Of the learning rate: linear warm-up, then linear decay to nothing."""
    warm = max(1, int(WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))
