"""TimeML: one .tml a document, dates as TIMEX3, triggers as EVENT, relations as instances linked to their dates."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from pipeline.dates.timex3 import to_timex3
from pipeline.export.bundle import Bundle
from pipeline.records import DateRecord, RelationRecord
from pipeline.vocabulary import DateMod, Predicate

_STATES: frozenset[Predicate] = frozenset(
    {"member_of", "candidate_for", "part_of", "leader_of", "chairs", "based_in", "operates_in", "borders", "partner_of",
     "diplomatic_relations_with", "disputes_territory_with", "owns_stake_in"}
)  # fmt: skip
_LINKS: dict[DateMod, str] = {"since": "BEGUN_BY", "until": "ENDED_BY", "before": "BEFORE", "after": "AFTER"}
_MODALITY = {"planned": "PLANNED", "possible": "POSSIBLE"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Tag = tuple[int, int, str, dict[str, str]]


def write_timeml(bundle: Bundle, out: Path) -> bool:
    """Write `timeml/DOC.tml`; return whether there was a text to write."""
    if bundle.text is None:
        return False
    path = out / "timeml" / f"{bundle.document.doc}.tml"
    path.parent.mkdir(parents=True, exist_ok=True)
    data: bytes = ET.tostring(timeml(bundle), encoding="utf-8", xml_declaration=True)
    path.write_bytes(data.replace(b"\r", b"&#13;") + b"\n")
    return True


def timeml(bundle: Bundle) -> ET.Element:
    """Return the document as TimeML 1.2. Raises ValueError without a text.

    TEXT holds the source character for character; those that XML forbids are blanks. A TIMEX3's `comment` is
    our value, which says more. A trigger that would cut a tag in two gets no EVENT, its relations no instance.
    """
    if bundle.text is None:
        raise ValueError(f"{bundle.document.doc}: no text")
    root = ET.Element("TimeML")
    ET.SubElement(root, "DOCID").text = bundle.document.doc
    if bundle.document.date:
        created = {"tid": "t0", "type": "DATE", "value": bundle.document.date, "functionInDocument": "CREATION_TIME"}
        ET.SubElement(ET.SubElement(root, "DCT"), "TIMEX3", created).text = bundle.document.date
    dates = [mention for mention in bundle.mentions.values() if isinstance(mention, DateRecord)]
    times = {date.id: f"t{number}" for number, date in enumerate(dates, 1)}
    tags = [(date.start, date.end, "TIMEX3", _timex(date, times[date.id])) for date in dates]
    events = {trigger: f"e{number}" for number, trigger in enumerate(sorted({r.trigger for r in bundle.relations}), 1)}
    classes = {r.trigger: "STATE" if r.predicate in _STATES else "OCCURRENCE" for r in bundle.relations}
    tags += [(*span, "EVENT", {"eid": eid, "class": classes[span]}) for span, eid in events.items()]
    placed = _nested(tags)
    root.append(_text(_FORBIDDEN.sub(" ", bundle.text), placed))
    kept = {attributes["eid"] for _, _, name, attributes in placed if name == "EVENT"}
    _instances(root, bundle, [r for r in bundle.relations if events[r.trigger] in kept], events, times)
    return root


def _timex(date: DateRecord, tid: str) -> dict[str, str]:
    timex = to_timex3({"kind": date.kind, "value": date.value, "mod": date.mod}, date.text)
    optional = {"mod": timex.mod, "comment": date.value}
    found = {"tid": tid, "type": timex.type, "value": timex.value}
    return found | {key: value for key, value in optional.items() if value}


def _nested(tags: list[Tag]) -> list[Tag]:
    """Return the tags in order, without those that begin inside another and end outside it."""
    kept: list[Tag] = []
    open_: list[Tag] = []
    for tag in sorted(tags, key=lambda tag: (tag[0], -tag[1], tag[2] != "TIMEX3")):
        while open_ and open_[-1][1] <= tag[0]:
            open_.pop()
        if not open_ or tag[1] <= open_[-1][1]:
            kept.append(tag)
            open_.append(tag)
    return kept


def _text(text: str, tags: list[Tag]) -> ET.Element:
    root = ET.Element("TEXT")
    stack: list[tuple[ET.Element, int]] = [(root, len(text))]
    at = 0

    def add(until: int) -> None:
        nonlocal at
        holder = stack[-1][0]
        if len(holder):
            holder[-1].tail = (holder[-1].tail or "") + text[at:until]
        else:
            holder.text = (holder.text or "") + text[at:until]
        at = until

    for start, end, name, attributes in tags:
        while stack[-1][1] <= start and len(stack) > 1:
            add(stack[-1][1])
            stack.pop()
        add(start)
        stack.append((ET.SubElement(stack[-1][0], name, attributes), end))
    while stack:
        add(stack[-1][1])
        stack.pop()
    return root


def _instances(
    root: ET.Element, bundle: Bundle, relations: Iterable[RelationRecord], events: dict[tuple[int, int], str], times: dict[str, str]
) -> None:
    links = count(1)
    for number, relation in enumerate(relations, 1):
        made = {"eiid": f"ei{number}", "eventID": events[relation.trigger], "tense": "NONE", "aspect": "NONE", "pos": "OTHER"}
        made["polarity"] = "NEG" if relation.negated else "POS"
        if relation.modality in _MODALITY:
            made["modality"] = _MODALITY[relation.modality]
        ET.SubElement(root, "MAKEINSTANCE", made | {"comment": relation.id})
        date = bundle.mentions.get(relation.time or "")
        if isinstance(date, DateRecord):
            kind = _LINKS.get(date.mod, "IS_INCLUDED") if date.mod else "IS_INCLUDED"
            link = {"lid": f"l{next(links)}", "eventInstanceID": made["eiid"], "relatedToTime": times[date.id]}
            ET.SubElement(root, "TLINK", link | {"relType": kind})
