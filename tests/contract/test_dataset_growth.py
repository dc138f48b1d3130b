"""A dataset that grows: new documents are added, changed ones make it anew, a killed run or a bad line harms nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from rdflib import Graph, Literal
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from pipeline.errors import SourceError, UsageError
from pipeline.export.build import build_dataset
from pipeline.export.outside import QUAD_CLASSES, quad_class
from pipeline.export.rdf import NIF
from pipeline.export.schema import tables
from pipeline.export.state import State
from pipeline.export.summary import fact_lines
from pipeline.vocabulary import PREDICATES

ROOT = Path(__file__).resolve().parents[2]
PATHS = sorted((ROOT / "extracted").glob("*.jsonl"))
HOSTILE = 'Le « Mali, "fort" » | <script>alert(1)</script>\t& l\'Égypte\u00a0🇪🇬 ;\\n\r\nL\u2019accord\x0c=1+1, 2 % de \u0301x.\n'


@pytest.fixture
def some(tmp_path: Path) -> Path:
    """Return a folder with the records of four documents."""
    folder = tmp_path / "some"
    folder.mkdir()
    for path in PATHS[:4]:
        shutil.copy(path, folder)
    return folder


def build(extracted: Path, out: Path) -> tuple[int, int, str]:
    built = build_dataset(extracted, out, texts=ROOT / "corpus")
    return built.added, built.unchanged, built.again


def content(out: Path) -> dict[str, list[str]]:
    """Return all that is in the tables, the database, the graph, Turtle and the corpora, in no order."""
    found = {f"parquet/{name}": pl.read_parquet(out / "parquet" / name / "*.parquet").rows() for name in tables()}
    with duckdb.connect(str(out / "dataset.duckdb"), read_only=True) as connection:
        found |= {f"duckdb/{name}": connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables()}
    for name in ("graph.graphml", "facts.ttl", "corpus.conllup", *(f"csv/{name}.csv" for name in tables())):
        found[name] = (out / name).read_text(encoding="utf-8").splitlines()
    found["timeml"] = [path.read_text(encoding="utf-8") for path in sorted((out / "timeml").glob("*.tml"))]
    found["docbin"] = [len(DocBin().from_disk(path)) for path in sorted((out / "docbin").glob("*"))]
    return {name: sorted(map(str, rows)) for name, rows in found.items()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return what the dataset of six documents holds when it is made at once."""
    folder = tmp_path_factory.mktemp("whole")
    for path in PATHS[:6]:
        shutil.copy(path, folder)
    build(folder, folder / "out")
    return content(folder / "out")


def same(out: Path, whole: dict[str, list[str]]) -> None:
    found = content(out)
    found["docbin"], expected = [], whole | {"docbin": []}
    assert [name for name in expected if found[name] != expected[name]] == []


def test_new_documents_are_added_and_give_what_one_run_gives(some: Path, tmp_path: Path, whole: dict[str, list[str]]) -> None:
    out = tmp_path / "out"
    assert build(some, out) == (4, 0, "")
    first = {path: path.stat().st_mtime_ns for path in (out / "parquet" / "relations").iterdir()}
    for path in PATHS[4:6]:
        shutil.copy(path, some)
    assert build(some, out) == (2, 4, "")
    assert {path: path.stat().st_mtime_ns for path in first} == first
    same(out, whole)
    before = (out / "README.md").stat().st_mtime_ns
    assert build(some, out) == (0, 6, "")
    assert (out / "README.md").stat().st_mtime_ns == before


def test_what_a_killed_run_left_is_taken_away(some: Path, tmp_path: Path, whole: dict[str, list[str]]) -> None:
    out = tmp_path / "out"
    build(some, out)
    for name in ("csv/relations.csv", "facts.ttl", "corpus.conllup"):
        with (out / name).open("a") as file:
            file.write("half a li")
    (out / "parquet" / "dates" / "part-000001.parquet").write_bytes(b"half a fi")
    (out / "docbin" / "part-000001-0000.spacy").write_bytes(b"half a fi")
    (out / "timeml" / "perdu.tml").write_text("<TimeML>")
    for path in PATHS[4:6]:
        shutil.copy(path, some)
    assert build(some, out) == (2, 4, "")
    same(out, whole)


