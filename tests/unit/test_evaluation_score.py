"""A case of known mistakes: every count below was worked out by hand from the two markups."""

from collections import Counter

import pytest
from evaluation_case import documents
from nervaluate import Evaluator

from pipeline.evaluation.folders import Records
from pipeline.evaluation.mistakes import count_by_rule, mistakes_of
from pipeline.evaluation.score import score_document, score_folders
from pipeline.evaluation.tally import Metric, Tally, add_up, intervals, macro_f1, paired_p
from pipeline.vocabulary import MENTION_TYPES

BY_HAND = {
    # gold, predicted, matched
    "mention/country/exact": (8, 6, 6),
    "mention/country/overlap": (8, 6, 6),
    "mention/country/value": (8, 6, 4),
    "mention/organization/exact": (1, 3, 0),
    "mention/organization/overlap": (1, 3, 1),
    "mention/organization/value": (1, 3, 1),
    "mention/date/exact": (4, 3, 3),
    "mention/date/value": (4, 3, 1),
    "mention/figure/exact": (3, 3, 2),
    "mention/figure/overlap": (3, 3, 3),
    "mention/figure/value": (3, 3, 1),
    "mention/person/exact": (1, 1, 0),
    "mention/person/value": (1, 1, 1),
    "mention/place/exact": (1, 2, 1),
    "mention/all/exact": (18, 18, 12),
    "mention/all/overlap": (18, 18, 15),
    "mention/all/value": (18, 18, 9),
    "subtype/country.name/exact": (4, 3, 2),
    "subtype/country.metonym/exact": (1, 0, 0),
    "subtype/country.demonym/value": (1, 1, 1),
    "subtype/country.nominal/exact": (2, 2, 2),
    "subtype/country.nominal/value": (2, 2, 0),
    "subtype/date.date/exact": (2, 1, 1),
    "subtype/date.date/value": (2, 1, 0),
    "subtype/date.duration/exact": (1, 2, 1),
    "subtype/date.set/exact": (1, 0, 0),
    "subtype/figure.percent/overlap": (1, 0, 0),
    "subtype/figure.number/overlap": (0, 1, 0),
    "subtype/figure.money/value": (1, 1, 0),
    "attribute/country.entity/accuracy": (6, 6, 4),
    "attribute/country.form/accuracy": (6, 6, 5),
    "attribute/organization.entity/accuracy": (1, 1, 1),
    "attribute/date.value/accuracy": (3, 3, 1),
    "attribute/date.kind/accuracy": (3, 3, 2),
    "attribute/date.mod/accuracy": (3, 3, 2),
    "attribute/figure.value_and_unit/accuracy": (3, 3, 1),
    "attribute/figure.kind/accuracy": (3, 3, 2),
    "attribute/figure.counted/accuracy": (3, 3, 2),
    "attribute/figure.mod/accuracy": (3, 3, 3),
    "relation/signed_agreement_with/fact": (2, 1, 1),
    "relation/funds/fact": (1, 1, 0),
    "relation/criticizes/fact": (1, 2, 1),
    "relation/visits/fact": (1, 1, 1),
    "relation/recognizes/fact": (2, 2, 1),
    "relation/all/fact": (7, 7, 4),
    "relation/all/polarity": (7, 7, 3),
    "relation/all/modality": (7, 7, 3),
    "relation/all/full": (7, 7, 2),
    "relation/all/document": (7, 7, 4),
    "relation/all/aligned": (7, 7, 4),
    "coreference/nominals/value": (2, 2, 0),
    "coreference/chains/lea_recall": (10000, 10000, 5000),
    "coreference/chains/lea_precision": (11000, 11000, 4000),
}


@pytest.mark.parametrize("metric", BY_HAND)
def test_counts_by_hand(metric: str) -> None:
    tallies = {str(key): tally for key, tally in score_document(*documents()).items()}
    assert tallies[metric] == Tally(*BY_HAND[metric])


def test_mistakes_by_hand() -> None:
    found = mistakes_of(*documents())
    assert Counter(f"{mistake.sort} {mistake.kind}" for mistake in found) == {
        "country entity": 2,
        "country form": 1,
        "country missed": 2,
        "organization bounds": 1,
        "organization spurious": 2,
        "date value": 2,
        "date kind": 1,
        "date mod": 1,
        "date missed": 1,
        "figure value_and_unit": 2,
        "figure bounds": 1,
        "figure kind": 1,
        "figure counted": 1,
        "person bounds": 1,
        "place spurious": 1,
        "relation missed": 3,
        "relation spurious": 3,
        "relation polarity": 1,
        "relation modality": 1,
    }
    assert count_by_rule(found) == [("gold", 22)]


def test_gold_against_itself_is_perfect() -> None:
    gold, _ = documents()
    assert mistakes_of(gold, gold) == []
    for metric, tally in score_document(gold, gold).items():
        assert tally.gold == tally.predicted == tally.matched, metric


def test_a_document_that_was_not_predicted_is_all_missed() -> None:
    gold, _ = documents()
    tally = score_folders({"cas": gold}, {})["cas"][Metric("mention", "all", "exact")]
    assert tally == Tally(18, 0, 0)


def test_macro_is_the_mean_over_types_that_have_gold() -> None:
    total = score_document(*documents())
    by_hand = [12 / 14, 0, 6 / 7, 4 / 6, 0, 2 / 3]
    assert macro_f1(total, "mention", "exact") == pytest.approx(sum(by_hand) / 6)


def test_strict_scores_are_nervaluate_s() -> None:
    gold, predicted = documents()
    sides = [[_as_dicts(document)] for document in (gold, predicted)]
    result = Evaluator(*sides, tags=list(MENTION_TYPES), loader="dict").evaluate()
    ours = score_document(gold, predicted)
    for type_ in MENTION_TYPES:
        strict = result["entities"][type_]["strict"]
        tally = ours[Metric("mention", type_, "exact")]
        assert (strict.correct, strict.possible, strict.actual) == (
            tally.matched,
            tally.gold,
            tally.predicted,
        ), type_


def _as_dicts(document: Records) -> list[dict[str, object]]:
    return [{"label": m.type, "start": m.start, "end": m.end} for m in document.mentions]


def test_bootstrap_holds_the_score_and_is_the_same_each_time() -> None:
    tallies = score_document(*documents())
    gold, _ = documents()
    pair = [tallies, score_document(gold, gold)]
    metric = Metric("mention", "all", "exact")
    low, high = intervals(pair)[metric]
    assert low <= add_up(pair)[metric].f1 <= high
    assert (low, high) == (pytest.approx(12 / 18), 1.0)
    assert intervals(pair) == intervals(pair)


def test_paired_test() -> None:
    metric = Metric("mention", "all", "exact")
    good, bad = {metric: Tally(10, 10, 9)}, {metric: Tally(10, 10, 5)}
    assert paired_p([bad] * 5, [bad] * 5, metric) == 1.0
    assert paired_p([bad] * 5, [good] * 5, metric) == pytest.approx(2 / 32)
    assert paired_p([bad] * 20, [good] * 20, metric) < 0.01
