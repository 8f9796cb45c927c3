"""Make the adapter and the heads: LoRA on all-MiniLM-L6-v2, taught by the question bank and the statement bank at once.

    python training/train.py [--out DIR] [--start DIR] [--smoke]

In stages: both banks alike, then more and more statements, each from what the stage before wrote; at the end
some heads once more.

Phrasings of one entry are drawn together and those of others apart (supervised contrastive loss, Khosla et al. 2020,
eq. 2); statements teach a linear head (binary cross-entropy, a label at a time). LoRA: Hu et al. 2021.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.batches import Sizes, batches, same_class
from training.heads import Refit, refit, risen_and_fallen
from training.rows import FOLLOW_UPS, GUIDE, STATEMENTS, Entry, data_sha256, entries, statements, targets
from training.saving import load, save, with_lora

from advisor.search.adapter import FOLDER
from advisor.search.statements import load_statements
from advisor.search.wording import read_as

SEED = 20261128
RANK, ALPHA = 32, 64
TEMPERATURE = 0.05
SCALE = 12.0  # a unit vector is multiplied by it before the head, so that its weights stay near one
STATEMENT_WEIGHT = 10.0
DIMENSION = 384
LONGEST = 96  # word pieces
TOGETHER = 16  # texts encoded at once
OF_CENTRE = 6  # phrasings of an entry that its centre is made of
KEPT = 0.7  # of a centre, when phrasings of its entry come by
NEAR = 8  # entries nearest to another, of which one is drawn beside it
PROJECTED = 10  # of so many phrasings one is looked at for the directions of word pieces
LOOKED_ANEW = 250  # steps after which it is looked anew which are nearest


class Stage(NamedTuple):
    """`rate` and `head_rate` are the peak learning rates of the adapter and of the heads.

    `kept` is the share of the weights before the stage in those after it: what is new is learned, and less of what was known
    is lost (Wortsman et al. 2022, Robust fine-tuning of zero-shot models).
    """

    steps: int
    sizes: Sizes
    rate: float
    head_rate: float
    kept: float = 0.0


STAGES = (
    Stage(steps=500, sizes=Sizes(entries=12, strangers=6, statements=80), rate=6e-4, head_rate=6e-3),
    Stage(steps=850, sizes=Sizes(entries=8, strangers=4, statements=112), rate=5e-4, head_rate=4e-3),
    Stage(steps=420, sizes=Sizes(entries=6, strangers=3, statements=128), rate=4e-4, head_rate=3e-3),
    Stage(steps=1100, sizes=Sizes(entries=8, strangers=4, statements=104), rate=4e-4, head_rate=3e-3),
    Stage(steps=1000, sizes=Sizes(entries=8, strangers=4, statements=112), rate=4e-4, head_rate=3e-3),
    Stage(steps=400, sizes=Sizes(entries=8, strangers=4, statements=128), rate=3e-4, head_rate=2e-3),
    Stage(steps=300, sizes=Sizes(entries=8, strangers=4, statements=128), rate=3e-4, head_rate=2e-3),
    Stage(steps=1300, sizes=Sizes(entries=8, strangers=4, statements=128), rate=4e-4, head_rate=3e-3),
    Stage(steps=600, sizes=Sizes(entries=10, strangers=4, statements=124), rate=2e-4, head_rate=1.5e-3),
    Stage(steps=700, sizes=Sizes(entries=11, strangers=4, statements=124), rate=3e-4, head_rate=2e-3, kept=0.25),
)  # fmt: skip
REFIT = Refit(
    steps=600, statements=1400, answers=100, elsewhere=70, rate=4e-3,
    only=(
        "energy=", "ambiguity=", "evaluation=", "target=",
        "act=missing", "act=askme", "act=recall", "act=repeat", "act=quiet", "act=forget", "act=next",
        "act=greet", "act=bye", "act=thanks", "act=insult", "act=laugh", "act=agree", "act=help", "act=summary",
        "act=unsure", "act=verdict", "act=whatif", "act=why", "act=whynot", "act=sure", "act=compare",
    ),
)  # fmt: skip


class Lessons:
    """All that is learned from: entries with their phrasings, statements with their labels, strangers, other talk.

    `first` statements alone, where it is given; `few` of all where one only wants to see that it runs.
    """

    def __init__(self, device: torch.device, *, first: int | None, few: bool = False) -> None:
        self.random = Random(SEED)
        self.entries, rows = entries(), statements()
        self.random.shuffle(rows)
        rows = rows[:first]
        if few:
            self.entries, rows = [replace(each, follow_ups=()) for each in self.entries[::20]], rows[::100]
        self.labels = sorted({label for row in rows for label in row.labels})
        self.wanted, self.known = (torch.from_numpy(a).to(device) for a in targets(rows, self.labels))
        self.rows, self.texts = rows, [read_as(row.heard_as) for row in rows]
        asking = {"act=ask", "act=followup", "act=foreign"}
        with_labels = [(text, {*row.labels}) for text, row in zip(self.texts, rows, strict=True) if not row.put]
        self.strangers = [text for text, labels in with_labels if "act=foreign" in labels]
        self.talk = [text for text, labels in with_labels if not asking & labels]
        self.joining = [i for i, row in enumerate(rows) if "act=tell" in row.labels and not row.put]


class Learner:
    """The published encoder with an adapter on it, and a head for each label."""

    def __init__(self, lessons: Lessons, device: torch.device) -> None:
        self.device = device
        self.model = with_lora(rank=RANK, alpha=ALPHA, longest=LONGEST, device=device)
        self.head = nn.Linear(DIMENSION, len(lessons.labels)).to(device)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -2.0)
        self.lessons = lessons

    def teach(self, stage: Stage, steps: int) -> None:
        """One stage; prints both losses every fifty steps."""
        lessons, device = self.lessons, self.device
        adapted = [p for p in self.model.parameters() if p.requires_grad]
        groups = [{"params": adapted, "lr": stage.rate}, {"params": self.head.parameters(), "lr": stage.head_rate}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: risen_and_fallen(step, steps))
        centres = self.centres()
        before = [p.detach().clone() for p in (*adapted, *self.head.parameters())]
        same_answer = torch.from_numpy(alike(lessons.entries)).to(device)
        near = nearest(centres, same_answer)
        self.model.train()
        sums, began = np.zeros(2), time.perf_counter()
        for step, batch in enumerate(
            batches(
                lessons.entries, lessons.strangers, lessons.talk, lessons.texts, lessons.joining,
                near=near, sizes=stage.sizes, steps=steps, random=lessons.random,
            )
        ):  # fmt: skip
            asked, same = self.embed(batch.phrasings), torch.from_numpy(same_class(batch.classes)).to(device)
            together = contrastive(asked, same, batch.classes, same_answer)
            together = (together + to_centres(asked, batch.classes, centres, same_answer)) / 2
            logits = self.head(SCALE * self.embed(batch.texts))
            wanted = torch.stack([lessons.wanted[[*rows]].amax(dim=0) for rows in batch.rows])
            known = torch.stack([lessons.known[[*rows]].amin(dim=0) for rows in batch.rows])
            each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
            heard = (each * known).sum(dim=1).mean()
            optimizer.zero_grad()
            (together + STATEMENT_WEIGHT / math.sqrt(len(lessons.labels)) * heard).backward()
            nn.utils.clip_grad_norm_(adapted, 1.0)
            optimizer.step()
            schedule.step()
            sums += together.item(), heard.item()
            if (step + 1) % LOOKED_ANEW == 0:
                near[:] = nearest(centres, same_answer)
            if (step + 1) % 50 == 0:
                means, seconds = sums / 50, time.perf_counter() - began
                print(f"step {step + 1:4}  together {means[0]:.3f}  heard {means[1]:.3f}  {seconds:.0f} s", flush=True)
                sums[:] = 0
        with torch.no_grad():
            for now, then in zip((*adapted, *self.head.parameters()), before, strict=True):
                now.lerp_(then, stage.kept)

    def centres(self) -> Tensor:
        """The mean of some phrasings of each entry as a unit vector, entries × 384: which entries are hard to tell apart."""
        self.model.eval()
        with torch.no_grad():
            texts = [text for entry in self.lessons.entries for text in entry.phrasings[:OF_CENTRE]]
            vectors = iter(torch.cat([self.embed(texts[at : at + 256]) for at in range(0, len(texts), 256)]))
            means = [
                torch.stack([next(vectors) for _ in entry.phrasings[:OF_CENTRE]]).mean(0) for entry in self.lessons.entries
            ]
        return nn.functional.normalize(torch.stack(means), dim=1)

    def refit(self, plan: Refit, steps: int) -> None:
        """The heads of the plan alone."""
        lessons = self.lessons
        self.model.eval()
        refit(
            self.head, lessons.labels, lessons.rows, plan,
            embed=lambda texts: self.embed(texts, exact=True), scale=SCALE, steps=steps, random=lessons.random,
        )  # fmt: skip

    def load(self, folder: Path) -> None:
        """What was saved before."""
        load(self.model, self.head, self.lessons.labels, folder, alpha=ALPHA, rank=RANK, scale=SCALE)

    def save(self, folder: Path, *, seconds: int, adapted: Path | None) -> None:
        """Adapter, heads, words and what they are made of; the matrices of the folder `adapted` as they are, where given."""
        told = (row.text for row in load_statements(STATEMENTS))
        asked = [text for entry in self.lessons.entries for text in entry.phrasings[::PROJECTED]]
        save(
            self.model, self.head, self.lessons.labels, _settings(self.lessons, seconds), folder,
            scale=SCALE, statements=told, phrasings=asked, adapted=adapted,
        )  # fmt: skip

    def embed(self, batch: list[str], *, exact: bool = False) -> Tensor:
        """Unit vectors, len(batch) × 384; texts of like lengths are encoded together, for less padding."""
        order = sorted(range(len(batch)), key=lambda i: len(batch[i]))
        found: list[Tensor] = []
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=not exact):
            for at in range(0, len(order), TOGETHER):
                features = self.model.preprocess([batch[i] for i in order[at : at + TOGETHER]])
                inputs = {k: v.to(self.device) for k, v in features.items() if isinstance(v, Tensor)}
                found.append(self.model(inputs)["sentence_embedding"])
        back = torch.tensor(order, device=self.device).argsort()
        return torch.cat(found).float()[back]


def alike(entries: Sequence[Entry]) -> NDArray[np.bool_]:
    """Entries × entries, True where two need not be told apart, since they are answered or refused alike."""
    same = np.eye(len(entries), dtype=bool)
    for i, one in enumerate(entries):
        for j, other in enumerate(entries[:i]):
            same[i, j] = same[j, i] = one.answered_as(other)
    return same


def to_centres(vectors: Tensor, classes: list[int], centres: Tensor, same_answer: Tensor) -> Tensor:
    """Cross-entropy of each phrasing's own entry among all centres, which follow what they are made of; no strangers.

    Entries with the same answer are not told apart. Prototypes as in Snell et al. 2017, kept between steps as in MoCo (He et
    al. 2020).
    """
    entry = [i for i, number in enumerate(classes) if number >= 0]
    own = torch.tensor([classes[i] for i in entry], device=vectors.device)
    others = same_answer[own].clone()
    others[torch.arange(len(own), device=own.device), own] = False
    similarity = (vectors[entry] @ centres.T.clone() / TEMPERATURE).masked_fill(others, -1e9)
    loss = nn.functional.cross_entropy(similarity, own)
    with torch.no_grad():
        for number in own.unique():
            mean = vectors[entry][own == number].mean(0)
            centres[number] = nn.functional.normalize(KEPT * centres[number] + (1 - KEPT) * mean, dim=0)
    return loss


def nearest(centres: Tensor, same_answer: Tensor) -> list[list[int]]:
    """Of each row, the numbers of the NEAR rows that are most like it and have another answer."""
    similarity = (centres @ centres.T).masked_fill(same_answer, -1)
    found: list[list[int]] = similarity.topk(min(NEAR, len(centres) - 1), dim=1).indices.tolist()
    return found


def contrastive(vectors: Tensor, same: Tensor, classes: list[int], same_answer: Tensor) -> Tensor:
    """Supervised contrastive loss of unit vectors, averaged over the rows that have a like one.

    `same` is True for rows of one entry; rows of entries with the same answer are neither like nor unlike.
    """
    similarity = vectors @ vectors.T / TEMPERATURE
    number = torch.tensor(classes, device=vectors.device)
    of_entry = (number[:, None] >= 0) & (number[None, :] >= 0)
    left_out = of_entry & same_answer[number.clamp(min=0)][:, number.clamp(min=0)] & ~same
    left_out |= torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
    log_share = similarity - torch.logsumexp(similarity.masked_fill(left_out, -1e9), dim=1, keepdim=True)
    alike = same.sum(dim=1)
    of_rows = -(log_share * same).sum(dim=1)[alike > 0] / alike[alike > 0]
    return of_rows.mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to; without it, where the package reads")
    parser.add_argument("--start", type=Path, help="an adapter of this encoder: only the heads are taught, on it")
    parser.add_argument("--statements", type=int, help="learn from the first N statements alone (learning curve)")
    parser.add_argument("--smoke", action="store_true", help="two steps of the first stage and of the heads; keeps nothing")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    with TemporaryDirectory() as temporary:
        before = options.start
        for number, stage in enumerate((*STAGES, REFIT)):
            last = stage is REFIT
            if not last and (options.start or (options.smoke and number > 0)):
                continue
            began = time.perf_counter()
            torch.manual_seed(SEED + number)
            learner = Learner(Lessons(device, first=options.statements, few=options.smoke), device)
            if before:
                learner.load(before)
            steps = 2 if options.smoke else stage.steps
            learner.teach(stage, steps) if isinstance(stage, Stage) else learner.refit(stage, steps)
            folder = options.out if last and not options.smoke else Path(temporary) / str(number)
            learner.save(folder, seconds=round(time.perf_counter() - began), adapted=before if last else None)
            before = folder


def _settings(lessons: Lessons, seconds: int) -> dict[str, object]:
    return {
        "rank": RANK, "alpha": ALPHA, "temperature": TEMPERATURE, "seed": SEED, 
        "stages": [str(stage) for stage in (*STAGES, REFIT)],
        "questions_sha256": data_sha256(GUIDE / "questions", GUIDE / "unanswered"),
        "follow_ups_sha256": data_sha256(FOLLOW_UPS), "statements_sha256": data_sha256(STATEMENTS),
        "phrasings": sum(len(each.phrasings) for each in lessons.entries),
        "follow_ups": sum(len(each.follow_ups) for each in lessons.entries),
        "statements": len(lessons.texts), "seconds_of_last_stage": seconds,
    }  # fmt: skip


if __name__ == "__main__":
    main()
