"""Pronouns and possessives: the mentions they stand for, by gender, number, function and distance."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.coreference.pronouns import Pronouns
from pipeline.coreference.salience import Salience

STATES = ("country", "organization")
CASES = [
    ("La Bolivie a signé un traité avec le Chili. Elle le ratifiera en mai.", "Elle", ["BOL"]),
    ("Le Japon et la Corée du Sud ont négocié. Ils ont conclu un accord.", "Ils", ["JPN", "KOR"]),
    (
        "Le Pérou a attaqué l'Équateur. Les deux pays ont négocié. Ils ont conclu une trêve.",
        "Ils",
        ["ECU", "PER"],
    ),
    ("Les États-Unis ont quitté l'Unesco. Ils y reviendront.", "Ils", ["USA"]),
    ("L'Iran menace Israël. Celui-ci a riposté.", "Celui", ["ISR"]),
    ("La Norvège a annoncé son soutien à la Moldavie.", "son", ["NOR"]),
    ("Malgré son opposition, la Hongrie a signé avec la Serbie.", "son", ["HUN"]),
    ("La France et l'Italie ont exprimé leur soutien au Liban.", "leur", ["FRA", "ITA"]),
    ("Les dirigeants de l'ASEAN sont réunis. Ils remercient le Laos.", "Ils", []),
    ("Le Kenya manque d'eau. Il faut agir.", "Il", []),
]


@pytest.mark.parametrize(("text", "pronoun", "expected"), CASES)
def test_antecedents(text: str, pronoun: str, expected: list[str]) -> None:
    doc = pipeline.load()(text)
    token = [item for item in doc if item.text == pronoun][-1]
    found = Pronouns(doc, Salience(doc)).antecedents(token, STATES)
    keys = [key for span in found for key in (span._.depeche.get("members") or [span._.depeche["entity"]])]
    assert keys == expected


def test_an_excluded_entity_is_passed_over() -> None:
    doc = pipeline.load()("Le Tchad a parlé avec le Soudan. Il a signé avec le Tchad.")
    token = next(item for item in doc if item.text == "Il")
    found = Pronouns(doc, Salience(doc)).antecedents(token, STATES, frozenset({"TCD"}))
    assert [span._.depeche["entity"] for span in found] == ["SDN"]
