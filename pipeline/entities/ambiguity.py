"""What an ambiguous form is in its context: the rows of rules/gazetteers/ambiguous.tsv, applied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from pipeline.entities.matcher import fold, words
from pipeline.entities.tables import Ambiguity, ambiguities, first_names

_TOKEN = re.compile(r"<[^<>\s]+>|[^\W_]+['’ʼ]?|[^\w\s]")
_WINDOW = 80
_EDGE = "."
_SIGNS = str.maketrans("’ʼ–‑‐−", "''----")
NOTHING = "rien"
AS_IS = "état"
_PLACE = "lieu:"


class View:
    """A text, with what the decisions ask of the whole of it."""

    def __init__(self, text: str):
        self.text = text
        self._known: dict[str, bool] = {}

    @cached_property
    def _folded(self) -> str:
        return f" {' '.join(word.folded for word in words(self.text))} "

    def holds(self, cue: str) -> bool:
        """Tell whether the text holds these words, whatever their case, accents and hyphens."""
        if cue not in self._known:
            self._known[cue] = f" {_folded(cue)} " in self._folded
        return self._known[cue]

    def left(self, start: int) -> list[str]:
        """Return the tokens before `start`, the nearest first."""
        return _tokens(self.text[max(0, start - _WINDOW) : start])[::-1]

    def right(self, end: int) -> list[str]:
        """Return the tokens from `end` on."""
        return _tokens(self.text[end : end + _WINDOW])


@dataclass
class _Phrases:
    """Word sequences read from the form outwards, by their first token."""

    by_first: dict[str, list[list[str]]] = field(default_factory=dict)

    def add(self, tokens: list[str]) -> None:
        first = tokens[0] if tokens[0].startswith("<") else fold(tokens[0])
        self.by_first.setdefault(first, []).append(tokens)

    def match(self, context: list[str]) -> bool:
        context = context or [_EDGE]
        keys = [fold(context[0]), *(key for key in self.by_first if key.startswith("<"))]
        return any(_begins(context, phrase) for key in keys for phrase in self.by_first.get(key, ()))


@dataclass
class _Row:
    ambiguity: Ambiguity
    before: _Phrases
    after: _Phrases

    def names(self, form: str) -> bool:
        """Tell whether the row speaks of the proper name (`Suisse`), not of the adjective (`suisse`)."""
        return any(known[0].isupper() and _folded(known) == form for known in self.ambiguity.form)

    def applies(self, view: View, left: list[str], right: list[str]) -> bool:
        row = self.ambiguity
        if row.before and not self.before.match(left):
            return False
        if row.after and not self.after.match(right):
            return False
        if row.anywhere and not any(map(view.holds, row.anywhere)):
            return False
        return not any(map(view.holds, row.unless))


class Decider:
    """The rows, by form and by class of forms (`<gentilé>`)."""

    def __init__(self, rows: Iterable[Ambiguity]):
        self._rows: dict[str, list[_Row]] = {}
        for row in rows:
            compiled = _Row(row, _phrases(row.before, outwards=True), _phrases(row.after, outwards=False))
            for form in row.form:
                self._rows.setdefault(form if form.startswith("<") else _folded(form), []).append(compiled)

    def decide(self, view: View, start: int, end: int, classes: Iterable[str]) -> str:
        """Return the reading of the first row that applies, `état` when none does.

        `classes` are the classes of the form (`<nom>`, `<gentilé>`…), looked up after the form itself.
        A row whose form is in lower case says nothing of a proper name.
        """
        classes = tuple(classes)
        form = _folded(view.text[start:end])
        rows = [row for row in self._rows.get(form, ()) if "<nom>" not in classes or row.names(form)]
        rows += [row for key in classes for row in self._rows.get(key, ())]
        if not rows:
            return AS_IS
        left, right = view.left(start), view.right(end)
        return next((row.ambiguity.reading for row in rows if row.applies(view, left, right)), AS_IS)


@cache
def decider() -> Decider:
    """Return the decider made of ambiguous.tsv."""
    return Decider(ambiguities())


def place_key(reading: str) -> str | None:
    """Return the place's key of a `lieu:…` reading, or None."""
    return reading.removeprefix(_PLACE) if reading.startswith(_PLACE) else None


def _phrases(cells: Iterable[str], *, outwards: bool) -> _Phrases:
    phrases = _Phrases()
    for cell in cells:
        tokens = _tokens(cell)
        phrases.add(tokens[::-1] if outwards else tokens)
    return phrases


def _tokens(text: str) -> list[str]:
    return [token.translate(_SIGNS) for token in _TOKEN.findall(text)]


@lru_cache(maxsize=1 << 14)
def _folded(form: str) -> str:
    return " ".join(word.folded for word in words(form))


def _begins(context: list[str], phrase: list[str]) -> bool:
    return len(context) >= len(phrase) and all(map(_is, context, phrase))


def _is(token: str, asked: str) -> bool:
    if asked == "<Maj>":
        return token[0].isupper() and (len(token) == 1 or not token.isupper())
    if asked == "<min>":
        return not token[0].isupper()
    if asked == "<prénom>":
        return token in first_names()
    if asked[0].isupper() and not token[0].isupper():
        return False
    return fold(token) == fold(asked)
