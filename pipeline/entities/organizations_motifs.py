"""Organizations that no table lists, by the construction of their names: a head noun and what follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.entities.organizations_keys import describe, slug
from pipeline.entities.organizations_parse import Phrase, PhraseParser
from pipeline.entities.organizations_rules import (
    Head,
    HeadForm,
    OrgRule,
    heads,
    organization_rules,
    vocabulary,
)
from pipeline.entities.organizations_words import Units
from pipeline.entities.tables import first_names
from pipeline.extensions import Found

_QUOTES = frozenset("\"«“»”„'’")
_JOINS = frozenset({" ", "&", "'"})
_LONGEST_NAME = 6


class Motifs:
    """Finds them in one text, from its end to its start: an inner name is known when its outer one is
    read."""

    def __init__(self, units: Units, countries: Sequence[Found], organizations: Sequence[Found]):
        self.units = units
        self.known = {item.start: item for item in sorted(organizations, key=lambda item: item.end)}
        self.countries = {item.start: item for item in countries if item.type == "country"}
        self.parser = PhraseParser(units, self.countries, self.known)
        self.rules = organization_rules()

    def find(self) -> list[Found]:
        """Return what the constructions find, in order."""
        found = list(self._legal_forms())
        table = heads()
        for index in range(len(self.units) - 1, -1, -1):
            forms = table.get(self.units.items[index].folded)
            if forms is None:
                continue
            item = next(iter(self._readings(index, forms)), None)
            if item is not None:
                inner = {self.units.items[index + offset].start for offset in range(1, self._head_length(index, forms))}
                found = [other for other in found if other.start not in inner]
                found.append(item)
                self.known[item.start] = item
        return sorted(found, key=lambda item: (item.start, -item.end))

    def _readings(self, index: int, forms: Sequence[HeadForm]) -> Iterator[Found]:
        for form in forms:
            after = index + len(form.words)
            if not self._stands(index, form):
                continue
            capital = self._has_capital(index)
            phrase = self.parser.parse(index, after, capital=capital, named="name" in form.head.kinds)
            plain = self.parser.parse(index, after, capital=capital, named=False) if phrase.proper else phrase
            for rule in self.rules:
                item = self._apply(rule, index, form.head, phrase, plain, capital=capital)
                if item is not None:
                    yield item

    def _head_length(self, index: int, forms: Sequence[HeadForm]) -> int:
        return max((len(form.words) for form in forms if self._stands(index, form)), default=1)

    def _stands(self, index: int, form: HeadForm) -> bool:
        return all(
            self.units.folded(index + offset) == word and (not offset or self.units.gap(index + offset - 1) in (" ", "'"))
            for offset, word in enumerate(form.words)
        )

    def _has_capital(self, index: int) -> bool:
        """Tell whether the head has a capital that says something: not its sentence's, not a whole word's."""
        surface = self.units.surface(index)
        return surface[0].isupper() and not surface[1:2].isupper() and not self.units.opens_sentence(index)

    def _apply(self, rule: OrgRule, index: int, head: Head, phrase: Phrase, plain: Phrase, *, capital: bool) -> Found | None:
        if not head.kinds.intersection(rule.kinds) or self.units.folded(index - 1) in rule.refuses:
            return None
        if rule.case != "any" and (rule.case == "capital") != capital:
            return None
        if rule.span == "name":
            return self._named(rule, index, head, plain)
        if rule.after and self.units.folded(index - 1) not in rule.after:
            return None
        if rule.adjectives == "parti" and not vocabulary().party_adjectives.intersection(phrase.adjectives):
            return None
        if "role" in head.kinds and not capital and self._name_follows(phrase.end):
            return None
        if not all(phrase.pieces.intersection(need.split("|")) for need in rule.needs):
            return None
        if phrase.pieces.intersection(rule.without):
            return None
        start, end = self.units.items[index].start, self.units.items[phrase.end - 1].end
        data = describe(self.units.text, start, end, head, phrase)
        return Found(start, end, "organization", rule.id, data)

    def _named(self, rule: OrgRule, index: int, head: Head, phrase: Phrase) -> Found | None:
        """Return the proper name that a role noun announces (`la société américaine "Chevron"`)."""
        if phrase.pieces & {"proper", "holder", "free"} or self._has_capital(index):
            return None
        at = phrase.end
        gap = self.units.gap(at - 1)
        quoted = bool(gap) and gap != "'" and set(gap) <= _QUOTES
        if not (gap == " " or quoted) or not self.units.capital(at) or self.units.folded(at) in vocabulary().never:
            return None
        if self.units.items[at].start in self.known or (not quoted and self._person(at)):
            return None
        end = self._quoted_end(at) if quoted else self._run_end(at)
        if end == at + 1 and len(self.units.surface(at)) == 1:
            return None
        if end is None or self._country_alone(at, end):
            return None
        start, stop = self.units.items[at].start, self.units.items[end - 1].end
        name = " ".join(self.units.text[start:stop].split())
        data = {
            "form": "name",
            "entity": slug(name),
            "name": name,
            "acronym": None,
            "class": head.class_,
            "wikidata": None,
        }
        return Found(start, stop, "organization", rule.id, data)

    def _name_follows(self, at: int) -> bool:
        """Tell whether a proper name stands right after, which the head only announces."""
        gap = self.units.gap(at - 1)
        return self.units.capital(at) and (gap == " " or (bool(gap) and gap != "'" and set(gap) <= _QUOTES))

    def _person(self, at: int) -> bool:
        first = self.units.surface(at)
        return first.split("-")[0] in first_names() and self.units.gap(at) == " " and self.units.capital(at + 1)

    def _country_alone(self, at: int, end: int) -> bool:
        country = self.countries.get(self.units.items[at].start)
        return country is not None and country.end >= self.units.items[end - 1].end

    def _run_end(self, at: int) -> int:
        end = at + 1
        while end - at < _LONGEST_NAME and self.units.gap(end - 1) in _JOINS and self._goes_on(end):
            end += 1
        return end

    def _goes_on(self, index: int) -> bool:
        return self.units.capital(index) or (self.units.surface(index).isdigit() and self.units.gap(index) != ",")

    def _quoted_end(self, at: int) -> int | None:
        for end in range(at + 1, min(at + 1 + _LONGEST_NAME, len(self.units) + 1)):
            gap = self.units.gap(end - 1)
            if set(gap) & _QUOTES and gap != "'":
                return end
            if gap not in (" ", "'", "&", "-"):
                return None
        return None

    def _legal_forms(self) -> Iterator[Found]:
        rule = next((rule for rule in self.rules if rule.special == "legal_form"), None)
        if rule is None:
            return
        known = vocabulary().legal_forms
        for index in range(1, len(self.units)):
            if not self.units.capital(index) or self.units.surface(index) not in known:
                continue
            first = index
            while index - first < 4 and self.units.gap(first - 1) in (" ", "&") and self._part_of_name(first - 1):
                first -= 1
            if first < index:
                start, stop = self.units.items[first].start, self.units.items[index].end
                name = " ".join(self.units.text[start:stop].split())
                data = {
                    "form": "name",
                    "entity": slug(name),
                    "name": name,
                    "acronym": None,
                    "class": "company",
                    "wikidata": None,
                }
                yield Found(start, stop, "organization", rule.id, data)

    def _part_of_name(self, index: int) -> bool:
        surface = self.units.surface(index)
        if index < 0 or not surface[:1].isupper() or self.units.folded(index) in vocabulary().never:
            return False
        if self.units.folded(index) in ("le", "la", "les", "l", "du", "des", "un", "une"):
            return False
        return not (surface.isupper() and len(surface) > 5)
