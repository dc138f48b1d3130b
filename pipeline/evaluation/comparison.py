"""Two runs over the same gold: what got better, what got worse, and whether it may be noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.folders import Records
from pipeline.evaluation.mistakes import Mistake, mistakes_of
from pipeline.evaluation.report import HEADLINES, Documents
from pipeline.evaluation.tally import Metric, Tally, add_up, paired_p

ALPHA = 0.05
_FEWEST = 6


class Change(NamedTuple):
    """A metric before and after. `p`: of the paired test; `holm`: corrected for how many metrics are compared.

    `verdict`: `same`, `better`, `worse`, or `noise` where chance may have made the difference.
    """

    metric: str
    before: float
    after: float
    p: float
    holm: float
    verdict: str


def compare_runs(before: Documents, after: Documents, metrics: Sequence[Metric] = HEADLINES) -> list[Change]:
    """Return the changes of the metrics that have counts, over the documents of `after`.

    Sound per metric by `paired_p`; a verdict rests on p corrected by Holm (1979) over the metrics that differ.
    """
    docs = sorted(after)
    pair = [before.get(doc, {}) for doc in docs], [after[doc] for doc in docs]
    one, two = add_up(pair[0]), add_up(pair[1])
    rows = []
    for metric in metrics:
        if any(one.get(metric, ())) or any(two.get(metric, ())):
            old, new = one.get(metric, Tally()).f1, two.get(metric, Tally()).f1
            rows.append((metric, old, new, 1.0 if old == new else paired_p(*pair, metric)))
    corrected = _holm([row[3] for row in rows if row[1] != row[2]])
    changes = []
    for metric, old, new, p in rows:
        holm = 1.0 if old == new else corrected[p]
        changes.append(Change(str(metric), old, new, p, holm, _verdict(old, new, holm)))
    return changes


def _holm(values: Sequence[float]) -> dict[float, float]:
    """Return, for each p, its value corrected for all of them."""
    result: dict[float, float] = {}
    highest = 0.0
    for rank, p in enumerate(sorted(values)):
        highest = max(highest, min(1.0, (len(values) - rank) * p))
        result.setdefault(p, highest)
    return result


def _verdict(before: float, after: float, p: float) -> str:
    if before == after:
        return "same"
    if p >= ALPHA:
        return "noise"
    return "better" if after > before else "worse"


def changed_mistakes(
    gold: Mapping[str, Records], before: Mapping[str, Records], after: Mapping[str, Records]
) -> tuple[list[Mistake], list[Mistake]]:
    """Return the mistakes that only the run before makes (mended), and those that only the run after makes."""
    sides: list[Counter[Mistake]] = []
    for run in (before, after):
        found: Counter[Mistake] = Counter()
        for doc, records in gold.items():
            mistakes = mistakes_of(records, run.get(doc, Records(doc, (), ())))
            found.update(mistake._replace(rule="", gold="", predicted="") for mistake in mistakes)
        sides.append(found)
    return sorted((sides[0] - sides[1]).elements()), sorted((sides[1] - sides[0]).elements())


def print_changes(console: Console, split: str, changes: Sequence[Change], documents: int) -> None:
    """Print the table of changes, then what may be said."""
    table = Table(title=f"against, {split}", title_justify="left")
    table.add_column("metric", no_wrap=True)
    for name in ("before", "after", "difference", "p", "p Holm"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for change in changes:
        difference = f"{change.after - change.before:+.3f}"
        numbers = (f"{change.before:.3f}", f"{change.after:.3f}", difference)
        table.add_row(change.metric, *numbers, f"{change.p:.3f}", f"{change.holm:.3f}", change.verdict)
    console.print(table)
    for verdict in ("better", "worse"):
        names = [change.metric for change in changes if change.verdict == verdict]
        console.print(f"{verdict}: {', '.join(names) or 'nothing beyond chance'}", markup=False)
    if documents < _FEWEST and any(change.verdict == "noise" for change in changes):
        least = 2 / 2**documents
        line = f"with {documents} documents no p is below {least:.3f}: this test can't tell a change from noise"
        console.print(line, markup=False)


def print_changed_mistakes(
    console: Console, split: str, mended: Sequence[Mistake], new: Sequence[Mistake]
) -> None:
    """Print how many mistakes of each type and kind went and came."""
    gone, come = (Counter((m.sort, m.kind) for m in side) for side in (mended, new))
    if not gone and not come:
        console.print(f"{split}: the same mistakes", markup=False)
        return
    table = Table(title=f"mistakes mended and new, {split}", title_justify="left")
    for name in ("type", "kind", "mended", "new"):
        table.add_column(name, justify="left" if name in ("type", "kind") else "right", no_wrap=True)
    for sort, kind in sorted({*gone, *come}):
        table.add_row(sort, kind, str(gone[sort, kind]), str(come[sort, kind]))
    table.add_row("all", "", str(len(mended)), str(len(new)), style="bold")
    console.print(table)


def changes_as_json(changes: Sequence[Change], mended: Sequence[Mistake], new: Sequence[Mistake]) -> dict[str, Any]:
    """Return the comparison as plain values, mistakes as counts."""
    return {
        "changes": [change._asdict() for change in changes],
        "mended": dict(sorted(Counter(f"{m.sort} {m.kind}" for m in mended).items())),
        "new": dict(sorted(Counter(f"{m.sort} {m.kind}" for m in new).items())),
    }
