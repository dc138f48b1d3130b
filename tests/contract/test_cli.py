"""The command line: what goes wrong is said in one line, with its exit code, and nothing is written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.records import json_schema

ROOT = Path(__file__).resolve().parents[2]
FRENCH = "Le Sénégal et la Côte d'Ivoire ont signé un accord de pêche à Dakar, le 3 mai 2012, pour cinq ans."


def depeche(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `cwd` and return what it did."""
    command = [sys.executable, "-W", "error::UserWarning", "-m", "pipeline", *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(FRENCH)
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7\n...")
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice" / "a.txt").write_text(FRENCH)
    (tmp_path / "twice" / "a.md").write_text(FRENCH)
    (tmp_path / "listed").mkdir()
    (tmp_path / "listed" / "a.txt").write_text(FRENCH)
    (tmp_path / "listed" / "manifest.jsonl").write_text('{"id": "a"}\n{"id": "b", "dat": "2024-05-03"}\n')
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("extract none.txt --out out", 4, "depeche: none.txt: no such file or folder"),
        ("extract texts none --out out", 4, "depeche: none: no such file or folder"),
        ("extract empty --out out", 4, "depeche: empty: no text in this folder (texts are"),
        ("extract binary.txt --out out", 4, "binary.txt: read: not a text: binary data"),
        ("extract paper.pdf --out out", 4, "paper.pdf: read: not a text: a PDF file"),
        ("extract twice --out out", 2, "depeche: twice/a.md and twice/a.txt have one id, 'a' (rename"),
        ("extract listed --out out", 4, "depeche: listed/manifest.jsonl:2: dat: Extra inputs are not"),
        ("extract texts --out out --date hier", 2, "depeche: --date 'hier' is not a day (write"),
        ("extract texts --out out --date 2024-02-30", 2, "depeche: --date '2024-02-30' is not a day"),
        ("extract texts --out out --workers 0", 2, "--workers"),
        ("extract texts --out binary.txt", 2, "depeche: binary.txt: can't write there"),
        ("extract texts", 2, "--out"),
        ("extract --out out", 2, "PATH"),
        ("extract texts --out out --rules none", 3, "depeche: none: no such folder of rules"),
        ("frobnicate", 2, "frobnicate"),
    ],
)  # fmt: skip
def test_trouble_has_a_message_and_an_exit_code(folder: Path, words: str, code: int, said: str) -> None:
    before = sorted(folder.rglob("*"))
    run = depeche(*words.split(), cwd=folder)
    assert (run.returncode, "Traceback" in run.stderr) == (code, False), run.stderr
    assert said in run.stderr
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("file", "typo", "line"),
    [
        ("frames/typo.toml", '[[rule]]\nid = "x"\nyes = ["a"]\nno = ["b"]\npredicat = "visits"\n', 5),
        ("grammars/dates/typo.toml", '[[rule]]\nid = "x"\npattern = "{jour}\n', 3),
        ("gazetteers/countries.tsv", "ZZZ\tune seule case\n", None),
    ],
)
def test_a_typo_in_a_rule_file_is_said_with_its_line(
    folder: Path, file: str, typo: str, line: int | None
) -> None:
    rules = folder / "rules"
    shutil.copytree(ROOT / "rules", rules)
    path = rules / file
    written = (path.read_text() if path.exists() and line is None else "") + typo
    path.write_text(written)
    run = depeche("extract", "texts", "--out", "out", "--rules", "rules", cwd=folder)
    assert run.returncode == 3, run.stderr
    assert f"rules/{file}:{line or written.count(chr(10))}: " in run.stderr
    assert "Traceback" not in run.stderr
    assert not (folder / "out").exists()


def test_help_and_version(folder: Path) -> None:
    run = depeche("--help", cwd=folder)
    assert run.returncode == 0
    for word in ("extract", "explain", "schema", "rules", "evaluate", "convert", "preannotate", "Exit codes"):
        assert word in run.stdout
    assert depeche("--version", cwd=folder).stdout == f"depeche {pipeline.__version__}\n"


def test_the_schema_is_printed_and_the_shipped_one_is_fresh(folder: Path) -> None:
    assert json.loads(depeche("schema", cwd=folder).stdout) == json_schema()
    assert depeche("schema", "--out", "s/records.schema.json", cwd=folder).returncode == 0
    shipped = ROOT / "schema" / "records.schema.json"
    fresh = (folder / "s" / "records.schema.json").read_bytes()
    assert shipped.read_bytes() == fresh, "run `make schema`"
