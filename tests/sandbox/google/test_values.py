"""Cells in Google's JSON and out of it."""

import pytest

from sandbox.google.values import (
    ErrorType,
    ErrorValue,
    ExtendedValueError,
    Formula,
    error_named,
    from_extended_value,
    to_extended_value,
    unformatted,
)


@pytest.mark.parametrize(
    ("entry", "extended"),
    [
        ("MUG-BLU", {"stringValue": "MUG-BLU"}),
        ("=1+1", {"stringValue": "=1+1"}),
        ("00123", {"stringValue": "00123"}),
        (24.0, {"numberValue": 24}),
        (0.5, {"numberValue": 0.5}),
        (True, {"boolValue": True}),
        (Formula("=A1"), {"formulaValue": "=A1"}),
    ],
)
def test_an_entry_goes_to_json_and_comes_back_as_it_was(entry, extended):
    assert to_extended_value(entry) == extended
    assert from_extended_value(extended) == entry


def test_a_whole_number_is_written_without_a_point():
    assert repr(to_extended_value(24.0)) == "{'numberValue': 24}"


def test_a_blank_has_no_json_and_neither_has_an_empty_text():
    assert to_extended_value(None) is None
    assert from_extended_value({}) is None
    assert from_extended_value({"stringValue": ""}) is None


def test_an_error_carries_its_kind_and_its_message():
    error = ErrorValue(ErrorType.DIVIDE_BY_ZERO, "Function DIVIDE parameter 2 cannot be zero.")

    assert to_extended_value(error) == {
        "errorValue": {
            "type": "DIVIDE_BY_ZERO",
            "message": "Function DIVIDE parameter 2 cannot be zero.",
        }
    }


@pytest.mark.parametrize(
    "extended",
    [
        {"stringValue": 5},
        {"numberValue": "five"},
        {"numberValue": True},
        {"boolValue": 1},
        {"errorValue": {"type": "REF"}},
        {"stringValue": "a", "numberValue": 1},
        {"dateValue": 1},
    ],
)
def test_a_value_of_the_wrong_type_is_refused(extended):
    with pytest.raises(ExtendedValueError):
        from_extended_value(extended)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (ErrorValue(ErrorType.REF), "#REF!"),
        (12.0, 12),
        (0.1, 0.1),
        (False, False),
        (2.0**53, 2.0**53),
    ],
)
def test_unformatted_values_are_bare(value, shown):
    assert unformatted(value) == shown
    assert type(unformatted(value)) is type(shown)


def test_an_error_is_known_by_its_text_in_any_case():
    assert error_named("#n/a") == ErrorValue(ErrorType.N_A)
    assert error_named("N/A") is None
