"""Spans as SemEval-2013 task 9.1 scores them, by the library `nervaluate`: strict, exact, partial, type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.evaluation.folders import Records
from pipeline.records import MentionRecord
from pipeline.vocabulary import MENTION_TYPES

SCHEMES = {"strict": "strict", "exact": "exact", "partial": "partial", "type": "ent_type"}
ALL = "all"


class SemEval(NamedTuple):
    """The counts of one scheme as the task defines them, and what is drawn from them."""

    correct: int
    incorrect: int
    partial: int
    missed: int
    spurious: int
    precision: float
    recall: float
    f1: float


def semeval_scores(
    gold: Mapping[str, Records], predicted: Mapping[str, Records]
) -> dict[str, dict[str, SemEval]]:
    """Return the scores by type (`all`: every type at once, a wrong one is incorrect), then by scheme.

    `strict`: span and type; `exact`: span; `partial`: half a point for an overlap; `type`: type and overlap.
    """
    from nervaluate import Evaluator

    docs = sorted(gold)
    sides: tuple[list[Any], list[Any]] = ([], [])
    for doc in docs:
        found = predicted[doc].mentions if doc in predicted else ()
        sides[0].append(_spans(gold[doc].mentions))
        sides[1].append(_spans(_exact_first(found, gold[doc].mentions)))
    if not any(sides[0]) and not any(sides[1]):
        return {}
    result = Evaluator(*sides, tags=list(MENTION_TYPES), loader="dict").evaluate()
    rows: dict[str, Any] = {type_: result["entities"][type_] for type_ in MENTION_TYPES if type_ in result["entities"]}
    rows[ALL] = result["overall"]
    return {row: _schemes(scores) for row, scores in rows.items()}


def _exact_first(
    predicted: Sequence[MentionRecord], gold: Sequence[MentionRecord]
) -> list[MentionRecord]:
    """Return the predictions, those that are right first.

    nervaluate gives each prediction the first gold span it touches; so a mention around or inside another
    can't take the one that stands in the same place.
    """
    whole = {(mention.type, mention.start, mention.end) for mention in gold}
    spans = {(mention.start, mention.end) for mention in gold}

    def rank(mention: MentionRecord) -> int:
        span = (mention.start, mention.end)
        return 0 if (mention.type, *span) in whole else 1 if span in spans else 2

    return sorted(predicted, key=lambda mention: (rank(mention), mention.start, -mention.end))


def _spans(mentions: Sequence[MentionRecord]) -> list[dict[str, Any]]:
    """Return the mentions as nervaluate takes them: its ends are inclusive."""
    return [{"label": m.type, "start": m.start, "end": m.end - 1} for m in mentions]


def _schemes(scores: Mapping[str, Any]) -> dict[str, SemEval]:
    return {
        name: SemEval(*(getattr(scores[key], field) for field in SemEval._fields))
        for name, key in SCHEMES.items()
    }
