"""What holds of the records of any text: offsets, order, links; the same bytes from any number of workers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline.decode import decode
from pipeline.errors import SourceError
from pipeline.records import AnyRecord, DocumentRecord, RelationRecord, dump_record, parse_record

ROOT = Path(__file__).resolve().parents[2]
PLAIN = (
    "Coopération régionale\n\nLe Sénégal a signé hier un accord de 3,5 milliards de dollars avec le Mali. "
    "Les deux pays coopèrent depuis 1992. Moscou et l'ONU ont salué cet accord, dont 12 % vont à la pêche."
)
TEXTS = {
    "plain.txt": PLAIN.encode(),
    "crlf.txt": "\ufeff".encode() + PLAIN.replace("\n", "\r\n").encode(),
    "typography.md": PLAIN.replace("'", "’").replace(" %", "\u202f%").replace(" mi", "\u00a0mi").encode(),
    "decomposed.txt": PLAIN.replace("é", "e\u0301").encode(),
    "emoji.txt": ("🇸🇳👩🏽‍🚀 " + PLAIN.replace(". ", ". 😀 ")).encode(),
    "glued.txt": PLAIN.replace("signé hier", "signéhier").replace("accord de", "accordde").encode(),
    "deep/latin.txt": PLAIN.encode("cp1252"),
    "mojibake.txt": PLAIN.encode().decode("cp1252", errors="ignore").encode(),
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\n",
    "line.txt": (PLAIN.replace("\n", " ") * 20).encode(),
    "english.txt": b"The president of Senegal met the prime minister of Mali in Dakar on Monday, 3 May 2012.",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Extract the texts with one process and with two, as a user would."""
    folder = tmp_path_factory.mktemp("extraction")
    for name, data in TEXTS.items():
        (folder / "texts" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "texts" / name).write_bytes(data)
    for workers in ("1", "2"):
        run = extract(folder, f"out{workers}", "--workers", workers)
        assert run.returncode == 0, run.stderr
        assert run.stdout.endswith(f"0 unchanged, {len(TEXTS)} done.\n")
    return folder


def extract(folder: Path, out: str, *options: str) -> subprocess.CompletedProcess[str]:
    words = ["extract", "texts", "--out", out, "--date", "2024-05-03", *options]
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "pipeline", *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.jsonl"))}


def test_one_output_for_each_text_the_same_from_any_number_of_workers(outputs: Path) -> None:
    one, two = contents(outputs / "out1"), contents(outputs / "out2")
    assert list(one) == sorted(f"{Path(name).with_suffix('')}.jsonl" for name in TEXTS)
    assert [name for name in one if one[name] != two[name]] == []


def test_a_second_run_does_nothing_and_says_so(outputs: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (outputs / "out2").rglob("*.jsonl")}
    run = extract(outputs, "out2")
    assert run.stdout.endswith(f"{len(TEXTS)} unchanged, 0 done.\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.parametrize("name", TEXTS)
def test_the_records_of_each_text_hold(outputs: Path, name: str) -> None:
    ident = Path(name).with_suffix("").as_posix()
    lines = (outputs / "out1" / f"{ident}.jsonl").read_bytes().splitlines()
    dumped = [json.loads(line) for line in lines]
    records = [parse_record(line) for line in dumped]
    again = [dump_record(record) for record in records]
    assert [list(record.items()) for record in again] == [list(line.items()) for line in dumped]
    check(records, decode(TEXTS[name])[0])
    assert {record.doc for record in records} == {ident}
    assert records[0].source == f"texts/{name}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("deep/latin", "encoding guessed: cp1252"), ("empty", "empty"), ("blank", "empty"),
        ("mojibake", "mojibake in"), ("english", "language: looks like en"), ("decomposed", "decomposed"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_in_the_document_record(outputs: Path, name: str, warning: str) -> None:
    first = json.loads((outputs / "out1" / f"{name}.jsonl").read_bytes().splitlines()[0])
    assert any(said.startswith(warning) for said in first["warnings"])


@pytest.mark.parametrize("name", ["plain", "crlf", "typography", "emoji", "deep/latin"])
def test_typography_and_encoding_lose_nothing(outputs: Path, name: str) -> None:
    lines = (outputs / "out1" / f"{name}.jsonl").read_bytes().splitlines()
    found = [json.loads(line) for line in lines]
    entities = {record.get("entity") for record in found}
    assert {"SEN", "MLI", "RUS", "onu"} <= entities
    assert {"2024-05-02", "1992"} <= {record.get("value") for record in found}
    assert (3_500_000_000, "USD") in {(r.get("value"), r.get("unit")) for r in found if r["type"] == "figure"}
    assert "signed_agreement_with" in {record.get("predicate") for record in found}


PIECES = st.sampled_from(
    [
        "Le Sénégal", " l’ONU", "\u00a0%", " 3 mai 2012", "\r\n", "\ufeff", "e\u0301", "😀", "«\u00a0", " 12",
        ",5", " de", "paysgros", "\u200b", "\u202e", "\0", "(", "—", " ministre russe", "États-Unis", ". ",
        " et ", "\t", "\x85", "\u2028", "l'", "-", "ministère des Affaires étrangères du Kazakhstan",
    ]
) | st.text(max_size=8)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=25).map("".join))
@example("")
@example("\ufeff")
@example("Le Mali" + "\u0301" * 50)
@example("a" * 5000 + " Mali")
def test_the_records_of_any_text_hold(text: str) -> None:
    check(pipeline.extract(text, date="2024-05-03"), text)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(SourceError, match="a lone surrogate at 8"):
        pipeline.extract("Le Mali \ud800")


def test_no_network_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    assert len(pipeline.extract(PLAIN)) > 5


def check(records: list[AnyRecord], text: str) -> None:
    """Fail where the records of a text break what every user relies on."""
    document, *others = records
    assert isinstance(document, DocumentRecord)
    assert document.chars == len(text)
    mentions = [record for record in others if not isinstance(record, RelationRecord)]
    relations = [record for record in others if isinstance(record, RelationRecord)]
    assert others == [*mentions, *relations]
    assert len({record.id for record in others}) == len(others)
    for record in mentions:
        assert not isinstance(record, DocumentRecord)
        assert 0 <= record.start < record.end <= len(text)
        assert text[record.start : record.end] == record.text
        assert record.id == f"{record.type}:{record.start}-{record.end}"
        assert record.sentence[0] <= record.start < record.end <= record.sentence[1] <= len(text)
    check_order(mentions)
    known = {record.id for record in mentions}
    for relation in relations:
        assert {relation.subject, relation.object, *filter(None, (relation.time, relation.figure))} <= known
        assert 0 <= relation.start <= relation.trigger[0] < relation.trigger[1] <= relation.end <= len(text)
    keys = [(record.start, record.predicate, record.subject, record.object) for record in relations]
    assert keys == sorted(keys)


def check_order(mentions: Iterable[AnyRecord]) -> None:
    """Fail where mentions are out of order or cross."""
    spans = [(r.start, -r.end, r.type) for r in mentions if not isinstance(r, DocumentRecord)]
    assert spans == sorted(spans)
    open_ends: list[int] = []
    for start, end, _ in spans:
        open_ends = [other for other in open_ends if other > start]
        assert all(-end <= other for other in open_ends)
        open_ends.append(-end)
