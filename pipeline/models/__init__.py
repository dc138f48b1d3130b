"""The entity recognizer of our own: what training added to the pinned model's `ner`, and how it is put back.

`wikinews.npz` holds, for each array of weights, its difference from the pinned model's in a few whole steps, and the step of
each row (numpy's own format, never unpickled). `MODEL.md` says what it learned from, how, and under which licences.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.language import Language

from pipeline.errors import DepecheError

FOLDER = Path(__file__).parent
STEPS = 15
Array = NDArray[Any]


def path_of(name: str) -> Path:
    """Return the file of a recognizer's weights."""
    return FOLDER / f"{name}.npz"


def base_of(nlp: Language) -> str:
    """Return a model's name with its version, as recorded beside the weights trained from it."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"


def save(trained: Language, base: Language, path: Path) -> int:
    """Write what sets the `ner` of `trained` apart from that of `base`; return the file's size in bytes."""
    arrays: dict[str, Array] = {"base": numpy.array(base_of(base))}
    plain = {key: layer.get_param(name) for key, layer, name in _weights(base)}
    for key, layer, name in _weights(trained):
        change = _rows(layer.get_param(name) - plain[key])
        step = numpy.abs(change).max(axis=1, keepdims=True) / STEPS
        arrays[f"{key}.step"] = step.astype("float32")
        arrays[key] = numpy.rint(change / numpy.where(step, step, 1)).astype("int8")
    numpy.savez_compressed(path, allow_pickle=False, **arrays)
    return path.stat().st_size


def load(nlp: Language, path: Path) -> None:
    """Add the saved change to the weights of the model's `ner`. Raises DepecheError when it was learned on another model."""
    with numpy.load(path, allow_pickle=False) as arrays:
        base = str(arrays["base"])
        if base != base_of(nlp):
            raise DepecheError(f"weights for {base}, but the model is {base_of(nlp)}", path=path, remedy=f"install {base}")
        for key, layer, name in _weights(nlp):
            plain = layer.get_param(name)
            change = arrays[key].astype("float32") * arrays[f"{key}.step"]
            layer.set_param(name, plain + change.reshape(plain.shape))


def _weights(nlp: Language) -> Iterator[tuple[str, Any, str]]:
    """Yield key, layer and name of each array of weights of the `ner`, in the network's order."""
    for number, layer in enumerate(nlp.get_pipe("ner").model.walk()):
        for name in layer.param_names:
            yield f"{number}.{name}", layer, name


def _rows(array: Array) -> Array:
    return array.reshape(len(array), -1) if array.ndim > 1 else array.reshape(1, -1)
