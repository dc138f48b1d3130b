"""The functions of nouns and adjectives: whose they are, what they are said of."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.relations.companions import companions
from pipeline.relations.complements import ComplementFunctions
from pipeline.relations.loose import fellow, gapped
from pipeline.relations.surface import announced, beside, caption, hyphenated, next_name, opening, party
from pipeline.relations.word_order import after_comma, cleft_verb, heading, opening_participle
from pipeline.relations.words import COPULAR, COPULAR_REFLEXIVE, GENERIC, POSSESSIVES, control
from pipeline.tree import Word


class NounFunctions(ComplementFunctions):
    """Owners, possessives, light verbs, apposition, predication."""

    def owner(self, noun: Word) -> list[Word]:
        """Return whose the noun is: `de X`, a demonym on it, a possessive, the subject of its light verb."""
        found: list[Word] = []
        if noun.i in self.phrases.adjectives:
            found.append(noun)
        found += [token for token in self.complements_of_noun(noun, ("de",)) if token.i not in {f.i for f in found}]
        if found:
            return found
        return self._possessed_by(noun) or self.light_subject(noun) or self.adverbial_subject(noun) or self.owner_by_relative(noun)

    def _possessed_by(self, noun: Word) -> list[Word]:
        """Return who a possessive on the noun stands for: its verb's subject where it is the object, else the pronoun."""
        possessives = [child for child in noun.children if child.plain in POSSESSIVES]
        verb = self._governor(noun) if possessives else None
        subjects = self.subject(verb) if verb is not None and noun.dep_ != "nsubj:pass" else []
        plural = possessives[0].plain.startswith("leur") if possessives else False
        if subjects and (not plural or len(self._coordinated(subjects[0])) > 1 or "Plur" in subjects[0].morph.get("Number")):
            return subjects
        return possessives

    def adverbial_subject(self, noun: Word) -> list[Word]:
        """Return who does what `en coopération avec X`, `de concert avec X` goes with: the subject of its verb."""
        if self.phrases.preposition(noun) not in ("en", "de"):
            return []
        verb = cleft_verb(noun)
        if verb is None and noun.head.pos_ == "VERB" and noun.dep_.startswith("obl"):
            verb = noun.head
        return self.subject(verb) if verb is not None else []

    def clause_subject(self, noun: Word) -> list[Word]:
        """Return who is said to act or to be acted on `avec l'appui de X`: the subject of the noun's verb."""
        if self.phrases.preposition(noun) not in ("avec", "sous", "sans", "grâce à"):
            return []
        verb = self._verb_above(noun)
        return self.surface_subject(verb) if verb is not None else []

    def owner_by_relative(self, noun: Word) -> list[Word]:
        """Return the antecedent of the `dont` whose noun it is: `X, dont les troupes combattent`."""
        for pronoun in self.doc[max(noun.i - 6, noun.sent.start) : noun.i]:
            if pronoun.plain != "dont" or pronoun.i == noun.sent.start:
                continue
            between = self.doc[pronoun.i + 1 : noun.i]
            if not any(word.pos_ in ("VERB", "AUX", "NOUN", "PROPN") for word in between):
                return self._before_relative(pronoun)
        return []

    def heading(self, noun: Word, prepositions: Iterable[str] = ()) -> list[Word]:
        """Return the names that head the sentence before a colon, those with one of the prepositions if any is given."""
        wanted = set(prepositions) or {""}
        found = [token for token in heading(noun, self.phrases) if self.phrases.preposition(token) in wanted]
        if found and not prepositions and self._has_own_party(noun):
            return []
        return found or ([] if prepositions else opening(noun, self.phrases))

    def agent_above(self, noun: Word) -> list[Word]:
        """Return the agent of the passive verb whose subject the noun is: `le traité a été suspendu par X`."""
        verb = noun.head
        return self.agent(verb) if noun.dep_ == "nsubj:pass" and verb.pos_ == "VERB" else []

    def _has_own_party(self, noun: Word) -> bool:
        """Tell whether a possessive names whose the noun is, its clause having a named subject: `X : le Front rompt ses liens avec Y`."""
        if not any(child.plain in POSSESSIVES for child in noun.children):
            return False
        verb = self._governor(noun)
        return verb is not None and any(token.i in self.phrases.direct for token in self.surface_subject(verb))

    def governed(self, preposition: Word) -> list[Word]:
        """Return the name right after a preposition."""
        return next_name(preposition, self.phrases)

    def caption(self, preposition: Word) -> list[Word]:
        """Return the person whom a title or a caption without a verb says to be somewhere: `X, président de Y, à Z`."""
        return caption(preposition, self.phrases)

    def complements_of_noun(self, noun: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the phrases that depend on the noun itself, none of its verb's."""
        wanted = set(prepositions)
        return [
            token
            for token in self._phrase_heads(noun.sent)
            if token.i > noun.i
            and self._leads_to(token, noun)
            and self.phrases.preposition(token) in wanted
            and not self._below_another(token, noun, wanted)
        ]

    def possessor(self, noun: Word) -> list[Word]:
        """Return the possessive on the noun, or the subject of its light verb."""
        return self._possessed_by(noun) or self.light_subject(noun)

    def light_subject(self, noun: Word) -> list[Word]:
        """Return the subject of the light verb whose object the noun is (`mener une coopération`)."""
        verb = self._governor(noun)
        if verb is None or verb.lemma_ not in control()["light"]:
            return []
        return self.subject(verb)

    def predicative_subject(self, noun: Word) -> list[Word]:
        """Return what a noun or an adjective is said of: its copula's subject, the name it is apposed to or stands before."""
        if any(child.dep_ == "cop" for child in noun.children) or any(child.dep_.startswith("nsubj") for child in noun.children):
            return self.surface_subject(noun)
        opened = self._in_opening(noun)
        if opened is not None:
            return [opened]
        verb = self._verb_above(noun) if self.phrases.preposition(noun) in ("de", "parmi", "au nombre de") else None
        if verb is not None and verb.i < noun.i and self._counts_among(verb, noun):
            return self.surface_subject(verb)
        head = noun.head
        if head.pos_ in ("PRON", "NUM", "DET") and head.plain in ("un", "une") and noun.dep_ == "nmod":
            return self.predicative_subject(head)
        if noun.dep_ in ("xcomp", "obj", "obl:arg", "obl:mod", "nsubj", "dep") and head.pos_ in ("VERB", "AUX") and self._copular(head):
            return self.subject(head) if not self.is_passive(head) else self.surface_subject(head)
        joined = noun.dep_ == "conj" and any(child.plain in ("et", "ou") for child in noun.children)
        apposed = noun.dep_ in ("appos", "amod", "acl", "conj", "nmod", "flat:name") and head.i < noun.i and not joined
        if apposed and head.i in self.phrases.direct:
            return [head]
        if (
            noun.dep_ in ("acl", "amod", "appos", "nmod")
            and head.i < noun.i
            and head.dep_ != "conj"
            and head.lemma_.lower() in GENERIC
            and head.i not in self.phrases.adjectives
        ):
            return self.predicative_subject(head)
        name = gapped(noun, self.phrases)
        if name is not None:
            return [name]
        twin = fellow(noun)
        found = self.predicative_subject(twin) if twin is not None else []
        return found or self._apposed(noun)

    def ranked_subject(self, head: Word) -> list[Word]:
        """Return what `le premier à …` is said of: its copula's subject, through a relative, or the name it is apposed to."""
        return self.predicative_subject(head)

    def _in_opening(self, noun: Word) -> Word | None:
        """Return the name that a series of participles and adjectives announces: `Annexé en 1976, indépendant depuis 2002, X …`."""
        first = next((word for word in noun.sent if not word.is_space), noun)
        if first.i >= noun.i or self.doc[noun.i - 1].text != "," or noun.i - first.i > 20 or not opening_participle(first):
            return None
        if any(word.pos_ in ("VERB", "AUX") and "Fin" in word.morph.get("VerbForm") for word in self.doc[first.i + 1 : noun.i]):
            return None
        return after_comma(noun, self.phrases)

    def _counts_among(self, verb: Word, noun: Word) -> bool:
        """Tell whether the verb puts its subject among the noun's: `fait partie des membres de X`, `figure parmi les alliés`."""
        if any(child.plain in ("partie", "nombre") and child.i < noun.i for child in verb.children):
            return True
        counts = bool({str(verb.lemma_), verb.plain} & {"figurer", "compter", "compte", "figure"})
        return counts and self.phrases.preposition(noun) == "parmi"

    def _copular(self, verb: Word) -> bool:
        """Tell whether the verb links its subject to a noun (`reste`, `est devenu`, `se dit`)."""
        word = verb.plain
        forms = {str(verb.lemma_), f"{word}r"}
        reflexive = any(child.plain in ("se", "s'") for child in verb.children)
        return bool(forms & COPULAR) or (reflexive and bool(forms & COPULAR_REFLEXIVE))

    def _apposed(self, noun: Word) -> list[Word]:
        """Return the name a detached noun stands beside: `X, membre de Y, …`, `Membre de Y, X …`, `en tant que membre`."""
        index = noun.i - 1
        while index >= noun.sent.start and (
            self.doc[index].pos_ in ("DET", "ADJ", "ADV", "NUM", "SPACE") or self.doc[index].plain in ("de", "ancien")
        ):
            index -= 1
        if index > noun.sent.start and self.doc[index].text in (",", "(", "–", "—"):
            before = self.doc[index - 1]
            if before.i in self.phrases.direct:
                return [before]
        starts = index < noun.sent.start or self.doc[index].plain in ("comme", "que", "en", ",", ":", "–", "—", "«")
        opened = after_comma(noun, self.phrases) if starts and noun.pos_ in ("ADJ", "NOUN") and index < noun.sent.start else None
        if opened is not None:
            return [opened]
        if starts:
            comma = next((token.i for token in noun.sent if token.i > noun.i and token.text == ","), None)
            for token in noun.sent:
                if comma is not None and token.i > comma and token.dep_.startswith("nsubj"):
                    return [token]
        return []

    def via(self, head: Word, nouns: Iterable[str]) -> list[Word]:
        """Return the owner of the first of `nouns` that stands below the head: `inscrit sur la liste de X`."""
        wanted = set(nouns)
        governor = self._governor(head)
        below = head.subtree if governor is None else [*head.subtree, *(token for token in governor.subtree if token.i > head.i)]
        for token in below:
            if token.i != head.i and token.pos_ in ("NOUN", "PROPN") and {str(token.lemma_).lower(), token.plain} & wanted:
                owners = [owner for owner in self.owner(token) if owner.i != head.i]
                if owners:
                    return owners
        return []

    def parties(self, noun: Word) -> list[Word]:
        """Return the two or more names whose affair the noun's verb tells: `Sous l'égide de X, Y et Z ont signé`."""
        verb = self._verb_above(noun)
        subjects = self.surface_subject(verb) if verb is not None else []
        for subject in (*subjects, *(self.agent(verb) if verb is not None else [])):
            names = self.complements_of_noun(subject, ("entre", "de")) if self._is_common_noun(subject) else [subject]
            for name in names:
                if name.i != noun.i and len(self._coordinated(name)) > 1:
                    return [name]
        return []

    def verb_subject(self, noun: Word) -> list[Word]:
        """Return the subject of the verb above the noun: `X agit avec le concours de Y`."""
        verb = self._verb_above(noun)
        return self.subject(verb) if verb is not None else []

    def sides(self, noun: Word) -> list[Word]:
        """Return the `parties`, or the subject of the noun's verb and its complement in `avec`: `Sous l'égide de X, Y a signé avec Z`."""
        found = self.parties(noun)
        verb = self._verb_above(noun)
        if found or verb is None:
            return found
        subjects = [token for token in self.surface_subject(verb) if token.i in self.phrases.direct]
        others = [token for token in self.complements(verb, ("avec",)) if token.i != noun.i]
        return [*subjects, *others] if subjects and others else []

    def between(self, head: Word) -> list[Word]:
        """Return the phrase in `entre X et Y` that depends on the head."""
        return hyphenated(head, self.phrases) or self.complements(head, ("entre",))

    def clause(self, head: Word) -> list[Word]:
        """Return who else the head's affair is about: the subject of a verb above it, or what opens its sentence."""
        return party(head, self.surface_subject, self.agent, self.phrases)

    def companions(self, head: Word) -> list[Word]:
        """Return those named as doing it with the head's subject."""
        return companions(head, self._phrase_heads(head.sent), self.phrases)

    def listed(self, noun: Word) -> list[Word]:
        """Return the names a noun introduces (`trois alliés : X, Y et Z`)."""
        target = self._list_target(noun)
        if target is None and noun.dep_.startswith("nsubj") and any(child.dep_ == "cop" for child in noun.head.children):
            target = noun.head if noun.head.i in self.phrases.direct else None
        return [target] if target is not None else []

    def beside(self, word: Word) -> list[Word]:
        """Return the name that a word touches: before an adjective (`le Niger voisin`), after a noun (`son allié la Syrie`)."""
        return beside(word, self.phrases)

    def possessive(self, noun: Word) -> list[Word]:
        """Return what a possessive on the noun stands for."""
        return announced(noun, self.phrases) or self._possessed_by(noun)
