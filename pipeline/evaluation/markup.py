"""From the annotators' markup to gold records. `python -m pipeline.evaluation.markup` compiles every text."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

from pipeline.evaluation.annotation import (
    LETTERS,
    Annotation,
    Mark,
    MarkupError,
    RelationLine,
    parse_annotation,
)
from pipeline.evaluation.facts import EntityFacts
from pipeline.evaluation.fields import FIELDS, entity_keys, or_none
from pipeline.records import AnyRecord, parse_record
from pipeline.segment import sentence_bounds
from pipeline.vocabulary import PREDICATES, plover_class, wikidata_property

RULE = "gold"
PRODUCER = {"version": "gold", "model": "human", "rules": "gold"}
Bounds = tuple[int, int]


def compile_markup(
    source_text: str,
    markup: str,
    doc_id: str,
    *,
    date: str | None = None,
    source: str | None = None,
    sha256: str | None = None,
    path: Path | None = None,
    link: bool = True,
) -> list[AnyRecord]:
    """Return the gold records of a text, in the format's order: document, mentions, relations.

    `date` is the document's reference date, `source` its path as the document record gives it, `sha256`
    its digest (that of the text's UTF-8 by default); without `link` the project's tables are not asked for
    names and codes. Raises MarkupError (file, line) where the
    markup can't be read or its text is not the source's, character for character.
    """
    annotation = parse_annotation(markup, path=path)
    _check_text(annotation, source_text)
    annotation.text = source_text
    compiler = Compiler(annotation, EntityFacts(annotation, link=link), doc_id)
    document = document_fields(source_text, doc_id, date=date, source=source, sha256=sha256)
    return [parse_record(line) for line in (document, *compiler.mentions(), *compiler.relations())]


def document_fields(
    text: str, doc_id: str, *, date: str | None = None, source: str | None = None, sha256: str | None = None
) -> dict[str, Any]:
    """Return the fields of the document record of an annotated text, by default those of its UTF-8 bytes."""
    return {
        "type": "document",
        "doc": doc_id,
        "schema": "1",
        "source": source or f"{doc_id}.txt",
        "sha256": sha256 or hashlib.sha256(text.encode()).hexdigest(),
        "chars": len(text),
        "date": date,
        "language": "fr",
        "producer": PRODUCER,
        "warnings": [],
    }


def read_markup(path: Path) -> str:
    """Return a markup file's text as it stands, line ends too. Raises MarkupError when it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise MarkupError("the markup is not UTF-8", path=path) from error


def _check_text(annotation: Annotation, source: str) -> None:
    text = annotation.text
    if source in (text, text + "\n", text + "\r\n", text + "\r"):
        return
    pairs = enumerate(zip(text, source, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(text), len(source)))
    here, there = text[max(0, at - 20) : at + 20], source[max(0, at - 20) : at + 20]
    line = source.count("\n", 0, at) + 1
    raise MarkupError(
        f"the text is not the source's: {here!r}, not {there!r}", path=annotation.path, line=line
    )


class Compiler:
    """What the records of one annotation need to know of each other."""

    def __init__(self, annotation: Annotation, facts: EntityFacts, doc_id: str) -> None:
        self.annotation, self.text, self.doc_id = annotation, annotation.text, doc_id
        self.sentences = sentence_bounds(self.text)
        self.facts = facts
        self.by_ref = {mark.ref: mark for mark in annotation.marks if mark.ref}

    def sentence_at(self, offset: int) -> Bounds:
        """Return the sentence that holds the offset."""
        index = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))

    def mentions(self) -> list[dict[str, Any]]:
        """Return the mention records' fields by (start, longest first, type)."""
        lines = [self.mention(mark) for mark in self.annotation.marks]
        return sorted(lines, key=lambda line: (line["start"], -line["end"], line["type"]))

    def mention(self, mark: Mark) -> dict[str, Any]:
        """Return one mention record's fields."""
        return {
            "type": LETTERS[mark.letter],
            "doc": self.doc_id,
            "id": mention_id(mark),
            "start": mark.start,
            "end": mark.end,
            "text": self.text[mark.start : mark.end],
            "sentence": self.sentence_at(mark.start),
            "rule": RULE,
            "confidence": None,
            **FIELDS[mark.letter](mark, self.facts),
        }

    def relations(self) -> list[dict[str, Any]]:
        """Return the relation records' fields by (start, predicate, subject, object), each once."""
        lines: list[dict[str, Any]] = []
        for relation in self.annotation.relations:
            lines.extend(self.relation(relation))
        lines.sort(
            key=lambda line: (line["start"], line["predicate"], line["subject"], line["object"], line["id"])
        )
        unique = {line["id"]: line for line in lines}
        return list(unique.values())

    def relation(self, relation: RelationLine) -> list[dict[str, Any]]:
        """Return the records of an `R` line: one, or one for each state a plural nominal stands for."""
        subject, object_ = self.by_ref[relation.subject], self.by_ref[relation.object]
        trigger = self.trigger(relation, subject, object_)
        sentence = self.sentence_at(trigger[0])
        pairs = argument_pairs(
            relation.predicate, _entities(subject), _entities(object_), same=subject is object_
        )
        base = f"relation:{relation.predicate}:{mention_id(subject)}>{mention_id(object_)}"
        plural = any("+" in mark.words[0] for mark in (subject, object_))
        predicate: Any = relation.predicate
        modality: Any = relation.modality
        return [
            {
                "type": "relation",
                "doc": self.doc_id,
                "id": f"{base}@{trigger[0]}" if not plural else f"{base}:{left}>{right}@{trigger[0]}",
                "start": sentence[0],
                "end": sentence[1],
                "rule": RULE,
                "confidence": None,
                "predicate": relation.predicate,
                "subject": mention_id(subject),
                "object": mention_id(object_),
                "subject_entity": left,
                "object_entity": right,
                "trigger": trigger,
                "negated": relation.negated,
                "modality": relation.modality,
                "time": mention_id(self.by_ref[relation.time]) if relation.time else None,
                "figure": mention_id(self.by_ref[relation.figure]) if relation.figure else None,
                "wikidata_property": wikidata_property(predicate, LETTERS[object_.letter]),
                "plover": plover_class(predicate, negated=relation.negated, modality=modality),
            }
            for left, right in pairs
        ]

    def trigger(self, relation: RelationLine, subject: Mark, object_: Mark) -> Bounds:
        """Return the trigger's offsets: whole words first, then the sentence that holds the arguments.

        Raises MarkupError when it stands nowhere, or in several places that nothing tells apart.
        """
        written = relation.trigger
        plain = written.replace("*", "")
        shift, length = (
            (written.index("*"), len(written.split("*")[1])) if "*" in written else (0, len(plain))
        )
        if relation.at is not None and self.text.startswith(plain, relation.at - shift):
            return relation.at, relation.at + length
        found = [match.start() for match in re.finditer(re.escape(plain), self.text)]
        whole = [at for at in found if _is_whole(self.text, at, at + len(plain))]
        holding = {self.sentence_at(mark.start) for mark in (subject, object_)}
        best = max(found, key=lambda at: (at in whole, self.sentence_at(at) in holding), default=None)
        near = [at for at in whole or found if self.sentence_at(at) in holding]
        if best is None or (len(whole or found) > 1 and len(near) != 1):
            raise MarkupError(
                f"the trigger {written!r} stands {len(whole or found)} times in the text",
                path=self.annotation.path,
                line=relation.line,
                remedy="give more words around it, with the trigger between asterisks",
            )
        start = (near or [best])[0] + shift if len(whole or found) > 1 else best + shift
        return start, start + length


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not before.isalnum() and not after.isalnum()


def mention_id(mark: Mark) -> str:
    """Return the id of a mark's record."""
    return f"{LETTERS[mark.letter]}:{mark.start}-{mark.end}"


def _entities(mark: Mark) -> list[str | None]:
    """Return the keys a mark stands for; a date's is its value."""
    return [or_none(mark.words[0])] if mark.letter == "d" else entity_keys(mark)


def argument_pairs(
    predicate: str, left: list[str | None], right: list[str | None], *, same: bool = False
) -> list[tuple[str | None, str | None]]:
    """Return the pairs of entities a relation between plural arguments says; a symmetric one's once.

    `same`: both arguments are one plural mention (`les deux pays coopèrent`).
    """
    if same and len(left) > 1:
        symmetric = PREDICATES[predicate].symmetric  # type: ignore[index]
        return [(a, b) for a in left for b in right if (str(a) < str(b) if symmetric else a != b)]
    several = len(left) > 1 or len(right) > 1
    return [(a, b) for a in left for b in right if not several or a != b]


if __name__ == "__main__":
    from pipeline.evaluation.compile import main

    main()
