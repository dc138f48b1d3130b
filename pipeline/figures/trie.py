"""Many literal forms as one factored regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_TYPOGRAPHY = {" ": r"[ \t\u00a0\u202f\u2009]{1,3}", "'": "['\u2019\u02bc]", "-": "[-\u2010\u2011]"}


def trie(forms: Iterable[str], *, initial: bool = False) -> str:
    """Return a pattern for any of the forms, the longest first, none of them followed by more of a word.

    Blanks, apostrophes and hyphens match their variants; `initial`: the first letter in either case.
    """
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {} if form[-1].isalnum() else None
    return f"(?:{_pattern(root, initial)})"


def _pattern(node: dict[str, Any], initial: bool) -> str:
    branches: dict[str, list[str]] = {}
    for char in sorted(key for key in node if key):
        rest = _pattern(node[char], False)
        branches.setdefault(rest, []).append(_char(char, initial))
    parts = [f"{chars[0] if len(chars) == 1 else _class(chars)}{rest}" for rest, chars in branches.items()]
    if "" in node:
        parts.append(r"(?!\w)" if node[""] is not None else "")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _char(char: str, initial: bool) -> str:
    if initial and char.isalpha() and char.upper() != char and len(char.upper()) == 1:
        return f"[{char}{char.upper()}]"
    return _TYPOGRAPHY.get(char) or re.escape(char)


def _class(chars: list[str]) -> str:
    return f"(?:{'|'.join(chars)})"
