"""Persons in raw text: names after titles and first names, with their initials; later surnames linked to
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wordfreq import zipf_frequency

from pipeline.entities.matcher import fold
from pipeline.entities.model_ner import filter_model
from pipeline.entities.model_spans import ModelEntity
from pipeline.entities.organizations_parse import PhraseParser
from pipeline.entities.organizations_rules import vocabulary
from pipeline.entities.organizations_words import units_of
from pipeline.entities.persons_link import INVERTED, linked, surnames
from pipeline.entities.persons_lone import supported
from pipeline.entities.persons_titles import Title, titles
from pipeline.entities.tables import first_names
from pipeline.extensions import Found

TITLE_RULE = "personne-titre"
DEMONYM_RULE = "personne-nationalite"
FIRST_NAME_RULE = "personne-prenom"
INITIALS_RULE = "personne-initiales"

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
_LEADING = re.compile(r"(?<![\w.-])((?:[A-ZÀÂÉÈÎÔÛ]\.[ \u00a0\u202f-]?){1,3})([A-ZÀ-Þ][^\W\d_]{1,20}(?:[- '’][A-ZÀ-Þ][^\W\d_]{1,20})?)")
_FUNCTION_WORD = 5.2
_LONGEST = 5
_JOINED = re.compile(r"(?:al|el|ad|ar|as|at|an|az|ed|es|ul|ur)-[^\W\d_]", re.I)
_ARTICLES = frozenset({"le", "la", "l", "du", "au", "un", "une"})
_KUNYA = frozenset({"Abou", "Abu", "Aboû", "Oum", "Cheikh"})
_PARTY = re.compile(r"[A-Z]{2,5}")
_CIVIL_INITIALS = frozenset({"M."})


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
    modelled = [finder.untitled(item) for item in filter_model(text, model_entities) if item.type == "person"]
    found = {(item.start, item.end): item for item in supported(text, modelled)}
    for start, end, rule in finder.bounds():
        found[start, end] = Found(start, end, "person", rule)
    found |= {(item.start, item.end): item for item in surnames(text, list(found.values()), finder.units, finder.inside)}
    return linked(text, sorted(found.values(), key=lambda item: (item.start, -item.end)))


class _Finder:
    def __init__(self, text: str, countries: Sequence[Found], organizations: Sequence[Found]):
        self.text, self.units = text, units_of(text)
        states = self.states = {item.start: item for item in countries if item.type == "country"}
        known = {item.start: item for item in sorted(organizations, key=lambda item: item.end)}
        self.taken = {item.start for item in (*countries, *organizations) if item.data.get("form") != "demonym"}
        self.inside = {
            index for item in (*countries, *organizations) if item.data.get("form") != "demonym" for index in range(item.start, item.end)
        }
        self.parser = PhraseParser(self.units, states, known)
        self.first_names = first_names()

    def untitled(self, item: Found) -> Found:
        """Return the model's person without the titles at its start (`maréchal López`)."""
        index = self.units.at.get(item.start)
        while index is not None and index + 1 < len(self.units) and self.units.items[index + 1].start < item.end:
            known = any(len(words) == 1 for words, _ in titles().get(self.units.folded(index), ()))
            if not known or self.units.gap(index) != " " or not self.units.capital(index + 1):
                break
            index += 1
        start = item.start if index is None else self.units.items[index].start
        return Found(start, item.end, item.type, item.rule, item.data)

    def bounds(self) -> Iterator[tuple[int, int, str]]:
        for match in [*_LEADING.finditer(self.text), *INVERTED.finditer(self.text)]:
            if self._initialled(match):
                yield match.start(), _without_blank(self.text, match.end()), INITIALS_RULE
        announced = titles()
        for index, unit in enumerate(self.units.items):
            if unit.start in self.states and (at := self._after_demonym(index)) is not None:
                yield from self._named_at(at, DEMONYM_RULE)
            if unit.folded in announced and (at := self._after_title(index)) is not None:
                yield from self._named_at(at, TITLE_RULE)
            elif self.text[unit.start].isupper() and self._first_name(index):
                kunya = self.units.surface(index - 1) in _KUNYA and self.units.gap(index - 1) == " "
                for start, end, rule in self._named_at(index - kunya, FIRST_NAME_RULE):
                    if " " in self.text[start:end].replace("\u00a0", " "):
                        yield start, end, rule

    def _named_at(self, at: int, rule: str) -> Iterator[tuple[int, int, str]]:
        run = self._run(at)
        if run is not None:
            yield *run, rule

    def _initialled(self, match: re.Match[str]) -> bool:
        """Tell whether initials and a word are a name, and not the end of one sentence and the start of
        the next."""
        initials, name = (match[1], match[2]) if match[1].rstrip().endswith(".") else (match[2], match[1])
        if initials.strip() in _CIVIL_INITIALS or fold(name) in vocabulary().never:
            return False
        if zipf_frequency(name.lower(), "fr") >= _FUNCTION_WORD or name in self.first_names:
            return False
        following = self.units.index_from(match.end())
        inverted = name == match[1]
        goes_on = inverted and self.units.capital(following) and self.text[match.end() : match.end() + 2].strip() != ""
        return not (goes_on and zipf_frequency(self.units.surface(following).lower(), "fr") < _FUNCTION_WORD)

    def _after_demonym(self, index: int) -> int | None:
        """Return where the name begins after a demonym used as a noun (`la Chinoise Yin Junhua`), or None."""
        found = self.states.get(self.units.items[index].start)
        if found is None or found.data.get("form") != "demonym" or self.units.folded(index - 1) not in _ARTICLES:
            return None
        after = self.units.index_from(found.end)
        if self.units.gap(after - 1) != " " or not self.units.capital(after):
            return None
        twice = self.units.gap(after) == " " and self.units.capital(after + 1)
        return after if self.units.capital(index) or twice else None

    def _name_unit(self, index: int) -> bool:
        return self.units.capital(index) or _JOINED.match(self.units.surface(index)) is not None

    def _first_name(self, index: int) -> bool:
        surface = self.units.surface(index)
        if surface not in self.first_names and surface.split("-")[0] not in self.first_names:
            return False
        return not self._named(index - 1) and self.units.items[index].start not in self.taken

    def _named(self, index: int) -> bool:
        """Tell whether the unit before belongs to the same run of capitals."""
        return index >= 0 and self.units.gap(index) in (" ", "-") and self.units.surface(index) in self.first_names

    def _after_title(self, index: int) -> int | None:
        for words, title in titles().get(self.units.folded(index), ()):
            if not self._stands(index, words, title):
                continue
            after = index + len(words)
            gap = self.units.gap(after - 1)
            if gap == " " and _PARTY.fullmatch(self.units.surface(after)) and self.units.capital(after + 1):
                after += 1
                gap = self.units.gap(after - 1)
            if title.kind == "civil":
                return after if gap in (" ", ".") else None
            if gap == " " and self.units.capital(after):
                return after
            if title.kind == "noble" and gap == " " and self.units.folded(after) in ("de", "d", "du"):
                return after + 1 if self.units.capital(after + 1) else None
            if title.kind == "office":
                return self._past_complement(index, after)
        return None

    def _stands(self, index: int, words: tuple[str, ...], title: Title) -> bool:
        if any(self.units.folded(index + offset) != word for offset, word in enumerate(words)):
            return False
        if self.units.items[index].start in self.taken:
            return False
        if title.title == "Me" and self.units.capital(index - 1):
            return False
        if title.title[0].isupper():
            return self.units.surface(index) == title.title.rstrip(".")
        return True

    def _past_complement(self, index: int, after: int) -> int | None:
        phrase = self.parser.parse(index, after, capital=self.units.folded(after) in _ARTICLES_OFFICE, named=False)
        end = phrase.end
        if "free" in phrase.pieces and self.units.surface(end) not in self.first_names:
            return None
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
        if start < 0 or (start in self.taken and not self._longer(at)) or self.units.folded(at) in vocabulary().never:
            return None
        if not self.units.capital(at):
            return None
        end, last = at + 1, at
        while end < len(self.units) and end - at < _LONGEST + 2:
            gap = self.units.gap(end - 1)
            initial = gap == "." and len(self.units.surface(end - 1)) <= 2
            if (gap not in (" ", "'") and not initial) or self.units.items[end].start in self.taken:
                break
            if self._name_unit(end) and self.units.folded(end) not in vocabulary().never:
                last = end
            elif self.units.folded(end) not in _PARTICLES or not self._particle(end, at):
                break
            end += 1
        stop = self.units.items[last].end
        if last > at and len(self.units.surface(last)) == 1 and self.text[stop : stop + 1] == ".":
            stop += 1
        if len(self.units.surface(last)) == 1 and last == at:
            return None
        return start, stop

    def _longer(self, at: int) -> bool:
        return self.units.surface(at) in self.first_names and self.units.gap(at) == " " and self.units.capital(at + 1)

    def _particle(self, index: int, at: int) -> bool:
        """Tell whether a particle goes on to a name, and is none of French syntax (`Macron de la France`)."""
        word = self.units.folded(index)
        if word not in ("de", "du", "des", "la", "le", "d"):
            return self.units.capital(index + 1) or self.units.folded(index + 1) in _PARTICLES
        first = index == at + 1 or self.units.surface(index - 1) in self.first_names
        after = index + 1 + (self.units.folded(index + 1) in ("la", "le"))
        free = self.units.capital(after) and self.units.items[after].start not in self.taken
        return free and first and word in ("de", "la", "d")


def _without_blank(text: str, end: int) -> int:
    while text[end - 1] in " \u00a0\u202f":
        end -= 1
    return end
