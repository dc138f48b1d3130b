"""Pronouns and possessives: the mentions they stand for, by gender, number, function and distance."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.coreference.pronouns import Pronouns
from pipeline.coreference.salience import Salience
from pipeline.tree import Tree

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
    tree = Tree(pipeline.load()(text))
    token = [item for item in tree if item.text == pronoun][-1]
    found = Pronouns(tree, Salience(tree)).antecedents(token, STATES)
    assert [key for mention in found for key in mention.keys] == expected


def test_an_excluded_entity_is_passed_over() -> None:
    tree = Tree(pipeline.load()("Le Tchad a parlé avec le Soudan. Il a signé avec le Tchad."))
    token = next(item for item in tree if item.text == "Il")
    found = Pronouns(tree, Salience(tree)).antecedents(token, STATES, frozenset({"TCD"}))
    assert [mention.data["entity"] for mention in found] == ["SDN"]
