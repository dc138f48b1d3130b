"""Common nouns that refer back: `le pays`, `l'Alliance`, `les deux pays`."""

from __future__ import annotations

from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from pipeline.coreference.roles import clause_of
from pipeline.coreference.salience import Salience, Scored, keys
from pipeline.extensions import MENTIONS, Found, make_span
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette", "du", "au"})
_PLURAL = frozenset({"les", "ces", "des", "aux", "leurs"})
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7}
_FREE_ADJECTIVES = frozenset({"même", "seul", "entier", "petit", "grand", "jeune", "nouveau", "ancien"})


@cache
def nominal_tables() -> dict[str, Any]:
    """Return rules/coreference/nominals.toml."""
    return read_toml(rules_root() / "coreference" / "nominals.toml")


def word(token: Token) -> str:
    """Return the token in lower case with a straight apostrophe."""
    return str(token.lower_).replace("\u2019", "'")


class Nominals:
    """Finds the nominals of a document and their antecedents; `reasons` tells why, for `make explain`."""

    def __init__(self, doc: Doc, nominals: dict[str, frozenset[str]]):
        self.doc, self.nominals = doc, nominals
        self.tables = nominal_tables()
        self.salience = Salience(doc)
        self.reasons: list[str] = []
        self.covered = {index for span in doc.spans.get(MENTIONS, []) for index in range(span.start, span.end) if span.label_ != "figure"}
        self.singular = set(self.tables["country"]["singular"])
        self.plural = set(self.tables["country"]["plural"])

    def find(self) -> list[Span]:
        """Return the nominal mentions, in order."""
        found = []
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X", "VERB") or token.i in self.covered or token.i == token.sent.start:
                continue
            span = self._country(token) or self._countries(token) or self._organization(token)
            if span is not None:
                self.salience.add(span)
                found.append(span)
        return found

    # --- one state -------------------------------------------------------------------------------------------

    def _country(self, token: Token) -> Span | None:
        name = word(token)
        if name not in self.singular or not self._definite(token) or self._restricted(token) or self._predicative(token):
            return None
        allowed = set(self.tables["kinds"].get(name, ()))
        ranked = self.salience.before(token, lambda span: span.label_ == "country" and self._names_state(span), reach=6)
        if allowed:
            ranked = [item for item in ranked if item.entity in allowed]
        elif name == "république":
            ranked = [item for item in ranked if item.entity not in self.tables["kinds"]["monarchie"]]
        here = clause_of(token)
        near = {key for span in self.salience.by_sentence.get(self.salience.sentence_of[token.i], ()) if span.start < token.i and clause_of(span.root) == here for key in keys(span)}
        return self._linked(token, "country", [item for item in ranked if item.entity not in near])

    def _names_state(self, span: Span) -> bool:
        return span._.depeche.get("form") in ("name", "nominal", "metonym", "demonym")

    def _definite(self, token: Token) -> bool:
        index = token.i - 1
        if index >= 0 and word(self.doc[index]) in _FREE_ADJECTIVES:
            index -= 1
        return index >= 0 and word(self.doc[index]) in _DEFINITE and not self._locative_idiom(token, index)

    def _locative_idiom(self, token: Token, index: int) -> bool:
        return word(token) == "état" and not token.text[0].isupper()

    def _restricted(self, token: Token) -> bool:
        """Tell whether a complement, an adjective or a relative clause after the noun names something else."""
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if after is None or after.sent.start != token.sent.start:
            return False
        if word(after) in ("de", "d'", "du", "des", "que", "où", "-", "dont") or (word(after) == "qui"):
            return True
        if word(after) in ("le", "la", "les") and self.doc[min(token.i + 2, len(self.doc) - 1)].text in ("plus", "moins"):
            return True
        return after.pos_ == "ADJ" and after.head.i == token.i and word(after) not in ("tout", "même")

    def _predicative(self, token: Token) -> bool:
        if any(child.dep_ == "cop" for child in token.children):
            return True
        return token.dep_ == "appos" and token.i > 0 and self.doc[token.i - 2].text == "," and word(self.doc[token.i - 1]) in ("le", "la", "l'")

    # --- several ---------------------------------------------------------------------------------------------

    def _countries(self, token: Token) -> Span | None:
        name = word(token)
        if name not in self.plural:
            return None
        number, determiner = self._number_and_determiner(token)
        if determiner not in _PLURAL or (determiner in ("des",) and number is None) or self._restricted_plural(token):
            return None
        if number is None and (name in self.tables["country"]["plural_needs_number"] or word(self.doc[token.i - 1]) != "les"):
            return None
        members = self._members(token, number)
        if members is None:
            return None
        self.reasons.append(f"« {token.text} » ({token.idx}) : {'+'.join(members)}")
        data = {"form": "nominal", "entity": None, "members": members, "name": None}
        return make_span(self.doc, Found(token.idx, token.idx + len(token.text), "country", "coreference", data))

    def _number_and_determiner(self, token: Token) -> tuple[int | None, str]:
        index, number = token.i - 1, None
        while index >= token.sent.start and (word(self.doc[index]) in _NUMBERS or word(self.doc[index]) in ("autres", "grands", "petits")):
            if word(self.doc[index]) == "autres":
                return None, ""
            number = _NUMBERS.get(word(self.doc[index]), number)
            index -= 1
        return number, word(self.doc[index]) if index >= token.sent.start else ""

    def _restricted_plural(self, token: Token) -> bool:
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if after is None or after.sent.start != token.sent.start:
            return False
        if word(after) in ("de", "d'", "du", "des", "qui", "que", "dont", "où", "membres", ":", "comme"):
            return True
        return after.pos_ == "ADJ" and after.head.i == token.i and "Part" not in after.morph.get("VerbForm")

    def _members(self, token: Token, number: int | None) -> list[str] | None:
        """Return the states a plural stands for: those of the last sentence that settles them, just `number` if given."""
        here = self.salience.sentence_of[token.i]
        for back in range(4):
            spans = [span for span in self.salience.by_sentence.get(here - back, ()) if span.label_ == "country" and span.start < token.i]
            for span in reversed(spans):
                members = span._.depeche.get("members")
                if members and len(members) == (number or len(members)):
                    return list(members)
            entities = list(dict.fromkeys(entity for span in reversed(spans) for entity in keys(span)))
            if len(entities) == (number or max(len(entities), 2)):
                return sorted(entities)
            if len(entities) > 2 and number == 2:
                return self._best_pair(token, entities)
            if len(entities) == 1 and number in (2, None):
                return self._with_topic(token, entities[0])
        return None

    def _best_pair(self, token: Token, entities: list[str]) -> list[str]:
        ranked = self.salience.before(token, lambda span: span.label_ == "country" and bool(set(keys(span)) & set(entities)), reach=2)
        return sorted(item.entity for item in ranked[:2])

    def _with_topic(self, token: Token, entity: str) -> list[str] | None:
        ranked = self.salience.before(token, lambda span: span.label_ == "country" and entity not in keys(span), reach=3)
        return sorted([entity, ranked[0].entity]) if ranked else None

    # --- organizations ---------------------------------------------------------------------------------------

    def _organization(self, token: Token) -> Span | None:
        name = word(token)
        classes = self.tables["organization"].get(name)
        if not self._definite(token) or self._restricted(token) or self._predicative(token):
            return None
        if classes is None and name not in self.nominals:
            return None

        def fits(span: Span) -> bool:
            if span.label_ != "organization":
                return False
            own = self.nominals.get(name, frozenset())
            return bool(set(keys(span)) & own) or self._fits_class(span, name, classes)

        ranked = self.salience.before(token, fits, reach=8)
        own = self.nominals.get(name, frozenset())
        preferred = [item for item in ranked if item.entity in own] or ranked
        return self._linked(token, "organization", preferred)

    def _fits_class(self, span: Span, name: str, classes: list[str] | None) -> bool:
        if not classes or span._.depeche.get("class") not in classes:
            return False
        if name in ("organisation", "institution", "groupe", "bloc", "entreprise", "société", "compagnie", "ong", "firme"):
            return True
        full = str(span._.depeche.get("name") or span.text).lower()
        return name in full

    def _linked(self, token: Token, kind: str, ranked: list[Scored]) -> Span | None:
        if not ranked:
            return None
        best = ranked[0]
        others = ", ".join(f"{item.entity} {item.score:.2f}" for item in ranked[1:3])
        self.reasons.append(f"« {token.text} » ({token.idx}) → {best.entity} ({best.score:.2f} ; {others or 'seul'})")
        source = best.span._.depeche
        data = {"form": "nominal", "entity": best.entity, "name": source.get("name")}
        if kind == "organization":
            data |= {key: source.get(key) for key in ("acronym", "class", "wikidata")}
        return make_span(self.doc, Found(token.idx, token.idx + len(token.text), kind, "coreference", data))
