"""Persons in raw text: names after titles and first names, with their initials; later surnames linked to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.entities.matcher import fold
from pipeline.entities.model_ner import ModelEntity, filter_model
from pipeline.entities.organizations_keys import slug
from pipeline.entities.organizations_parse import PhraseParser
from pipeline.entities.organizations_rules import head_words, vocabulary
from pipeline.entities.organizations_words import Units
from pipeline.entities.tables import first_names
from pipeline.extensions import Found
from pipeline.rulebook.load import read_table, validate_row
from pipeline.rulebook.locate import rules_root

TITLE_RULE = "personne-titre"
FIRST_NAME_RULE = "personne-prenom"
INITIALS_RULE = "personne-initiales"
SURNAME_RULE = "personne-nom-seul"

_PARTICLES = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "ben",
        "bin",
        "ibn",
        "al",
        "el",
        "ould",
        "ag",
        "abd",
        "abou",
        "abu",
        "bint",
        "san",
        "saint",
        "y",
    ]
)
_ARTICLES_OFFICE = frozenset({"de", "du", "des", "d"})
_INITIAL = re.compile(r"(?:[A-ZÀÂÉÈÎÔÛ][a-z]?\.[ \u00a0\u202f-]?){1,3}")
_INVERTED = re.compile(
    r"(?<![\w.-])([A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{2,20}(?:-[A-ZÀ-Þ][^\W\d_]{1,20})?)[ \u00a0]((?:[A-ZÀÂÉÈÎÔÛ]\.[ \u00a0]?){1,3})"
)
_LEADING = re.compile(
    r"(?<![\w.-])((?:[A-ZÀÂÉÈÎÔÛ]\.[ \u00a0\u202f-]?){1,3})([A-ZÀ-Þ][^\W\d_]{1,20}(?:[- '’][A-ZÀ-Þ][^\W\d_]{1,20})?)"
)
_LONGEST = 5
_CIVIL_INITIALS = frozenset({"M."})


class Title(BaseModel):
    """A word that announces a person: `civil` and `rank` ones stand right before, an `office` may have a complement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=2)
    kind: Literal["civil", "rank", "office"]


@cache
def titles() -> dict[str, tuple[tuple[tuple[str, ...], Title], ...]]:
    """Return the titles by their first folded word, longest first. Raises RuleError (file, line) for a bad row."""
    found: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
    for row in read_table(rules_root() / "gazetteers" / "titles.tsv", ["title", "kind"]):
        title: Title = validate_row(row, Title)
        words = head_words(title.title)
        found.setdefault(words[0], []).append((words, title))
    return {word: tuple(sorted(forms, key=lambda form: -len(form[0]))) for word, forms in found.items()}


def find_persons(
    text: str,
    model_entities: Iterable[ModelEntity],
    countries: Sequence[Found] = (),
    organizations: Sequence[Found] = (),
) -> list[Found]:
    """Return the persons named in the text, without their titles; one entity for all the forms of a name.

    `data`: `form`, `entity` (slug of the fullest form in the text), `name`.
    """
    finder = _Finder(text, countries, organizations)
    found = {
        (item.start, item.end): item for item in filter_model(text, model_entities) if item.type == "person"
    }
    for start, end, rule in finder.bounds():
        found[start, end] = Found(start, end, "person", rule)
    found |= {(item.start, item.end): item for item in _surnames(text, list(found.values()), finder)}
    return _linked(text, sorted(found.values(), key=lambda item: (item.start, -item.end)))


