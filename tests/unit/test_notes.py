"""The telegraphic register: what a note's label, heading or title says for it."""

from __future__ import annotations

import pytest

from pipeline.relations.check import relations_of

TABLE = "Note : Arménie\n\nAppartenances\n\nSigle   Date\nCEI     1991    membre fondateur\nOTSC    2002    présidence en 2025\n"
COUNTRY = "Moldavie\n\n- {}\n"


def said(text: str) -> set[tuple[str, str, str]]:
    return {
        (text[slice(*bounds(found["subject"]))], str(found["predicate"]), text[slice(*bounds(found["object"]))])
        for found in relations_of(text)
    }


def bounds(mention: object) -> tuple[int, int]:
    start, end = str(mention).split(":")[1].split("-")
    return int(start), int(end)


def test_a_row_is_about_the_title_and_its_first_cell() -> None:
    found = said(TABLE)
    assert ("Arménie", "founder_of", "CEI") in found
    assert ("Arménie", "chairs", "OTSC") in found


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Présidente : Maia Sandu.", ("Maia Sandu", "leader_of", "Moldavie")),
        ("Frontières : Roumanie, Ukraine.", ("Moldavie", "borders", "Ukraine")),
        ("Allié de Bucarest depuis 1991.", ("Moldavie", "partner_of", "Bucarest")),
        ("Reconnue par la Chine en 1992.", ("Chine", "recognizes", "Moldavie")),
        ("Accords : mémorandum signé avec le Pakistan.", ("Moldavie", "signed_agreement_with", "Pakistan")),
        ("Prêt du FMI de 3 Md$.", ("FMI", "funds", "Moldavie")),
        ("Premier fournisseur : Allemagne.", ("Allemagne", "exports_to", "Moldavie")),
    ],
)
def test_a_bullet_is_about_its_heading(note: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in said(COUNTRY.format(note))


def test_a_heading_run_in() -> None:
    assert ("Biélorussie", "member_of", "OCS") in said("Biélorussie. – Dixième membre de l'OCS (juillet 2024).")
    assert ("Japon", "signed_agreement_with", "Philippines") in said("Japon-Philippines. – Pacte de sécurité, le 8 juillet 2024.")


@pytest.mark.parametrize(
    "text",
    [
        "Moldavie\n\n- Le ministre a salué les membres de l'OCS.\n",
        "Moldavie\n\n- Discours en marge du sommet de l'OSCE.\n",
        "La situation reste difficile : les membres de l'ONU hésitent.",
    ],
)
def test_prose_and_what_is_said_are_left_alone(text: str) -> None:
    assert not said(text)
