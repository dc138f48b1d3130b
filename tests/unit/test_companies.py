"""Firms that the model may take for persons."""

from __future__ import annotations

import pytest

from pipeline.entities.companies import persons_and_companies
from pipeline.entities.model_ner import MODEL_RULE
from pipeline.extensions import Found


def person(text: str, name: str) -> Found:
    start = text.index(name)
    return Found(start, start + len(name), "person", MODEL_RULE, {"form": "name", "entity": name.lower(), "name": name})


@pytest.mark.parametrize(
    "text",
    [
        "Le négociant suisse Ferrox a acheté le zinc.",
        "Il dirige une filiale de Ferrox à Lagos.",
        "Ferrox Ltd a signé.",
        "Il travaille chez Ferrox depuis mai.",
    ],
)
def test_a_firm_that_the_text_announces(text: str) -> None:
    persons, companies = persons_and_companies(text, [person(text, "Ferrox")], [])
    assert persons == []
    assert [item.data["class"] for item in companies] == ["company"]


@pytest.mark.parametrize(
    "text",
    [
        "Selon Ferrox, rien ne presse.",
        "Le Coréen Ferrox a gagné.",
        "Le ministre Ferrox est parti.",
        "La fille de Ferrox vit à Lagos.",
        "Le patron du groupe Belmont, Ferrox, est parti.",
    ],
)
def test_a_person_stays_one(text: str) -> None:
    persons, companies = persons_and_companies(text, [person(text, "Ferrox")], [])
    assert len(persons) == 1
    assert companies == []


def test_a_list_spreads_from_one_firm_to_the_others() -> None:
    text = "Belmont et Ferrox ou Ortega se partagent le champ."
    firm = Found(0, 7, "organization", "org-table", {"form": "name", "entity": "belmont", "class": "company"})
    persons, companies = persons_and_companies(text, [person(text, "Ferrox"), person(text, "Ortega")], [firm])
    assert persons == []
    assert len(companies) == 2
