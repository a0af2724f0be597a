"""What is said of purchase orders, word for word."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.message import as_text
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line
from bot.messages.telling import Telling
from inventory import inbound_errors, order_errors
from inventory.documents.remark import Remark, RemarkKind
from tests.purchases import a_buyer, place, wanted

DESK = a_buyer()
DESK.handle(place(wanted(24), wanted(6, "TEE-BLK-M"), reference="A-1"))


def worded(line):
    return as_text([line])


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            Remark(kind=RemarkKind.AGREE_ANEW, actor="U0BEN", quantity=Decimal(60), other="57.60"),
            (
                "Changed by <@U0BEN>: 57.60 EUR before, 60.00 EUR now. It has to be approved once "
                "more."
            ),
        ),
        (
            Remark(kind=RemarkKind.SEND_ANEW, actor="U0BEN"),
            (
                "Changed by <@U0BEN>. It has to be approved once more. The supplier has it as it "
                "was: send it anew then."
            ),
        ),
        (
            Remark(
                kind=RemarkKind.OVERDUE,
                document="PO-1",
                day=date(2026, 11, 24),
                words="24 of MUG-BLU",
            ),
            (
                "Late: expected Tue 2026-11-24, and still to come are 24 of MUG-BLU. Ask Acme "
                "Potters for a new day, and note it here."
            ),
        ),
    ],
)
def test_what_a_thread_hears(said, sentence):
    assert worded(remark_line(said, Telling(book=DESK.book))) == sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            inbound_errors.ChangedSince(number="PO-1", transaction="TX-88"),
            (
                "PO-1 was changed meanwhile (TX-88). Its message says what it is now: look at "
                "it, then approve."
            ),
        ),
        (
            inbound_errors.BelowReceived(
                number="PO-1", item="MUG-BLU", quantity=Decimal(11), received=Decimal(12)
            ),
            (
                "12 pieces of MUG-BLU have come for PO-1 already: it cannot be cut to 11. What is "
                "not wanted goes back as a return."
            ),
        ),
        (
            inbound_errors.BeyondAgreement(
                number="PO-1", agreed=Decimal("57.60"), total=Decimal(60)
            ),
            (
                "PO-1 has partly come and cannot cost more than was agreed to (57.60 EUR agreed, "
                "60.00 EUR now). Place another order for what is wanted besides."
            ),
        ),
        (
            order_errors.WrongStep(number="PO-1", action="change_supplier", status="sent"),
            (
                "Cannot change the supplier of PO-1: it is sent. Cancel it, and order from the "
                "other one."
            ),
        ),
        (
            order_errors.WrongStep(number="PO-1", action="change", status="cancelled"),
            "Cannot change PO-1: it is cancelled. Place another order for what is wanted now.",
        ),
    ],
)
def test_why_a_change_is_refused(error, sentence):
    assert worded(refusal(error, DESK.book)) == sentence
