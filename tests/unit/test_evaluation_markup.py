"""The gold markup: what it compiles to, what it refuses, and the way back."""

import pytest
from evaluation_case import GOLD, PREDICTED, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluation.annotation import MarkupError, parse_annotation
from pipeline.evaluation.facts import date_bounds, si_of
from pipeline.evaluation.markup import argument_pairs, compile_markup
from pipeline.evaluation.unparse import to_markup
from pipeline.records import DocumentRecord, FigureRecord, OrganizationRecord, PlaceRecord, RelationRecord
from pipeline.write import dump_lines

NESTED = "Le ministère des Affaires étrangères du Laos a 3 bureaux.\r\n"
NESTED_MARKUP = (
    "Le {{ministère des Affaires étrangères du {{Laos|c LAO #l}}|o mae-lao #m}} a "
    '{{3|f count 3 counted="bureaux"}} bureaux.\r\n=====\r\nR part_of #m #l "ministère"\r\n'
    "E mae-lao | ministère laotien | MAE | government\r\n"
)


def test_records_of_nested_marks_in_a_text_with_crlf() -> None:
    records = compile_markup(NESTED, NESTED_MARKUP, "laos", date="2020-01-02")
    assert [record.type for record in records] == [
        "document",
        "organization",
        "country",
        "figure",
        "relation",
    ]
    document, ministry, _, figure, relation = records
    assert isinstance(document, DocumentRecord)
    assert (document.chars, document.date) == (len(NESTED), "2020-01-02")
    assert isinstance(ministry, OrganizationRecord)
    assert (
        NESTED[ministry.start : ministry.end] == ministry.text == "ministère des Affaires étrangères du Laos"
    )
    assert (ministry.name, ministry.acronym, ministry.class_) == ("ministère laotien", "MAE", "government")
    assert isinstance(figure, FigureRecord)
    assert (figure.value, figure.counted) == (3, "bureaux")
    assert isinstance(relation, RelationRecord)
    assert (relation.subject_entity, relation.object_entity) == ("mae-lao", "LAO")
    assert NESTED[slice(*relation.trigger)] == "ministère"
    assert relation.wikidata_property == "P361"
    assert (relation.start, relation.end) == (0, len(NESTED) - 2)


def test_a_plural_argument_stands_for_each_of_its_states() -> None:
    relations = [r for r in compile_markup(TEXT, GOLD, "cas", link=False) if isinstance(r, RelationRecord)]
    said = [(r.subject_entity, r.negated) for r in relations if r.predicate == "recognizes"]
    assert said == [("MWI", True), ("ZMB", True)]
    assert len({relation.id for relation in relations}) == len(relations)


def test_pairs_within_one_plural() -> None:
    assert argument_pairs("cooperates_with", ["A", "B", "C"], ["A", "B", "C"], same=True) == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]
    assert argument_pairs("criticizes", ["A", "B"], ["A", "B"], same=True) == [("A", "B"), ("B", "A")]


@pytest.mark.parametrize("markup", [GOLD, PREDICTED])
def test_there_and_back(markup: str) -> None:
    records = compile_markup(TEXT, markup, "cas", link=False)
    again = compile_markup(TEXT, to_markup(records, TEXT), "cas", link=False)
    assert dump_lines(again) == dump_lines(records)


def test_a_trigger_that_stands_several_times_is_found_again() -> None:
    text = "Il dit oui à Pau.\nIl dit non à Dax.\n"
    markup = (
        'Il dit oui à {{Pau|l pau #p}}.\nIl dit non à {{Dax|l dax #d}}.\n=====\nR visits #p #d "dit non"\n'
    )
    records = compile_markup(text, markup.replace('"dit non"', '"*dit* non"'), "dit", link=False)
    assert isinstance(records[-1], RelationRecord)
    assert records[-1].trigger == (21, 24)
    assert dump_lines(compile_markup(text, to_markup(records, text), "dit", link=False)) == dump_lines(
        records
    )


