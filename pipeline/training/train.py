"""The recipe: passes over the examples in a shuffled order, Adam with averaged weights, one thread, fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Model, Optimizer, fix_random_seed


@dataclass(frozen=True)
class Recipe:
    """`passes` over the examples, Adam's `rate` (falling to `last` of it), `dropout`, batches of `words`, `seed`."""

    passes: int = 8
    rate: float = 5e-4
    last: float = 1.0
    dropout: float = 0.25
    words: int = 1000
    seed: int = 1


def train(base: Language, examples: Sequence[Example], recipe: Recipe) -> Iterator[float]:
    """Train the `ner` of `base` in place; yield each pass's mean loss a word."""
    fix_random_seed(recipe.seed)
    order = random.Random(recipe.seed)
    ner = base.get_pipe("ner")
    optimizer = Adam(recipe.rate, beta1=0.9, beta2=0.999, eps=1e-8, L2=0.0, grad_clip=1.0, use_averages=True)
    shuffled = list(examples)
    total = sum(len(example.predicted) for example in shuffled)
    for number in range(recipe.passes):
        order.shuffle(shuffled)
        losses: dict[str, float] = {}
        done = 0
        for batch in batches(shuffled, recipe.words):
            progress = (number + done / total) / recipe.passes
            optimizer.learn_rate = recipe.rate * (1 - (1 - recipe.last) * progress)
            ner.update(batch, drop=recipe.dropout, sgd=optimizer, losses=losses)
            done += sum(len(example.predicted) for example in batch)
        yield losses["ner"] / total
    keep_averages(ner.model, optimizer)


def keep_averages(model: Model[Any, Any], optimizer: Optimizer) -> None:
    """Set the model's weights to the averages the optimizer kept of them."""
    for node in model.walk():
        for name in node.param_names:
            average = (optimizer.averages or {}).get((node.id, name))
            if average is not None:
                node.set_param(name, average)


def batches(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    """Yield the examples in order, in batches of at least `words` words but the last."""
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.predicted)
        if size >= words:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
