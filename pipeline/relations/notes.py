"""The telegraphic register: what a note leaves unsaid because its label, its heading or the title says it.

`– Dixième membre de l'OCS (juillet 2024).` under `Biélorussie`, `CEI   1991   membre fondateur`, `Chef de l'Etat : Sadyr Japarov`.
A note is a line after a bullet, a row of a table, or what follows a name and a colon; only its parts without a finite verb count.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.coreference.headings import Headings
from pipeline.relations.frames import ArgumentSpec, FrameRule
from pipeline.relations.functions import Functions
from pipeline.relations.phrases import Filler
from pipeline.tree import Mention, Sentence, Tree, Word
from pipeline.vocabulary import PREDICATES

_BULLETS = "-–—•*·▪■►◦‣○●"
_LABEL_REACH, _HEADINGS_BACK = 14, 8
_EMPTY = frozenset(("DET", "PUNCT", "SPACE", "CCONJ", "SYM", "ADP", "NUM", "X"))
_JOINS = frozenset("-–—‑/")


class Layer(NamedTuple):
    """The names one place says the note is about; `pair`: two of them joined by a hyphen, whose affair it is."""

    names: tuple[Mention, ...]
    pair: bool


class Note(NamedTuple):
    """A sentence in the telegraphic register: its label's end (index of the colon, or -1), its layers, nearest first.

    `inline`: the first layer is a table's cell or a heading run in, which frames don't see for themselves.
    """

    colon: int
    layers: tuple[Layer, ...]
    inline: bool = False


_NONE = Note(-1, ())


class Notes:
    """Completes what a frame found in a note with the parties the note leaves unsaid."""

    def __init__(self, doc: Tree, functions: Functions, headings: Headings):
        self.doc, self.functions, self.phrases, self.headings = doc, functions, functions.phrases, headings
        self._notes: dict[int, Note] = {}
        self._number = {sent.start: number for number, sent in enumerate(doc.sents)}

    def complete(
        self, rule: FrameRule, trigger: Word, subjects: list[Filler], objects: list[Filler]
    ) -> tuple[list[Filler], list[Filler]]:
        """Return subjects and objects, those that the note leaves unsaid supplied; as they are outside of notes."""
        if subjects and [filler.span for filler in subjects] == [filler.span for filler in objects]:
            subjects = []
        note = self.note(trigger.sent) if not (subjects and objects) else _NONE
        if note is _NONE or not self._telegraphic(trigger, note.colon):
            return subjects, objects
        value = self._value(note.colon, trigger.sent) if trigger.i < note.colon else None
        if value is not None:
            return self._valued(rule, trigger, note, value, subjects, objects)
        if note.colon < 0 and not objects and rule.predicate in _OF_BODIES and any(f.span in note.layers[0].names for f in subjects):
            subjects = []
        if not self._tops(trigger):
            return subjects, objects
        layers = [layer for layer in note.layers if all(not span.start <= trigger.i < span.end for span in layer.names)]
        if subjects or objects:
            if rule.reciprocal and len({entity for filler in subjects or objects for entity in filler.entities}) > 1:
                return subjects, objects
            missing = "object" if subjects else "subject"
            specs = rule.object if subjects else rule.subject
            if (missing == "object" and rule.predicate in _OF_PLACES) or _headed(specs, note) or self._said(rule, specs, trigger):
                return subjects, objects
            found = self._first(rule, missing, trigger, layers, subjects or objects)
            if missing == "subject" and self._is_scene(rule, trigger, found):
                return subjects, objects
            return (subjects, found) if subjects else (found, objects)
        if _headed([*rule.subject, *rule.object], note):
            return subjects, objects
        return self._both(rule, trigger, layers)

    def _is_scene(self, rule: FrameRule, trigger: Word, found: list[Filler]) -> bool:
        """Tell whether the state that heads the note is where the thing happens: `Pologne : visite du pape à X`, `France : attaque à Y`."""
        if trigger.pos_ != "NOUN" or not any(filler.type == "country" for filler in found):
            return False
        if rule.predicate == "visits":
            return bool(self.functions.complements_of_noun(trigger, ("de",)))
        return rule.predicate in ("attacks", "deploys_in") and trigger.i > 0 and "Sing" in trigger.morph.get("Number")

    def _first(self, rule: FrameRule, role: str, trigger: Word, layers: list[Layer], known: list[Filler]) -> list[Filler]:
        """Return the names of the nearest layer that fit the role, none where they are two that the note may be about."""
        taken = {entity for filler in known for entity in filler.entities}
        for layer in layers:
            if layer.pair and not PREDICATES[rule.predicate].symmetric and any(filler.span in layer.names for filler in known):
                return []
            fitting = [filler for filler in self._fillers(rule, role, trigger, layer) if not set(filler.entities) & taken]
            if fitting:
                return [] if layer.pair and len(fitting) > 1 else fitting
        return []

    def _both(self, rule: FrameRule, trigger: Word, layers: list[Layer]) -> tuple[list[Filler], list[Filler]]:
        """Return both parties where the note says neither: those of a pair, or the label's and the heading's."""
        symmetric = PREDICATES[rule.predicate].symmetric and rule.reciprocal
        acts = trigger.pos_ in ("VERB", "AUX") and trigger.plain not in rule.nouns and not self.functions.rests(trigger)
        if acts != bool(rule.through and symmetric) or not (symmetric or rule.predicate in _OF_BODIES):
            return [], []
        if self._said(rule, [*rule.subject, *rule.object], trigger):
            return [], []
        for layer in layers:
            if layer.pair and symmetric:
                return self._fillers(rule, "subject", trigger, layer), []
        if len(layers) < 2 or any(layer.pair for layer in layers[:2]):
            return [], []
        near, far = layers[0], layers[1]
        if not symmetric and any(span.data.get("class") != "intergovernmental" for span in near.names):
            return [], []
        subjects = self._fillers(rule, "subject", trigger, far)
        objects = self._first(rule, "object", trigger, [near], subjects)
        return (subjects, objects) if subjects and objects else ([], [])

    def _tops(self, trigger: Word) -> bool:
        """Tell whether the trigger is no complement of another word of the note: `pacte d'amitié`, `en marge du sommet`."""
        if "Inf" in trigger.morph.get("VerbForm"):
            return False
        return trigger.pos_ in ("VERB", "AUX") or not self.phrases.preposition(trigger)

    def _said(self, rule: FrameRule, specs: list[ArgumentSpec], trigger: Word) -> bool:
        """Tell whether the argument's place is taken by a phrase that names no entity: `réserves exploitées par X`."""
        verbal = trigger.pos_ in ("VERB", "AUX")
        for spec in specs:
            if spec.function == "object" and verbal and self.functions.object(trigger):
                return True
            if spec.function == "subject" and verbal and self.functions.subject(trigger):
                return True
            heads = [trigger, trigger.head] if rule.through and trigger.head.pos_ == "NOUN" else [trigger]
            if spec.function == "complement" and any(self._unknown(rule, spec, head) for head in heads):
                return True
        return False

    def _unknown(self, rule: FrameRule, spec: ArgumentSpec, head: Word) -> bool:
        """Tell whether a complement follows that is no mention: a name unknown (`base de Kant`), or `celle-ci`."""
        types = {*PREDICATES[rule.predicate].subject, *PREDICATES[rule.predicate].object}
        for word in self.doc[head.i + 1 : min(head.i + 8, head.sent.end)]:
            if word.text in (",", ";", "(", "."):
                return False
            span = self.phrases.owner_of.get(word.i)
            if span is not None and self.phrases.preposition(span.root) in (*spec.prep, "de"):
                return span.label_ not in types
            if word.plain in ("celui", "celle", "ceux", "celles"):
                return True
            if span is None and word.text[:1].isupper() and self.doc[word.i - 1].plain in _LINKS:
                return True
        return False

    def _valued(
        self, rule: FrameRule, trigger: Word, note: Note, value: Layer, subjects: list[Filler], objects: list[Filler]
    ) -> tuple[list[Filler], list[Filler]]:
        """Return the parties of a labelled value (`Chef de l'Etat : X`): the names after the colon, and what the note is about."""
        if trigger.pos_ not in ("NOUN", "PROPN", "ADJ") or trigger.sent.start + 4 < trigger.i:
            return subjects, objects
        if not self._telegraphic(self.doc[note.colon + 1], note.colon):
            return subjects, objects
        said = rule.reciprocal or any(spec.function in ("subject", "self", "predicative") for spec in rule.subject)
        role, other = ("subject", "object") if said else ("object", "subject")
        filled = self._fillers(rule, role, trigger, value)
        known = objects if role == "subject" else subjects
        rest = known or (self._first(rule, other, trigger, list(note.layers), filled) if filled else [])
        if filled and rest:
            return (filled, rest) if role == "subject" else (rest, filled)
        return subjects, objects

    def _value(self, colon: int, sent: Sentence) -> Layer | None:
        """Return the names that follow a label's colon at once."""
        index = colon + 1
        while index < sent.end and self.doc[index].pos_ in ("DET", "SPACE") and index not in self.phrases.owner_of:
            index += 1
        span = self.phrases.owner_of.get(index)
        if span is None or index >= sent.end:
            return None
        spans = [span]
        while (after := spans[-1].end + 1) < sent.end and self.doc[after - 1].text in (",", "et", "puis"):
            after += self.doc[after].pos_ == "DET"
            if after >= sent.end or after not in self.phrases.owner_of or self.phrases.owner_of[after].label_ != span.label_:
                break
            spans.append(self.phrases.owner_of[after])
        return Layer(tuple(spans), False)

    def _fillers(self, rule: FrameRule, role: str, trigger: Word, layer: Layer) -> list[Filler]:
        specs = rule.subject if role == "subject" else rule.object
        types = {kind for spec in specs for kind in rule.types(spec, "subject" if role == "subject" else "object")}
        return [Filler(span, span.keys, trigger.i, "note") for span in layer.names if span.label_ in types and span.keys]

    def _telegraphic(self, trigger: Word, colon: int) -> bool:
        """Tell whether no finite verb stands in the trigger's part of the note: from a colon or a semicolon to the next."""
        sent = trigger.sent
        first = max((word.i for word in sent if word.i < trigger.i and word.text in (":", ";")), default=sent.start)
        last = min((word.i for word in sent if word.i > trigger.i and word.text in (":", ";")), default=sent.end)
        first = colon if trigger.i > colon > first else first
        said = [word for word in self.doc[first:last] if word.dep_ != "acl:relcl" and word.i not in self.phrases.owner_of]
        return not any(_finite(word) for word in said)

    def note(self, sent: Sentence) -> Note:
        """Return the note that a sentence is, `_NONE` where it is prose."""
        if sent.start not in self._notes:
            self._notes[sent.start] = self._read(sent)
        return self._notes[sent.start]

    def _read(self, sent: Sentence) -> Note:
        start = max(self.doc.text.rfind(end, 0, sent.start_char) for end in "\r\n") + 1
        first = self.doc.text[start : start + 8].lstrip(" \t\u00a0\u202f")
        bulleted = len(first) > 1 and first[0] in _BULLETS and first[1] in " \t\u00a0\u202f"
        colon = next((word.i for word in self.doc[sent.start : min(sent.end, sent.start + _LABEL_REACH)] if word.text == ":"), -1)
        layers = []
        label = self._names(sent.start, colon) if colon >= 0 else self._cell(sent)
        if label is not None:
            layers.append(label)
        runin = self._run_in(sent, start)
        if runin is not None:
            layers.append(runin)
        elif bulleted or (label is not None and colon < 0) or (colon >= 0 and label is None and sent.start_char <= start + 3):
            layers += self._above(sent)
        if not layers:
            return _NONE
        return Note(colon, tuple(layers), runin is not None or (label is not None and colon < 0))

    def _is_row(self, sent: Sentence) -> bool:
        return any(word.i > sent.start and self._parts(word) for word in sent)

    def _cell(self, sent: Sentence) -> Layer | None:
        """Return the names in the first cell of a row of a table."""
        for word in sent:
            if word.i > sent.start and word.i - sent.start <= _LABEL_REACH and self._parts(word):
                return self._names(sent.start, word.i)
        return None

    def _parts(self, word: Word) -> bool:
        """Tell whether a blank of three or more, or a tabulator, stands before the word."""
        last = word.i - 1
        while last >= word.sent.start and self.doc[last].is_space:
            last -= 1
        blank = self.doc.text[self.doc[last].idx + len(self.doc[last].text) : word.idx]
        return not word.is_space and last >= word.sent.start and ("\t" in blank or "   " in blank)

    def _run_in(self, sent: Sentence, line: int) -> Layer | None:
        """Return the names of a heading run in at the start of the line: `Biélorussie. – Dixième membre de l'OCS`."""
        number = self._number[sent.start]
        for back in range(number - 1, max(number - 6, -1), -1):
            before = self.doc.sents[back]
            if before.start_char < line:
                return None
            layer = self._names(before.start, before.end)
            if before.start_char <= line + 1 and layer is not None:
                follows = self.doc.text[before.end_char : before.end_char + 4].lstrip(" \u00a0\u202f")
                return layer if follows[:1] in tuple(_BULLETS) else None
        return None

    def _above(self, sent: Sentence) -> list[Layer]:
        """Return the names of the nearest heading above that holds any, then those of the title."""
        found, here = list[Layer](), self._number[sent.start]
        above = [n for n in self.headings.numbers if n < here and not self._is_row(self.doc.sents[n])]
        for number in above[: -_HEADINGS_BACK - 1 : -1]:
            heading = self.doc.sents[number]
            if any(word.text == ":" for word in self.doc[heading.start : heading.end - 1]) or any(_finite(word) for word in heading):
                break
            layer = self._sole(heading)
            if layer is not None:
                found.append(layer)
                break
        if self.headings.title is not None and self.headings.title < here:
            layer = self._sole(self.doc.sents[self.headings.title])
            if layer is not None and layer not in found:
                found.append(layer)
        return found

    def _sole(self, heading: Sentence) -> Layer | None:
        """Return a heading's names where it holds nothing else, or a single one."""
        names = [span for span in self._spans(heading.start, heading.end) if span.id_ != "model"]
        layer = self._names(heading.start, heading.end) if names else None
        if layer is not None:
            return layer
        return Layer(tuple(names), False) if len(names) == 1 else None

    def _names(self, first: int, last: int) -> Layer | None:
        """Return the names between two words where nothing else stands there, else None."""
        names = self._spans(first, last)
        others = [word for word in self.doc[first:last] if word.i not in self.phrases.owner_of]
        if not names or any(word.pos_ not in _EMPTY and word.text not in _BULLETS for word in others):
            return None
        joined = len(names) == 2 and any(word.text in _JOINS for word in self.doc[names[0].end : names[1].start])
        return Layer(tuple(names), joined)

    def _spans(self, first: int, last: int) -> list[Mention]:
        spans = {span.start: span for index in range(first, last) if (span := self.phrases.owner_of.get(index)) is not None}
        return [spans[start] for start in sorted(spans)]


_OF_BODIES = frozenset(("member_of", "founder_of", "chairs", "withdraws_from", "candidate_for"))
_LINKS = frozenset(("de", "d'", "du", "à", "au", "en", "dans", "la", "le", "l'"))
_OF_PLACES = frozenset(("part_of", "operates_in"))


def _headed(specs: list[ArgumentSpec], note: Note) -> bool:
    """Tell whether the frame itself looks for the argument before the note's colon."""
    return not note.inline and any(spec.function == "heading" for spec in specs)


def _finite(word: Word) -> bool:
    return word.pos_ in ("VERB", "AUX") and "Fin" in word.morph.get("VerbForm")
