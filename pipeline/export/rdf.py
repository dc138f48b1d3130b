"""RDF in Turtle: what is stated, in Wikidata's properties where it has one, with the sentence that says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from rdflib import RDF, RDFS, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from pipeline.export.bundle import Bundle
from pipeline.export.outside import INVERSE, named, quad_class
from pipeline.export.rows import argument_name
from pipeline.records import DateRecord, RelationRecord

ENTITY = Namespace("urn:depeche:entity:")
DOCUMENT = Namespace("urn:depeche:doc:")
TERM = Namespace("urn:depeche:term:")
PLOVER = Namespace("urn:depeche:plover:")
WD = Namespace("http://www.wikidata.org/entity/")
WDT = Namespace("http://www.wikidata.org/prop/direct/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
_PREFIXES = {
    "dcterms": DCTERMS, "dep": TERM, "doc": DOCUMENT, "ent": ENTITY, "nif": NIF, "plover": PLOVER, "prov": PROV,
    "rdf": RDF, "rdfs": RDFS, "wd": WD, "wdt": WDT, "xsd": XSD,
}  # fmt: skip
_JOIN = " ;\n    "
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,200}")
_DAY = re.compile(r"-?\d{4}-\d{2}-\d{2}")
Node: TypeAlias = "URIRef | Literal"
Triple: TypeAlias = "tuple[URIRef, URIRef, Node]"


class RdfWriter:
    """Adds to `facts.ttl`, a document at a time, so that no more than one document's triples are in memory.

    rdflib makes and reads the terms; its serializer, made for a graph that is whole, took half of all the time.
    """

    def __init__(self, out: Path):
        self._file = (out / "facts.ttl").open("a", encoding="utf-8", newline="")
        if self._file.tell() == 0:
            self._file.writelines(f"@prefix {name}: <{space}> .\n" for name, space in _PREFIXES.items())

    def write(self, bundle: Bundle) -> None:
        """Write a document's triples, by subject."""
        said: dict[URIRef, dict[str, None]] = {}
        for subject, predicate, target in triples(bundle):
            said.setdefault(subject, {})[f"{turtle(predicate)} {turtle(target)}"] = None
        self._file.writelines(f"\n{turtle(subject)} {_JOIN.join(pairs)} .\n" for subject, pairs in said.items())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def turtle(term: Node) -> str:
    """Return a term as Turtle writes it, with our prefixes."""
    if isinstance(term, URIRef):
        return _name(term)
    if term.datatype is not None:
        return f'"{term}"^^{_name(term.datatype)}'
    return str(term.n3())


@lru_cache(maxsize=10_000)
def _name(term: URIRef) -> str:
    for name, space in _PREFIXES.items():
        local = term.removeprefix(str(space))
        if local != term and _LOCAL.fullmatch(local):
            return f"{name}:{local}"
    return f"<{term}>"


def triples(bundle: Bundle) -> Iterator[Triple]:
    """Yield a document's triples; one may come twice.

    A direct triple (`wdt:`) stands for a relation that a sentence asserts; what is denied, planned or only
    possible, and what Wikidata has no property for, is in its rdf:Statement alone.
    """
    document = DOCUMENT[quote(bundle.document.doc)]
    yield document, RDF.type, NIF.Context
    yield document, DCTERMS.identifier, Literal(bundle.document.doc)
    if bundle.document.source:
        yield document, DCTERMS.source, Literal(bundle.document.source)
    if bundle.document.date:
        yield document, DCTERMS.date, _day(bundle.document.date)
    for relation in bundle.relations:
        yield from _statement(bundle, relation, document)


def _statement(bundle: Bundle, relation: RelationRecord, document: URIRef) -> Iterator[Triple]:
    node = URIRef(f"{document}#{quote(relation.id)}")
    sentence = URIRef(f"{document}#char={relation.start},{relation.end}")
    subject = _node(bundle, relation.subject, relation.subject_entity)
    target = _node(bundle, relation.object, relation.object_entity)
    yield node, RDF.type, RDF.Statement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, TERM[relation.predicate]
    yield node, RDF.object, target
    yield node, TERM.negated, Literal(relation.negated)
    yield node, TERM.modality, Literal(relation.modality)
    yield node, TERM.rule, Literal(relation.rule)
    yield node, PROV.wasDerivedFrom, sentence
    if relation.confidence is not None:
        yield node, TERM.confidence, Literal(relation.confidence)
    if relation.plover:
        yield node, TERM.plover, PLOVER[relation.plover]
        yield node, TERM.quadClass, Literal(quad_class(relation.plover))
    date = bundle.mentions.get(relation.time or "")
    if isinstance(date, DateRecord):
        yield from _interval(node, date)
    yield from _sentence(bundle, sentence, (relation.start, relation.end), document)
    yield from _entity(bundle, subject, relation.subject, relation.subject_entity)
    yield from _entity(bundle, target, relation.object, relation.object_entity)
    if relation.wikidata_property and not relation.negated and relation.modality == "asserted":
        head, tail = (target, subject) if relation.predicate in INVERSE else (subject, target)
        if isinstance(head, URIRef):
            yield head, WDT[relation.wikidata_property], tail


def _interval(node: URIRef, date: DateRecord) -> Iterator[Triple]:
    for name, value in (("time", date.value), ("earliest", date.earliest), ("latest", date.latest)):
        if value:
            yield node, TERM[name], Literal(value) if name == "time" else _day(value)


def _node(bundle: Bundle, ident: str, entity: str | None) -> Node:
    """Return an argument's node: Wikidata's where the tables know it, else ours; a date is a literal."""
    kind = ident.split(":", 1)[0]
    if kind == "date":
        mention = bundle.mentions.get(ident)
        value = entity or (mention.text if mention else "")
        return _day(value) if _DAY.fullmatch(value) else Literal(value)
    if entity is None:
        return URIRef(f"{DOCUMENT[quote(bundle.document.doc)]}#{quote(ident)}")
    item = named(kind, entity).wikidata
    return WD[item] if item else ENTITY[f"{kind}:{quote(entity)}"]


def _entity(bundle: Bundle, node: Node, ident: str, entity: str | None) -> Iterator[Triple]:
    """Yield what an argument is: its type, its key, its French name."""
    if not isinstance(node, URIRef):
        return
    yield node, RDF.type, TERM[ident.split(":", 1)[0]]
    if entity is not None:
        yield node, DCTERMS.identifier, Literal(entity)
    name = argument_name(bundle, ident, entity)
    if name:
        yield node, RDFS.label, Literal(name, lang="fr")


def _sentence(bundle: Bundle, node: URIRef, bounds: tuple[int, int], document: URIRef) -> Iterator[Triple]:
    """Yield what a sentence is; its offsets are in its name too, after RFC 5147."""
    yield node, RDF.type, NIF.Sentence
    yield node, NIF.referenceContext, document
    yield node, NIF.beginIndex, Literal(bounds[0], datatype=XSD.nonNegativeInteger)
    yield node, NIF.endIndex, Literal(bounds[1], datatype=XSD.nonNegativeInteger)
    text = bundle.span(bounds)
    if text is not None:
        yield node, NIF.anchorOf, Literal(text, lang="fr")


def _day(value: str) -> Literal:
    return Literal(value, datatype=XSD.date, normalize=False)
