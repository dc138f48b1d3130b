"""Organizations by their table and constructions: extents, keys, what is none."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.entities.acronyms import find_acronyms, find_short_forms, settle
from pipeline.entities.component_organizations import candidates
from pipeline.entities.countries import find_countries
from pipeline.entities.organizations import find_organizations
from pipeline.entities.organizations_table import organizations
from pipeline.extensions import Found

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "orgs_ref.jsonl"


def found(text: str) -> list[tuple[str, str]]:
    """Return the surfaces and keys found."""
    items = settle(text, find_organizations(text, find_countries(text)))
    return [(text[item.start : item.end], item.data["entity"]) for item in items]


def surfaces(text: str) -> list[str]:
    """Return the surfaces found."""
    return [surface for surface, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "surface", "key"),
    [
        ("Le ministère des Affaires étrangères du Kazakhstan proteste.", "ministère des Affaires étrangères du Kazakhstan", "mae-kaz"),
        ("Le ministère brésilien de la Défense recrute.", "ministère brésilien de la Défense", "ministere-defense-bra"),
        ("Le ministère de la Défense brésilien recrute.", "ministère de la Défense brésilien", "ministere-defense-bra"),
        ("L'Université d'Addis-Abeba ferme.", "Université d'Addis-Abeba", "universite-addis-abeba"),
        ("Les forces armées éthiopiennes avancent.", "forces armées éthiopiennes", "armee-eth"),
        ("La Banque centrale du Brésil temporise.", "Banque centrale du Brésil", "banque-centrale-bra"),
        ("La Cour suprême indienne a tranché.", "Cour suprême indienne", "cour-supreme-ind"),
        ("L'armée russe se retire.", "armée russe", "armee-rus"),
        ("Le gouvernement kazakh réforme.", "gouvernement kazakh", "gouvernement-kaz"),
        ("Il rejoint le Parti socialiste unifié du Venezuela.", "Parti socialiste unifié du Venezuela", "psuv"),
        (
            "Elle dirige le Haut-Commissariat des Nations unies pour les réfugiés depuis mai.",
            "Haut-Commissariat des Nations unies pour les réfugiés",
            "hcr",
        ),
        (
            "L'Organisation pour la coopération et la sécurité en Europe traite des crises.",
            "Organisation pour la coopération et la sécurité en Europe",
            "osce",
        ),
        ("LE MINISTÈRE DE LA DÉFENSE DU MALI DÉMENT.", "MINISTÈRE DE LA DÉFENSE DU MALI", "ministere-defense-mli"),
        ("Le ministère de la\nDéfense du Mali dément.", "ministère de la\nDéfense du Mali", "ministere-defense-mli"),
        ("Le Conseil de sécurité de l'ONU vote.", "Conseil de sécurité de l'ONU", "conseil-securite-onu"),
        ("Le parlement de la CEDEAO siège à Abuja.", "parlement de la CEDEAO", "parlement-cedeao"),
    ],
)
def test_extent_and_key(text: str, surface: str, key: str) -> None:
    assert (surface, key) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le gouvernement a démissionné.",
        "Les grandes organisations humanitaires sont débordées.",
        "Une banque a fermé ses portes.",
        "Le traité de libre-échange entre en vigueur.",
        "Le programme de développement rural a échoué.",
        "La zone de libre-échange fonctionne.",
        "Il est président du comité de lecture.",
        "Une commission d'enquête sera créée.",
        "Les ministères concernés ne répondent pas.",
        "Un parti politique est né.",
        "Il a parti le gâteau en deux.",
        "C'est une question de service et de direction.",
        "Le conseil de son frère fut précieux.",
        "L'agence est fermée le lundi.",
        "Les deux armées se font face.",
        "Elle a compté les unions de l'année.",
        "Le temps presse, et le monde regarde.",
        "La croix est au bord de la route.",
    ],
)
def test_no_organization(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le Comité international de soutien aux réfugiés annonce une grève.", "Comité international de soutien aux réfugiés"),
        ("La Commission nationale des mines qui gère le site se tait.", "Commission nationale des mines"),
        ("L'Agence nationale de l'eau, créée en 2003, ferme.", "Agence nationale de l'eau"),
        ("Le ministère de l'Économie et des Finances a publié un rapport.", "ministère de l'Économie et des Finances"),
        ("Le Front pour la défense de la paix a refusé de signer.", "Front pour la défense de la paix"),
    ],
)
def test_names_stop_before_what_is_not_theirs(text: str, wanted: str) -> None:
    assert wanted in surfaces(text)
    assert max(surfaces(text), key=len) == wanted


def test_a_role_noun_stays_out() -> None:
    assert surfaces('La société américaine "Chevron" investit.') == ["Chevron"]
    assert surfaces("Le groupe Wagner se retire.") == ["Wagner"]


def test_acronym_after_its_name() -> None:
    text = "La Ligue pour la protection des sources (LPS) proteste. La LPS a écrit au maire."
    assert found(text) == [
        ("Ligue pour la protection des sources", "lps"),
        ("LPS", "lps"),
        ("LPS", "lps"),
    ]


def test_acronym_before_its_name() -> None:
    text = "L'OCI (Organisation de la coopération islamique) se réunit. L'OCI condamne."
    assert [key for _, key in found(text)] == ["oci", "oci", "oci"]


def test_acronym_after_or() -> None:
    text = "L'Union des pêcheurs du lac, ou UPL, refuse. L'UPL ira en justice."
    assert [surface for surface, key in found(text) if key == "upl"] == ["Union des pêcheurs du lac", "UPL", "UPL"]


def test_the_document_says_what_its_acronym_means() -> None:
    text = "La Commission électorale indépendante (CEI) a publié la liste. La CEI se dit prête."
    assert {key for surface, key in found(text) if surface == "CEI"} == {"commission-electorale"}


def test_acronym_of_a_variant_name_is_the_table_s() -> None:
    text = "L'Organisation internationale de la Francophonie mondiale (OIF) siège à Paris."
    assert ("OIF", "oif") in found(text)


def test_not_every_bracket_is_a_definition() -> None:
    text = "Le Brevet d'études du premier cycle (BEPC) a été réformé."
    assert find_acronyms(text, []) == []


def test_short_form_with_its_capital() -> None:
    text = "La Commission nationale des mines a statué. La Commission publiera son avis."
    items = find_organizations(text)
    short = find_short_forms(text, items)
    assert [(text[item.start : item.end], item.data["form"]) for item in short] == [("Commission", "nominal")]
    assert short[0].data["entity"] == items[0].data["entity"]


def test_bare_bodies_of_the_union_need_the_union() -> None:
    union = "L'Union européenne hésite. La Commission propose un texte."
    assert ("Commission", "commission-europeenne") in found(union)
    assert found("La Commission propose un texte.") == []


def test_one_acronym_for_two_bodies_is_told_by_the_text() -> None:
    islamic = "La Banque islamique de développement prête. La BID attend."
    american = "La Banque interaméricaine de développement prête. La BID attend."
    assert found(islamic)[-1] == ("BID", "bid-islamique")
    assert found(american)[-1] == ("BID", "bid")


def test_a_platform_is_no_actor() -> None:
    assert found("Il l'a écrit sur Twitter.") == []
    assert found("Twitter licencie.") == [("Twitter", "twitter")]
    assert found("Le texte finit.\nPartager cet article : Courriel , Facebook , Twitter , Google , Yahoo!") == []
    assert found("Le texte finit.\nPartager :\nCourriel ,\nFacebook ,\nTwitter") == []
    assert found("Partager les données inquiète. Google refuse.") == [("Google", "google")]


def test_a_surname_is_no_company() -> None:
    assert found("Le compositeur Richard Wagner vécut ici.") == []


def test_a_national_organ_without_a_state_says_so() -> None:
    text = "Le Sénat a voté."
    assert [item.data.get("needs_country") for item in find_organizations(text)] == [True]


def test_every_span_is_in_the_text_and_typed() -> None:
    text = "L’Union africaine (UA) et le Parlement panafricain – dit « le PAP » – ont salué l'ONU\r\net l'OMS. "
    for item in candidates(text, find_countries(text), []):
        assert isinstance(item, Found)
        assert 0 <= item.start < item.end <= len(text)
        assert item.data["form"] in ("name", "nominal")


def test_wikidata_ids_come_from_the_reference() -> None:
    if not REFERENCE.exists():
        pytest.skip("no reference table here")
    known = {json.loads(line).get("qid") for line in REFERENCE.read_text(encoding="utf-8").splitlines()}
    assert {entry.wikidata for entry in organizations().values() if entry.wikidata} <= known


def test_hostile_text_takes_linear_time() -> None:
    pieces = ["Conseil de la ", "ministère de ", "(AB", "Union et ", "A. ", "le président de la ", "d'", "Commission, "]
    for piece in pieces:
        text = piece * 2000
        started = time.perf_counter()
        candidates(text, [], [])
        assert time.perf_counter() - started < 6, piece
