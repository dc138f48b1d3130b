"""The tokenizer: atoms, so that every mention begins and ends at a token's edge.

An atom is a run of letters with its elision's apostrophe, a run of digits, or one other character. Words glued
together are two atoms. The model never sees atoms: `pipeline.syntax` reads the words of the model's own tokenizer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.rulebook.load import read_toml
from pipeline.rulebook.locate import rules_root

_ATOM = re.compile(
    r"(?:[^\W\d_][\u0300-\u036f]*)+(?:['\u2019\u02bc](?=\w))?|\d+|[\s\S]",
)
_GLUABLE = re.compile(r"[^\W\d_]{5,40}\Z")


class GluedWords:
    """Finds where two words were glued together, by the frequencies of wordfreq and rules/tokens/glued.toml."""

    def __init__(self) -> None:
        self._cuts: dict[str, int] = {}

    @cached_property
    def rules(self) -> dict[str, Any]:
        """Return the thresholds and word lists as the linguist wrote them."""
        content = read_toml(rules_root() / "tokens" / "glued.toml")
        return {**content["thresholds"], **{key: frozenset(words) for key, words in content["words"].items()}}

    @cached_property
    def frequencies(self) -> dict[str, float]:
        """Return wordfreq's French words with their frequency (0 to 1)."""
        import wordfreq

        return wordfreq.get_frequency_dict("fr")  # type: ignore[no-any-return]

    def zipf(self, word: str) -> float:
        """Return the word's frequency on the Zipf scale (log10 per billion words), 0.0 when never seen."""
        frequency = self.frequencies.get(word, 0.0)
        return math.log10(frequency) + 9 if frequency else 0.0

    def cut(self, word: str) -> int:
        """Return where the word is to be cut in two, or 0."""
        if word not in self._cuts:
            if len(self._cuts) > 200_000:
                self._cuts.clear()
            self._cuts[word] = self._find(word) if _GLUABLE.match(word) else 0
        return self._cuts[word]

    def _find(self, word: str) -> int:
        lower = word.lower()
        if word.isupper() or self.zipf(lower) >= self.rules["whole_below"]:
            return 0
        best, best_score = 0, 0.0
        for at in range(1, len(word)):
            score = self._score(lower[:at], lower[at:], named=word[0].isupper())
            if score > best_score and word[at:].islower():
                best, best_score = at, score
        return best

    def _score(self, first: str, second: str, *, named: bool) -> float:
        rules = self.rules
        forms_words = first in rules["prefixes"] or second in rules["suffixes"]
        if forms_words and not (first == "à" and second in ("la", "les", "son", "ses")):
            return 0.0
        if named and second not in rules["after_name"]:
            return 0.0
        for half in (first, second):
            if len(half) < rules["long_half"] and half not in rules["short"]:
                return 0.0
        left, right = self.zipf(first), self.zipf(second)
        if min(left, right) < rules["half_at_least"] or left + right < rules["sum_at_least"]:
            return 0.0
        return min(left, right) + 0.1 * max(left, right)


class AtomTokenizer:
    """A spaCy tokenizer whose tokens are atoms; `doc.text` is the text given, always."""

    def __init__(self, vocab: Vocab):
        self.vocab = vocab
        self.glued = GluedWords()

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for word in self._words(text):
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _words(self, text: str) -> Iterator[str]:
        cut = self.glued.cut
        for match in _ATOM.finditer(text):
            word = match[0]
            at = cut(word) if len(word) > 2 else 0
            if at:
                yield word[:at]
                yield word[at:]
            else:
                yield word

    def to_disk(self, path: Any, **_: Any) -> None:
        """Do nothing: the tokenizer is made of the rules alone."""

    def from_disk(self, _path: Any, **_: Any) -> AtomTokenizer:
        """Return the tokenizer itself."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing to store."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> AtomTokenizer:
        """Return the tokenizer itself."""
        return self


@registry.tokenizers("depeche.AtomTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """Return the factory that spaCy's config names."""

    def create(nlp: Language) -> AtomTokenizer:
        return AtomTokenizer(nlp.vocab)

    return create


@cache
def glued_words() -> GluedWords:
    """Return the one finder of glued words outside a tokenizer."""
    return GluedWords()