def test_a_run_killed_before_the_sums_are_made_is_gone_on_with(some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(some, out)
    complete = content(out)
    state = State(out)
    state.open()
    state.save(whole=False)
    state.close()
    (out / "dataset.duckdb").write_bytes(b"half a database")
    shutil.rmtree(out / "parquet" / "facts")
    assert build(some, out) == (0, 4, "")
    assert content(out) == complete


def test_a_killed_run_goes_on_after_the_last_part(some: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: str, number: int, total: int) -> None:
        if number == 3:
            raise KeyboardInterrupt(f"{number} of {total}")

    monkeypatch.setattr("pipeline.export.build.CHUNK", 2)
    with pytest.raises(KeyboardInterrupt, match="3 of 4"):
        build_dataset(some, tmp_path / "out", texts=ROOT / "corpus", watch=stop)
    assert build(some, tmp_path / "out") == (2, 2, "")
    build(some, tmp_path / "at once")
    same(tmp_path / "out", content(tmp_path / "at once"))


def test_a_changed_or_missing_document_makes_it_anew(some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(some, out)
    path = some / PATHS[0].name
    path.write_text("\n".join(path.read_text(encoding="utf-8").split("\n")[:-2]) + "\n", encoding="utf-8")
    assert build(some, out) == (4, 0, f"1 changed ({PATHS[0].stem})")
    path.unlink()
    assert build(some, out) == (3, 0, f"1 gone ({PATHS[0].stem})")
    assert not (out / "timeml" / f"{PATHS[0].stem}.tml").exists()


def test_a_line_that_is_no_record_is_named_and_harms_nothing(some: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(some, out)
    complete = content(out)
    bad = some / "z.jsonl"
    bad.write_text(PATHS[4].read_text(encoding="utf-8").split("\n")[0] + '\n{"type": "country", "colour": 3}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"z\.jsonl:2: not a record: country\."):
        build(some, out)
    bad.unlink()
    assert build(some, out) == (0, 4, "")
    assert content(out) == complete


def test_a_folder_that_is_no_dataset_or_in_use_is_left_alone(some: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("à moi")
    with pytest.raises(UsageError, match="holds something else"):
        build(some, tmp_path / "mine")
    state = State(tmp_path / "out")
    state.open()
    with pytest.raises(UsageError, match="another run"):
        build(some, tmp_path / "out")
    state.close()


def hostile(folder: Path) -> Iterator[Path]:
    """Write the records of a hostile text, and yield their file."""

    def span(type_: str, start: int, end: int, **fields: object) -> dict[str, object]:
        base = {"type": type_, "doc": "é/a b", "id": f"{type_}:{start}-{end}", "start": start, "end": end, "text": HOSTILE[start:end]}
        return base | {"sentence": [0, len(HOSTILE)], "rule": "r|;", "confidence": 0.5, **fields}

    named = {"form": "nominal", "entity": None, "members": ["a|b", "c;d e"], "name": None}
    head = json.loads(PATHS[0].read_text(encoding="utf-8").split("\n")[0])
    head |= {"doc": "é/a b", "source": "", "text": HOSTILE, "warnings": ['une, "deux"\n'], "chars": len(HOSTILE)}
    at = HOSTILE.index("\r\n")
    date = {"kind": "date", "value": None, "earliest": None, "latest": None, "mod": None}
    lines = [head, span("place", 0, at + 5, **named), span("person", 3, 9, **(named | {"entity": "x|y;z", "members": None})),
             span("date", at - 2, at + 4, **date)]  # fmt: skip
    relation = {"type": "relation", "doc": "é/a b", "id": "relation:>;|", "start": 0, "end": len(HOSTILE), "rule": "r", "confidence": 0.5,
                "predicate": "visits", "subject": "person:3-9", "object": f"place:0-{at + 5}", "subject_entity": "x|y;z",
                "object_entity": None, "trigger": [at - 4, at + 3], "negated": True, "modality": "possible",
                "time": f"date:{at - 2}-{at + 4}", "figure": None, "wikidata_property": None, "plover": "CONSULT"}  # fmt: skip
    path = folder / "é" / "a b.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes("".join(json.dumps(line) + "\n" for line in [*lines, relation]).encode())
    yield path


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    (path,) = hostile(tmp_path / "records")
    out = tmp_path / "out"
    build_dataset(tmp_path / "records", out)
    for frame in (pl.read_parquet(out / "parquet" / "places"), pl.read_csv(out / "csv" / "places.csv")):
        place = frame.to_dicts()[0]
        assert place["text"] == HOSTILE[place["start"] : place["end"]]
        assert place["members"] in (["a|b", "c;d e"], "a|b|c;d e")
    (event,) = pl.read_parquet(out / "parquet" / "events").to_dicts()
    assert (event["context"], event["quad_code"], event["actor"]) == (["negation", "hypothetical"], 1, "x|y;z")
    assert (event["target_name"], event["date_source"]) == (HOSTILE[: HOSTILE.index("\r\n") + 5], "document")
    graph = Graph().parse(out / "facts.ttl", format="turtle")
    assert set(graph.objects(None, NIF.anchorOf)) == {Literal(HOSTILE, lang="fr")}
    text = "".join(ET.parse(out / "timeml" / "é" / "a b.tml").getroot().find("TEXT").itertext())  # type: ignore[union-attr]
    assert text == HOSTILE.replace("\x0c", " ")
    (doc,) = DocBin().from_disk(next((out / "docbin").iterdir())).get_docs(Vocab())
    assert doc.text == HOSTILE
    assert "a+b" not in (out / "corpus.conllup").read_text(encoding="utf-8")
    assert path.exists()


def test_without_the_text_there_is_no_evidence_and_no_corpus(tmp_path: Path) -> None:
    (path,) = hostile(tmp_path / "records")
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([json.dumps({k: v for k, v in json.loads(lines[0]).items() if k != "text"}), *lines[1:]]), encoding="utf-8")
    built = build_dataset(tmp_path / "records", tmp_path / "out")
    assert built.without_text == ["é/a b"]
    assert pl.read_parquet(tmp_path / "out" / "parquet" / "relations")["evidence"].to_list() == [None]
    assert not list((tmp_path / "out" / "docbin").iterdir())
    assert not (tmp_path / "out" / "timeml").exists()


def test_every_class_a_predicate_maps_to_has_its_quad_class() -> None:
    classes = {name for info in PREDICATES.values() for name in (info.plover, info.plover_negated) if name} | {"AGREE"}
    assert {quad_class(name) for name in classes} == set(QUAD_CLASSES)  # type: ignore[arg-type]


def test_facts_are_printed_without_a_dataset(some: Path) -> None:
    of_all = [json.loads(line) for line in fact_lines(some)]
    by_document = [json.loads(line) for line in fact_lines(some, by_document=True)]
    assert list(of_all[0]) == tables()["facts"].names
    assert list(by_document[0]) == tables()["document_facts"].names
    assert sum(row["sentences"] for row in of_all) == sum(row["sentences"] for row in by_document)


def test_the_command_says_what_it_did(some: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "pipeline", "dataset", str(some), "--out", str(tmp_path / "out"), "--texts", "corpus"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("0 unchanged, 4 added.\n")
    with pytest.raises(SourceError, match="no such folder") as caught:
        build(tmp_path / "none", tmp_path / "out")
    assert caught.value.exit_code == 4
