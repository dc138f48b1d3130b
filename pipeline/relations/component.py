"""The spaCy component that writes `doc._.relations`."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.coreference.pronouns import Pronouns
from pipeline.coreference.salience import Salience
from pipeline.extensions import declare
from pipeline.relations.echoes import echoes
from pipeline.relations.factuality import factuality
from pipeline.relations.frames import frame_book
from pipeline.relations.functions import Functions
from pipeline.relations.gapping import gapped
from pipeline.relations.match import Match, Matcher, ordered
from pipeline.relations.measure import Measures
from pipeline.relations.nested import RULE, organs
from pipeline.relations.notes import Notes
from pipeline.relations.phrases import Filler, Phrases
from pipeline.tree import Mention, Tree, Word
from pipeline.vocabulary import PREDICATES

IMPLIED_FROM = 0.8


@Language.factory("depeche_relations", requires=["doc.spans", "token.dep"])
class Relations:
    """Matches the frames of rules/frames/ and fills `doc._.relations`: one dict a (predicate, subject, object, sentence)."""

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name
        frame_book()

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        tree = Tree(doc)
        phrases = Phrases(tree)
        salience = Salience(tree)
        pronouns = Pronouns(tree, salience)

        def antecedent(token: Word, types: tuple[str, ...], excluded: frozenset[str]) -> list[Filler]:
            spans = pronouns.antecedents(token, types, excluded)
            return [Filler(span, span.keys, token.i, "pronoun") for span in spans]

        def topic(token: Word, types: tuple[str, ...], excluded: frozenset[str], least: float = IMPLIED_FROM) -> list[Filler]:
            ranked = salience.before(
                token, lambda span: span.label_ in types and not span.data.get("members"), background=least < IMPLIED_FROM
            )
            best = next((item for item in ranked if item.entity not in excluded), None)
            if best is None or best.score < least:
                return []
            return [Filler(best.span, (best.entity,), token.i, "pronoun")]

        functions = Functions(tree, phrases, antecedent, topic)
        measures = Measures(tree, functions.clauses)
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        matches = list(Matcher(tree, functions, Notes(tree, functions, salience.headings)).matches())
        matches += list(gapped(tree, functions, matches))
        relations = [(match, from_match(match, measures)) for match in matches]
        relations += [
            (echo, from_match(echo, measures) | {"negated": from_match(told, measures)["negated"]})
            for told, echo in echoes(tree, functions, matches)
        ]
        for match, relation in relations:
            if match.rule.denied:
                if not relation["negated"]:
                    continue
                relation["negated"] = False
            kept = found.setdefault(_key(relation), relation)
            if relation["rule"] not in kept["rules"]:
                kept["rules"].append(relation["rule"])
        for organ, owner, predicate in organs(tree):
            relation = from_name(organ, owner, predicate)
            found.setdefault(_key(relation), relation)
        doc._.relations = [relation for relation in found.values() if not _only_wished(relation, found)]
        return doc


def from_match(match: Match, measures: Measures) -> dict[str, Any]:
    """Return the relation a matched frame says, as plain values."""
    rule, trigger = match.rule, match.trigger
    subject, subject_entity, target, object_entity = ordered(match)
    time = measures.time(trigger)
    facts = factuality(trigger, narrated=measures.is_past(time))
    figure = measures.figure(trigger, rule.predicate)
    if target.type == "date":
        time = target.span
    return {
        "predicate": rule.predicate,
        "subject": _id(subject.span),
        "object": _id(target.span),
        "subject_entity": subject_entity,
        "object_entity": object_entity,
        "trigger": [trigger.idx, trigger.idx + len(trigger.text)],
        "negated": facts.negated or rule.negated,
        "modality": rule.modality if rule.modality and facts.modality == "asserted" else facts.modality,
        "time": _id(time) if time is not None else None,
        "figure": _id(figure) if figure is not None else None,
        "rule": rule.id,
        "rules": [rule.id],
        "sentence": _sentence(trigger),
        "plural": match.plural,
    }


def from_name(organ: Mention, owner: Mention, predicate: str = "part_of") -> dict[str, Any]:
    """Return the `part_of` or `operates_in` that an organization's own name says."""
    root = organ.root
    return {
        "predicate": predicate,
        "subject": _id(organ),
        "object": _id(owner),
        "subject_entity": organ.data.get("entity"),
        "object_entity": owner.data.get("entity"),
        "trigger": [root.idx, root.idx + len(root.text)],
        "negated": False,
        "modality": "asserted",
        "time": None,
        "figure": None,
        "rule": RULE,
        "rules": [RULE],
        "sentence": _sentence(root),
        "plural": False,
    }


def _key(relation: dict[str, Any]) -> tuple[Any, ...]:
    pair = [relation["subject_entity"], relation["object_entity"]]
    if PREDICATES[relation["predicate"]].symmetric:
        pair.sort(key=str)
    return (relation["predicate"], *pair, *relation["sentence"])


def _only_wished(relation: dict[str, Any], found: dict[tuple[Any, ...], dict[str, Any]]) -> bool:
    """Tell whether the membership is only what a candidate wants (`souhaite rejoindre X`): then it is no membership."""
    if relation["predicate"] != "member_of" or relation["modality"] == "asserted":
        return False
    wish = found.get(("candidate_for", *_key(relation)[1:]))
    return wish is not None and wish["trigger"][0] <= relation["trigger"][0]


def _id(span: Mention) -> str:
    return f"{span.label_}:{span.start_char}-{span.end_char}"


def _sentence(token: Word) -> list[int]:
    sent = token.sent
    first, last = sent.start, sent.end
    while last > first and sent.doc[last - 1].is_space:
        last -= 1
    while first < last and sent.doc[first].is_space:
        first += 1
    return [sent.doc[first].idx, sent.doc[last - 1].idx + len(sent.doc[last - 1].text)]
