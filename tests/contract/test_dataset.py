"""The dataset: each format read back by its own ecosystem's reader holds what the records hold."""

from __future__ import annotations

import importlib.util
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import conllu
import duckdb
import networkx as nx
import pandas as pd
import polars as pl
import pytest
from rdflib import RDF, Graph
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from pipeline.entities.organizations_table import organizations
from pipeline.entities.tables import countries
from pipeline.export.build import build_dataset
from pipeline.export.bundle import Bundle, Reader
from pipeline.export.database import example_queries
from pipeline.export.outside import quad_class
from pipeline.export.rdf import TERM, WD, triples
from pipeline.export.schema import MENTION_TABLES, tables
from pipeline.facts import corpus_facts
from pipeline.journal import file_digest

ROOT = Path(__file__).resolve().parents[2]
LISTS = {"members", "warnings", "context"}


class Made(NamedTuple):
    out: Path
    bundles: dict[str, Bundle]
    lines: list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    out = tmp_path_factory.mktemp("made") / "dataset"
    build_dataset(ROOT / "extracted", out, texts=ROOT / "corpus", scores=ROOT / "tests" / "gold" / "floors.toml")
    reader, paths = Reader(ROOT / "corpus"), sorted((ROOT / "extracted").glob("*.jsonl"))
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return Made(out, {path.stem: reader.read(path) for path in paths}, lines)


def expected(made: Made) -> dict[str, int]:
    """Return the rows each table must have, counted from the lines."""
    counts = Counter(MENTION_TABLES.get(line["type"], f"{line['type']}s") for line in made.lines)
    counts["events"] = sum(line["type"] == "relation" and line["plover"] is not None for line in made.lines)
    return dict(counts)


def plain(value: Any) -> Any:
    """Return a reader's value as JSON has it."""
    if value is None or (isinstance(value, float) and math.isnan(value)) or value is pd.NA:
        return None
    return value.tolist() if hasattr(value, "tolist") else value


