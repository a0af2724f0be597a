"""What typing into a cell does, which is where zeros, codes and dates get lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.entering import Entered, enter
from sandbox.google.rendering import render
from sandbox.google.values import ErrorType, ErrorValue, Formula

TODAY = date(2026, 11, 22)


def typed(text, locale="en_US"):
    return enter(text, today=TODAY, locale=locale)


def shown(text, locale="en_US"):
    """What the cell shows after typing."""
    entered = typed(text, locale)
    return render(entered.value, entered.number_format, locale)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("00123", 123.0),
        ("8085807e4", 80_858_070_000.0),
        ("12", 12.0),
        (" 12 ", 12.0),
        ("-5", -5.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("(5)", -5.0),
        ("1,200", 1200.0),
        ("2,000,000.01", 2_000_000.01),
        ("5%", 0.05),
        ("5.1%", 0.051),
        ("$12.50", 12.5),
        ("-$12.50", -12.5),
        ("12 €", 12.0),
        ("1e5", 100_000.0),
        ("TRUE", True),
        ("false", False),
    ],
)
def test_typing_makes_a_number_or_a_boolean_of_what_looks_like_one(text, value):
    assert typed(text).value == value
    assert type(typed(text).value) is type(value)


def test_an_id_with_an_e_in_it_becomes_an_enormous_number():
    assert typed("8085807e40000000").value == 1.7976931348623157e308


@pytest.mark.parametrize(
    "text",
    [
        "MUG-BLU",
        "12 boxes",
        "1,2",
        "12,34,567",
        "1.2.3",
        "--5",
        "$",
        "-",
        ".",
        "e5",
        "1a",
        "=",
        "A-01",
        "13/45/2026",
        "2026-13-01",
        "2026-02-30",
        "2026-03-01T10:30:00Z",
        "10:99",
        "13:00 pm",
        "May",
        "  padded  ",
    ],
)
def test_what_looks_like_nothing_stays_text_with_its_spaces(text):
    assert typed(text) == Entered(text)


def test_a_leading_apostrophe_keeps_text_and_is_not_part_of_it():
    assert typed("'00123") == Entered("00123")
    assert typed("'=1+1") == Entered("=1+1")
    assert typed("''x") == Entered("'x")


def test_a_leading_equals_or_plus_makes_a_formula():
    assert typed("=1+1") == Entered(Formula("=1+1"))
    assert typed("+4912") == Entered(Formula("=+4912"))
    assert typed("+49 12 345") == Entered(Formula("=+49 12 345"))


def test_an_error_can_be_typed():
    assert typed("#N/A") == Entered(ErrorValue(ErrorType.N_A))


def test_nothing_typed_blanks_the_cell():
    assert typed("") == Entered(None)


def test_json_numbers_and_booleans_are_taken_as_they_are():
    assert typed(12) == Entered(12.0)
    assert typed(True) == Entered(True)
    assert typed(None) == Entered(None)


@pytest.mark.parametrize("text", ["00123", "1-2", "TRUE", "=1+1", "+4912", "5%"])
def test_a_cell_formatted_as_text_takes_everything_literally(text):
    assert enter(text, today=TODAY, as_text=True) == Entered(text)


@pytest.mark.parametrize(
    ("text", "serial", "kind", "pattern"),
    [
        ("2026-03-01", 46082.0, "DATE", "yyyy-mm-dd"),
        ("2020-01-01", 43831.0, "DATE", "yyyy-mm-dd"),
        ("2026/3/1", 46082.0, "DATE", "yyyy/m/d"),
        ("1-2", 46024.0, "DATE", "m-d"),
        ("1/2/2026", 46024.0, "DATE", "m/d/yyyy"),
        ("1/2/26", 46024.0, "DATE", "m/d/yy"),
        ("12/31/99", 36525.0, "DATE", "mm/dd/yy"),
        ("3/2026", 46082.0, "DATE", "m/yyyy"),
        ("Mar 1", 46082.0, "DATE", "mmm d"),
        ("March 1, 2026", 46082.0, "DATE", "mmmm d, yyyy"),
        ("1 Mar 2026", 46082.0, "DATE", "d mmm yyyy"),
        ("1-Mar-2026", 46082.0, "DATE", "d-mmm-yyyy"),
        ("Mar 2026", 46082.0, "DATE", "mmm yyyy"),
        ("10:30", 0.4375, "TIME", "h:mm"),
        ("10:30:36", 0.43791666666666665, "TIME", "h:mm:ss"),
        ("10:30 pm", 0.9375, "TIME", "h:mm am/pm"),
        ("12 am", 0.0, "TIME", "h am/pm"),
        ("36:00", 1.5, "TIME", "[h]:mm:ss"),
        ("2026-03-01 10:30", 46082.4375, "DATE_TIME", "yyyy-mm-dd h:mm"),
        ("3/1/2026 10:30:00 PM", 46082.9375, "DATE_TIME", "m/d/yyyy h:mm:ss am/pm"),
        ("March 1, 2026 10:30", 46082.4375, "DATE_TIME", "mmmm d, yyyy h:mm"),
    ],
)
def test_a_date_or_time_becomes_a_serial_number_with_the_format_it_was_typed_in(
    text, serial, kind, pattern
):
    assert typed(text) == Entered(serial, {"type": kind, "pattern": pattern})


@pytest.mark.parametrize(
    ("text", "kind", "pattern"),
    [
        ("1,200", "NUMBER", "#,##0"),
        ("1,200.5", "NUMBER", "#,##0.00"),
        ("5%", "PERCENT", "0%"),
        ("5.25%", "PERCENT", "0.00%"),
        ("$12", "CURRENCY", '"$"#,##0'),
        ("$12.5", "CURRENCY", '"$"#,##0.00'),
        ("1e5", "SCIENTIFIC", "0.00E+00"),
    ],
)
def test_a_number_brings_the_format_it_was_typed_in(text, kind, pattern):
    assert typed(text).number_format == {"type": kind, "pattern": pattern}


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en_US", "1.200", 1.2),
        ("de_DE", "1.200", 1200.0),
        ("de_DE", "1,5", 1.5),
        ("de_DE", "1.200,50", 1200.5),
        ("de_DE", "1,200.50", "1,200.50"),
        ("de_DE", "WAHR", True),
        ("fr_FR", "1 200,50", 1200.5),
        ("fr_FR", "1\u202f200,50", 1200.5),
        ("fr_FR", "VRAI", True),
        ("en_GB", "1,200.50", 1200.5),
        ("en_US", "1/2/2026", 46024.0),
        ("en_GB", "1/2/2026", 46054.0),
        ("de_DE", "1.2.2026", 46054.0),
        ("de_DE", "1.2.", 46054.0),
        ("fr_FR", "1/2/2026", 46054.0),
        ("en_US", "13/2/2026", "13/2/2026"),
        ("en_GB", "13/2/2026", 46066.0),
        ("de_DE", "1. März 2026", 46082.0),
        ("fr_FR", "1 mars 2026", 46082.0),
        ("en_US", "1.2.2026", "1.2.2026"),
        ("de_DE", "2026-03-01", 46082.0),
        ("xx_XX", "1,200", 1200.0),
        ("de", "1,5", 1.5),
    ],
)
def test_the_locale_decides_what_a_sign_means(locale, text, value):
    assert typed(text, locale).value == value


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en_US", "2026-03-01"),
        ("en_US", "1-2"),
        ("en_US", "March 1, 2026"),
        ("en_US", "10:30"),
        ("en_US", "1,200"),
        ("en_US", "$1,200.50"),
        ("en_US", "5%"),
        ("en_GB", "01/02/2026"),
        ("de_DE", "1.200,50"),
        ("de_DE", "01.02.2026"),
        ("de_DE", "1 März 2026"),
        ("fr_FR", "1/2/26"),
    ],
)
def test_a_cell_shows_what_was_typed(locale, text):
    assert shown(text, locale) == text


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["en_US", "en_GB", "de_DE", "fr_FR"]),
)
def test_a_number_typed_in_full_is_that_number(number, locale):
    text = repr(number).replace(".", "," if locale in ("de_DE", "fr_FR") else ".")

    assert typed(text, locale).value == number


@given(
    st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    st.sampled_from(["en_US", "en_GB", "de_DE", "fr_FR"]),
)
def test_any_day_typed_the_iso_way_shows_as_typed_in_every_locale(day, locale):
    assert shown(day.isoformat(), locale) == day.isoformat()


@given(st.text(max_size=20))
def test_anything_can_be_typed(text):
    entered = typed(text)

    assert entered.value is None or isinstance(
        entered.value, str | float | bool | Formula | ErrorValue
    )
