"""Companies that the model takes for persons: a lone name that the text treats as a firm somewhere is one throughout.

What the words right around one name say of it is read by `pipeline.entities.model_companies`; here a name is followed
through the document and through its lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from pipeline.entities.model_ner import MODEL_RULE
from pipeline.entities.organizations_rules import heads
from pipeline.extensions import Found

_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[ \u00a0]+(?:[^\W\d_]+(?:-[^\W\d_]+)?[ \u00a0]+){0,2}[«\"“]?[ \u00a0]?$")
_OF_FIRM = re.compile(
    r"(?:\bchez|\b(?:filiale|patron|patronne|pdg|actionnaires?|actions|usines?|usine|siège|dirigeants?|parts?|capital|raffinerie|employés|salariés)"
    r"[ \u00a0]+(?:de|d['’]))[ \u00a0]*$",
    re.I,
)
_LEGAL = re.compile(r"[ \u00a0](?:S\.?A\.?S?|SARL|Ltd|Limited|Inc|Corp|Corporation|PLC|plc|GmbH|AG|NV|SpA|Group|Holding)\b\.?")
_JOIN = re.compile(r"[ \u00a0]?(?:et|ou|&|,[ \u00a0]et)[ \u00a0](?:l['’]|les?[ \u00a0]|la[ \u00a0])?$")
_FIRMS = ("company", "finance")
_DATA = {"acronym": None, "class": "company", "wikidata": None}


def persons_and_companies(text: str, persons: Sequence[Found], organizations: Sequence[Found]) -> tuple[list[Found], list[Found]]:
    """Return the persons without the firms among them, and these firms.

    Only names of one word that the model alone found are in doubt. A firm is one that a noun announces (`le pétrolier X`, `filiale de X`),
    that bears a legal form, or that stands in a list with an organization.
    """
    doubtful = [item for item in persons if item.rule == MODEL_RULE and " " not in text[item.start : item.end]]
    firms = [item for item in organizations if item.data.get("class") in _FIRMS or item.rule == MODEL_RULE]
    known = {text[item.start : item.end] for item in firms}
    companies: list[Found] = []
    while True:
        ends, starts = {item.end for item in firms}, {item.start for item in firms}
        known |= {text[item.start : item.end] for item in doubtful if _is_firm(text, item, ends, starts)}
        new = [_company(item) for item in doubtful if text[item.start : item.end] in known]
        if not new:
            break
        companies += new
        firms += new
        doubtful = [item for item in doubtful if text[item.start : item.end] not in known]
    taken = {(item.start, item.end) for item in companies}
    return [item for item in persons if (item.start, item.end) not in taken], companies


@cache
def _announcing() -> frozenset[str]:
    """Return the nouns that announce a firm's name (`le négociant X`), in the singular and the plural."""
    nouns = {form.head.head for forms in heads().values() for form in forms if "role" in form.head.kinds and form.head.class_ in _FIRMS}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})


def _is_firm(text: str, item: Found, ends: Iterable[int], starts: Iterable[int]) -> bool:
    before = text[max(0, item.start - 60) : item.start]
    announced = _BEFORE.search(before)
    if announced is not None and any(word.lower() in _announcing() for word in announced[0].split()):
        return True
    if _OF_FIRM.search(before) or _LEGAL.match(text, item.end):
        return True
    listed = _JOIN.search(before)
    if listed is not None and item.start - (len(before) - listed.start()) in ends:
        return True
    following = re.compile(r"[ \u00a0]?(?:et|ou|&)[ \u00a0]").match(text, item.end)
    return following is not None and following.end() in starts


def _company(item: Found) -> Found:
    return replace(item, type="organization", data={**item.data, **_DATA})
