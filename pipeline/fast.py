"""What makes the model faster without changing what it says."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import numpy
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

_EMBED = ("extract_features>>", ">>ragged2list")
_ROWS = 50_000


def multiply_with_numpy(nlp: Language) -> None:
    """Let the pipeline's networks multiply matrices with numpy rather than BLIS: half the time on a CPU.

    Source: measured, `make bench`; equality with plain spaCy held by tests/unit/test_fast.py.
    """
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None and hasattr(model, "walk"):
            for node in model.walk():
                node.ops = ops


def index_lemmas(nlp: Language) -> None:
    """Let the lemmatizer look its known words up in sets rather than lists of many thousands."""
    for _, component in nlp.pipeline:
        lookups = getattr(component, "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            table = lookups.get_table("lemma_index")
            for part_of_speech in list(table):
                table[part_of_speech] = frozenset(table[part_of_speech])


def remember_words(nlp: Language) -> None:
    """Let the networks' first layers, which see one word at a time, work each word out once.

    The rows of the words seen last are kept, at most 50 000 a network (19 MB); `forget_words` empties them.
    Source: measured, `make bench`; equality with plain spaCy held by tests/unit/test_fast.py.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is None or not hasattr(model, "walk"):
            continue
        for node in list(model.walk()):
            for index, layer in enumerate(node.layers):
                if _is_embedding(layer.name):
                    node.layers[index] = _remembering(layer)


def forget_words(nlp: Language) -> None:
    """Empty what `remember_words` kept."""
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(getattr(component, "model", None), "walk") else ():
            if node.name == "remembered":
                node.attrs["rows"].clear()


def _is_embedding(name: str) -> bool:
    return name.startswith(_EMBED[0]) and name.endswith(_EMBED[1]) and name.count(_EMBED[1]) == 1


def _remembering(layer: Model[Any, Any]) -> Model[Any, Any]:
    return Model("remembered", _look_up, layers=[layer], ops=layer.ops, attrs={"rows": WordRows()}, dims={"nO": layer.get_dim("nO")})


def _look_up(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
    if is_train:
        return model.layers[0](docs, is_train)
    rows: WordRows = model.attrs["rows"]
    return rows.of(docs, model.layers[0]), lambda gradient: gradient


class WordRows:
    """The rows a layer gives for words (form, norm, blank after it), by the order in which they were first seen."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all words."""
        self.places: dict[tuple[int, int, int], int] = {}
        self.table: Any = None

    def of(self, docs: list[Doc], layer: Model[Any, Any]) -> list[Any]:
        """Return the docs' rows, a float array of shape (words, width) each."""
        if len(self.places) > _ROWS:
            self.clear()
        keys = [list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())) for doc in docs]
        unseen = list(dict.fromkeys(key for doc_keys in keys for key in doc_keys if key not in self.places))
        if unseen:
            self._add(unseen, docs, layer)
        elif self.table is None:
            return list(layer.predict(docs))
        places = self.places
        return [self.table[[places[key] for key in doc_keys]] for doc_keys in keys]

    def _add(self, unseen: list[tuple[int, int, int]], docs: list[Doc], layer: Model[Any, Any]) -> None:
        vocab = docs[0].vocab
        words = Doc(vocab, words=[vocab.strings[key[0]] for key in unseen], spaces=[bool(key[2]) for key in unseen])
        for token, key in zip(words, unseen, strict=True):
            if token.norm != key[1]:
                token.norm_ = vocab.strings[key[1]]
        fresh = layer.predict([words])[0]
        self.table = fresh if self.table is None else numpy.concatenate([self.table, fresh])
        self.places.update(zip(unseen, range(len(self.places), len(self.places) + len(unseen)), strict=True))


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Return a block in which matrices are multiplied by one thread: the models' are too small to share out."""
    return _libraries().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]


def keep_out_of_collections() -> None:
    """Keep all that is loaded out of the garbage collector's rounds: the model and the rules stay for good.

    Without it every full collection walks through some million objects that never go.
    """
    gc.collect()
    gc.freeze()
