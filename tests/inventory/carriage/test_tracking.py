"""Tracking numbers: recognised as people type them, and slips of the finger found out."""

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inventory import errors, parcel_errors
from inventory.carriage.check_digits import (
    fedex_check_digit,
    gs1_check_digit,
    identcode_check_digit,
    mod_7_check_digit,
    s10_check_digit,
    ups_check_digit,
)
from inventory.carriage.countries import country_code
from inventory.carriage.tracking import read_tracking
from inventory.carriage.tracking_formats import FORMATS
from inventory.carriage.tracking_links import link_for
from inventory.tracking_numbers import folded

VALID = [
    ("1Z5R89390357567127", "UPS", "ups_1z"),
    ("1Z879E930346834440", "UPS", "ups_1z"),
    ("1Z410E7W0392751591", "UPS", "ups_1z"),
    ("1Z8V92A70367203024", "UPS", "ups_1z"),
    ("1Z999AA10123456784", "UPS", "ups_1z"),
    ("9400111201080805483016", "USPS", "usps_impb"),
    ("9405803699300124287899", "USPS", "usps_impb"),
    ("9361289878700317633795", "USPS", "usps_impb"),
    ("9505511069605048600624", "USPS", "usps_impb"),
    ("9101123456789000000013", "USPS", "usps_impb"),
    ("92748931507708513018050063", "USPS", "usps_impb"),
    ("03071790000523483741", "USPS", "usps_20"),
    ("71123456789123456787", "USPS", "usps_20"),
    ("71969010756003077385", "USPS", "usps_20_short"),
    ("986578788855", "FedEx", "fedex_12"),
    ("477179081230", "FedEx", "fedex_12"),
    ("799531274483", "FedEx", "fedex_12"),
    ("790535312317", "FedEx", "fedex_12"),
    ("041441760228964", "FedEx", "fedex_15"),
    ("568283610012000", "FedEx", "fedex_15"),
    ("568283610012734", "FedEx", "fedex_15"),
    ("61299998820821171811", "FedEx", "fedex_20"),
    ("9611020987654312345672", "FedEx", "fedex_96"),
    ("RB123456785GB", "Royal Mail", "s10"),
    ("RB123456785US", "USPS", "s10"),
    ("RB123456785CV", "Post of CV", "s10"),
    ("LX473124829DE", "DHL Parcel", "s10"),
    ("00340433836442636597", "DHL Parcel", "dhl_parcel_20"),
    ("563102430313", "DHL Parcel", "dhl_parcel_12"),
    ("3318810025", "DHL Express", "dhl_express"),
    ("8487135506", "DHL Express", "dhl_express"),
    ("3821724944", "DHL Express", "dhl_express"),
]

PLAIN_DIGITS = {"fedex_12", "fedex_15", "fedex_20", "usps_20", "usps_20_short"} | {
    "dhl_express",
    "dhl_parcel_12",
}
"""Plain digits, which anybody may use."""


def refusal_of(text: str, **how: str) -> errors.StockError:
    with pytest.raises(errors.StockError) as caught:
        read_tracking(text, **how)
    return caught.value


@pytest.mark.parametrize(("number", "carrier", "shape"), VALID)
def test_a_number_names_its_carrier(number, carrier, shape):
    read = read_tracking(number)
    assert (read.number, read.carrier) == (number, carrier)
    (only,) = read.candidates
    assert (only.format, only.is_checked) == (shape, True)


@pytest.mark.parametrize(
    "typed",
    [
        "1z5r89390357567127",
        " 1Z 5R8 939 03 5756 712 7 ",
        "1Z-5R8939-03-57567127",
        "1Z\N{NO-BREAK SPACE}5R8939\N{EN DASH}03\N{ZERO WIDTH SPACE}57567127\n",
        "\N{FULLWIDTH DIGIT ONE}Z5R89390357567127",
    ],
)
def test_spaces_dashes_and_small_letters_do_not_matter(typed):
    assert read_tracking(typed).number == "1Z5R89390357567127"


@pytest.mark.parametrize(
    ("mistyped", "expected", "carriers"),
    [
        ("1Z5R89390357567128", "7", ("UPS",)),  # another last digit
        ("1Z5R89390357567217", "6", ("UPS",)),  # 1 and 2 swapped
        ("1Z5R89390357587127", "3", ("UPS",)),  # 6 -> 8
        ("1Z1111111111111111", "8", ("UPS",)),
        ("9400111201080805480316", "2", ("USPS",)),
        ("9400111201080805483036", "0", ("USPS",)),
        ("92748931507708513018050064", "3", ("USPS",)),
        ("9261292700768711948020", "1", ("USPS", "FedEx")),
        ("9611020987654312354672", "4", ("FedEx",)),
        ("9622001560001234567100794808390595", "4", ("FedEx",)),
        ("1001901781990001000300617767839438", "7", ("FedEx",)),
        ("RB123456786US", "5", ("USPS",)),
        ("RB123465785GB", "7", ("Royal Mail",)),
        ("LX473124289DE", "0", ("DHL Parcel",)),
        ("00340433836442636579", "3", ("DHL Parcel",)),
        ("00340433836442636598", "7", ("DHL Parcel",)),
    ],
)
def test_a_slip_in_an_unmistakable_number_is_refused_with_the_digit_that_fits(
    mistyped, expected, carriers
):
    assert refusal_of(mistyped) == parcel_errors.TrackingRefused(
        problem="check_digit",
        number=mistyped,
        carriers=carriers,
        expected=expected,
        found=next(c for c in reversed(mistyped) if c.isdigit()),
    )


