"""Which states a plural stands for: the lists, pairs and plural nominals that the text has set up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.coreference.salience import Salience
from pipeline.tree import Mention, Word

_BACK = 25
_NEAR = 3
_LINKS = frozenset(
    {
        ",",
        "et",
        "ou",
        "ainsi",
        "que",
        "puis",
        "-",
        "‑",
        "–",
        "/",
        "à",
        "au",
        "aux",
        "avec",
        "de",
        "du",
        "des",
        "d'",
        "en",
        "le",
        "la",
        "les",
        "l'",
    }
)


class Group(NamedTuple):
    """States that the text has named together: their keys, how strongly they come to mind, and why."""

    members: tuple[str, ...]
    score: float
    why: str


def best_group(
    salience: Salience, token: Word, number: int | None, excluded: frozenset[str], without: frozenset[str] = frozenset()
) -> Group | None:
    """Return the group that a plural at `token` most likely stands for, of `number` states if given, or None.

    `excluded`: states that stand in the plural's own clause as arguments, hence not in it. `without`: the state whose
    `deux voisins` they are, which may stand in a list with them.
    """
    best: dict[tuple[str, ...], Group] = {}
    for found in _candidates(salience, token, number, without):
        if (excluded | without) & set(found.members):
            continue
        scored = found._replace(score=found.score + _background(salience, token, found.members))
        if found.members not in best or best[found.members].score < scored.score:
            best[found.members] = scored
    ranked = sorted(best.values(), key=lambda group: (-group.score, group.members))
    return ranked[0] if ranked and ranked[0].score >= 0.45 else None


def _background(salience: Salience, token: Word, members: tuple[str, ...]) -> float:
    topic = salience.topic(token, lambda span: span.label_ == "country")
    score = sum(topic.get(member, 0.0) for member in members)
    for announced, bonus in zip(salience.announced(token), (0.35, 0.35), strict=False):
        if announced and announced <= set(members):
            score += bonus * len(announced) / len(members)
    return score


def _candidates(salience: Salience, token: Word, number: int | None, without: frozenset[str]) -> Iterator[Group]:
    here = salience.sentence_of[token.i]
    gathered: dict[str, None] = {}
    for distance in range(min(here, _BACK if number else 2) + 1):
        spans = _states(salience, here - distance, token)
        decay = 0.8**distance
        for together, weight, why in _together(spans):
            members = tuple(member for member in together if member not in without)
            if len(members) == (number or max(len(members), 2)):
                whole = 0.3 if number is None and why == "phrase" else 0.0
                yield Group(members, (weight + whole) * decay, why)
        if here - distance in salience.headings.numbers:
            continue
        gathered |= dict.fromkeys(entity for span in spans for entity in span.keys if entity not in without)
        if distance <= _NEAR and len(gathered) == number:
            yield Group(tuple(sorted(gathered)), 0.7 * decay, "phrases voisines")
        if number in (2, None) and distance <= _NEAR and spans:
            yield from _with_topic(salience, token, spans[-1], decay)


def _states(salience: Salience, sentence: int, token: Word) -> list[Mention]:
    spans = [
        span
        for span in salience.by_sentence.get(sentence, ())
        if span.label_ == "country" and span.start < token.i
    ]
    return sorted(spans, key=lambda span: span.start)


def _together(spans: list[Mention]) -> Iterator[tuple[tuple[str, ...], float, str]]:
    """Yield what one sentence names together: a plural nominal, a list, all its states."""
    for span in spans:
        if span.data.get("members"):
            yield tuple(span.data["members"]), 1.2, "reprise"
    for run in in_one_list(spans):
        members = tuple(sorted({entity for item in run for entity in item.keys}))
        if len(members) > 1:
            yield members, 1.0, "liste"
    every = tuple(sorted({entity for span in spans for entity in span.keys}))
    if len(every) > 1:
        yield every, 0.8, "phrase"


def in_one_list(spans: list[Mention]) -> list[list[Mention]]:
    """Return the runs of two or more mentions, given in order, that stand in one list: `A, B et C`."""
    runs: list[list[Mention]] = []
    closed = False
    for span in spans:
        last = runs[-1][-1] if runs else None
        if last is not None and last.label_ == span.label_ and not closed and _linked(last, span):
            runs[-1].append(span)
            closed = any(item.plain in ("et", "ou") for item in span.doc[last.end : span.start])
        else:
            runs.append([span])
            closed = False
    return [run for run in runs if len(run) > 1]


def _linked(left: Mention, right: Mention) -> bool:
    if right.start - left.end > 6:
        return False
    between = [item.plain for item in left.doc[left.end : right.start] if not item.is_space]
    return set(between) <= _LINKS and bool(
        {"et", ",", "ou", "-", "‑", "–", "avec", "ainsi", "/"} & set(between)
    )


def _with_topic(salience: Salience, token: Word, latest: Mention, decay: float) -> Iterator[Group]:
    """Yield the last state named, paired with what the text is about."""
    if latest.data.get("members"):
        return
    entity = latest.keys[0]
    ranked = salience.before(
        token, lambda span: span.label_ == "country" and entity not in span.keys, reach=3, background=True
    )
    if ranked:
        yield Group(tuple(sorted((entity, ranked[0].entity))), 0.55 * decay, "sujet du texte")
