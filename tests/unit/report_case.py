"""A small folder of records for the report's tests: nested and crossing spans, signs beyond the first plane, hostile names."""

from __future__ import annotations

from pathlib import Path

from pipeline.records import (
    AnyRecord,
    CountryRecord,
    DateRecord,
    DocumentRecord,
    OrganizationRecord,
    PersonRecord,
    Producer,
    RelationRecord,
)
from pipeline.vocabulary import plover_class, wikidata_property
from pipeline.write import write_records

HOSTILE = "</script><script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
TEXT = f"🌍 Le Mali quitte la Communauté de l’Afrique de l’Ouest du Mali en 2024, dit {HOSTILE}. Le Niger n’attaque pas le Mali."
OTHER = "Le Niger attaque le Mali."
_PRODUCER = Producer(version="0.1.0", model="m", rules="0" * 64)


def _sentence(text: str, at: int) -> tuple[int, int]:
    cut = text.index(". Le Niger") + 1 if ". Le Niger" in text else len(text)
    return (0, cut) if at < cut else (cut + 1, len(text))


def _bounds(text: str, words: str, occurrence: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def country(doc: str, text: str, words: str, key: str, occurrence: int = 0) -> CountryRecord:
    start, end = _bounds(text, words, occurrence)
    return CountryRecord(
        doc=doc, id=f"country:{start}-{end}", start=start, end=end, text=words, sentence=_sentence(text, start), rule="pays-nom",
        confidence=0.9, form="name", entity=key, name=words, alpha_2=key[:2], alpha_3=key, status="sovereign", wikidata=None,
    )  # fmt: skip


def attack(doc: str, text: str, subject: CountryRecord, target: CountryRecord, *, negated: bool) -> RelationRecord:
    start, end = _bounds(text, "attaque")
    return RelationRecord(
        doc=doc, id=f"relation:attacks:{subject.id}>{target.id}@{start}", start=_sentence(text, start)[0], end=_sentence(text, start)[1],
        rule="attaquer", confidence=0.7, predicate="attacks", subject=subject.id, object=target.id, subject_entity=subject.entity,
        object_entity=target.entity, trigger=(start, end), negated=negated, modality="asserted", time=None, figure=None,
        wikidata_property=wikidata_property("attacks", "country"), plover=plover_class("attacks", negated=negated, modality="asserted"),
    )  # fmt: skip


def _document(doc: str, text: str, *, with_text: bool = True) -> DocumentRecord:
    return DocumentRecord(doc=doc, source=f"nowhere/{doc}.txt", sha256="0" * 64, chars=len(text), date="2024-05-03", language="fr",
                          producer=_PRODUCER, warnings=["guessed encoding"], text=text if with_text else None)  # fmt: skip


def first() -> list[AnyRecord]:
    """Return the records of the document with all the trouble in it."""
    mali, again, niger, target = (
        country("a", TEXT, *each) for each in (("Mali", "MLI"), ("Mali", "MLI", 1), ("Niger", "NER"), ("Mali", "MLI", 2))
    )
    start, end = _bounds(TEXT, "Communauté de l’Afrique de l’Ouest du Mali")
    body = OrganizationRecord.model_validate(dict(
        doc="a", id=f"organization:{start}-{end}", start=start, end=end, text=TEXT[start:end], sentence=_sentence(TEXT, start),
        rule="org-motif",
        confidence=None, form="name", entity="communaute", name=TEXT[start:end], acronym=None, wikidata=None, **{"class": "other"},
    ))  # fmt: skip
    begin, stop = _bounds(TEXT, "Mali en 2024")  # crosses the end of the organization
    when = DateRecord(doc="a", id=f"date:{begin}-{stop}", start=begin, end=stop, text="Mali en 2024", sentence=_sentence(TEXT, begin),
                      rule="annee",
                      confidence=0.5, kind="date", value="2024", earliest="2024-01-01", latest="2024-12-31", mod=None)  # fmt: skip
    left, right = _bounds(TEXT, HOSTILE)
    person = PersonRecord(doc="a", id=f"person:{left}-{right}", start=left, end=right, text=HOSTILE, sentence=_sentence(TEXT, left),
                          rule="model",
                          confidence=0.4, form="name", entity=HOSTILE, name=HOSTILE)  # fmt: skip
    leaves = RelationRecord(
        doc="a", id=f"relation:withdraws_from:{mali.id}>{body.id}@10", start=0, end=_sentence(TEXT, 0)[1], rule="quitter", confidence=0.8,
        predicate="withdraws_from", subject=mali.id, object=body.id, subject_entity="MLI", object_entity="communaute", trigger=(10, 16),
        negated=False, modality="planned", time=when.id, figure=None, wikidata_property=None, plover="RETREAT",
    )  # fmt: skip
    mentions = sorted([mali, again, niger, target, body, when, person], key=lambda each: (each.start, -each.end))
    return [_document("a", TEXT), *mentions, leaves, attack("a", TEXT, niger, target, negated=True)]


def second(*, with_text: bool = True) -> list[AnyRecord]:
    """Return the records of a short document, by default with its text."""
    niger, mali = country("b", OTHER, "Niger", "NER"), country("b", OTHER, "Mali", "MLI")
    return [_document("b", OTHER, with_text=with_text), niger, mali, attack("b", OTHER, niger, mali, negated=False)]


def write_folder(folder: Path, *, with_text: bool = True) -> Path:
    """Write both documents' records under `folder` and return it."""
    write_records(folder / "a.jsonl", first())
    write_records(folder / "b.jsonl", second(with_text=with_text))
    return folder
