"""Annotated texts as training examples: the very units the model reads when the pipeline runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import filter_spans

from pipeline.extensions import declare
from pipeline.fast import multiply_with_numpy
from pipeline.language import CONFIG
from pipeline.syntax import Syntax, Unit
from pipeline.training.brat import Span, Text, flat

READERS = ("depeche_names", "depeche_adjuncts", "depeche_syntax")


def reader() -> Language:
    """Return the pipeline's first components, up to the one that runs the model, with the model's own weights."""
    declare()
    config = spacy.util.load_config(CONFIG)
    config["components"]["depeche_syntax"]["recognizer"] = None
    others = [name for name in config["nlp"]["pipeline"] if name not in READERS]
    return spacy.util.load_model_from_config(config, auto_fill=True, exclude=others)


def bare(nlp: Language) -> Language:
    """Return the pinned model as it was published, with the vocabulary of `nlp`."""
    model = spacy.load(nlp.get_pipe_config("depeche_syntax")["model"], vocab=nlp.vocab)
    multiply_with_numpy(model)
    return model


def examples(nlp: Language, texts: Iterable[Text]) -> Iterator[Example]:
    """Yield one example a unit, in the order of the texts."""
    syntax = nlp.get_pipe("depeche_syntax")
    assert isinstance(syntax, Syntax)
    for text in texts:
        doc = nlp.make_doc(text.text)
        for name in READERS[:-1]:
            doc = nlp.get_pipe(name)(doc)
        spans = flat(text.spans)
        for unit in syntax.units(doc)[1]:
            yield example(unit, spans)


def example(unit: Unit, spans: Sequence[Span]) -> Example:
    """Return the unit with the names in it; a word that a name only partly covers is left out of the loss."""
    words = unit.parse
    bounds = [(unit.offset + start, unit.offset + end) for start, end in zip(unit.starts, unit.ends, strict=True)]
    reference = Doc(words.vocab, words=[word.text for word in words], spaces=[bool(word.whitespace_) for word in words])
    names, missing = [], []
    for span in spans:
        inside = [index for index, (start, end) in enumerate(bounds) if start < span.end and span.start < end]
        if not inside:
            continue
        piece = reference[inside[0] : inside[-1] + 1]
        if bounds[inside[0]][0] < span.start or bounds[inside[-1]][1] > span.end:
            missing.append(piece)
        else:
            piece.label_ = span.label
            names.append(piece)
    taken = {index for piece in names for index in range(piece.start, piece.end)}
    free = [piece for piece in missing if taken.isdisjoint(range(piece.start, piece.end))]
    reference.set_ents(names, missing=filter_spans(free), default="outside")
    return Example(words, reference)
