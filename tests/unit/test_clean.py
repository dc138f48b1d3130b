"""The model's view of a text: plain typography, the same length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import model_view


def test_typography_is_made_plain() -> None:
    assert model_view("l’ONU\u00a0: 3\u202f% (post‑soviétique) «\u2009non\u2009» \ufeff") == (
        "l'ONU : 3 % (post-soviétique) « non »  "
    )


@given(st.text())
def test_the_view_is_as_long_as_the_text(text: str) -> None:
    assert len(model_view(text)) == len(text)
