"""What stands around a number: the noun it counts, and the signs that it counts nothing."""

from __future__ import annotations

import re
from functools import cache

from pipeline.figures.grammar import figure_grammar
from pipeline.figures.model import Figure
from pipeline.numerals import number_tokens

_B = " \t\u00a0\u202f\u2009"
_WORD = re.compile(
    rf"[{_B}]*(?:(?P<elided>[dDlL]['\u2019])"
    rf"|(?P<word>[^\W\d_]+(?:[-\u2010\u2011'\u2019.](?=\w)\w+)*))"
)
_NEXT = re.compile(
    rf"[{_B}]+(?P<elided>[dDlLjJmMnNsStTcC]['\u2019]|[qQ]u['\u2019])?"
    rf"(?P<word>[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*)?"
)
_OF = re.compile(
    rf"[{_B}]+(?:(?:de[{_B}]+l|d)['\u2019]"
    rf"|(?:de[{_B}]+(?:la|leurs?|ses|ces|cet|cette|ce|son|sa|nos|notre|vos|votre)|de|du|des)(?=[{_B}]))"
)
_LINE_START = re.compile(rf"(?:\A|[\n\r])[{_B}]*[(]?\Z")
_CAPITAL_BEFORE = re.compile(
    rf"(?P<before>[^\W\d_][{_B}]+|[^\s][{_B}]*|\A|\n)"
    rf"(?P<word>[A-ZÀ-Ý][^\W_]*(?:-[^\W_]+)*)[{_B}]\Z"
)
_EN_BEFORE = re.compile(rf"\ben[{_B}]+(?:[^\W\d_]+[{_B}]+){{1,2}}\Z")
_SENTENCE_END = re.compile(rf"[.!?][{_B}]|[\n\r]")
_REACH = 160
_ALONE = re.compile(
    rf"\)?(?:[,;.](?!\w)|\Z|[\n\r]|[{_B}]+(?:[;)]|(?:à|au|aux|en|pour|dans|chez|vers|contre|et|sur|depuis|"
    rf"l['\u2019]an(?:née)?|un an|deux ans|dix ans|seulement|environ|fin|début|hors|du côté)(?!\w)))"
)
_NO_GAP = re.compile(rf"\b(?i:par|indices?|coefficient|facteur|notes?|scores?|rang|magnitude|ratio|cote)[{_B}][^,;]{{0,40}}\Z")
_NUMERO = re.compile(rf"\bnuméro[{_B}]\Z")
_LEADING = re.compile(
    rf"(?:[{_B}]*(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|\d{{1,6}})(?![-\w]))?"
)
MAX_COUNTED = 90
_GAPPING = re.compile(rf"(?:,|;|\bet)[{_B}]+(?:les?|la|l['\u2019])[{_B}]?[A-ZÀ-Ý][\w'\u2019-]{{1,30}}(?:[{_B}][A-Z][\w-]{{1,20}})?[{_B}]\Z")
_PREDICATE = frozenset(["ont", "sont", "étaient", "avaient", "furent", "seront", "auraient", "seraient", "d", "se", "s"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(figure_grammar().fragments[name].split("|"))


def is_article(text: str, figure: Figure) -> bool:
    """Return whether the figure is a bare `un` or `une`."""
    return figure.end - figure.start <= 3 and text[figure.start : figure.end].lower() in ("un", "une")


def noun_follows(text: str, end: int) -> bool:
    """Return whether a noun that a number above one may count follows: plural, name, complement with `de`."""
    match = _NEXT.match(text, end)
    if match is None or match["word"] is None:
        return False
    if match["elided"]:
        return match["elided"][0] in "dD"
    word = match["word"]
    if word in ("de", "des") or word[0].isupper():
        return True
    return word[-1] in "sxz" and word not in _words("mots_outils")


def stands_alone(text: str, end: int) -> bool:
    """Return whether nothing that is counted or measured follows: a stop, or an adjunct (`en 2020`)."""
    return bool(_ALONE.match(text, end))


def has_complement(text: str, end: int) -> bool:
    """Return whether a complement with `de` follows."""
    return bool(_OF.match(text, end))


def plural_follows(text: str, end: int) -> bool:
    """Return whether a plural common noun follows."""
    match = _NEXT.match(text, end)
    word = match["word"] if match and not match["elided"] else None
    return bool(word and word[-1] in "sx" and word.islower() and word not in _words("mots_outils"))


def counted(text: str, figure: Figure) -> str | None:
    """Return the noun phrase that is counted or measured, by the looks of its words, or None."""
    end = figure.end
    direct = figure.bare and figure.scale == 1 and figure.rule not in ("nombre-en-aine", "quantite-vague")
    of = _OF.match(text, end)
    if of is not None:
        start = _LEADING.match(text, of.end()).end()  # type: ignore[union-attr]
    elif direct:
        start = end
    else:
        return None
    singular = of is not None or (figure.value is not None and abs(figure.value) < 2)
    stop = _phrase(text, start, singular=singular)
    surface = text[start:stop].strip(_B)
    if figure.measured and figure.measured.si == "m" and surface[:1].isupper():
        return None
    return surface or None


def _phrase(text: str, start: int, *, singular: bool) -> int:
    """Return the end of the noun phrase that begins at `start`, or `start`."""
    tools, before, bare = _words("mots_outils"), _words("avant_nom"), _words("sans_complement")
    position = stop = start
    state = "noun"
    while position - start < MAX_COUNTED:
        if state == "after" and (of := _OF.match(text, position)):
            position, state = of.end(), "complement"
            continue
        match = _WORD.match(text, position)
        if match is None:
            return stop
        word = match["word"]
        if word is None:
            if state != "complement":
                return stop
            position = match.end()
            continue
        lower = word.lower()
        if lower in tools or (state == "complement" and lower in bare):
            return stop
        if state == "after" and not _adjective(word, singular):
            return stop
        if (
            state == "noun"
            and start == position
            and not singular
            and word.islower()
            and word[-1] not in "sxz"
        ):
            return stop
        if lower in number_tokens():
            return stop
        if state != "after" and lower in before:
            position = match.end()
            continue
        singular = singular if state == "after" else word[-1] not in "sx"
        position = stop = match.end()
        state = "after"
    return stop


def _adjective(word: str, singular: bool) -> bool:
    if word[0].isupper():
        return True
    if not singular:
        return word[-1] in "sx"
    return word.endswith(tuple(_words("fins_adjectif"))) and not word.endswith(("ent", "ait", "aient"))


def settle(text: str, figure: Figure) -> None:
    """Decide whether a bare number is a figure at all, and whether it counts something."""
    if figure.kind != "count" or figure.rule in ("nombre-en-aine", "quantite-vague"):
        return
    reason = _reason(text, figure)
    if reason:
        figure.exclude(reason)
    elif _NUMERO.search(text, max(0, figure.start - 10), figure.start):
        figure.kind, figure.counted = "ordinal", None
    elif not _counts(text, figure):
        figure.kind = "number"


def resume(text: str, figure: Figure, before: Figure | None) -> None:
    """Give a bare number behind `en` (`qui en ouvrait quinze`) the noun counted before it in its sentence."""
    if before is None or not figure.bare or figure.counted or noun_follows(text, figure.end):
        return
    verb = _EN_BEFORE.search(text, max(0, figure.start - 40), figure.start)
    if verb and not _SENTENCE_END.search(text, before.end, figure.start):
        figure.counted = before.counted


def take_over(text: str, figure: Figure, before: Figure | None) -> None:
    """Give a number that stands alone (`10 Mb/j à Bakou, 4 à Bagdad`) what the figure before it is of."""
    if before is None or figure.unit or figure.value is None or before.value is None:
        return
    gapped = figure.kind == "none" and figure.rule == "nom-propre" and before.kind in ("money", "percent", "measure")
    if figure.kind != "number" and not (gapped and _GAPPING.search(text, before.end, figure.start)):
        return
    if figure.written == "words" or figure.start - before.end > _REACH or not _ALONE.match(text, figure.end):
        return
    if _NO_GAP.search(text, before.end, figure.start) or _SENTENCE_END.search(text, before.end, figure.start):
        return
    near = abs(figure.value) < 1000 and abs(figure.value) * before.scale <= 100 * abs(before.value)
    if figure.scale == 1 and before.scale > 1 and near:
        figure.rescale_by(before.scale)
    figure.kind, figure.unit, figure.measured = before.kind, before.unit, before.measured
    figure.counted = before.counted
    figure.trace.append("ellipse")


def _counts(text: str, figure: Figure) -> bool:
    if figure.counted or figure.like or noun_follows(text, figure.end):
        return True
    following = _NEXT.match(text, figure.end)
    if following and (following["word"] in _PREDICATE or following["elided"] in ("s'", "s\u2019")):
        return True
    if following and following["word"] and following["word"].endswith(("aient", "èrent", "irent", "urent")):
        return True
    before = text[max(0, figure.start - 40) : figure.start]
    if figure.written == "words" or figure.scale > 1:
        return bool(
            re.search(rf"(?i:\b(?:les|des|aux|tous|toutes|nous|leurs|ses|ces|en \w+|sont|étaient|furent|seront))[{_B}]+\Z", before)
        )
    return bool(_EN_BEFORE.search(before) or re.search(rf"(?i:\b(?:les|des|aux|ces|sont|étaient|furent|seront))[{_B}]+\Z", before))


def _reason(text: str, figure: Figure) -> str | None:
    """Return why the bare number is no figure, or None."""
    if figure.low is not None or figure.high is not None:
        return None
    surface = text[figure.start : figure.end]
    if figure.written == "words":
        return _reason_words(text, figure, surface)
    if figure.scale > 1 or not surface.lstrip("+-\u2212\u00b1").isdigit():
        return None
    return _reason_digits(text, figure, surface)


def _reason_words(text: str, figure: Figure, surface: str) -> str | None:
    lower = surface.lower()
    if lower == "neuf" and not plural_follows(text, figure.end):
        return "adjectif-neuf"
    if lower == "zéro" and not noun_follows(text, figure.end):
        return "zero-nom"
    if lower in ("cent", "mille") and re.search(
        rf"\bpour[{_B}]+\Z", text[max(0, figure.start - 8) : figure.start]
    ):
        return "pour-cent"
    following = _NEXT.match(text, figure.end)
    named = following and following["word"] and following["word"][0].isupper()
    if surface[0].isupper() and named and not _opens(text, figure.start):
        return "nom-propre"
    return None


def _reason_digits(text: str, figure: Figure, surface: str) -> str | None:
    before, after = text[max(0, figure.start - 40) : figure.start], text[figure.end : figure.end + 3]
    follows = noun_follows(text, figure.end)
    if (len(surface) > 1 and surface[0] == "0") or (len(surface) > 12 and not follows):
        return "identifiant"
    if len(surface) <= 2 and not follows and re.search(rf"(?i:\b(?:le|du|au))[{_B}]\Z", before):
        return "jour"
    if len(surface) == 4 and 1000 <= int(surface) <= 2150 and not plural_follows(text, figure.end):
        return "annee"
    if _LINE_START.search(before) and (
        re.match(rf"[.)°]|[{_B}]*[-–—][{_B}]|[\n\r]|\Z", after) or not after.strip()
    ):
        return "numero-de-liste"
    if before.endswith(("(", "[")) and after[:1] in (")", "]"):
        return "parenthese"
    if len(surface) == 5 and re.match(rf"[{_B}]+[A-ZÀ-Ý]", text[figure.end : figure.end + 3]):
        return "code-postal"
    capital = _CAPITAL_BEFORE.search(before)
    if capital and capital["word"].lower() in _words("mots_outils"):
        capital = None
    if capital and not plural_follows(text, figure.end) and not _opening(capital, follows):
        return "nom-propre"
    return None


def _opening(capital: re.Match[str], follows: bool) -> bool:
    """Return whether the word before the number may be capitalised only because it opens the sentence."""
    return follows and capital["before"].strip(_B)[-1:] in (
        "",
        ".",
        "!",
        "?",
        "\n",
        "«",
        ":",
        "-",
        "–",
        "—",
        "•",
    )


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(_B + "«\"“'’(-–—")
    return not before or before[-1] in ".!?:\n\r•;"
