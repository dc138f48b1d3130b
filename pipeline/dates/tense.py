"""Past or future by the words around a date, for want of a tagger: the endings of the verbs of its clause."""

from __future__ import annotations

import re
from functools import cache

from pipeline.dates.grammar import grammar
from pipeline.rulebook.grammar import alternatives

_REACH = 70
_COMPOUND = re.compile(
    r"(?<!\w)(?:(?:[nls]')?(?:a|ont|est|sont)|ai|avons|ayant) (?:[^\W\d_]{1,15} ){0,2}"
    r"[^\W\d_]{1,18}(?:é|ée|és|ées|i|ie|is|ies|u|ue|us|ues|it|ite|ert|erte)(?!\w)"
)
_SIMPLE = re.compile(
    r"(?<!\w)(?:fut|furent|eut|eurent|[^\W\d_]{2,18}(?:èrent|irent|urent|inrent|[lp]ut|vint|tint|prit|mit|[hndt]it|gea|ça|[bcdfghklmnprstvxzué]a))(?!\w)"
)
_NOT_SIMPLE = frozenset(
    ["dit", "petit", "conflit", "profit", "crédit", "inédit", "but", "salut", "début", "plut", "sera", "aura", "cuba", "ghana"]
)
_CLAUSE = re.compile(r"[.;:!?\n«»()]")


@cache
def _cues() -> re.Pattern[str]:
    tables = grammar().tables
    future, past = alternatives(tables["mots_futurs"]), alternatives(tables["mots_passes"])
    endings = {
        name: "|".join(sorted(tables[name], key=len, reverse=True))
        for name in ("fins_futures", "fins_passees", "fins_de_participes")
    }
    adverb = r"(?:[^\W\d_]{1,15}ment |déjà |aussi |pas |)"
    compound = rf"(?:est|sont) {adverb}(?!(?:{future})(?!\w))[^\W\d_]{{1,18}}(?:{endings['fins_de_participes']})"
    return re.compile(
        rf"(?<!\w)(?:(?P<future>(?:{future})|[^\W\d_]{{1,20}}(?:{endings['fins_futures']}))"
        rf"|(?P<past>(?:{past})|{compound}|[^\W\d_]{{2,20}}(?:{endings['fins_passees']})))(?!\w)"
    )


def _clause(folded: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands left and right of the span in its clause."""
    return _CLAUSE.split(folded[max(0, start - _REACH) : start])[-1], _CLAUSE.split(folded[end : end + _REACH])[0]


def is_compound(folded: str, start: int, end: int) -> bool:
    """Return whether a verb in the passé composé stands in the span's clause."""
    return any(_COMPOUND.search(side) for side in _clause(folded, start, end))


def is_told(folded: str, start: int, end: int) -> bool:
    """Return whether a verb in the simple past, the tense of stories, stands in the span's clause."""
    return any(match[0] not in _NOT_SIMPLE for side in _clause(folded, start, end) for match in _SIMPLE.finditer(side))


def tense_around(folded: str, start: int, end: int) -> str | None:
    """Return `past` or `future` by the nearest verb of the clause the span stands in, or None when none
    tells.
    """
    left, right = _clause(folded, start, end)
    best: tuple[int, str] | None = None
    for match in _cues().finditer(left):
        best = (len(left) - match.end(), "future" if match["future"] else "past")
    for match in _cues().finditer(right):
        if best is None or match.start() < best[0]:
            best = (match.start(), "future" if match["future"] else "past")
        break
    return best[1] if best else None
