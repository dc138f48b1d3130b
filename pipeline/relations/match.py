"""Frames matched: one walk over the words, each trigger's arguments read off the function layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any, ClassVar, NamedTuple

from pipeline.relations.arenas import arenas
from pipeline.relations.frames import ArgumentSpec, FrameRule, finite_forms, frame_book
from pipeline.relations.functions import Functions
from pipeline.relations.heading_act import heading_act
from pipeline.relations.loose import bare_objects
from pipeline.relations.notes import Notes
from pipeline.relations.phrases import Filler
from pipeline.relations.surface import bare_title, compound, definite, late_objects
from pipeline.relations.word_order import opening_participle
from pipeline.tree import Tree, Word
from pipeline.vocabulary import PREDICATES

_KINDS = {
    "VERB": ("verbs", "adjectives", "nouns"),
    "AUX": ("verbs",),
    "NOUN": ("nouns", "adjectives"),
    "PROPN": ("nouns",),
    "ADJ": ("adjectives", "verbs", "nouns"),
    "ADV": ("adjectives", "nouns"),
    "ADP": ("nouns",),
    "X": ("nouns",),
}
_BARE_REFLEXIVES = frozenset(
    [
        "allier",
        "associer",
        "unir",
        "réunir",
        "retirer",
        "lier",
        "opposer",
        "rallier",
        "joindre",
        "ranger",
        "entraîner",
        "rencontrer",
        "engager",
        "abstenir",
    ]
)
_QUANTITIES = frozenset(
    {
        "un",
        "une",
        "plus",
        "essentiel",
        "moitié",
        "tiers",
        "totalité",
        "cent",
        "millier",
        "million",
        "milliard",
        "centaine",
        "dizaine",
        "vingtaine",
        "trentaine",
        "cinquantaine",
        "poignée",
        "groupe",
        "série",
        "partie",
        "millions",
        "cents",
        "quart",
        "cinquième",
        "majorité",
        "total",
        "plupart",
        "dixième",
    }
)
_PARTICIPLES = (
    ("ées", "er"),
    ("és", "er"),
    ("ée", "er"),
    ("é", "er"),
    ("ies", "ir"),
    ("is", "ir"),
    ("ie", "ir"),
    ("i", "ir"),
    ("ant", "er"),
)


_MONEY_OR_SHARE = {"money": "€", "percent": "%", "fraction": "%"}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that matched: its trigger and one subject–object pair of fillers with their entities."""

    rule: FrameRule
    trigger: Word
    subject: Filler
    object: Filler
    subject_entity: str
    object_entity: str
    plural: bool = False


def lemmas(token: Word) -> frozenset[str]:
    """Return the lemmas the token may have: the model's, its own form, and the verb its participle ends like."""
    return _lemmas(token.plain, token.lemma_.lower(), token.pos_)


@lru_cache(maxsize=20_000)
def _lemmas(word: str, lemma: str, pos: str) -> frozenset[str]:
    found = {lemma, word}
    if pos in ("VERB", "ADJ", "NOUN", "ADV", "PROPN", "X", "AUX"):
        for ending, infinitive in _PARTICIPLES:
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                found.add(_stem(word[: -len(ending)], ending) + infinitive)
                break
        found |= _irregular(word)
    if pos == "VERB" and word.endswith("èrent"):
        found.add(word.removesuffix("èrent") + "er")
    if pos == "VERB" and word in finite_forms():
        found.add(finite_forms()[word])
    if pos in ("NOUN", "PROPN", "ADJ") and word.endswith(("s", "x")):
        found.add(word[:-1])
        if word.endswith("aux"):
            found.add(word[:-3] + "al")
    return frozenset(found)


