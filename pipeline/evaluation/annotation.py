"""The annotators' markup: its syntax, read into plain values (docs: tests/gold/README.md).

Source text with `{{surface|TYPE ARGS}}` inline, then a line `=====`, then one `R` line a relation and
`E` lines for what is known of entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import get_args

from pipeline.errors import DepecheError
from pipeline.vocabulary import PREDICATES, DateKind, DateMod, FigureKind, FigureMod, Form, MentionType

LETTERS: dict[str, MentionType] = {
    "c": "country",
    "o": "organization",
    "p": "person",
    "l": "place",
    "d": "date",
    "f": "figure",
}
_SEPARATOR = re.compile(r"\r?\n=====[ \t]*(?:\r?\n|\Z)")
_SIGNS = re.compile(r"\{\{|\|")
_WORD = re.compile(r'#\w+|[\w-]+="[^"]*"|[^\s"]+')
_RELATION = re.compile(r'R (\w+) #(\w+) #(\w+) "([^"]+)"((?: \S+)*)\Z')
_OPTIONS: dict[str, tuple[str, ...]] = {"d": ("kind", "mod"), "f": ("unit", "low", "high", "counted", "mod")}
_ALLOWED: dict[tuple[str, str], tuple[str, ...]] = {
    ("d", "kind"): get_args(DateKind),
    ("d", "mod"): get_args(DateMod),
    ("f", "mod"): get_args(FigureMod),
}


class MarkupError(DepecheError):
    """Markup that can't be read, with the line of its file."""

    exit_code = 4


@dataclass(frozen=True)
class Mark:
    """One inline mention: offsets into the stripped text, its type's letter, its words and its options."""

    start: int
    end: int
    letter: str
    words: tuple[str, ...]
    options: dict[str, str]
    ref: str | None
    line: int


@dataclass(frozen=True)
class RelationLine:
    """One `R` line. `trigger` is as written, asterisks too, `at` its offset where words can't tell.

    `time` and `figure` are refs of marks.
    """

    predicate: str
    subject: str
    object: str
    trigger: str
    negated: bool
    modality: str
    time: str | None
    figure: str | None
    at: int | None
    line: int


@dataclass(frozen=True)
class EntityLine:
    """One `E` line: an entity's canonical name, acronym and class, None where unknown."""

    key: str
    name: str | None
    acronym: str | None
    class_: str | None
    line: int


@dataclass
class Annotation:
    """A marked file: its text with the marks stripped, the marks by (start, longest first), the lines."""

    text: str
    marks: list[Mark]
    relations: list[RelationLine] = field(default_factory=list)
    entities: dict[str, EntityLine] = field(default_factory=dict)
    path: Path | None = None


def parse_annotation(markup: str, *, path: Path | None = None) -> Annotation:
    """Return the markup read. Raises MarkupError (file, line) for a mark or line out of form."""
    separator = _SEPARATOR.search(markup)
    body, tail = (
        (markup, "") if separator is None else (markup[: separator.start()], markup[separator.end() :])
    )
    text, marks = _strip(body, path)
    annotation = Annotation(text, sorted(marks, key=lambda m: (m.start, -m.end, m.letter)), path=path)
    _check_refs(annotation.marks, path)
    first = markup[: separator.end()].count("\n") + 1 if separator else 1
    for line, raw in enumerate(tail.splitlines(), first):
        _read_line(annotation, raw.strip(), line)
    return annotation


def _strip(body: str, path: Path | None) -> tuple[str, list[Mark]]:
    """Return the text without marks, and the marks with their offsets into it."""
    parts: list[str] = []
    length = 0
    open_at: list[tuple[int, int]] = []
    marks: list[Mark] = []
    position = 0
    for match in _SIGNS.finditer(body):
        if match.start() < position or (match.group() == "|" and not open_at):
            continue
        piece = body[position : match.start()]
        parts.append(piece)
        length += len(piece)
        line = body.count("\n", 0, match.start()) + 1
        position = match.end()
        if match.group() == "{{":
            open_at.append((length, line))
            continue
        close = body.find("}}", match.end())
        if close < 0:
            raise MarkupError("a mark is not closed", path=path, line=line, remedy="end it with }}")
        start, _ = open_at.pop()
        marks.append(_read_mark(start, length, body[match.end() : close], line, path))
        position = close + 2
    if open_at:
        raise MarkupError(
            "a mark has no |TYPE", path=path, line=open_at[-1][1], remedy="{{surface|TYPE ARGS}}"
        )
    parts.append(body[position:])
    return "".join(parts), marks


