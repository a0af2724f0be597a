"""What cells show: FORMATTED_VALUE by format and locale."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.google.rendering import render
from sandbox.google.values import ErrorType, ErrorValue


def pattern(text, kind="NUMBER"):
    return {"type": kind, "pattern": text}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (12.0, "12"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333333333"),
        (200 / 3, "66.66666667"),
        (123456.789012345, "123456.789"),
        (3.14159265358979, "3.141592654"),
        (123456789012.0, "123456789012"),
        (999999999999999.0, "999999999999999"),
        (1e15, "1E+15"),
        (1705970000000000.0, "1.70597E+15"),
        (0.00001, "0.00001"),
        (1e-11, "1E-11"),
        (-1e20, "-1E+20"),
    ],
)
def test_a_number_without_a_format_shows_its_first_digits(number, text):
    assert render(number) == text
    assert render(number, {"type": "NUMBER_FORMAT_TYPE_UNSPECIFIED"}) == text
    assert render(number, {"type": "TEXT"}) == text


def test_other_values_show_themselves():
    assert render("MUG-BLU") == "MUG-BLU"
    assert render(None) == ""
    assert render(None, pattern("0.00")) == ""
    assert render(value=True) == "TRUE"
    assert render(value=False, locale="de_DE") == "FALSCH"
    assert render(ErrorValue(ErrorType.REF, "gone"), pattern("0")) == "#REF!"
    assert render(ErrorValue(ErrorType.DIVIDE_BY_ZERO)) == "#DIV/0!"
    assert render("12", pattern("0.00")) == "12"


@pytest.mark.parametrize(
    ("number", "text", "shown"),
    [
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (5, "000", "005"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567.891, "#,##0", "1,234,568"),
        (0.05, "0%", "5%"),
        (0.0525, "0.00%", "5.25%"),
        (-12.5, '"$"#,##0.00', "-$12.50"),
        (123456, "0.00E+00", "1.23E+05"),
        (999900, "0.00E+00", "1.00E+06"),
        (0.00012, "0.00E+00", "1.20E-04"),
        (0, "0.00E+00", "0.00E+00"),
        (5551234, "000-0000", "555-1234"),
        (1234567, '#,##0,"K"', "1,235K"),
        (5, "0.##", "5."),
        (0.5, "#.00", ".50"),
        (0, "#", ""),
        (12, '0.00 "kg"', "12.00 kg"),
        (12, "0 \\k\\g", "12 kg"),
        (12, "@", "12"),
        (12.5, "General", "12.5"),
        (7, "?0.0?", " 7.0 "),
        (12.3, "[$€-407]#,##0.00", "€12.30"),
        (1e300, "0", "1" + "0" * 300),
    ],
)
def test_a_pattern_places_digits(number, text, shown):
    assert render(float(number), pattern(text)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(5.0, "5 in"), (-5.0, "(5)"), (0.0, "none"), ("MUG", "<MUG>")],
)
def test_sections_are_for_positive_negative_zero_and_text(value, shown):
    assert render(value, pattern('0" in";(0);"none";<@>')) == shown


def test_two_sections_show_negatives_without_their_sign():
    assert render(-5.0, pattern("0.0;[Red](0.0)")) == "(5.0)"
    assert render(0.0, pattern("0.0;[Red](0.0)")) == "0.0"


def test_sections_may_have_conditions_of_their_own():
    level = pattern('[<10]"low";[>=100]"full";0')

    assert [render(n, level) for n in (5.0, 50.0, 100.0)] == ["low", "50", "full"]


@pytest.mark.parametrize(
    ("serial", "text", "shown"),
    [
        (46082, "yyyy-mm-dd", "2026-03-01"),
        (43831, "yyyy-mm-dd", "2020-01-01"),
        (0, "yyyy-mm-dd", "1899-12-30"),
        (60, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (46082, "d/m/yy", "1/3/26"),
        (46082, "mmm d", "Mar 1"),
        (46082, "dddd, mmmm d, yyyy", "Sunday, March 1, 2026"),
        (46082, "ddd", "Sun"),
        (46082, "mmmmm", "M"),
        (46082.4375, "hh:mm:ss", "10:30:00"),
        (46082.9375, "h:mm am/pm", "10:30 PM"),
        (46082.0, "h a/p", "12 A"),
        (46082.4375, "yyyy-mm-dd h:mm", "2026-03-01 10:30"),
        (46082.43754, "mm:ss", "30:03"),
        (46082.4375, 'h"h "mm"m"', "10h 30m"),
        (0.5 + 0.123 / 86400, "h:mm:ss.000", "12:00:00.123"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[mm]", "2160"),
        (-0.75, "[h]:mm", "-18:00"),
        (1e9, "yyyy", "########"),
        (2958465.99999999999, "yyyy", "########"),
        (2958465, "yyyy", "9999"),
    ],
)
def test_a_pattern_shows_a_number_as_a_date_or_a_time(serial, text, shown):
    assert render(float(serial), pattern(text, "DATE")) == shown


@pytest.mark.parametrize(
    ("kind", "en_us", "en_gb", "de_de", "fr_fr"),
    [
        ("NUMBER", "46,082.44", "46,082.44", "46.082,44", "46\u202f082,44"),
        ("PERCENT", "4608243.75%", "4608243.75%", "4608243,75%", "4608243,75%"),
        ("CURRENCY", "$46,082.44", "£46,082.44", "46.082,44\xa0€", "46\u202f082,44\xa0€"),
        ("DATE", "3/1/2026", "01/03/2026", "01.03.2026", "01/03/2026"),
        ("TIME", "10:30:00 AM", "10:30:00", "10:30:00", "10:30:00"),
        (
            "DATE_TIME",
            "3/1/2026 10:30:00",
            "01/03/2026 10:30:00",
            "01.03.2026 10:30:00",
            "01/03/2026 10:30:00",
        ),
        ("SCIENTIFIC", "4.61E+04", "4.61E+04", "4,61E+04", "4,61E+04"),
        ("TEXT", "46082.4375", "46082.4375", "46082,4375", "46082,4375"),
    ],
)
def test_a_type_without_a_pattern_shows_as_its_locale_does(kind, en_us, en_gb, de_de, fr_fr):
    shown = [
        render(46082.4375, {"type": kind}, locale)
        for locale in ("en_US", "en_GB", "de_DE", "fr_FR")
    ]

    assert shown == [en_us, en_gb, de_de, fr_fr]


def test_month_and_day_names_are_the_locales():
    assert render(46082.0, pattern("dddd d. mmmm", "DATE"), "de_DE") == "Sonntag 1. März"
    assert render(46082.0, pattern("ddd d mmm", "DATE"), "fr_FR") == "dim. 1 mars"


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_shows_all_its_digits(number):
    assert render(float(number)) == str(number)
    assert render(float(number), pattern("#,##0")) == f"{number:,}"


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_pattern_is_never_further_off_than_half_its_last_place(number, decimals):
    shown = render(number, pattern("0." + "0" * decimals if decimals else "0"))

    assert abs(Decimal(shown) - Decimal(repr(number))) <= Decimal(5).scaleb(-decimals - 1)


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.booleans(),
    st.text(alphabet='0#?.,%@E+-;"\\[]<>=ymdhs:/ap_* x€', max_size=14),
)
def test_any_pattern_shows_something_or_nothing_but_never_fails(value, text):
    assert isinstance(render(value, pattern(text)), str)
