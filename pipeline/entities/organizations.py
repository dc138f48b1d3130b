"""Organizations in raw text: the table's names, the constructions of other names, the document's short
forms."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from pipeline.entities.matcher import Match, fold
from pipeline.entities.organizations_motifs import Motifs
from pipeline.entities.organizations_rules import head_words, heads, vocabulary
from pipeline.entities.organizations_table import (
    SIGNS,
    Form,
    Organization,
    organization_matcher,
    organizations,
    signed_forms,
)
from pipeline.entities.organizations_words import Units, units_of
from pipeline.entities.tables import first_names
from pipeline.extensions import Found

_NEAR = 500
_OF_STATES = frozenset({"Parlement", "Chambre des représentants"})
_BY_PARENT = frozenset({"Commission"})
_GENITIVE = re.compile(r"(?:\bd[eu]s?|\baux?|\b[dl]['’]|\bla|\bles?)[ \u00a0]?$", re.I)
_HYPHENATED = re.compile(r"[-\u2010\u2011][A-ZÀ-Þ]")
TABLE_RULE = "org-table"
_ARTICLES = frozenset({"la", "le", "l", "les", "du", "au", "aux", "des"})
_COMPLEMENTS = frozenset({"de", "du", "des", "d", "pour"})
_LONGEST = 240
_SHARE = re.compile(r"[^\W\d_]+")
_SHORT_NAME = 3
_SURNAME_CLASSES = frozenset({"company", "media", "armed_group"})
_ROLE_WORDS = frozenset(
    [
        "organisation",
        "groupe",
        "agence",
        "parti",
        "milice",
        "milices",
        "brigade",
        "bataillon",
        "regiment",
        "coalition",
        "mouvement",
        "rebelles",
        "paramilitaires",
        "societe",
    ]
)


def find_organizations(text: str, countries: Sequence[Found] = ()) -> list[Found]:
    """Return the organizations named in the text, by start, longest first; they may nest and overlap.

    `countries`: the state mentions already found, which tell whose ministry or army a name is.
    `data`: `form`, `entity`, `name`, `acronym`, `class`, `wikidata`; `needs_country` when a national
    organ's name
    does not say whose it is.
    """
    units = units_of(text)
    named = _table_names(text, units)
    motifs = Motifs(units, countries, named).find()
    spans = {(item.start, item.end) for item in named}
    others = [item for item in motifs if (item.start, item.end) not in spans]
    named, others = _agreed(text, named, others)
    strong = [item for item in named if not item.data.get("weak")]
    holders = _Starts([*strong, *others])
    weak = [item for item in named if item.data.get("weak") and not _inside(item, holders)]
    return sorted(map(_plain, [*strong, *others, *weak]), key=lambda item: (item.start, -item.end))


def _agreed(text: str, named: list[Found], motifs: list[Found]) -> tuple[list[Found], list[Found]]:
    """Return the table's names and the constructions' without those that only cut or stretch one another.

    A name that begins a longer one of the table is no mention; nor is one inside it that no `de` ties to it.
    A construction that begins as a name of the table is kept where it adds a state, and then replaces it.
    """
    longest: dict[int, Found] = {}
    for item in named:
        if item.start not in longest or longest[item.start].end < item.end:
            longest[item.start] = item
    holders = _Starts(longest.values())
    kept = [item for item in longest.values() if not _only_part(text, item, holders)]
    starts = {item.start: item for item in kept if not item.data.get("weak")}
    chosen = []
    dropped: set[int] = set()
    for motif in motifs:
        same = starts.get(motif.start)
        if same is None:
            chosen.append(motif)
        elif motif.end > same.end and motif.data.get("states"):
            chosen.append(_completed(text, motif, same))
            dropped.add(id(same))
    return [item for item in kept if id(item) not in dropped], chosen


def _completed(text: str, motif: Found, same: Found) -> Found:
    """Return the construction with the key of the table's name it completes, unless that name is any country's."""
    words = head_words(" ".join(text[same.start : same.end].split()))
    generic = any(form.words == words for form in heads().get(words[0], ()))
    return motif if generic else Found(motif.start, motif.end, motif.type, motif.rule, same.data)


def _only_part(text: str, item: Found, others: _Starts) -> bool:
    return any(
        other.start < item.start and item.end <= other.end and not _GENITIVE.search(text, max(other.start, item.start - 8), item.start)
        for other in others.before(item)
    )


class _Starts:
    """Mentions by their start: those that may hold another."""

    def __init__(self, items: Iterable[Found]):
        self.items = sorted(items, key=lambda item: item.start)
        self.starts = [item.start for item in self.items]

    def before(self, item: Found) -> list[Found]:
        """Return the mentions that start at most a long name before the item does, or with it."""
        low, high = bisect_left(self.starts, item.start - _LONGEST), bisect_right(self.starts, item.start)
        return self.items[low:high]


def _table_names(text: str, units: Units) -> list[Found]:
    matches = [match for match in organization_matcher().find_all(text) if _fits(text, units, match)]
    sure = (match for match in matches if len(match.payload) == 1)
    present: dict[str, list[int]] = {}
    for match in sure:
        for form in match.payload:
            if not form.weak:
                present.setdefault(form.key, []).append(match.start)
    found = []
    for match in matches:
        entry, weak = _choose(match, present)
        if entry is None or (weak and not _stands_alone(units, match)) or _platform(units, match.start):
            continue
        start, end = _without_role(text, match), match.end
        signed = signed_forms().get(text[start : end + 1].replace(" ", "")) if text[end : end + 1] in SIGNS else None
        if signed is not None:
            entry, weak, end = organizations()[signed.key], False, end + 1
        data = {**entry.data(), "weak": True} if weak else entry.data()
        found.append(Found(start, end, "organization", TABLE_RULE, data))
    return found


def _choose(match: Match[tuple[Form, ...]], present: Mapping[str, Sequence[int]]) -> tuple[Organization | None, bool]:
    """Return the organization a form names here: the one the document also names otherwise, or the table's
    first."""
    table, forms = organizations(), match.payload
    strong = [form for form in forms if not form.weak]
    if len(strong) == 1 and len(forms) == 1:
        return table[strong[0].key], False
    if strong:
        supported = [form for form in strong if _supported(form, present, match.start)]
        return table[(supported or strong)[0].key], False
    supported = [form for form in forms if _supported(form, present, match.start)]
    if not supported:
        return None, True
    return table[max(supported, key=lambda form: _nearness(form, present, match.start)).key], True


def _nearness(form: Form, present: Mapping[str, Sequence[int]], at: int) -> int:
    """Return where the text last named the organization, or its parent, before the offset."""
    parent = organizations()[form.key].parent or ""
    return max((start for key in (form.key, parent) for start in present.get(key, ()) if start < at), default=-1)


def _supported(form: Form, present: Mapping[str, Sequence[int]], at: int) -> bool:
    """Tell whether the document names the organization otherwise, or its parent and another organ of it."""
    table = organizations()
    parent = table[form.key].parent
    if form.key in present or parent is None or parent not in present:
        return form.key in present
    if form.surface not in _OF_STATES and any(0 < at - start < _NEAR for start in present[parent]):
        return True
    siblings = (key for key in present if table[key].parent == parent)
    return form.surface in _BY_PARENT or next(siblings, None) is not None


def _stands_alone(units: Units, match: Match[tuple[Form, ...]]) -> bool:
    """Tell whether a weak form stands as a name: after an article, with its capital and no complement."""
    index = units.at.get(match.start)
    if index is None:
        return False
    after = units.index_from(match.end)
    if match.payload[0].surface.isupper():
        return True
    if units.folded(index - 1) not in _ARTICLES or (units.gap(after - 1) == " " and units.folded(after) in _COMPLEMENTS):
        return False
    return not (units.gap(after - 1) == " " and _adjectival(units, after))


def _platform(units: Units, start: int) -> bool:
    """Tell whether the name is a platform one publishes on (`sur Twitter`, `son compte Facebook`) or shares to."""
    index = units.at.get(start)
    if index is None or units.folded(index) not in vocabulary().platforms:
        return False
    return units.folded(index - 1) in vocabulary().before_platform or _shared(units, start)


def _shared(units: Units, start: int) -> bool:
    """Tell whether the offset lies among links: in a line, or after short lines, that begin with `Partager` or the like."""
    lines = units.text[max(0, start - _LONGEST) : start].rpartition(". ")[2].splitlines()
    for line in reversed(lines):
        found = _SHARE.findall(line)
        if found and fold(found[0]) in vocabulary().sharing:
            return line.rstrip().endswith((":", ","))
        if len(found) > _SHORT_NAME and line is not lines[-1]:
            return False
    return False


def _adjectival(units: Units, index: int) -> bool:
    return units.folded(index) in vocabulary().adjectives or units.capital(index)


def _fits(text: str, units: Units, match: Match[tuple[Form, ...]]) -> bool:
    """Tell whether the capitals of the form stand in the text, and no first name makes it a surname."""
    surface = match.payload[0].surface
    if not surface.isupper() and _HYPHENATED.match(text, match.end):
        return False
    if not _same_capitals(surface, text[match.start : match.end]):
        return False
    entry = organizations()[match.payload[0].key]
    if " " in surface or surface.isupper() or entry.class_ not in _SURNAME_CLASSES:
        return True
    index = units.at.get(match.start)
    if index is None or index == 0 or units.gap(index - 1) != " ":
        return True
    return units.surface(index - 1).split("-")[0] not in first_names()


def _same_capitals(form: str, surface: str) -> bool:
    if form.islower() or form == surface:
        return True
    there = surface.replace("-", " ").split()
    wanted = form.replace("-", " ").split()
    if len(wanted) != len(there) or len(wanted) > _SHORT_NAME:
        return True
    return all(not want[:1].isupper() or have[:1].isupper() for want, have in zip(wanted[1:], there[1:], strict=True))


def _without_role(text: str, match: Match[tuple[Form, ...]]) -> int:
    """Return where the name begins: an apposed role noun in lower case (`groupe Wagner`) stays out."""
    first, blank, rest = text[match.start : match.end].partition(" ")
    if blank and first[:1].islower() and fold(first) in _ROLE_WORDS and rest[:1].isupper():
        return match.start + len(first) + 1
    return match.start


def _inside(item: Found, others: _Starts) -> bool:
    return any(item.end <= other.end and other is not item for other in others.before(item))


def _plain(item: Found) -> Found:
    data = {key: value for key, value in item.data.items() if key not in ("weak", "states")}
    return Found(item.start, item.end, item.type, item.rule, data)
