"""The gender and number that a pronoun must have to take up a mention."""

from __future__ import annotations

from pipeline.coreference.tables import tables
from pipeline.entities.organizations_table import organizations
from pipeline.entities.tables import countries
from pipeline.tree import Mention

_MASCULINE = frozenset({"le", "un", "ce", "cet", "du", "au", "m", "monsieur"})
_FEMININE = frozenset({"la", "une", "cette", "mme", "madame"})


def gender_of(span: Mention) -> str:
    """Return "m", "f", "mp", "fp", or "" when a pronoun of either gender may take it up (a capital, an acronym)."""
    data = span.data
    if data.get("form") == "metonym":
        return ""
    if data.get("form") == "nominal":
        return _of_noun(span)
    if span.label_ == "country":
        entry = countries().get(str(data.get("entity")))
        return str(entry.gender) if entry else ""
    if span.label_ == "organization":
        known = organizations().get(str(data.get("entity")))
        if known is not None:
            return known.gender
    return _of_determiner(span)


def is_plural(span: Mention) -> bool:
    """Tell whether `ils` or `elles` may take up the mention alone: a plural nominal, `les États-Unis`, `les BRICS`."""
    return bool(span.data.get("members")) or gender_of(span) in ("mp", "fp")


def _of_noun(span: Mention) -> str:
    noun = span.root.plain
    if span.label_ == "country":
        return "f" if noun in tables().feminine else "m"
    return _of_determiner(span) or {"Fem": "f", "Masc": "m"}.get("".join(span.root.morph.get("Gender")), "")


def _of_determiner(span: Mention) -> str:
    before = [item.plain for item in span.doc[max(span.start - 2, span.sent.start) : span.start]]
    if any(item in _MASCULINE for item in before[-1:]) or "m" in before:
        return "m"
    return "f" if any(item in _FEMININE for item in before[-1:]) else ""
