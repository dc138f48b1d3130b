"""Every place where two annotators differ, one line each, sentence by sentence, for the one who decides."""

from __future__ import annotations

from collections import defaultdict

from pipeline.evaluation.agreement import attributes
from pipeline.evaluation.folders import Records
from pipeline.evaluation.matching import Fact, aligned_keys, facts_of, match_facts, match_spans
from pipeline.records import MentionRecord

Place = tuple[int, ...]


def diff_lines(a: Records, b: Records) -> list[str]:
    """Return the disagreements under their sentence: mentions, bounds, attributes, relations."""
    by_sentence: dict[Place, list[str]] = defaultdict(list)
    _mentions(a, b, by_sentence)
    _relations(a, b, by_sentence)
    lines: list[str] = []
    text = a.text or ""
    for (start, end), found in sorted(by_sentence.items()):
        lines += [f"\n[{start}] {' '.join(text[start:end].split())}", *(f"    {line}" for line in found)]
    return lines


def _mentions(a: Records, b: Records, out: dict[Place, list[str]]) -> None:
    for type_ in sorted({mention.type for mention in (*a.mentions, *b.mentions)}):
        left = [mention for mention in a.mentions if mention.type == type_]
        right = [mention for mention in b.mentions if mention.type == type_]
        pairs = match_spans(left, right, exact=False)
        seen = {id(mention) for pair in pairs for mention in pair}
        for one, other in pairs:
            if line := _pair_line(one, other):
                out[tuple(one.sentence)].append(line)
        for name, mentions in (("A", left), ("B", right)):
            for mention in mentions:
                if id(mention) not in seen:
                    out[tuple(mention.sentence)].append(f"{name} only  {_show(mention)}")


def _pair_line(one: MentionRecord, other: MentionRecord) -> str | None:
    """Return how a mention of A and its counterpart in B differ, or None."""
    differences = []
    if (one.start, one.end) != (other.start, other.end):
        differences.append(f"span A «{one.text}» B «{other.text}»")
    theirs = attributes(other)
    for name, value in attributes(one).items():
        if value != theirs[name]:
            differences.append(f"{name} A {value} B {theirs[name]}")
    return f"{one.type} «{one.text}»@{one.start}: " + "; ".join(differences) if differences else None


def _show(mention: MentionRecord) -> str:
    chosen = " ".join(f"{name}={value}" for name, value in attributes(mention).items() if value != "None")
    return f"{mention.type} «{mention.text}»@{mention.start} {chosen}"


def _relations(a: Records, b: Records, out: dict[Place, list[str]]) -> None:
    left, right = facts_of(a), facts_of(b, keys=aligned_keys(a, b))
    pairs = match_facts(left, right)
    seen = {id(fact) for pair in pairs for fact in pair}
    for one, other in pairs:
        if (one.negated, one.modality) != (other.negated, other.modality):
            line = f"R {_said(a, one)}: A {_how(one)} B {_how(other)}"
            out[one.start, one.end].append(line)
    for name, document, facts in (("A", a, left), ("B", b, right)):
        for fact in facts:
            if id(fact) not in seen:
                line = f"{name} only  R {_said(document, fact)} {_how(fact)}"
                out[fact.start, fact.end].append(line)


def _said(document: Records, fact: Fact) -> str:
    trigger = (document.text or "")[slice(*fact.record.trigger)]
    return f"{fact.predicate} {fact.subject} > {fact.object} «{trigger}»"


def _how(fact: Fact) -> str:
    return f"{'negated ' if fact.negated else ''}{fact.modality}"
