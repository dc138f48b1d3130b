"""The function layer: dependency labels turned into grammatical functions, once for every frame.

Active and passive, relatives, participles, infinitives and their controllers, coordination with shared subjects,
clefts, light verbs and loosely attached phrases all come down to: who is the subject of this word, what is its
object, what stands in its complement with such a preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from pipeline.coreference.roles import clause_of
from pipeline.relations.phrases import Filler, Phrases, representatives
from pipeline.relations.word_order import after_comma, cleft_focus, cleft_verb, heading, opening_participle
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root
from pipeline.tree import Tree, Word

_NOMINAL_LINKS = frozenset(
    {"nmod", "obl:arg", "obl:mod", "obl", "obl:agent", "obj", "appos", "amod", "conj", "flat:name", "flat:foreign", "dep", "iobj", "nummod",
     "compound", "fixed", "acl", "orphan", "advmod", "xcomp", "nsubj:pass", "nsubj", "dislocated", "case", "parataxis"}
)  # fmt: skip
_CLAUSE_LABELS = ("ccomp", "advcl", "acl:relcl", "csubj", "acl")


@cache
def control() -> dict[str, frozenset[str]]:
    """Return the verbs whose infinitive has their object as subject, and the light verbs."""
    content: dict[str, Any] = read_toml(rules_root() / "relations" / "verbs.toml")
    return {key: frozenset(words) for key, words in content["verbs"].items()}


class Functions:
    """Grammatical functions over one document.

    Every method returns tokens, the heads of phrases; `fill` gives the mentions a token stands for,
    with those coordinated to it. `antecedent` (token, types, excluded entities → fillers) resolves pronouns,
    `topic` (the same) says what the text is about there.
    """

    def __init__(self, doc: Tree, phrases: Phrases, antecedent: Any = None, topic: Any = None):
        self.doc, self.phrases, self.antecedent, self.topic = doc, phrases, antecedent, topic
        self.excluded: frozenset[str] = frozenset()
        self.clauses = [clause_of(token) for token in doc]

    @contextmanager
    def excluding(self, entities: Iterable[str]) -> Iterator[None]:
        """Keep pronouns from standing for `entities`, the other argument's, within the block."""
        self.excluded = frozenset(entities)
        try:
            yield
        finally:
            self.excluded = frozenset()

    # --- verbs -----------------------------------------------------------------------------------------------

    def is_passive(self, verb: Word) -> bool:
        """Tell whether the verb is passive: auxiliary, label of its subject, or a past participle on a noun."""
        if self._rests(verb):
            return False
        if any(child.dep_ == "aux:pass" for child in verb.children):
            return True
        if any(child.plain in ("se", "s'") for child in verb.children):
            return False
        if any(child.dep_ == "nsubj:pass" for child in verb.children) and not self._has_avoir(verb):
            return True
        if opening_participle(verb) and not verb.plain.endswith("ant"):
            return True
        return verb.dep_ in ("acl", "amod", "advcl", "appos") and self.is_past_participle(verb) and not self._has_auxiliary(verb)

    def _rests(self, verb: Word) -> bool:
        """Tell whether the verb's participle says what its noun did (`sorti de`), not what was done to it."""
        word = verb.plain
        return str(verb.lemma_) in _RESTING or any(word.startswith(stem) for stem in _RESTING_STEMS if len(word) <= len(stem) + 2)

    def is_past_participle(self, token: Word) -> bool:
        """Tell whether the token is a past participle, by its morphology or its ending."""
        if "Part" in token.morph.get("VerbForm"):
            return "Past" in token.morph.get("Tense")
        return token.pos_ == "ADJ" and token.plain.endswith(("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues"))

    def subject(self, verb: Word) -> list[Word]:
        """Return the one who acts: the subject of an active verb, the agent of a passive one."""
        return self.agent(verb) if self.is_passive(verb) else self.surface_subject(verb)

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
        found += [child for child in verb.children if child.dep_ == "nsubj:caus"]
        if not found:
            found = self._object_clitic(verb) or self._stray_objects(verb)
        if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not self._between(verb.head, verb):
            found = [child for child in verb.children if child.dep_ == "obj"]
        return found

    def _object_clitic(self, verb: Word) -> list[Word]:
        """Return the object pronoun before the verb: `l'a quittée`, `refuse de la reconnaître`."""
        return [
            child
            for child in verb.children
            if child.i < verb.i and child.plain in _OBJECT_CLITICS and child.pos_ == "PRON" and child.dep_ in ("obj", "iobj", "expl:comp")
        ]

    def agent(self, verb: Word) -> list[Word]:
        """Return the agents of a passive verb or of a noun: `par X`."""
        direct = [child for child in verb.children if child.dep_ == "obl:agent"]
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
        own = [child for child in verb.children if child.dep_.startswith("nsubj") and not child.dep_.endswith("caus")]
        own = own or [child for child in verb.children if child.dep_ == "expl:subj" and child.plain == "il" and not self.is_passive(verb)]
        own += [child for child in verb.children if child.dep_ == "dislocated" and child.i < verb.i]
        for child in own:
            if child.plain in ("qui", "lequel", "laquelle", "lesquels", "lesquelles") or child.morph.get("PronType") == ["Rel"]:
                return self._relative_head(verb, child)
        if own:
            real = [child for child in own if child.plain not in ("c'", "ce", "cela", "ça")]
            return real or self._cleft_subject(verb)
        return self._inverted_subject(verb) or self._inherited_subject(verb, depth)

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

    def _subject_from_noun(self, verb: Word, noun: Word, depth: int) -> list[Word]:
        """Return the subject of a participle (its noun) or of an infinitive (the owner of its noun)."""
        if "Inf" not in verb.morph.get("VerbForm"):
            return [noun]
        owners = self.owner(noun)
        if owners:
            return owners
        governor = self._verb_above(noun)
        return self.surface_subject(governor, depth + 1) if governor is not None else []

    def _relative_head(self, verb: Word, pronoun: Word | None) -> list[Word]:
        """Return the noun a relative clause stands on: the parser's, or the nearest name before the pronoun."""
        head = verb.head
        if verb.dep_ in ("acl:relcl", "acl") or (pronoun is not None and head.i < pronoun.i and head.pos_ in ("NOUN", "PROPN")):
            return [head]
        if pronoun is None:
            return []
        for index in range(pronoun.i - 1, max(pronoun.i - 12, pronoun.sent.start - 1), -1):
            if self.doc[index].pos_ in ("NOUN", "PROPN") and self.doc[index].text not in ("-",):
                return [self.doc[index]]
        return []

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
        if token is None or any(child.dep_ in ("ccomp", "xcomp") and child.i != token.i for child in verb.children):
            return []
        if token.i in self.phrases.direct and token.head.i == verb.i and not token.dep_.startswith(("nsubj", "obl:agent")):
            return [] if self.phrases.preposition(token) else [token]
        return []

    def _has_avoir(self, verb: Word) -> bool:
        """Tell whether the verb's auxiliaries are forms of `avoir` alone, which no passive has."""
        auxiliaries = [child for child in verb.children if child.dep_.startswith("aux")]
        return bool(auxiliaries) and all(child.plain in _AVOIR for child in auxiliaries)

    def _has_auxiliary(self, verb: Word) -> bool:
        return any(child.dep_.startswith("aux") for child in verb.children)

    def _between(self, left: Word, right: Word) -> bool:
        return any(child.dep_ == "obj" and left.i < child.i < right.i for child in left.children)

    # --- nouns and all heads ---------------------------------------------------------------------------------

    def complements(self, head: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the phrases that depend on `head` with one of the prepositions, loosely attached ones included."""
        wanted = set(prepositions)
        found = [token for token in self._reachable(head) if token.i != head.i and self.phrases.preposition(token) in wanted]
        found = found or [token for token in self._adjacent(head) if self.phrases.preposition(token) in wanted]
        found = found or [child for child in self._clitics(head) if _CLITICS.get(child.plain, set()) & wanted]
        found = found or [token for token in cleft_focus(head, self.phrases) if self.phrases.preposition(token) in wanted]
        return found or self._past_apposition(head, wanted)

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
        verb = head if head.pos_ in ("VERB", "AUX") else self._governor(head)
        if verb is None:
            return
        for child in verb.children:
            if child.i < verb.i and child.plain in _CLITICS and child.pos_ in ("PRON", "ADV", "ADP"):
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
            elif token.i > head.i or self.phrases.preposition(token) in ("avec", "entre"):
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
            if current.dep_ == "conj" and current.i != token.i and self._is_common_noun(current) and current.plain not in _CARDINAL:
                return False
            if current.head.i == head.i and current.i != head.i:
                return current.dep_ in _NOMINAL_LINKS and not current.dep_.startswith("nsubj") and not self._nearer_rival(token, head)
            if current.head.i == current.i or current.dep_ not in _NOMINAL_LINKS:
                return False
            if current.i != token.i and current.pos_ in ("VERB", "AUX") and current.dep_ not in ("xcomp",):
                return False
            if current.dep_.startswith("nsubj"):
                return False
            current = current.head
        return False

    def _is_common_noun(self, token: Word) -> bool:
        return token.pos_ == "NOUN" and token.i not in self.phrases.owner_of

    def _nearer_rival(self, token: Word, head: Word) -> bool:
        """Tell whether a noun coordinated with `head` stands nearer to the phrase: `des relations avec A et un pacte avec B`."""
        if head.pos_ != "NOUN" or token.i < head.i:
            return False
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
            prep = _RELATIVES.get(word)
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

    def owner(self, noun: Word) -> list[Word]:
        """Return whose the noun is: `de X`, a demonym on it, a possessive, the subject of its light verb."""
        found: list[Word] = []
        if noun.i in self.phrases.adjectives:
            found.append(noun)
        found += [token for token in self.complements_of_noun(noun, ("de",)) if token.i not in {f.i for f in found}]
        if found:
            return found
        return self._possessed_by(noun) or self.light_subject(noun) or self.adverbial_subject(noun)

    def _possessed_by(self, noun: Word) -> list[Word]:
        """Return who a possessive on the noun stands for: its verb's subject where it is the object, else the pronoun."""
        possessives = [child for child in noun.children if child.plain in _POSSESSIVES]
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

    def heading(self, noun: Word, prepositions: Iterable[str] = ()) -> list[Word]:
        """Return the names that head the sentence before a colon, those with one of the prepositions if any is given."""
        wanted = set(prepositions) or {""}
        return [token for token in heading(noun, self.phrases) if self.phrases.preposition(token) in wanted]

    def complements_of_noun(self, noun: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the phrases that depend on the noun itself, none of its verb's."""
        wanted = set(prepositions)
        return [
            token
            for token in self._phrase_heads(noun.sent)
            if token.i > noun.i and self._leads_to(token, noun) and self.phrases.preposition(token) in wanted
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
        head = noun.head
        if head.pos_ in ("PRON", "NUM", "DET") and head.plain in ("un", "une") and noun.dep_ == "nmod":
            return self.predicative_subject(head)
        if noun.dep_ in ("xcomp", "obj", "obl:arg", "obl:mod", "nsubj", "dep") and head.pos_ in ("VERB", "AUX") and self._copular(head):
            return self.subject(head) if not self.is_passive(head) else self.surface_subject(head)
        if noun.dep_ in ("appos", "amod", "acl", "conj", "nmod", "flat:name") and head.i < noun.i and head.i in self.phrases.direct:
            return [head]
        if (
            noun.dep_ in ("acl", "amod", "appos", "nmod")
            and head.i < noun.i
            and head.dep_ != "conj"
            and head.lemma_.lower() in _GENERIC
            and head.i not in self.phrases.adjectives
        ):
            return self.predicative_subject(head)
        return self._apposed(noun)

    def _copular(self, verb: Word) -> bool:
        """Tell whether the verb links its subject to a noun (`reste`, `est devenu`, `se dit`)."""
        word = verb.plain
        forms = {str(verb.lemma_), f"{word}r"}
        reflexive = any(child.plain in ("se", "s'") for child in verb.children)
        return bool(forms & _COPULAR) or (reflexive and bool(forms & _COPULAR_REFLEXIVE))

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
        for token in head.subtree:
            if token.i != head.i and token.pos_ in ("NOUN", "PROPN") and {str(token.lemma_).lower(), token.plain} & wanted:
                owners = [owner for owner in self.owner(token) if owner.i != head.i]
                if owners:
                    return owners
        return []

    def parties(self, noun: Word) -> list[Word]:
        """Return the two or more names whose affair the noun's verb tells: `Sous l'égide de X, Y et Z ont signé`."""
        verb = self._verb_above(noun)
        subjects = self.surface_subject(verb) if verb is not None else []
        for subject in subjects:
            names = self.complements_of_noun(subject, ("entre", "de")) if self._is_common_noun(subject) else [subject]
            for name in names:
                if name.i != noun.i and len(self._coordinated(name)) > 1:
                    return [name]
        return []

    def between(self, head: Word) -> list[Word]:
        """Return the phrase in `entre X et Y` that depends on the head."""
        return self.complements(head, ("entre",))

    # --- filling ---------------------------------------------------------------------------------------------

    def fill(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the mentions of the wanted types that `token` stands for, coordinated ones included."""
        found: dict[int, Filler] = {}
        for member in self._coordinated(token):
            for filler in self._fill_one(member, types):
                found.setdefault(filler.span.start, filler)
        return [found[start] for start in sorted(found)]

    def _fill_one(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        direct = [filler for filler in self.phrases.direct.get(token.i, ()) if filler.type in types]
        if direct:
            return direct[:1]
        if token.i in self.phrases.direct:
            return []
        if (token.pos_ in ("PRON", "DET") or token.plain in _CLITICS) and self.antecedent is not None:
            if (token.plain in ("lui", "leur", "y") or token.plain in _OBJECT_CLITICS) and not self.excluded and token.head.pos_ == "VERB":
                return self._fill_clitic(token, types)
            if token.plain in ("ils", "elles"):
                return self._fill_plural(token, types)
            return [filler for filler in self.antecedent(token, types, self.excluded) if filler.type in types]
        adjectives = [filler for filler in self.phrases.adjectives.get(token.i, ()) if filler.type in types]
        if adjectives:
            return adjectives
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lemma_ in representatives()["nouns"]:
            return self._fill_from_complement(token, types)
        return self._fill_from_list(token, types)

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
        possessives = [child for child in noun.children if child.plain in _POSSESSIVES]
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
            if token.plain in _INTRODUCERS or (token.plain in ("que", "qu'") and self._compares(noun, index)):
                return self._name_after(index)
            if token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm"):
                break
        if noun.lemma_.lower() in _GENERIC and "Plur" in noun.morph.get("Number"):
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
                own = self.phrases.preposition(child)
                if own in ("", preposition):
                    members += self._coordinated(child)
        return members


_OBJECT_CLITICS = frozenset({"le", "la", "l'", "les"})
_CARDINAL = frozenset({"nord", "sud", "est", "ouest", "centre"})
_POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})
_RESTING = frozenset(
    [
        "aller",
        "venir",
        "arriver",
        "partir",
        "entrer",
        "sortir",
        "rentrer",
        "retourner",
        "devenir",
        "rester",
        "revenir",
        "parvenir",
        "accéder",
        "adhérer",
    ]
)
_RESTING_STEMS = ("venu", "arrivé", "parti", "entré", "sorti", "rentré", "retourné", "resté", "revenu", "parvenu", "devenu")
_AVOIR = frozenset(
    [
        "a",
        "ai",
        "ont",
        "avait",
        "avaient",
        "eut",
        "eurent",
        "aura",
        "auront",
        "aurait",
        "auraient",
        "ait",
        "aient",
        "ayant",
        "avoir",
        "avons",
        "avez",
    ]
)
_COPULAR = frozenset(
    [
        "être",
        "devenir",
        "rester",
        "demeurer",
        "sembler",
        "paraître",
        "constituer",
        "représenter",
        "redevenir",
        "figurer",
        "nommer",
        "élire",
        "désigner",
        "proclamer",
        "déclarer",
        "considérer",
        "qualifier",
        "former",
        "servir",
        "agir",
        "jouer",
        "rester",
        "être",
    ]
)
_COPULAR_REFLEXIVE = frozenset(
    {
        "dire",
        "déclarer",
        "montrer",
        "vouloir",
        "poser",
        "affirmer",
        "révéler",
        "trouver",
        "présenter",
        "considérer",
        "imposer",
        "ériger",
        "constituer",
        "définir",
        "revendiquer",
        "vanter",
        "prétendre",
        "positionner",
        "proclamer",
    }
)
_INTRODUCERS = frozenset({"dont", ":", "comme", "notamment", "soit", "(", "–", "—"})
_GENERIC = frozenset(
    {
        "pays",
        "état",
        "organisation",
        "agence",
        "institution",
        "membre",
        "entreprise",
        "puissance",
        "voisin",
        "société",
        "association",
        "compagnie",
        "partenaire",
        "banque",
    }
)
_CLITICS: dict[str, set[str]] = {
    "en": {"de"},
    "y": {"à", "en", "dans", "au sein de"},
    "lui": {"à", "auprès de", "avec"},
    "leur": {"à", "auprès de", "avec"},
}
_RELATIVES: dict[str, set[str]] = {
    "dont": {"de"},
    "où": {"dans", "en", "à"},
    "auquel": {"à"}, "à laquelle": {"à"}, "auxquels": {"à"}, "auxquelles": {"à"},
    "duquel": {"de"}, "desquels": {"de"}, "desquelles": {"de"},
}  # fmt: skip
