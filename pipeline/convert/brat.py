"""brat standoff (https://brat.nlplab.org/standoff.html): `<doc>.txt` and `<doc>.ann`, and `annotation.conf`.

A mention is a `T`; its form, kind and modifier are `A`s, the rest of its attributes JSON in its note, where brat
lets one edit it (`{"entity":"MLI"}`). A relation is an `E`, whose trigger is a `T`, with `negated` and `modality` as
`A`s. Relations that are `R`s, and entities that are `N`s of a base `depeche`, are read too.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.convert.files import META, read, read_meta, under, write
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Bounds, Document, Item, Link, located
from pipeline.convert.natives import CHOICES, ENTITY, FIGURE, as_json
from pipeline.errors import SourceError
from pipeline.vocabulary import MENTION_TYPES, PREDICATES

_CLOSED = ("form", "kind", "mod")
_ROLES = {"Time": "time", "Figure": "figure"}
_SPANS = re.compile(r"\d+ \d+(?:;\d+ \d+)*")
_CONF = "annotation.conf"


def write_folder(documents: Sequence[Document], target: Path, **_options: object) -> None:
    """Write each document's text and annotations, and what brat must know of the labels."""
    for document in documents:
        write(target / f"{document.id}.txt", document.text)
        write(target / f"{document.id}.ann", standoff(document))
        if document.meta:
            write(target / f"{document.id}{META}", as_json(document.meta) + "\n")
    write(target / _CONF, configuration())


def standoff(document: Document) -> str:
    """Return the document's `.ann`."""
    lines: list[str] = []
    notes: dict[str, list[str]] = {"A": [], "#": []}
    for item in document.items:
        surface, spans = _fragments(document.text, item.start, item.end)
        lines.append(f"{item.id}\t{item.type} {spans}\t{surface}")
        _describe(item, notes)
    triggers: dict[tuple[str, Bounds], str] = {}
    arcs: list[str] = []
    for number, link in enumerate(document.links, 1):
        id_ = f"E{number}" if _has_word(link) else f"R{number}"
        if link.trigger and _has_word(link):
            key = (link.predicate, link.trigger)
            if key not in triggers:
                triggers[key] = f"T{len(document.items) + len(triggers) + 1}"
                surface, spans = _fragments(document.text, *link.trigger)
                lines.append(f"{triggers[key]}\t{link.predicate} {spans}\t{surface}")
            arcs.append(f"{id_}\t{link.predicate}:{triggers[key]} {_arguments(link)}")
        else:
            arcs.append(f"{id_}\t{link.predicate} Arg1:{link.subject} Arg2:{link.object}")
        _describe_link(id_, link, notes)
    numbered = [
        f"{letter}{number}\t{line}" for letter, found in notes.items() for number, line in enumerate(found, 1)
    ]
    return "".join(f"{line}\n" for line in (*lines, *arcs, *numbered))


def _has_word(link: Link) -> bool:
    return link.trigger is not None and link.trigger[0] < link.trigger[1]


def _fragments(text: str, start: int, end: int) -> tuple[str, str]:
    """Return a span's surface and offsets, in pieces where it crosses a line, as brat does."""
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\r\n\t]+", text[start:end])]
    spans = ";".join(f"{first} {last}" for first, last in pieces)
    return " ".join(text[first:last] for first, last in pieces), spans


def _describe(item: Item, notes: dict[str, list[str]]) -> None:
    for name in _CLOSED:
        if name in item.attributes:
            notes["A"].append(f"{name} {item.id} {item.attributes[name]}")
    rest: dict[str, Any] = {n: v for n, v in item.attributes.items() if n not in _CLOSED}
    if item.extra:
        rest["depeche"] = item.extra
    if rest:
        notes["#"].append(f"AnnotatorNotes {item.id}\t{as_json(rest)}")


def _describe_link(id_: str, link: Link, notes: dict[str, list[str]]) -> None:
    if link.negated:
        notes["A"].append(f"negated {id_}")
    if link.modality != "asserted":
        notes["A"].append(f"modality {id_} {link.modality}")
    rest: dict[str, Any] = {"depeche": link.extra} if link.extra else {}
    if not _has_word(link):
        roles = {"time": link.time, "figure": link.figure, "trigger": link.trigger}
        rest |= {name: value for name, value in roles.items() if value is not None}
    if rest:
        notes["#"].append(f"AnnotatorNotes {id_}\t{as_json(rest)}")


def _arguments(link: Link) -> str:
    words = [f"Subject:{link.subject}", f"Object:{link.object}"]
    words += [f"{role}:{getattr(link, name)}" for role, name in _ROLES.items() if getattr(link, name)]
    return " ".join(words)


