"""What people read beside a row that the desk refused."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors
from inventory.inbound_errors import SerialsRefused
from inventory.kit_errors import NotAKit
from sheets_schema.refusals import told

REFUSALS = [
    (errors.UnknownLocation("Z-99"), "there is no location Z-99. Type a code from Locations."),
    (errors.UnknownLot("JAM-STR", "L9", ("L7",)), "JAM-STR has no lot L9. One of: L7."),
    (errors.UnknownReason("magic", ("found",)), "magic is not a reason. One of: found."),
    (errors.Inactive("item", "MUG"), "MUG is not in use. Set Active to yes, or choose another."),
    (errors.MissingPart("adjust", "lot"), "the lot is missing. Type the lot."),
    (
        errors.NotPositive("adjust", "MUG", Decimal(0)),
        "the change is zero. Type by how much the book is off.",
    ),
    (
        errors.QuantityTooLarge("MUG", Decimal(10**10), "piece"),
        "the number is too large. Type a smaller one.",
    ),
    (
        errors.WrongPlace("adjust", "SCRAP", "scrap", ("storage", "transit")),
        "SCRAP is a scrap location. One of: storage, transit.",
    ),
    (
        errors.LotRefused("missing", "JAM-STR", known=("L7", "L8")),
        "JAM-STR is kept by lots. One of: L7, L8.",
    ),
    (
        errors.LotRefused("another_expiry", "JAM-STR", "L7", expires_on=date(2027, 3, 1)),
        "lot L7 expires on 2027-03-01 by the book. Clear it, or use another lot code.",
    ),
    (
        errors.LotRefused("another_made_on", "JAM-STR", "L7", made_on=date(2026, 3, 1)),
        "lot L7 was made on 2026-03-01 by the book. Clear it, or use another lot code.",
    ),
    (
        SerialsRefused("count", "LAPTOP", ("1", "2", "3"), Decimal(2)),
        "3 are named for 2 of LAPTOP. Name as many as the quantity says.",
    ),
    (
        errors.DateRefused("frozen", date(2026, 11, 22), date(2026, 11, 30)),
        "2026-11-22 is frozen, up to 2026-11-30. Change the freeze date.",
    ),
    (
        NotAKit("BOX", ("BOX", "SET", "BOX")),
        "BOX would be made of itself: BOX → SET → BOX. Take out what closes the circle.",
    ),
    (errors.KeyReused("k", "TX-7"), "this row was posted as TX-7 already. Type a new row instead."),
    (
        errors.LineErrors(((1, errors.UnknownItem("MUG-RED")),), 2),
        "there is no item MUG-RED. Type a SKU from the tab Items.",
    ),
]


@pytest.mark.parametrize(("error", "sentence"), REFUSALS, ids=str)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    error: errors.StockError, sentence: str
) -> None:
    refusal = told(error)

    assert f"{refusal.reason}. {refusal.mend}" == sentence