def as_line(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the record it came from, without what the table adds."""
    kinds = {name: kind for kind, name in MENTION_TABLES.items()}
    line = {"type": kinds.get(table, table.removesuffix("s")), **row}
    if table in kinds:
        line["sentence"] = [line.pop("sentence_start"), line.pop("sentence_end")]
    if table == "figures":
        value, unit = line.pop("si_value"), line.pop("si_unit")
        line["si"] = None if unit is None else {"value": value, "unit": unit}
    if table == "relations":
        line["trigger"] = [line.pop("trigger_start"), line.pop("trigger_end")]
    if line.get("members") is None:
        line.pop("members", None)
    return line


@pytest.mark.parametrize("table", [*MENTION_TABLES.values(), "relations"])
def test_pandas_reads_each_record_back_from_parquet(made: Made, table: str) -> None:
    frame = pd.read_parquet(made.out / "parquet" / table)
    rows = [as_line(table, {key: plain(value) for key, value in row.items()}) for row in frame.to_dict("records")]
    lines = [line for line in made.lines if line["type"] == rows[0]["type"]]
    assert [{key: row[key] for key in line} for row, line in zip(rows, lines, strict=True)] == lines


def test_pandas_and_polars_read_the_same_from_csv_as_from_parquet(made: Made) -> None:
    for name, table in tables().items():
        parquet = pl.read_parquet(made.out / "parquet" / name / "*.parquet")
        texts = [column.name for column in table.columns if column.type in ("string", "list")]
        lists = [column.name for column in table.columns if column.type == "list"]
        schema = {**parquet.schema, **dict.fromkeys(lists, pl.String)}
        csv = pl.read_csv(made.out / "csv" / f"{name}.csv", schema=schema)
        flat = parquet.with_columns(pl.col(lists).list.join("|")) if lists else parquet
        assert csv.with_columns(pl.col(texts).fill_null("")).equals(flat.with_columns(pl.col(texts).fill_null("")))
        frame = pd.read_csv(made.out / "csv" / f"{name}.csv", dtype=dict.fromkeys(texts, "string"), keep_default_na=False, na_values=[""])
        assert (list(frame.columns), len(frame)) == (table.names, parquet.height)


def test_tables_have_as_many_rows_as_there_are_records(made: Made) -> None:
    counts = {name: pl.read_parquet(made.out / "parquet" / name / "*.parquet").height for name in tables()}
    assert {name: counts[name] for name in expected(made)} == expected(made)


def test_evidence_is_the_sentence_in_the_source(made: Made) -> None:
    for row in pl.read_parquet(made.out / "parquet" / "relations").to_dicts():
        text = made.bundles[row["doc"]].text
        assert text is not None
        assert row["evidence"] == text[row["start"] : row["end"]]
        assert row["trigger"] == text[row["trigger_start"] : row["trigger_end"]]


def test_duckdb_has_the_tables_the_views_and_queries_that_run(made: Made) -> None:
    with duckdb.connect(str(made.out / "dataset.duckdb"), read_only=True) as connection:
        for name in tables():
            found = pl.from_arrow(connection.sql(f"SELECT * FROM {name}").to_arrow_table())
            assert isinstance(found, pl.DataFrame)
            assert found.equals(pl.read_parquet(made.out / "parquet" / name / "*.parquet"), null_equal=True)
        views = [row[0] for row in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
        for view in views:
            connection.execute(f"SELECT * FROM {view}").fetchall()
        assert len(views) == 7
        mentions = connection.execute("SELECT count(*) FROM mentions").fetchone()
        assert mentions == (sum(line["type"] in MENTION_TABLES for line in made.lines),)
        stored = connection.execute("SELECT title, query FROM example_queries").fetchall()
        assert stored == example_queries()
        answers = {title: connection.execute(query).fetchall() for title, query in stored}
        assert all(answers[title] for title in ("Which states deal with which, and how", "Where the text says a fact"))
        told = "SELECT comment FROM duckdb_columns() WHERE table_name = 'facts' AND column_name = 'conflict'"
        comment = connection.execute(told).fetchone()
        assert comment == ("Whether it is both affirmed and denied",)


def test_facts_are_those_of_all_the_records(made: Made) -> None:
    facts = corpus_facts(bundle.records for bundle in made.bundles.values())
    rows = pl.read_parquet(made.out / "parquet" / "facts").to_dicts()
    assert [row["fact"] for row in rows] == [fact.id for fact in facts]
    for row, fact in zip(rows, facts, strict=True):
        for name in (*fact.__slots__, "conflict", "wikidata_property", "plover"):
            assert row[name] == getattr(fact, name)
        assert row["quad_class"] == quad_class(fact.plover)
    arguments = {(row[f"{end}_type"], row[end]) for row in rows for end in ("subject", "object") if row[f"{end}_type"] != "date"}
    entities = {(row["type"], row["entity"]) for row in pl.read_parquet(made.out / "parquet" / "entities").to_dicts()}
    assert arguments <= entities
    named = {(line["type"], line["entity"]) for line in made.lines if line.get("entity")}
    assert named <= entities


def test_rdflib_reads_the_triples_with_items_of_the_tables_only(made: Made) -> None:
    graph = Graph().parse(made.out / "facts.ttl", format="turtle")
    assert set(graph) == {triple for bundle in made.bundles.values() for triple in triples(bundle)}
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == expected(made)["relations"]
    assert sum(1 for _ in graph.subject_objects(TERM.negated)) == len(statements)
    ours = {entry.wikidata for entry in (*countries().values(), *organizations().values()) if entry.wikidata}
    items = {str(term).removeprefix(str(WD)) for triple in graph for term in triple if str(term).startswith(str(WD))}
    assert items
    assert items <= ours
    query = "SELECT ?a ?b WHERE { ?a wdt:P463 ?b }"
    said = [line for line in made.lines if line["type"] == "relation" and line["wikidata_property"] == "P463"]
    members = {(r["subject_entity"], r["object_entity"]) for r in said if not r["negated"] and r["modality"] == "asserted"}
    assert len(list(graph.query(query))) == len(members)


def test_networkx_reads_entities_and_facts(made: Made) -> None:
    graph = nx.read_graphml(made.out / "graph.graphml", force_multigraph=True)
    facts = [fact for fact in corpus_facts(b.records for b in made.bundles.values()) if fact.object_type != "date"]
    assert {key for _, _, key in graph.edges(keys=True)} == {fact.id for fact in facts}
    for fact in facts:
        edge = graph.edges[f"{fact.subject_type}/{fact.subject}", f"{fact.object_type}/{fact.object}", fact.id]
        assert (edge["predicate"], edge["weight"], edge.get("first_date")) == (fact.predicate, fact.sentences, fact.first_date)
    assert graph.nodes["country/MLI"]["alpha_2"] == "ML"


def test_spacy_reads_docs_with_their_spans_and_relations(made: Made) -> None:
    vocabulary = Vocab()
    bins = [DocBin().from_disk(path) for path in sorted((made.out / "docbin").glob("*.spacy"))]
    docs = [doc for each in bins for doc in each.get_docs(vocabulary)]
    assert [doc.user_data["doc"] for doc in docs] == list(made.bundles)
    for doc in docs:
        bundle = made.bundles[doc.user_data["doc"]]
        assert doc.text == bundle.text
        spans = sorted((span.label_, span.start_char, span.end_char, span.kb_id_, span.id_) for span in doc.spans["depeche"])
        assert spans == sorted((m.type, m.start, m.end, getattr(m, "entity", None) or "", m.rule) for m in bundle.mentions.values())
        assert [relation["id"] for relation in doc._.relations] == [relation.id for relation in bundle.relations]
        assert all(span._.depeche is not None for span in doc.spans["depeche"])
        assert {(ent.start_char, ent.end_char) for ent in doc.ents} <= {(m.start, m.end) for m in bundle.mentions.values()}


def test_conllu_reads_words_at_their_places_with_their_mentions(made: Made) -> None:
    sentences = conllu.parse((made.out / "corpus.conllup").read_text(encoding="utf-8"))
    documents = [sentence.metadata["newdoc id"] for sentence in sentences if "newdoc id" in sentence.metadata]
    assert documents == list(made.bundles)
    seen: dict[str, Counter[str]] = {name: Counter() for name in documents}
    said = 0
    for sentence in sentences:
        name = sentence.metadata["sent_id"].rpartition("-s")[0]
        text = made.bundles[name].text
        assert text is not None
        for word in sentence:
            start, end = map(int, word["misc"]["TokenRange"].split(":"))
            assert text[start:end] == word["form"]
            if word["depeche:mention"] != "_":
                seen[name].update(word["depeche:mention"].split(";"))
            said += len(word["depeche:relation"].split(";")) if word["depeche:relation"] != "_" else 0
    assert {name: set(counts) for name, counts in seen.items()} == {name: set(b.mentions) for name, b in made.bundles.items()}
    assert said == expected(made)["relations"]


def test_a_timeml_reader_finds_our_dates_and_instances(made: Made) -> None:
    spec = importlib.util.spec_from_file_location("dates_benchmark", ROOT / "benchmarks" / "dates.py")
    assert spec
    assert spec.loader
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    for name, bundle in made.bundles.items():
        path = made.out / "timeml" / f"{name}.tml"
        article = benchmark.read(path)
        dates = [mention for mention in bundle.mentions.values() if mention.type == "date"]
        assert (article.text, article.date) == (bundle.text, bundle.document.date)
        assert [(tag.start, tag.end) for tag in article.gold] == [(date.start, date.end) for date in dates]
        content = path.read_text(encoding="utf-8")
        assert content.count("<MAKEINSTANCE ") == len(bundle.relations)
        assert content.count("<TLINK ") == sum(relation.time is not None for relation in bundle.relations)


def test_metadata_say_what_the_files_are(made: Made) -> None:
    package = json.loads((made.out / "datapackage.json").read_text())
    for resource in package["resources"]:
        path = made.out / resource["path"]
        assert (resource["bytes"], resource["hash"]) == (path.stat().st_size, f"sha256:{file_digest(path)}")
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    croissant = json.loads((made.out / "croissant.json").read_text())
    assert [item["name"] for item in croissant["recordSet"]] == list(tables())
    assert {item["sha256"] for item in croissant["distribution"]} == {resource["hash"][7:] for resource in package["resources"]}
    card = (made.out / "README.md").read_text(encoding="utf-8")
    assert "license: cc0-1.0" in card
    assert f"| `relations` | {expected(made)['relations']} |" in card
    assert "| `mention/all/exact` |" in card
    dictionary = (made.out / "data-dictionary.md").read_text(encoding="utf-8")
    assert all(f"## {name}" in dictionary for name in tables())
