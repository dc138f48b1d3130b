"""Scores as tables for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from pipeline.evaluation.extra import LINKING, ROLES, TEMPORAL
from pipeline.evaluation.mistakes import Mistake, count_by_rule
from pipeline.evaluation.semeval import SCHEMES, SemEval
from pipeline.evaluation.tally import Metric, Tallies, Tally, add_up, intervals, macro_f1
from pipeline.vocabulary import MENTION_TYPES

Documents = Mapping[str, Tallies]
MENTION_MEASURES = ("exact", "overlap", "value")
RELATION_MEASURES = ("fact", "polarity", "modality", "full", "mention", "document", "aligned")
SemEvals = Mapping[str, Mapping[str, SemEval]]
HEADLINES = (
    *(
        Metric("mention", type_, measure)
        for type_ in (*MENTION_TYPES, "all")
        for measure in ("exact", "value")
    ),
    *(Metric("relation", "all", measure) for measure in RELATION_MEASURES),
    Metric("coreference", "nominals", "value"),
)

GROUP_METRICS = (
    Metric("mention", "all", "exact"),
    Metric("mention", "all", "value"),
    Metric("relation", "all", "fact"),
)


def print_scores(console: Console, split: str, documents: Documents, semeval: SemEvals) -> None:
    """Print the split's tables."""
    total = add_up(documents.values())
    bounds = intervals(list(documents.values()))
    title = f"{split}: {len(documents)} documents"
    order = {type_: index for index, type_ in enumerate((*MENTION_TYPES, "all"))}
    _score_table(console, f"mentions, {title}", "type", total, bounds, "mention", MENTION_MEASURES, order)
    _print_semeval(console, title, semeval)
    _score_table(console, f"forms and kinds, {title}", "type", total, bounds, "subtype", MENTION_MEASURES, {})
    roles = {role: index for index, role in enumerate(ROLES)}
    _score_table(console, f"nested spans, {title}", "mention", total, bounds, "nested", ("exact",), roles)
    _score_table(console, f"entity linking, {title}", "type", total, bounds, "linking", LINKING, order)
    _score_table(console, f"dates as TempEval-3, {title}", "", total, bounds, "temporal", TEMPORAL, order)
    _print_accuracies(console, title, total)
    _score_table(
        console, f"relations, {title}", "predicate", total, bounds, "relation", RELATION_MEASURES, {"all": 99}
    )
    _print_coreference(console, title, total)


def _print_semeval(console: Console, title: str, semeval: SemEvals) -> None:
    """Print SemEval-2013: F1 of the four schemes by type, then what the task counts over all types."""
    if not semeval:
        return
    table = _table(f"SemEval-2013 (nervaluate), {title}", ["type", *(f"F1 {name}" for name in SCHEMES)])
    for row, schemes in semeval.items():
        table.add_row(row, *(_number(schemes[name].f1) for name in SCHEMES))
    console.print(table)
    fields = SemEval._fields
    counts = _table(f"SemEval-2013, every type, {title}", ["scheme", *fields])
    for name, scores in semeval["all"].items():
        whole = [str(value) for value in scores[:5]]
        counts.add_row(name, *whole, *(_number(value) for value in scores[5:]))
    console.print(counts)


def _score_table(
    console: Console,
    title: str,
    head: str,
    total: Tallies,
    bounds: Mapping[Metric, tuple[float, float]],
    table: str,
    measures: Sequence[str],
    order: Mapping[str, int],
) -> None:
    """Print rows with P, R, F1 and interval of the first measure, F1 of the others."""
    rows = sorted(
        {metric.row for metric in total if metric.table == table}, key=lambda r: (order.get(r, 50), r)
    )
    if not rows:
        return
    first, *others = measures
    columns = [head, "gold", "pred", f"P {first}", "R", "F1", "95 %", *(f"F1 {name}" for name in others)]
    printed = _table(title, columns)
    for row in rows:
        tally = total[Metric(table, row, first)]
        low, high = bounds.get(Metric(table, row, first), (0.0, 0.0))
        scores = [tally.precision, tally.recall, tally.f1]
        rest = [total.get(Metric(table, row, name), Tally()).f1 for name in others]
        printed.add_row(
            row, str(tally.gold), str(tally.predicted), *map(_number, scores), f"{low:.2f}–{high:.2f}",
            *map(_number, rest), style="bold" if row == "all" else "",
        )  # fmt: skip
    macro = [macro_f1(total, table, name) for name in measures]
    if len(rows) == 1 or table == "nested":
        console.print(printed)
        return
    cells = ["–" if score is None else _number(score) for score in macro]
    printed.add_row("macro", "", "", "", "", cells[0], "", *cells[1:])
    console.print(printed)


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for index, name in enumerate(columns):
        table.add_column(name, justify="left" if index == 0 else "right", no_wrap=True)
    return table


