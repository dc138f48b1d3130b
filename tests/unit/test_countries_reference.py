"""The tables against pycountry and, where it is there, the reference table of names, codes and QIDs."""

from __future__ import annotations

import json
from pathlib import Path

import pycountry
import pytest

from pipeline.entities.countries import find_countries
from pipeline.entities.tables import countries, demonyms, first_names, places, seats

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "countries_ref.jsonl"
# The reference's QID names the realm, or the state that claims the territory: ours is the usual item.
OTHER_QIDS = {"NLD": "Q55", "ESH": "Q6250"}
WITHOUT_DEMONYM = {"ASM", "ATA", "ATF", "BES", "BVT", "CCK", "CXR", "HMD", "SGS", "SJM", "SXM", "TCA",
                   "UMI", "VGB", "VIR"}  # fmt: skip


def test_every_iso_state_with_its_codes() -> None:
    known = countries()
    assert {state.alpha_3 for state in pycountry.countries} - set(known) == set()
    for state in pycountry.countries:
        row = known[state.alpha_3]
        assert (row.alpha_2, row.alpha_3) == (state.alpha_2, state.alpha_3)


def test_codes_belong_to_iso_or_are_of_user_assigned_range() -> None:
    iso = {state.alpha_3 for state in pycountry.countries} | {"XKX"}
    assert {row.alpha_3 for row in countries().values() if row.alpha_3} == iso
    former = {state.alpha_4 for state in pycountry.historic_countries}
    assert {key for key in countries() if len(key) == 4 and key.isupper()} <= former


def test_at_least_sixty_historical_states_with_dates() -> None:
    historical = [row for row in countries().values() if row.status == "historical"]
    assert len(historical) >= 60
    for row in historical:
        assert row.since is not None
        assert row.until is not None
        assert row.since < row.until


def test_every_state_has_a_demonym_and_every_capital_its_state() -> None:
    current = {key for key, row in countries().items() if row.alpha_3}
    assert current - set(demonyms()) - WITHOUT_DEMONYM == set()
    sovereign = {key for key, row in countries().items() if row.status == "sovereign"}
    same_name = {"DJI", "GTM", "LUX", "MCO", "PAN", "SGP", "SYC", "VAT", "KWT", "MDV", "DMA", "BOL", "GRD",
                 "SMR", "STP"}  # fmt: skip
    with_capital = {row.key for row in seats() if row.kind == "capital"}
    assert sovereign - with_capital - same_name == set()


def test_places_and_states_are_apart() -> None:
    states = {form for row in countries().values() for form in (row.name, *row.aliases)}
    shared = {row.key for row in places().values() if {row.name, *row.aliases} & states}
    assert shared == set()
    assert "Pierre" in first_names()


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference table is not here")
def test_qids_and_names_agree_with_the_reference() -> None:
    rows = [json.loads(line) for line in REFERENCE.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        state = countries()[row["alpha3"]]
        qids = {row["qid"]["rigour"], row["qid"]["pddl"], OTHER_QIDS.get(state.key)}
        assert state.wikidata in qids, state.key
        for name in {row["names"]["cldr_fr"], row["names"]["cldr_frCA"]}:
            spoken = name.replace(" (partie néerlandaise)", "").replace("R.A.S. chinoise de ", "la RAS de ")
            text = f"Aux Antilles et dans l'océan Indien, {spoken}, la {spoken}, au {spoken}."
            items = find_countries(text)
            found = {item.data["entity"] for item in items}
            assert state.key in found or state.key in {"SXM", "PSE"}, (state.key, name)
