"""Every refusal about returns says what happened, and what to do next."""

import inspect
from datetime import date
from decimal import Decimal

import pytest

from bot.messages.refusals import refusal
from bot.messages.text import as_text
from inventory import return_errors as errors
from inventory.errors import StockError
from tests.builders import a_desk


@pytest.fixture(scope="module")
def book():
    return a_desk().book


CASES = [
    (
        errors.BeyondShipped("SO-7", "MUG-BLU", Decimal(5), Decimal(4), Decimal(1), "piece"),
        (
            "5 pieces of MUG-BLU is more than may come back of SO-7: 4 were shipped, and 1 came back or "
            "were announced. Take 3, or have a manager say why it is taken "
            "(`override:goodwill`)."
        ),
    ),
    (
        errors.BeyondShipped(
            "SO-7", "MUG-BLU", Decimal(5), Decimal(4), Decimal(4), "piece", may_override=True
        ),
        (
            "5 pieces of MUG-BLU is more than may come back of SO-7: 4 were shipped, and 4 came back or "
            "were announced. Leave the order out, or say why it is taken, as "
            "`override:goodwill`."
        ),
    ),
    (
        errors.BeyondShipped(
            "SO-7", "MUG-BLU", Decimal(8), Decimal(4), Decimal(2), "piece", is_more=True
        ),
        (
            "8 pieces of MUG-BLU beyond what was announced is more than may come back of SO-7: 4 were "
            "shipped, and 2 came back or were announced. Take 2 more, or have a manager say why it is "
            "taken (`override:goodwill`)."
        ),
    ),
    (
        errors.BeyondShipped(
            "SO-7", "MUG-BLU", Decimal(1), Decimal(4), Decimal(4), "piece", is_more=True
        ),
        (
            "1 piece of MUG-BLU beyond what was announced is more than may come back of SO-7: 4 were "
            "shipped, and 4 came back or were announced. Take only what was announced, or have a "
            "manager say why it is taken (`override:goodwill`)."
        ),
    ),
    (
        errors.WindowClosed("SO-7", "MUG-BLU", date(2026, 10, 1), 30, date(2026, 10, 31)),
        (
            "MUG-BLU of SO-7 left on Thu 2026-10-01 and could come back for 30 days, until Sat "
            "2026-10-31. To take it, have a manager say why it is taken "
            "(`override:goodwill`)."
        ),
    ),
    (
        errors.LotNotShipped("SO-7", "JAM-STR", "L9", ("L7", "L8")),
        (
            "L9 of JAM-STR is not what is still out for SO-7. Still out there are L7 or L8. Check the "
            "goods, or have a manager say why it is taken (`override:goodwill`)."
        ),
    ),
    (
        errors.NotShipped("SO-7", "MUG-BLU", ("TEE-BLK-M", "GIFT-SET"), ("GIFT-SET",)),
        (
            "MUG-BLU is a part of GIFT-SET, which SO-7 shipped whole. Take back a GIFT-SET, or the part "
            "by itself without the order."
        ),
    ),
    (
        errors.NotShipped("SO-7", "MUG-RED", ("MUG-BLU", "TEE-BLK-M")),
        (
            "MUG-RED did not leave with SO-7, which shipped MUG-BLU, TEE-BLK-M. Check the item and the "
            "order, or leave the order out."
        ),
    ),
    (
        errors.NotShipped("SO-7", "MUG-RED"),
        (
            "Nothing of SO-7 has left yet, so nothing can come back. Check the number, or leave the "
            "order out."
        ),
    ),
    (
        errors.NothingToInspect("RMA-3", 0),
        (
            "Nothing of RMA-3 waits to be inspected: all that has come is inspected. Look at its "
            "message for how it stands."
        ),
    ),
    (
        errors.NothingToInspect("RMA-3", 0, lines=(1, 2)),
        "Say which line of RMA-3 you mean: line 1, line 2 wait to be inspected.",
    ),
    (
        errors.NothingToInspect("RMA-3", 1, Decimal(3), Decimal(2), "piece", (1,)),
        "2 pieces of RMA-3 line 1 wait to be inspected, not 3. Say 2 or less.",
    ),
    (
        errors.DispositionRefused(
            "condition", "MUG-BLU", "damaged", "restock", ("scrap", "quarantine")
        ),
        "MUG-BLU that is damaged cannot be restocked. It can be scrapped or put into quarantine.",
    ),
    (
        errors.DispositionRefused(
            "recalled", "JAM-STR", "new", "restock", ("quarantine", "scrap"), "L7"
        ),
        (
            "Lot L7 of JAM-STR is held back, and nobody may pick it: it cannot be restocked. It can be "
            "put into quarantine or scrapped."
        ),
    ),
    (
        errors.DispositionRefused("expired", "JAM-STR", "new", "restock", ("scrap",), "L7"),
        "Lot L7 of JAM-STR is past its date: it cannot be restocked. It can be scrapped.",
    ),
    (
        errors.DispositionRefused("recalled", "BASKET", "new", "restock", ("quarantine",)),
        (
            "BASKET is held back, and nobody may pick it: it cannot be restocked. It can be put into "
            "quarantine."
        ),
    ),
    (
        errors.NothingToMakeGood("not_inspected", "RMA-3", 2),
        "Nothing of RMA-3 line 2 is inspected yet. Inspect it first, then refund or replace it.",
    ),
    (
        errors.NothingToMakeGood("not_invoiced", "RMA-3", order="SO-7"),
        (
            "SO-7 has no invoice that RMA-3 could be credited against. Refund it another way, or "
            "replace it."
        ),
    ),
    (
        errors.NothingToMakeGood("free", "RMA-3", 2, "refund", "SO-9"),
        (
            "The customer paid nothing for RMA-3 line 2, so there is nothing to refund. Replace it, or "
            "close the return."
        ),
    ),
    (
        errors.MoreThanOwed("RMA-3", 2, "MUG-BLU", Decimal(3), Decimal(2), "piece"),
        (
            "2 pieces of MUG-BLU are left to refund or replace on RMA-3 line 2, not 3. Say 2 or less."
        ),
    ),
    (
        errors.MoreThanOwed("RMA-3", 2, "MUG-BLU", Decimal(3), Decimal(1), "piece"),
        "1 piece of MUG-BLU is left to refund or replace on RMA-3 line 2, not 3. Say 1 or less.",
    ),
    (
        errors.OtherCustomer("SO-9", "BAR-LUNA", "CAFE-SOL"),
        "SO-9 is of BAR-LUNA, the return of CAFE-SOL. Make a return of its own for each customer.",
    ),
]


@pytest.mark.parametrize(("error", "told"), CASES)
def test_a_refusal_says_what_to_do(book, error, told):
    assert as_text([refusal(error, book)]) == told


def test_every_refusal_about_returns_has_words_of_its_own():
    kinds = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, StockError) and kind is not StockError
    }
    assert kinds == {type(error) for error, _ in CASES}
