"""The spaCy component that adds the nominals to the document's mentions."""

from __future__ import annotations

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.coreference.nominals import Nominals
from pipeline.entities.resolve import set_mentions
from pipeline.entities.organizations_table import organizations
from pipeline.extensions import MENTIONS, declare


@cache
def nominals_of_table() -> dict[str, frozenset[str]]:
    """Return each noun of the organizations' table with the keys it can refer back to."""
    nouns: dict[str, set[str]] = {}
    for key, entry in organizations().items():
        for noun in entry.nominals:
            nouns.setdefault(noun.lower(), set()).add(key)
    return {noun: frozenset(found) for noun, found in nouns.items()}


@Language.factory("depeche_coreference", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
class Coreference:
    """Adds `le pays`, `l'organisation`, `les deux pays` to `doc.spans["depeche"]`, with their antecedents' keys."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        finder = Nominals(doc, nominals_of_table())
        found = finder.find()
        set_mentions(doc, [*doc.spans.get(MENTIONS, []), *found])
        doc._.depeche_reasons = finder.reasons
        return doc
