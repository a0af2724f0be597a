"""Every remark and refusal about orders says what happened, what stands there and what to do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages.orders import order_message
from bot.messages.picks import pick_list_message
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line, unprinted_line
from bot.messages.shipments import shipment_message
from bot.messages.telling import Telling
from bot.messages.text import as_text
from inventory import errors, order_errors, parcel_errors
from inventory.customer import Contact
from inventory.documents.order import Order, OrderLine
from inventory.documents.pick_list import PickLine, PickList
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import PackingRule, Shipment, ShipmentLine, ShipmentStatus
from inventory.notices import PaperKind, PaperNotice
from sandbox.slack.blocks import validate_message
from sandbox.slack.mrkdwn import mentions
from tests.bot.counter import a_shop
from tests.memory_contacts import MemoryContacts
from tests.memory_desk import START

SHOP = a_shop()
ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=3000) | (
    st.text(st.sampled_from("<!channel>@U0BEN|&*_~`"), min_size=1, max_size=60)
)
MUGS = {"item": "MUG-BLU", "quantity": Decimal(6), "actor": "U0ANA"}


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("reserved", {}, "Reserved 6 pieces of MUG-BLU that came in."),
        (
            "back_ordered",
            {},
            (
                "Back-ordered 6 pieces of MUG-BLU: nowhere to be had, reserved as soon as some comes "
                "in."
            ),
        ),
        (
            "took_over",
            {"document": "SO-1"},
            "Took over 6 pieces of MUG-BLU from SO-1, which is less urgent.",
        ),
        (
            "taken_over",
            {"document": "SO-2"},
            (
                "Gave 6 pieces of MUG-BLU to SO-2, which is more urgent; reserved again as soon as "
                "some comes in."
            ),
        ),
        (
            "released",
            {"location": "A-01", "lot": "L7"},
            "Let go of 6 pieces of MUG-BLU reserved at A-01 lot L7: not there any more.",
        ),
        (
            "short",
            {"location": "A-01", "words": "missing"},
            (
                "Short of 6 pieces of MUG-BLU at A-01, says <@U0ANA>: “missing”. The bin waits for a "
                "count."
            ),
        ),
        (
            "other_lot",
            {"lot": "L7", "other": "L9", "words": "L7 is wet"},
            "Took lot L9 of MUG-BLU instead of lot L7, says <@U0ANA>: “L7 is wet”.",
        ),
        (
            "damaged",
            {"location": "HOLD", "words": "chipped"},
            (
                "Put 6 pieces of MUG-BLU into HOLD as damaged, says <@U0ANA>: “chipped”. Others are "
                "fetched if there are any."
            ),
        ),
        (
            "substituted",
            {"other": "MUG-RED", "words": "customer agreed"},
            "Sending MUG-RED instead of 6 pieces of MUG-BLU, says <@U0ANA>: “customer agreed”.",
        ),
        (
            "put_back",
            {"location": "A-01", "document": "SH-1"},
            "Put 6 pieces of MUG-BLU from SH-1 back to A-01.",
        ),
        (
            "progress",
            {"document": "SH-1", "other": "out_for_delivery", "location": "Madrid"},
            "SH-1 out for delivery at Madrid, says <@U0ANA>.",
        ),
        (
            "late",
            {"document": "SH-1", "words": "2 days after 2026-11-24"},
            "SH-1 is late: “2 days after 2026-11-24”. Ask the carrier, and tell the customer.",
        ),
        (
            "stuck",
            {"document": "SH-1"},
            "Nobody has heard of SH-1 for too long. Ask the carrier.",
        ),
    ],
)
def test_a_remark_is_one_sentence(kind, facts, sentence):
    said = Remark(kind=RemarkKind(kind), **{**MUGS, **facts})

    assert as_text([remark_line(said, Telling(book=SHOP.book))]) == sentence


def test_every_kind_of_remark_has_a_sentence():
    more = {RemarkKind.RECALL_DECIDED: {"other": "scrap"}}
    for kind in RemarkKind:
        said = Remark(kind=kind, **MUGS, **more.get(kind, {}))
        assert as_text([remark_line(said, Telling(book=SHOP.book))])


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            order_errors.UnknownCustomer(customer="CAFE-LUNA"),
            "There is no customer “CAFE-LUNA”. Check the code, or add it on Customers.",
        ),
        (
            order_errors.UnknownLine(number="SO-7", line=4),
            "SO-7 has no line 4. Look at its message for the numbers.",
        ),
        (
            order_errors.UnknownService(service="UPS-X"),
            "There is no service “UPS-X” in use. Choose another, or look at Carriers.",
        ),
        (
            order_errors.WrongStep(number="SH-1", action="ship", status="packing"),
            "Cannot ship SH-1: it is still to be packed. Only a packed shipment can leave: press Packed first.",
        ),
        (
            order_errors.AlreadyPicked(number="PK-1", line=2, item="MUG-BLU", by="U0BEN"),
            "PK-1 line 2 (MUG-BLU) is done already by <@U0BEN>. Go on with the next.",
        ),
        (
            order_errors.NothingToPick(orders=("SO-7", "SO-8")),
            "Nothing is reserved in any bin for SO-7, SO-8. Receive what is missing first.",
        ),
        (
            order_errors.ReasonNeeded(number="PK-1", why="short", item="MUG-BLU"),
            "Less of MUG-BLU than PK-1 says takes a reason: say why.",
        ),
        (
            order_errors.ReasonNeeded(
                number="PK-1", why="another_lot", item="JAM-STR", planned="L7"
            ),
            "PK-1 asks for lot L7 of JAM-STR. Take that one, or say why another.",
        ),
        (
            order_errors.ReasonNeeded(number="SO-7", why="substitute", item="MUG-BLU"),
            "Sending another item than MUG-BLU takes a reason: say why.",
        ),
        (
            order_errors.SecondPersonNeeded(actor="U0ANA", number="SH-1"),
            (
                "You picked SH-1, so somebody else checks it. Nobody else has the role operator: an "
                "admin can give it on People, or switch the second person off on Settings."
            ),
        ),
        (
            order_errors.NobodyToWriteTo(number="SH-1", customer="CAFE-SOL"),
            (
                "No letter about SH-1 was sent: no e-mail of “CAFE-SOL” is kept. Fill it in on "
                "Customers, then resend."
            ),
        ),
        (
            order_errors.NobodyToWriteTo(number="SH-1"),
            "No letter about SH-1 was sent: Write to customers is off on Settings.",
        ),
        (
            order_errors.PackingBlocked(number="SH-1", rules=tuple("ABCDEFG")),
            "SH-1 is not packed yet. First tick: A; B; C; D; E … and 2 more.",
        ),
        (
            order_errors.QuantityOutOfRange(
                number="SO-7",
                item="MUG-BLU",
                quantity=Decimal(9),
                least=Decimal(8),
                most=Decimal(8),
            ),
            "9 of MUG-BLU cannot be for SO-7: 8 would be possible.",
        ),
        (
            order_errors.Reserved(
                verb="pick",
                item="TEE-BLK-M",
                unit="piece",
                location="A-03",
                lot="",
                wanted=Decimal(12),
                on_hand=Decimal(12),
                free=Decimal(9),
                holders=(("SO-7", Decimal(3)),),
                elsewhere=(("B-01", "", Decimal(20)),),
            ),
            (
                "Cannot pick 12 TEE-BLK-M at A-03: 9 available (12 on hand, 3 reserved for SO-7). "
                "Pick 9, or take from B-01 (20 available)."
            ),
        ),
        (
            order_errors.Reserved(
                verb="shipment",
                item="MUG-BLU",
                unit="piece",
                location="PACK",
                lot="L7",
                wanted=Decimal(2),
                on_hand=Decimal(9),
                free=Decimal(0),
                holders=tuple((f"SO-{n}", Decimal(1)) for n in range(1, 6)),
            ),
            (
                "Cannot ship 2 MUG-BLU at PACK lot L7: 0 available (9 on hand, 1 reserved for SO-1, "
                "1 reserved for SO-2, 1 reserved for SO-3, more for 2 other orders). Ship it for SO-1, "
                "or have SO-1 changed."
            ),
        ),
        (
            parcel_errors.NoService(problem="destination", country="JP"),
            "No service takes it to JP: none of them goes there. Add a country on Carriers.",
        ),
        (
            parcel_errors.NoService(
                problem="too_heavy",
                country="DE",
                heaviest_kg=Decimal(40),
                most_kg=Decimal("31.5"),
            ),
            (
                "No service takes it to DE: it is too heavy for all of them. Pack lighter packages. "
                "The heaviest package has 40 kg, 31.5 kg go."
            ),
        ),
        (
            parcel_errors.FitsNowhere(
                problem="too_long",
                item="ROPE-8",
                sides_cm=(Decimal(200), Decimal(5)),
                most_sides_cm=(Decimal(60), Decimal(40)),
            ),
            (
                "ROPE-8 (200 x 5 cm) fits into no box: the longest has 60 x 40 cm. Add a larger one on "
                "Package types, or say which you take."
            ),
        ),
        (
            parcel_errors.FitsNowhere(
                problem="too_heavy",
                item="ROPE-8",
                weight_kg=Decimal(50),
                most_weight_kg=Decimal(30),
            ),
            (
                "ROPE-8 weighs 50 kg, and the strongest box takes 30 kg. Add a stronger one on "
                "Package types, or say which you take."
            ),
        ),
        (
            parcel_errors.FitsNowhere(problem="no_package_types"),
            "The tab Package types is empty. Add the boxes you use there.",
        ),
        (
            parcel_errors.FitsNowhere(problem="nothing"),
            "There is nothing to pack. Pick something first.",
        ),
        (
            parcel_errors.FitsNowhere(problem="too_many"),
            "That is too much for one proposal. Say which boxes you take.",
        ),
        (
            parcel_errors.TrackingRefused(problem="empty", number=""),
            "There is no tracking number in that. Leave it empty, or type it anew.",
        ),
        (
            parcel_errors.TrackingRefused(problem="too_long", number="9" * 64),
            f"“{'9' * 64}” is too long for a tracking number. Scan the other barcode.",
        ),
        (
            order_errors.CreditRefused(
                problem="too_much",
                invoice="INV-1",
                line=2,
                quantity=Decimal(9),
                left=Decimal(3),
            ),
            "9 of line 2 of INV-1 cannot be credited: 3 are left of it.",
        ),
        (
            order_errors.CreditRefused(problem="nothing", invoice="INV-1"),
            "Nothing of INV-1 is left to be credited.",
        ),
        (
            order_errors.CreditRefused(problem="no_such_line", invoice="INV-1", line=9),
            "INV-1 has no line 9. Look at its paper.",
        ),
        (
            order_errors.CreditRefused(problem="not_positive", invoice="INV-1", line=2),
            "Say how much of line 2 of INV-1: more than 0.",
        ),
        (
            errors.UndoRefused(problem="invoiced", transaction="TX-9", by="INV-1"),
            (
                "Cannot take TX-9 back: the goods have left with invoice INV-1, and a number once given "
                "stays. Take the goods in as a return, and credit the invoice."
            ),
        ),
        (
            errors.UndoRefused(problem="written", transaction="TX-9", by="SH-1"),
            (
                "Cannot take TX-9 back: the customer has been written to about SH-1. Take the goods in "
                "as a return, and tell the customer."
            ),
        ),
    ],
)
def test_a_refusal_says_what_stands_there_and_what_to_do(error, sentence):
    assert as_text([refusal(error, SHOP.book)]) == sentence


def test_a_paper_that_cannot_be_printed_says_whom_to_ask():
    notice = PaperNotice(thread="SO-1", number="TX-9.1", paper=PaperKind.LABEL, subject="SH-1")

    assert as_text([unprinted_line(notice)]) == (
        "The shipping label of SH-1 could not be printed. Ask whoever runs the bot to look at its "
        "log, then press “again” at the shipment."
    )


@settings(max_examples=40, deadline=None)
@given(text=ANYTHING, status=st.sampled_from(ShipmentStatus))
def test_no_document_breaks_slack_or_calls_anybody(text, status):
    contacts = MemoryContacts()
    contacts.put("CAFE-SOL", Contact(name=text))
    telling = Telling(book=SHOP.book, contacts=contacts, sequence=9, at=START)
    mugs = {"item": "MUG-BLU"}
    order = Order(
        number="SO-1",
        customer="CAFE-SOL",
        lines=tuple(
            OrderLine(number=n, ordered=Decimal(n), note=text, **mugs) for n in range(1, 201)
        ),
        requirements=(text,) * 30,
        note=text,
        reference=text,
        service=text,
        placed_on=date(2026, 11, 23),
        placed_by="U0ANA",
    )
    stop = {"order": "SO-1", "order_line": 1, "location": text, "lot": text, **mugs}
    stops = tuple(
        PickLine(number=n, quantity=Decimal(n), words=text, is_waiting=n % 3 > 0, **stop)
        for n in range(1, 201)
    )
    shipment = Shipment(
        number="SH-1",
        status=status,
        order="SO-1",
        tracking=text,
        carrier=text,
        lines=tuple(
            ShipmentLine(
                number=n,
                order_line=n,
                quantity=Decimal(n),
                origin=text[:100],
                picked_by="U0ANA",
                note=text,
                lot=text,
                **mugs,
            )
            for n in range(1, 201)
        ),
        rules=(PackingRule(text=text),) * 30,
        packed_by="U0ANA",
        shipped_by="U0ANA",
        invoice="INV-1",
    )
    for told in (
        order_message(order, telling),
        pick_list_message(PickList(number="PK-1", orders=("SO-1", "SO-2"), lines=stops), telling),
        shipment_message(shipment, telling),
    ):
        assert validate_message({"text": told.text, "blocks": told.blocks}) == []
        assert not [m for m in mentions(told.text) if m.kind != "user"]
        assert len(told.text) <= 4000


def test_a_moment_nobody_knows_proposes_nothing():
    shipment = Shipment(
        number="SH-1", status=ShipmentStatus.PACKED, order="SO-1", packed_by="U0ANA"
    )

    told = shipment_message(shipment, Telling(book=SHOP.book))

    assert told.text == "*Shipment SH-1* for SO-1, no customer: packed into 0 packages by <@U0ANA>"


@pytest.mark.parametrize(
    ("agreed", "told"),
    [
        ({}, ""),
        ({"unit_price": "4.5"}, " at 4.50 EUR"),
        ({"unit_price": "0.0125", "discount_percent": "10"}, " at 0.0125 EUR less 10%"),
    ],
)
def test_a_line_says_the_price_it_was_agreed_at(agreed, told):
    lines = (OrderLine(number=1, item="MUG-BLU", ordered=Decimal(6), **agreed),)
    facts = {"customer": "CAFE-SOL", "placed_on": START.date(), "placed_by": "U0ANA"}
    order = Order(number="SO-1", lines=lines, source="slack", **facts)

    assert order_message(order, Telling(book=SHOP.book)).text.splitlines()[1] == (
        f"1. 6 pieces of MUG-BLU Blue mug{told}: all to come"
    )
