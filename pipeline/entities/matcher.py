"""Finding many names in a text in one pass, whatever their accents, capitals, hyphens and line breaks.

A trie over folded words. Each form keeps what folding lost (its capitals and gaps), checked on a hit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_DOTTED = r"\.(?:-?[^\W\d_]\.){1,12}(?:[^\W\d_](?![^\W_]))?"
_WORD = re.compile(rf"[^\W\d_](?:{_DOTTED}|[^\W\d_]*)|\d+")
_WORD_COMBINING = re.compile(rf"[^\W\d_](?:{_DOTTED}|(?:[^\W\d_]|[\u0300-\u036f])*)|\d+")
_COMBINING = re.compile(rf"{_DOTTED}|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+")
_COMBINING = re.compile(r"[\u0300-\u036f]")
_SEPARATORS = str.maketrans("’ʼ‘´`–‑‐−", "'''''----")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ı": "i", "đ": "d", "ø": "o", "ł": "l", ".": None})
_LONGEST_GAP = 24
_LONG = 200
_ARTICLES = frozenset({"la", "le", "les", "l", "el", "los", "las"})


class Word(NamedTuple):
    """A word of a text: its offsets and its folded form."""

    start: int
    end: int
    folded: str


class Match(NamedTuple, Generic[T]):
    """A form found: code point offsets, and what the matcher was given for it."""

    start: int
    end: int
    payload: T


@dataclass(slots=True)
class _Terminal(Generic[T]):
    gaps: tuple[str, ...]
    cases: tuple[str, ...]
    payload: T


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    terminals: list[_Terminal[T]] = field(default_factory=list)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return the word without case, accents, ligatures and dots (`Œuvre` → `oeuvre`, `U.R.S.S.` → `urss`)."""
    if word.isascii():
        return word.lower().replace(".", "")
    lowered = unicodedata.normalize("NFD", word.casefold())
    if not lowered.isascii():
        lowered = "".join(char for char in lowered if not unicodedata.combining(char))
    return lowered.translate(_LIGATURES)


def words(text: str) -> Sequence[Word]:
    """Return the text's words: runs of letters, runs of digits, dotted abbreviations."""
    return _words(text) if len(text) < _LONG else _words_of_long(text)


def _words(text: str) -> Sequence[Word]:
    pattern = _WORD_COMBINING if not text.isascii() and _COMBINING.search(text) else _WORD
    return [Word(found.start(), found.end(), fold(found[0])) for found in pattern.finditer(text)]


@lru_cache(maxsize=2)
def _words_of_long(text: str) -> Sequence[Word]:
    """Return the words of a text; the several matchers that read one document share them."""
    return _words(text)


class Matcher(Generic[T]):
    """A set of forms, each with a payload, to be found in raw text.

    Case: a form's word in capitals (`ONU`) only matches capitals; a first word with a capital (`Chine`)
    needs one; a lower-case word (`russe`), and a word after the first, match any case (a leading article
    is not the first: `La Haye` is not `la haye`). Accents are free.
    Gaps: a blank and a hyphen are the same, a line break is a blank, apostrophes are alike, anything else
    (`&`, `/`, `,`) must stand in the form. Dotted capitals match without their dots (`O.N.U.` for `ONU`).
    """

    def __init__(self, forms: Mapping[str, T] | Iterable[tuple[str, T]]):
        """Compile the forms; of two equal ones the later wins. Raises ValueError for one without a word."""
        self._root: _Node[T] = _Node()
        for form, payload in forms.items() if isinstance(forms, Mapping) else forms:
            self._add(form, payload)

    def find(self, text: str) -> Iterator[Match[T]]:
        """Yield the longest match at each place, left to right, without overlap."""
        end = 0
        for matches in self._by_start(text):
            if matches[0].start >= end:
                end = matches[0].end
                yield matches[0]

    def find_all(self, text: str) -> Iterator[Match[T]]:
        """Yield every match, nested and overlapping ones too, by start, longest first."""
        for matches in self._by_start(text):
            yield from matches

    def _add(self, form: str, payload: T) -> None:
        parts = words(form)
        if not parts:
            raise ValueError(f"no word in the form {form!r}")
        node = self._root
        for part in parts:
            node = node.children.setdefault(part.folded, _Node())
        gaps = tuple(_gap(form, left, right) for left, right in pairwise(parts))
        cases = _cases([form[part.start : part.end] for part in parts])
        node.terminals = [known for known in node.terminals if (known.gaps, known.cases) != (gaps, cases)]
        node.terminals.append(_Terminal(gaps, cases, payload))

    def _by_start(self, text: str) -> Iterator[list[Match[T]]]:
        parts = words(text)
        root = self._root.children
        for index, part in enumerate(parts):
            node = root.get(part.folded)
            if node is not None and (matches := list(self._from(text, parts, index, node))):
                matches.reverse()
                yield matches

    def _from(
        self, text: str, parts: Sequence[Word], first: int, node: _Node[T]
    ) -> Iterator[Match[T]]:
        last = first
        gaps: tuple[str, ...] = ()
        while True:
            for terminal in node.terminals:
                if _fits(terminal, gaps, text, parts, first):
                    yield Match(parts[first].start, parts[last].end, terminal.payload)
                    break
            last += 1
            following = node.children.get(parts[last].folded) if last < len(parts) else None
            if following is None:
                return
            gaps = (*gaps, _gap(text, parts[last - 1], parts[last]))
            node = following


def _fits(
    terminal: _Terminal[T], gaps: tuple[str, ...], text: str, parts: Sequence[Word], first: int
) -> bool:
    if terminal.gaps != gaps:
        return False
    for offset, case in enumerate(terminal.cases):
        if case == "any":
            continue
        word = text[parts[first + offset].start : parts[first + offset].end]
        if case == "upper" and not word.isupper():
            return False
        if case == "title" and not word[0].isupper():
            return False
    return True


def _cases(parts: list[str]) -> tuple[str, ...]:
    """Return what each word of a form asks of the text's: `upper`, `title` or `any`."""
    cases = []
    first = True
    for part in parts:
        capital = "title" if first and part[0].isupper() else "any"
        cases.append("upper" if part.isupper() and len(part) > 1 else capital)
        first = first and fold(part) in _ARTICLES
    return tuple(cases)


def _gap(text: str, left: Word, right: Word) -> str:
    """Return what parts two words: `-` for a blank or a hyphen, or else the signs between them."""
    if right.start == left.end:
        return "-"
    if right.start - left.end > _LONGEST_GAP:
        return "?"
    between = text[left.end : right.start]
    if between in {" ", "-"}:
        return "-"
    if between.count("\n") > 1:
        return "?"
    signs = between.translate(_SEPARATORS)
    stripped = signs.strip()
    if not stripped:
        return "-"
    if stripped == "-" and (signs[0] != "-" or ("\n" not in signs and len(signs) > 1)):
        return "?"
    return "".join(stripped.split())
