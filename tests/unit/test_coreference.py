"""Nominals: what refers back, to which states and organizations, and what does not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import pipeline

SINGULAR = [
    (
        "Le Qatar exporte du gaz vers la Chine. L'émirat en tire l'essentiel de ses recettes.",
        [("émirat", "QAT")],
    ),
    ("Le Laos a inauguré un train. Le pays enclavé veut attirer des touristes.", [("pays", "LAO")]),
    (
        "La Géorgie a signé un accord avec Pékin. L'ancienne république soviétique cherche des investisseurs.",
        [("république", "GEO")],
    ),
    (
        "L'Angola a rompu avec Lisbonne. L'ancienne colonie portugaise exporte du pétrole.",
        [("colonie", "AGO")],
    ),
    (
        "La Côte d'Ivoire vend du cacao à la France. L'ancienne métropole en achète le tiers.",
        [("métropole", "FRA")],
    ),
    (
        "Le président kényan William Ruto a visité Kampala. Il a promis que son pays livrerait du maïs.",
        [("pays", "KEN")],
    ),
    (
        "La Turquie a bombardé le nord de la Syrie. Les troupes turques ont ensuite quitté le pays.",
        [("pays", "SYR")],
    ),
    ("La Zambie a emprunté à la Chine. Dans tout le pays, les prix montent.", [("pays", "ZMB")]),
    (
        "Algérie\n\nL'Espagne a protesté auprès d'Alger. En 2023, le pays a livré moins de gaz.",
        [("pays", "DZA")],
    ),
    (
        "L'Espagne a rouvert sa frontière avec le Maroc. L'Espagne reste le premier client du royaume.",
        [("royaume", "MAR")],
    ),
]
PLURAL = [
    ("La Suisse et l'Autriche ont signé un accord. Les deux pays échangeront des données.", ["AUT", "CHE"]),
    (
        "Le Pérou et la Colombie produisent du café. Le Chili exporte du cuivre. Les trois pays se concertent.",
        ["CHL", "COL", "PER"],
    ),
    (
        "Séoul et Tokyo ont repris leurs échanges. Les deux capitales ont nommé des ambassadeurs.",
        ["JPN", "KOR"],
    ),
    ("L'ONU souhaite la reprise du dialogue entre les deux Corées.", ["KOR", "PRK"]),
    ("La Tanzanie, le Burundi et le Rwanda ont négocié. Ces pays partagent un lac.", ["BDI", "RWA", "TZA"]),
    (
        "L'Iran et le Pakistan ont échangé des tirs. Aux yeux de la Chine, les deux voisins doivent se calmer.",
        ["IRN", "PAK"],
    ),
    ("Le Rwanda et le Kenya ont annoncé que leurs pays ouvriraient une ligne aérienne.", ["KEN", "RWA"]),
]
BODIES = [
    ("L'OTAN a déployé des avions en Lituanie. L'alliance y maintient un bataillon.", "alliance", "otan"),
    (
        "L'Union africaine a suspendu le Gabon. L'organisation panafricaine exige des élections.",
        "organisation",
        "ua",
    ),
    ("Gazprom a réduit ses livraisons. Le groupe russe invoque une panne.", "groupe", "gazprom"),
    ("Le FMI a prêté deux milliards à l'Égypte. L'institution publiera un rapport.", "institution", "fmi"),
    ("Le Fonds monétaire international aide l'Égypte. Le Fonds exige des réformes.", "Fonds", "fmi"),
]
NOTHING = [
    "La Bolivie est un pays riche en lithium.",
    "Le Qatar est le pays le plus riche du Golfe.",
    "La Chine investit beaucoup. Les pays d'Asie s'en inquiètent.",
    "Tous les pays le savent, et le pays le plus pauvre aussi.",
    "L'Équateur a rompu avec le Mexique. En tant que pays hôte, le Mexique proteste.",
    "La Jordanie manque d'eau. Le pays d'accueil des réfugiés est débordé.",
    "La France a voté. Le président de la République a reçu le chef de l'État.",
    "Total a vendu ses parts. L'usine appartient au groupe OCP, et le fonds Mubadala la finance.",
    "La Norvège discute avec ses voisins.",
    "Le Vietnam, comme les autres pays de la région, exporte du riz.",
]


@cache
def _nominals(text: str) -> list[tuple[str, str, Any]]:
    doc = pipeline.load()(text)
    found = [span for span in doc.spans["depeche"] if span._.depeche.get("form") == "nominal"]
    return [
        (span.label_, span.text, span._.depeche.get("entity") or span._.depeche["members"]) for span in found
    ]


@pytest.mark.parametrize(("text", "expected"), SINGULAR)
def test_a_singular_noun_takes_up_one_state(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(noun, key) for kind, noun, key in _nominals(text) if kind == "country"] == expected


@pytest.mark.parametrize(("text", "members"), PLURAL)
def test_a_plural_stands_for_the_states_the_text_settles(text: str, members: list[str]) -> None:
    assert [key for kind, _, key in _nominals(text) if kind == "country"] == [members]


@pytest.mark.parametrize(("text", "noun", "key"), BODIES)
def test_a_noun_takes_up_an_organization(text: str, noun: str, key: str) -> None:
    assert ("organization", noun, key) in _nominals(text)


@pytest.mark.parametrize("text", NOTHING)
def test_predicates_classes_and_titles_refer_to_nothing(text: str) -> None:
    assert _nominals(text) == []


def test_the_reason_of_a_link_is_told() -> None:
    doc = pipeline.load()("Le Qatar exporte du gaz. L'émirat en tire ses recettes.")
    assert any("émirat" in reason and "QAT" in reason for reason in doc._.depeche_reasons)
