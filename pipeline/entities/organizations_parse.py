"""What follows a head noun: how far an organization's name goes, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from pipeline.entities.organizations_rules import Vocabulary, heads, vocabulary
from pipeline.entities.organizations_words import Units
from pipeline.extensions import Found

_OF = frozenset({"de", "du", "des", "d"})
_FOR = frozenset({"pour", "sur", "aupres", "chargee", "charge"})
_AT = frozenset({"a", "au", "aux", "en"})
_DETERMINERS = frozenset({"le", "la", "les", "l"})
_INFINITIVES = ("er", "ir", "oir", "dre", "tre", "ire", "ure")
_SURE_INFINITIVES = ("er", "oir")
_NATIONAL = ("national", "nationaux", "federal", "international", "interministeriel", "general", "superieur")
_MAX_PIECES = 12
_MAX_UNITS = 40


@dataclass(slots=True)
class Phrase:
    """A head noun's complements: the index after its last unit, and the pieces found.

    `pieces` is what the rules ask for; `countries` the states named, `holders` the organizations named in it,
    `domains` the folded words of its domain, `proper` the bounds (unit indices) of its proper names.
    """

    end: int
    pieces: set[str] = field(default_factory=set)
    countries: list[Found] = field(default_factory=list)
    holders: list[Found] = field(default_factory=list)
    domains: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    proper: list[tuple[int, int]] = field(default_factory=list)
    count: int = 0

    def copy(self) -> Phrase:
        """Return an independent copy."""
        return replace(
            self,
            pieces=set(self.pieces),
            countries=[*self.countries],
            holders=[*self.holders],
            domains=[*self.domains],
            adjectives=[*self.adjectives],
            demonyms=[*self.demonyms],
            proper=[*self.proper],
        )


class PhraseParser:
    """Reads the complements of head nouns in one text.

    `countries` and `organizations`: what was already found, by the offset where it starts.
    """

    def __init__(self, units: Units, countries: Mapping[int, Found], organizations: Mapping[int, Found]):
        self.units, self.countries, self.organizations = units, countries, organizations
        self.limit = 0
        self.words: Vocabulary = vocabulary()

    def parse(self, first: int, after: int, *, capital: bool, named: bool) -> Phrase:
        """Return the phrase of the head in units `first` to `after` (exclusive).

        `capital`: the head has its capital, so that a complement may be any noun; `named`: a proper name
        may follow.
        """
        phrase = Phrase(after)
        self.limit = first + _MAX_UNITS
        last = ""
        while phrase.count < _MAX_PIECES and self.units.gap(phrase.end - 1) in (" ", "'", ","):
            kind = self._step(first, phrase, last, capital=capital, named=named)
            if not kind:
                break
            last = kind
            phrase.count += 1
        return phrase

    def _step(self, first: int, phrase: Phrase, last: str, *, capital: bool, named: bool) -> str:
        at = phrase.end
        word = self.units.folded(at)
        if self.units.gap(at - 1) == ",":
            return self._list(phrase, last, capital=capital)
        if word == "et":
            return self._and(phrase, last, capital=capital)
        if self._demonym(phrase, at):
            return "demonym"
        if self._adjective(at, last):
            phrase.end = at + 1
            phrase.pieces.add("adjective")
            phrase.adjectives.append(word)
            if word.startswith(_NATIONAL):
                phrase.pieces.add("national")
            return "adjective"
        if word in _OF:
            return self._complement(phrase, at, "de", capital=capital)
        if word in _FOR and capital:
            return self._complement(phrase, at, "pour", capital=capital)
        if word in _AT:
            return self._place(first, phrase, at, last, capital=capital)
        if named and self.units.capital(at) and last in ("", "adjective"):
            return self._proper(phrase, at)
        return ""

    def _demonym(self, phrase: Phrase, at: int) -> bool:
        found = self._country(at)
        if found is None or found.data.get("form") != "demonym" or (self.units.capital(at) and "demonym" in phrase.pieces):
            return False
        stop = self._after(found)
        phrase.countries.append(found)
        phrase.demonyms.append(self.units.folded(at))
        phrase.pieces |= {"country", "demonym"}
        phrase.end = stop
        return True

    def _country(self, at: int) -> Found | None:
        if at >= len(self.units):
            return None
        unit = self.units.items[at]
        found = self.countries.get(unit.start)
        return found if found is not None and found.end >= unit.end else None

    def _after(self, found: Found) -> int:
        return self.units.index_from(found.end)

    def _adjective(self, at: int, last: str) -> bool:
        word = self.units.folded(at)
        if word not in self.words.adjectives or word in self.words.verbs:
            return False
        return not self.units.capital(at) or last in ("", "adjective", "domain", "de", "pour", "demonym")

    def _complement(self, phrase: Phrase, at: int, kind: str, *, capital: bool) -> str:
        after = at + 1
        bare = True
        if self.units.folded(after) in _DETERMINERS and self.units.folded(at) not in ("du", "des"):
            after += 1
            bare = False
        elif self.units.folded(at) in ("du", "des"):
            bare = False
        if kind == "pour" and self.units.folded(after) in ("du", "des", "de"):
            return ""
        gaps = {self.units.gap(index) for index in range(at, after)}
        if not gaps <= {" ", "'"}:
            return ""
        return kind if self._noun(phrase, after, kind, bare=bare, capital=capital) else ""

    def _noun(self, phrase: Phrase, at: int, kind: str, *, bare: bool, capital: bool) -> bool:
        if at >= len(self.units):
            return False
        start = self.units.items[at].start
        holder = self.organizations.get(start)
        if holder is not None:
            if self._after(holder) > self.limit:
                return False
            phrase.holders.append(holder)
            phrase.pieces.add("holder")
            phrase.end = self._after(holder)
            return True
        country = self._country(at)
        if country is not None and country.data.get("form") == "name" and not (kind == "pour" and phrase.count == 0):
            phrase.countries.append(country)
            phrase.pieces.add("country")
            phrase.end = self._after(country)
            return True
        word = self.units.folded(at)
        if word in self.words.never or (word.isdigit() and not self.units.capital(at - 1)):
            return False
        if word in self.words.domains:
            phrase.domains.append(word)
            phrase.pieces.add("domain")
            phrase.end = at + 1
            return True
        if self.units.capital(at):
            return self._proper(phrase, at) != ""
        return self._free(phrase, at, word, bare=bare, capital=capital or "demonym" in phrase.pieces)

    def _free(self, phrase: Phrase, at: int, word: str, *, bare: bool, capital: bool) -> bool:
        if not capital or len(word) < 3 or word in _DETERMINERS or word.endswith(_INFINITIVES if bare else _SURE_INFINITIVES):
            return False
        phrase.pieces.add("free")
        phrase.domains.append(word)
        phrase.end = at + 1
        return True

    def _proper(self, phrase: Phrase, at: int) -> str:
        end = at + 1
        while (
            end < len(self.units)
            and end - at < 5
            and self.units.gap(end - 1) == " "
            and self.units.capital(end)
            and self._country(end) is None
        ):
            end += 1
        if self.units.folded(at) in self.words.never:
            return ""
        phrase.proper.append((at, end))
        phrase.pieces.add("proper")
        phrase.end = end
        return "proper"

    def _place(self, first: int, phrase: Phrase, at: int, last: str, *, capital: bool) -> str:
        named = self.units.folded(first) in self.words.placed
        after = at + 1 + (self.units.folded(at + 1) in ("la", "l"))
        country = self._country(after)
        if capital and self.units.folded(at) == "aux" and self.units.folded(after) in self.words.domains:
            return self._complement(phrase, at, "pour", capital=capital)
        proper = country is None and self.units.capital(after)
        if not (named or last == "pour") or (country is None and not proper):
            return ""
        if named and not phrase.pieces:
            return ""
        if country is not None and country.data.get("form") == "name":
            phrase.end = self._after(country)
            phrase.pieces.add("placed")
            return "place"
        return self._proper(phrase, after) if proper else ""

    def _and(self, phrase: Phrase, last: str, *, capital: bool) -> str:
        """Read `et` and what it joins, when it goes on with the name."""
        at = phrase.end + 1
        if self.units.gap(phrase.end) not in (" ", "'"):
            return ""
        if last in ("adjective", "demonym") and self._adjective(at, last):
            phrase.end = at + 1
            return "adjective"
        saved = phrase.copy()
        kind = "de"
        if self.units.folded(at) in _OF:
            at += 1
        elif self.units.folded(at) in _FOR:
            at, kind = at + 1, "pour"
        elif last not in ("pour", "de", "adjective"):
            return ""
        of = self.units.folded(at - 1) in _OF
        if self.units.folded(at) in _DETERMINERS:
            at += 1
        if self._begins_another(at):
            return ""
        proper = of and "proper" in phrase.pieces and self.units.capital(at)
        known = self.units.folded(at) in self.words.domains or proper
        if known and self._country(at) is None and self._noun(phrase, at, kind, bare=False, capital=capital):
            return last if last in ("pour", "de") else kind
        _restore(phrase, saved)
        return ""

    def _begins_another(self, at: int) -> bool:
        """Tell whether another organization's name begins there (`le Comité de X et l'Armée de Y`)."""
        if at >= len(self.units):
            return True
        return self.units.items[at].start in self.organizations or (self.units.capital(at) and self.units.folded(at) in heads())

    def _list(self, phrase: Phrase, last: str, *, capital: bool) -> str:
        """Read `, de l'Économie et des Finances`: a list only goes on when it ends with `et`."""
        saved = phrase.copy()
        at = phrase.end
        for _ in range(4):
            at += self.units.folded(at) in _OF
            at += self.units.folded(at) in _DETERMINERS
            if self.units.folded(at) not in self.words.domains or not self._noun(phrase, at, "de", bare=False, capital=capital):
                break
            while self.units.gap(phrase.end - 1) == " " and self._adjective(phrase.end, "domain"):
                phrase.end += 1
            gap = self.units.gap(phrase.end - 1)
            if gap == " " and self.units.folded(phrase.end) == "et" and self._and(phrase, last or "de", capital=capital):
                return last or "de"
            if gap != ",":
                break
            at = phrase.end
        _restore(phrase, saved)
        return ""


def _restore(phrase: Phrase, saved: Phrase) -> None:
    for part in fields(phrase):
        setattr(phrase, part.name, getattr(saved, part.name))
