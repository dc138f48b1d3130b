"""Bytes to text, and what is doubtful about the text.

The decoded text is what every offset counts in: nothing is stripped, replaced or normalised. CRLF stays two
characters, and a byte order mark stays as a first character U+FEFF, as they do when a file is opened with
`encoding="utf-8", newline=""`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from pipeline.errors import SourceError

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (DOCX, ODT, EPUB…)",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_REMEDY = "give the plain text of it"
_WIDE_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
               (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_GUESSES = ["cp1252", "mac_roman", "cp850"]
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b")
_SAMPLE = 200_000
_MIN_LETTERS = 60
_WORD = re.compile(r"[^\W\d_]{1,40}")
# Words that French shares with none of its neighbours: their share tells French without the 0.8 s that
# py3langid needs to load its model. A text they do not settle goes to py3langid.
_FRENCH = frozenset(
    word
    for line in (
        "des du est dans une aux pour sur avec et qui sont ses cette ces leur leurs été où entre depuis plus",
        "afin mais selon sous ainsi aussi même après avant l d qu n s c j",
    )
    for word in line.split()
)
_FRENCH_SHARE = 0.14
_FRENCH_MARKS = frozenset("éèêëàâîïôùûüçœæÉÈÊÀÂÎÔÙÇŒ«»’…–—\u00a0€°")


def decode(data: bytes, path: Path | str | None = None) -> tuple[str, list[str]]:
    """Return the text of a source's bytes and the warnings its decoding calls for.

    What its byte order mark names, else UTF-8, else charset-normalizer's guess among the encodings that
    French texts were written in. Raises SourceError for what is no text.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(f"not a text: {what}", path=path, remedy=_REMEDY)
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return _decode_wide(data, encoding, path, "from its byte order mark")
    wide = _unmarked_wide(data)
    if wide:
        return _decode_wide(data, wide, path, "guessed from its zero bytes")
    if _binary(data):
        raise SourceError("not a text: binary data", path=path, remedy=_REMEDY)
    warnings: list[str] = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text, warnings = _guess(data, error, path)
    return text, warnings


def _unmarked_wide(data: bytes) -> str | None:
    """Return which UTF-16 the bytes are in when every other one is zero, as in Latin text without a mark."""
    sample = data[: _SAMPLE * 2]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 20 or max(zeros) < 0.35 * len(sample) or min(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _decode_wide(data: bytes, encoding: str, path: Path | str | None, why: str) -> tuple[str, list[str]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"broken {encoding.upper()}: {error.reason}"
        raise SourceError(what, path=path, remedy="save it as UTF-8") from error
    if _binary(text.encode("utf-8", errors="replace")):
        raise SourceError("not a text: binary data", path=path, remedy=_REMEDY)
    return text, [f"encoding: {encoding}, {why}"]


def _guess(data: bytes, error: UnicodeDecodeError, path: Path | str | None) -> tuple[str, list[str]]:
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    if sum(char > "\x7f" for char in lenient) > 3 * broken:
        return lenient, [f"{broken} broken UTF-8 sequences read as U+FFFD, the first at byte {error.start}"]
    import charset_normalizer

    guesses = [match.encoding for match in charset_normalizer.from_bytes(data, cp_isolation=_GUESSES)]
    if not guesses:
        raise SourceError("not a text: in no known encoding", path=path, remedy="save it as UTF-8")
    sample = data[:_SAMPLE]
    best = max(guesses, key=lambda encoding: _frenchness(sample.decode(encoding, errors="replace")))
    text = data.decode(best, errors="replace")
    return text, [f"encoding guessed: {best} (not UTF-8 at byte {error.start})"]


def _frenchness(text: str) -> float:
    """Return the share of French letters and marks among the characters that are not ASCII."""
    others = [char for char in text if char > "\x7f"]
    return sum(char in _FRENCH_MARKS for char in others) / max(len(others), 1)


def _binary(data: bytes) -> bool:
    """Tell whether the bytes hold a zero, or more control characters than any text."""
    if b"\0" in data:
        return True
    head = data[:_SAMPLE]
    return len(head) - len(head.translate(None, _CONTROL)) > len(head) // 100


def doubts(text: str) -> list[str]:
    """Return the warnings that a decoded text calls for, language aside."""
    if not text.strip("\ufeff \t\r\n\u00a0"):
        return ["empty: no text to extract from"]
    found = []
    if "\ufffd" in text:
        found.append(f"{text.count(chr(0xFFFD))} characters lost (U+FFFD)")
    mojibake = _mojibake(text)
    if mojibake:
        found.append(f"mojibake in {mojibake} lines, left as it is (repair the encoding of the source)")
    if not unicodedata.is_normalized("NFC", text):
        found.append("decomposed accents (not NFC): names may be missed")
    return found


def _mojibake(text: str) -> int:
    if text.isascii():
        return 0
    from ftfy.badness import is_bad

    return sum(1 for line in text.splitlines() if not line.isascii() and is_bad(line))


def language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, `und` when there is too little of it to tell.

    Source of the method: the share of words only French has, and py3langid where that settles nothing.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _MIN_LETTERS:
        return "und"
    if sum(word in _FRENCH for word in words) >= _FRENCH_SHARE * len(words):
        return "fr"
    import py3langid

    return str(py3langid.classify(sample)[0])
