"""Make the adapter for sources on any subject: LoRA on all-MiniLM-L6-v2, and a projection of its word pieces.

    python training/public.py [--data DIR] [--out DIR] [--smoke]

Learned from training/documents and a half of the public sets (training/questions.py). A question is drawn to the sentences
that answer it and away from all others of its batch, those of its own document among them (InfoNCE, van den Oord et al.
2018): by the cosine of their vectors, and by late interaction (the mean of each piece's best cosine; Khattab and Zaharia
2020, eq. 3, there as a sum). Whether the document answers at all is told by the best of both (logistic loss).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
import tomli_w
import torch
from safetensors.numpy import save_file
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.heads import risen_and_fallen
from training.questions import DOCUMENTS, Document, Question, files, public, written
from training.saving import lora, principal, with_lora

from advisor.checksum import file_sha256, files_sha256
from advisor.search.adapter import ABOUT, MATRICES, PROJECTION, PUBLIC
from advisor.search.encoder import TOKENS

SEED = 20261130
RANK, ALPHA = 16, 32
STEPS, RATE = 1_200, 3e-4
BY_VECTOR, BY_PIECES = 0.05, 0.03  # temperatures
LONGEST = 160  # word pieces
TOGETHER = 24  # texts encoded at once
DOCUMENTS_A_STEP, QUESTIONS_OF_EACH, SENTENCES_OF_EACH = 6, 5, 18
SHARES = {"written": 5.0, "squad2": 2.0, "xquad": 1.5, "qed": 1.2, "selqa": 1.2, "clapnq": 1.0}  # of the documents drawn
LOOKED_AT = 60  # documents that the first directions are taken from


class Encoded(NamedTuple):
    """Unit vectors, texts × 384, and of each text the states of its word pieces, pieces × 384."""

    vectors: Tensor
    states: list[Tensor]


class Learner:
    """The published encoder with LoRA on it, and the projection."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.model = with_lora(rank=RANK, alpha=ALPHA, longest=LONGEST, device=torch.device("cpu"))
        self.random = Random(SEED)
        self.by_set: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            self.by_set[document.set].append(document)
        some = self.random.sample(list(documents), min(LOOKED_AT, len(documents)))
        self.model.eval()
        with torch.no_grad():
            texts = [text for document in some for text in (*document.sentences[:6], document.questions[0].text)]
            pieces = torch.cat([nn.functional.normalize(each, dim=1) for each in self.encode(texts).states])
        self.projection = nn.Parameter(torch.tensor(principal(pieces.double().numpy()).copy(), dtype=torch.float32))
        self.sure = nn.Parameter(torch.tensor([10.0, 10.0, -12.0]))  # of the best vector, the best pieces, and alone

    def encode(self, texts: Sequence[str]) -> Encoded:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors: dict[int, Tensor] = {}
        states: dict[int, Tensor] = {}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for at in range(0, len(order), TOGETHER):
                rows = order[at : at + TOGETHER]
                found = self.model(self.model.preprocess([texts[i] for i in rows]))
                for i, vector, of_each, mask in zip(
                    rows, found["sentence_embedding"], found["token_embeddings"], found["attention_mask"], strict=True
                ):
                    vectors[i], states[i] = vector.float(), of_each[mask.bool()][1:-1].float()
        in_order = range(len(texts))
        whole = nn.functional.normalize(torch.stack([vectors[i] for i in in_order]), dim=1)
        return Encoded(whole, [states[i] for i in in_order])

    def drawn(self) -> tuple[list[str], Tensor, list[tuple[int, Question, dict[int, int]]]]:
        """Sentences, the document of each, and questions: the document's number and where its sentences stand."""
        names = list(self.by_set)
        chosen = self.random.choices(names, [SHARES[name] for name in names], k=DOCUMENTS_A_STEP)
        sentences: list[str] = []
        owners: list[int] = []
        asked: list[tuple[int, Question, dict[int, int]]] = []
        for number, name in enumerate(chosen):
            document = self.random.choice(self.by_set[name])
            questions = self.random.sample(document.questions, min(QUESTIONS_OF_EACH, len(document.questions)))
            needed = set().union(*(question.right for question in questions))
            others = [i for i in range(len(document.sentences)) if i not in needed]
            self.random.shuffle(others)
            kept = sorted(needed | set(others[: max(0, SENTENCES_OF_EACH - len(needed))]))
            places = {i: len(sentences) + at for at, i in enumerate(kept)}
            sentences += [document.sentences[i] for i in kept]
            owners += [number] * len(kept)
            asked += [(number, question, places) for question in questions]
        return sentences, torch.tensor(owners), asked

    def loss(self) -> tuple[Tensor, Tensor, Tensor]:
        """By vector, by pieces, and of being answerable."""
        sentences, owners, asked = self.drawn()
        there, questions = self.encode(sentences), self.encode([question.text for _, question, _ in asked])
        cosine = questions.vectors @ there.vectors.T
        aligned = late([self.pieces(s) for s in questions.states], [self.pieces(s) for s in there.states])
        by_vector, by_pieces, logits, answerable = [], [], [], []
        for i, (number, question, places) in enumerate(asked):
            own = owners == number
            logits.append(torch.stack([cosine[i][own].max(), aligned[i][own].max(), torch.tensor(1.0)]) @ self.sure)
            answerable.append(float(bool(question.right)))
            right = [places[n] for n in question.right]
            if right:
                by_vector.append(drawn_to(right, cosine[i] / BY_VECTOR))
                by_pieces.append(drawn_to(right, aligned[i] / BY_PIECES))
        told = nn.functional.binary_cross_entropy_with_logits(torch.stack(logits), torch.tensor(answerable))
        none = [torch.zeros(())]
        return torch.stack(by_vector or none).mean(), torch.stack(by_pieces or none).mean(), told

    def pieces(self, states: Tensor) -> Tensor:
        return nn.functional.normalize(states @ self.projection, dim=1)

    def teach(self, steps: int) -> None:
        """Prints the three losses every fifty steps."""
        adapted = [p for p in self.model.parameters() if p.requires_grad]
        rates = ((adapted, RATE), ([self.projection], 2 * RATE), ([self.sure], 0.05))
        groups = [{"params": those, "lr": rate} for those, rate in rates]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: risen_and_fallen(step, steps))
        self.model.train()
        sums, began = np.zeros(3), time.perf_counter()
        for step in range(steps):
            losses = self.loss()
            optimizer.zero_grad()
            torch.stack(losses).sum().backward()
            nn.utils.clip_grad_norm_(adapted, 1.0)
            optimizer.step()
            schedule.step()
            sums += [loss.item() for loss in losses]
            if (step + 1) % 50 == 0:
                print(f"step {step + 1:4}", (sums / 50).round(3), f"{time.perf_counter() - began:.0f} s", flush=True)
                sums[:] = 0


