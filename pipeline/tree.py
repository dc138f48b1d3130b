"""A document's parse and mentions as plain Python objects, for what asks the same words many thousand times.

`Word`, `Sentence`, `Mention` answer to the names that spaCy's Token and Span have (`head`, `children`, `dep_`, `root`…):
code reads alike over both, but asking costs a tenth. A tree is a picture of the doc when it was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, overload

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, MORPH, POS
from spacy.tokens import Doc, Span

from pipeline.extensions import MENTIONS


class Features:
    """A word's morphological features, as CoNLL-U writes them (`Number=Plur|Tense=Past`)."""

    __slots__ = ("_values",)

    def __init__(self, written: str):
        pairs = (part.split("=", 1) for part in written.split("|") if "=" in part)
        self._values = {name: values.split(",") for name, values in pairs}

    def get(self, name: str) -> list[str]:
        """Return the values of a feature, none where the word does not have it."""
        return self._values.get(name, [])


@cache
def _features(written: str) -> Features:
    return Features(written)


class Word:
    """A token: its place, its forms, its annotation. `plain`: in lower case with a straight apostrophe."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_space", "lemma_", "lower_", "morph", "plain", "pos_", "sent", "text",
    )  # fmt: skip

    head: Word
    sent: Sentence

    def __init__(self, doc: Tree, i: int, idx: int, text: str, lower: str, plain: str):
        self.doc, self.i, self.idx, self.text, self.lower_, self.plain = doc, i, idx, text, lower, plain
        self.is_space = text.isspace()
        self.children: list[Word] = []
        self.dep_ = self.lemma_ = self.pos_ = ""
        self.morph = _features("")

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> list[Word]:
        """The word and all below it, in order."""
        found, pending = [], [self]
        while pending:
            word = pending.pop()
            found.append(word)
            pending += word.children
        return sorted(found, key=lambda word: word.i)


class Sentence:
    """A run of words from `start` to `end`."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: Tree, start: int, end: int):
        self.doc, self.start, self.end = doc, start, end
        self._root: Word | None = None

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def root(self) -> Word:
        """The first word that depends on none."""
        if self._root is None:
            self._root = next((word for word in self if word.head is word), self.doc.words[self.start])
        return self._root

    @property
    def start_char(self) -> int:
        """The offset of its first character."""
        return self.doc.words[self.start].idx

    @property
    def end_char(self) -> int:
        """The offset after its last character, a blank after it left out."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text."""
        return self.doc.text[self.start_char : self.end_char]


class Mention:
    """A mention of the document: a Span's bounds, label and root, and `data`, its fields (`span._.depeche`)."""

    __slots__ = ("_data", "_root", "doc", "end", "end_char", "id_", "kb_id_", "label_", "span", "start", "start_char")

    def __init__(self, doc: Tree, span: Span):
        self.doc, self.span = doc, span
        self.start, self.end = int(span.start), int(span.end)
        self.start_char, self.end_char = int(span.start_char), int(span.end_char)
        self.label_, self.id_, self.kb_id_ = str(span.label_), str(span.id_), str(span.kb_id_)
        self._data: dict[str, Any] = span._.depeche or {}
        self._root: Word | None = None

    def __iter__(self) -> Iterator[Word]:
        return iter(self.doc.words[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, index: int) -> Word:
        return self.doc.words[self.start : self.end][index]

    def __repr__(self) -> str:
        return f"{self.label_}:{self.text}"

    @property
    def data(self) -> dict[str, Any]:
        """The mention's fields."""
        return self._data

    @data.setter
    def data(self, fields: dict[str, Any]) -> None:
        self._data = self.span._.depeche = fields
        self.span.kb_id_ = self.kb_id_ = str(fields.get("entity") or "")

    @property
    def root(self) -> Word:
        """The word of the mention that the others depend on."""
        if self._root is None:
            self._root = self.doc.words[self.span.root.i]
        return self._root

    @property
    def sent(self) -> Sentence:
        """The sentence it starts in."""
        return self.doc.words[self.start].sent

    @property
    def text(self) -> str:
        """Its text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def keys(self) -> tuple[str, ...]:
        """The entity keys it stands for: one, or a plural nominal's members."""
        if self._data.get("members"):
            return tuple(self._data["members"])
        return (self._data["entity"],) if self._data.get("entity") else ()


class Tree:
    """The words, the sentences and the mentions of a document; `source` is the spaCy Doc."""

    def __init__(self, doc: Doc):
        self.source = doc
        self.text: str = doc.text
        self.words = _words(self, doc)
        self.sents = [Sentence(self, sent.start, sent.end) for sent in doc.sents] if self.words else []
        for sent in self.sents:
            for word in sent:
                word.sent = sent

    @cached_property
    def mentions(self) -> list[Mention]:
        """The document's mentions, in the order of its span group."""
        return [Mention(self, span) for span in self.source.spans.get(MENTIONS, [])]

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        return self.words[index]


def _words(tree: Tree, doc: Doc) -> list[Word]:
    strings = doc.vocab.strings
    known: dict[int, str] = {0: ""}
    plains: dict[int, str] = {}

    def string(key: int) -> str:
        if key not in known:
            known[key] = strings[key]
        return known[key]

    words = []
    rows = doc.to_array([LOWER, HEAD, DEP, LEMMA, POS, MORPH]).tolist()
    for token, row in zip(doc, rows, strict=True):
        if row[0] not in plains:
            plains[row[0]] = string(row[0]).replace("\u2019", "'").replace("\u02bc", "'")
        words.append(Word(tree, token.i, token.idx, token.text, string(row[0]), plains[row[0]]))
    for word, row in zip(words, rows, strict=True):
        offset = row[1] - 2**64 if row[1] >= 2**63 else row[1]
        word.head = words[word.i + offset]
        word.dep_, word.lemma_, word.pos_ = string(row[2]), string(row[3]), string(row[4])
        word.morph = _features(string(row[5]))
        if offset:
            word.head.children.append(word)
    return words
