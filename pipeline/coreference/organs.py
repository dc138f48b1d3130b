"""Whose organ a bare name is: `le ministère des Affaires étrangères`, `le Parlement`, in a text that says which state's."""

from __future__ import annotations

from pipeline.coreference.salience import Salience
from pipeline.entities.organizations_keys import of_country
from pipeline.tree import Mention

_OF = frozenset({"de", "du", "des", "d'"})
_ARTICLES = frozenset({"la", "l'", "le", "les"})
_FLOOR = 0.5
_MARGIN = 1.25
_REACH = 12


def settle_owners(salience: Salience, mentions: list[Mention]) -> list[str]:
    """Give each national organ whose name leaves its state out the key of the state's own; return the reasons.

    The state is one that a complement parted from the name gives (`un ministère à part entière du Kazakhstan`), or else the
    one that the text is about there, when it comes to mind with a salience of 0.5 or more and a quarter above any other's.
    """
    reasons = []
    for mention in mentions:
        kind = mention.data.get("entity")
        if mention.label_ != "organization" or not mention.data.get("needs_country") or not kind:
            continue
        state = _parted_state(mention, mentions) or _state_in_mind(mention, salience)
        if state is None:
            continue
        name = f"{mention.data.get('name') or mention.text} {of_country(state)}"
        data = {key: value for key, value in mention.data.items() if key != "needs_country"}
        mention.data = {**data, "entity": f"{kind}-{state.lower()}", "name": name}
        reasons.append(f"« {mention.text} » ({mention.start_char}) → {kind}-{state.lower()}")
    return reasons


def _parted_state(mention: Mention, mentions: list[Mention]) -> str | None:
    """Return the state of the first `de …` after the name that depends on it."""
    for other in mentions:
        if other.label_ != "country" or not mention.end < other.start <= mention.end + _REACH or other.sent is not mention.sent:
            continue
        if other.data.get("form") == "name" and _after_of(other) and mention.start <= other.root.head.i < mention.end:
            return str(other.data.get("entity"))
    return None


def _after_of(mention: Mention) -> bool:
    before = mention.doc[mention.start - 1].plain
    return before in _OF or (before in _ARTICLES and mention.start > 1 and mention.doc[mention.start - 2].plain in _OF)


def _state_in_mind(mention: Mention, salience: Salience) -> str | None:
    first = mention.doc[mention.start]
    ranked = salience.before(first, lambda span: span.label_ == "country" and not span.data.get("members"), background=True)
    if not ranked or ranked[0].score < _FLOOR or (len(ranked) > 1 and ranked[1].score * _MARGIN > ranked[0].score):
        return None
    return ranked[0].entity
