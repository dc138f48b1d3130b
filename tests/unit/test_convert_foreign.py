# ruff: noqa: E501
"""Small files written by hand after each tool's documentation, or by its own library, are read."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin, Span

from pipeline.convert.formats import format_module, guess
from pipeline.convert.model import Document
from pipeline.convert.natives import to_records
from pipeline.errors import SourceError
from pipeline.records import AnyRecord

TEXT = "Le Mali a quitté la CEDEAO le 28 janvier 2024, a dit Abdoulaye Diop."


def _read(path: Path, tool: str) -> Document:
    assert guess(path) == tool
    (document,) = format_module(tool).read_folder(path)
    return document


def _spans(document: Document) -> list[tuple[str, str]]:
    return [(item.type, document.text[item.start : item.end]) for item in document.items]


def _relation(document: Document) -> AnyRecord:
    (relation,) = (record for record in to_records(document) if record.type == "relation")
    return relation


EXPECTED = [("country", "Mali"), ("organization", "CEDEAO"), ("date", "28 janvier 2024"), ("person", "Abdoulaye Diop")]

BRAT = """\
T1\tGPE 3 7\tMali
T2\tOrganization 20 26\tCEDEAO
T3\tdate 30 45\t28 janvier 2024
T4\tPerson 53 67\tAbdoulaye Diop
T5\twithdraws_from 10 16\tquitté
T6\tAnimal 0 2\tLe
E1\twithdraws_from:T5 Subject:T1 Object:T2 Time:T3
A1\tNegation E1
A2\tmodality E1 possible
A3\tform T1 metonym
N1\tReference T1 depeche:MLI\tMali
N2\tReference T2 Wikidata:Q183384\tCEDEAO
*\tEquiv T1 T6
R1\tleader_of Arg1:T4 Arg2:T1
#1\tAnnotatorNotes T3\t{"value": "2024-01-28"}
#2\tAnnotatorNotes T4\tà vérifier
"""


def test_brat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text(BRAT, encoding="utf-8")
    document = _read(tmp_path, "brat")
    assert _spans(document) == EXPECTED
    assert document.dropped == ["a: T6 Animal"]
    leaves, leads = document.links
    assert (leaves.predicate, leaves.negated, leaves.modality, leaves.time) == ("withdraws_from", True, "possible", "T3")
    assert leaves.trigger == (10, 16)
    assert (leads.predicate, leads.subject, leads.object, leads.trigger) == ("leader_of", "T4", "T1", None)
    _, mali, _, date, *_ = to_records(document)
    assert (mali.entity, mali.form, mali.alpha_2) == ("MLI", "metonym", "ML")  # type: ignore[union-attr]
    assert (date.value, date.earliest) == ("2024-01-28", "2024-01-28")  # type: ignore[union-attr]


def test_brat_pieces_and_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("L'Union\nafricaine siège.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\torganization 2 7;8 17\tUnion africaine\n", encoding="utf-8")
    assert _spans(_read(tmp_path, "brat")) == [("organization", "Union\nafricaine")]
    for line, said in (("T1\torganization 2 7\tMali\n", "T1: the span 2-7 is not 'Mali'"), ("T1 organization", "not brat standoff")):
        (tmp_path / "a.ann").write_text(f"\n{line}", encoding="utf-8")
        with pytest.raises(SourceError, match=said) as caught:
            format_module("brat").read_folder(tmp_path)
        assert caught.value.line == 2
    (tmp_path / "a.txt").unlink()
    with pytest.raises(SourceError, match="can't be read"):
        format_module("brat").read_folder(tmp_path)


def _region(id_: str, start: int, end: int, label: str) -> dict[str, object]:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {"id": id_, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def test_label_studio(tmp_path: Path) -> None:
    result = [
        _region("xY1", 3, 7, "country"), _region("xY2", 20, 26, "ORG"), _region("xY3", 30, 45, "DATE"), _region("xY4", 53, 67, "PER"),
        _region("xY5", 0, 2, "Article"),
        {"id": "xY1", "from_name": "form", "to_name": "text", "type": "choices", "value": {"start": 3, "end": 7, "text": "Mali", "choices": ["metonym"]}},
        {"id": "xY1", "from_name": "entity", "to_name": "text", "type": "textarea", "value": {"start": 3, "end": 7, "text": ["MLI"]}},
        {"from_id": "xY2", "to_id": "xY1", "type": "relation", "direction": "left", "labels": ["withdraws_from", "negated", "planned"]},
        {"from_id": "xY4", "to_id": "xY1", "type": "relation", "direction": "right"},
    ]  # fmt: skip
    task = {
        "id": 12,
        "data": {"text": TEXT},
        "annotations": [{"id": 1, "was_cancelled": True, "result": []}, {"id": 2, "completed_by": 1, "result": result}],
        "predictions": [],
    }
    (tmp_path / "export.json").write_text(json.dumps([task]), encoding="utf-8")
    document = _read(tmp_path / "export.json", "label-studio")
    assert (document.id, _spans(document)) == ("task-12", EXPECTED)
    assert document.dropped == ["task-12: xY5 Article", "task-12: relation without a label"]
    relation = _relation(document)
    assert (relation.subject, relation.object) == ("country:3-7", "organization:20-26")  # type: ignore[union-attr]
    assert (relation.negated, relation.modality, relation.subject_entity) == (True, "planned", "MLI")  # type: ignore[union-attr]
    for content in ("{}", "[{}]", "no"):
        (tmp_path / "export.json").write_text(content, encoding="utf-8")
        with pytest.raises(SourceError, match=r"not a list|out of form|not JSON"):
            format_module("label-studio").read_folder(tmp_path / "export.json")


def test_doccano(tmp_path: Path) -> None:
    line = {
        "id": 7, "text": TEXT, "Comments": [],
        "entities": [
            {"id": 31, "label": "country", "start_offset": 3, "end_offset": 7},
            {"id": 32, "label": "ORG", "start_offset": 20, "end_offset": 26},
            {"id": 33, "label": "DATE", "start_offset": 30, "end_offset": 45},
            {"id": 34, "label": "PER", "start_offset": 53, "end_offset": 67},
        ],
        "relations": [{"id": 5, "from_id": 31, "to_id": 32, "type": "withdraws from"}, {"id": 6, "from_id": 34, "to_id": 31, "type": "autre"}],
    }  # fmt: skip
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    document = _read(path, "doccano")
    assert (document.id, _spans(document), document.dropped) == ("text-7", EXPECTED, ["text-7: 6 autre"])
    assert _relation(document).predicate == "withdraws_from"  # type: ignore[union-attr]
    path.write_text(json.dumps({"id": 8, "text": TEXT, "label": [[3, 7, "LOC"], [0, 2, "X"]]}) + "\n", encoding="utf-8")
    assert _spans(_read(path, "doccano")) == [("place", "Mali")]
    path.write_text('{"text": "a", "label": [[0, 9, "LOC"]]}\n', encoding="utf-8")
    with pytest.raises(SourceError, match="the span 0-9") as caught:
        format_module("doccano").read_folder(path)
    assert caught.value.line == 1


def test_prodigy(tmp_path: Path) -> None:
    head = {"start": 3, "end": 7, "token_start": 1, "token_end": 1, "label": "GPE"}
    child = {"start": 20, "end": 26, "token_start": 5, "token_end": 5, "label": "ORG"}
    line = {
        "text": TEXT, "_input_hash": 1, "_task_hash": 2, "_view_id": "relations", "answer": "accept",
        "tokens": [{"text": "Le", "start": 0, "end": 2, "id": 0, "ws": True}],
        "spans": [head, child, {"start": 30, "end": 45, "token_start": 7, "token_end": 9, "label": "DATE"},
                  {"start": 53, "end": 67, "token_start": 13, "token_end": 14, "label": "PERSON"}],
        "relations": [{"head": 1, "child": 5, "head_span": head, "child_span": child, "color": "#c5bdf4", "label": "withdraws_from"}],
    }  # fmt: skip
    path = tmp_path / "annotations.jsonl"
    path.write_text("".join(json.dumps(task) + "\n" for task in (line, {**line, "answer": "reject"})), encoding="utf-8")
    document = _read(path, "prodigy")
    assert (document.id, _spans(document)) == ("text-1", EXPECTED)
    relation = _relation(document)
    assert (relation.predicate, relation.trigger, relation.start) == ("withdraws_from", (3, 3), 0)  # type: ignore[union-attr]


WEBANNO = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_RL=webanno.custom.Relation|value|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


#Text=😊 Le Mali a quitté
#Text=la CEDEAO.
1-1\t0-2\t😊\t_\t_\t_\t_\t_\t_\t
1-2\t3-5\tLe\tD\t*\t_\t_\t_\t_\t
1-3\t6-10\tMali\tN\t*\tMLI\tGPE\t_\t_\t
1-4\t11-12\ta\t_\t_\t_\t_\t_\t_\t
1-5\t13-19\tquitté\t_\t_\t_\t_\t_\t_\t
1-6\t20-22\tla\t_\t_\t_\t_\t_\t_\t
1-7\t23-29\tCEDEAO\tN\t*\tcedeao[2]|*[3]\tORG[2]|OTH[3]\twithdraws\\_from\t1-3[0_2]\t
1-8\t29-30\t.\t_\t_\t_\t_\t_\t_\t

#Sentence.id=s2
#Text=L'Union africaine \\\\ Mali-Niger.
2-1\t32-39\tL'Union\t_\t_\t_\t_\t_\t_\t
2-1.1\t34-39\tUnion\t_\t_\t*[4]\tORG[4]\t_\t_\t
2-2\t40-49\tafricaine\tN\t*\t*[4]\tORG[4]\t_\t_\t
2-3\t50-51\t\\\\\t_\t_\t_\t_\t_\t_\t
2-4\t52-62\tMali-Niger\t_\t_\t_\t_\t_\t_\t
2-4.1\t52-56\tMali\t_\t_\t*\tGPE\t_\t_\t
2-4.2\t57-62\tNiger\t_\t_\t*\tGPE\t_\t_\t
2-5\t62-63\t.\t_\t_\t_\t_\t_\t_\t
"""


