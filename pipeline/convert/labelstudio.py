"""Label Studio: a JSON list of tasks, and the labelling configuration that shows them.

A mention is a `labels` region; its form, kind, modifier and class are `choices` of that region, the rest of its
attributes `textarea`s. A relation is a `relation`, whose labels are the predicate and what qualifies it. What
Label Studio has no place for goes along as the region's `meta`. Offsets are code points.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.convert.files import loads, read, target_file, write
from pipeline.convert.labels import known_predicate, known_type
from pipeline.convert.model import Document, Item, Link, located
from pipeline.convert.natives import CHOICES, TEXTS
from pipeline.errors import SourceError
from pipeline.vocabulary import MENTION_TYPES, PREDICATES

FILE = "label-studio.json"
CONFIG = "labeling-config.xml"
_QUALIFIERS = ("negated", "planned", "possible")
Region = dict[str, Any]


def write_folder(documents: Sequence[Document], target: Path, *, predictions: bool = False) -> None:
    """Write the tasks to one file, as annotations or as predictions, with the configuration beside it."""
    file = target_file(target, FILE)
    tasks = [_task(document, number, predictions) for number, document in enumerate(documents, 1)]
    write(file, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write(file.with_name(CONFIG), configuration())


def _task(document: Document, number: int, predictions: bool) -> dict[str, Any]:
    result = [region for item in document.items for region in _regions(item, document.text)]
    result += [_relation(link) for link in document.links]
    data = {"text": document.text, "doc": document.id}
    task: dict[str, Any] = {"id": number, "data": data, "meta": {"depeche": document.meta}}
    if predictions:
        return {**task, "predictions": [{"model_version": f"depeche {__version__}", "result": result}]}
    return {**task, "annotations": [{"result": result}]}


def _regions(item: Item, text: str) -> list[Region]:
    value = {"start": item.start, "end": item.end, "text": text[item.start : item.end]}
    common = {"id": item.id, "to_name": "text", "origin": "prediction" if item.extra else "manual"}
    first = {**common, "from_name": "label", "type": "labels", "value": {**value, "labels": [item.type]}}
    if item.extra:
        first["meta"] = {"depeche": item.extra}
    regions = [first]
    for name, said in item.attributes.items():
        kind = "choices" if name in CHOICES else "textarea"
        held = {**value, "choices": [said]} if kind == "choices" else {**value, "text": [said]}
        regions.append({**common, "from_name": name, "type": kind, "value": held})
    return regions


def _relation(link: Link) -> Region:
    labels = [link.predicate]
    labels += ["negated"] if link.negated else []
    labels += [link.modality] if link.modality != "asserted" else []
    roles = {"trigger": link.trigger, "time": link.time, "figure": link.figure, "depeche": link.extra}
    meta = {name: value for name, value in roles.items() if value is not None}
    return {
        "type": "relation",
        "from_id": link.subject,
        "to_id": link.object,
        "direction": "right",
        "labels": labels,
        "meta": meta,
    }


def configuration() -> str:
    """Return the labelling configuration to paste into a project's settings."""
    lines = ["<View>", '  <Relations>']
    lines += [f'    <Relation value="{name}"/>' for name in (*PREDICATES, *_QUALIFIERS)]
    lines += ["  </Relations>", '  <Labels name="label" toName="text">']
    lines += [f'    <Label value="{name}"/>' for name in MENTION_TYPES]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol"/>']
    for name, values in CHOICES.items():
        lines.append(f'  <Choices name="{name}" toName="text" perRegion="true" choice="single" showInline="true">')
        lines += [f'    <Choice value="{escape(value)}"/>' for value in values]
        lines.append("  </Choices>")
    for name in TEXTS:
        lines.append(f'  <TextArea name="{name}" toName="text" perRegion="true" rows="1" maxSubmissions="1"/>')
    return "\n".join([*lines, "</View>", ""])


def read_folder(source: Path, **_options: object) -> list[Document]:
    """Return the documents of an export: each task's first annotation that was not cancelled, else its prediction.

    Raises SourceError for a file that is no such export, or a region that is not where it says.
    """
    file = source / FILE if source.is_dir() else source
    tasks = loads(read(file), file)
    if not isinstance(tasks, list):
        raise SourceError("not a list of tasks", path=file, remedy="export as JSON, not JSON-MIN")
    documents = []
    for number, task in enumerate(tasks, 1):
        try:
            documents.append(_document(task, number))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SourceError(f"task {number} is out of form: {error!r}", path=file) from error
    return documents


def _document(task: dict[str, Any], number: int) -> Document:
    data = task["data"]
    text = data["text"] if "text" in data else next(value for value in data.values() if isinstance(value, str))
    meta = (task.get("meta") or {}).get("depeche") or {}
    document = Document(str(data.get("doc") or f"task-{task.get('id', number)}"), text, meta=meta)
    made = [a for a in task.get("annotations") or task.get("completions") or [] if not a.get("was_cancelled")]
    chosen = (made or task.get("predictions") or [{"result": []}])[0]["result"]
    _read_regions(document, chosen)
    for index, region in enumerate((r for r in chosen if r["type"] == "relation"), 1):
        _read_relation(document, region, f"R{index}")
    return document


def _read_regions(document: Document, result: list[Region]) -> None:
    attributes: dict[str, dict[str, str]] = defaultdict(dict)
    for region in result:
        if region["type"] in ("choices", "textarea") and "id" in region:
            values = region["value"].get(region["type"].replace("textarea", "text")) or []
            values = [values] if isinstance(values, str) else values
            name = region["from_name"]
            if values and (name in CHOICES or name in TEXTS):
                attributes[region["id"]][name] = str(values[0])
    for region in result:
        if region["type"] not in ("labels", "hypertextlabels"):
            continue
        value = region["value"]
        label = (value.get("labels") or value.get("hypertextlabels") or [""])[0]
        known = known_type(label)
        if known is None:
            document.dropped.append(f"{document.id}: {region['id']} {label}")
            continue
        where = f"{document.id}: region {region['id']}"
        start, end = located(document.text, value["start"], value["end"], value.get("text"), where)
        said = {**known[1], **attributes[region["id"]]}
        extra = (region.get("meta") or {}).get("depeche")
        document.items.append(Item(region["id"], start, end, known[0], said, extra))


def _read_relation(document: Document, region: Region, id_: str) -> None:
    labels = region.get("labels") or []
    predicates = [name for label in labels if (name := known_predicate(label))]
    ends = (region["from_id"], region["to_id"])
    if region.get("direction") == "left":
        ends = ends[::-1]
    known = {item.id for item in document.items}
    if not predicates or not known.issuperset(ends):
        document.dropped.append(f"{document.id}: relation {', '.join(labels) or 'without a label'}")
        return
    meta = region.get("meta") or {}
    modality = next((label for label in labels if label in ("planned", "possible")), "asserted")
    trigger = tuple(meta["trigger"]) if meta.get("trigger") else None
    document.links.append(
        Link(
            id_, predicates[0], *ends, trigger, "negated" in labels, modality, meta.get("time"), meta.get("figure"),
            meta.get("depeche"),
        )
    )  # fmt: skip
