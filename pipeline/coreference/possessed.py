"""Nouns that are somebody's: `son pays`, `sa voisine`, `le pays voisin`, `la partie roumaine, dont le pays…`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.coreference.genders import gender_of
from pipeline.coreference.pronouns import Pronouns
from pipeline.coreference.roles import subject_of
from pipeline.coreference.salience import Salience, Scored
from pipeline.coreference.shape import next_word, restricted
from pipeline.coreference.tables import neighbours, tables
from pipeline.tree import Mention, Word

_MARGIN = 1.3
_NEAR = 2
_THEME = 0.25
_WHOLE = ("country", "person")
NEIGHBOURS = frozenset({"voisin", "voisine", "voisins", "voisines", "riverains"})


def possessed(token: Word, salience: Salience) -> list[Scored]:
    """Return the state of the one whose `pays` it is, or for `son voisin`, `son allié` the one other state in sight."""
    name = token.plain
    if name not in tables().relational | {"pays", "royaume"} or restricted(token) or _named_next(token, salience):
        return []
    owner = owner_of(token, salience)
    if name in ("pays", "royaume"):
        return owner[:1]
    return _other(token, salience, {item.entity for item in owner[:1]}, near=name in NEIGHBOURS)


def beside_neighbour(token: Word, salience: Salience) -> list[Scored] | None:
    """Return the state of `le pays voisin`, as seen from the one the sentence is about; None for any other noun."""
    after = token.doc[token.i + 1].plain if token.i + 1 < token.sent.end else ""
    if after not in ("voisin", "voisine"):
        return None
    owner = owner_of(token, salience)
    return _other(token, salience, {item.entity for item in owner[:1]}, near=True)


def of_relative(token: Word, salience: Salience) -> list[Scored] | None:
    """Return the state of `…, dont le pays`: the one of the noun before it; None where no `dont` stands there."""
    doc, index = token.doc, token.i - 2
    if index <= token.sent.start or doc[index].plain != "dont" or token.plain != "pays":
        return None
    spans = [span for span in salience.by_sentence.get(salience.sentence_of[token.i], ()) if index - 4 <= span.end <= index]
    for span in sorted(spans, key=lambda item: -item.start):
        state = state_of_span(span, salience)
        if state is not None:
            return [Scored(state, 1.0, span)]
    return []


def _named_next(token: Word, salience: Salience) -> bool:
    """Tell whether an apposition names it at once: `son voisin, la Colombie`, or stands before it: `l'Ukraine, sa voisine,`."""
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    after = next_word(token)
    limit = token.i + 2 if after is None or after.text != "," else after.i + 2
    if after is not None and after.text == "," and token.i > 1 and token.doc[token.i - 2].text == ",":
        return True
    return any(span.label_ == "country" and token.i < span.start <= limit for span in spans)


def _other(token: Word, salience: Salience, owners: set[str], *, near: bool) -> list[Scored]:
    """Return the one state, not the owner's, that the noun can mean: the only one, or the one well ahead of the next."""
    if not owners:
        return []

    def fits(span: Mention) -> bool:
        return span.label_ == "country" and not span.data.get("members")

    beside = neighbours()
    for reach in (0, 1, _NEAR):
        ranked = [item for item in salience.before(token, fits, reach=reach, background=near and reach > 1) if item.entity not in owners]
        if near:
            ranked = [item for item in ranked if any(item.entity in beside.get(owner, ()) for owner in owners)]
        if len(ranked) == 1 or (ranked and ranked[0].score >= _MARGIN * ranked[1].score):
            return ranked[:1]
        if ranked and not near:
            return []
    return []


def owner_of(token: Word, salience: Salience) -> list[Scored]:
    """Return the state of the clause's subject: its own, its title's, its pronoun's, its person's; else the most salient ones."""
    spans = salience.by_sentence.get(salience.sentence_of[token.i], ())
    speaker = _relative_subject(token, spans)
    subject = subject_of(token) if speaker is None else None
    if subject is not None:
        within = {item.i for item in subject.subtree if item.i < token.i}
        for span in spans:
            single = span.label_ == "country" and not span.data.get("members")
            if single and (span.root.i in within or span.start <= subject.i < span.end):
                return [Scored(entity, 1.0, span) for entity in span.keys]
        speaker = next((span for span in spans if span.label_ == "person" and span.start <= subject.i < span.end), None)
        if speaker is None and subject.plain in ("il", "elle"):
            speaker = _subject_before(subject, salience) or next(
                iter(Pronouns(salience.doc, salience).antecedents(subject, _WHOLE)), None
            )
    state = state_of_span(speaker, salience) if speaker is not None else None
    if state is not None and speaker is not None:
        return [Scored(state, 1.0, speaker)]
    opening = next((span for span in spans if span.start <= token.sent.start + 1 and _single_state(span)), None)
    if subject is None and speaker is None and opening is not None and opening.data.get("form") != "demonym":
        return [Scored(entity, 1.0, opening) for entity in opening.keys]
    ranked = salience.before(token, _single_state, background=True)
    if speaker is None or speaker.label_ != "person":
        return ranked
    topic = salience.topic(token, _single_state)
    return [item for item in ranked[:1] if topic.get(item.entity, 0.0) >= _THEME]


def _single_state(span: Mention) -> bool:
    return span.label_ == "country" and not span.data.get("members")


def _relative_subject(token: Word, spans: Sequence[Mention]) -> Mention | None:
    """Return the mention that `qui`, the subject of the token's clause, takes up: `la Serbie, qui condamna sa voisine`."""
    head = token.head
    for _ in range(6):
        relative = next((child for child in head.children if child.plain == "qui" and child.i < token.i), None)
        if relative is not None:
            near = [span for span in spans if relative.i - 2 <= span.end <= relative.i and span.data.get("form") != "demonym"]
            return near[-1] if near and near[-1].label_ in _WHOLE else None
        if any(child.dep_.startswith("nsubj") and child.i < token.i for child in head.children) or head.head.i == head.i:
            return None
        head = head.head
    return None


def _subject_before(pronoun: Word, salience: Salience) -> Mention | None:
    """Return the person who is the subject of the sentence before, where the pronoun opens its own and may be theirs."""
    here = salience.sentence_of[pronoun.i]
    if pronoun.i > pronoun.sent.start + 2:
        return None
    spans = [span for span in salience.by_sentence.get(here - 1, ()) if span.label_ == "person" and span.root.dep_ == "nsubj"]
    gender = "f" if pronoun.plain == "elle" else "m"
    return next((span for span in spans if gender_of(span) in ("", gender)), None)


def state_of_span(span: Mention, salience: Salience) -> str | None:
    """Return the state that a mention is, or the one whose office the text gives the person; else None."""
    if span.label_ == "country" and not span.data.get("members"):
        return str(span.data.get("entity"))
    return salience.homelands.get(str(span.data.get("entity"))) if span.label_ == "person" else None