def _number(score: float) -> str:
    return f"{score:.3f}"


def _print_accuracies(console: Console, title: str, total: Tallies) -> None:
    table = _table(f"attributes on overlapping spans, {title}", ["attribute", "n", "right"])
    for metric in sorted(metric for metric in total if metric.table == "attribute"):
        table.add_row(metric.row, str(total[metric].gold), _number(total[metric].recall))
    console.print(table)


def _print_coreference(console: Console, title: str, total: Tallies) -> None:
    table = _table(f"coreference, {title}", ["", "gold", "pred", "P", "R", "F1"])
    nominals = total.get(Metric("coreference", "nominals", "value"), Tally())
    scores = (nominals.precision, nominals.recall, nominals.f1)
    table.add_row("nominals", str(nominals.gold), str(nominals.predicted), *map(_number, scores))
    precision, recall, score = lea_scores(total)
    table.add_row("chains (LEA)", "", "", *map(_number, (precision, recall, score)))
    console.print(table)


def lea_scores(total: Tallies) -> tuple[float, float, float]:
    """Return LEA's precision, recall and F1."""
    precision = total.get(Metric("coreference", "chains", "lea_precision"), Tally()).recall
    recall = total.get(Metric("coreference", "chains", "lea_recall"), Tally()).recall
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def print_groups(
    console: Console, split: str, name: str, documents: Documents, group: Mapping[str, str]
) -> None:
    """Print the headline F1s by what `group` says of each document (its genre, region… or its id)."""
    table = _table(
        f"by {name}, {split}", [name, "documents", *(f"{m.table} {m.measure}" for m in GROUP_METRICS)]
    )
    for label, scores in group_scores(documents, group).items():
        values = [_number(float(scores[str(metric)])) for metric in GROUP_METRICS]
        table.add_row(label, str(scores["documents"]), *values)
    console.print(table)


def print_mistakes(console: Console, mistakes: Sequence[Mistake], texts: Mapping[str, str]) -> None:
    """Print each mistake under its sentence, then how many each rule made."""
    place: tuple[str, int] | None = None
    for mistake in mistakes:
        if (mistake.doc, mistake.start) != place:
            place = (mistake.doc, mistake.start)
            sentence = mistake.sentence(texts.get(mistake.doc))
            console.print(f"\n{mistake.doc}:{mistake.start} {sentence}", markup=False, soft_wrap=True)
        rule = f"  [{mistake.rule}]" if mistake.rule else ""
        line = f"    {mistake.kind:<9} {mistake.sort} {mistake.what}{rule}"
        console.print(line, markup=False, soft_wrap=True)
    table = _table("mistakes by rule", ["rule", "mistakes"])
    for rule, count in count_by_rule(list(mistakes)):
        table.add_row(rule, str(count))
    console.print(table)


def group_scores(documents: Documents, group: Mapping[str, str]) -> dict[str, dict[str, float | int]]:
    """Return, by what `group` says of each document, how many there are and the F1 of `GROUP_METRICS`."""
    result = {}
    for label in sorted({group.get(doc, "?") for doc in documents}):
        chosen = [tallies for doc, tallies in documents.items() if group.get(doc, "?") == label]
        total = add_up(chosen)
        scores = {str(metric): round(total.get(metric, Tally()).f1, 6) for metric in GROUP_METRICS}
        result[label] = {"documents": len(chosen), **scores}
    return result


def as_json(documents: Documents, semeval: SemEvals) -> dict[str, Any]:
    """Return the split's scores as plain values; the keys of `metrics` are `TABLE/ROW/MEASURE`."""
    total = add_up(documents.values())
    bounds = intervals(list(documents.values()))
    metrics = {
        str(metric): {
            **tally._asdict(),
            "precision": round(tally.precision, 6),
            "recall": round(tally.recall, 6),
            "f1": round(tally.f1, 6),
            "low": round(bounds[metric][0], 6),
            "high": round(bounds[metric][1], 6),
        }
        for metric, tally in sorted(total.items())
    }
    macro = {
        f"{table}/{measure}": macro_f1(total, table, measure)
        for table, measures in (
            ("mention", MENTION_MEASURES), ("linking", LINKING), ("relation", RELATION_MEASURES),
        )
        for measure in measures
    }
    lea = dict(zip(("precision", "recall", "f1"), lea_scores(total), strict=True))
    return {
        "documents": len(documents),
        "metrics": metrics,
        "macro_f1": macro,
        "lea": lea,
        "semeval": {
            row: {name: scores._asdict() for name, scores in schemes.items()}
            for row, schemes in semeval.items()
        },
    }
