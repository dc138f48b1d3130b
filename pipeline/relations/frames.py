"""Frames: which words say which relation, and in which functions its arguments stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from pipeline.errors import RuleError
from pipeline.rulebook.load import read_rules
from pipeline.rulebook.locate import rules_root
from pipeline.rulebook.model import Rule
from pipeline.vocabulary import PREDICATES, MentionType, Predicate

Function = Literal[
    "subject", "object", "agent", "complement", "owner", "demonym", "between", "relative", "possessor", "self", "date",
    "predicative", "heading", "parties", "via", "clause", "listed", "possessive", "topic", "bearer", "office",
    "beside", "caption", "governed", "adverbial", "line", "after", "agent_above", "sides",
    "heading_act", "clause_subject", "understood", "verb_subject",
]  # fmt: skip


class ArgumentSpec(BaseModel):
    """Where an argument stands: its function, the prepositions of a complement, the types it may have.

    `of`: for `via`, the nouns below the trigger whose owner is meant (`visé par des sanctions de X`).
    `type` defaults to the predicate's own types.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    function: Function
    prep: list[str] = []
    of: list[str] = []
    type: list[MentionType] = []


class FrameRule(Rule):
    """A frame: its predicate, its trigger words by part of speech, and its arguments' functions.

    `verbs`, `nouns`, `adjectives` are lemmas (`se` before a reflexive verb's: `se rencontrer`).
    `through`: lemmas one of which must be the verb's object (`signer` through `accord`), or its complement
    when `through_prep` is given (`se doter d'un accord`), or its subject with `through_subject` (`des soldats stationnent`).
    `never_through`: lemmas none of which may be the verb's object (`livrer bataille` delivers nothing).
    `infinitive`: lemmas one of which must be an infinitive the trigger governs (`vouloir` with `adhérer`).
    `reciprocal`: where no object is found, the subject's own members are paired (`les deux pays coopèrent`).
    `implied`: a subject the sentence leaves out is what the text is about (`Les relations avec Cuba se sont rompues`).
    `companions`: those who do it `avec` or `aux côtés de` the subject are subjects too.
    `requires`: words (lemmas) one of which must stand in the trigger's clause; `excludes`: none of them may.
    `modality`, `negated`: what the frame says by itself (`candidat à`: planned).
    `denied`: only where the sentence denies the words, which then says the relation (`n'est plus membre`: leaves).
    Each of `subject` and `object` is a list of places, tried in turn until one gives an argument.
    """

    predicate: Predicate
    verbs: list[str] = []
    nouns: list[str] = []
    adjectives: list[str] = []
    through: list[str] = []
    through_prep: list[str] = []
    through_subject: bool = False
    never_through: list[str] = []
    infinitive: list[str] = []
    subject: list[ArgumentSpec] = Field(min_length=1)
    object: list[ArgumentSpec] = Field(min_length=1)
    reciprocal: bool = False
    implied: bool = False
    companions: bool = False
    requires: list[str] = []
    excludes: list[str] = []
    modality: Literal["", "planned", "possible"] = ""
    negated: bool = False
    denied: bool = False

    @cached_property
    def speaks_of_itself(self) -> bool:
        """Whether an argument is the trigger's own mention (`les deux voisins`, `son allié`)."""
        return any(spec.function == "self" for spec in (*self.subject, *self.object))

    @field_validator("subject", "object", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return value if isinstance(value, list) else [value]

    def types(self, spec: ArgumentSpec, role: Literal["subject", "object"]) -> tuple[str, ...]:
        """Return the types an argument may have: the spec's, else the predicate's."""
        return tuple(spec.type) or getattr(PREDICATES[self.predicate], role)


class FrameBook:
    """All frames, looked up by the lemma of their trigger and its part of speech."""

    def __init__(self, rules: list[FrameRule]):
        self.rules = rules
        self.by_lemma: dict[tuple[str, str], list[FrameRule]] = {}
        for rule in rules:
            for kind in ("verbs", "nouns", "adjectives"):
                for word in getattr(rule, kind):
                    self.by_lemma.setdefault((kind, word), []).append(rule)

    def triggered(self, kind: str, lemmas: frozenset[str]) -> Iterator[FrameRule]:
        """Yield the frames that one of the lemmas triggers as `kind` (`verbs`, `nouns`, `adjectives`)."""
        triggers = [lemma for lemma in lemmas if (kind, lemma) in self.by_lemma]
        if not triggers:
            return
        seen: set[str] = set()
        for lemma in sorted(triggers):
            for rule in self.by_lemma.get((kind, lemma), ()):
                if rule.id not in seen:
                    seen.add(rule.id)
                    yield rule


def read_frames(path: Path) -> list[FrameRule]:
    """Return the frames of one file. Raises RuleError for a frame without triggers or out of its predicate's types."""
    rules, _ = read_rules(path, FrameRule)
    for rule in rules:
        if not (rule.verbs or rule.nouns or rule.adjectives):
            raise RuleError(f"the frame {rule.id!r} has no trigger", path=path, line=rule.line, remedy="give verbs, nouns or adjectives")
        for role in ("subject", "object"):
            for spec in getattr(rule, role):
                extra = set(spec.type) - set(getattr(PREDICATES[rule.predicate], role))
                if extra:
                    raise RuleError(f"{role} of type {sorted(extra)} does not fit {rule.predicate}", path=path, line=rule.line)
    return rules


@cache
def frame_book() -> FrameBook:
    """Return every frame of rules/frames/, read once."""
    folder = rules_root() / "frames"
    rules = [rule for path in sorted(folder.glob("*.toml")) for rule in read_frames(path)]
    ids: dict[str, FrameRule] = {}
    for rule in rules:
        if rule.id in ids:
            raise RuleError(f"the id {rule.id!r} also stands in {ids[rule.id].path.name}", path=rule.path, line=rule.line)
        ids[rule.id] = rule
    return FrameBook(rules)


@cache
def finite_forms() -> dict[str, str]:
    """Return the present forms (third person) of the frames' verbs in -er, each with its infinitive."""
    forms: dict[str, str] = {}
    for kind, lemma in frame_book().by_lemma:
        verb = lemma.removeprefix("se ")
        if kind == "verbs" and verb.endswith("er"):
            for stem in {verb[:-2], _open(verb[:-2])}:
                forms[f"{stem}e"] = verb
                forms[f"{stem}ent"] = verb
    return forms


@cache
def past_forms() -> dict[str, str]:
    """Return the simple past and imperfect forms (third person) of the frames' verbs in -er, each with its infinitive."""
    forms: dict[str, str] = {}
    for kind, lemma in frame_book().by_lemma:
        verb = lemma.removeprefix("se ")
        if kind == "verbs" and verb.endswith("er"):
            soft = {"g": "ge", "c": "ç"}.get(verb[-3])
            stem = verb[:-3] + soft if soft else verb[:-2]
            forms.update({f"{stem}a": verb, f"{verb[:-2]}èrent": verb, f"{stem}ait": verb, f"{stem}aient": verb})
    return forms


def _open(stem: str) -> str:
    """Return the stem with its last `é` or `e` open, as before a mute ending (`siég-` → `sièg-`)."""
    for index in range(len(stem) - 1, max(len(stem) - 4, -1), -1):
        if stem[index] in "ée" and index < len(stem) - 1:
            return f"{stem[:index]}è{stem[index + 1 :]}"
        if stem[index] in "aiouy":
            break
    return stem
