"""`depeche convert` and `depeche preannotate`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.convert.command import convert, preannotate
from pipeline.convert.formats import FORMATS, format_module, format_named
from pipeline.convert.natives import to_records
from pipeline.errors import SourceError, UsageError
from pipeline.evaluation.folders import read_records
from pipeline.evaluation.markup import compile_markup
from pipeline.write import dump_lines, write_records

TEXT = "Le Sénégal a signé un accord avec le Mali.\n"
MARKUP = """\
Le {{Sénégal|c SEN #s}} a signé un accord avec le {{Mali|c MLI #m}}.
=====
R signed_agreement_with #s #m "signé"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "texte.txt").write_text(TEXT, encoding="utf-8")
    write_records(tmp_path / "gold" / "texte.jsonl", compile_markup(TEXT, MARKUP, "texte"))
    return tmp_path


@pytest.mark.parametrize("tool", [name for name in FORMATS if name != "records"])
def test_out_and_back(folder: Path, tool: str) -> None:
    said = convert(folder / "gold", folder / "out", to=tool, corpus=folder / "corpus")
    assert said == f"1 texts, 2 mentions, 1 relations → {tool} in {folder / 'out'}"
    convert(folder / "out", folder / "back", texts=folder / "texts")
    assert (folder / "back" / "texte.jsonl").read_bytes() == (folder / "gold" / "texte.jsonl").read_bytes()
    assert (folder / "texts" / "texte.txt").read_text(encoding="utf-8") == TEXT


def test_from_one_tool_to_another_by_the_ending(folder: Path) -> None:
    convert(folder / "gold", folder / "a.spacy", corpus=folder / "corpus")
    convert(folder / "a.spacy", folder / "tasks.json")
    assert len(json.loads((folder / "tasks.json").read_text(encoding="utf-8"))[0]["annotations"][0]["result"]) == 7
    convert(folder / "tasks.json", folder / "back")
    assert read_records(folder / "back" / "texte.jsonl") == read_records(folder / "gold" / "texte.jsonl")


def test_trouble_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="to which format"):
        convert(folder / "gold", folder / "out")
    with pytest.raises(UsageError, match="no format 'word'"):
        convert(folder / "gold", folder / "out", to="word")
    with pytest.raises(SourceError, match="no such file"):
        convert(folder / "nowhere", folder / "out")
    with pytest.raises(SourceError, match="nothing to convert"):
        convert(folder / "corpus", folder / "out")
    with pytest.raises(UsageError, match="the source is the target"):
        convert(folder / "gold", folder / "gold", to="records", corpus=folder / "corpus")
    assert [format_named(name) for name in ("INCEpTION", "spacy")] == ["webanno", "docbin"]
    line = json.dumps({"text": "a", "label": [], "depeche": {"doc": "../../out"}})
    (folder / "all.jsonl").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="can't name a file"):
        convert(folder / "all.jsonl", folder / "out")
    lines = [{"id": 1, "text": "a", "label": [[0, 1, "X"]]}, {"id": 1, "text": "b", "label": []}]
    (folder / "all.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    with pytest.raises(SourceError, match="two texts have the id 'text-1'"):
        convert(folder / "all.jsonl", folder / "out")
    (folder / "all.jsonl").write_text(f"{json.dumps(lines[0])}\n", encoding="utf-8")
    convert(folder / "all.jsonl", folder / "out")
    assert "left out, no label of ours: text-1: L0 X" in capsys.readouterr().err


def test_predictions_to_start_from(folder: Path) -> None:
    from pipeline import extract

    said = preannotate([folder / "corpus"], folder / "tasks.json", to="label-studio", date="2024-05-03")
    assert said.startswith("1 texts, ")
    (task,) = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    assert "annotations" not in task
    assert task["predictions"][0]["model_version"].startswith("depeche ")
    assert (folder / "labeling-config.xml").is_file()
    (back,) = format_module("label-studio").read_folder(folder / "tasks.json")
    found = extract(TEXT, date="2024-05-03", doc="texte")
    assert dump_lines(to_records(back)[1:]) == dump_lines(found[1:])


def test_the_command_line(folder: Path) -> None:
    words = ["convert", str(folder / "gold"), str(folder / "out"), "--to", "brat", "--corpus", str(folder / "corpus")]
    run = CliRunner().invoke(app, words)
    assert (run.exit_code, run.stdout.startswith("1 texts, 2 mentions")) == (0, True)
    assert (folder / "out" / "texte.ann").read_text(encoding="utf-8").startswith("T1\tcountry 3 10\tSénégal\n")
    run = CliRunner().invoke(app, ["preannotate", str(folder / "corpus"), "--to", "webanno", "--out", str(folder / "pre")])
    assert run.exit_code == 0
    assert (folder / "pre" / "texte.tsv").read_text(encoding="utf-8").startswith("#FORMAT=WebAnno TSV 3.3\n")
