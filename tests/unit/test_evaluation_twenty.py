"""Twenty known errors: every count below was worked out by hand from the two markups."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from evaluation_twenty import GOLD, PREDICTED, TEXT, TWENTY, documents

from pipeline.evaluation.browser import error_page
from pipeline.evaluation.causes import Causes
from pipeline.evaluation.command import evaluate_command
from pipeline.evaluation.comparison import changed_mistakes, compare_runs
from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.markup import compile_markup
from pipeline.evaluation.mistakes import mistakes_of
from pipeline.evaluation.score import score_document
from pipeline.evaluation.semeval import semeval_scores
from pipeline.evaluation.tally import Metric, Tally
from pipeline.write import write_records

BY_HAND = {
    # gold, predicted, matched
    "mention/country/exact": (9, 6, 6),
    "mention/country/overlap": (9, 6, 6),
    "mention/country/value": (9, 6, 4),
    "mention/organization/exact": (2, 3, 1),
    "mention/organization/overlap": (2, 3, 2),
    "mention/organization/value": (2, 3, 2),
    "mention/date/exact": (4, 4, 4),
    "mention/date/value": (4, 4, 2),
    "mention/figure/exact": (2, 3, 2),
    "mention/figure/value": (2, 3, 1),
    "mention/person/exact": (1, 1, 0),
    "mention/person/overlap": (1, 1, 1),
    "mention/place/exact": (1, 2, 1),
    "mention/all/exact": (19, 19, 14),
    "mention/all/overlap": (19, 19, 16),
    "mention/all/value": (19, 19, 11),
    "nested/flat/exact": (17, 19, 13),
    "nested/outer/exact": (1, 0, 0),
    "nested/inner/exact": (1, 0, 0),
    "linking/country/strong": (9, 6, 4),
    "linking/country/document": (6, 3, 2),
    "linking/organization/strong": (2, 3, 1),
    "linking/organization/weak": (2, 3, 2),
    "linking/all/strong": (13, 12, 6),
    "linking/all/weak": (13, 12, 8),
    "linking/all/document": (10, 9, 6),
    "temporal/date/relaxed": (4, 4, 4),
    "temporal/date/strict": (4, 4, 4),
    "temporal/date/value": (4, 4, 2),
    "temporal/date/kind": (4, 4, 3),
    "attribute/country.entity/accuracy": (6, 6, 4),
    "attribute/country.form/accuracy": (6, 6, 5),
    "attribute/date.value/accuracy": (4, 4, 2),
    "attribute/date.kind/accuracy": (4, 4, 3),
    "attribute/date.mod/accuracy": (4, 4, 3),
    "attribute/figure.value_and_unit/accuracy": (2, 2, 1),
    "attribute/figure.counted/accuracy": (2, 2, 1),
    "relation/signed_agreement_with/fact": (1, 0, 0),
    "relation/criticizes/fact": (1, 1, 0),
    "relation/all/fact": (4, 3, 2),
    "relation/all/polarity": (4, 3, 1),
    "relation/all/modality": (4, 3, 1),
    "relation/all/full": (4, 3, 0),
    "relation/all/mention": (4, 3, 0),
    "relation/all/document": (4, 3, 2),
    "relation/all/aligned": (4, 3, 2),
    "coreference/nominals/value": (1, 1, 0),
    "coreference/chains/lea_recall": (13000, 13000, 6000),
    "coreference/chains/lea_precision": (12000, 12000, 5000),
}
SEMEVAL = {
    # correct, incorrect, partial, missed, spurious
    "strict": (14, 3, 0, 2, 2),
    "exact": (15, 2, 0, 2, 2),
    "partial": (15, 0, 2, 2, 2),
    "type": (16, 1, 0, 2, 2),
}


def test_there_are_twenty() -> None:
    assert len(TWENTY) == 20


@pytest.mark.parametrize("metric", BY_HAND)
def test_counts_by_hand(metric: str) -> None:
    tallies = {str(key): tally for key, tally in score_document(*documents()).items()}
    assert tallies[metric] == Tally(*BY_HAND[metric])


@pytest.mark.parametrize("scheme", SEMEVAL)
def test_semeval_by_hand(scheme: str) -> None:
    gold, predicted = documents()
    scores = semeval_scores({"vingt": gold}, {"vingt": predicted})["all"][scheme]
    assert scores[:5] == SEMEVAL[scheme]
    correct, _, partial, *_ = SEMEVAL[scheme]
    assert scores.f1 == pytest.approx((correct + partial / 2) / 19)


def test_mistakes_and_causes_by_hand() -> None:
    gold, predicted = documents()
    causes = Causes(gold, predicted)
    found = Counter((m.sort, m.kind, causes.cause(m)) for m in mistakes_of(gold, predicted))
    assert found == Counter(line for lines in TWENTY.values() for line in lines)


def test_nested_spans_do_not_steal_each_other_s_match() -> None:
    gold, _ = documents()
    scores = semeval_scores({"vingt": gold}, {"vingt": gold})["all"]
    assert all(scheme.correct == 19 and scheme.f1 == 1 for scheme in scores.values())
    assert semeval_scores({"vingt": gold}, {})["all"]["strict"][:5] == (0, 0, 0, 19, 0)
    assert semeval_scores({"vide": Records("vide", (), ())}, {}) == {}


def _with(markup: str) -> Records:
    return group_records(compile_markup(TEXT, markup, "vingt", link=False), text=TEXT)


def test_a_comparison_says_what_got_better_and_what_is_noise() -> None:
    gold, predicted = documents()
    mended = PREDICTED.replace("d 2012-05-30", "d 2012-05-03").replace("{{Lusaka|c ZMB #l}}", "{{Lusaka|c ZMB form=demonym #l}}")
    before, after = {"vingt": predicted}, {"vingt": _with(mended)}
    gone, new = changed_mistakes({"vingt": gold}, before, after)
    assert [(m.sort, m.kind) for m in gone] == [("date", "value"), ("country", "form")]
    assert [(m.sort, m.kind) for m in new] == [("country", "form")]
    metric = Metric("mention", "date", "value")
    poor, good = score_document(gold, predicted), score_document(gold, after["vingt"])
    one = compare_runs({"a": poor}, {"a": good}, [metric])[0]
    assert (one.before, one.after, one.verdict) == (0.5, 0.75, "noise")
    docs = [f"{n}" for n in range(8)]
    many = compare_runs(dict.fromkeys(docs, poor), dict.fromkeys(docs, good), [metric, Metric("mention", "all", "exact")])
    assert [(change.verdict, change.holm < 0.05) for change in many] == [("better", True), ("same", False)]


HOSTILE = "La France </script><script>document.title='pwned'</script> & l'Italie\u2028 <img src=x onerror=alert(1)>."


def test_the_page_holds_every_mistake_and_no_markup_of_the_text() -> None:
    gold, predicted = documents()
    page = error_page({"dev": {"vingt": gold}}, {"dev": {"vingt": predicted}}, {"vingt": TEXT})
    data = _data(page)
    assert len(data["mistakes"]) == 22
    assert {line["cause"] for line in data["mistakes"]} == {c for lines in TWENTY.values() for _, _, c in lines}
    sentence = data["sentences"][data["mistakes"][0]["sentence"]]
    assert "".join(sentence["text"]) in TEXT
    nested = next(m for s in data["sentences"] for m in s["gold"]["mentions"] if m["label"] == "name LAO")
    assert nested["type"] == "country"
    one = _hostile("{{France|c FRA}}")
    page = error_page({"dev": {"x": one}}, {"dev": {"x": _hostile("France")}}, {"x": HOSTILE})
    assert HOSTILE[:40] in "".join(_data(page)["sentences"][0]["text"])
    assert "onerror" not in re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert page.count("</script>") == 2
    assert "innerHTML" not in page
    assert not re.search(r'(?:src|href)\s*=|https?://|url\(|@import|fetch\(|XMLHttp', page.split("<script type")[0])
    assert "default-src 'none'" in page


def _hostile(name: str) -> Records:
    markup = HOSTILE.replace("France", name, 1)
    return group_records(compile_markup(HOSTILE, markup, "x", link=False), text=HOSTILE)


def _data(page: str) -> dict:  # type: ignore[type-arg]
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    assert "<" not in found[1]
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_the_command_writes_page_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "vingt.txt").write_text(TEXT, encoding="utf-8")
    for name, markup in (("gold", GOLD), ("pred", PREDICTED)):
        write_records(tmp_path / name / "vingt.jsonl", compile_markup(TEXT, markup, "vingt", link=False))
    files = {"--json": tmp_path / "scores.json", "--html": tmp_path / "errors.html"}
    words = [str(tmp_path / "pred"), str(tmp_path / "gold"), "--corpus", str(tmp_path / "corpus")]
    words += ["--by", "document", "--against", str(tmp_path / "gold")]
    assert evaluate_command([*words, *(str(part) for pair in files.items() for part in pair)]) == 0
    scores = json.loads(files["--json"].read_text(encoding="utf-8"))["all"]
    assert scores["semeval"]["all"]["strict"]["correct"] == 14
    assert scores["by"]["document"]["vingt"]["mention/all/exact"] == pytest.approx(14 / 19, abs=1e-6)
    assert scores["against"]["new"]["relation missed"] == 2
    assert len(_data(files["--html"].read_text(encoding="utf-8"))["mistakes"]) == 22
    printed = capsys.readouterr().out
    assert "with 1 documents no p is below 1.000" in printed
