"""The tree answers as spaCy does."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline
from pipeline.extensions import MENTIONS
from pipeline.tree import Tree

CORPUS = sorted((Path(__file__).resolve().parents[2] / "corpus").glob("*.txt"))
TEXTS = [CORPUS[0].read_text(), "L’Iran,\u00a0lui,  n'a\r\n\r\npas signé.\n\n   ", "", " \n ", "Traité France-Italie : aujourd’hui"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_tree_answers_as_the_doc_does(text: str) -> None:
    doc = pipeline.load()(text)
    tree = Tree(doc)
    assert len(tree) == len(doc)
    for token, word in zip(doc, tree, strict=True):
        assert (word.i, word.idx, word.text, word.lower_, word.is_space) == (token.i, token.idx, token.text, token.lower_, token.is_space)
        assert (word.dep_, word.lemma_, word.pos_, word.head.i) == (token.dep_, token.lemma_, token.pos_, token.head.i)
        assert [child.i for child in word.children] == [child.i for child in token.children]
        assert [other.i for other in word.subtree] == sorted(other.i for other in token.subtree)
        assert (word.sent.start, word.sent.end, word.sent.root.i) == (token.sent.start, token.sent.end, token.sent.root.i)
        assert word.sent.text == token.sent.text
        for feature in ("Number", "Gender", "VerbForm", "Tense", "Mood"):
            assert word.morph.get(feature) == token.morph.get(feature)
    for span, mention in zip(doc.spans[MENTIONS], tree.mentions, strict=True):
        assert (mention.start, mention.end, mention.text, mention.root.i) == (span.start, span.end, span.text, span.root.i)
        assert mention.data == span._.depeche
