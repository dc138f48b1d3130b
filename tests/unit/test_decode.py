"""Bytes to text: encodings, what is no text, and what is doubtful."""

from __future__ import annotations

import pytest

from pipeline.decode import decode, doubts, language
from pipeline.errors import SourceError

FRENCH = "L'été dernier, la Côte d'Ivoire et le Sénégal ont signé à Dakar un accord sur la pêche. "


@pytest.mark.parametrize("text", ["a\r\nb\rc\n", "\ufeffLe Tchad", "e\u0301te\u0301 😀 \u202f%", "", "\x0cp"])
def test_utf_8_is_kept_character_for_character(text: str) -> None:
    assert decode(text.encode()) == (text, [])


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp850", "mac_roman"])
def test_old_encodings_are_guessed_and_said(encoding: str) -> None:
    text, warnings = decode((FRENCH * 3).encode(encoding))
    assert text == FRENCH * 3
    assert warnings
    assert warnings[0].startswith("encoding guessed: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_wide_encoding_is_told_by_its_mark(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == (FRENCH, [f"encoding: {encoding}, from its byte order mark"])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_wide_encoding_without_a_mark(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == (FRENCH, [f"encoding: {encoding}, guessed from its zero bytes"])


def test_one_broken_byte_does_not_change_the_encoding_of_the_rest() -> None:
    text, warnings = decode((FRENCH * 5).encode() + b"\xe9" + FRENCH.encode())
    assert text == FRENCH * 5 + "\ufffd" + FRENCH
    at = len((FRENCH * 5).encode())
    assert warnings == [f"1 broken UTF-8 sequences read as U+FFFD, the first at byte {at}"]


@pytest.mark.parametrize(
    "data",
    [b"\0\1\2\3", b"a\0b", bytes(range(256)) * 4, b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x1f\x8b\x08...."],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not a text"):
        decode(data, "x.txt")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", "empty"),
        ("\ufeff \r\n\u00a0", "empty"),
        ("L'accord a \ufffdt\ufffd sign\ufffd.", "3 characters lost"),
        ("Lâ€™accord a Ã©tÃ© signÃ© Ã\u00a0 Dakar.", "mojibake in 1 lines"),
        ("Le Se\u0301ne\u0301gal", "decomposed"),
    ],
)
def test_doubts_are_said(text: str, doubt: str) -> None:
    assert any(doubt in said for said in doubts(text))


def test_good_typography_calls_for_no_doubt() -> None:
    assert doubts("« L’œuvre » — 3\u202f000\u00a0€ à l’Élysée… n° 5, Kyïv, Erdoğan, Đà Nẵng\r\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRENCH, "fr"),
        ("The president of Kazakhstan met the minister of China in Astana and signed a treaty.", "en"),
        ("El presidente de España visitó Francia la semana pasada y firmó acuerdos de comercio.", "es"),
        ("Paris, le 3 mai.", "und"),
        ("12 345 % 2024", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text) == code
