"""Every difference between a prediction and its gold, with its sentence and its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import (
    Fact,
    entity_key,
    facts_of,
    match_facts,
    match_spans,
    subtype,
)
from pipeline.evaluation.score import attribute_matches
from pipeline.records import DateRecord, FigureRecord, MentionRecord
from pipeline.vocabulary import MENTION_TYPES


class Mistake(NamedTuple):
    """One difference.

    `kind`: `missed`, `spurious`, `bounds`, or the wrong attribute. `sort`: a mention's type or `relation`.
    `what`: gold and prediction. `rule`: what predicted it, empty for what was missed.
    `gold` and `predicted` are the ids of the two records, empty where there is none.
    """

    doc: str
    start: int
    end: int
    kind: str
    sort: str
    what: str
    rule: str
    gold: str = ""
    predicted: str = ""

    def sentence(self, text: str | None) -> str:
        """Return the sentence, its blanks made plain, or its place when the text is not at hand."""
        if text is None:
            return f"{self.start}-{self.end}"
        return " ".join(text[self.start : self.end].split())


def mistakes_of(gold: Records, predicted: Records) -> list[Mistake]:
    """Return the document's mistakes by sentence."""
    found: list[Mistake] = []
    for type_ in MENTION_TYPES:
        found += _of_mentions(
            gold.doc,
            [mention for mention in gold.mentions if mention.type == type_],
            [mention for mention in predicted.mentions if mention.type == type_],
        )
    found += _of_relations(gold, predicted)
    return sorted(found)


def _of_mentions(doc: str, gold: list[MentionRecord], predicted: list[MentionRecord]) -> list[Mistake]:
    pairs = match_spans(gold, predicted, exact=False)
    matched = {id(mention) for pair in pairs for mention in pair}
    found = []
    for one, other in pairs:
        if (one.start, one.end) != (other.start, other.end):
            what = f"«{one.text}» predicted «{other.text}»"
            found.append(_mistake(doc, one, "bounds", what, other.rule, (one.id, other.id)))
        for name, same in attribute_matches(one, other).items():
            if not same and name != "bounds":
                what = f"«{one.text}» {_shown(one, name)} predicted {_shown(other, name)}"
                found.append(_mistake(doc, one, name, what, other.rule, (one.id, other.id)))
    found += [
        _mistake(doc, one, "missed", f"«{one.text}» {_all(one)}", "", (one.id, ""))
        for one in gold
        if id(one) not in matched
    ]
    found += [
        _mistake(doc, other, "spurious", f"«{other.text}» {_all(other)}", other.rule, ("", other.id))
        for other in predicted
        if id(other) not in matched
    ]
    return found


def _mistake(
    doc: str, mention: MentionRecord, kind: str, what: str, rule: str, ids: tuple[str, str]
) -> Mistake:
    return Mistake(doc, *mention.sentence, kind, mention.type, what, rule, *ids)


def _all(mention: MentionRecord) -> str:
    names = ("value_and_unit",) if isinstance(mention, FigureRecord) else ("value",)
    return f"{subtype(mention)} {_shown(mention, names[0])}"


def _shown(mention: MentionRecord, name: str) -> str:
    """Return an attribute's value, the one that the mention's type has under that name."""
    if name in ("entity", "value") and not isinstance(mention, FigureRecord):
        return str(entity_key(mention))
    if isinstance(mention, FigureRecord) and name == "value_and_unit":
        bounds = (
            f" [{mention.low}..{mention.high}]" if mention.low is not None or mention.high is not None else ""
        )
        return f"{mention.value}{bounds} {mention.unit or ''}".rstrip()
    if isinstance(mention, FigureRecord) and name == "range":
        return f"{mention.low}..{mention.high}"
    if name in ("form", "kind"):
        return subtype(mention)
    return str(getattr(mention, name, None)) if isinstance(mention, DateRecord | FigureRecord) else ""


def _of_relations(gold: Records, predicted: Records) -> list[Mistake]:
    left, right = facts_of(gold), facts_of(predicted)
    pairs = match_facts(left, right)
    matched = {id(fact) for pair in pairs for fact in pair}
    found = []
    for one, other in pairs:
        for name, read in _FACTUALITY.items():
            if read(one) != read(other):
                what = f"{_said(one)}: {read(one)} predicted {read(other)}"
                ids = (one.record.id, other.record.id)
                found.append(_wrong(gold.doc, one, name, what, other.record.rule, ids))
    found += [
        _wrong(gold.doc, fact, "missed", _said(fact), "", (fact.record.id, ""))
        for fact in left
        if id(fact) not in matched
    ]
    found += [
        _wrong(gold.doc, fact, "spurious", _said(fact), fact.record.rule, ("", fact.record.id))
        for fact in right
        if id(fact) not in matched
    ]
    return found


_FACTUALITY: dict[str, Callable[[Fact], str]] = {
    "polarity": lambda fact: "negated" if fact.negated else "affirmed",
    "modality": lambda fact: fact.modality,
}


def _wrong(doc: str, fact: Fact, kind: str, what: str, rule: str, ids: tuple[str, str]) -> Mistake:
    return Mistake(doc, fact.start, fact.end, kind, "relation", what, rule, *ids)


def _said(fact: Fact) -> str:
    return f"{fact.predicate}({fact.subject}, {fact.object})"


def count_by_rule(mistakes: list[Mistake]) -> list[tuple[str, int]]:
    """Return how many mistakes each rule made, most first; what was missed is no rule's."""
    counts = Counter(mistake.rule for mistake in mistakes if mistake.rule)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
