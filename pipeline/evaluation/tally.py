"""Counts and what is drawn from them: precision, recall, F1, bootstrap intervals, a paired test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy import floating
    from numpy.typing import NDArray

SAMPLES = 1000
SEED = 1815
EXACT_UP_TO = 12


class Metric(NamedTuple):
    """What is measured: a table (`mention`, `relation`…), one of its rows, how a match is judged."""

    table: str
    row: str
    measure: str

    def __str__(self) -> str:
        return "/".join(self)


class Tally(NamedTuple):
    """How many gold records, predicted records, and matched pairs.

    An accuracy is a tally too: of the matched pairs (gold and predicted alike) so many are right.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the sum."""
        return Tally(self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched)

    @property
    def precision(self) -> float:
        """Matched over predicted; 0 when nothing was predicted."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Matched over gold; 0 when there was nothing to find."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both sides are empty."""
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else 0.0


Tallies = dict[Metric, Tally]


def add_up(documents: Iterable[Mapping[Metric, Tally]]) -> Tallies:
    """Return the sum of the documents' tallies."""
    total: Tallies = defaultdict(Tally)
    for tallies in documents:
        for metric, tally in tallies.items():
            total[metric] = total[metric].plus(tally)
    return dict(total)


def macro_f1(total: Mapping[Metric, Tally], table: str, measure: str) -> float | None:
    """Return the mean F1 of a table's rows that have gold, `all` set aside; None when there are none."""
    scores = [
        tally.f1
        for metric, tally in total.items()
        if metric.table == table and metric.measure == measure and metric.row != "all" and tally.gold
    ]
    return sum(scores) / len(scores) if scores else None


def intervals(documents: Sequence[Mapping[Metric, Tally]]) -> dict[Metric, tuple[float, float]]:
    """Return 95 % intervals of F1 by a seeded percentile bootstrap over documents (Efron 1979)."""
    import numpy

    if not documents:
        return {}
    count = len(documents)
    draws = numpy.random.default_rng(SEED).multinomial(count, [1 / count] * count, size=SAMPLES)
    result = {}
    for metric in {metric for tallies in documents for metric in tallies}:
        counts = numpy.array([tallies.get(metric, Tally()) for tallies in documents])
        gold, predicted, matched = (draws @ counts).T
        total = gold + predicted
        scores = numpy.divide(2 * matched, total, out=numpy.zeros(len(total)), where=total > 0)
        low, high = numpy.percentile(scores, [2.5, 97.5])
        result[metric] = (float(low), float(high))
    return result


def paired_p(
    before: Sequence[Mapping[Metric, Tally]], after: Sequence[Mapping[Metric, Tally]], metric: Metric
) -> float:
    """Return the two-sided p of the F1 difference between two runs over the same documents in one order.

    Approximate randomization by document (Noreen 1989; Yeh 2000): the runs' counts are swapped at random, or
    in every way when there are at most twelve documents.
    """
    import numpy

    one = numpy.array([tallies.get(metric, Tally()) for tallies in before])
    two = numpy.array([tallies.get(metric, Tally()) for tallies in after])
    count = len(one)
    if not count:
        return 1.0
    if count <= EXACT_UP_TO:
        swaps = (numpy.arange(2**count)[:, None] >> numpy.arange(count)) & 1
    else:
        swaps = numpy.random.default_rng(SEED).integers(0, 2, size=(10 * SAMPLES, count))
        swaps[0] = 0
    left = _f1s(swaps @ two + (1 - swaps) @ one)
    right = _f1s(swaps @ one + (1 - swaps) @ two)
    differences = numpy.abs(left - right)
    observed = abs(float(_f1s(one.sum(axis=0)[None])[0] - _f1s(two.sum(axis=0)[None])[0]))
    return float((differences >= observed - 1e-12).mean())


def _f1s(counts: NDArray[Any]) -> NDArray[floating[Any]]:
    """Return the F1 of each row of (gold, predicted, matched)."""
    import numpy

    total = counts[:, 0] + counts[:, 1]
    scores: NDArray[floating[Any]] = numpy.zeros(len(total))
    numpy.divide(2 * counts[:, 2], total, out=scores, where=total > 0)
    return scores