def configuration() -> str:
    """Return `annotation.conf`: the types, the predicates with what they take, the attributes."""
    lines = ["[entities]", *MENTION_TYPES, "[relations]"]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "[events]"]
    for name, info in PREDICATES.items():
        subject, object_ = "|".join(info.subject), "|".join(info.object)
        lines.append(f"{name}\tSubject:{subject}, Object:{object_}, Time?:date, Figure?:figure")
    lines.append("[attributes]")
    lines += [f"{name}\tArg:<ENTITY>, Value:{'|'.join(CHOICES[name])}" for name in _CLOSED]
    lines += ["negated\tArg:<EVENT>", "modality\tArg:<EVENT>, Value:planned|possible"]
    return "\n".join(lines) + "\n"


@dataclass
class _Lines:
    """The lines of an `.ann`, by what they are."""

    spans: dict[str, tuple[str, Bounds]] = field(default_factory=dict)
    arcs: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the documents of a folder of `.ann` and `.txt`. Raises SourceError (file, line)."""
    return [
        parse(doc, read(path.with_suffix(".txt")), read(path), path, read_meta(path.with_suffix(META)))
        for doc, path in under(source, ".ann")
    ]


def parse(doc: str, text: str, ann: str, path: Path, meta: dict[str, Any] | None = None) -> Document:
    """Return the document of a text and its `.ann`. Raises SourceError (file, line)."""
    lines = _Lines()
    for number, line in enumerate(ann.split("\n"), 1):
        if line.strip():
            try:
                _read_line(line.rstrip("\r"), text, lines)
            except SourceError as error:
                raise SourceError(error.what, path=path, line=number) from error
            except (ValueError, IndexError) as error:
                raise SourceError(f"not brat standoff: {line!r}", path=path, line=number) from error
    return _assemble(Document(doc, text, meta=meta or {}), lines)


def _read_line(line: str, text: str, lines: _Lines) -> None:
    id_, _, rest = line.partition("\t")
    what, _, tail = rest.partition("\t")
    words = what.split()
    if id_.startswith("T"):
        label, _, spans = what.partition(" ")
        if not _SPANS.fullmatch(spans):
            raise ValueError(spans)
        numbers = [int(word) for word in re.findall(r"\d+", spans)]
        whole = ";" not in spans
        bounds = located(text, numbers[0], numbers[-1], tail if whole else None, id_)
        lines.spans[id_] = (label, bounds)
    elif id_.startswith(("R", "E")):
        pairs = [word.partition(":") for word in words if ":" in word]
        arguments = {re.sub(r"\d+\Z", "", role) or role: target for role, _, target in pairs}
        if id_.startswith("R"):
            arguments = {role: target for role, _, target in pairs}
        lines.arcs[id_] = (words[0].partition(":")[0], arguments)
    elif id_.startswith(("A", "M")):
        lines.attributes[words[1]][words[0]] = words[2] if words[2:] else "true"
    elif id_.startswith("N"):
        base, _, key = words[2].partition(":")
        name = "entity" if base == "depeche" else base.lower()
        lines.attributes[words[1]][name] = key
    elif id_.startswith("#"):
        note = _as_object(tail)
        lines.notes[words[1]].update(note)
    elif not id_.startswith("*"):
        raise ValueError(id_)


def _as_object(note: str) -> dict[str, Any]:
    """Return a note's JSON; a note that is none is a remark, and left out."""
    try:
        value = json.loads(note)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _assemble(document: Document, lines: _Lines) -> Document:
    triggers = {
        arguments[label] for label, arguments in lines.arcs.values() if label in arguments
    }
    for id_, (label, (start, end)) in lines.spans.items():
        known = known_type(label)
        if known is None:
            if id_ not in triggers:
                document.dropped.append(f"{document.id}: {id_} {label}")
            continue
        note = {name: value for name, value in lines.notes[id_].items() if name != "depeche"}
        said = {name: str(value) for name, value in note.items()} | lines.attributes[id_]
        attributes = {**known[1], **said}
        extra = lines.notes[id_].get("depeche")
        document.items.append(Item(id_, start, end, known[0], _own(attributes), extra))
    for id_, (label, arguments) in lines.arcs.items():
        link = _arc(id_, label, arguments, lines, {item.id for item in document.items})
        if link is None:
            document.dropped.append(f"{document.id}: {id_} {label}")
        else:
            document.links.append(link)
    return document


def _own(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name in (*ENTITY, *FIGURE)}


def _arc(id_: str, label: str, arguments: dict[str, str], lines: _Lines, items: Iterable[str]) -> Link | None:
    predicate = known_predicate(label)
    subject = arguments.get("Subject") or arguments.get("Arg1") or arguments.get("Arg")
    object_ = arguments.get("Object") or arguments.get("Arg2")
    if predicate is None or not subject or not object_ or not {subject, object_} <= set(items):
        return None
    said, note = lines.attributes[id_], lines.notes[id_]
    time, figure = (arguments.get(role) or note.get(name) for role, name in _ROLES.items())
    word = lines.spans.get(arguments.get(label, ""))
    trigger = word[1] if word else tuple(note["trigger"]) if "trigger" in note else None
    negated = {"negated", "negation"} & {name.lower() for name in said}
    return Link(
        id_, predicate, subject, object_, trigger, bool(negated), said.get("modality", "asserted"), time, figure,
        note.get("depeche"),
    )  # fmt: skip
