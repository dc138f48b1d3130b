# ruff: noqa: E501
"""Round trips through every tool's format: the whole gold, the predictions, a hostile text, edits made in a tool."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.convert import jsonl
from pipeline.convert.formats import FORMATS, format_module, guess
from pipeline.convert.model import Document, Item, Link, from_utf16, located, to_utf16
from pipeline.convert.natives import from_records, to_records
from pipeline.errors import SourceError
from pipeline.evaluation.folders import documents_of, read_records
from pipeline.evaluation.markup import compile_markup
from pipeline.write import dump_lines

ROOT = Path(__file__).resolve().parents[2]
GOLD, EXTRACTED, CORPUS = ROOT / "tests" / "gold", ROOT / "extracted", ROOT / "corpus"
TOOLS = [name for name in FORMATS if name != "records"]


@pytest.fixture(scope="module")
def gold() -> list[Document]:
    return jsonl.read_folder(GOLD, corpus=CORPUS)


@pytest.fixture(scope="module")
def predictions() -> list[Document]:
    return jsonl.read_folder(EXTRACTED, corpus=CORPUS)


def _there_and_back(documents: list[Document], tool: str, folder: Path) -> list[Document]:
    format_module(tool).write_folder(documents, folder)
    assert guess(folder) == tool
    return sorted(format_module(tool).read_folder(folder), key=lambda document: document.id)


def _changed(documents: list[Document], folder: Path) -> list[str]:
    """Return the ids of the documents whose records are not those of the folder, never what they say."""
    return [d.id for d in documents if dump_lines(to_records(d)) != (folder / f"{d.id}.jsonl").read_bytes()]


@pytest.mark.parametrize("tool", TOOLS)
def test_the_whole_gold_comes_back_identical(gold: list[Document], tool: str, tmp_path: Path) -> None:
    back = _there_and_back(gold, tool, tmp_path)
    assert [document.id for document in back] == documents_of(GOLD)
    assert _changed(back, GOLD) == []
    assert not any(document.dropped for document in back)


@pytest.mark.parametrize("tool", TOOLS)
def test_predictions_come_back_identical(predictions: list[Document], tool: str, tmp_path: Path) -> None:
    assert _changed(_there_and_back(predictions, tool, tmp_path), EXTRACTED) == []


def test_attributes_alone_say_all_that_gold_says(gold: list[Document]) -> None:
    assert not any(part.extra for document in gold for part in (*document.items, *document.links))
    assert {name for document in gold for name in document.meta} <= {"date", "source", "language", "warnings"}


HOSTILE = (
    "🌍 Le Mali\u00a0et «\tl'E\u0301quateur » (a\\b|c[1]_*;->d)\r\nont signé,\u202fselon l'Union\r\nafricaine, un accord 👋🏽 de 3\u202f% le 3 mai 2012.\n\n"
    "  Le ministère de la Défense du Laos, \u2028oui.\n"
)


def _hostile() -> Document:
    def at(word: str) -> tuple[int, int]:
        start = HOSTILE.index(word)
        return start, start + len(word)

    items = [
        Item("T1", *at("Mali"), "country", {"form": "name", "entity": "MLI"}),
        Item("T2", *at("E\u0301quateur"), "country", {"form": "name", "entity": "ECU"}),
        Item("T3", *at("a\\b|c[1]_*;->d"), "organization", {"form": "name", "entity": "a-b", "name": "a\\b|c[1]_*;->d", "class": "other"}),
        Item("T4", *at("Union\r\nafricaine"), "organization", {"form": "name", "entity": "ua"}),
        Item("T5", *at("3\u202f%"), "figure", {"kind": "percent", "value": "3", "unit": "%"}),
        Item("T6", *at("3 mai 2012"), "date", {"kind": "date", "value": "2012-05-03"}),
        Item("T7", *at("ministère de la Défense du Laos"), "organization", {"form": "name", "entity": "ministere-laos"}),
        Item("T8", *at("Laos"), "country", {"form": "name", "entity": "LAO"}),
        Item("T9", *at("Laos"), "place", {"form": "name", "entity": "laos"}),
    ]
    links = [
        Link("R1", "signed_agreement_with", "T1", "T4", at("signé"), True, "planned", "T6", "T5"),
        Link("R2", "signed_agreement_with", "T2", "T4", at("signé")),
        Link("R3", "part_of", "T7", "T8", at("ministère")),
    ]
    return Document("dossier/hostile", HOSTILE, items, links)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_hostile_text(tool: str, tmp_path: Path) -> None:
    whole = from_records(to_records(_hostile()), HOSTILE)
    empty = Document("rien", "")
    bare = Document("seul", "Un texte.\r\n")
    back = {document.id: document for document in _there_and_back([whole, empty, bare], tool, tmp_path)}
    assert back["dossier/hostile"].text == HOSTILE
    assert back["rien"].text == ""
    assert back["seul"].text == "Un texte.\r\n"
    assert dump_lines(to_records(back["dossier/hostile"])) == dump_lines(to_records(whole))
    assert to_records(back["seul"]) == to_records(bare)


TEXT = "Le pays a reçu le Mali à Dakar, selon Le Monde."
MARKUP = """\
Le {{pays|c SEN form=nominal #p}} a reçu le {{Mali|c MLI #m}} à Dakar, selon Le Monde.
=====
R meets_with #p #m "reçu"
"""


@pytest.mark.parametrize("tool", TOOLS)
def test_what_an_annotator_changes_wins(tool: str, tmp_path: Path) -> None:
    records = [
        record.model_copy(update={"rule": "une-regle", "confidence": 0.9}) if record.type != "document" else record
        for record in compile_markup(TEXT, MARKUP, "texte")
    ]
    document = from_records(records, TEXT)
    assert all(part.extra for part in (*document.items, *document.links))
    first = document.items[0]
    document.items[0] = replace(first, attributes={**first.attributes, "entity": "BFA"})
    (back,) = _there_and_back([document], tool, tmp_path)
    (_, country, other, relation) = to_records(back)
    assert (country.entity, country.name, country.alpha_2, country.rule) == ("BFA", "Burkina Faso", "BF", "gold")  # type: ignore[union-attr]
    assert (other.rule, other.confidence) == ("une-regle", 0.9)  # type: ignore[union-attr]
    assert (relation.subject_entity, relation.rule, relation.confidence) == ("BFA", "gold", None)  # type: ignore[union-attr]


def test_offsets_in_utf16() -> None:
    assert to_utf16("a🌍b") == [0, 1, 3, 4]
    assert from_utf16("a🌍b") == [0, 1, 1, 2, 3]
    assert located("a🌍bc", 2, 4, "bc", "x") == (2, 4)
    assert located("a🌍bc", 3, 5, "bc", "x") == (2, 4)
    with pytest.raises(SourceError, match="x: the span 0-2 is not 'bc'"):
        located("a🌍bc", 0, 2, "bc", "x")


@pytest.mark.parametrize(
    ("type_", "attributes", "said"),
    [
        ("country", {"form": "nom"}, "form 'nom' is none of name, demonym"),
        ("date", {"kind": "money"}, "kind 'money' is none of date, duration"),
        ("figure", {"kind": "count", "value": "trois"}, "'trois' is no number"),
        ("organization", {"entity": "x", "class": "club"}, "class 'club' is none of"),
    ],
)
def test_an_attribute_no_record_may_have_is_said(type_: str, attributes: dict[str, str], said: str) -> None:
    document = Document("texte", TEXT, [Item("T1", 3, 7, type_, attributes)])
    with pytest.raises(SourceError, match=said):
        to_records(document)


def test_records_need_their_text(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "texte.jsonl").write_bytes(dump_lines(compile_markup(TEXT, MARKUP, "texte")))
    with pytest.raises(SourceError, match="no text of 'texte'"):
        jsonl.read_folder(tmp_path / "r", corpus=tmp_path)
    (tmp_path / "texte.txt").write_text("Un autre texte, assez long pour tout tenir.", encoding="utf-8")
    with pytest.raises(SourceError, match="is not 'pays' in the text"):
        jsonl.read_folder(tmp_path / "r", corpus=tmp_path)
    document = json.loads(dump_lines(compile_markup(TEXT, MARKUP, "texte")).splitlines()[0])
    lines = [json.dumps({**document, "text": TEXT}), *dump_lines(compile_markup(TEXT, MARKUP, "texte")).decode().splitlines()[1:]]
    (tmp_path / "r" / "texte.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = jsonl.read_folder(tmp_path / "r", corpus=tmp_path)
    assert to_records(found) == read_records(tmp_path / "r" / "texte.jsonl")
