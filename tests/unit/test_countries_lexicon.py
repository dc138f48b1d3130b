"""Every form of every state and demonym, in carrier sentences: at least 99.5 % found with the right key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.entities.countries import find_countries, name_forms
from pipeline.entities.tables import countries, demonyms

NAME_CARRIERS = {
    "début": "{Form} a signé le traité.",
    "contraction": "La frontière avec le territoire de {form} reste fermée.",
    "élision": "Les troupes d'{form} avancent.",
    "apostrophe courbe": "Les ports d’{form} rouvrent.",
    "guillemets": "Le sommet « {form} » s'ouvre.",
    "parenthèses": "La capitale ({form}) accueille les délégués.",
    "barre": "Le match {form}/Ruritanie commence.",
    "trait": "L'axe {form}–Ruritanie se dessine.",
    "fin": "Il s'agit de {form}.",
    "insécable": "Il vient de\xa0{form}\xa0; il repart.",
    "virgules": "Ensuite, {form}, elle aussi, vote.",
    "capitales": "ACCORD ENTRE {FORM} ET RURITANIE",
    "coupure": "Ils ont quitté {break_} hier.",
}
DEMONYM_CARRIERS = {
    "adjectif": "Les délégués {form} sont arrivés.",
    "nom": "Les {Form} ont voté.",
    "guillemets": "Le ministre « {form} » a parlé.",
    "parenthèses": "Le ministre ({form}) a parlé.",
    "anti": "Un sentiment anti-{form} se répand.",
    "post": "L'espace post-{form} change.",
    "ex": "Un diplomate ex-{form} témoigne.",
    "pro": "Le camp pro‑{form} l'emporte.",
    "virgule": "Un camp {form}, un autre neutre.",
    "fin": "Le navire est {form}.",
    "capitales": "LES DÉLÉGUÉS {FORM} SONT LÀ",
    "barre": "Le conflit {form}/ruritanien dure.",
    "coupure": "Le gouvernement\n{form} recule.",
}
# Forms that are a state only in a context of their own: ambiguous.tsv's rows have their examples.
CONTEXTUAL_NAMES = {
    "Maurice", "Dominique", "Grenade", "Salvador", "Montserrat", "Réunion", "Saint-Christophe", "Trinidad",
    "Bonaire", "Polynésie", "Corée", "Congo", "EAU", "RPD", "RPL", "DNR", "LNR", "RAU", "RCA", "RPC",
    "Hexagone", "Raj",
}  # fmt: skip
CONTEXTUAL_DEMONYMS = {
    "congolais", "congolaise", "congolaises", "malouin", "malouins", "malouine", "malouines", "vichyssoise",
}  # fmt: skip


def _upper(form: str) -> str:
    return form.upper().replace("É", "E").replace("Î", "I")


def _name_cases() -> Iterator[tuple[str, str, str, str]]:
    for key, country in countries().items():
        for form in name_forms(country):
            if form not in CONTEXTUAL_NAMES:
                fields = {"form": form, "Form": form[0].upper() + form[1:], "FORM": _upper(form)}
                broken = form.replace(" ", "\n", 1)
                for carrier, sentence in NAME_CARRIERS.items():
                    yield key, form, carrier, sentence.format(**fields, break_=broken)


def _demonym_cases() -> Iterator[tuple[str, str, str, str]]:
    for key, demonym in demonyms().items():
        for form in demonym.forms:
            if form not in CONTEXTUAL_DEMONYMS:
                fields = {"form": form, "Form": form[0].upper() + form[1:], "FORM": _upper(form)}
                for carrier, sentence in DEMONYM_CARRIERS.items():
                    yield key, form, carrier, sentence.format(**fields)


def _found(form: str, sentence: str) -> list[str | None]:
    folded = sentence.casefold().replace("\n", " ")
    at = folded.find(form.casefold())
    return [
        item.data["entity"]
        for item in find_countries(sentence)
        if item.type == "country" and (at < 0 or (item.start, item.end) == (at, at + len(form)))
    ]


@pytest.mark.parametrize("cases", [_name_cases, _demonym_cases], ids=["names", "demonyms"])
def test_every_form_in_every_carrier(cases: object) -> None:
    assert callable(cases)
    total, missed = 0, []
    for key, form, carrier, sentence in cases():
        total += 1
        if key not in _found(form, sentence):
            missed.append(f"{key} {form!r} [{carrier}] {sentence!r}: {_found(form, sentence)}")
    assert len(missed) <= 0.005 * total, f"{len(missed)} of {total}:\n" + "\n".join(missed[:60])
    print(f"{total - len(missed)}/{total}", *missed, sep="\n")


def test_every_prefix() -> None:
    for key, demonym in demonyms().items():
        for prefix in demonym.prefixes:
            for sentence in (f"Un accord {prefix}-ruritanien.", f"Le conflit ruritano-{prefix}-ruritanien."):
                assert key in _found(prefix, sentence), sentence


def test_two_states_never_share_a_form() -> None:
    owners: dict[str, set[str]] = {}
    for key, country in countries().items():
        for form in name_forms(country):
            owners.setdefault(form.casefold(), set()).add(key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}
    owners.clear()
    for key, demonym in demonyms().items():
        for form in demonym.forms:
            owners.setdefault(form, set()).add(key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}
