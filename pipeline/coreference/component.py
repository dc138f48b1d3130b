"""The spaCy component that adds the nominals to the document's mentions."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.coreference.nominals import findings
from pipeline.entities.resolve import set_mentions
from pipeline.extensions import declare
from pipeline.tree import Tree


@Language.factory("depeche_coreference", requires=["doc.spans", "token.dep"], assigns=["doc.spans"])
class Coreference:
    """Adds `le pays`, `l'organisation`, `les deux pays` to `doc.spans["depeche"]`, with their antecedents' keys."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        found, finder = findings(Tree(doc))
        kept = [mention for mention in finder.doc.mentions if mention not in finder.replaced]
        set_mentions(doc, [mention.span for mention in (*kept, *found)])
        doc._.depeche_reasons = finder.reasons
        return doc
