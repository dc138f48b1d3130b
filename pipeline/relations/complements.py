"""Complements: the phrases a head has with a preposition, as clitics, in relatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.relations.loose import shared
from pipeline.relations.phrases import representatives
from pipeline.relations.surface import with_preposition
from pipeline.relations.verbs import VerbFunctions
from pipeline.relations.word_order import cleft_focus
from pipeline.relations.words import CARDINAL, CLITICS, LOCATING, NOMINAL_LINKS, RELATIVES, control
from pipeline.tree import Word

_INDEFINITE = frozenset({"un", "une", "des"})
_LIGHT = ("ADV", "PRON", "AUX", "ADJ", "SPACE")


class ComplementFunctions(VerbFunctions):
    """What stands in the complement of a head with such a preposition."""

    def complements(self, head: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the phrases that depend on `head` with one of the prepositions, loosely attached ones included."""
        wanted = set(prepositions)
        found = [
            token
            for token in self._reachable(head)
            if token.i != head.i
            and self.phrases.preposition(token) in wanted
            and not self._below_another(token, head, wanted)
            and not self._of_sibling(token, head)
        ]
        found = found or [token for token in self._adjacent(head) if self.phrases.preposition(token) in wanted]
        found = found or [child for child in self._clitics(head) if CLITICS.get(child.plain, set()) & wanted]
        found = found or [token for token in cleft_focus(head, self.phrases) if self.phrases.preposition(token) in wanted]
        found = found or self._past_apposition(head, wanted) or self._lifted(head, wanted) or self._past_copula(head, wanted)
        twin = shared(head) if not found else None
        found = self.complements(twin, wanted) if twin is not None else found
        return found or with_preposition(head, self._phrase_heads(head.sent), wanted, self.phrases)

    def _past_apposition(self, head: Word, wanted: set[str]) -> list[Word]:
        """Repair: what follows an apposed noun and hangs on its name is the noun's (`X, médiateur entre A et B`)."""
        name = head.head
        if head.dep_ not in ("appos", "amod") or head.i < name.i or name.i not in self.phrases.direct:
            return []
        return [
            token
            for token in self._phrase_heads(head.sent)
            if token.i > head.i and self._leads_to(token, name) and self.phrases.preposition(token) in wanted
        ]

    def _past_copula(self, head: Word, wanted: set[str]) -> list[Word]:
        """Return where the head is said to be: `le siège de X est (situé, fixé) à Y`, `se trouve près de Y`."""
        if head.pos_ != "NOUN":
            return []
        index, located = head.i + 1, False
        while index < head.sent.end:
            token = self.doc[index]
            if {token.plain, str(token.lemma_).lower()} & LOCATING:
                located = True
            elif token.pos_ == "ADP" and located:
                break
            elif token.text in (",", ";", ":") or token.pos_ == "VERB" or token.i - head.i > 12 or (located and token.pos_ not in _LIGHT):
                return []
            index += 1
        phrases = self._phrase_heads(head.sent)
        return [
            token
            for token in phrases
            if index < token.i <= index + 6
            and self.phrases.start_of_phrase(token) in (index, index + 1, index + 2)
            and self.phrases.preposition(token) in wanted
        ]

    def _lifted(self, head: Word, wanted: set[str]) -> list[Word]:
        """Repair: `par X`, `contre X` hung on the noun above is the act's own: `le début de l'invasion de A par B`."""
        beside = self._past_owner(head, wanted)
        if beside:
            return beside
        above = head.head
        if not wanted & {"par", "contre"} or head.pos_ != "NOUN" or head.dep_ != "nmod" or above.i >= head.i or above.pos_ != "NOUN":
            return []
        return [
            token
            for token in self._phrase_heads(head.sent)
            if token.i > head.i and self.phrases.preposition(token) in wanted & {"par", "contre"} and self._leads_to(token, above)
        ]

    def _past_owner(self, head: Word, wanted: set[str]) -> list[Word]:
        """Return the `contre X` that follows a noun and its `de Y`, nothing else between: `critiques de Y contre X`."""
        if head.pos_ != "NOUN" or not wanted & {"contre", "envers"}:
            return []
        for token in self._phrase_heads(head.sent):
            if token.i <= head.i or self.phrases.preposition(token) not in wanted & {"contre", "envers"}:
                continue
            between = self.doc[head.i + 1 : self.phrases.start_of_phrase(token) - 1]
            rest = [word for word in between if word.i not in self.phrases.owner_of and word.pos_ not in ("ADP", "DET", "ADJ")]
            return [] if rest else [token]
        return []

    def _adjacent(self, head: Word) -> list[Word]:
        """Repair: a phrase whose preposition follows the noun at once is its complement, wherever the parser hung it."""
        if head.pos_ != "NOUN":
            return []
        after = head.i + 1
        while after < head.sent.end and self.doc[after].pos_ == "ADJ":
            after += 1
        if after >= head.sent.end or self.doc[after].pos_ != "ADP":
            return []
        return [
            token
            for token in self._phrase_heads(head.sent)
            if token.i > after and self.phrases.start_of_phrase(token) in (after, after + 1)
        ]

    def _clitics(self, head: Word) -> Iterator[Word]:
        """Yield the clitic pronouns (`en`, `y`, `lui`, `leur`) of the head, or of the verb it is the object of."""
        said = head.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in head.children)
        verb = head if said else self._governor(head)
        if verb is None:
            return
        for child in verb.children:
            if child.i > verb.i or child.plain not in CLITICS or child.pos_ not in ("PRON", "ADV", "ADP"):
                continue
            if self.doc[child.i + 1].plain not in ("aussi", "même", "seul", "non"):  # `lui aussi` is its subject's echo
                yield child

    def _reachable(self, head: Word) -> Iterator[Word]:
        """Yield the phrase heads in the head's clause whose path to it holds no other clause.

        For a noun that is the object or the subject of a verb, the verb's own complements are reachable too.
        """
        governor = self._governor(head)
        for token in self._phrase_heads(head.sent):
            if token.i == head.i or self._relative_pronoun(token):
                continue
            if self._leads_to(token, head):
                yield token
            elif governor is None or not self._leads_to(token, governor) or self.clauses[token.i] != governor.i:
                continue
            elif token.i > head.i or (token.head.i == governor.i and self.phrases.preposition(token) in ("avec", "entre")):
                yield token

    def _phrase_heads(self, sent: Any) -> list[Word]:
        key = sent.start
        if not hasattr(self, "_heads"):
            self._heads: dict[int, list[Word]] = {}
        if key not in self._heads:
            heads: dict[int, Word] = {}
            for token in sent:
                if token.i in self.phrases.direct:
                    span = self.phrases.direct[token.i][0].span
                    top = span.root if span.start <= token.i < span.end else token
                    heads[top.i] = top
                elif (
                    token.i in self.phrases.adjectives
                    or (token.pos_ == "PRON" and token.dep_.startswith(("obl", "nmod")))
                    or (token.pos_ == "NOUN" and (token.lemma_ in representatives()["nouns"] or self._list_target(token) is not None))
                ):
                    heads[token.i] = token
            self._heads[key] = [heads[index] for index in sorted(heads)]
        return self._heads[key]

    def _governor(self, noun: Word) -> Word | None:
        """Return the verb whose object or passive subject the noun is, else None."""
        if noun.pos_ == "ADJ" and noun.dep_ == "xcomp" and noun.head.pos_ == "VERB":
            return noun.head
        if noun.pos_ not in ("NOUN", "PROPN"):
            return None
        if (
            noun.head.pos_ == "ADV"
            and noun.head.head.pos_ == "VERB"
            and noun.head.plain in ("pas", "plus", "jamais", "guère", "point", "plus")
        ):
            return noun.head.head
        if noun.dep_ in ("obj", "nsubj:pass", "obl:arg", "obl:mod", "nsubj") and noun.head.pos_ == "VERB":
            if noun.dep_ == "nsubj" and noun.head.lemma_ not in control()["light"]:
                return None
            return noun.head
        if noun.dep_ == "conj" and noun.head.dep_ in ("obj", "nsubj:pass") and noun.head.head.pos_ == "VERB":
            return noun.head.head
        return None

    def _leads_to(self, token: Word, head: Word) -> bool:
        """Tell whether the path from `token` up to `head` holds only nominal links."""
        current = token
        for _ in range(12):
            if current.dep_ == "conj" and current.i != token.i and self._is_common_noun(current) and current.plain not in CARDINAL:
                return False
            if current.head.i == head.i and current.i != head.i:
                return current.dep_ in NOMINAL_LINKS and not current.dep_.startswith("nsubj") and not self._nearer_rival(token, head)
            if current.head.i == current.i or current.dep_ not in NOMINAL_LINKS:
                return False
            if current.i != token.i and current.pos_ in ("VERB", "AUX") and current.dep_ not in ("xcomp",):
                return False
            if current.dep_.startswith("nsubj"):
                return False
            current = current.head
        return False

    def _is_common_noun(self, token: Word) -> bool:
        return token.pos_ == "NOUN" and token.i not in self.phrases.owner_of

    def _below_another(self, token: Word, head: Word, wanted: set[str]) -> bool:
        """Tell whether `token` is the complement of a noun of place that has a preposition of its own: `alliés dans le nord de X`."""
        current = token.head
        for _ in range(8):
            if current.i <= head.i or current.i == current.head.i:
                return False
            if self._is_common_noun(current) and current.i < token.i and current.lemma_ in representatives()["only_place"]:
                own = self.phrases.preposition(current)
                if own and own != "de" and own not in wanted:
                    return True
            current = current.head
        return False

    def _of_sibling(self, token: Word, head: Word) -> bool:
        """Tell whether the `avec X` touches another noun of the head's list: `des relations avec A, un partenariat avec B`."""
        if head.pos_ != "NOUN" or self.phrases.preposition(token) != "avec":
            return False
        index = self.phrases.start_of_phrase(token) - 2
        while index > head.sent.start and self.doc[index].pos_ == "ADJ":
            index -= 1
        noun = self.doc[index]
        if noun.i == head.i or not self._is_common_noun(noun) or noun.lemma_ in representatives()["nouns"]:
            return False
        return noun.i < head.i or (self.doc[noun.i - 1].pos_ == "DET" and self.doc[noun.i - 1].plain in _INDEFINITE and token.i > noun.i)

    def _nearer_rival(self, token: Word, head: Word) -> bool:
        """Tell whether a noun coordinated with `head` or a colon stands between: `des relations avec A et un pacte avec B`."""
        if head.pos_ != "NOUN" or token.i < head.i:
            return False
        if any(word.text == ":" for word in self.doc[head.i + 1 : token.i]):
            return True
        rivals = [
            child
            for child in head.children
            if child.dep_ in ("conj", "appos") and self._is_common_noun(child) and child.lemma_ not in representatives()["nouns"]
        ]
        return any(head.i < rival.i < self.phrases.start_of_phrase(token) for rival in rivals)

    def _relative_pronoun(self, token: Word) -> bool:
        return token.plain in ("qui", "que", "qu'", "dont", "où")

    def relative(self, head: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the antecedent of `dont`, `où`, `auquel`, `avec lequel` where it is the complement asked for."""
        wanted = set(prepositions)
        for token in head.sent:
            word = token.plain
            prep = RELATIVES.get(word)
            if prep is None and word in ("lequel", "laquelle", "lesquels", "lesquelles", "qui") and token.i > head.sent.start:
                before = self.doc[token.i - 1].plain
                prep = {before} if before in wanted else None
            if prep and prep & wanted and self._in_clause(token, head) and token.i > head.sent.start:
                return self._before_relative(token)
        return []

    def _in_clause(self, pronoun: Word, head: Word) -> bool:
        if pronoun.i >= head.i:
            return False
        between = [self.doc[index] for index in range(pronoun.i + 1, head.i)]
        return (
            pronoun.head.i == head.i
            or pronoun.head.head.i == head.i
            or not any(token.pos_ == "VERB" and token.i != head.head.i for token in between)
        )

    def _before_relative(self, pronoun: Word) -> list[Word]:
        for index in range(pronoun.i - 1, max(pronoun.i - 10, pronoun.sent.start - 1), -1):
            token = self.doc[index]
            if token.i in self.phrases.direct or token.pos_ in ("NOUN", "PROPN"):
                return [token]
        return []
