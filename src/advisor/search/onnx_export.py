"""Write the default encoder's weights as one ONNX graph: BERT, mean pooling and normalisation inside it.

Architecture: Devlin et al. 2019 (BERT), Reimers and Gurevych 2019 (mean pooling over the tokens that the mask keeps),
as the model's own config.json, 1_Pooling and 2_Normalize say. The graph takes `ids` and `mask` (int64, batch × length)
and gives `vectors` (float32, batch × 384, unit length) and `tokens` (float32, batch × length × 32, unit length), the word
pieces in fewer dimensions. Needs the package onnx; torch is not imported.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from advisor.search.adapter import Adapter
from advisor.search.encoder import TOKENS

_OPSET = 20  # the first with Gelu
_SMALL = 1_024  # bytes: constants below stay in the graph


class _Graph:
    """Collects nodes and constants; every method gives the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, **attributes: object) -> str:
        result = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [result], **attributes))
        return result

    def ints(self, *values: int) -> str:
        return self.constant("ints_" + "_".join(map(str, values)).replace("-", "m"), np.array(values, np.int64))


def export(model_folder: Path, target: Path, *, weights: str, adapter: Adapter) -> None:
    """Write the float32 graph of the model in `model_folder`, the adapter added, to `target`; its weights beside it."""
    tensors = adapter.add_to(load_file(model_folder / "model.safetensors"))
    config = json.loads((model_folder / "config.json").read_text(encoding="utf-8"))
    graph = _Graph()
    hidden = _embeddings(graph, tensors, config["layer_norm_eps"])
    bias = _mask_bias(graph)
    for layer in range(config["num_hidden_layers"]):
        hidden = _layer(graph, tensors, config, f"encoder.layer.{layer}.", hidden, bias)
    vectors = _pool(graph, hidden)
    graph.nodes.append(helper.make_node("Identity", [vectors], ["vectors"]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("ids", "mask")]
    fewer = graph.op("MatMul", hidden, graph.constant("projection", adapter.projection))
    tokens = graph.op("LpNormalization", fewer, axis=-1, p=2)
    graph.nodes.append(helper.make_node("Identity", [tokens], ["tokens"]))
    outputs = [
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", config["hidden_size"]]),
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "length", TOKENS]),
    ]
    body = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save_model(model, target, save_as_external_data=True, location=weights, size_threshold=_SMALL)


def _embeddings(graph: _Graph, weights: dict[str, NDArray[np.generic]], epsilon: float) -> str:
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    places = graph.constant("places", weights["embeddings.position_embeddings.weight"])
    kind = graph.constant("kind", weights["embeddings.token_type_embeddings.weight"][0])
    length = graph.op("Gather", graph.op("Shape", "ids"), graph.ints(1), axis=0)
    place = graph.op("Slice", places, graph.ints(0), length, graph.ints(0))
    total = graph.op("Add", graph.op("Add", graph.op("Gather", words, "ids"), place), kind)
    return _norm(graph, weights, "embeddings.LayerNorm", total, epsilon)


def _mask_bias(graph: _Graph) -> str:
    """0 where the mask keeps a token, a large negative number elsewhere; batch × 1 × 1 × length."""
    kept = graph.op("Cast", graph.op("Unsqueeze", "mask", graph.ints(1, 2)), to=TensorProto.FLOAT)
    dropped = graph.op("Sub", graph.constant("one", np.array(1, np.float32)), kept)
    return graph.op("Mul", dropped, graph.constant("far", np.array(-1e9, np.float32)))


def _layer(
    graph: _Graph, weights: dict[str, NDArray[np.generic]], config: dict[str, float], at: str, hidden: str, bias: str
) -> str:
    heads = int(config["num_attention_heads"])
    size = int(config["hidden_size"]) // heads
    apart = graph.ints(0, 0, heads, size)

    def split(name: str, order: list[int]) -> str:
        flat = _linear(graph, weights, f"{at}attention.self.{name}", hidden)
        return graph.op("Transpose", graph.op("Reshape", flat, apart), perm=order)

    scores = graph.op("MatMul", split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]))
    scaled = graph.op("Mul", scores, graph.constant("scale", np.array(size**-0.5, np.float32)))
    share = graph.op("Softmax", graph.op("Add", scaled, bias), axis=-1)
    mixed = graph.op("Transpose", graph.op("MatMul", share, split("value", [0, 2, 1, 3])), perm=[0, 2, 1, 3])
    joined = graph.op("Reshape", mixed, graph.ints(0, 0, heads * size))
    attended = graph.op("Add", _linear(graph, weights, f"{at}attention.output.dense", joined), hidden)
    middle = _norm(graph, weights, f"{at}attention.output.LayerNorm", attended, config["layer_norm_eps"])
    wide = graph.op("Gelu", _linear(graph, weights, f"{at}intermediate.dense", middle))
    out = graph.op("Add", _linear(graph, weights, f"{at}output.dense", wide), middle)
    return _norm(graph, weights, f"{at}output.LayerNorm", out, config["layer_norm_eps"])


def _pool(graph: _Graph, hidden: str) -> str:
    kept = graph.op("Cast", graph.op("Unsqueeze", "mask", graph.ints(2)), to=TensorProto.FLOAT)
    total = graph.op("ReduceSum", graph.op("Mul", hidden, kept), graph.ints(1), keepdims=0)
    mean = graph.op("Div", total, graph.op("ReduceSum", kept, graph.ints(1), keepdims=0))
    return graph.op("LpNormalization", mean, axis=-1, p=2)


def _linear(graph: _Graph, weights: dict[str, NDArray[np.generic]], name: str, data: str) -> str:
    product = graph.op("MatMul", data, graph.constant(f"{name}.w", weights[f"{name}.weight"].T))
    return graph.op("Add", product, graph.constant(f"{name}.b", weights[f"{name}.bias"]))


def _norm(graph: _Graph, weights: dict[str, NDArray[np.generic]], name: str, data: str, epsilon: float) -> str:
    gain, shift = (graph.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
    return graph.op("LayerNormalization", data, gain, shift, axis=-1, epsilon=epsilon)