class _Finder:
    def __init__(self, text: str, countries: Sequence[Found], organizations: Sequence[Found]):
        self.text, self.units = text, Units(text)
        states = {item.start: item for item in countries if item.type == "country"}
        known = {item.start: item for item in sorted(organizations, key=lambda item: item.end)}
        self.taken = {
            item.start for item in (*countries, *organizations) if item.data.get("form") != "demonym"
        }
        self.parser = PhraseParser(self.units, states, known)
        self.first_names = first_names()

    def bounds(self) -> Iterator[tuple[int, int, str]]:
        for match in [*_LEADING.finditer(self.text), *_INVERTED.finditer(self.text)]:
            if match[1].strip() not in _CIVIL_INITIALS and fold(match[1]) not in vocabulary().never:
                yield match.start(), _without_blank(self.text, match.end()), INITIALS_RULE
        for index in range(len(self.units)):
            at = self._after_title(index)
            if at is not None:
                run = self._run(at)
                if run is not None:
                    yield *run, TITLE_RULE
            elif self.units.capital(index) and self._first_name(index):
                run = self._run(index)
                if run is not None and " " in self.text[run[0] : run[1]].replace("\u00a0", " "):
                    yield *run, FIRST_NAME_RULE

    def _first_name(self, index: int) -> bool:
        surface = self.units.surface(index)
        if surface not in self.first_names and surface.split("-")[0] not in self.first_names:
            return False
        return not self._named(index - 1) and self.units.items[index].start not in self.taken

    def _named(self, index: int) -> bool:
        """Tell whether the unit before belongs to the same run of capitals."""
        return (
            index >= 0
            and self.units.gap(index) in (" ", "-")
            and self.units.surface(index) in self.first_names
        )

    def _after_title(self, index: int) -> int | None:
        for words, title in titles().get(self.units.folded(index), ()):
            if not self._stands(index, words, title):
                continue
            after = index + len(words)
            gap = self.units.gap(after - 1)
            if title.kind == "civil":
                return after if gap in (" ", ".") else None
            if gap == " " and self.units.capital(after):
                return after
            if title.kind == "office":
                return self._past_complement(index, after)
        return None

    def _stands(self, index: int, words: tuple[str, ...], title: Title) -> bool:
        if any(self.units.folded(index + offset) != word for offset, word in enumerate(words)):
            return False
        if title.title[0].isupper():
            return self.units.surface(index) == title.title.rstrip(".")
        return True

    def _past_complement(self, index: int, after: int) -> int | None:
        phrase = self.parser.parse(
            index, after, capital=self.units.folded(after) in _ARTICLES_OFFICE, named=False
        )
        end = phrase.end
        if phrase.proper and phrase.proper[-1][1] == end:
            return None
        gap = self.units.gap(end - 1)
        if end == after and gap != ",":
            return None
        if gap == ",":
            return end if self.units.surface(end) in self.first_names else None
        return end if gap == " " and self.units.capital(end) else None

    def _run(self, at: int) -> tuple[int, int] | None:
        """Return the bounds of the name that starts at the unit, or None."""
        start = self.units.items[at].start if at < len(self.units) else -1
        if (
            start < 0
            or (start in self.taken and not self._longer(at))
            or self.units.folded(at) in vocabulary().never
        ):
            return None
        if not self.units.capital(at):
            return None
        end, last = at + 1, at
        while end < len(self.units) and end - at < _LONGEST + 2:
            gap = self.units.gap(end - 1)
            initial = gap == "." and len(self.units.surface(end - 1)) <= 2
            if (gap not in (" ", "'") and not initial) or self.units.items[end].start in self.taken:
                break
            if self.units.capital(end) and self.units.folded(end) not in vocabulary().never:
                last = end
            elif self.units.folded(end) not in _PARTICLES or not self._particle(end):
                break
            end += 1
        stop = self.units.items[last].end
        if last > at and len(self.units.surface(last)) == 1 and self.text[stop : stop + 1] == ".":
            stop += 1
        if len(self.units.surface(last)) == 1 and last == at:
            return None
        return start, stop

    def _longer(self, at: int) -> bool:
        return (
            self.units.surface(at) in self.first_names
            and self.units.gap(at) == " "
            and self.units.capital(at + 1)
        )

    def _particle(self, index: int) -> bool:
        """Tell whether a particle goes on to a name, and is none of French syntax (`Macron de la France`)."""
        word = self.units.folded(index)
        if word in ("de", "du", "des", "la", "le", "d"):
            after = index + 1 + (self.units.folded(index + 1) in ("la", "le"))
            return (
                self.units.capital(after)
                and self.units.items[after].start not in self.taken
                and word in ("de", "la", "d")
                and (self.units.surface(index - 1) in self.first_names)
            )
        return self.units.capital(index + 1) or self.units.folded(index + 1) in _PARTICLES


def _without_blank(text: str, end: int) -> int:
    while text[end - 1] in " \u00a0\u202f":
        end -= 1
    return end


def _surname(surface: str) -> str:
    """Return the folded surname of a name: its last word, or its first before initials."""
    inverted = _INVERTED.match(surface + " ")
    words = [inverted[1]] if inverted else re.findall(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*", surface)
    return fold(words[-1]).replace("y", "i") if words else ""


def _surnames(text: str, persons: Sequence[Found], finder: _Finder) -> Iterator[Found]:
    """Yield the later mentions of a full name's surname alone."""
    first: dict[str, int] = {}
    for item in persons:
        surface = text[item.start : item.end]
        if " " in surface.replace("\u00a0", " ") and len(_surname(surface)) >= 3:
            name = _surname(surface)
            first[name] = min(first.get(name, item.end), item.end)
    covered = {index for item in persons for index in range(item.start, item.end)}
    for index, unit in enumerate(finder.units.items):
        known = first.get(unit.folded.replace("y", "i"))
        if known is None or unit.start < known or unit.start in covered or unit.start in finder.taken:
            continue
        if finder.units.capital(index) and not (
            finder.units.gap(index) == " " and finder.units.capital(index + 1)
        ):
            yield Found(unit.start, unit.end, "person", SURNAME_RULE)


def _linked(text: str, persons: Sequence[Found]) -> list[Found]:
    """Return the persons with one entity a surname: the fullest name of those that agree."""
    surfaces = [" ".join(text[item.start : item.end].split()) for item in persons]
    fullest: dict[str, list[str]] = {}
    for surface in surfaces:
        names = fullest.setdefault(_surname(surface), [])
        for index, name in enumerate(names):
            if _agree(surface, name):
                names[index] = max(name, surface, key=len)
                break
        else:
            names.append(surface)
    linked = []
    for item, surface in zip(persons, surfaces, strict=True):
        name = next((name for name in fullest[_surname(surface)] if _agree(surface, name)), surface)
        data = {"form": "name", "entity": slug(name, whole=True), "name": name}
        linked.append(Found(item.start, item.end, "person", item.rule, data))
    return linked


def _agree(left: str, right: str) -> bool:
    """Tell whether two names of one surname may be one person's: alike, or one without first name, or by initials."""
    firsts = [
        [
            fold(word)
            for word in re.findall(r"[^\W\d_]+", name)
            if fold(word).replace("y", "i") != _surname(name)
        ]
        for name in (left, right)
    ]
    if not all(firsts):
        return True
    a, b = firsts[0][0], firsts[1][0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