def late(asked: Sequence[Tensor], there: Sequence[Tensor]) -> Tensor:
    """The mean over a question's pieces of their best cosine in a sentence, questions × sentences."""
    padded = nn.utils.rnn.pad_sequence(list(there), batch_first=True)
    missing = torch.zeros(padded.shape[:2])
    for row, pieces in enumerate(there):
        missing[row, len(pieces) :] = -2.0
    found = []
    for pieces in asked:
        best = (torch.einsum("qd,sld->sql", pieces, padded) + missing[:, None]).amax(dim=2)
        found.append(best.mean(dim=1) if len(pieces) else torch.zeros(len(there)))
    return torch.stack(found)


def drawn_to(right: Sequence[int], similarity: Tensor) -> Tensor:
    """Minus the log of the share that the right sentences have among all."""
    return torch.logsumexp(similarity, dim=0) - torch.logsumexp(similarity[list(right)], dim=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DOCUMENTS.parents[2] / "shared" / "eval" / "public", help="public sets")
    parser.add_argument("--out", type=Path, default=PUBLIC, help="folder to write to; without it, where the package reads")
    parser.add_argument("--smoke", action="store_true", help="two steps; keeps nothing")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    documents = [*written(learned=True), *public(options.data)]
    learner, began = Learner(documents), time.perf_counter()
    learner.teach(2 if options.smoke else STEPS)
    if options.smoke:
        return
    options.out.mkdir(parents=True, exist_ok=True)
    tensors = lora(learner.model, alpha=ALPHA, rank=RANK)
    save_file({**tensors, PROJECTION: learner.projection.detach().numpy().astype(np.float16)}, options.out / MATRICES)
    about = {
        "sha256": file_sha256(options.out / MATRICES), "date": date.today().isoformat(),
        "training": {
            "rank": RANK, "alpha": ALPHA, "steps": STEPS, "rate": RATE, "seed": SEED, "pieces": TOKENS,
            "documents_sha256": files_sha256(files(learned=True)),
            "questions": sum(len(each.questions) for each in documents),
            "of_sets": {name: len(those) for name, those in learner.by_set.items()},
            "licences": "half of SQuAD 2.0 and XQuAD (CC BY-SA 4.0), CLAPnq (Apache-2.0, text CC BY-SA 3.0), QED (text "
            "CC BY-SA 3.0), SelQA (Apache-2.0); training/documents (ours)",
            "seconds": round(time.perf_counter() - began),
        },
    }  # fmt: skip
    (options.out / ABOUT).write_text(tomli_w.dumps(about), encoding="utf-8")


if __name__ == "__main__":
    main()
