"""DocBin and CoNLL-U Plus: the texts as tokens, with mentions and relations on them.

Tokens are the pipeline's atoms; the parse is not in the records, and so not here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc, DocBin, Token
from spacy.util import filter_spans
from spacy.vocab import Vocab

from pipeline.export.bundle import Bundle
from pipeline.extensions import MENTIONS, Found, declare, group, make_span
from pipeline.records import MentionRecord, RelationRecord, dump_record
from pipeline.segment import sentence_bounds
from pipeline.tokens import AtomTokenizer

COLUMNS = "ID FORM MISC DEPECHE:MENTION DEPECHE:VALUE DEPECHE:RELATION"
_COMMON = {"type", "doc", "id", "start", "end", "text", "sentence", "rule"}
_TOKENS = 200_000  # a bin is written when it holds more


class CorpusWriter:
    """Writes DocBin files of bounded size (`docbin/part-NNNNNN-NNNN.spacy`) and adds to `corpus.conllup`."""

    def __init__(self, out: Path, part: int):
        self.out, self.part = out, part
        self._bins = 0
        (out / "docbin").mkdir(exist_ok=True)
        self._conllup = (out / "corpus.conllup").open("a", encoding="utf-8", newline="")
        if self._conllup.tell() == 0:
            self._conllup.write(f"# global.columns = {COLUMNS}\n")
        declare()
        self._start()

    def _start(self) -> None:
        """Begin a bin with a vocabulary of its own, so that strings never pile up."""
        self._tokenizer = AtomTokenizer(_vocabulary())
        self._bin = DocBin(attrs=["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID"], store_user_data=True)
        self._tokens = 0

    def write(self, bundle: Bundle) -> None:
        """Write a document that has its text; one that has none is passed over."""
        if bundle.text is None:
            return
        doc = to_doc(bundle, self._tokenizer)
        self._conllup.writelines(conllup(bundle, doc))
        self._bin.add(doc)
        self._tokens += len(doc)
        if self._tokens > _TOKENS:
            self._flush()
            self._start()

    def _flush(self) -> None:
        if self._tokens:
            self._bin.to_disk(self.out / "docbin" / f"part-{self.part:06d}-{self._bins:04d}.spacy")
            self._bins += 1

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._conllup.close()


def to_doc(bundle: Bundle, tokenizer: AtomTokenizer | None = None) -> Doc:
    """Return the document as the pipeline leaves it: `ents`, `spans["depeche"]`, `_.relations`, sentences.

    `doc.user_data["doc"]` is its id. Raises ValueError without a text.
    """
    if bundle.text is None:
        raise ValueError(f"{bundle.document.doc}: no text")
    declare()
    doc = (tokenizer or AtomTokenizer(_vocabulary()))(bundle.text)
    _cut(doc, [start for start, _ in sentence_bounds(bundle.text)])
    found = [_found(mention) for mention in bundle.mentions.values()]
    spans = [make_span(doc, item) for item in found]
    group(doc, MENTIONS).extend(spans)
    doc.ents = filter_spans(spans)
    doc._.date = bundle.document.date
    doc._.relations = [dump_record(relation) for relation in bundle.relations]
    doc.user_data["doc"] = bundle.document.doc
    return doc


def _vocabulary() -> Vocab:
    """Return an empty vocabulary that can tell blanks; French's own compiles its tokenizer's exceptions for seconds."""
    return Vocab(lex_attr_getters=LEX_ATTRS)


def _cut(doc: Doc, starts: list[int]) -> None:
    """Mark where sentences start; the blanks between two belong to the first."""
    bounds = iter(starts[1:])
    following = next(bounds, None)
    for token in doc:
        first = following is not None and token.idx >= following
        token.is_sent_start = first or token.i == 0
        if first:
            following = next(bounds, None)


def _found(mention: MentionRecord) -> Found:
    data = {key: value for key, value in dump_record(mention).items() if key not in _COMMON}
    return Found(mention.start, mention.end, mention.type, mention.rule, data)


def conllup(bundle: Bundle, doc: Doc) -> Iterator[str]:
    """Yield the document's lines in CoNLL-U Plus, sentence by sentence; blanks are no words.

    MISC has each word's offsets in the source (`TokenRange`). DEPECHE:MENTION lists the ids of the mentions a
    word is in, DEPECHE:VALUE their entity or value, DEPECHE:RELATION, on a trigger, what it says; members are
    parted by `;` and percent-encoded.
    """
    assert bundle.text is not None, "a Doc has a text"
    bounds = sentence_bounds(bundle.text)
    starts = [start for start, _ in bounds]
    words: list[list[Token]] = [[] for _ in bounds]
    for token in doc:
        if not token.is_space:
            words[bisect_right(starts, token.idx) - 1].append(token)
    mentions = _by_word(doc, [(m.start, m.end, m) for m in bundle.mentions.values()])
    relations = _by_word(doc, [(*r.trigger, r) for r in bundle.relations], first=True)
    yield f"# newdoc id = {bundle.document.doc}\n"
    for number, (sentence, (start, end)) in enumerate(zip(words, bounds, strict=True), 1):
        line = bundle.text[start:end].replace("\r", " ").replace("\n", " ")
        yield f"# sent_id = {bundle.document.doc}-s{number}\n# text = {line}\n"
        for place, token in enumerate(sentence, 1):
            inside, says = mentions.get(token.i, []), relations.get(token.i, [])
            cells = (_misc(token, sentence[place] if place < len(sentence) else None), _list(m.id for m in inside),
                     _list(map(_value, inside)), _list(map(_said, says)))  # fmt: skip
            yield f"{place}\t{token.text}\t" + "\t".join(cells) + "\n"
        yield "\n"


def _by_word(doc: Doc, items: list[tuple[int, int, Any]], *, first: bool = False) -> dict[int, list[Any]]:
    words: dict[int, list[Any]] = {}
    for start, end, item in items:
        span = doc.char_span(start, end, alignment_mode="expand")
        for token in (span[:1] if first else span) or ():
            words.setdefault(token.i, []).append(item)
    return words


def _misc(token: Token, following: Token | None) -> str:
    end = token.idx + len(token)
    glued = "SpaceAfter=No|" if following is not None and following.idx == end else ""
    return f"{glued}TokenRange={token.idx}:{end}"


def _list(items: Any) -> str:
    return ";".join(quote(str(item), safe=":,()<>@/+-~.") if item else "" for item in items) or "_"


def _value(mention: MentionRecord) -> str:
    if mention.type == "date":
        return mention.value or ""
    if mention.type == "figure":
        return f"{'' if mention.value is None else mention.value} {mention.unit or ''}".strip()
    return mention.entity or "+".join(mention.members or ())


def _said(relation: RelationRecord) -> str:
    marks = ",".join([*(["negated"] if relation.negated else []), *([relation.modality] if relation.modality != "asserted" else [])])
    return f"{relation.predicate}({relation.subject},{relation.object})" + (f"({marks})" if marks else "")
