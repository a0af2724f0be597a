"""What people read when lots or serial numbers stand in the way."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line
from bot.messages.telling import Telling
from bot.messages.text import as_plain
from inventory.documents.remark import Remark, RemarkKind
from inventory.errors import LotRefused, MissingPart, StockError
from inventory.inbound_errors import LotHeld, SerialsRefused
from tests.builders import a_book_with, a_desk, an_item, receive

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


JAM = a_desk()
JAM.handle(receive(10, "JAM-STR", at="A-01", lot="L7"))
JAM.handle(receive(4, "JAM-STR", at="A-02", lot="L8", expires_on=date(2027, 3, 1)))
JAM.handle(receive(4, "JAM-STR", at="B-01", lot="L9"))

HELD = [
    (
        LotHeld("pick", "JAM-STR", "L7", "hold", "glass?"),
        (
            "Cannot pick lot L7 of JAM-STR: it is on hold (“glass?”). Take lot L8 at A-02, "
            "or have a manager release it (/inv release)."
        ),
    ),
    (
        LotHeld("shipment", "MUG-BLU", "L7", "quarantine"),
        (
            "Cannot ship lot L7 of MUG-BLU: it is in quarantine. Move it to quarantine, "
            "or have a manager release it (/inv release)."
        ),
    ),
    (
        LotHeld("release", "JAM-STR", "L7", "recalled", "notice 4711"),
        (
            "Cannot release lot L7 of JAM-STR: it is recalled (“notice 4711”). When the recall "
            "is over, put it on hold first, then release it."
        ),
    ),
    (
        LotHeld("release", "JAM-STR", "L7", "expired", "", date(2026, 11, 1)),
        (
            "Cannot release lot L7 of JAM-STR: it expires on 2026-11-01. Scrap it by an "
            "adjustment; a wrong date is put right by its receipt."
        ),
    ),
    (
        LotRefused("ambiguous", "JAM-STR", "F-1", known=("L7", "L9")),
        "“F-1” is several lots of JAM-STR: say which, as lot:L7. There: L7 or L9.",
    ),
    (MissingPart(verb="hold", part="why"), "Say why, in a few words, to hold."),
]


@pytest.mark.parametrize(("error", "text"), HELD)
def test_a_held_lot_says_why_and_what_to_do(error: StockError, text: str) -> None:
    assert as_plain(refusal(error, JAM.book)) == text


def test_a_thread_is_told_why_its_goods_were_let_go() -> None:
    said = Remark(
        kind=RemarkKind.LOT_HELD,
        item="JAM-STR",
        quantity=Decimal(6),
        location="A-01",
        lot="L7",
        other="recalled",
        words="glass",
    )
    told = as_plain(remark_line(said, Telling(book=JAM.book)))
    at_packing = said.model_copy(update={"location": "PACK"})

    assert told == (
        "Let go of 6 pieces of JAM-STR at A-01 lot L7: the lot is recalled (“glass”). "
        "Reserved again as soon as there is other stock."
    )
    assert "It is at PACK already: take it out again." in as_plain(
        remark_line(at_packing, Telling(book=JAM.book))
    )


@pytest.mark.parametrize(("error", "text"), REFUSALS)
def test_a_refusal_says_what_is_wrong_and_what_next(error: SerialsRefused, text: str) -> None:
    assert as_plain(refusal(error, BOOK)) == text


@pytest.mark.parametrize(
    ("reason", "lot", "told"),
    [
        ("RC-1: glass", "L7", "at A-01 lot L7: the lot is recalled by RC-1 (“glass”)."),
        ("RC-1: glass", "", "at A-01: it is recalled by RC-1 (“glass”)."),
    ],
)
def test_a_thread_is_told_which_recall_holds_its_goods(reason, lot, told) -> None:
    said = Remark(
        kind=RemarkKind.LOT_HELD,
        item="JAM-STR",
        quantity=Decimal(6),
        location="A-01",
        lot=lot,
        other="recalled",
        words=reason,
    )

    assert told in as_plain(remark_line(said, Telling(book=JAM.book)))


def test_a_refusal_names_the_recall_and_leads_to_it() -> None:
    held = LotHeld(verb="pick", item="JAM-STR", lot="L7", status="recalled", reason="RC-1: glass")
    lifting = LotHeld(
        verb="release",
        item="JAM-STR",
        lot="L7",
        status="recalled",
        reason="RC-1: glass",
        recall="RC-1",
    )

    assert as_plain(refusal(held, JAM.book)) == (
        "Cannot pick lot L7 of JAM-STR: it is recalled by RC-1 (“glass”). Take lot L8 at A-02. "
        "What the recall asks for: /inv recall RC-1"
    )
    assert as_plain(refusal(lifting, JAM.book)) == (
        "Cannot change lot L7 of JAM-STR: it is recalled by RC-1 (“glass”), and that ends with the "
        "recall. If it was a mistake, lift the recall and say why, as in /inv recall RC-1 lift it "
        "was lot L8"
    )