def _read_mark(start: int, end: int, args: str, line: int, path: Path | None) -> Mark:
    words: list[str] = []
    options: dict[str, str] = {}
    ref: str | None = None
    for word in _WORD.findall(args):
        name, equals, value = word.partition("=")
        if word.startswith("#"):
            ref = word[1:]
        elif equals:
            options[name] = value.strip('"')
        else:
            words.append(word)
    letter = words[0] if words else ""
    problem = _mark_problem(letter, words[1:], options)
    if problem or end <= start:
        raise MarkupError(
            f"{problem or 'empty span'} in |{args}", path=path, line=line, remedy="tests/gold/README.md"
        )
    return Mark(start, end, letter, tuple(words[1:]), options, ref, line)


def _mark_problem(letter: str, words: list[str], options: dict[str, str]) -> str | None:
    """Return what is wrong with a mark's arguments, or None."""
    if letter not in LETTERS:
        return f"unknown type {letter!r}"
    if len(words) != (2 if letter == "f" else 1):
        return f"{len(words)} values"
    if letter == "f" and words[0] not in get_args(FigureKind):
        return f"unknown kind {words[0]!r}"
    for name, value in options.items():
        if name not in _OPTIONS.get(letter, ("form",)):
            return f"unknown option {name!r}"
        allowed = get_args(Form) if name == "form" else _ALLOWED.get((letter, name))
        if allowed is not None and value not in allowed:
            return f"unknown {name} {value!r}"
    numbers = (
        [*words[1:], *(options[name] for name in ("low", "high") if name in options)] if letter == "f" else []
    )
    return next((f"no number: {number!r}" for number in numbers if not _is_number(number)), None)


def _is_number(word: str) -> bool:
    return word == "null" or re.fullmatch(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", word) is not None


def _check_refs(marks: list[Mark], path: Path | None) -> None:
    seen: set[str] = set()
    for mark in marks:
        if mark.ref in seen:
            raise MarkupError(
                f"the id #{mark.ref} stands twice", path=path, line=mark.line, remedy="rename one"
            )
        if mark.ref:
            seen.add(mark.ref)
    for outer, inner in pairwise(marks):
        if (outer.start, outer.end, outer.letter) == (inner.start, inner.end, inner.letter):
            raise MarkupError("the same span is marked twice", path=path, line=inner.line, remedy="keep one")


def _read_line(annotation: Annotation, raw: str, line: int) -> None:
    if not raw or raw.startswith("//"):
        return
    if raw.startswith("E "):
        entity = _read_entity(raw, line)
        annotation.entities[entity.key] = entity
        return
    match = _RELATION.match(raw)
    if match is None:
        raise MarkupError(f"not an R or E line: {raw!r}", path=annotation.path, line=line)
    annotation.relations.append(_read_relation(annotation, match, line))


def _read_entity(raw: str, line: int) -> EntityLine:
    cells = [cell.strip() for cell in raw[2:].split("|")] + ["-"] * 3
    name, acronym, class_ = (None if cell in ("", "-") else cell for cell in cells[1:4])
    return EntityLine(cells[0], name, acronym, class_, line)


def _read_relation(annotation: Annotation, match: re.Match[str], line: int) -> RelationLine:
    predicate, subject, object_, trigger, rest = match.groups()
    refs = {mark.ref for mark in annotation.marks if mark.ref}
    words = rest.split()
    named = {key: value.lstrip("#") for key, equals, value in (w.partition("=") for w in words) if equals}
    modality = next((word for word in words if word in ("planned", "possible")), "asserted")
    for ref in (subject, object_, *(named[key] for key in ("time", "fig") if key in named)):
        if ref not in refs:
            raise MarkupError(f"no mark has the id #{ref}", path=annotation.path, line=line)
    unknown = [w for w in words if w not in ("neg", "planned", "possible", "asserted") and "=" not in w]
    unknown += [key for key in named if key not in ("time", "fig", "sent", "at")]
    if predicate not in PREDICATES or unknown:
        raise MarkupError(f"unknown word {(unknown or [predicate])[0]!r}", path=annotation.path, line=line)
    return RelationLine(
        predicate,
        subject,
        object_,
        trigger,
        "neg" in words,
        modality,
        named.get("time"),
        named.get("fig"),
        int(named["at"]) if named.get("at", "").isdecimal() else None,
        line,
    )
