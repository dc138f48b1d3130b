"""Nominals that are somebody's, that the scene evokes, that an adjective describes."""

from __future__ import annotations

import pytest

import pipeline

FOUND = [
    ("La Bolivie a rompu avec le Chili. La Paz reproche à son voisin d'avoir détourné une rivière.", "voisin", "CHL"),
    ("La Thaïlande a fermé un pont. Le Cambodge, qui importait du ciment de sa voisine, a protesté.", "voisine", "THA"),
    ("La présidente hondurienne Xiomara Castro s'est rendue à Pékin. Elle a vanté les atouts de son pays.", "pays", "HND"),
    ("Hage Geingob, alors président de la Namibie, a reçu Olaf Scholz. Il a défendu l'hydrogène de son pays.", "pays", "NAM"),
    ("La Suède a expulsé un diplomate. La partie turque, dont le pays avait menacé de représailles, a quitté la salle.", "pays", "TUR"),
    ("La Norvège livre du gaz au Danemark. À Amman, l'accueil est froid. Le royaume préfère attendre.", "royaume", "JOR"),
    ("Israël a bombardé hier un dépôt au Liban, le troisième dans le pays depuis mai.", "pays", "LBN"),
    ("La Moldavie dénonce ces élections. La Transnistrie a voté ; dans la région séparatiste, on veille.", "région", "transnistrie"),
    ("L'Éthiopie proteste. Le Soudan du Sud proclame son indépendance en 2011. L'Ouganda reconnaît le nouvel État.", "État", "SSD"),
]  # fmt: skip
PLURAL = [
    ("Le Pérou et l'Équateur ont signé la paix. Les deux anciens ennemis ont ouvert des postes communs.", "ennemis", "ECU+PER"),
    ("Le Bénin et le Niger ont rouvert le pont. Les Parties ont promis d'en partager les frais.", "Parties", "BEN+NER"),
    ("L'Espagne, la France et le Portugal se sont réunis. Madrid a convaincu ses deux voisins.", "voisins", "FRA+PRT"),
]
NONE = [
    ("La Pologne aide l'Ukraine, sa voisine, depuis 2022.", "voisine"),
    ("L'Iran vend des drones. La Russie les achète à son allié la Corée du Nord.", "allié"),
    ("La zone industrielle de Tanger attire le Japon. Le Maroc agrandit la zone.", "zone"),
    ("Le Kenya cherche un partenaire commercial au Japon.", "partenaire"),
]


def nominals(text: str) -> dict[str, str]:
    """Return the countries' nominals of a text, with their keys."""
    spans = [span for span in pipeline.load()(text).spans["depeche"] if span.label_ == "country"]
    data = {span.text: span._.depeche for span in spans if span._.depeche["form"] == "nominal"}
    return {noun: "+".join(found.get("members") or [found["entity"]]) for noun, found in data.items()}


@pytest.mark.parametrize(("text", "noun", "entity"), [*FOUND, *PLURAL])
def test_a_nominal_refers_to_its_state(text: str, noun: str, entity: str) -> None:
    assert nominals(text).get(noun) == entity


@pytest.mark.parametrize(("text", "noun"), NONE)
def test_what_refers_to_nothing_is_left_alone(text: str, noun: str) -> None:
    assert noun not in nominals(text)
