"""Whether a capital, a palace or a street stands for the power that has its seat there, on the text and its parse.

The preposition before the name and the verb or noun it depends on decide; the word lists are in
rules/gazetteers/metonyms.toml. What stands in the text is asked first: it is surer than the parse. Names in one
list (`à Londres et à Paris`) are of one kind, that of the first.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from pipeline.entities.metonyms_bare import bare_power
from pipeline.entities.metonyms_words import ARTICLES, JOINS, first_conjunct, following, lemmas, lists, previous, seat_ending

_REACH = 14
_FRONTED = 9
_MOST = 12


class _Before(NamedTuple):
    preposition: str
    token: Token


def decide_metonym(doc: Doc, span: Span, seats: frozenset[int] = frozenset()) -> bool:
    """Tell whether the seat `span` stands for its power in its sentence.

    `seats` are the indices of the tokens of all seats, so that coordinated ones (`Paris et Londres`) share
    one preposition.
    """
    if _has_place_apposition(doc, span):
        return False
    first = span
    for _ in range(_MOST):
        earlier = _earlier(doc, first, seats)
        if earlier is None:
            break
        first = earlier
    before = _preposition(doc, first)
    if before is not None:
        return _after_preposition(doc, first, before)
    if _parted_pair(doc, span, seats):
        return True
    return bare_power(doc, first, seats)


def _preposition(doc: Doc, span: Span) -> _Before | None:
    """Return the preposition right before the name, its article aside."""
    known = lists().prepositions
    every = known.power | known.agent | known.between | known.of | known.at | known.place | lists().toward.keys()
    token = previous(doc, span.start)
    if token is not None and token.lower_ in ARTICLES:
        token = previous(doc, token.i)
    if token is None:
        return None
    word = token.lower_.rstrip("'’")
    return _Before(word, token) if word in every else None


def _earlier(doc: Doc, span: Span, seats: frozenset[int]) -> Span | None:
    """Return the name before this one in the same list, under the same preposition or under one for both, or None."""
    own = _preposition(doc, span)
    index = (own.token.i if own is not None else span.start) - 1
    joined = False
    while index >= max(0, span.start - _REACH):
        token = doc[index]
        if index in seats:
            if not joined or "\n" in doc.text[token.idx : span.start_char].strip(" \n"):
                return None
            earlier = seat_ending(doc, index, seats)
            return earlier if own is None or _same(own, _preposition(doc, earlier)) else None
        if token.lower_ in JOINS:
            if token.text == "," and not joined and not _closes(doc, span, seats):
                return None
            joined = True
        elif not token.is_space and token.lower_ not in ARTICLES:
            return None
        index -= 1
    return None


def _same(own: _Before, other: _Before | None) -> bool:
    known = lists().prepositions
    return other is not None and (own.preposition == other.preposition or {own.preposition, other.preposition} <= known.of)


def _closes(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether a list goes on after the name (`à Bamako, Niamey et Dakar`), so that a comma before it is the list's."""
    for index in range(span.end, min(len(doc), span.end + _REACH)):
        token = doc[index]
        if token.lower_ in ("et", "ou"):
            return True
        if index not in seats and not token.is_space and token.text != "," and token.lower_ not in ARTICLES | {"de", "d'", "d’", "du", "à"}:
            return False
    return False


def _governor(span: Span, before: _Before) -> Token | None:
    """Return the noun, verb or adjective that the preposition's phrase depends on."""
    token = before.token
    root = first_conjunct(span.root)
    if root.head.i != root.i and root.head.i < token.i and root.head.pos_ not in ("ADP", "DET"):
        return root.head
    index = token.i - 1
    doc = token.doc
    while index >= 0 and (doc[index].is_space or doc[index].pos_ in ("ADV", "DET")):
        index -= 1
    return doc[index] if index >= 0 and doc[index].pos_ in ("NOUN", "VERB", "ADJ", "AUX", "PROPN") else None


