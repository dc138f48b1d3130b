"""What each component and each rule gives and costs, on the dev split.

`python -m pipeline.evaluation.ablation [--json FILE]`. The parse is made once. A component is left out and
what stands below it is run again. A rule's candidates are taken away before the choice among candidates; a
frame's relations are taken away unless another frame says them too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline.assemble import to_records
from pipeline.evaluation.calibration import judged
from pipeline.evaluation.folders import Records, group_records
from pipeline.evaluation.score import score_document
from pipeline.evaluation.tally import Metric, Tally, add_up
from pipeline.extensions import CANDIDATES, MENTIONS
from pipeline.language import producer
from pipeline.read import Source
from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rule_files, rules_root

PARSER = "depeche_syntax"
CHOICE = "depeche_resolve"
LAST = "depeche_relations"
MENTIONS_F1 = Metric("mention", "all", "value")
RELATIONS_F1 = Metric("relation", "all", "full")


class Effect(NamedTuple):
    """What happens without a component or a rule.

    `records` that are its own, `right` ones among them; `mentions`, `relations`: F1 with it less F1 without
    it, so what it is worth. Without it so many right records are `lost` and wrong ones `spared`, and so many
    right ones are `gained` and wrong ones `added`. No numbers where nothing runs without it.
    """

    name: str
    records: int
    right: int
    mentions: float | None = None
    relations: float | None = None
    lost: int = 0
    spared: int = 0
    gained: int = 0
    added: int = 0

    @property
    def changes(self) -> bool:
        """Whether anything is different without it."""
        return self.mentions is None or any(self[3:])


class Bench:
    """The dev texts, parsed once, and their scores with everything in place."""

    def __init__(self, nlp: Language, sources: Mapping[str, Source], gold: Mapping[str, Records]) -> None:
        self._nlp, self._sources, self._gold = nlp, sources, gold
        self.components = list(nlp.pipe_names)
        self._parsed = {doc: self._run(self._start(doc), self._until(PARSER)) for doc in sources}
        self._proposed = {
            doc: self._run(parsed.copy(), self._between(PARSER, CHOICE)) for doc, parsed in self._parsed.items()
        }
        below = self.components[self.components.index(CHOICE) :]
        self._docs = {doc: self._run(found.copy(), below) for doc, found in self._proposed.items()}
        self._records = {doc: self._recorded(doc, made) for doc, made in self._docs.items()}
        self._tallies = {doc: score_document(gold[doc], found) for doc, found in self._records.items()}
        self._judged = {doc: _judged(gold[doc], found) for doc, found in self._records.items()}
        self._fired = {doc: _fired(made) for doc, made in self._docs.items()}

    def _start(self, doc: str) -> Doc:
        made = self._nlp.make_doc(self._sources[doc].text)
        made._.date = self._sources[doc].date
        return made

    def _until(self, last: str) -> list[str]:
        return self.components[: self.components.index(last) + 1]

    def _between(self, first: str, last: str) -> list[str]:
        return self.components[self.components.index(first) + 1 : self.components.index(last)]

    def _run(self, doc: Doc, names: Iterable[str]) -> Doc:
        for name in names:
            doc = self._nlp.get_pipe(name)(doc)
        return doc

    def _recorded(self, doc: str, made: Doc) -> Records:
        return group_records(to_records(made, self._sources[doc], producer(self._nlp)))

    def records(self) -> dict[str, Records]:
        """Return the records with everything in place."""
        return dict(self._records)

    def fired(self) -> Counter[str]:
        """Return how many candidates or relations each rule gave, whether they won or not."""
        return sum(self._fired.values(), Counter())

    def without_component(self, name: str) -> Effect:
        """Return the effect of a component; nothing runs without it where the others raise an error."""
        own = [item for item in self.components if item != name]
        early = name in self._until(PARSER)
        names = own if early else [item for item in own if item not in self._until(PARSER)]
        try:
            records = {
                doc: self._recorded(doc, self._run(self._start(doc) if early else self._parsed[doc].copy(), names))
                for doc in self._sources
            }
        except Exception:
            return Effect(name, 0, 0)
        return self._effect(name, records, ())

    def without_rule(self, rule: str) -> Effect:
        """Return the effect of a rule."""
        where = [doc for doc, fired in self._fired.items() if fired[rule]]
        own = [
            (doc, record.id)
            for doc in where
            for record in (*self._records[doc].mentions, *self._records[doc].relations)
            if record.rule == rule
        ]
        return self._effect(rule, {doc: self._recorded(doc, self._stripped(doc, rule)) for doc in where}, own)

    def _stripped(self, doc: str, rule: str) -> Doc:
        said = any(rule in relation["rules"] for relation in self._docs[doc]._.relations)
        return self._without_relations(doc, rule) if said else self._without_mentions(doc, rule)

    def _without_relations(self, doc: str, rule: str) -> Doc:
        made = self._docs[doc].copy()
        made._.relations = [
            relation for relation in self._docs[doc]._.relations if set(relation["rules"]) != {rule}
        ]
        return made

    def _without_mentions(self, doc: str, rule: str) -> Doc:
        made = self._proposed[doc].copy()
        _drop(made, CANDIDATES, rule)
        self._run(made, self.components[self.components.index(CHOICE) : self.components.index(LAST)])
        _drop(made, MENTIONS, rule)
        return self._run(made, [LAST])

    def _effect(self, name: str, changed: dict[str, Records], own: Sequence[tuple[str, str]]) -> Effect:
        tallies = {**self._tallies, **{d: score_document(self._gold[d], r) for d, r in changed.items()}}
        total, without = add_up(self._tallies.values()), add_up(tallies.values())
        moved: Counter[tuple[bool, bool]] = Counter()
        for doc, records in changed.items():
            now = _judged(self._gold[doc], records)
            moved.update((False, right) for right, _ in (self._judged[doc] - now).elements())
            moved.update((True, right) for right, _ in (now - self._judged[doc]).elements())
        return Effect(
            name,
            len(own),
            sum(self._judged[doc][True, id_] > 0 for doc, id_ in own),
            total[MENTIONS_F1].f1 - without.get(MENTIONS_F1, Tally()).f1,
            total.get(RELATIONS_F1, Tally()).f1 - without.get(RELATIONS_F1, Tally()).f1,
            lost=moved[False, True],
            spared=moved[False, False],
            gained=moved[True, True],
            added=moved[True, False],
        )


def _judged(gold: Records, predicted: Records) -> Counter[tuple[bool, str]]:
    """Return how often each record is found, by whether it is right."""
    return Counter((right, record.id) for record, right in judged(gold, predicted))


def _fired(doc: Doc) -> Counter[str]:
    """Return how many candidates or relations each rule gave; mentions of those that propose none."""
    found = Counter(span.id_ for span in doc.spans.get(CANDIDATES, []))
    found.update([span.id_ for span in doc.spans.get(MENTIONS, []) if span.id_ not in found])
    found.update(rule for relation in doc._.relations for rule in relation["rules"])
    return found


def _drop(doc: Doc, group: str, rule: str) -> None:
    if group in doc.spans:
        doc.spans[group] = [span for span in doc.spans[group] if span.id_ != rule]


def rule_ids() -> dict[str, str]:
    """Return each rule of a TOML file with its file, relative to the folder of rules."""
    found = {}
    for path in rule_files():
        if path.suffix == ".toml":
            for rule in _rules(path):
                found[rule] = path.relative_to(rules_root()).as_posix()
    return found


def _rules(path: Path) -> list[str]:
    return [rule["id"] for rule in read_toml(path).get("rule", []) if "id" in rule]


def ablate(
    sources: Mapping[str, Source], gold: Mapping[str, Records], *, watch: Callable[[str], None] = lambda _: None
) -> tuple[Bench, list[Effect], list[Effect]]:
    """Return the bench, the effect of each component and of each rule that fires. `watch` hears each name."""
    bench = Bench(pipeline.load(), sources, gold)
    components, rules = [], []
    for name in bench.components:
        watch(name)
        components.append(bench.without_component(name))
    for name in sorted(bench.fired()):
        watch(name)
        rules.append(bench.without_rule(name))
    return bench, components, rules


if __name__ == "__main__":
    import sys

    from pipeline.evaluation.ablation_report import main

    main(sys.argv[1:])
