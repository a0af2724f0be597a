"""What people read when lots or serial numbers stand in the way."""

from decimal import Decimal

import pytest

from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from inventory.inbound_errors import SerialsRefused
from tests.builders import a_book_with, an_item

LAPTOP = an_item("LAPTOP", name="Laptop", is_serial=True, packs=())
BOOK = a_book_with(LAPTOP, stock=[(1, "LAPTOP", "A-01", "SN7")])

REFUSALS = [
    (
        SerialsRefused("unreadable", "LAPTOP", ("AB12-34",)),
        (
            "“AB12-34” cannot be read as serial numbers. Write sn:1,2,4-7 or "
            "sn:SN0100-SN0119; sn:=AB12-34 takes one number as it stands."
        ),
    ),
    (
        SerialsRefused("repeated", "LAPTOP", ("7",)),
        "Serial 7 is named twice. Name each piece once.",
    ),
    (
        SerialsRefused("too_many", "LAPTOP"),
        "A line takes at most 200 serial numbers. Use several lines.",
    ),
    (
        SerialsRefused("not_serial", "MUG-BLU", ("1-2",)),
        "MUG-BLU has no serial numbers. Leave sn: out, or tick Serials on Items.",
    ),
    (
        SerialsRefused("missing", "LAPTOP", wanted=Decimal(3)),
        "LAPTOP goes by serial number: say which, as sn:100-119.",
    ),
    (
        SerialsRefused("count", "LAPTOP", ("1", "2", "3"), Decimal(2)),
        (
            "3 serial numbers are named (1-3), but 2 pieces of LAPTOP. "
            "Mend one of them, or leave the quantity out."
        ),
    ),
    (
        SerialsRefused("known", "LAPTOP", ("SN7", "SN8")),
        (
            "Serial SN7-SN8 of LAPTOP is in the building already: SN7 lies at A-01. "
            "Check the number; what lies elsewhere is moved."
        ),
    ),
    (
        SerialsRefused("unknown", "LAPTOP", ("SN9",)),
        "Serial SN9 of LAPTOP is not there. Check the number.",
    ),
]


@pytest.mark.parametrize(("error", "text"), REFUSALS)
def test_a_refusal_says_what_is_wrong_and_what_next(error: SerialsRefused, text: str) -> None:
    assert as_plain(refusal(error, BOOK)) == text