def test_neighbours_that_differ_by_5_can_be_swapped_unnoticed_where_the_scheme_is_modulo_10():
    assert read_tracking("9400111201080805483061").carrier == "USPS"  # 1 and 6


def test_plain_digits_that_fit_nobody_are_taken_as_they_are_and_the_doubts_are_kept():
    read = read_tracking("9965 7878 8855")
    assert (read.number, read.carrier, read.link) == ("9965 7878 8855", "", "")
    assert [(d.carrier, d.expected, d.found) for d in read.doubts] == [
        ("FedEx", "6", "5"),
        ("DHL Parcel", "0", "5"),
    ]


@pytest.mark.parametrize("named", ["FedEx", "fedex ground", "Fed-Ex"])
def test_plain_digits_that_do_not_fit_the_carrier_that_was_named_are_refused(named):
    assert refusal_of("996578788855", carrier=named) == parcel_errors.TrackingRefused(
        problem="check_digit",
        number="996578788855",
        carriers=("FedEx",),
        expected="6",
        found="5",
    )


@pytest.mark.parametrize("named", ["", "DHL", "GLS", "Fed"])
def test_a_carrier_of_whom_less_is_known_makes_no_error_of_it(named):
    assert read_tracking("996578788855", carrier=named).number == "996578788855"


def test_a_number_that_fits_two_carriers_names_both():
    read = read_tracking("2012 9845 2277")
    assert read.carriers == ("FedEx", "DHL Parcel")
    assert (read.carrier, read.link, read.number) == ("", "", "201298452277")


@pytest.mark.parametrize(
    ("named", "carrier"), [("FedEx", "FedEx"), ("dhl", "DHL Parcel"), ("GLS", "")]
)
def test_the_carrier_that_was_named_settles_it(named, carrier):
    assert read_tracking("201298452277", carrier=named).carrier == carrier


def test_a_slip_in_the_named_carriers_number_is_not_taken_for_anothers():
    assert read_tracking("563102430313").carrier == "DHL Parcel"
    refusal = refusal_of("563102430313", carrier="FedEx")
    assert (refusal.carriers, refusal.expected) == (("FedEx",), "7")


def test_a_label_that_can_be_read_in_two_ways_names_no_digit():
    refusal = refusal_of("4209101192009400111201080805483018")
    assert (refusal.carriers, refusal.expected, refusal.found) == (("USPS",), "", "8")


def test_a_number_of_another_carrier_than_the_one_named_says_whose_it_is():
    assert read_tracking("1Z5R89390357567127", carrier="DHL").carrier == "UPS"


@pytest.mark.parametrize(
    ("label", "number", "postcode"),
    [
        ("420 22153 9101026837331000039521", "9101026837331000039521", "22153"),
        ("4201002334249200190132607600833457", "9200190132607600833457", "100233424"),
        ("4209101192009400111201080805483016", "9400111201080805483016", "910119200"),
    ],
)
def test_the_postcode_before_a_usps_number_is_read_and_left_out_of_it(label, number, postcode):
    read = read_tracking(label)
    assert (read.number, read.candidates[0].postcode) == (number, postcode)
    assert read.candidates[0].carrier == "USPS"


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("1001921334250001000300779017972697", "779017972697"),
        ("9622001900000000000000776632517510", "776632517510"),
    ],
)
def test_the_long_code_of_a_fedex_label_holds_the_number(label, number):
    read = read_tracking(label)
    assert (read.number, read.carrier) == (number, "FedEx")


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("JJD000390007882823568", "DHL"),
        ("JVGL0999999990", "DHL"),
        ("GM2951173225174494", "DHL eCommerce"),
    ],
)
def test_numbers_without_a_public_check_digit_are_recognised_unchecked(number, carrier):
    (only,) = read_tracking(number).candidates
    assert (only.carrier, only.is_checked) == (carrier, False)


@pytest.mark.parametrize(
    "number", ["LOCAL-VAN-7", "ab/12 34", "2Z5R89390357567127", "RB123456786XX", "12345678", "TBA7"]
)
def test_what_nobody_knows_is_kept_as_it_was_typed(number):
    read = read_tracking(f"  {number} ")
    assert (read.number, read.candidates, read.doubts) == (number, (), ())


