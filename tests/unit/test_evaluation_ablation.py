# ruff: noqa: E501
"""What a component and a rule are worth, on two sentences; confidence against precision, on records by hand."""

import json
from pathlib import Path

import pytest
from rich.console import Console

import pipeline
from pipeline.errors import UsageError
from pipeline.evaluation import ablation_report
from pipeline.evaluation.ablation import Bench, rule_ids
from pipeline.evaluation.calibration import calibration, calibration_error, print_calibration
from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.markup import compile_markup
from pipeline.read import source_from_text

TEXT = "Le Sénégal a signé un accord de pêche avec le Mali le 3 mai 2012. Il compte 17 ministères.\n"
GOLD = """\
Le {{Sénégal|c SEN #s}} a signé un accord de pêche avec le {{Mali|c MLI #m}} le {{3 mai 2012|d 2012-05-03 #d}}. Il compte {{17|f count 17 counted="ministères"}} ministères.
=====
R signed_agreement_with #s #m "signé" time=#d
"""


def _gold() -> Records:
    return group_records(compile_markup(TEXT, GOLD, "texte"), text=TEXT)


@pytest.fixture(scope="module")
def bench() -> Bench:
    source = source_from_text(TEXT, doc="texte")
    return Bench(pipeline.load(), {"texte": source}, {"texte": _gold()})


def test_a_component_is_worth_what_is_lost_without_it(bench: Bench) -> None:
    dates = bench.without_component("depeche_dates")
    assert dates.lost == 1
    assert dates.mentions is not None
    assert dates.mentions > 0
    relations = bench.without_component("depeche_relations")
    assert (relations.mentions, relations.relations, relations.lost) == (0.0, 1.0, 1)
    assert bench.without_component("depeche_repairs").lost == 0


def test_a_rule_is_worth_what_is_lost_without_it(bench: Bench) -> None:
    fired = bench.fired()
    day = bench.without_rule("jour-mois-annee")
    assert fired["jour-mois-annee"] == 1
    assert (day.records, day.right, day.lost, day.spared) == (1, 1, 1, 0)
    frames = [rule for rule in fired if rule_ids().get(rule, "").startswith("frames/")]
    worth = 1.0 if len(frames) == 1 else 0.0  # what two frames say stays when one goes
    assert {bench.without_rule(frame).relations for frame in frames} == {worth}
    absent = bench.without_rule("annee-annoncee")
    assert not absent.changes


def test_every_rule_has_its_file() -> None:
    files = rule_ids()
    assert files["jour-mois-annee"] == "grammars/dates/calendar.toml"
    assert len(files) > 200


def test_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.write import write_records

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "texte.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus" / "manifest.jsonl").write_text('{"id": "texte", "split": "dev"}\n', encoding="utf-8")
    write_records(tmp_path / "gold" / "texte.jsonl", compile_markup(TEXT, GOLD, "texte"))
    words = ["--gold", str(tmp_path / "gold"), "--corpus", str(tmp_path / "corpus")]
    ablation_report.main([*words, "--json", str(tmp_path / "out.json")])
    printed = capsys.readouterr().out
    assert "rules that never fire here" in printed
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert "jour-mois-annee" not in data["never_fire"]
    assert {effect["name"] for effect in data["components"]} == set(pipeline.load().pipe_names)
    with pytest.raises(SystemExit) as caught:
        ablation_report.main([*words, "--split", "test"])
    assert caught.value.code == UsageError.exit_code


def test_confidence_against_precision() -> None:
    gold = _gold()
    scores = {"country": (0.92, 0.97), "date": (0.6, 0.6), "figure": (0.55, 0.55)}
    wrong = {"date": {"value": "2012-05-04"}}
    seen = {"country": 0}
    mentions = []
    for mention in gold.mentions:
        place = seen.setdefault(mention.type, 0)
        seen[mention.type] += 1
        update = {"confidence": scores[mention.type][place], **wrong.get(mention.type, {})}
        mentions.append(mention.model_copy(update=update))
    predicted = Records("texte", tuple(mentions), gold.relations)
    bins = calibration({"texte": gold}, {"texte": predicted})
    assert [(one.type, one.range, one.records, one.right, one.confidence) for one in bins] == [
        ("country", "0.9–0.95", 1, 1, 0.92),
        ("country", "0.95–1", 1, 1, 0.97),
        ("date", "0.5–0.7", 1, 0, 0.6),
        ("figure", "0.5–0.7", 1, 1, 0.55),
        ("relation", "none", 1, 1, None),
    ]
    assert calibration_error(bins) == pytest.approx((0.08 + 0.03 + 0.6 + 0.45) / 4)
    assert calibration_error([bins[-1]]) is None
    print_calibration(Console(), "texte", bins)
