"""spaCy's DocBin: mentions in `doc.spans["depeche"]` and, where they don't overlap, in `doc.ents`.

A span's label is its type, its `kb_id_` its entity. Attributes and relations are JSON in `doc.user_data["depeche"]`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.convert.files import target_file
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Document, Item, Link
from pipeline.convert.natives import as_json
from pipeline.convert.tokens import pieces, words
from pipeline.errors import SourceError, UsageError
from pipeline.write import write_atomically

FILE = "depeche.spacy"
GROUP = "depeche"
_ARC = ("id", "predicate", "subject", "object", "trigger", "negated", "modality", "time", "figure", "extra")


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write the documents to one file."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    store = DocBin(store_user_data=True)
    for document in documents:
        store.add(_doc(document, vocab))
    try:
        write_atomically(target_file(target, FILE), store.to_bytes())
    except OSError as error:
        raise UsageError(f"can't be written: {error.strerror or error}", path=target) from error


def _doc(document: Document, vocab: Any) -> Any:
    from spacy.tokens import Doc
    from spacy.util import filter_spans

    found, spaces = pieces(document.text, words(document))
    doc = Doc(vocab, words=found, spaces=spaces)
    spans = []
    for item in document.items:
        key = item.attributes.get("entity", "")
        span = doc.char_span(item.start, item.end, label=item.type, kb_id=key, alignment_mode="expand")
        spans.append(span)
    doc.spans[GROUP] = spans
    doc.ents = filter_spans(spans)
    items = [[item.id, item.start, item.end, item.type, item.attributes, item.extra] for item in document.items]
    links = [{name: getattr(link, name) for name in _ARC} for link in document.links]
    doc.user_data[GROUP] = as_json({"doc": document.id, "meta": document.meta, "items": items, "links": links})
    return doc


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the documents of a `.spacy` file: its spans under `depeche`, else under `sc`, else its entities.

    Raises SourceError for a file that is no DocBin.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    file = source / FILE if source.is_dir() else source
    try:
        store = DocBin().from_bytes(file.read_bytes())
        docs = list(store.get_docs(Vocab()))
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror or error}", path=file) from error
    except Exception as error:
        raise SourceError(f"not a DocBin: {error!r}", path=file) from error
    return [_document(doc, number) for number, doc in enumerate(docs, 1)]


def _document(doc: Any, number: int) -> Document:
    said = json.loads(doc.user_data.get(GROUP) or "{}")
    document = Document(said.get("doc") or f"doc-{number}", doc.text, meta=said.get("meta") or {})
    known = {(start, end, type_): (id_, attributes, extra) for id_, start, end, type_, attributes, extra in said.get("items", [])}
    group = next((doc.spans[name] for name in (GROUP, "sc") if name in doc.spans), doc.ents)
    for index, span in enumerate(group, 1):
        _read_span(document, span, known, f"S{index}")
    ids = {item.id for item in document.items}
    for arc in said.get("links", []):
        if known_predicate(arc["predicate"]) and ids.issuperset((arc["subject"], arc["object"])):
            trigger = tuple(arc["trigger"]) if arc["trigger"] else None
            time, figure = (arc[name] if arc[name] in ids else None for name in ("time", "figure"))
            document.links.append(Link(**{**arc, "trigger": trigger, "time": time, "figure": figure}))
        else:
            document.dropped.append(f"{document.id}: relation {arc['predicate']}")
    return document


def _read_span(document: Document, span: Any, known: dict[tuple[int, int, str], Any], id_: str) -> None:
    label = known_type(span.label_)
    if label is None:
        document.dropped.append(f"{document.id}: {span.label_} at {span.start_char}-{span.end_char}")
        return
    place = (span.start_char, span.end_char, span.label_)
    own_id, attributes, extra = known.get(place, (id_, label[1], None))
    key = span.kb_id_ or None
    if key and key != attributes.get("entity") and label[0] not in ("date", "figure"):
        attributes = {**attributes, "entity": key}
    document.items.append(Item(own_id, span.start_char, span.end_char, label[0], attributes, extra))
