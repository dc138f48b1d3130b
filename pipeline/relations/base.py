"""What every part of the function layer knows: the words, their phrases, who resolves a pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.coreference.roles import clause_of
from pipeline.relations.phrases import Filler, Phrases
from pipeline.tree import Tree, Word


class FunctionsBase:
    """The state shared by the function layer of one document."""

    def __init__(self, doc: Tree, phrases: Phrases, antecedent: Any = None, topic: Any = None):
        self.doc, self.phrases, self.antecedent, self.topic = doc, phrases, antecedent, topic
        self.excluded: frozenset[str] = frozenset()
        self.clauses = [clause_of(token) for token in doc]

    @contextmanager
    def excluding(self, entities: Iterable[str]) -> Iterator[None]:
        """Keep pronouns from standing for `entities`, the other argument's, within the block."""
        self.excluded = frozenset(entities)
        try:
            yield
        finally:
            self.excluded = frozenset()

    # What the layers above give, that those below ask for.

    def complements(self, head: Word, prepositions: Iterable[str]) -> list[Word]:
        """Return the phrases with one of the prepositions that depend on the head."""
        raise NotImplementedError

    def owner(self, noun: Word) -> list[Word]:
        """Return whose the noun is."""
        raise NotImplementedError

    def ranked_subject(self, head: Word) -> list[Word]:
        """Return what `le premier à …` is said of."""
        raise NotImplementedError

    def _reachable(self, head: Word) -> Iterator[Word]:
        raise NotImplementedError

    def _coordinated(self, token: Word) -> list[Word]:
        raise NotImplementedError

    def _list_target(self, noun: Word) -> Word | None:
        raise NotImplementedError

    def fill(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return the mentions of the wanted types that `token` stands for."""
        raise NotImplementedError

    def implied(self, token: Word, types: tuple[str, ...]) -> list[Filler]:
        """Return what the text is about at `token`."""
        raise NotImplementedError
