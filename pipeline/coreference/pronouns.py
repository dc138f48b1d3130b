"""Pronouns and possessives: who `il`, `celle-ci`, `ce dernier`, `son` stand for, asked by the relations."""

from __future__ import annotations

from functools import partial

from pipeline.coreference.genders import gender_of, is_plural
from pipeline.coreference.groups import in_one_list
from pipeline.coreference.roles import subject_of
from pipeline.coreference.salience import Salience, Scored
from pipeline.coreference.tables import tables
from pipeline.tree import Mention, Sentence, Tree, Word

_SINGULAR = {
    "il": "m", "lui": "", "celui": "m", "dernier": "m", "elle": "f", "celle": "f", "dernière": "f",
    "y": "", "en": "", "le": "", "la": "f", "l'": "",
}  # fmt: skip
_PLURAL = {
    "ils": "m", "elles": "f", "eux": "m", "ceux": "m", "celles": "f", "leur": "", "leurs": "", "les": "",
    "derniers": "m", "dernières": "f",
}  # fmt: skip
_POSSESSIVE = frozenset({"son", "sa", "ses"})
_NEAREST = frozenset({"dernier", "dernière", "celui", "celle"})
_SUBORDINATE = frozenset({"que", "qu'", "qui", "dont", "où", "auquel", "laquelle", "lequel", "auxquels", "lesquels"})
_IMPERSONAL = ("expl:subj", "expl")


