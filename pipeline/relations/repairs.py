"""The parser's known confusions, mended in one place before anything reads the parse.

`verbe-pris-pour-nom`: in `La Grèce finance le port` or `La Cour siège à Paris` the model takes the verb for a noun
or an adjective on the name; the name right before it becomes its subject, what follows its object or complement.

`noms-en-tete`: a sentence that opens with bare names (`Oslo et Helsinki étaient des partenaires`) has the verb that
follows them as its root and them as its subject, where the model hangs the verb under the names.

`noms-sous-relatif`: see `relatives.py`. `participe-en-tete`: see `openings.py`.

`il-personnel`: the `il` of a verb that is never impersonal is its subject. `objet-sous-plus`: in `n'a plus de relations`
the noun is the verb's object, not the adverb's.
"""

from __future__ import annotations

import numpy
from spacy.attrs import DEP, HEAD, LEMMA, POS
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extensions import declare
from pipeline.relations.frames import finite_forms
from pipeline.relations.hidden_verb import hidden_verbs
from pipeline.relations.opening_phrase import opening_list
from pipeline.relations.openings import mended_opening
from pipeline.relations.relatives import mended_relatives
from pipeline.tree import Mention, Sentence, Tree, Word

_NAMES = ("country", "organization", "person")
_FINITE = ("VERB", "AUX")
_LIST_WORDS = frozenset({",", "et", "ainsi", "que", "comme", "-", "l'", "les", "la", "le"})
_NEGATIONS = frozenset({"plus", "pas", "jamais", "guère", "point"})
_IMPERSONAL = frozenset(
    [
        "falloir",
        "faut",
        "fallait",
        "faudra",
        "agir",
        "pleuvoir",
        "neiger",
        "exister",
        "rester",
        "suffire",
        "convenir",
        "importer",
        "arriver",
        "sembler",
        "paraître",
        "advenir",
        "résulter",
        "ressortir",
        "manquer",
        "apparaître",
        "appartenir",
        "incomber",
        "revenir",
        "être",
        "avoir",
        "faire",
    ]
)
_BULLETS = frozenset({"-", "–", "—", "•", "*", "«", '"'})
_ECHOES = frozenset({"elles", "eux", "elle", "lui"})


@Language.factory("depeche_repairs", requires=["token.dep", "doc.spans"], assigns=["token.dep", "token.head", "token.pos"])
class Repairs:
    """Mends the parse where it is known to err; `doc._.depeche_reasons` says where it did."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        tree = Tree(doc)
        names = {span.end: span for span in tree.mentions if span.label_ in _NAMES}
        placed = {span.end: span for span in tree.mentions if span.label_ in (*_NAMES, "place")}
        changes: dict[int, tuple[int, str, str, str]] = {}
        for token in tree:
            mended = _personal(token) or _under_adverb(token)
            if mended is not None:
                changes[token.i] = mended
        for sent in tree.sents:
            found = _mistaken_verb(sent, names)
            leading = _leading_names(sent, names) if found is None else None
            if leading is not None:
                changes.update(_as_subject(sent, *leading))
                doc._.depeche_reasons.append(f"noms-en-tete : « {leading[1].text} » ({leading[1].idx})")
            hidden = {} if found or leading else hidden_verbs(sent) or opening_list(sent, names)
            if hidden:
                changes.update(hidden)
                doc._.depeche_reasons.append(f"verbe-sous-son-sujet : {sorted(hidden)}")
            if found is not None:
                changes.update(_as_verb(sent, *found))
                doc._.depeche_reasons.append(f"verbe-pris-pour-nom : « {found[1].text} » ({found[1].idx})")
            if found is None and leading is None and not hidden:
                changes.update(mended_opening(sent, names))
                changes.update(mended_relatives(sent, placed))
        if changes:
            _apply(doc, changes)
        return doc


def _personal(token: Word) -> tuple[int, str, str, str] | None:
    """Return the mended label of an `il` taken for impersonal before a verb that isn't."""
    verb = token.head
    if token.dep_ != "expl:subj" or token.plain != "il" or verb.pos_ != "VERB" or {str(verb.lemma_), verb.plain} & _IMPERSONAL:
        return None
    others = {child.dep_ for child in verb.children}
    if others & {"nsubj", "nsubj:pass", "aux:pass", "csubj", "ccomp", "cop"} or any(child.plain == "y" for child in verb.children):
        return None
    return token.head.i, "nsubj", token.pos_, token.lemma_


def _under_adverb(token: Word) -> tuple[int, str, str, str] | None:
    """Return the mended head of a noun hung under the `plus` or `pas` of its verb's negation."""
    adverb, verb = token.head, token.head.head
    if token.pos_ != "NOUN" or adverb.pos_ != "ADV" or adverb.plain not in _NEGATIONS or verb.pos_ not in _FINITE or adverb.i > token.i:
        return None
    return verb.i, "obj", token.pos_, token.lemma_


