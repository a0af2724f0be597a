"""The edges of the way from order to doorstep: what is refused, proposed, promised and written."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.billing.issued import IssuedInvoice
from inventory.carriage.area import Area
from inventory.carriage.carrier import Bracket, CarrierService
from inventory.correspondence_commands import NoteThread, RecordLetter, ResendLetter
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.order import Order, OrderStatus, Priority
from inventory.documents.pick_list import PickList
from inventory.documents.remark import RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import (
    Inactive,
    LineErrors,
    MissingPart,
    NothingChanged,
    NotPositive,
    TooManyLines,
    UndoRefused,
    UnknownDocument,
    UnknownItem,
    UnknownLot,
)
from inventory.journey_commands import RecordProgress
from inventory.notices import LetterNotice, PaperKind, PaperNotice
from inventory.order_commands import (
    AskedPackage,
    CancelPick,
    ChangeOrder,
    CheckLine,
    ClaimPick,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReleasePick,
    ReserveOrders,
    ShipShipment,
    SubstituteItem,
    TickRule,
    UnpackShipment,
)
from inventory.order_errors import (
    AlreadyPicked,
    QuantityOutOfRange,
    UnknownCustomer,
    UnknownLine,
    UnknownService,
    WrongStep,
)
from inventory.package_type import PackageType
from inventory.parcel_errors import TrackingRefused
from inventory.place import Place
from inventory.quantity import Amount
from tests.builders import (
    a_customer,
    a_desk,
    an_item,
    count_stock,
    ordered,
    place_order,
    receive,
    refusal_of,
    undo,
)


def a_shop(*rows, stock=((24, "MUG-BLU", "A-01"),), **rules):
    return a_desk(a_customer(contact="mark"), *rows, stock=stock, **rules)


def picked(desk, *lines, **facts):
    """Have an order fetched, and return the number of its shipment."""
    number = desk.handle(place_order(*lines, **facts)).transaction.changes[0].key
    desk.handle(ordered(PlanPick, orders=(number,)))
    desk.handle(ordered(RecordPick, desk.book.get(Order, number).pick_list))
    return desk.book.get(Order, number).shipments[-1]


def packed(desk, *lines, **facts):
    number = picked(desk, *lines, **facts)
    desk.handle(ordered(CheckLine, number, by="U0BEN"))
    desk.handle(ordered(PackShipment, number))
    return number


def a_box(code, side, most_kg=30):
    sides = {
        name: Decimal(side) for name in ("inner_length_cm", "inner_width_cm", "inner_height_cm")
    }
    return PackageType(
        code=code, **sides, own_weight_kg=Decimal("0.5"), most_weight_kg=Decimal(most_kg)
    )


def a_service(code="DHL-STD", days=2, price=5, **facts):
    return CarrierService(
        code=code,
        carrier="DHL",
        countries=(Area.of("DE"),),
        brackets=(Bracket(up_to_kg=Decimal(30), price=Decimal(price)),),
        days_min=days,
        **facts,
    )


# -- placing ----------------------------------------------------------------------------------


def test_every_line_that_is_no_good_is_named_at_once():
    desk = a_shop(an_item("OLD", is_active=False))
    refusal = refusal_of(desk, place_order((1, "NOPE"), (1, "MUG-BLU"), (1, "OLD"), (0, "MUG-BLU")))
    assert isinstance(refusal, LineErrors)
    assert [(number, type(error)) for number, error in refusal.errors] == [
        (1, UnknownItem),
        (3, Inactive),
        (4, NotPositive),
    ]
    assert isinstance(refusal_of(desk, place_order((1, "NOPE"))), UnknownItem)
    assert isinstance(refusal_of(desk, place_order((1, "MUG-BLU", -1))), NotPositive)
    assert isinstance(refusal_of(desk, place_order(*[1] * 201)), TooManyLines)


def test_a_discount_lies_between_nothing_and_everything():
    command = place_order((1, "MUG-BLU"))
    line = command.lines[0].model_copy(update={"discount_percent": Decimal(101)})
    refusal = refusal_of(a_shop(), command.model_copy(update={"lines": (line,)}))
    assert isinstance(refusal, QuantityOutOfRange)


def test_customers_and_services_have_to_be_on_their_tabs_and_in_use():
    desk = a_shop(a_customer("CAFE-LUNA", is_active=False), a_service())
    assert isinstance(refusal_of(desk, place_order(1, customer="CAFE-LUNA")), UnknownCustomer)
    assert isinstance(refusal_of(desk, place_order(1, service="UPS")), UnknownService)
    desk.handle(place_order(1, service="DHL-STD"))


def test_an_urgent_order_that_ships_whole_takes_over_only_if_that_makes_it_whole():
    desk = a_shop()
    desk.handle(place_order((20, "MUG-BLU")))
    urgent = {"priority": Priority.URGENT, "ships_whole": True}
    desk.handle(place_order((30, "MUG-BLU"), **urgent))
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 20
    assert desk.book.get(Order, "SO-2").status is OrderStatus.PLACED

    desk.handle(place_order((22, "MUG-BLU"), **urgent))
    assert desk.book.get(Order, "SO-3").status is OrderStatus.RESERVED
    assert desk.book.get(Order, "SO-1").lines[0].reserved == 2


def test_only_some_orders_of_a_long_queue_are_served_at_once_and_the_rest_next_time():
    desk = a_shop(stock=[])
    for _ in range(3):
        desk.handle(place_order((1, "MUG-BLU")))
    desk.handle(receive(2, at="A-01"))
    desk.handle(ordered(ReserveOrders))
    assert [order.status for order in desk.book.all(Order)] == [
        OrderStatus.RESERVED,
        OrderStatus.RESERVED,
        OrderStatus.PLACED,
    ]


# -- changing ---------------------------------------------------------------------------------


def test_what_is_open_of_an_order_can_be_changed_and_nothing_else():
    desk = a_shop(a_service())
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(
        ordered(ChangeOrder, "SO-1", priority=Priority.HIGH, requested_on=date(2026, 12, 1))
    )
    order = desk.book.get(Order, "SO-1")
    assert (order.priority, order.requested_on) == (Priority.HIGH, date(2026, 12, 1))

    again = ordered(ChangeOrder, "SO-1", priority=Priority.HIGH)
    assert isinstance(refusal_of(desk, again), NothingChanged)
    unknown = ordered(ChangeOrder, "SO-1", service="UPS")
    assert isinstance(refusal_of(desk, unknown), UnknownService)
    nowhere = ordered(ChangeOrder, "SO-1", quantities={7: Decimal(1)})
    assert refusal_of(desk, nowhere) == UnknownLine(number="SO-1", line=7)
    assert isinstance(refusal_of(desk, ordered(ChangeOrder, "SO-9")), UnknownDocument)


def test_a_quantity_taken_to_nothing_cancels_the_order():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(ChangeOrder, "SO-1", quantities={1: Decimal(0)}))
    assert desk.book.get(Order, "SO-1").status is OrderStatus.CANCELLED
    refusal = refusal_of(desk, ordered(ChangeOrder, "SO-1", priority=Priority.HIGH))
    assert refusal == WrongStep(number="SO-1", action="change", status="cancelled")


def test_what_was_picked_cannot_be_taken_off_the_order():
    desk = a_shop()
    picked(desk, (10, "MUG-BLU"))
    refusal = refusal_of(desk, ordered(ChangeOrder, "SO-1", quantities={1: Decimal(9)}))
    assert isinstance(refusal, QuantityOutOfRange)
    assert refusal.least == 10


def test_a_thread_is_noted_once_and_nobody_is_told():
    desk = a_shop()
    desk.handle(place_order((10, "MUG-BLU")))
    thread = Place(channel="C0ORDERS", thread="17.1")
    noted = desk.handle(ordered(NoteThread, "SO-1", thread=thread, by="job:outbox"))
    assert noted.transaction.notices == ()
    again = ordered(NoteThread, "SO-1", thread=thread, by="job:outbox")
    assert isinstance(refusal_of(desk, again), NothingChanged)


# -- substituting -----------------------------------------------------------------------------


def test_a_substitute_is_fetched_with_the_list_that_is_under_way():
    desk = a_shop(stock=[(2, "MUG-BLU", "A-01"), (24, "TEE-BLK-M", "A-02")])
    desk.handle(place_order((5, "MUG-BLU"), (1, "TEE-BLK-M")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    swap = {"line": 1, "item": "TEE-BLK-M", "reason": "agreed by phone"}
    refusal = refusal_of(desk, ordered(SubstituteItem, "SO-1", **swap))
    assert refusal == WrongStep(number="SO-1", action="substitute", status="picking", by="PK-1")

    desk.handle(ordered(RecordPick, "PK-1", line=1))
    desk.handle(ordered(SubstituteItem, "SO-1", **swap, amount=Amount(number=Decimal(3))))
    third = desk.book.get(Order, "SO-1").lines[2]
    assert (third.ordered, third.reserved, third.replaces) == (3, 3, 1)
    stops = desk.book.get(PickList, "PK-1").lines
    assert [(s.item, s.quantity, s.is_waiting) for s in stops] == [
        ("MUG-BLU", 2, False),
        ("TEE-BLK-M", 1, True),
        ("TEE-BLK-M", 3, True),
    ]


def test_there_has_to_be_something_to_substitute():
    desk = a_shop(an_item("OLD", is_active=False))
    desk.handle(place_order((5, "MUG-BLU")))
    swap = {"line": 1, "reason": "agreed"}
    same = ordered(SubstituteItem, "SO-1", item="MUG-BLU", **swap)
    assert isinstance(refusal_of(desk, same), QuantityOutOfRange)
    old = ordered(SubstituteItem, "SO-1", item="OLD", **swap)
    assert isinstance(refusal_of(desk, old), Inactive)
    nowhere = ordered(SubstituteItem, "SO-1", item="TEE-BLK-M", line=7, reason="agreed")
    assert isinstance(refusal_of(desk, nowhere), UnknownLine)


# -- fetching ---------------------------------------------------------------------------------


def test_a_list_that_nobody_began_is_cancelled_whole():
    desk = a_shop()
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    assert isinstance(refusal_of(desk, ordered(ReleasePick, "PK-1")), NothingChanged)
    desk.handle(ordered(CancelPick, "PK-1"))
    assert desk.book.get(PickList, "PK-1").status == "cancelled"
    assert desk.book.get(Order, "SO-1").status is OrderStatus.RESERVED
    assert isinstance(refusal_of(desk, ordered(ClaimPick, "PK-1")), WrongStep)


def test_a_list_is_claimed_once():
    desk = a_shop()
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(ClaimPick, "PK-1"))
    assert isinstance(refusal_of(desk, ordered(ClaimPick, "PK-1")), NothingChanged)


@pytest.mark.parametrize(
    ("parts", "refused"),
    [
        ({"line": 9}, UnknownLine),
        ({"line": 1, "picked": Decimal(6)}, QuantityOutOfRange),
        ({"line": 1, "picked": Decimal(-1)}, QuantityOutOfRange),
        ({"line": 1, "lot": "L1", "reason": "damaged"}, UnknownLot),
        ({"picked": Decimal(2)}, UnknownLine),
    ],
)
def test_a_stop_is_recorded_as_it_can_be(parts, refused):
    desk = a_shop()
    desk.handle(place_order((5, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    assert isinstance(refusal_of(desk, ordered(RecordPick, "PK-1", **parts)), refused)


def test_a_walk_that_is_too_long_is_no_wave():
    desk = a_shop(stock=[(900, "MUG-BLU", "A-01")])
    for _ in range(3):
        desk.handle(place_order(*[1] * 150))
    refusal = refusal_of(desk, ordered(PlanPick, orders=("SO-1", "SO-2", "SO-3")))
    assert refusal == TooManyLines(lines=450, most=400)


# -- checking ---------------------------------------------------------------------------------


def test_what_is_wrong_has_to_be_said_in_words_and_figures():
    desk = a_shop()
    number = picked(desk, (8, "MUG-BLU"))
    wrong = {"line": 1, "finding": Finding.SHORT, "by": "U0BEN"}
    assert isinstance(refusal_of(desk, ordered(CheckLine, number, **wrong)), MissingPart)
    all_good = ordered(CheckLine, number, good=Decimal(8), note="hm", **wrong)
    assert isinstance(refusal_of(desk, all_good), QuantityOutOfRange)
    nowhere = ordered(CheckLine, number, line=7, by="U0BEN")
    assert isinstance(refusal_of(desk, nowhere), UnknownLine)


def test_a_line_is_checked_once_and_only_while_it_is_checked():
    desk = a_shop(stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")])
    number = picked(desk, (8, "MUG-BLU"), (2, "TEE-BLK-M"))
    desk.handle(ordered(CheckLine, number, line=1, by="U0BEN", photo="https://example.com/p"))
    refusal = refusal_of(desk, ordered(CheckLine, number, line=1, by="U0BEN"))
    assert isinstance(refusal, AlreadyPicked)
    desk.handle(ordered(CheckLine, number, line=2, by="U0BEN"))
    assert isinstance(refusal_of(desk, ordered(CheckLine, number, by="U0BEN")), WrongStep)
    assert desk.book.get(Shipment, number).lines[0].photo == "https://example.com/p"


def test_damage_that_nothing_can_replace_leaves_a_back_order():
    desk = a_shop(stock=[(8, "MUG-BLU", "A-01"), (2, "TEE-BLK-M", "A-02")])
    number = picked(desk, (8, "MUG-BLU"), (2, "TEE-BLK-M"))
    broken = {"finding": Finding.DAMAGED, "note": "all broken", "by": "U0BEN"}
    desk.handle(ordered(CheckLine, number, line=1, **broken))
    assert [line.item for line in desk.book.get(Shipment, number).lines] == ["TEE-BLK-M"]
    assert desk.book.get(Order, "SO-1").lines[0].missing == 8

    desk.handle(ordered(CheckLine, number, line=2, **broken))
    assert desk.book.get(Shipment, number).status is ShipmentStatus.CANCELLED
    assert desk.book.get(Order, "SO-1").status is OrderStatus.PLACED


# -- packing ----------------------------------------------------------------------------------


def test_the_smallest_box_that_fits_is_proposed_and_weighed():
    mug = an_item(
        "MUG-BLU",
        weight=Decimal("0.4"),
        length_cm=Decimal(10),
        width_cm=Decimal(10),
        height_cm=Decimal(10),
    )
    desk = a_shop(mug, a_box("BOX-L", 60), a_box("BOX-S", 20))
    number = packed(desk, (6, "MUG-BLU"))
    [package] = desk.book.get(Shipment, number).packages
    assert (package.kind, package.weight, package.lines) == ("BOX-S", Decimal("2.9"), ((1, 6),))


def test_what_one_box_cannot_take_goes_into_several_and_nothing_is_left_out():
    mug = an_item("MUG-BLU", weight=Decimal(2))
    desk = a_shop(
        mug, a_box("BOX-S", 20, most_kg=9), stock=[(6, "MUG-BLU", "A-01"), (6, "MUG-BLU", "A-02")]
    )
    number = packed(desk, (10, "MUG-BLU"))
    packages = desk.book.get(Shipment, number).packages
    assert [package.weight for package in packages] == [
        Decimal("8.5"),
        Decimal("8.5"),
        Decimal("4.5"),
    ]
    assert [package.lines for package in packages] == [
        ((1, 4),),
        ((1, 2), (2, 2)),
        ((2, 2),),
    ]


def test_a_length_goes_as_one_piece():
    ribbon = an_item("RIBBON", unit="metre", is_fractional=True, weight=Decimal("0.1"), packs=())
    desk = a_shop(ribbon, a_box("BOX-S", 20), stock=[(9, "RIBBON", "A-01")])
    number = packed(desk, ("2.5", "RIBBON"))
    [package] = desk.book.get(Shipment, number).packages
    assert (package.weight, package.lines) == (Decimal("0.75"), ((1, Decimal("2.5")),))


def test_boxes_as_packed_by_hand_are_taken_as_said():
    desk = a_shop(a_box("BOX-S", 20))
    number = picked(desk, (6, "MUG-BLU"))
    desk.handle(ordered(CheckLine, number, by="U0BEN"))
    boxes = (AskedPackage(kind="BOX-S", weight=Decimal(3)), AskedPackage(kind="old crate"))
    desk.handle(ordered(PackShipment, number, packages=boxes))
    first, second = desk.book.get(Shipment, number).packages
    assert (first.kind, first.weight, first.length) == ("BOX-S", 3, 20)
    assert (second.kind, second.weight, second.length) == ("old crate", 0, None)


def test_rules_are_ticked_once_while_it_is_prepared():
    desk = a_shop(a_customer(packing_rules=("No peanuts",), contact="mark"))
    number = picked(desk, (6, "MUG-BLU"))
    assert isinstance(refusal_of(desk, ordered(TickRule, number, rule=2)), UnknownLine)
    desk.handle(ordered(TickRule, number, rule=1))
    assert isinstance(refusal_of(desk, ordered(TickRule, number, rule=1)), NothingChanged)
    desk.handle(ordered(TickRule, number, rule=1, is_ticked=False))
    desk.handle(ordered(TickRule, number, rule=1))
    assert isinstance(refusal_of(desk, ordered(UnpackShipment, number)), WrongStep)
    desk.handle(ordered(CheckLine, number, by="U0BEN"))
    posted = desk.handle(ordered(PackShipment, number))
    papers = [n.paper for n in posted.transaction.notices if isinstance(n, PaperNotice)]
    assert papers == [PaperKind.PACKING_SLIP]
    assert isinstance(refusal_of(desk, ordered(TickRule, number, rule=1)), WrongStep)


# -- shipping ---------------------------------------------------------------------------------


def test_a_service_of_the_tab_promises_a_day_and_names_its_price():
    mug = an_item("MUG-BLU", weight=Decimal(1))
    desk = a_shop(mug, a_box("BOX-S", 40), a_service(), home_country="DE")
    number = packed(desk, (6, "MUG-BLU"))
    desk.handle(ordered(ShipShipment, number, service="DHL-STD", tracking="JD01"))
    shipment = desk.book.get(Shipment, number)
    assert (shipment.carrier, shipment.price) == ("DHL", 5)
    assert (shipment.pickup_on, shipment.promised_on) == (date(2026, 11, 23), date(2026, 11, 25))


def test_a_service_that_cannot_tell_promises_nothing():
    desk = a_shop(a_service(), a_customer(country="FR", contact="mark"))
    number = packed(desk, (6, "MUG-BLU"))
    desk.handle(ordered(ShipShipment, number, service="DHL-STD"))
    assert desk.book.get(Shipment, number).promised_on is None


def test_a_slip_in_the_tracking_number_is_found_before_anything_leaves():
    desk = a_shop(a_service(is_active=False))
    number = packed(desk, (6, "MUG-BLU"))
    slip = ordered(ShipShipment, number, carrier="UPS", tracking="1Z5R89390357567128")
    assert isinstance(refusal_of(desk, slip), TrackingRefused)
    inactive = ordered(ShipShipment, number, service="DHL-STD")
    assert refusal_of(desk, inactive) == UnknownService(service="DHL-STD")


def test_only_what_has_a_price_is_invoiced_at_the_customers_own_rate():
    desk = a_shop(
        a_customer(tax_percent=Decimal(7), contact="mark"),
        stock=[(24, "MUG-BLU", "A-01"), (9, "TEE-BLK-M", "A-02")],
        tax_percent=19,
    )
    number = packed(desk, (3, "MUG-BLU", "4.99"), (2, "TEE-BLK-M"))
    desk.handle(ordered(ShipShipment, number))
    [invoice] = desk.book.all(IssuedInvoice)
    assert [(c.sku, c.quantity, c.tax_percent) for c in invoice.charges] == [("MUG-BLU", 3, 7)]
    assert (invoice.net, invoice.tax, invoice.gross) == (
        Decimal("14.97"),
        Decimal("1.05"),
        Decimal("16.02"),
    )
    assert invoice.due_on == date(2026, 12, 7)


def test_without_invoices_a_shipment_can_be_taken_back():
    desk = a_shop(is_invoiced="no")
    number = packed(desk, (6, "MUG-BLU", 2))
    left = desk.handle(ordered(ShipShipment, number))
    desk.handle(undo(left.transaction.id))
    assert desk.book.get(Shipment, number).status is ShipmentStatus.PACKED
    assert desk.book.get(Order, "SO-1").lines[0].picked == 6


# -- letters ----------------------------------------------------------------------------------


def letters_of(desk, number="SH-1"):
    return [(one.kind, one.state) for one in desk.book.get(Shipment, number).letters]


def test_customers_hear_when_a_parcel_leaves_and_when_it_is_there():
    desk = a_shop(writes_to_customers="yes")
    number = packed(desk, (6, "MUG-BLU"))
    left = desk.handle(ordered(ShipShipment, number))
    [letter] = [n for n in left.transaction.notices if isinstance(n, LetterNotice)]
    assert (letter.reader, letter.letter.kind) == ("CAFE-SOL", LetterKind.SHIPPED)
    desk.handle(ordered(RecordProgress, number, event="delivered"))
    assert letters_of(desk) == [
        (LetterKind.SHIPPED, LetterState.WAITING),
        (LetterKind.DELIVERED, LetterState.WAITING),
    ]
    refusal = refusal_of(desk, undo(left.transaction.id))
    assert isinstance(refusal, UndoRefused)
    assert refusal.problem == "written"


def test_nobody_is_written_to_who_is_not_known():
    desk = a_shop(a_customer(contact=""), writes_to_customers="yes")
    number = packed(desk, (6, "MUG-BLU"))
    desk.handle(ordered(ShipShipment, number))
    assert letters_of(desk) == []


def test_a_letter_in_doubt_is_sent_again_only_by_a_person():
    desk = a_shop(writes_to_customers="yes")
    number = packed(desk, (6, "MUG-BLU"))
    desk.handle(ordered(ShipShipment, number))
    key = desk.book.get(Shipment, number).letters[0].key
    again = ordered(ResendLetter, number, letter=LetterKind.SHIPPED)
    assert isinstance(refusal_of(desk, again), WrongStep)

    told = {"letter": key, "state": LetterState.UNKNOWN, "said": "cut off", "by": "job:mail"}
    desk.handle(ordered(RecordLetter, number, **told))
    assert isinstance(refusal_of(desk, ordered(RecordLetter, number, **told)), NothingChanged)
    desk.handle(ordered(ResendLetter, number, letter=LetterKind.SHIPPED))
    assert letters_of(desk) == [
        (LetterKind.SHIPPED, LetterState.UNKNOWN),
        (LetterKind.SHIPPED, LetterState.WAITING),
    ]
    none = ordered(ResendLetter, number, letter=LetterKind.DELIVERED)
    assert isinstance(refusal_of(desk, none), WrongStep)


# -- on the way -------------------------------------------------------------------------------


def test_nothing_is_heard_of_what_has_not_left_or_is_not_known():
    desk = a_shop()
    number = packed(desk, (6, "MUG-BLU"))
    early = ordered(RecordProgress, number, event="delivered")
    assert isinstance(refusal_of(desk, early), WrongStep)
    assert isinstance(
        refusal_of(desk, ordered(RecordProgress, "1Z999", event="delivered")), UnknownDocument
    )


def test_a_parcel_that_comes_back_is_returned_and_its_order_is_not_delivered():
    desk = a_shop()
    number = packed(desk, (6, "MUG-BLU"))
    desk.handle(ordered(ShipShipment, number))
    desk.handle(ordered(RecordProgress, number, event="returned", where="Depot", note="refused"))
    assert desk.book.get(Shipment, number).status is ShipmentStatus.RETURNED
    assert desk.book.get(Order, "SO-1").status is OrderStatus.SHIPPED


def test_a_count_of_the_bin_ends_the_doubt_about_it_only():
    desk = a_shop(stock=[(8, "MUG-BLU", "A-01"), (8, "MUG-BLU", "A-02")], count_tolerance=100)
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    desk.handle(ordered(RecordPick, "PK-1", line=1, picked=Decimal(0), reason="missing"))
    said = [n.notice.remark for n in desk.pending(1000) if n.notice.type == "remark"]
    assert [(one.kind, one.quantity) for one in said] == [
        (RemarkKind.SHORT, 8),
        (RemarkKind.BACK_ORDERED, 2),
    ]
    desk.handle(count_stock(8, at="A-02"))
    assert isinstance(refusal_of(desk, ordered(ReserveOrders)), NothingChanged)
