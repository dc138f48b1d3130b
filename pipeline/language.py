"""The whole way through spaCy: the pipeline made from its config, and a source put through it."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

import pipeline
from pipeline.assemble import to_records
from pipeline.coreference import component as _coreference  # noqa: F401
from pipeline.dates import adjuncts  # noqa: F401
from pipeline.dates import component as _dates  # noqa: F401
from pipeline.entities import component_countries, component_organizations, names, resolve  # noqa: F401
from pipeline.extensions import declare
from pipeline.fast import keep_out_of_collections
from pipeline.figures import component as _figures  # noqa: F401
from pipeline.read import Source
from pipeline.records import AnyRecord, Producer
from pipeline.relations import component as _relations  # noqa: F401
from pipeline.relations import repairs  # noqa: F401
from pipeline.rulebook.locate import rules_digest
from pipeline.syntax import Syntax
from pipeline.tokens import AtomTokenizer  # noqa: F401
from pipeline.wraps import unwrapped

CONFIG = Path(__file__).with_name("config.cfg")


def build() -> Language:
    """Return the pipeline of `config.cfg`. Raises RuleError for a rule file that can't be used."""
    declare()
    config = spacy.util.load_config(CONFIG)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    keep_out_of_collections()
    return nlp


def process(nlp: Language, source: Source, *, with_text: bool = False) -> list[AnyRecord]:
    """Return the source's records."""
    doc = nlp.make_doc(unwrapped(source.text))
    doc._.date = source.date
    doc = nlp(doc)
    return to_records(doc, source, producer(nlp), with_text=with_text)


def producer(nlp: Language) -> Producer:
    """Return what makes the records: this version, the model with its version and our recognizer, the rules' digest."""
    syntax = nlp.get_pipe("depeche_syntax")
    assert isinstance(syntax, Syntax)
    return Producer(version=pipeline.__version__, model=syntax.model, rules=rules_digest())
