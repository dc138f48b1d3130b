"""Companies told from persons and places by the words around them."""

from __future__ import annotations

import pytest

from pipeline.entities.model_companies import is_company

COMPANIES = [
    ("La mine appartient à 60 % à Karowe Diamonds.", "Karowe Diamonds"),
    ("Le port, dont la concession appartient à Harbona, à Velmar et à Ostrel, sera agrandi.", "Ostrel"),
    ("Drumco a racheté la mine pour 2 milliards de dollars.", "Drumco"),
    ("Le gisement est exploité par Tandara.", "Tandara"),
    ("Le fonds détient 9 % de Quellon.", "Quellon"),
    ("Il a commandé des camions au coréen Daelim.", "Daelim"),
    ("Sertol, déjà actionnaire de la raffinerie, hésite.", "Sertol"),
]
OTHERS = [
    ("Le parc appartient à Elon Musk, qui a investi 3 milliards.", "Elon Musk"),
    ("La mine se trouve près de Karaganda, à 60 km.", "Karaganda"),
    ("Il a rencontré le Chinois Wang Yi.", "Wang Yi"),
    ("Des usines ont ouvert à Tanger.", "Tanger"),
    ("Le groupe a quitté Bakou et Tiflis.", "Tiflis"),
]


def _at(text: str, name: str) -> tuple[int, int]:
    start = text.index(name)
    return start, start + len(name)


@pytest.mark.parametrize(("text", "name"), COMPANIES)
def test_what_owns_or_is_owned_is_a_company(text: str, name: str) -> None:
    assert is_company(text, *_at(text, name))


@pytest.mark.parametrize(("text", "name"), OTHERS)
def test_persons_and_places_stay_what_they_are(text: str, name: str) -> None:
    assert not is_company(text, *_at(text, name))


def test_hostile_text_is_read_in_linear_time() -> None:
    text = "appartient " * 4000 + "Xyz"
    assert not is_company(text, len(text) - 3, len(text))