def _mistaken_verb(sent: Sentence, names: dict[int, Mention]) -> tuple[Mention, Word] | None:
    """Return the name and the word after it that must be the sentence's verb, or None."""
    if any(token.pos_ in _FINITE and _is_finite(token) and token.dep_ in ("ROOT", "cop", "aux:tense", "aux:pass") for token in sent):
        return None
    for token in sent:
        negated = token.i > sent.start and sent.doc[token.i - 1].plain in ("ne", "n'")
        span = names.get(token.i - 1 if negated else token.i)
        if span is None or span.data.get("form") == "demonym" or span.start < sent.start:
            continue
        if token.plain in finite_forms() and _is_subject(span, sent) and _continues(token, sent):
            return span, token
    return None


def _leading_names(sent: Sentence, names: dict[int, Mention]) -> tuple[list[Word], Word] | None:
    """Return the names that open the sentence and the verb they are not yet the subject of, or None."""
    starts = {span.start: span for span in names.values() if span.data.get("form") != "demonym"}
    found: list[Word] = []
    index = sent.start
    while index < sent.end:
        span, token = starts.get(index), sent.doc[index]
        if span is not None:
            found.append(span.root)
            index = span.end
        elif token.plain == "que" and sent.doc[index - 1].plain != "ainsi":
            break
        elif token.is_space or token.pos_ == "DET" or token.plain in _LIST_WORDS or (found and token.plain in _ECHOES):
            index += 1
        else:
            break
    if not found or index >= sent.end:
        return None
    verb = _verb_at(sent, index)
    if verb is None or verb.head.i == verb.i:
        return None
    return (found, verb) if any(token.head.i == token.i for token in found) else None


def _verb_at(sent: Sentence, index: int) -> Word | None:
    """Return the head of the verb group that starts at `index`: `avaient rejoint`, `étaient des partenaires`."""
    for token in sent.doc[index : min(index + 4, sent.end)]:
        if token.pos_ == "AUX" and token.head.i > token.i:
            return token.head
        if token.pos_ in _FINITE:
            return token
        if token.pos_ not in ("ADV", "PRON", "SPACE"):
            return None
    return None


def _as_subject(sent: Sentence, names: list[Word], verb: Word) -> dict[int, tuple[int, str, str, str]]:
    first = names[0]
    changes = {verb.i: (verb.i, "ROOT", verb.pos_, verb.lemma_)}
    changes[first.i] = (verb.i, "nsubj", first.pos_, first.lemma_)
    for other in names[1:]:
        changes[other.i] = (first.i, "conj", other.pos_, other.lemma_)
    for token in sent:
        stray = token.head.i == token.i and token.i not in (verb.i, first.i)
        if stray or (token.i > verb.i and token.head.i in {name.i for name in names}):
            changes.setdefault(token.i, (verb.i, token.dep_ if token.dep_ != "ROOT" else "dep", token.pos_, token.lemma_))
    return changes


def _is_finite(token: Word) -> bool:
    return "Fin" in token.morph.get("VerbForm") or bool(token.morph.get("Mood"))


def _is_subject(span: Mention, sent: Sentence) -> bool:
    before = [token for token in sent.doc[sent.start : span.start] if not token.is_space]
    while before and before[0].text in _BULLETS:
        before = before[1:]
    return not before or (before[-1].pos_ == "DET" and (len(before) == 1 or before[-2].pos_ in ("PUNCT", "CCONJ", "SCONJ")))


def _continues(token: Word, sent: Sentence) -> bool:
    """Tell whether an object or a complement follows, as it does a verb."""
    return token.i + 1 < sent.end and sent.doc[token.i + 1].pos_ in ("DET", "ADP", "PRON", "ADV", "SCONJ")


def _as_verb(sent: Sentence, name: Mention, verb: Word) -> dict[int, tuple[int, str, str, str]]:
    """Return the new (head, label, tag, lemma) of the words the repair changes."""
    changes = {verb.i: (verb.i, "ROOT", "VERB", finite_forms()[verb.plain])}
    inside = set(range(name.start, name.end))
    changes[name.root.i] = (verb.i, "nsubj", name.root.pos_, name.root.lemma_)
    for token in sent:
        outside = token.i > verb.i and token.head.i in inside
        stray = token.i != verb.i and token.head.i == token.i and token.i not in inside
        if outside or stray:
            case = any(child.dep_ == "case" for child in token.children)
            label = token.dep_ if token.pos_ == "PUNCT" else "obl:arg" if case else "obj"
            changes[token.i] = (verb.i, label, token.pos_, token.lemma_)
    return changes


def _apply(doc: Doc, changes: dict[int, tuple[int, str, str, str]]) -> None:
    strings = doc.vocab.strings
    array = doc.to_array([HEAD, DEP, POS, LEMMA])
    for index, (head, label, tag, lemma) in changes.items():
        row = [head - index, strings.add(label), strings[tag], strings.add(lemma)]
        array[index] = numpy.array([value % 2**64 for value in row], dtype="uint64")
    doc.from_array([HEAD, DEP, POS, LEMMA], array)
