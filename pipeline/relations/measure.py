"""The date and the figure that belong to a relation, not those that merely stand in its sentence."""

from __future__ import annotations

from pipeline.tree import Mention, Tree, Word
from pipeline.vocabulary import Predicate

_MEASURED: dict[str, frozenset[str]] = {
    "funds": frozenset({"money"}),
    "invests_in": frozenset({"money", "percent"}),
    "trades_with": frozenset({"money", "percent", "measure"}),
    "exports_to": frozenset({"money", "percent", "measure", "count", "fraction"}),
    "owns_stake_in": frozenset({"percent", "fraction", "money"}),
    "deploys_in": frozenset({"count"}),
    "signed_agreement_with": frozenset({"money", "count"}),
    "operates_in": frozenset({"count"}),
    "borders": frozenset({"measure"}),
    "member_of": frozenset({"ordinal"}),
    "attacks": frozenset({"count"}),
    "sanctions": frozenset({"count"}),
    "exercises_with": frozenset({"count"}),
}


class Measures:
    """Finds the date and the figure of a trigger."""

    def __init__(self, doc: Tree, clauses: list[int]):
        self.doc, self.clauses = doc, clauses
        mentions = doc.mentions
        self.dates = [span for span in mentions if span.label_ == "date" and span.data.get("kind") in ("date", "time")]
        self.figures = [span for span in mentions if span.label_ == "figure"]

    def time(self, trigger: Word) -> Mention | None:
        """Return the date of the trigger's clause, the nearest; one that opens the sentence dates its main clause."""
        return self._nearest(trigger, [span for span in self.dates if self._same_clause(span, trigger)])

    def figure(self, trigger: Word, predicate: Predicate) -> Mention | None:
        """Return the figure that measures the relation, of a kind that can measure such a one, in its clause."""
        kinds = _MEASURED.get(predicate, frozenset())
        fitting = [span for span in self.figures if span.data.get("kind") in kinds and self._same_clause(span, trigger)]
        return self._nearest(trigger, fitting)

    def is_past(self, time: Mention | None) -> bool:
        """Tell whether a relation's date ends before the document's own date."""
        reference = self.doc.source._.date
        latest = time.data.get("latest") if time is not None else None
        return bool(reference and latest and latest < reference)

    def _same_clause(self, span: Mention, trigger: Word) -> bool:
        if span.sent.start != trigger.sent.start:
            return False
        own, clause = self.clauses[span.root.i], self.clauses[trigger.i]
        if own == clause:
            return True
        governor = self.doc[clause]
        return (
            own == self.clauses[governor.head.i]
            and governor.dep_ in ("xcomp", "acl", "advcl", "conj", "ccomp")
            and self._free(span, governor)
        )

    def _free(self, span: Mention, governor: Word) -> bool:
        """Tell whether no other verb stands between the date and the trigger's clause."""
        low, high = sorted((span.root.i, governor.i))
        others = [token for token in self.doc[low + 1 : high] if token.pos_ == "VERB" and token.i != governor.head.i]
        return not others

    def _nearest(self, trigger: Word, spans: list[Mention]) -> Mention | None:
        return min(spans, key=lambda span: (abs(span.root.i - trigger.i), span.start), default=None)
