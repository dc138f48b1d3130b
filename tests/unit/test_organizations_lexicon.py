"""Every form of every organization of the table is found, with its key, in the sentences a text may put it in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

import pytest

from pipeline.entities.organizations import find_organizations
from pipeline.entities.organizations_table import forms_of, organization_matcher, organizations

CARRIERS: dict[str, str] = {
    "plain": "Selon {}, rien ne change.",
    "elision": "Le siège de l'{} est fermé.",
    "typographic": "Le siège de l’{} est fermé.",
    "contraction": "Un porte-parole du {} a démenti.",
    "quotes": "Le texte cite « {} » deux fois.",
    "brackets": "Une autre instance ({}) se tait.",
    "hyphen": "Le discours anti-{} progresse.",
    "slash": "Le dialogue {}/Berlin reprend.",
    "start": "{} a réagi.",
    "end": "Rien ne vient de {}",
    "comma": "Paris, {}, Rome et Oslo signent.",
}


def unaccented(form: str) -> str:
    """Return the form without its accents."""
    return "".join(char for char in unicodedata.normalize("NFD", form) if not unicodedata.combining(char))


CHANGES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "unaccented": unaccented,
    "line_break": lambda form: form.replace(" ", "\n", 1),
    "no_break_space": lambda form: form.replace(" ", "\u00a0"),
    "typographic_apostrophe": lambda form: form.replace("'", "\u2019"),
}


def strong_forms() -> dict[str, set[str]]:
    """Return each form that needs no support, with the keys it may name."""
    forms: dict[str, set[str]] = {}
    for entry in organizations().values():
        for form in forms_of(entry):
            if not form.weak:
                forms.setdefault(form.surface, set()).add(form.key)
    return forms


def sentences(form: str) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences that hold the form, with its bounds."""
    surfaces = [(carrier, form) for carrier in CARRIERS.values()]
    surfaces += [(CARRIERS["plain"], change(form)) for change in CHANGES.values()]
    for carrier, surface in surfaces:
        before, after = carrier.split("{}")
        yield before + surface + after, len(before), len(before) + len(surface)


def is_found(text: str, start: int, end: int, keys: set[str]) -> bool:
    """Tell whether the form is found; an apposed role noun in lower case stays out of its span."""
    return any(
        item.end == end and item.data["entity"] in keys and (item.start == start or text[start].islower())
        for item in find_organizations(text)
        if item.start >= start
    )


def test_every_form_in_every_sentence() -> None:
    tried = 0
    missed: list[str] = []
    for form, keys in strong_forms().items():
        for text, start, end in sentences(form):
            tried += 1
            if not is_found(text, start, end, keys):
                missed.append(text)
    assert tried > 20_000
    assert len(missed) <= 0.005 * tried, f"{len(missed)}/{tried}: {missed[:40]}"


def test_the_table_is_as_large_as_it_should_be() -> None:
    table = organizations().values()
    supranational = [entry for entry in table if entry.class_ in ("intergovernmental", "finance", "judiciary")]
    assert len(supranational) >= 250
    assert len(table) >= 900


def test_forms_that_several_share_are_few_and_known() -> None:
    shared = {form: keys for form, keys in strong_forms().items() if len(keys) > 1}
    assert len(shared) <= 14, shared


@pytest.mark.parametrize("dotted", ["O.N.U.", "O.T.A.N.", "U.E.", "F.M.I."])
def test_dotted_acronyms(dotted: str) -> None:
    found = find_organizations(f"Le rôle de l'{dotted} reste débattu.")
    assert [item.data["acronym"] for item in found] == [dotted.replace(".", "")]


def test_no_form_is_a_single_letter() -> None:
    assert all(len(form) > 1 for form in strong_forms())
    assert organization_matcher() is organization_matcher()