class Pronouns:
    """Resolves pronouns by salience, gender and number."""

    def __init__(self, doc: Tree, salience: Salience):
        self.doc, self.salience = doc, salience

    def antecedents(
        self, token: Word, types: tuple[str, ...], excluded: frozenset[str] = frozenset()
    ) -> list[Mention]:
        """Return the mentions `token` (a pronoun or a possessive) stands for, of the wanted types; may be none.

        `excluded`: entities it can't stand for, being the other argument of its own verb.
        """
        text = token.plain
        if (text not in _SINGULAR and text not in _PLURAL and text not in _POSSESSIVE) or self._idle(token):
            return []
        if text == "y" and "person" in types:  # it stands for a thing where a person could stand
            return []
        if text in _POSSESSIVE or text in ("leur", "leurs"):
            own = self._possessor(token, types, excluded)
            if own:
                return own
        if text in _PLURAL:
            return self._group(token, types, _PLURAL[text], excluded)
        if text in ("il", "elle") or (text in ("l'", "le", "la") and token.i and self.doc[token.i - 1].plain == "qui"):
            reporter = self._reporter(token, types, excluded)
            if reporter:
                return reporter
        announced = self._as_for(token, types, excluded) if token.dep_.startswith("nsubj") else []
        if announced:
            return announced
        ranked = self._ranked(token, types, _SINGULAR.get(text, ""), excluded)
        if text in _NEAREST:
            ranked = sorted(ranked, key=lambda item: -item.span.start)
        return [ranked[0].span] if ranked else []

    def _idle(self, token: Word) -> bool:
        """Tell whether the pronoun refers to nothing: `il faut`, or `celle` that its own complement settles."""
        if token.dep_ in _IMPERSONAL:
            return True
        if token.plain not in ("celui", "celle", "ceux", "celles"):
            return False
        following = self.doc[token.i + 1 : token.i + 3]
        return "".join(item.lower_ for item in following).lstrip("-‑") not in ("ci", "là")

    def _ranked(
        self, token: Word, types: tuple[str, ...], gender: str, excluded: frozenset[str]
    ) -> list[Scored]:
        """Return the singular antecedents by salience: those of the gender, or else of either."""
        for asked in dict.fromkeys((gender, "")):
            fits = partial(_fits, types=types, gender=asked)
            ranked = [
                item for item in self.salience.before(token, fits, reach=2) if item.entity not in excluded
            ]
            if ranked:
                return ranked
        return []

    def _as_for(self, token: Word, types: tuple[str, ...], excluded: frozenset[str]) -> list[Mention]:
        """Return whom `Quant à X, il…` announces."""
        words = [word for word in token.sent if not word.is_space][:3]
        if not words or words[0].plain not in ("quant", "pour") or self.doc[token.i - 1].text != ",":
            return []
        spans = self.salience.by_sentence.get(self.salience.sentence_of[token.i], ())
        found = [span for span in spans if span.end == token.i - 1 and span.start <= words[-1].i + 1 and span.label_ in types]
        return [span for span in found if not set(span.keys) & excluded]

    def _reporter(self, token: Word, types: tuple[str, ...], excluded: frozenset[str]) -> list[Mention]:
        """Return the subject of the verb whose `que` or relative clause the pronoun opens: `X a annoncé qu'il rompait`."""
        if token.i < 3 or self.doc[token.i - 1].plain not in _SUBORDINATE:
            return []
        fits = partial(_fits, types=types, gender=_SINGULAR[token.plain])
        spans = self.salience.by_sentence.get(self.salience.sentence_of[token.i], ())
        for span in sorted((span for span in spans if span.start < token.i and fits(span)), key=lambda span: -span.start):
            heads = span.root.head
            named = span.root.dep_ in ("appos", "flat:name", "nmod") and heads.dep_.startswith("nsubj") and span.label_ == "person"
            stray = span.root.dep_ == "dep" and heads.pos_ in ("VERB", "AUX") and heads.i > span.start
            bare = span.root.dep_.startswith("nsubj") or named or stray
            if bare and not set(span.keys) & excluded:
                return [span]
        return []

    # --- possessives -----------------------------------------------------------------------------------------

    def _possessor(self, token: Word, types: tuple[str, ...], excluded: frozenset[str]) -> list[Mention]:
        """Return the subject of the possessive's own clause, or the subject that a fronted phrase announces."""
        subject = subject_of(token)
        if subject is None:
            subject = self._announced(token)
        if subject is None:
            return []
        found = self._spans_of(subject, types)
        if token.plain in _POSSESSIVE:
            found = found[:1]
        return [] if any(set(span.keys) & excluded for span in found) else found

    def _announced(self, token: Word) -> Word | None:
        """Return the subject after a fronted phrase: `Malgré son opposition, la France…`."""
        root = token.sent.root
        for child in root.children:
            if child.dep_.startswith("nsubj") and token.i < child.i:
                between = self.doc[token.i : child.i]
                return child if any(item.text == "," for item in between) else None
        return None

    def _spans_of(self, subject: Word, types: tuple[str, ...]) -> list[Mention]:
        """Return the mentions a subject stands for, its list included; an office's demonym for the office."""
        spans = [
            span
            for span in self.salience.by_sentence.get(self.salience.sentence_of[subject.i], ())
            if span.label_ in types
        ]
        heads = {subject.i, *(child.i for child in subject.children if child.dep_ == "conj")}
        direct = [span for span in spans if any(span.start <= head < span.end for head in heads)]
        if direct or subject.plain not in tables().titles | tables().representatives:
            return direct
        return [span for span in spans if span.root.head.i == subject.i and span.label_ == "country"]

    # --- plurals ---------------------------------------------------------------------------------------------

    def _group(
        self, token: Word, types: tuple[str, ...], gender: str, excluded: frozenset[str]
    ) -> list[Mention]:
        """Return the plural antecedent: a plural nominal, a list of names, or a plural name, the last one named."""
        here = self.salience.sentence_of[token.i]
        subject = token.dep_.startswith("nsubj")
        for number in range(here, max(here - 2, 0) - 1, -1):
            spans = self._usable(number, token, types)
            for span in reversed(spans):
                taken_up = span.data.get("members") or span.root.dep_.startswith("nsubj")
                if (
                    is_plural(span)
                    and taken_up
                    and gender_of(span) in ("", gender + "p", *(("m", "f") if not gender else (gender,)))
                ) and not set(span.keys) & excluded:
                    return [span]
            for run in reversed(in_one_list(spans)):
                if subject and run[0].root.dep_.startswith("obl"):
                    continue
                if not any(set(span.keys) & excluded for span in run):
                    return list(run)
            if self._rival(number, token):
                return []
        return []

    def _usable(self, number: int, token: Word, types: tuple[str, ...]) -> list[Mention]:
        spans = [
            span
            for span in self.salience.by_sentence.get(number, ())
            if span.start < token.i and span.label_ in types and span.data.get("form") != "demonym"
        ]
        return sorted(spans, key=lambda span: span.start)

    def _rival(self, number: int, token: Word) -> bool:
        """Tell whether the sentence has a plural subject that is no mention: `les dirigeants… Ils`."""
        if number == self.salience.sentence_of[token.i]:
            return False
        sentence = self._sentence(number, token)
        return any(
            item.dep_.startswith("nsubj") and item.pos_ == "NOUN" and "Plur" in item.morph.get("Number")
            for item in sentence
        )

    def _sentence(self, number: int, token: Word) -> Sentence:
        start = token.sent.start
        current = self.salience.sentence_of[token.i]
        while current > number and start > 0:
            start = self.doc[start - 1].sent.start
            current -= 1
        return self.doc[start].sent


def _fits(span: Mention, types: tuple[str, ...], gender: str) -> bool:
    data = span.data
    if span.label_ not in types or data.get("form") == "demonym" or data.get("members"):
        return False
    return not gender or gender_of(span) in ("", gender)
