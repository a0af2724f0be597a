"""The `fields` grammar: partial answers, and which members an update touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.fieldmask import (
    NO_FIELD_LISTED,
    FieldMask,
    FieldMaskError,
)

SPREADSHEET = {
    "spreadsheetId": "abc",
    "properties": {"title": "Warehouse", "locale": "en_US"},
    "sheets": [
        {"properties": {"sheetId": 0, "title": "Ledger", "index": 0}, "data": [1]},
        {"properties": {"sheetId": 7, "title": "Stock", "index": 1}},
    ],
}


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        ("spreadsheetId", {"spreadsheetId": "abc"}),
        ("properties.title", {"properties": {"title": "Warehouse"}}),
        ("properties/title", {"properties": {"title": "Warehouse"}}),
        (
            "spreadsheetId,properties(locale)",
            {"spreadsheetId": "abc", "properties": {"locale": "en_US"}},
        ),
        (
            "sheets.properties(sheetId,title)",
            {
                "sheets": [
                    {"properties": {"sheetId": 0, "title": "Ledger"}},
                    {"properties": {"sheetId": 7, "title": "Stock"}},
                ]
            },
        ),
        ("sheets(data)", {"sheets": [{"data": [1]}, {}]}),
        (
            "*/title",
            {"spreadsheetId": "abc", "properties": {"title": "Warehouse"}, "sheets": [{}, {}]},
        ),
        ("nothing", {}),
    ],
)
def test_an_answer_keeps_only_what_the_mask_wants(mask, expected):
    assert FieldMask.parse(mask).apply(SPREADSHEET) == expected


@pytest.mark.parametrize("mask", ["*", "", " "])
def test_a_star_or_nothing_wants_everything(mask):
    assert FieldMask.parse(mask).wants_everything
    assert FieldMask.parse(mask).apply(SPREADSHEET) == SPREADSHEET


def test_naming_a_member_whole_wins_over_naming_a_part_of_it():
    for mask in ("properties,properties.title", "properties.title,properties"):
        assert FieldMask.parse(mask).apply(SPREADSHEET) == {
            "properties": {"title": "Warehouse", "locale": "en_US"}
        }


def test_a_mask_tells_whether_costly_parts_are_wanted():
    mask = FieldMask.parse("spreadsheetId,sheets(properties.title,data.rowData.values.note)")

    assert mask.wants("sheets.data")
    assert mask.wants("sheets.data.rowData.values.note")
    assert mask.wants("spreadsheetId")
    assert not mask.wants("sheets.merges")
    assert FieldMask.parse("*").wants("sheets.merges")


@pytest.mark.parametrize(
    "mask", ["a,", ",a", "a(b", "a)b", "a..b", "a b", "a(,b)", "a()", "(a)", "a.", "a;b"]
)
def test_a_mask_outside_the_grammar_is_refused(mask):
    with pytest.raises(FieldMaskError) as refusal:
        FieldMask.parse(mask)

    assert refusal.value.path == mask
    assert str(refusal.value).startswith("Error expanding 'fields' parameter.")


def test_a_member_that_does_not_exist_is_refused_by_its_path():
    known = {"sheets": {"properties": {"title": None}, "charts": {}}, "spreadsheetId": None}

    FieldMask.parse("sheets.properties.title,spreadsheetId,sheets.charts.spec").check(known)
    FieldMask.parse("sheets(*)").check(known)
    FieldMask.parse("*").check(known)
    with pytest.raises(FieldMaskError) as refusal:
        FieldMask.parse("spreadsheetId,sheets.propertiess").check(known)

    assert str(refusal.value) == (
        "Error expanding 'fields' parameter. "
        "Cannot find matching fields for path 'sheets.propertiess'."
    )


def test_a_plain_value_has_no_members():
    with pytest.raises(FieldMaskError) as refusal:
        FieldMask.parse("spreadsheetId.length").check({"spreadsheetId": None})

    assert refusal.value.path == "spreadsheetId.length"


def test_an_update_mask_lists_its_paths_in_order():
    mask = FieldMask.parse("gridProperties(frozenRowCount,rowCount),title")

    assert mask.paths() == [
        ("gridProperties", "frozenRowCount"),
        ("gridProperties", "rowCount"),
        ("title",),
    ]
    assert FieldMask.parse("*").paths() == [("*",)]


def test_an_update_sets_what_is_masked_and_clears_what_is_masked_but_absent():
    target = {"title": "Old", "gridProperties": {"rowCount": 10, "frozenRowCount": 2}, "note": "x"}
    source = {"title": "New", "gridProperties": {"rowCount": 99}}

    assert FieldMask.parse("title,gridProperties.frozenRowCount").updated(target, source) == {
        "title": "New",
        "gridProperties": {"rowCount": 10},
        "note": "x",
    }
    assert FieldMask.parse("*").updated(target, source) == source


def test_an_update_leaves_its_target_as_it_was():
    target = {"gridProperties": {"rowCount": 10}}

    FieldMask.parse("gridProperties.rowCount").updated(target, {"gridProperties": {"rowCount": 5}})

    assert target == {"gridProperties": {"rowCount": 10}}


def test_google_asks_for_a_mask_in_these_words():
    assert NO_FIELD_LISTED == (
        "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
    )


names = st.sampled_from(["sheets", "title", "data", "note"])
answers = st.recursive(
    st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


@given(
    st.dictionaries(names, answers),
    st.lists(st.lists(names, min_size=1, max_size=3).map(".".join), min_size=1),
)
def test_masking_twice_is_masking_once(answer, paths):
    mask = FieldMask.parse(",".join(paths))
    once = mask.apply(answer)

    assert mask.apply(once) == once
    assert set(once) <= set(answer)
