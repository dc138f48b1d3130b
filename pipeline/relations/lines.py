"""Arguments of a word in a line without a verb (see `verbless.py`)."""

from __future__ import annotations

from pipeline.relations.phrases import Filler
from pipeline.relations.titles import TitleFunctions
from pipeline.relations.verbless import detached, is_verbless, name_after, names_before
from pipeline.tree import Word

_LEAST = 0.7


class LineFunctions(TitleFunctions):
    """What stands before, or is understood, in a headline or a note."""

    def line(self, head: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the names before the head in its verbless line, else what the text is about where the head opens it."""
        if not is_verbless(head):
            return []
        found = names_before(head, types, self.phrases)
        taken = [span for span in found if not set(span.keys) & self.excluded]
        if taken or "organization" in types[:1]:
            return [Filler(span, span.keys, span.root.i) for span in taken if span.keys]
        kinds = tuple(kind for kind in types if kind == "country")
        if not detached(head) or self.topic is None or not kinds:
            return []
        return list(self.topic(head, kinds, self.excluded, _LEAST))

    def after(self, head: Word) -> list[Word]:
        """Return the name that follows the head at once, in a line without a verb."""
        return list(name_after(head, self.phrases)) if is_verbless(head) else []