@pytest.mark.parametrize(
    ("markup", "line", "words"),
    [
        ("A {{Pau|l pau", 1, "not closed"),
        ("A {{Pau", 1, "no |TYPE"),
        ("Il\n{{Pau|x pau}}", 2, "unknown type"),
        ("{{Pau|l}}", 1, "0 values"),
        ("{{|l pau}}", 1, "empty span"),
        ("{{3|f many 3}}", 1, "unknown kind"),
        ("{{3|f count trois}}", 1, "no number"),
        ("{{hier|d null kind=day}}", 1, "unknown kind"),
        ("{{Pau|l pau mod=since}}", 1, "unknown option"),
        ("{{Pau|l pau #a}} {{Dax|l dax #a}}", 1, "stands twice"),
        ("{{{{Pau|l pau}}|l dax}}", 1, "marked twice"),
        ('{{Pau|l pau #a}}\n=====\nR likes #a #a "x"', 3, "unknown word 'likes'"),
        ('{{Pau|l pau #a}}\n=====\n\nR visits #a #b "x"', 4, "no mark has the id #b"),
        ('{{Pau|l pau #a}}\n=====\nR visits #a #a "x" maybe', 3, "unknown word 'maybe'"),
        ("{{Pau|l pau}}\n=====\nX", 3, "not an R or E line"),
    ],
)
def test_bad_markup_is_refused_with_its_line(markup: str, line: int, words: str) -> None:
    with pytest.raises(MarkupError, match=words) as caught:
        parse_annotation(markup)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "markup", "words"),
    [
        ("Je vais à Pau.", "Je vais a {{Pau|l pau}}.", "not the source's"),
        ("Il dit, il dit.", '{{Il|l a #a}} dit, {{il|l b #b}} dit.\n=====\nR visits #a #b "dit"', "2 times"),
        ("Il va.", '{{Il|l a #a}} va.\n=====\nR visits #a #a "vient"', "0 times"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_source_is_refused(text: str, markup: str, words: str) -> None:
    with pytest.raises(MarkupError, match=words):
        compile_markup(text, markup, "x", link=False)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-01-01", "2018-01-01", "2018-01-01"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2011-21", "2011-03-01", "2011-05-31"),
        ("2020-40", "2020-01-01", "2020-06-30"),
        ("1992/1995", "1992-01-01", "1995-12-31"),
        ("1850~", "1850-01-01", "1850-12-31"),
        ("../1991", None, "1991-12-31"),
        ("XXXX-03-08", None, None),
        (None, None, None),
    ],
)
def test_first_and_last_day(value: str | None, first: str | None, last: str | None) -> None:
    assert date_bounds("date", value) == (first, last)


def test_durations_cover_no_days() -> None:
    assert date_bounds("duration", "P2Y") == (None, None)


def test_si_of_a_measure_and_of_nothing_else() -> None:
    assert si_of("measure", 1000, "km2") == {"value": 1e9, "unit": "m2"}
    assert si_of("measure", 864, "m3/d") == {"value": 0.01, "unit": "m3/s"}
    assert si_of("count", 1000, None) is None


PLACES = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 9)))


def _place(text: str, start: int, end: int) -> PlaceRecord:
    return PlaceRecord(
        doc="x", id=f"place:{start}-{end}", start=start, end=end, text=text[start:end], rule="r",
        confidence=None, sentence=(0, len(text)), form="name", entity="x", name=None,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aé {|}’\u00a0\n\r", max_size=40).filter(lambda text: "{{" not in text), PLACES)
def test_any_marks_that_nest_come_back_and_the_text_with_them(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = {(start, min(start + size, len(text))) for start, size in places if start < len(text)}
    records = [*compile_markup(text, text, "x", link=False), *(_place(text, *span) for span in sorted(spans))]
    again = compile_markup(text, to_markup(records, text), "x", link=False)
    kept = {(record.start, record.end) for record in again if isinstance(record, PlaceRecord)}
    assert kept <= spans
    if not {"{", "}", "|"} & set(text):
        assert kept or not spans
