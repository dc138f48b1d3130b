"""The functions of a verb: who acts, what is acted on, whatever the construction."""

from __future__ import annotations

from pipeline.relations.base import FunctionsBase
from pipeline.relations.inverted import inverted_subject, object_antecedent
from pipeline.relations.joiners import joiners
from pipeline.relations.loose import gap, ranked
from pipeline.relations.phrases import representatives
from pipeline.relations.word_order import after_comma, cleft_focus, opening_participle
from pipeline.relations.words import AVOIR, OBJECT_CLITICS, RESTING, RESTING_STEMS, control
from pipeline.tree import Word

_OPENERS = frozenset({"avant", "après", "pour", "sans", "afin"})


class VerbFunctions(FunctionsBase):
    """Active and passive, relatives, participles, infinitives and their controllers."""

    def is_passive(self, verb: Word) -> bool:
        """Tell whether the verb is passive: auxiliary, label of its subject, or a past participle on a noun."""
        if self.rests(verb):
            return False
        if any(child.plain in ("se", "s'") for child in verb.children):
            return False
        auxiliaries = [child for child in verb.children if child.dep_.startswith("aux") and child.i < verb.i]
        if auxiliaries and auxiliaries[-1].dep_ == "aux:pass":
            return True
        if verb.pos_ == "VERB" and any(child.dep_ == "cop" for child in verb.children) and self.is_past_participle(verb):
            return True
        if any(child.dep_ == "nsubj:pass" for child in verb.children) and not self._has_avoir(verb):
            return True
        if opening_participle(verb) and not verb.plain.endswith("ant"):
            return True
        if self._bare_root(verb):
            return True
        if any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children):
            return False  # a participle on a noun has no subject of its own
        return verb.dep_ in ("acl", "amod", "advcl", "appos") and self.is_past_participle(verb) and not self._has_auxiliary(verb)

    def _bare_root(self, verb: Word) -> bool:
        """Tell whether the verb is a participle that heads its sentence alone, as in a note: `Reconnue par X en 1992.`"""
        if verb.dep_ != "ROOT" or verb.pos_ != "VERB" or "Fin" in verb.morph.get("VerbForm") or not self.is_past_participle(verb):
            return False
        return not any(child.dep_.startswith(("aux", "nsubj", "obj")) for child in verb.children)

    def rests(self, verb: Word) -> bool:
        """Tell whether the verb's participle says what its noun did (`sorti de`), not what was done to it."""
        word = verb.plain
        return str(verb.lemma_) in RESTING or any(word.startswith(stem) for stem in RESTING_STEMS if len(word) <= len(stem) + 2)

    def is_past_participle(self, token: Word) -> bool:
        """Tell whether the token is a past participle, by its morphology or its ending."""
        if "Part" in token.morph.get("VerbForm"):
            return "Past" in token.morph.get("Tense")
        return token.pos_ == "ADJ" and token.plain.endswith(("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues"))

    def subject(self, verb: Word) -> list[Word]:
        """Return the one who acts: the subject of an active verb, the agent of a passive one."""
        if self.is_passive(verb):
            return self.agent(verb)
        found = self.surface_subject(verb)
        return [*found, *joiners(verb, self.phrases)] if found else found

    def object(self, verb: Word) -> list[Word]:
        """Return what is acted on: the direct object of an active verb, the subject of a passive one."""
        if self.is_passive(verb):
            return self.surface_subject(verb)
        focus = [token for token in cleft_focus(verb, self.phrases) if not self.phrases.preposition(token)]
        if focus and verb.dep_ not in ("xcomp", "conj"):
            return focus[:1]
        found = [child for child in verb.children if child.dep_ in ("obj", "iobj") and not (child.pos_ == "PRON" and child.i < verb.i)]
        if any(child.plain in ("que", "qu'") and child.dep_ == "obj" for child in verb.children) and verb.dep_.startswith("acl"):
            return [verb.head]
        governor = verb.head
        turned = not found and verb.dep_ == "xcomp" and governor.dep_ == "acl:relcl"
        if turned and any(child.plain in ("que", "qu'") and child.dep_ in ("obj", "mark") for child in governor.children):
            return [governor.head]
        if verb.dep_ == "conj" and verb.head.dep_ == "acl:relcl" and any(child.plain in ("que", "qu'") for child in verb.children):
            return [verb.head.head]
        found = [child for child in found if not self._oblique(child, verb)]
        found += [child for child in verb.children if child.dep_ == "nsubj:caus"]
        antecedent = object_antecedent(verb, self.phrases) if not found or inverted_subject(verb, self.phrases) else None
        if antecedent is not None:
            return [antecedent]
        if not found:
            antecedent = gap(verb)
            found = self._object_clitic(verb) or self._stray_objects(verb) or ([antecedent] if antecedent is not None else [])
        if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not self._between(verb.head, verb):
            found = [child for child in verb.children if child.dep_ == "obj"]
        return found

    def _object_clitic(self, verb: Word) -> list[Word]:
        """Return the object pronoun before the verb: `l'a quittée`, `refuse de la reconnaître`."""
        return [
            child
            for child in verb.children
            if child.i < verb.i and child.plain in OBJECT_CLITICS and child.pos_ == "PRON" and child.dep_ in ("obj", "iobj", "expl:comp")
        ]

    def _oblique(self, child: Word, verb: Word) -> bool:
        """Tell whether a name labelled object has a preposition right after the verb: `a reçu de X un mandat`."""
        first = self.doc[verb.i + 1] if verb.i + 1 < verb.sent.end else verb
        if child.i not in self.phrases.direct or (first.pos_ != "ADP" and first.plain not in ("du", "des", "d'")):
            return False
        return self.phrases.start_of_phrase(child) in (first.i, first.i + 1) and self.phrases.preposition(child) in ("de", "en", "avec")

    def agent(self, verb: Word) -> list[Word]:
        """Return the agents of a passive verb or of a noun: `par X`."""
        agents = [child for child in verb.children if child.dep_ == "obl:agent"]
        direct = [child for child in agents if self.phrases.preposition(child) not in ("avec", "à", "entre")]
        if not direct:
            return self.complements(verb, ("par",))
        known = {child.i for child in direct}
        return direct + [token for token in self._reachable(verb) if token.i not in known and self.phrases.preposition(token) == "par"]

    def surface_subject(self, verb: Word, depth: int = 0) -> list[Word]:
        """Return the subject as the sentence has it, sought through relatives, control and coordination."""
        if depth > 6:
            return []
        if opening_participle(verb):
            noun = after_comma(verb, self.phrases)
            return [noun] if noun is not None else []
        turned = inverted_subject(verb, self.phrases)
        if turned:
            return turned
        own = [child for child in verb.children if child.dep_.startswith("nsubj") and not child.dep_.endswith("caus")]
        own = own or [child for child in verb.children if child.dep_ == "expl:subj" and child.plain == "il" and not self.is_passive(verb)]
        own += [child for child in verb.children if child.dep_ == "dislocated" and child.i < verb.i]
        own = [child for child in own if not self._past_colon(child, verb)] or own
        for child in own:
            if child.plain in ("qui", "lequel", "laquelle", "lesquels", "lesquelles") or child.morph.get("PronType") == ["Rel"]:
                return self._relative_head(verb, child)
        named = [child for child in own if child.i in self.phrases.direct and child.i < verb.i]
        if len(named) > 1 and len(named) == len(own):
            own = [max(named, key=lambda child: child.i)]
        if own:
            real = [child for child in own if child.plain not in ("c'", "ce", "cela", "ça")]
            return real or self._cleft_subject(verb)
        return self._inverted_subject(verb) or self._inherited_subject(verb, depth)

    def _past_colon(self, child: Word, verb: Word) -> bool:
        """Tell whether a colon or a semicolon parts a subject from its verb: the parser's confusion."""
        return any(word.text in (":", ";") for word in self.doc[child.i : verb.i])

    def _inverted_subject(self, verb: Word) -> list[Word]:
        """Repair: the noun after a reflexive verb without a subject is its subject (`Au nord s'étend le Pérou`)."""
        if verb.pos_ != "VERB" or not {"se", "s'"} & {child.plain for child in verb.children} or "Inf" in verb.morph.get("VerbForm"):
            return []
        if verb.dep_ not in ("ROOT", "acl:relcl", "ccomp") or not any(
            child.dep_.startswith("obl") and child.i < verb.i for child in verb.children
        ):
            return []
        return [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]

    def _inherited_subject(self, verb: Word, depth: int) -> list[Word]:
        head = verb.head
        if head.i == verb.i:
            return self._stray_subject(verb)
        if self._infinitive_clause(verb):
            verbal = self._verb_above(verb)
            return self.surface_subject(verbal, depth + 1) if verbal is not None else []
        if verb.dep_ == "acl" and "Inf" in verb.morph.get("VerbForm") and ranked(head):
            return self.ranked_subject(head)
        if verb.dep_ in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return self._subject_from_noun(verb, head, depth)
        if verb.dep_ == "acl:relcl":
            return self._relative_head(verb, None)
        if verb.dep_ in ("xcomp", "advcl", "ccomp", "obl:arg", "obl:mod", "conj", "dep", "parataxis", "fixed"):
            verbal = self._verb_above(verb)
            if verbal is None:
                return self._stray_subject(verb)
            if verb.dep_ == "xcomp" and verbal.lemma_ in control()["object_control"]:
                controlled = self.object(verbal) or self.complements(verbal, ("à",))
                if controlled:
                    return controlled
            inherited = self.surface_subject(verbal, depth + 1)
            if verb.dep_ == "conj" and self.is_passive(verbal) and not self.is_passive(verb) and not inherited:
                return self.agent(verbal)
            return inherited
        return self._stray_subject(verb)

    def _infinitive_clause(self, verb: Word) -> bool:
        """Tell whether `avant d'`, `après`, `pour`, `sans` opens the verb's clause, whatever noun it was hung on."""
        return verb.dep_ == "acl" and any(child.dep_ == "mark" and child.plain in _OPENERS for child in verb.children)

    def _subject_from_noun(self, verb: Word, noun: Word, depth: int) -> list[Word]:
        """Return the subject of a participle (its noun) or of an infinitive (the owner of its noun)."""
        if "Inf" not in verb.morph.get("VerbForm"):
            return [noun]
        if any(child.dep_ == "cop" for child in noun.children):
            return self.surface_subject(noun, depth + 1)
        governor = self._verb_above(noun)
        if noun.i in self.phrases.direct and governor is not None and governor.lemma_ in control()["object_control"]:
            return [noun]
        owners = self.owner(noun)
        if owners:
            return owners
        return self.surface_subject(governor, depth + 1) if governor is not None else []

    def _relative_head(self, verb: Word, pronoun: Word | None) -> list[Word]:
        """Return the noun a relative clause stands on: the parser's, or the nearest name before the pronoun."""
        head = verb.head
        if verb.dep_ in ("acl:relcl", "acl") or (pronoun is not None and head.i < pronoun.i and head.pos_ in ("NOUN", "PROPN")):
            return [self._nearest_name(head, pronoun)]
        if pronoun is None:
            return []
        for index in range(pronoun.i - 1, max(pronoun.i - 12, pronoun.sent.start - 1), -1):
            if self.doc[index].pos_ in ("NOUN", "PROPN") and self.doc[index].text not in ("-",):
                return [self.doc[index]]
        return []

    def _nearest_name(self, head: Word, pronoun: Word | None) -> Word:
        """Return the name right before a relative that the parser hung on its governor: `l'opposition du Maroc, qui refuse`."""
        if pronoun is None or head.i in self.phrases.direct or head.i in self.phrases.adjectives or head.pos_ != "NOUN":
            return head
        index = pronoun.i - 1
        while index > head.i and self.doc[index].text in (",", ")", "»"):
            index -= 1
        if head.lemma_ in representatives()["nouns"] or index not in self.phrases.direct:
            return head
        return self.phrases.owner_of[index].root if index in self.phrases.owner_of else self.doc[index]

    def _cleft_subject(self, verb: Word) -> list[Word]:
        if verb.pos_ in ("NOUN", "PROPN"):
            return [verb]
        return []

    def _verb_above(self, token: Word) -> Word | None:
        head = token.head
        for _ in range(8):
            if head.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in head.children):
                return head
            if head.i == head.head.i:
                return head if any(child.dep_.startswith("nsubj") for child in head.children) else None
            head = head.head
        return None

    def _stray_subject(self, verb: Word) -> list[Word]:
        """Repair: a finite verb whose subject the parser hung elsewhere takes the bare name just before it."""
        if verb.pos_ not in ("VERB", "AUX") and not self._has_auxiliary(verb):
            return []
        index = verb.i - 1
        while index >= verb.sent.start and (
            self.doc[index].pos_ in ("AUX", "ADV", "PRON", "SPACE") or self.doc[index].dep_ in ("aux:tense", "aux:pass", "expl:comp")
        ):
            index -= 1
        if index < verb.sent.start or "Inf" in verb.morph.get("VerbForm"):
            return []
        token = self.doc[index]
        if token.i in self.phrases.direct and not self.phrases.preposition(token):
            return [token]
        return []

    def _stray_objects(self, verb: Word) -> list[Word]:
        """Repair: the bare name right after a verb without an object is its object, whatever its label."""
        index = verb.i + 1
        while index < verb.sent.end and (self.doc[index].pos_ in ("DET", "ADV", "SPACE") or self.doc[index].text in '"«'):
            if self.doc[index].plain in ("du", "des", "au", "aux"):
                return []
            index += 1
        token = self.doc[index] if index < verb.sent.end else None
        clauses = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp") and token is not None and child.i != token.i]
        if token is None or any(not any(word.plain == "qui" for word in clause.children) for clause in clauses):
            return []
        if token.i in self.phrases.direct and token.head.i == verb.i and not token.dep_.startswith(("nsubj", "obl:agent")):
            return [] if self.phrases.preposition(token) else [token]
        return []

    def _has_avoir(self, verb: Word) -> bool:
        """Tell whether the verb's auxiliaries are forms of `avoir` alone, which no passive has."""
        auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
        return bool(auxiliaries) and all(child.plain in AVOIR for child in auxiliaries)

    def _has_auxiliary(self, verb: Word) -> bool:
        return any(child.dep_.startswith("aux") for child in verb.children)

    def _between(self, left: Word, right: Word) -> bool:
        return any(child.dep_ == "obj" and left.i < child.i < right.i for child in left.children)
