"""Write what was trained: the adapter's matrices and the heads in a safetensors file each, the words of the statements and
what all is made of beside them.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import tomli_w
import torch
from numpy.typing import NDArray
from peft import LoraConfig
from safetensors.numpy import save_file
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer
from torch import nn

from advisor.checksum import file_sha256
from advisor.search.adapter import ABOUT, HEADS, MATRICES, PROJECTION, WORDS, Adapter
from advisor.search.encoder import TOKENS
from advisor.search.weights import verified_folder
from advisor.search.wording import english_words, field_words, read_as, words

ADAPTED = r".*encoder\.layer\.[1-5]\..*(query|key|value|dense)"  # the first layer stays as published: it saves time
TARGET, KNOWN = 3, 5  # uses from which on a right word is one that spelling is mended towards, and any word is let be


def save(
    model: SentenceTransformer, head: nn.Linear, labels: Sequence[str], settings: Mapping[str, object], folder: Path,
    *, scale: float, statements: Iterable[str], phrasings: Sequence[str], adapted: Path | None,
) -> None:  # fmt: skip
    """Matrices in half precision: of each linear layer `…A` (rank × in) and `…B` (out × rank, times alpha / rank).

    Those in the folder `adapted` are kept as they are, where the heads alone were taught.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if adapted is not None:
        if adapted.resolve() != folder.resolve():
            shutil.copyfile(adapted / MATRICES, folder / MATRICES)
    else:
        tensors = lora(model, alpha=int(str(settings["alpha"])), rank=int(str(settings["rank"])))
        save_file({**tensors, PROJECTION: projection(model, phrasings).astype(np.float16)}, folder / MATRICES)
    weight, bias = (each.detach().cpu().numpy() for each in (head.weight, head.bias))
    save_file({"weight": (scale * weight).astype(np.float16), "bias": bias.astype(np.float32)}, folder / HEADS)
    (folder / WORDS).write_text("".join(f"{line}\n" for line in vocabulary(statements)), encoding="utf-8")
    sha256, of_heads, of_words = (file_sha256(folder / name) for name in (MATRICES, HEADS, WORDS))
    about = {
        "sha256": sha256, "heads_sha256": of_heads, "words_sha256": of_words, "date": date.today().isoformat(),
        "labels": list(labels), "training": dict(settings),
    }  # fmt: skip
    (folder / ABOUT).write_text(tomli_w.dumps(about), encoding="utf-8")
    print(f"{folder / MATRICES}: {(folder / MATRICES).stat().st_size / 1e6:.1f} MB, sha256 {sha256}")


def with_lora(*, rank: int, alpha: int, longest: int, device: torch.device) -> SentenceTransformer:
    """The published encoder with an adapter that has learned nothing yet; `longest` in word pieces."""
    options = {"attn_implementation": "eager"}
    model = SentenceTransformer(str(verified_folder()), device=str(device), local_files_only=True, model_kwargs=options)
    model.max_seq_length = longest
    model.add_adapter(LoraConfig(r=rank, lora_alpha=alpha, target_modules=ADAPTED))
    return model


def lora(model: SentenceTransformer, *, alpha: int, rank: int) -> dict[str, NDArray[np.float16]]:
    """The adapter's matrices in half precision, those named `….B` times alpha / rank."""
    scales = {"A": 1.0, "B": alpha / rank}
    return {name: (scales[name[-1]] * value.detach().cpu().numpy()).astype(np.float16) for name, value in _lora(model)}


def projection(model: SentenceTransformer, texts: Sequence[str]) -> NDArray[np.float64]:
    """The principal directions, about the origin, of the texts' word pieces."""
    found = model.encode(list(texts), output_value="token_embeddings", show_progress_bar=False)
    pieces = np.concatenate([np.asarray(each.cpu(), np.float64)[1:-1] for each in found])
    return principal(pieces / np.linalg.norm(pieces, axis=1, keepdims=True))


def principal(pieces: NDArray[np.float64]) -> NDArray[np.float64]:
    """The TOKENS directions, shape (dimension, TOKENS), that hold most of the unit vectors in the rows."""
    _, directions = np.linalg.eigh(pieces.T @ pieces)  # by growing share
    return np.asarray(directions[:, : -TOKENS - 1 : -1])


def vocabulary(statements: Iterable[str]) -> Iterator[str]:
    """`word uses` of each right word that is used often enough, `word` alone of one that is in no dictionary; sorted."""
    counted = Counter(word for text in statements for word in words(read_as(text)) if word.isalpha())
    right = english_words() | field_words()
    for word, uses in sorted(counted.items()):
        if word in right and uses >= TARGET:
            yield f"{word} {uses}"
        elif word not in right and uses >= KNOWN:
            yield word


def load(
    model: SentenceTransformer, head: nn.Linear, labels: Sequence[str], folder: Path,
    *, alpha: int, rank: int, scale: float,
) -> None:  # fmt: skip
    """Set the adapter and the heads of the labels to what `save` wrote; a label that is new there stays as it is."""
    tensors, heads = load_file(folder / MATRICES), load_file(folder / HEADS)
    known = list(Adapter.open(folder).labels)
    with torch.no_grad():
        for name, value in _lora(model):
            value.copy_(tensors[name].float() / (alpha / rank if name.endswith(".B") else 1.0))
        for row, label in enumerate(labels):
            if label in known:
                head.weight[row] = heads["weight"][known.index(label)].float() / scale
                head.bias[row] = heads["bias"][known.index(label)].float()


def _lora(model: SentenceTransformer) -> Iterator[tuple[str, nn.Parameter]]:
    """The adapter's parameters by the layer that they are added to: `encoder.layer.1.attention.self.query.A`."""
    for name, value in model.named_parameters():
        for part in ("A", "B"):
            if f".lora_{part}." in name:
                yield f"{name[name.index('encoder.layer.') : name.index('.lora_')]}.{part}", value
