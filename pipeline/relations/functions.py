"""The function layer: dependency labels turned into grammatical functions, once for every frame.

Active and passive, relatives, participles, infinitives and their controllers, coordination with shared subjects,
clefts, light verbs and loosely attached phrases all come down to: who is the subject of this word, what is its
object, what stands in its complement with such a preposition.
"""

from __future__ import annotations

from pipeline.relations.lines import LineFunctions
from pipeline.relations.phrases import Filler, representatives
from pipeline.relations.words import CLITICS, ECHOES, GENERIC, INTRODUCERS, OBJECT_CLITICS, POSSESSIVES
from pipeline.tree import Word


class Functions(LineFunctions):
    """Grammatical functions over one document.

    Every method returns tokens, the heads of phrases; `fill` gives the mentions a token stands for,
    with those coordinated to it. `antecedent` (token, types, excluded entities → fillers) resolves pronouns,
    `topic` (the same) says what the text is about there.
    """

    def fill(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the mentions of the wanted types that `token` stands for, coordinated ones included."""
        found: dict[int, Filler] = {}
        for member in self._coordinated(token):
            for filler in self._fill_one(member, types):
                found.setdefault(filler.span.start, filler)
        return [found[start] for start in sorted(found)]

    def _fill_one(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        if token.plain in ("ci", "là") and token.i >= 2 and self.doc[token.i - 2].plain in ("celui", "celle", "ceux", "celles"):
            token = self.doc[token.i - 2]
        direct = [filler for filler in self.phrases.direct.get(token.i, ()) if filler.type in types]
        if direct:
            return direct[:1]
        if token.i in self.phrases.direct:
            return []
        pronoun = token.pos_ in ("PRON", "DET") or token.plain in CLITICS or token.plain in ("celui", "celle", "ceux", "celles")
        if pronoun and self.antecedent is not None:
            if token.plain in {*CLITICS, *OBJECT_CLITICS} and not self.excluded and token.head.pos_ == "VERB":
                return self._fill_clitic(token, types)
            if token.plain in ("ils", "elles"):
                return self._fill_plural(token, types)
            return [filler for filler in self.antecedent(token, types, self.excluded) if filler.type in types]
        adjectives = [filler for filler in self.phrases.adjectives.get(token.i, ()) if filler.type in types]
        if adjectives:
            private = {token.plain, token.lemma_.lower()} & representatives()["private"]
            return [] if private else adjectives
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lemma_ in representatives()["nouns"]:
            return self._fill_from_complement(token, types)
        return self._fill_from_list(token, types) or self._fill_from_apposed(token, types)

    def _fill_clitic(self, clitic: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return what `lui`, `leur`, `y` before a verb stands for: never its subject."""
        tokens = [member for token in self.surface_subject(clitic.head) for member in self._coordinated(token)]
        subjects = [filler for token in tokens for filler in self.phrases.direct.get(token.i, ())]
        with self.excluding({entity for filler in subjects for entity in filler.entities}):
            return [filler for filler in self.antecedent(clitic, types, self.excluded) if filler.type in types]

    def _fill_plural(self, pronoun: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return what `ils` stands for: names in a list, or what the last sentence's plural subject stands for."""
        found = [filler for filler in self.antecedent(pronoun, types, self.excluded) if filler.type in types]
        if found or pronoun.sent.start == 0:
            return found
        before = self.doc[pronoun.sent.start - 1].sent
        for token in before:
            if token.dep_.startswith("nsubj") and "Plur" in token.morph.get("Number") and token.pos_ in ("NOUN", "PRON"):
                return self.fill(token, types) if token.pos_ == "NOUN" or before.start > 0 else []
        return []

    def _fill_from_complement(self, noun: Word, types: tuple[str, ...]) -> list[Filler]:
        for complement in self.complements_of_noun(noun, ("de",)):
            fillers = self.fill(complement, types)
            if fillers:
                return fillers
        for antecedent in self.owner_by_relative(noun):
            fillers = self.fill(antecedent, types)
            if fillers:
                return fillers
        possessives = [child for child in noun.children if child.plain in POSSESSIVES]
        if possessives and self.antecedent is not None and noun.lemma_ not in ("homologue", "pays"):
            return [filler for filler in self.antecedent(possessives[0], types, self.excluded) if filler.type in types]
        listed = self._fill_from_list(noun, types)
        if listed or noun.lemma_ not in representatives()["definite"] or not self._bare_definite(noun):
            return listed
        return [filler for filler in self.implied(noun, types) if filler.type in types]

    def _bare_definite(self, noun: Word) -> bool:
        """Tell whether the noun is definite and has no complement: `le gouvernement`, `les dirigeants`."""
        determiners = [child.plain for child in noun.children if child.dep_ == "det"]
        complements = [child for child in noun.children if child.dep_ in ("nmod", "acl:relcl", "appos") and child.i > noun.i]
        return bool(set(determiners) & {"le", "la", "l'", "les", "ce", "cette", "ces"}) and not complements

    def implied(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the state or organization the text is about at `token`, what an unsaid argument stands for."""
        wanted = tuple(kind for kind in types if kind in ("country", "organization"))
        return list(self.topic(token, wanted, self.excluded)) if self.topic is not None and wanted else []

    def _fill_from_apposed(self, noun: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the name to which a noun with a relative of its own is apposed: `l'AFC, la rébellion que dirige X`."""
        after, before = noun.i + 1, noun.i - 1
        while after < noun.sent.end and self.doc[after].pos_ == "ADJ":
            after += 1
        while before > noun.sent.start and self.doc[before].pos_ in ("DET", "ADJ"):
            before -= 1
        if after >= noun.sent.end or self.doc[after].plain not in ("que", "qu'", "qui", "dont", "où") or self.doc[before].text != ",":
            return []
        return [filler for filler in self.phrases.direct.get(before - 1, ()) if filler.type in types][:1]

    def _fill_from_list(self, noun: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the names a common noun introduces (`trois voisins : X, Y et Z`) or is equated with (`le premier pays à … est X`)."""
        target = self._list_target(noun)
        if target is not None:
            return self.fill(target, types)
        if (
            noun.dep_.startswith("nsubj")
            and noun.head.i in self.phrases.direct
            and any(child.dep_ == "cop" for child in noun.head.children)
        ):
            return self.fill(noun.head, types)
        return []

    def _list_target(self, noun: Word) -> Word | None:
        """Return the first name of the list that a common noun introduces: `plusieurs pays, dont X et Y`."""
        for index in range(noun.i + 1, min(noun.sent.end, noun.i + 9)):
            token = self.doc[index]
            if token.plain in INTRODUCERS or (token.plain in ("que", "qu'") and self._compares(noun, index)):
                return self._name_after(index)
            if token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm"):
                break
        if noun.lemma_.lower() in GENERIC and "Plur" in noun.morph.get("Number"):
            return self._final_list(noun)
        return None

    def _final_list(self, noun: Word) -> Word | None:
        """Return the first name of `…, dont X, Y et Z` that closes the noun's sentence."""
        for index in range(noun.i + 1, noun.sent.end):
            if self.doc[index].plain in ("dont", "notamment") and self.doc[index - 1].text == ",":
                verbs = [token for token in self.doc[index : noun.sent.end] if token.pos_ in ("VERB", "AUX")]
                return self._name_after(index) if not verbs else None
        return None

    def _compares(self, noun: Word, index: int) -> bool:
        return any(token.plain in ("aussi", "tel", "telle", "tels", "telles") for token in self.doc[noun.i : index])

    def _name_after(self, index: int) -> Word | None:
        target = index + 1
        while target < len(self.doc) and self.doc[target].pos_ in ("DET", "ADV", "SPACE", "NUM"):
            target += 1
        return self.doc[target] if target < len(self.doc) and target in self.phrases.direct else None

    def _coordinated(self, token: Word) -> list[Word]:
        """Return the token and those coordinated with it, by the list they stand in or by the parse."""
        span = self.phrases.owner_of.get(token.i)
        if span is not None and span.start in self.phrases.groups:
            return [self.phrases.owner_of[start].root for start in self.phrases.groups[span.start]]
        members = [token]
        preposition = self.phrases.preposition(token)
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON") and len(members) < 30:
                if child.pos_ == "PRON" and child.plain in ECHOES and self.doc[child.i - 1].text == ",":
                    continue  # `les Grecs, eux, …` says the subject again
                own = self.phrases.preposition(child)
                if own in ("", preposition):
                    members += self._coordinated(child)
        return members