_IRREGULAR = (
    ("mis", "mettre"),
    ("pris", "prendre"),
    ("ouvert", "ouvrir"),
    ("ffert", "ffrir"),
    ("joint", "joindre"),
    ("raint", "raindre"),
    ("duit", "duire"),
    ("truit", "truire"),
    ("crit", "crire"),
    ("enu", "enir"),
    ("du", "dre"),
    ("mpu", "mpre"),
    ("clu", "clure"),
    ("ncu", "ncre"),
    ("reçu", "recevoir"),
    ("élu", "élire"),
    ("connu", "connaître"),
)


def _stem(stem: str, ending: str) -> str:
    """Return a participle's stem as before an infinitive's ending: `commerç-ant` → `commerc-`, `partage-ant` → `partag-`."""
    if ending != "ant":
        return stem
    return f"{stem[:-1]}c" if stem.endswith("ç") else stem.removesuffix("e")


def _irregular(word: str) -> set[str]:
    """Return the infinitive of a participle that ends in neither -é nor -i, whatever its gender and number."""
    base = next((word[: -len(ending)] for ending in ("es", "e") if word.endswith(ending)), word)
    forms = {base, word, word.removesuffix("s")}
    return {form[: -len(ending)] + infinitive for form in forms for ending, infinitive in _IRREGULAR if form.endswith(ending)}


def is_reflexive(token: Word) -> bool:
    """Tell whether the verb has a reflexive pronoun."""
    if any(child.plain in ("se", "s'") and child.i < token.i for child in token.children):
        return True
    for index in range(token.i - 1, max(token.i - 4, -1), -1):
        before = token.doc[index]
        if before.plain in ("se", "s'"):
            return True
        if before.pos_ not in ("AUX", "ADV", "PRON"):
            return False
    return False


class Head(NamedTuple):
    """A word whose functions are read: the trigger, or the noun a verb goes through."""

    token: Word
    verbal: bool
    middle: bool = False
    carried: bool = False


