"""The spaCy component that proposes states, seats of power and places."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.entities.countries import find_countries
from pipeline.entities.metonyms import decide_metonym
from pipeline.entities.metonyms_words import lists
from pipeline.entities.organizations_table import organizations
from pipeline.entities.places import find_places, find_seats
from pipeline.extensions import Found, declare, make_span, propose

_SEAT_KEYS = ("metonym_of", "metonym_type", "seat")


@Language.factory("depeche_countries", assigns=["doc.spans"])
class Countries:
    """Adds states, seats and places to `doc.spans["depeche_candidates"]`.

    A seat is a metonym of its power where the parse says so, a place elsewhere or without a parse.
    """

    def __init__(self, nlp: Language, name: str):  # noqa: ARG002
        declare()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        states = find_countries(doc.text)
        seats = _outside(find_seats(doc.text), states)
        spots = _outside(find_places(doc.text), [*seats, *states])
        propose(doc, [*states, *decided(doc, seats, states), *spots])
        return doc


def _outside(spots: list[Found], others: list[Found]) -> list[Found]:
    """Return the places that are none of the others nor stand in one (`Porto` in `Porto-Novo`)."""
    taken = {index for item in others for index in range(item.start, item.end)}
    return [item for item in spots if not {item.start, item.end - 1} <= taken]


def decided(doc: Doc, seats: list[Found], states: list[Found]) -> list[Found]:
    """Return each seat as what it is in its sentence: a metonym (`country`, `organization`) or a place.

    `states` are the states named in the text: `Moscou` is the USSR's where the USSR was named last.
    """
    parsed = doc.has_annotation("DEP")
    spans = [make_span(doc, item) for item in seats]
    indices = frozenset(index for span in spans for index in range(span.start, span.end))
    chosen = []
    for item, span in zip(seats, spans, strict=True):
        power = parsed and "metonym_of" in item.data and _in_use(item, seats, states) and decide_metonym(doc, span, indices)
        chosen.append(_as_power(item, states) if power else _as_place(item))
    return chosen


def _in_use(item: Found, seats: list[Found], states: list[Found]) -> bool:
    """Tell whether the power may have its seat there: a former capital's only where the text names the state, not its seat of today."""
    if item.data["seat"] != "former":
        return True
    key = item.data["metonym_of"]
    if any(seat.data.get("metonym_of") == key and seat.data["seat"] == "capital" for seat in seats):
        return False
    later = {state for state, former in lists().predecessors.items() if key in former}
    known = {key, *lists().predecessors.get(key, ()), *later}
    return any(state.data["entity"] in known for state in states)


def _as_power(item: Found, states: list[Found]) -> Found:
    data: dict[str, Any] = {"form": "metonym", "entity": _of_its_time(item, states)}
    kind = item.data["metonym_type"]
    if kind == "organization":
        data = {**organizations()[data["entity"]].data(), "form": "metonym"}
    return Found(item.start, item.end, kind, "siege-metonymie", data)


def _of_its_time(item: Found, states: list[Found]) -> str:
    """Return the seat's state, or the former one with this capital if the text named that one last."""
    key: str = item.data["metonym_of"]
    known = {key, *lists().predecessors.get(key, ())}
    named = [state.data["entity"] for state in states if state.start < item.start]
    return next((entity for entity in reversed(named) if entity in known), key)


def _as_place(item: Found) -> Found:
    data = {key: value for key, value in item.data.items() if key not in _SEAT_KEYS}
    return Found(item.start, item.end, "place", "siege-lieu", data)
