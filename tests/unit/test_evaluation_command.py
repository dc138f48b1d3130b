"""The commands around gold: evaluate, agreement, compile, floors. Each runs on the case of known mistakes."""

import json
from pathlib import Path

import pytest
from evaluation_case import GOLD, PREDICTED, TEXT, documents
from rich.console import Console

from pipeline.errors import SourceError, UsageError
from pipeline.evaluation import agreement, compile, unparse
from pipeline.evaluation.agreement import compare, kappa, print_agreement, read_markup_folder
from pipeline.evaluation.command import evaluate_command
from pipeline.evaluation.disagreement import diff_lines
from pipeline.evaluation.floors import fallen, raised, read_floors, write_floors
from pipeline.evaluation.markup import compile_markup
from pipeline.evaluation.score import score_folders
from pipeline.write import write_records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a corpus of two texts (dev, test), gold, predictions and markup of both."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    rows = [
        {"id": "cas", "split": "dev", "genre": "brève"},
        {"id": "autre", "split": "test", "genre": "note"},
    ]
    (corpus / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for doc in ("cas", "autre"):
        (corpus / f"{doc}.txt").write_text(TEXT, encoding="utf-8")
        for name, markup in (("gold", GOLD), ("pred", PREDICTED)):
            records = compile_markup(TEXT, markup, doc, link=False)
            write_records(tmp_path / name / f"{doc}.jsonl", records)
            (tmp_path / f"{name}-markup").mkdir(exist_ok=True)
            (tmp_path / f"{name}-markup" / f"{doc}.gold.txt").write_text(markup, encoding="utf-8")
    return tmp_path


def _evaluate(folder: Path, *options: str) -> int:
    words = [str(folder / "pred"), str(folder / "gold"), "--corpus", str(folder / "corpus"), *options]
    return evaluate_command(words)


def test_evaluate_prints_each_split_and_writes_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _evaluate(folder, "--json", str(folder / "scores.json"), "--by", "genre") == 0
    printed = capsys.readouterr().out
    assert "mentions, dev: 1 documents" in printed
    assert "relations, test: 1 documents" in printed
    assert "brève" in printed
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    metric = scores["dev"]["metrics"]["mention/all/exact"]
    assert (metric["gold"], metric["predicted"], metric["matched"], metric["f1"]) == (18, 18, 12, 0.666667)
    assert scores["dev"]["macro_f1"]["relation/fact"] == pytest.approx((2 / 3 + 0 + 2 / 3 + 1 + 1 / 2) / 5)


def test_errors_show_sentence_and_rule_but_never_the_test_split(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _evaluate(folder, "--errors", "relation") == 0
    printed = capsys.readouterr().out
    assert "cas:0 La Zambie et le Malawi ont signé" in printed
    assert "missed    relation signed_agreement_with(MWI, ua)" in printed
    assert "spurious  relation criticizes(NAM, ZMB)  [gold]" in printed
    assert "autre" not in printed
    for option in (["--errors"], ["--by", "document"]):
        with pytest.raises(UsageError, match="only scored, never read"):
            _evaluate(folder, "--split", "test", *option)
    assert _evaluate(folder, "--split", "test", "--errors", "--show-test") == 0
    assert "autre:0" in capsys.readouterr().out


def test_against_another_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _evaluate(folder, "--split", "dev", "--against", str(folder / "gold")) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if "mention/all/exact" in line)
    assert [cell.strip() for cell in line.split("│")[2:6]] == ["1.000", "0.667", "-0.333", "1.000"]


def test_what_does_not_fit_is_said(folder: Path) -> None:
    with pytest.raises(UsageError, match="no gold document of split 'train'"):
        _evaluate(folder, "--split", "train")
    with pytest.raises(UsageError, match="no gold folder"):
        evaluate_command([str(folder / "pred"), str(folder / "nowhere")])
    (folder / "pred" / "cas.jsonl").write_text('{"type": "relation"}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="not a record") as caught:
        _evaluate(folder)
    assert caught.value.line == 1


def test_floors_only_rise_and_fail_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _evaluate(folder, "--raise-floors") == 0
    path = folder / "gold" / "floors.toml"
    first = read_floors(path)
    assert first["dev-1"].documents == ["cas"]
    assert first["dev-1"].rows["mention/all/exact"] == 0.666
    assert _evaluate(folder) == 0
    gold, predicted = documents()
    perfect = {"dev": score_folders({"cas": gold}, {"cas": gold})}
    higher = raised(first, perfect)
    assert higher["dev-1"].rows["mention/all/exact"] == 1.0
    poor = {"dev": score_folders({"cas": gold}, {"cas": predicted})}
    assert raised(higher, poor) == higher
    grown = raised(higher, {"dev": {**poor["dev"], "autre": poor["dev"]["cas"]}})
    assert grown["dev-2"].documents == ["autre", "cas"]
    assert grown["dev-1"] == higher["dev-1"]
    write_floors(path, higher)
    assert read_floors(path) == higher
    assert "dev-1 mention/all/exact: 0.6667, the floor is 1.000" in fallen(higher, poor)
    capsys.readouterr()
    assert _evaluate(folder) == 1
    assert "below its floor: dev-1 mention/all/exact" in capsys.readouterr().out


def test_kappa() -> None:
    # Cohen's own kind of table: 20 yes-yes, 15 no-no, 5 yes-no, 10 no-yes; 0.7 observed, 0.5 expected
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("y", "y")]) is None


def test_agreement_of_two_annotators(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = read_markup_folder(folder / "gold-markup"), read_markup_folder(folder / "pred-markup")
    result = compare(a, b)
    assert result.documents == 2
    assert result.spans["all"] == [36, 36, 24, 30]
    assert result.relations["all"] == [14, 14, 8, 4]
    assert sum(x == y for x, y in result.labels["country", "entity"]) == 8
    print_agreement(result, Console(width=120))
    assert "F1 overlap" in capsys.readouterr().out
    lines = "\n".join(diff_lines(a["cas"], b["cas"]))
    assert "A only  country «Malawi»@16 entity=MWI form=name" in lines
    assert "B only  R criticizes NAM > ZMB «critique» asserted" in lines
    agreement.main([str(folder / "gold-markup"), str(folder / "pred-markup"), "--diff", "--doc", "cas"])
    assert capsys.readouterr().out.startswith("== cas\n")


def test_compile_and_unparse_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = str(folder / "corpus")
    words = ["--markup", str(folder / "gold-markup"), "--out", str(folder / "out"), "--corpus", corpus]
    assert _exit(words) == 0
    assert "2 changed: autre, cas" in capsys.readouterr().out
    assert _exit([*words, "--check"]) == 0
    unparse.main([str(folder / "out"), str(folder / "back"), "--corpus", corpus])
    words[1] = str(folder / "back")
    assert _exit([*words, "--check"]) == 0
    (folder / "back" / "cas.gold.txt").write_text("Autre chose.", encoding="utf-8")
    assert _exit(words) == 4
    assert "cas.gold.txt:1: the text is not the source's" in capsys.readouterr().err
    sealed = compile.seal(folder / "gold-markup", folder / "corpus")
    assert sealed.endswith("  autre\n")
    assert len(sealed) == 64 + len("  autre\n")


def _exit(words: list[str]) -> int:
    with pytest.raises(SystemExit) as caught:
        compile.main(words)
    return int(caught.value.code or 0)
