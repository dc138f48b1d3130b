"""From records back to markup, so that an annotator can start from predictions.

`python -m pipeline.evaluation.unparse PRED OUT [--corpus corpus]` writes `<OUT>/<doc>.gold.txt`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.evaluation.annotation import LETTERS
from pipeline.evaluation.folders import SUFFIX, group_records, read_records, read_text
from pipeline.records import (
    AnyRecord,
    DateRecord,
    FigureRecord,
    MentionRecord,
    OrganizationRecord,
    RelationRecord,
)
from pipeline.write import write_atomically

_BY_TYPE = {type_: letter for letter, type_ in LETTERS.items()}
_RESERVED = ("{{", "}}", "|")


def to_markup(records: Sequence[AnyRecord], text: str) -> str:
    """Return the text with its records marked: what `compile_markup` reads.

    A mention that crosses another or holds one of the markup's signs is left out, and its relations too.
    Raises SourceError when the text itself holds `{{`.
    """
    if "{{" in text:
        raise SourceError("the text holds the markup's own sign {{")
    document = group_records(records)
    mentions = _nested(document.mentions, text)
    kept = {mention.id for mention in mentions}
    relations = [r for r in document.relations if r.subject in kept and r.object in kept]
    refs = _refs(mentions, relations)
    lines = _unique(_relation_line(relation, refs, text) for relation in relations)
    entities = _unique(filter(None, map(_entity_line, mentions)))
    body = _marked(text, mentions, refs)
    return f"{body.removesuffix(chr(10))}\n=====\n" + "".join(f"{line}\n" for line in (*lines, *entities))


def _unique(lines: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lines))


def _nested(mentions: Iterable[MentionRecord], text: str) -> list[MentionRecord]:
    """Return the mentions that nest, by (start, longest first), without those that cross one before them."""
    kept: list[MentionRecord] = []
    open_ends: list[int] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type)):
        while open_ends and open_ends[-1] <= mention.start:
            open_ends.pop()
        crosses = bool(open_ends) and mention.end > open_ends[-1]
        brace_before = text[max(mention.start - 1, 0) : mention.start] == "{"
        if crosses or brace_before or any(sign in mention.text for sign in _RESERVED):
            continue
        open_ends.append(mention.end)
        kept.append(mention)
    return kept


def _refs(mentions: Sequence[MentionRecord], relations: Sequence[RelationRecord]) -> dict[str, str]:
    """Return a short id for each mention that a relation names."""
    named = {part for r in relations for part in (r.subject, r.object, r.time, r.figure) if part}
    counts: dict[str, int] = {}
    refs = {}
    for mention in mentions:
        if mention.id in named:
            letter = _BY_TYPE[mention.type]
            counts[letter] = counts.get(letter, 0) + 1
            refs[mention.id] = f"{letter}{counts[letter]}"
    return refs


def _marked(text: str, mentions: Sequence[MentionRecord], refs: dict[str, str]) -> str:
    opens: dict[int, int] = {}
    closes: dict[int, list[str]] = {}
    for mention in mentions:
        opens[mention.start] = opens.get(mention.start, 0) + 1
    for mention in reversed(mentions):
        ref = f" #{refs[mention.id]}" if mention.id in refs else ""
        closes.setdefault(mention.end, []).append(f"|{_arguments(mention)}{ref}}}}}")
    parts = []
    last = 0
    for place in sorted({*opens, *closes}):
        parts += [text[last:place], *closes.get(place, []), "{{" * opens.get(place, 0)]
        last = place
    return "".join([*parts, text[last:]])


def _arguments(mention: MentionRecord) -> str:
    """Return a mark's type and arguments, what is the default left out."""
    letter = _BY_TYPE[mention.type]
    if isinstance(mention, DateRecord):
        kind = "" if mention.kind == "date" else f" kind={mention.kind}"
        return f"d {mention.value or 'null'}{kind}" + (f" mod={mention.mod}" if mention.mod else "")
    if isinstance(mention, FigureRecord):
        value = "null" if mention.value is None else repr(mention.value)
        unit = None if mention.unit == "%" and mention.kind == "percent" else mention.unit
        options = {"unit": unit, "low": mention.low, "high": mention.high}
        shown = "".join(f" {name}={value}" for name, value in options.items() if value is not None)
        counted = f' counted="{mention.counted}"' if mention.counted and '"' not in mention.counted else ""
        return f"f {mention.kind} {value}{shown}{counted}" + (f" mod={mention.mod}" if mention.mod else "")
    key = "+".join(mention.members) if mention.members else mention.entity or "null"
    default = "nominal" if mention.members else "name"
    return f"{letter} {key}" + ("" if mention.form == default else f" form={mention.form}")


def _relation_line(relation: RelationRecord, refs: dict[str, str], text: str) -> str:
    words = [f'"{_trigger(relation, text)}"']
    if relation.negated:
        words.append("neg")
    if relation.modality != "asserted":
        words.append(relation.modality)
    for name, mention in (("time", relation.time), ("fig", relation.figure)):
        if mention in refs:
            words.append(f"{name}=#{refs[mention]}")
    if text.count(words[0].strip('"').replace("*", "")) != 1:
        words.append(f"at={relation.trigger[0]}")
    return f"R {relation.predicate} #{refs[relation.subject]} #{refs[relation.object]} {' '.join(words)}"


def _trigger(relation: RelationRecord, text: str) -> str:
    """Return the trigger, with the words around it that tell its place where there are any."""
    start, end = relation.trigger
    left, right = start, end
    while text.count(text[left:right]) > 1:
        grown = _one_word_more(text, left, right)
        if grown == (left, right):
            return text[start:end]
        left, right = grown
    if (left, right) == (start, end):
        return text[start:end]
    return f"{text[left:start]}*{text[start:end]}*{text[end:right]}"


def _one_word_more(text: str, left: int, right: int) -> tuple[int, int]:
    """Return the bounds with a word more on either side, never past a line's end, a quote, an asterisk."""
    stop = '\r\n"*'
    before = left
    while before > 0 and text[before - 1] not in stop and (before == left or text[before - 1] != " "):
        before -= 1
    after = right
    while after < len(text) and text[after] not in stop and (after == right or text[after] != " "):
        after += 1
    return before, after


def _entity_line(mention: MentionRecord) -> str | None:
    """Return what is known of an entity that is no state, or None when there is nothing to say."""
    if mention.type not in ("organization", "person", "place") or isinstance(
        mention, DateRecord | FigureRecord
    ):
        return None
    if mention.entity is None or mention.name is None:
        return None
    acronym, class_ = (
        (mention.acronym, mention.class_) if isinstance(mention, OrganizationRecord) else (None, None)
    )
    return f"E {mention.entity} | {mention.name} | {acronym or '-'} | {class_ or '-'}"


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="pipeline.evaluation.unparse", description=__doc__)
    parser.add_argument("pred", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = parser.parse_args(arguments)
    for path in sorted(options.pred.rglob("*.jsonl")):
        doc = path.relative_to(options.pred).with_suffix("").as_posix()
        markup = to_markup(read_records(path), read_text(options.corpus / f"{doc}.txt")[0])
        write_atomically(options.out / f"{doc}{SUFFIX}", markup.encode())


if __name__ == "__main__":
    main()