def _after_preposition(doc: Doc, span: Span, before: _Before) -> bool:
    known = lists()
    word = before.preposition
    governor = _governor(span, before)
    adjacent = _word_before(before.token)
    around = lemmas(governor) | adjacent
    if word == "après":
        return bool(adjacent & {"d'", "d’"})
    if word in known.toward:
        return bool(around & known.toward[word])
    if word in known.prepositions.power | known.prepositions.agent:
        return not around & (known.words.route_nouns | known.verbs.route)
    if word in known.prepositions.between:
        return bool(around & (known.words.relation_nouns | known.verbs.between_verbs)) or _fronted(doc, span, before)
    if word in known.prepositions.of and _names_a_treaty(before.token):
        return False
    if word in known.prepositions.of:
        nouns = known.words.power_nouns | (known.words.relation_nouns - known.words.treaty_nouns)
        if around & (nouns | known.words.dative_phrases | known.verbs.away):
            return True
        if adjacent & {"place"} and doc.text[: before.token.idx].rstrip().endswith(("lieu et place", "à la place")):
            return True
        return "faire" in around and _made_into_power(doc, span)
    if word in known.prepositions.at:
        if adjacent & (known.verbs.dative | known.words.dative_phrases) or _is_dative(governor):
            return True
        return bool(around & known.verbs.opening) and _gift_after(doc, span)
    return False


def _names_a_treaty(preposition: Token) -> bool:
    """Tell whether the town names an accord, a conference or a process that was concluded there: `les accords politiques de X`."""
    doc, index = preposition.doc, preposition.i - 1
    while index > 0 and (doc[index].is_space or doc[index].pos_ == "ADJ"):
        index -= 1
    return bool(lemmas(doc[index]) & lists().words.treaty_nouns)


def _fronted(doc: Doc, span: Span, before: _Before) -> bool:
    """Tell whether `Entre Paris et Alger` opens a clause that speaks of their relations (`, le ton monte`)."""
    opening = previous(doc, before.token.i)
    if opening is not None and not opening.is_punct:
        return False
    known = lists()
    words = [token for token in doc[span.end : span.end + _FRONTED] if not token.is_space]
    after = known.words.relation_nouns | known.words.between_after | known.verbs.between_verbs
    return any(token.text == "," for token in words) and any(lemmas(token) & after for token in words)


def _parted_pair(doc: Doc, span: Span, seats: frozenset[int]) -> bool:
    """Tell whether the name ends a pair after `entre` whose first has an apposition (`entre A, son allié, et B`)."""
    join = previous(doc, span.start)
    if join is None or join.lower_ != "et":
        return False
    for index in range(join.i - 1, max(-1, join.i - _REACH), -1):
        token = doc[index]
        if token.lower_ in lists().prepositions.between and index + 1 in seats:
            first = doc[index + 1 : index + 2]
            return _after_preposition(doc, first, _Before(token.lower_, token))
        if token.text in ".;:!?":
            return False
    return False


def _is_dative(governor: Token | None) -> bool:
    """Tell whether the noun before `à` is the object of a verb of giving (`promettre des armes à Kiev`)."""
    if governor is None or governor.dep_ not in ("obj", "obl:arg") or governor.pos_ != "NOUN":
        return False
    return bool(lemmas(governor.head) & lists().verbs.dative)


def _gift_after(doc: Doc, span: Span) -> bool:
    """Tell whether what is given follows (`ouvrir à Tunis une ligne de crédit`)."""
    return any(lemmas(token) & lists().words.gift_nouns for token in doc[span.end : span.end + 4])


def _made_into_power(doc: Doc, span: Span) -> bool:
    """Tell whether `faire de Rabat` goes on with what only a power can be (`le premier partenaire`)."""
    words = [token for token in doc[span.end : span.end + 5] if not token.is_space]
    known = lists().words
    if not words or words[0].lower_ not in ARTICLES | {"un", "une", "son", "sa", "leur"}:
        return False
    return any(lemmas(token) & known.power_nouns for token in words) and not any(lemmas(token) & known.place_nouns for token in words)


def _word_before(token: Token) -> set[str]:
    """Return the lemmas and the form of the word just before."""
    found = previous(token.doc, token.i)
    return set() if found is None else {*lemmas(found), found.lower_}


def _has_place_apposition(doc: Doc, span: Span) -> bool:
    """Tell whether `, capitale de…`, `, ville de…` or `(Russie)` follows the name, or `la capitale,` stands before it."""
    nouns = lists().words.place_nouns
    after = [token for token in doc[span.end : span.end + 5] if not token.is_space]
    if after and after[0].text in (",", "(") and any(token.lemma_.lower() in nouns for token in after[1:4]):
        return True
    before = previous(doc, span.start)
    if before is not None and before.text == ",":
        before = previous(doc, before.i)
        return before is not None and before.lower_ == "capitale" and following(doc, span.end) is not None
    return before is not None and before.lower_ == "capitale"