def test_nothing_and_far_too_much_are_refused():
    assert refusal_of(" - ") == parcel_errors.TrackingRefused(problem="empty", number="")
    assert refusal_of("7" * 65) == parcel_errors.TrackingRefused(
        problem="too_long", number="7" * 64
    )
    assert read_tracking("7" * 64).number == "7" * 64


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("1Z5R89390357567127", "https://www.ups.com/track?tracknum=1Z5R89390357567127"),
        (
            "9400111201080805483016",
            "https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111201080805483016",
        ),
        ("986578788855", "https://www.fedex.com/fedextrack/?trknbr=986578788855"),
        (
            "3318810025",
            "https://www.dhl.com/global-en/home/tracking.html?tracking-id=3318810025",
        ),
        (
            "RB123456785GB",
            "https://www.royalmail.com/track-your-item#/tracking-results/RB123456785GB",
        ),
        ("RB123456785CV", ""),
    ],
)
def test_a_number_can_be_followed_on_its_carriers_page(number, link):
    assert read_tracking(number).link == link


def test_a_number_cannot_break_out_of_its_link():
    assert link_for('7"><b>&x=/', "https://track.example/{number}") == (
        "https://track.example/7%22%3E%3Cb%3E%26x%3D%2F"
    )
    assert link_for("7", "") == ""


@pytest.mark.parametrize("text", ["Germany", "D", "", "XX"])
def test_what_is_no_country_is_said_so(text):
    with pytest.raises(ValueError, match="they look like DE, GB, US"):
        country_code(text)


def test_every_shape_has_a_name_of_its_own():
    assert len({shape.id for shape in FORMATS}) == len(FORMATS)


# What each scheme guarantees.

PAYLOADS = {
    "gs1": (gs1_check_digit, 21),
    "ups": (ups_check_digit, 15),
    "identcode": (identcode_check_digit, 11),
    "fedex": (fedex_check_digit, 11),
    "s10": (s10_check_digit, 8),
    "mod_7": (mod_7_check_digit, 9),
}

MISSED = {
    "gs1": lambda place, change, check: False,
    "ups": lambda place, change, check: place % 2 == 1 and change == 5,
    "identcode": lambda place, change, check: place % 2 == 0 and change == 5,
    "fedex": lambda place, change, check: check == "0",
    "s10": lambda place, change, check: check == "5",
    "mod_7": lambda place, change, check: change == 7,
}
"""Whether a scheme may overlook a digit that is off by so much."""


@pytest.mark.parametrize("scheme", PAYLOADS)
@given(st.data())
def test_every_changed_digit_that_a_scheme_promises_to_find_is_found(scheme, data):
    check_digit, length = PAYLOADS[scheme]
    payload = data.draw(st.text("0123456789", min_size=length, max_size=length))
    place = data.draw(st.integers(0, length - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    change = abs(int(payload[place]) - int(digit))
    check = check_digit(payload)
    assume(change and not MISSED[scheme](place, change, check))
    assert check_digit(payload[:place] + digit + payload[place + 1 :]) != check


@given(st.text("0123456789", min_size=19, max_size=19), st.integers(0, 20), st.integers(1, 9))
def test_every_changed_digit_of_a_usps_number_is_found_out(serial, place, change):
    payload = f"94{serial}"
    number = payload + gs1_check_digit(payload)
    assert read_tracking(number).carrier == "USPS"
    place = max(place, 2)
    wrong = f"{number[:place]}{(int(number[place]) + change) % 10}{number[place + 1 :]}"
    assert refusal_of(wrong).problem == "check_digit"


@given(st.text("0123456789", min_size=21, max_size=21), st.integers(0, 19))
def test_swapped_neighbours_are_found_unless_they_differ_by_5(payload, place):
    first, second = payload[place], payload[place + 1]
    assume(abs(int(first) - int(second)) not in {0, 5})
    swapped = payload[:place] + second + first + payload[place + 2 :]
    assert gs1_check_digit(swapped) != gs1_check_digit(payload)


@pytest.mark.parametrize(("number", "carrier", "shape"), VALID)
def test_of_every_number_no_other_last_digit_is_taken_for_the_same_shape(number, carrier, shape):
    at = number.rindex(next(c for c in reversed(number) if c.isdigit()))
    for digit in set("0123456789") - {number[at]}:
        wrong = number[:at] + digit + number[at + 1 :]
        if shape in PLAIN_DIGITS:
            assert shape not in [one.format for one in read_tracking(wrong).candidates]
        else:
            assert refusal_of(wrong).expected == number[at]


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused(text):
    with suppress(parcel_errors.TrackingRefused):
        assert folded(read_tracking(text).number)
