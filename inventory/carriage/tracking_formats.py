"""The shapes tracking numbers have: one row a shape, with the carrier, its check digit, its link.

A shape is `is_certain` where nothing else looks like it (`1Z...`): there a wrong check digit is a
slip of the finger. Plain digits may belong to anybody, so that a wrong one only means that it is
not this carrier's number, unless the person has named the carrier.

Source:
    The public data set jkeen/tracking_number_data; UPU standard S10; paketda.de for the numbers of
    German parcel services.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from inventory.carriage.check_digits import (
    fedex_check_digit,
    gs1_check_digit,
    identcode_check_digit,
    mod_7_check_digit,
    s10_check_digit,
    ups_check_digit,
)
from inventory.carriage.tracking_links import (
    DHL_LINK,
    DHL_PARCEL_LINK,
    FEDEX_LINK,
    UPS_LINK,
    USPS_LINK,
)


class TrackingFormat(NamedTuple):
    """One shape.

    Attributes:
        id: what the shape is called in records (`ups_1z`).
        carrier: whose it is; empty where the country at the end says so (`s10`).
        pattern: of the whole folded number; `number` is what the carrier's page is asked for,
            `payload` what the check digit covers, `check` the digit itself, `country` and
            `postcode` where the number says them.
        check_digit: None where the scheme has none, or none that is public.
        lead: digits that count before the payload though they are not printed.
    """

    id: str
    carrier: str
    pattern: re.Pattern[str]
    check_digit: Callable[[str], str] | None
    link: str
    is_certain: bool = False
    lead: str = ""


_CHECK: Final = r"(?P<check>\d)"
_IMPB: Final = rf"(?P<number>(?P<payload>9[1-5](?:\d{{19}}|\d{{23}})){_CHECK})"
_IMPB_22: Final = rf"(?P<number>(?P<payload>9[1-5]\d{{19}}){_CHECK})"


def _shape(text: str) -> re.Pattern[str]:
    return re.compile(text, re.ASCII)


FORMATS: Final = (
    TrackingFormat(
        "ups_1z",
        "UPS",
        _shape(r"(?P<number>1Z(?P<payload>[0-9A-Z]{15})(?P<check>[0-9A-Z]))"),
        ups_check_digit,
        UPS_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "s10",
        "",
        _shape(rf"(?P<number>[A-Z]{{2}}(?P<payload>\d{{8}}){_CHECK}(?P<country>[A-Z]{{2}}))"),
        s10_check_digit,
        "",
        is_certain=True,
    ),
    TrackingFormat(
        "usps_impb",
        "USPS",
        _shape(rf"(?:420(?P<postcode>\d{{5}}))?{_IMPB}"),
        gs1_check_digit,
        USPS_LINK,
        is_certain=True,
    ),
    TrackingFormat(  # apart, since a ZIP+4 may go on as a number begins
        "usps_impb_zip4",
        "USPS",
        _shape(rf"420(?P<postcode>\d{{9}}){_IMPB_22}"),
        gs1_check_digit,
        USPS_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "fedex_smartpost",
        "FedEx",
        _shape(
            rf"(?:420(?P<postcode>\d{{5}}|\d{{9}}))?(?P<number>(?P<payload>92\d{{19}}){_CHECK})"
        ),
        gs1_check_digit,
        FEDEX_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "fedex_96",
        "FedEx",
        _shape(rf"(?P<number>96\d{{5}}(?P<payload>\d{{14}}){_CHECK})"),
        gs1_check_digit,
        FEDEX_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "fedex_34",
        "FedEx",
        _shape(
            rf"(?:100\d|96\d\d)\d{{16}}(?:00)?(?P<number>(?P<payload>\d{{11}}|\d{{13}}){_CHECK})"
        ),
        fedex_check_digit,
        FEDEX_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "dhl_parcel_20",
        "DHL Parcel",
        _shape(rf"(?P<number>(?P<payload>0034043[34]\d{{11}}){_CHECK})"),
        gs1_check_digit,
        DHL_PARCEL_LINK,
        is_certain=True,
    ),
    TrackingFormat(
        "fedex_12",
        "FedEx",
        _shape(rf"(?P<number>(?P<payload>\d{{11}}){_CHECK})"),
        fedex_check_digit,
        FEDEX_LINK,
    ),
    TrackingFormat(
        "fedex_15",
        "FedEx",
        _shape(rf"(?P<number>(?P<payload>\d{{14}}){_CHECK})"),
        gs1_check_digit,
        FEDEX_LINK,
    ),
    TrackingFormat(
        "fedex_20",
        "FedEx",
        _shape(rf"(?P<number>(?P<payload>(?!00)\d{{19}}){_CHECK})"),
        gs1_check_digit,
        FEDEX_LINK,
        lead="92",
    ),
    TrackingFormat(
        "usps_20",
        "USPS",
        _shape(rf"(?P<number>(?P<payload>(?!00)\d{{19}}){_CHECK})"),
        gs1_check_digit,
        USPS_LINK,
    ),
    TrackingFormat(
        "usps_20_short",
        "USPS",
        _shape(rf"(?P<number>(?P<payload>(?!00)\d{{19}}){_CHECK})"),
        gs1_check_digit,
        USPS_LINK,
        lead="91",
    ),
    TrackingFormat(
        "dhl_express",
        "DHL Express",
        _shape(rf"(?P<number>(?P<payload>\d{{9,10}}){_CHECK})"),
        mod_7_check_digit,
        DHL_LINK,
    ),
    TrackingFormat(
        "dhl_parcel_12",
        "DHL Parcel",
        _shape(rf"(?P<number>(?P<payload>\d{{11}}){_CHECK})"),
        identcode_check_digit,
        DHL_PARCEL_LINK,
    ),
    TrackingFormat("dhl_piece", "DHL", _shape(r"(?P<number>J[A-Z]{2,3}\d{10,22})"), None, DHL_LINK),
    TrackingFormat(
        "dhl_ecommerce",
        "DHL eCommerce",
        _shape(r"(?P<number>(?:GM|LX|RX|UV)\d{10,39})"),
        None,
        DHL_LINK,
    ),
)
"""Most telling first."""
