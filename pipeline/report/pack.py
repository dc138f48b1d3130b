"""A document's records as short rows: what repeats is kept once for the whole page, so that 500 documents stay small.

`scripts/store.js` undoes it: every record comes back with every field it had.
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.export.bundle import Bundle
from pipeline.records import MentionRecord, RelationRecord, dump_record

MENTION_COLUMNS = ("tail", "start", "end", "sentence", "rule", "confidence")
RELATION_COLUMNS = (
    "tail", "start", "end", "rule", "confidence", "subject", "object", "subject_entity", "object_entity", "time", "figure",
    "trigger_start", "trigger_end", "suffix",
)  # fmt: skip
_OWN_MENTION = {"doc", "id", "start", "end", "text", "sentence", "rule", "confidence"}
_TAIL_RELATION = ("predicate", "negated", "modality", "wikidata_property", "plover")


class Shared:
    """Values used many times in the page, each once, by number."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a JSON value, a new one where it is new."""
        key = json.dumps(value, ensure_ascii=False)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]


class Packer:
    """Packs documents; `rules`, `keys` and `tails` are what they share: rule ids, entity keys, a record's other fields."""

    def __init__(self) -> None:
        self.rules, self.keys, self.tails = Shared(), Shared(), Shared()

    def document(self, bundle: Bundle) -> dict[str, Any]:
        """Return a document's `text`, `sentences`, `mentions`, `relations`; `surfaces` where it has no text."""
        sentences = Shared()
        numbers = {ident: number for number, ident in enumerate(bundle.mentions)}
        mentions = [self._mention(mention, sentences) for mention in bundle.mentions.values()]
        packed = {
            "text": bundle.text,
            "sentences": sentences.values,
            "mentions": mentions,
            "relations": [self._relation(relation, numbers) for relation in bundle.relations],
        }
        if bundle.text is None:
            packed["surfaces"] = [mention.text for mention in bundle.mentions.values()]
        return packed

    def _mention(self, mention: MentionRecord, sentences: Shared) -> list[Any]:
        tail = {name: value for name, value in dump_record(mention).items() if name not in _OWN_MENTION}
        sentence = sentences.number(list(mention.sentence))
        return [self.tails.number(tail), mention.start, mention.end, sentence, self.rules.number(mention.rule), mention.confidence]

    def _relation(self, relation: RelationRecord, numbers: dict[str, int]) -> list[Any]:
        stem = f"relation:{relation.predicate}:{relation.subject}>{relation.object}"
        return [
            self.tails.number({name: getattr(relation, name) for name in _TAIL_RELATION}),
            relation.start,
            relation.end,
            self.rules.number(relation.rule),
            relation.confidence,
            numbers.get(relation.subject, relation.subject),
            numbers.get(relation.object, relation.object),
            self.keys.number(relation.subject_entity),
            self.keys.number(relation.object_entity),
            relation.time and numbers.get(relation.time, relation.time),
            relation.figure and numbers.get(relation.figure, relation.figure),
            *relation.trigger,
            relation.id.removeprefix(stem) if relation.id.startswith(stem) else f"={relation.id}",
        ]
