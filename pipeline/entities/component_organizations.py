"""The spaCy component that proposes organizations, persons and the model's entities."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.entities.acronyms import find_short_forms, settle
from pipeline.entities.companies import persons_and_companies
from pipeline.entities.model_ner import filter_model
from pipeline.entities.model_spans import ModelEntity, without_parts
from pipeline.entities.organizations import find_organizations
from pipeline.entities.persons import find_persons
from pipeline.extensions import CANDIDATES, Found, declare, propose

MODEL = "depeche_model"


@Language.factory("depeche_organizations", requires=["doc.spans"], assigns=["doc.spans"])
class Organizations:
    """Adds organizations, persons and the model's entities to `doc.spans["depeche_candidates"]`.

    The states are read from the candidates already there, the model's entities from
    `doc.spans["depeche_model"]`
    (labels ORG, PER, LOC), which may be absent.
    """

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        states = _states(doc)
        model = _model(doc)
        propose(doc, candidates(doc.text, states, model))
        return doc


def candidates(text: str, states: list[Found], model: list[ModelEntity]) -> list[Found]:
    """Return every candidate for organization, person and the model's place."""
    organizations = settle(text, find_organizations(text, states))
    persons = find_persons(text, model, states, organizations)
    others = [item for item in filter_model(text, model) if item.type != "person"]
    others = without_parts(text, others, [*organizations, *states])
    named = [item for item in others if item.type == "organization"]
    persons, companies = persons_and_companies(text, persons, [*organizations, *named])
    return [*organizations, *companies, *find_short_forms(text, organizations), *persons, *others]


def _states(doc: Doc) -> list[Found]:
    return [
        Found(span.start_char, span.end_char, span.label_, span.id_, span._.depeche or {})
        for span in doc.spans.get(CANDIDATES, [])
        if span.label_ in ("country", "place")
    ]


def _model(doc: Doc) -> list[ModelEntity]:
    return [(span.start_char, span.end_char, span.label_) for span in doc.spans.get(MODEL, [])]
