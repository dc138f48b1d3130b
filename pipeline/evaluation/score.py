"""One document's predictions against its gold: tallies of mentions, attributes, relations, coreference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.evaluation.coreference import lea, nominal_tally
from pipeline.evaluation.extra import linking_tallies, nested_tallies, temporal_tallies
from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import (
    Fact,
    aligned_keys,
    entity_key,
    facts_of,
    match_facts,
    match_spans,
    mention_level,
    of_type,
    same_number,
    same_place,
    same_value,
    subtype,
)
from pipeline.evaluation.tally import Metric, Tallies, Tally
from pipeline.records import DateRecord, FigureRecord, MentionRecord
from pipeline.vocabulary import MENTION_TYPES

ALL = "all"
Pair = tuple[MentionRecord, MentionRecord]


def score_document(gold: Records, predicted: Records) -> Tallies:
    """Return the document's tallies.

    - `mention`, by type: `exact` and `overlap` spans, and `value`: overlapping span and right value (an
      entity's key, value and unit of a figure, of a date what TempEval-3 calls value F1);
    - `subtype`, by `TYPE.FORM` or `TYPE.KIND`: the same, where both have that subtype;
    - `attribute`, by `TYPE.NAME`: accuracy on overlapping spans;
    - `relation`, by predicate: see `_score_relations`;
    - `coreference`: nominals, chains;
    - `nested`, `linking`, `temporal`: see `extra`.
    """
    out: Tallies = defaultdict(Tally)
    for type_ in MENTION_TYPES:
        _score_mentions(out, type_, of_type(gold, type_), of_type(predicted, type_))
    renamed = facts_of(predicted, keys=aligned_keys(gold, predicted))
    _score_relations(out, facts_of(gold), facts_of(predicted), renamed)
    _score_at_mention_level(out, gold, predicted)
    _add(out, ("coreference", "nominals", "value"), nominal_tally(gold, predicted))
    for measure, tally in lea(gold, predicted).items():
        _add(out, ("coreference", "chains", measure), tally)
    for scores in (nested_tallies, linking_tallies, temporal_tallies):
        out.update(scores(gold, predicted))
    return dict(out)


def score_folders(gold: Mapping[str, Records], predicted: Mapping[str, Records]) -> dict[str, Tallies]:
    """Return the tallies of each gold document; one that was not predicted counts as all missed."""
    return {
        doc: score_document(records, predicted.get(doc, Records(doc, (), ())))
        for doc, records in sorted(gold.items())
    }


def _add(out: Tallies, metric: tuple[str, str, str], tally: Tally, *, total: bool = False) -> None:
    """Add to a row, and to the table's row `all` with `total`."""
    for row in (metric[1], ALL) if total else (metric[1],):
        key = Metric(metric[0], row, metric[2])
        out[key] = out[key].plus(tally)


def _score_mentions(
    out: Tallies, type_: str, gold: Sequence[MentionRecord], predicted: Sequence[MentionRecord]
) -> None:
    exact = match_spans(gold, predicted, exact=True)
    loose = match_spans(gold, predicted, exact=False)
    right = [pair for pair in loose if same_value(*pair)]
    for measure, pairs in (("exact", exact), ("overlap", loose), ("value", right)):
        _add(out, ("mention", type_, measure), Tally(len(gold), len(predicted), len(pairs)), total=True)
        for name in sorted({subtype(mention) for mention in (*gold, *predicted)}):
            here = [pair for pair in pairs if subtype(pair[0]) == subtype(pair[1]) == name]
            tally = Tally(_count(gold, name), _count(predicted, name), len(here))
            _add(out, ("subtype", f"{type_}.{name}", measure), tally)
    for name, hits in _attribute_hits(loose).items():
        _add(out, ("attribute", f"{type_}.{name}", "accuracy"), Tally(len(hits), len(hits), sum(hits)))


def _count(mentions: Iterable[MentionRecord], name: str) -> int:
    return sum(subtype(mention) == name for mention in mentions)


def _attribute_hits(pairs: Sequence[Pair]) -> dict[str, list[bool]]:
    """Return, by attribute, whether each matched pair has it the same."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for gold, predicted in pairs:
        for name, same in attribute_matches(gold, predicted).items():
            hits[name].append(same)
    return hits


def attribute_matches(gold: MentionRecord, predicted: MentionRecord) -> dict[str, bool]:
    """Return which attributes two mentions of one type have the same."""
    if isinstance(gold, DateRecord) and isinstance(predicted, DateRecord):
        bounds = (gold.earliest, gold.latest) == (predicted.earliest, predicted.latest)
        return {
            "kind": gold.kind == predicted.kind,
            "value": same_value(gold, predicted),
            "bounds": bounds,
            "mod": gold.mod == predicted.mod,
        }
    if isinstance(gold, FigureRecord) and isinstance(predicted, FigureRecord):
        return {
            "kind": gold.kind == predicted.kind,
            "value_and_unit": same_value(gold, predicted),
            "range": same_number(gold.low, predicted.low) and same_number(gold.high, predicted.high),
            "counted": gold.counted == predicted.counted,
            "mod": gold.mod == predicted.mod,
        }
    return {
        "entity": entity_key(gold) == entity_key(predicted),
        "form": subtype(gold) == subtype(predicted),
    }


def _score_relations(
    out: Tallies, gold: Sequence[Fact], predicted: Sequence[Fact], renamed: Sequence[Fact]
) -> None:
    """Tally facts by predicate: `fact` in their sentence, with `polarity`, `modality`, both (`full`).

    `document`: a triple of the document, whatever sentence says it. `aligned`: as `fact`, the predicted keys
    `renamed` after the gold's for the same mentions, so that a wrong key costs nothing here.
    """
    for measure, polarity, modality in (
        ("fact", False, False),
        ("polarity", True, False),
        ("modality", False, True),
        ("full", True, True),
    ):
        pairs = match_facts(gold, predicted, polarity=polarity, modality=modality)
        _by_predicate(out, measure, gold, predicted, [pair[0] for pair in pairs])
    aligned = [one for one, _ in match_facts(gold, renamed)]
    _by_predicate(out, "aligned", gold, renamed, aligned)
    distinct_gold, distinct_predicted = _distinct(gold), _distinct(predicted)
    both = [fact for triple, fact in distinct_gold.items() if triple in distinct_predicted]
    _by_predicate(out, "document", list(distinct_gold.values()), list(distinct_predicted.values()), both)


def _distinct(facts: Sequence[Fact]) -> dict[tuple[str, str, str], Fact]:
    return {fact.triple: fact for fact in facts}


def _by_predicate(
    out: Tallies, measure: str, gold: Sequence[Fact], predicted: Sequence[Fact], matched: Sequence[Fact]
) -> None:
    for predicate in sorted({fact.predicate for fact in (*gold, *predicted)}):
        counts = [sum(fact.predicate == predicate for fact in facts) for facts in (gold, predicted, matched)]
        _add(out, ("relation", predicate, measure), Tally(*counts), total=True)


def _score_at_mention_level(out: Tallies, gold: Records, predicted: Records) -> None:
    """Tally relations by predicate and the exact spans and types of both arguments (`mention`).

    Attributes `relation.NAME`: accuracy over those that match.
    """
    left, right = mention_level(gold), mention_level(predicted)
    both = [key for key in left if key in right]
    for predicate in sorted({key[0] for key in (*left, *right)}):
        counts = [sum(key[0] == predicate for key in side) for side in (left, right, both)]
        _add(out, ("relation", predicate, "mention"), Tally(*counts), total=True)
    hits: dict[str, list[bool]] = defaultdict(list)
    for one, other in ((left[key], right[key]) for key in both):
        hits["negated"].append(one.negated == other.negated)
        hits["modality"].append(one.modality == other.modality)
        hits["time"].append(same_place(one.time, other.time))
        hits["figure"].append(same_place(one.figure, other.figure))
    for name, found in hits.items():
        _add(out, ("attribute", f"relation.{name}", "accuracy"), Tally(len(found), len(found), sum(found)))
