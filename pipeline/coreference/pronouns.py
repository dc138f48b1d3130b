"""Pronouns and possessives: who `il`, `celle-ci`, `ce dernier` and `son` stand for, asked by the relations."""

from __future__ import annotations

from functools import partial

from spacy.tokens import Doc, Span, Token

from pipeline.coreference.salience import Salience, Scored
from pipeline.entities.tables import countries

_SINGULAR = {
    "il": "m",
    "lui": "",
    "celui": "m",
    "dernier": "m",
    "elle": "f",
    "celle": "f",
    "dernière": "f",
    "y": "",
    "le": "",
    "la": "f",
    "l'": "",
}
_PLURAL = frozenset(
    {"ils", "elles", "eux", "ceux", "celles", "leur", "leurs", "les", "derniers", "dernières"}
)
_POSSESSIVE = frozenset({"son", "sa", "ses"})


class Pronouns:
    """Resolves pronouns by salience, gender and number."""

    def __init__(self, doc: Doc, salience: Salience):
        self.doc, self.salience = doc, salience

    def antecedents(
        self, token: Token, types: tuple[str, ...], excluded: frozenset[str] = frozenset()
    ) -> list[Span]:
        """Return the mentions `token` (a pronoun or a possessive) stands for, of the wanted types; may be none.

        `excluded`: entities it can't stand for, being the other argument of its own verb.
        """
        word = str(token.lower_).replace("\u2019", "'")
        if word in (
            "qui",
            "que",
            "qu'",
            "dont",
            "se",
            "s'",
            "on",
            "nous",
            "je",
            "vous",
            "ce",
            "c'",
            "cela",
            "ceci",
            "ça",
            "en",
        ):
            return []
        plural = word in _PLURAL
        gender = _SINGULAR.get(word, "")
        if not plural and word not in _SINGULAR and word not in _POSSESSIVE:
            return []
        if word in _POSSESSIVE or word in ("leur", "leurs"):
            own = self._own_subject(token, types)
            if own:
                return own
        ranked: list[Scored] = []
        for asked in dict.fromkeys((gender, "")):
            ranked = ranked or [
                item
                for item in self.salience.before(
                    token, partial(self._fits, types=types, gender=asked, plural=plural), reach=2
                )
                if item.entity not in excluded
            ]
        if word in ("dernier", "dernière", "celui", "celle"):
            ranked = sorted(ranked, key=lambda item: -item.span.start)
        if plural:
            return self._group(ranked)
        return [ranked[0].span] if ranked else []

    def _fits(self, span: Span, types: tuple[str, ...], gender: str, plural: bool) -> bool:
        data = span._.depeche
        if span.label_ not in types or data.get("form") == "demonym":
            return False
        if plural:
            return True
        if data.get("members"):
            return False
        return not gender or self._gender(span) in ("", gender)

    def _gender(self, span: Span) -> str:
        data = span._.depeche
        if span.label_ == "country" and data.get("entity"):
            entry = countries().get(data["entity"])
            if data.get("form") == "nominal":
                return (
                    "f"
                    if span.text.lower()
                    in ("république", "monarchie", "nation", "île", "fédération", "principauté")
                    else "m"
                )
            return str(entry.gender)[:1] if entry else ""
        determiner = [str(child.lower_) for child in span.root.children if child.dep_ == "det"]
        if any(word in ("le", "un", "ce", "du", "au") for word in determiner):
            return "m"
        return "f" if any(word in ("la", "une", "cette") for word in determiner) else ""

    def _own_subject(self, token: Token, types: tuple[str, ...]) -> list[Span]:
        """Return the subject of the possessive's own clause: `la France a exprimé son soutien`."""
        head = token.head
        for _ in range(8):
            subjects = [
                child for child in head.children if child.dep_.startswith("nsubj") and child.i < token.i
            ]
            for subject in subjects:
                for spans in self.salience.by_sentence.get(self.salience.sentence_of[token.i], ()):
                    if spans.start <= subject.i < spans.end and spans.label_ in types:
                        return [spans]
            if head.head.i == head.i:
                break
            head = head.head
        return []

    def _group(self, ranked: list[Scored]) -> list[Span]:
        """Return the plural antecedent: a plural nominal, or the last names that stand in one list."""
        for item in ranked[:3]:
            if item.span._.depeche.get("members"):
                return [item.span]
        latest = sorted(ranked, key=lambda item: -item.span.start)[:2]
        if len(latest) == 2 and abs(latest[0].span.start - latest[1].span.end) <= 4:
            return [latest[1].span, latest[0].span]
        return []