def test_webanno(tmp_path: Path) -> None:
    path = tmp_path / "doc.tsv"
    path.write_text(WEBANNO, encoding="utf-8")
    document = _read(path, "webanno")
    assert document.text == "😊 Le Mali a quitté\nla CEDEAO.\n\nL'Union africaine \\ Mali-Niger."
    assert _spans(document) == [
        ("country", "Mali"), ("organization", "CEDEAO"), ("organization", "Union africaine"), ("country", "Mali"), ("country", "Niger"),
    ]  # fmt: skip
    assert any("NamedEntity OTH" in name for name in document.dropped)
    relation = _relation(document)
    assert (relation.predicate, relation.subject_entity, relation.object_entity) == ("withdraws_from", "MLI", "cedeao")  # type: ignore[union-attr]
    (tmp_path / "doc.txt").write_text("😊 Le Mali a quitté\r\nla CEDEAO.", encoding="utf-8")
    with pytest.raises(SourceError, match="another text"):
        format_module("webanno").read_folder(tmp_path)
    (tmp_path / "doc.txt").unlink()
    path.write_text(WEBANNO.replace("1-3\t6-10", "1-3\tsix"), encoding="utf-8")
    with pytest.raises(SourceError, match="not a line of WebAnno TSV 3") as caught:
        format_module("webanno").read_folder(tmp_path)
    assert caught.value.line == 11