class Matcher:
    """Matches the frames on one document."""

    def __init__(self, doc: Tree, functions: Functions, notes: Notes | None = None):
        self.doc, self.functions, self.notes = doc, functions, notes
        self._windows: dict[int, set[str]] = {}
        self._objects: dict[int, list[Word]] = {}
        self.figures = {
            index: _MONEY_OR_SHARE[kind]
            for span in doc.mentions
            if span.label_ == "figure" and (kind := str(span.data.get("kind"))) in _MONEY_OR_SHARE
            for index in range(span.start, span.end)
        }
        self._arenas: dict[int, bool] = {}
        self._asked: dict[tuple[Any, ...], list[Word]] = {}
        self.book = frame_book()
        self.dates = [span for span in doc.mentions if span.label_ == "date"]
        self.inside = {
            index: span
            for span in doc.mentions
            if span.label_ in ("organization", "person", "country", "place") and span.data.get("form") != "demonym"
            for index in range(span.start, span.end)
        }

    def matches(self) -> Iterator[Match]:
        """Yield every match of the document, trigger by trigger."""
        for token in self.doc:
            whole = compound(token)
            kinds = _KINDS.get(token.pos_) or (("nouns",) if whole else None)
            if token.pos_ == "AUX" and token.dep_.startswith("aux"):
                continue
            spoken = token.pos_ == "NOUN" and any(child.dep_.startswith("aux") for child in token.children)
            if (spoken or opening_participle(token)) and "verbs" not in (kinds or ()):
                kinds = ("verbs", *(kinds or ()))
            nominal = token.i in self.inside and self.inside[token.i].data.get("form") == "nominal"
            if kinds is None or (token.i in self.inside and not nominal and not self._misnamed(token)):
                continue
            words = lemmas(token)
            if whole:
                words |= {whole, whole.removesuffix("s")}
            for kind in kinds:
                for rule in self.book.triggered(kind, self._candidates(token, kind, words)):
                    if nominal and not rule.speaks_of_itself:
                        continue
                    for match in self._match(rule, token, kind):
                        if not self._is_sport(match):
                            yield match

    def _misnamed(self, token: Word) -> bool:
        """Tell whether a participle that opens its sentence was taken for a place's name."""
        span = self.inside[token.i]
        return span.label_ == "place" and len(span) == 1 and opening_participle(token)

    def _candidates(self, token: Word, kind: str, words: frozenset[str]) -> frozenset[str]:
        if kind == "verbs" and is_reflexive(token):
            return frozenset(f"se {word}" for word in words)
        if kind == "verbs" and self._is_bare(token):
            return words | frozenset(f"se {word}" for word in words & _BARE_REFLEXIVES)
        return words

    def _is_bare(self, token: Word) -> bool:
        """Tell whether the token is a past participle without an auxiliary: `alliée à`, `réunis à`."""
        if any(child.dep_.startswith("aux") for child in token.children):
            return False
        return opening_participle(token) or (
            token.dep_ in ("acl", "amod", "advcl", "appos", "conj") and self.functions.is_past_participle(token)
        )

    def _match(self, rule: FrameRule, trigger: Word, kind: str) -> Iterator[Match]:
        heads = self._heads(rule, trigger, kind)
        if not heads or not self._context_fits(rule, trigger):
            return
        if rule.predicate == "chairs" and kind == "nouns" and self.functions.bearer(trigger):
            return
        objects = self._argument(rule, rule.object, "object", heads)
        if not objects and not rule.reciprocal and not self._in_note(trigger):
            return
        with self.functions.excluding({entity for filler in objects if filler.through != "pronoun" for entity in filler.entities}):
            subjects = self._subjects(rule, heads, objects)
        if rule.implied and objects and not subjects and not bare_title(trigger) and not self._named_in_clause(trigger, objects):
            with self.functions.excluding({entity for filler in objects for entity in filler.entities}):
                types = rule.types(rule.subject[0], "subject")
                types = ("country",) if "country" in types else types
                subjects = self.functions.implied(trigger, types)
        if self.notes is not None:
            subjects, objects = self.notes.complete(rule, trigger, subjects, objects)
        if rule.companions and subjects:
            subjects = subjects + self._companions(heads, subjects + objects)
        if rule.reciprocal:
            yield from self._reciprocal(rule, trigger, subjects, objects)
            return
        parties = {entity for filler in objects for entity in filler.entities} if rule.predicate == "mediates" else set()
        for subject in subjects:
            if parties.isdisjoint(subject.entities):
                for target in objects:
                    yield from self._pair(rule, trigger, subject, target)

    def _subjects(self, rule: FrameRule, heads: list[Head], objects: list[Filler]) -> list[Filler]:
        """Return the subject's fillers; one that the object is already counts only where the frame pairs its own members."""
        specs = [spec for spec in rule.subject if objects or spec.function != "clause"]
        taken = {entity for filler in objects for entity in filler.entities}
        while specs:
            found = self._argument(rule, specs, "subject", heads)
            if not rule.reciprocal or not taken or not found or {entity for filler in found for entity in filler.entities} - taken:
                return found
            specs = specs[1:]
        return []

    def _in_note(self, trigger: Word) -> bool:
        return self.notes is not None and bool(self.notes.note(trigger.sent).layers)

    def _companions(self, heads: list[Head], known: list[Filler]) -> list[Filler]:
        """Return those who do it with the subject: `aux côtés du Bénin`, `avec le Chili, il a fondé`."""
        taken = {entity for filler in known for entity in filler.entities}
        found = [filler for token in self.functions.companions(heads[0].token) for filler in self.functions.fill(token, ("country",))]
        return [filler for filler in found if not set(filler.entities) & taken]

    def _heads(self, rule: FrameRule, trigger: Word, kind: str) -> list[Head]:
        """Return the words whose functions count: the trigger, and the noun it goes through."""
        if rule.infinitive:
            found = self._infinitive(rule, trigger)
            return [Head(trigger, kind == "verbs"), Head(found, True)] if found is not None else []
        if not rule.through or kind != "verbs":
            middle = kind == "verbs" and not is_reflexive(trigger) and not lemmas(trigger) & set(rule.verbs)
            return [Head(trigger, kind == "verbs", middle)]
        if rule.through_subject:
            candidates = self.functions.surface_subject(trigger)
        elif rule.through_prep:
            candidates = [
                child
                for child in trigger.children
                if child.pos_ in ("NOUN", "PROPN", "VERB") and self.functions.phrases.preposition(child) in rule.through_prep
            ]
        else:
            candidates = self.functions.object(trigger) + [
                child
                for child in trigger.children
                if child.dep_ in ("obj", "nsubj:pass", "nsubj", "xcomp", "obl:arg", "obl:mod", "dep", "ccomp")
                and (child.dep_ != "nsubj" or child.i not in self.inside)
                and child.pos_ in ("NOUN", "PROPN")
                and not self.functions.phrases.preposition(child)
            ]
        for candidate in candidates:
            chain = [
                candidate,
                *[
                    child
                    for child in candidate.children
                    if child.dep_ == "conj" or (child.dep_ in ("nmod", "amod") and lemmas(candidate) & _QUANTITIES)
                ],
            ]
            for noun in chain:
                if self._names(noun) & set(rule.through):
                    verb, carrier = Head(trigger, True), Head(noun, False, carried=True)
                    return [carrier, verb] if rule.through_subject else [verb, carrier]
        if rule.through_prep or rule.through_subject:
            return []
        late = next((noun for noun in late_objects(trigger) if self._names(noun) & set(rule.through)), None)
        return [Head(trigger, True), Head(late, False, carried=True)] if late is not None else self._loose_heads(rule, trigger)

    def _loose_heads(self, rule: FrameRule, trigger: Word) -> list[Head]:
        """Return the trigger and the noun it goes through where the parse hangs that noun elsewhere."""
        if trigger.pos_ == "AUX" or self.functions.is_passive(trigger):
            return []
        for noun in self._bare_objects(trigger):
            measured = noun.i in self.figures or bool(lemmas(noun) & _QUANTITIES)
            for word in (noun, *(child for child in noun.children if measured and child.dep_ == "nmod" and child.i > noun.i)):
                if self._names(word) & set(rule.through):
                    return [Head(trigger, True), Head(word, False, carried=True)]
        return []

    def _bare_objects(self, trigger: Word) -> list[Word]:
        if trigger.i not in self._objects:
            self._objects[trigger.i] = list(bare_objects(trigger, self.functions.phrases))
        return self._objects[trigger.i]

    def _infinitive(self, rule: FrameRule, trigger: Word) -> Word | None:
        """Return the infinitive among the frame's that the trigger governs, no finite verb standing between."""
        for token in trigger.doc[trigger.i + 1 : min(trigger.i + 12, trigger.sent.end)]:
            if token.pos_ in ("VERB", "AUX") and str(token.lemma_) in rule.infinitive and "Inf" in token.morph.get("VerbForm"):
                return token
            if token.text in (":", ";") or (token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm")):
                return None
        return None

    def _named_in_clause(self, trigger: Word, objects: list[Filler]) -> bool:
        """Tell whether the trigger's clause names a subject of its own, which then is no unsaid one."""
        taken = {filler.span.start for filler in objects}
        clause = self.functions.clauses[trigger.i]
        return any(
            token.dep_.startswith("nsubj")
            and token.i in self.functions.phrases.direct
            and self.functions.clauses[token.i] == clause
            and self.functions.phrases.direct[token.i][0].span.start not in taken
            for token in trigger.sent
        )

    def _names(self, noun: Word) -> frozenset[str]:
        """Return the lemmas of a noun, or the first word of the name it belongs to (`le Traité de Rome`)."""
        span = self.inside.get(noun.i)
        found = lemmas(noun) if span is None else lemmas(noun) | {span[0].plain}
        return found | {self.figures[noun.i]} if noun.i in self.figures else found

    def _context_fits(self, rule: FrameRule, trigger: Word) -> bool:
        if rule.never_through and any(self._names(noun) & set(rule.never_through) for noun in self._told_objects(trigger)):
            return False
        if not rule.requires and not rule.excludes:
            return True
        words = self._around(trigger)
        return not (rule.requires and not words & set(rule.requires)) and not words & set(rule.excludes)

    def _told_objects(self, trigger: Word) -> list[Word]:
        found = self.functions.object(trigger) + self._bare_objects(trigger)
        return found + [child for noun in found for child in noun.children if child.dep_ == "nmod" and noun.i in self.figures]

    def _is_sport(self, match: Match) -> bool:
        """Tell whether the sentence tells of a match or a race, whose nations fight and meet for sport, persons aside."""
        if match.rule.predicate not in arenas().predicates or "person" in (match.subject.type, match.object.type):
            return False
        trigger, start = match.trigger, match.trigger.sent.start
        if start not in self._arenas:
            words = arenas().words
            self._arenas[start] = any(token.plain in words or token.lemma_.lower() in words for token in trigger.sent)
        return self._arenas[start]

    def _around(self, trigger: Word) -> set[str]:
        """Return the forms and lemmas of the words of the sentence that stand at most twelve away."""
        if trigger.i not in self._windows:
            first, last = max(trigger.i - 12, trigger.sent.start), min(trigger.i + 13, trigger.sent.end)
            self._windows[trigger.i] = {word for token in self.doc[first:last] for word in (token.plain, token.lemma_.lower())}
        return self._windows[trigger.i]

    def _in_order(self, rule: FrameRule, spec: ArgumentSpec, heads: list[Head]) -> list[Head]:
        """Return the words to ask in turn: for an `avec` phrase the noun a verb goes through is asked before the verb."""
        return heads[::-1] if rule.through and spec.function == "complement" and spec.prep == ["avec"] else heads

    def _argument(self, rule: FrameRule, specs: list[ArgumentSpec], role: Any, heads: list[Head]) -> list[Filler]:
        for spec in specs:
            types = rule.types(spec, role)
            for head in self._in_order(rule, spec, heads):
                found = self._find(spec, head, types)
                if found:
                    return found
        return []

    def _find(self, spec: ArgumentSpec, head: Head, types: tuple[str, ...]) -> list[Filler]:
        if spec.function == "date":
            return self._dates(head.token)
        if spec.function == "topic":
            return self.functions.implied(head.token, types)
        if spec.function == "line":
            return self.functions.line(head.token, types)
        if spec.function == "understood":
            bare = not head.verbal and not any(child.dep_ == "nmod" for child in head.token.children)
            return self.functions.implied(head.token, types) if bare else []
        if spec.function == "bearer":
            return self.functions.bearer(head.token)
        if spec.function == "office":
            return self.functions.office(head.token, types)
        fillers: dict[int, Filler] = {}
        for token in self._known_tokens(spec, head):
            if spec.function == "demonym" or (token.i == head.token.i and spec.function == "owner"):
                found = [filler for filler in self.functions.phrases.adjectives.get(token.i, ()) if filler.type in types]
            else:
                found = self.functions.fill(token, types)
            for filler in found:
                fillers.setdefault(filler.span.start, filler)
        return [fillers[start] for start in sorted(fillers)]

    def _known_tokens(self, spec: ArgumentSpec, head: Head) -> list[Word]:
        """Return `_tokens`, worked out once for all the frames that ask the same of a word."""
        asked = (spec.function, tuple(spec.prep), tuple(spec.of), head.token.i, head.verbal, head.middle, head.carried)
        if asked not in self._asked:
            self._asked[asked] = self._tokens(spec, head)
        return self._asked[asked]

    def _tokens(self, spec: ArgumentSpec, head: Head) -> list[Word]:
        functions, token = self.functions, head.token
        if spec.function == "subject" and head.carried:
            return []
        if spec.function == "subject":
            if head.middle:
                return functions.surface_subject(token)
            return functions.subject(token) if head.verbal else functions.predicative_subject(token)
        if spec.function == "heading":
            return functions.heading(token, spec.prep)
        if spec.function == "heading_act":
            return heading_act(token, functions.phrases)
        if spec.function == "via":
            return functions.via(token, spec.of)
        if spec.function in ("complement", "relative"):
            found = functions.complements(token, spec.prep) if spec.function == "complement" else []
            return found or functions.relative(token, spec.prep)
        if spec.function == "self":
            known = token.i in self.inside or token.i in functions.phrases.direct
            return [token] if known and definite(self.inside.get(token.i)) else []
        if spec.function == "demonym":
            return [token]
        return list(self._BY_FUNCTION[spec.function](functions, token))

    _BY_FUNCTION: ClassVar[dict[str, Any]] = {
        "predicative": Functions.predicative_subject,
        "object": Functions.object,
        "agent": Functions.agent,
        "owner": Functions.owner,
        "possessor": Functions.possessor,
        "between": Functions.between,
        "parties": Functions.parties,
        "adverbial": Functions.adverbial_subject,
        "agent_above": Functions.agent_above,
        "verb_subject": Functions.verb_subject,
        "sides": Functions.sides,
        "governed": Functions.governed,
        "caption": Functions.caption,
        "beside": Functions.beside,
        "clause_subject": Functions.clause_subject,
        "clause": Functions.clause,
        "after": Functions.after,
        "listed": Functions.listed,
        "possessive": Functions.possessive,
    }

    def _dates(self, head: Word) -> list[Filler]:
        best = None
        for span in self.dates:
            value = span.data.get("value")
            if span.sent.start == head.sent.start and value and span.data.get("kind") == "date":
                distance = abs(span.start - head.i) + (4 if span.start < head.i else 0)
                if best is None or distance < best[0]:
                    best = (distance, Filler(span, (value,), span.start))
        return [best[1]] if best and best[0] <= 25 else []

    def _pair(self, rule: FrameRule, trigger: Word, subject: Filler, target: Filler) -> Iterator[Match]:
        plural = len(subject.entities) > 1 or len(target.entities) > 1
        for left in subject.entities:
            for right in target.entities:
                if left != right:
                    yield Match(rule, trigger, subject, target, left, right, plural)

    def _reciprocal(self, rule: FrameRule, trigger: Word, subjects: list[Filler], objects: list[Filler]) -> Iterator[Match]:
        distinct = {entity for filler in objects for entity in filler.entities} - {
            entity for filler in subjects for entity in filler.entities
        }
        if objects and subjects and distinct:
            for subject in subjects:
                for target in objects:
                    yield from self._pair(rule, trigger, subject, target)
            return
        if objects or not self._with_another(trigger):
            yield from self._pairs_within(rule, trigger, subjects)

    def _with_another(self, trigger: Word) -> bool:
        """Tell whether a verb's `avec` names who is no argument (`X et Y commercent avec leurs clients`), so that no pair is meant."""
        return trigger.pos_ == "VERB" and any(
            child.i > trigger.i and self.functions.phrases.preposition(child) == "avec" and child.i in self.functions.phrases.owner_of
            for child in trigger.children
        )

    def _pairs_within(self, rule: FrameRule, trigger: Word, members: list[Filler]) -> Iterator[Match]:
        spread = [(filler, entity) for filler in members for entity in filler.entities]
        if len({entity for _, entity in spread}) > 6:
            return
        for (left, left_entity), (right, right_entity) in combinations(spread, 2):
            if left_entity != right_entity:
                plural = len(left.entities) > 1 or len(right.entities) > 1
                yield Match(rule, trigger, left, right, left_entity, right_entity, plural)


def ordered(match: Match) -> tuple[Filler, str, Filler, str]:
    """Return subject and object; a symmetric predicate's stand in the order of the text."""
    pair = (match.subject, match.subject_entity, match.object, match.object_entity)
    if PREDICATES[match.rule.predicate].symmetric and match.object.span.start < match.subject.span.start:
        return (match.object, match.object_entity, match.subject, match.subject_entity)
    return pair
