"""A view of the text for the model: as long as the text, with plain apostrophes, blanks and hyphens."""

from __future__ import annotations

_VIEW = str.maketrans({
    "\u2019": "'", "\u02bc": "'", "\u2018": "'",
    "\u00a0": " ", "\u202f": " ", "\u200b": " ", "\u2060": " ", "\ufeff": " ", "\t": " ",
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    "\u2010": "-", "\u2011": "-", "\u00ad": "-",
})  # fmt: skip


def model_view(text: str) -> str:
    """Return the text with its typography made plain, character for character: same length, same offsets."""
    return text.translate(_VIEW)