def test_docbin_of_spacy(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    doc = nlp(TEXT)
    doc.ents = [
        span for start, end, label in ((3, 7, "GPE"), (20, 26, "ORG"), (30, 45, "DATE"), (53, 67, "PER"), (0, 2, "DET"))
        if (span := doc.char_span(start, end, label=label, kb_id="MLI" if label == "GPE" else ""))
    ]  # fmt: skip
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "train.spacy")
    document = _read(tmp_path / "train.spacy", "docbin")
    assert _spans(document) == EXPECTED
    assert document.items[0].attributes == {"entity": "MLI"}
    assert document.dropped == ["doc-1: DET at 0-2"]
    doc.spans["sc"] = [Span(doc, 1, 2, label="LOC")]
    DocBin(docs=[doc]).to_disk(tmp_path / "train.spacy")
    assert _spans(_read(tmp_path / "train.spacy", "docbin")) == [("place", "Mali")]
    (tmp_path / "train.spacy").write_bytes(b"no")
    with pytest.raises(SourceError, match="not a DocBin"):
        format_module("docbin").read_folder(tmp_path / "train.spacy")


def test_docbin_of_ours_is_a_doc_as_spacy_users_know_it(tmp_path: Path) -> None:
    document = _read_back(tmp_path)
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("fr").vocab)
    assert doc.text == TEXT
    assert [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents][:1] == [("Mali", "country", "MLI")]
    assert len(doc.spans["depeche"]) == len(document.items)


def _read_back(folder: Path) -> Document:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text(BRAT, encoding="utf-8")
    document = _read(folder, "brat")
    format_module("docbin").write_folder([document], folder / "out.spacy")
    return document
