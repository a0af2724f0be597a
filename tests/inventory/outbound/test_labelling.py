"""Labels that cost money: wanted once, bought once, and what a shipment then says of itself."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.correspondence_commands import PrintPaper
from inventory.documents.package_label import LabelState, Offer, OfferedLabel, in_use
from inventory.documents.shipment import ShipmentStatus
from inventory.errors import NothingChanged
from inventory.journey_commands import RecordLabel, WantLabel
from inventory.notices import PaperKind
from inventory.order_commands import (
    AskedPackage,
    CancelOrder,
    PackShipment,
    ShipShipment,
    UnpackShipment,
)
from inventory.order_errors import UnknownLine, WrongStep
from tests.builders import a_customer, a_desk, adjust, count_stock, ordered, refusal_of
from tests.journeys import packed, shipped, the_shipment

TWO = (AskedPackage(lines=((1, Decimal(6)),)), AskedPackage(lines=((1, Decimal(4)),)))


def a_shop(**rules):
    return a_desk(a_customer(), stock=[(24, "MUG-BLU", "A-01")], **rules)


def an_offer(*packages, price="5.20", currency="EUR", **facts):
    labels = tuple(
        OfferedLabel(
            package=package, shipment_id=f"shp_{package}", rate_id="rate_1", price=Decimal(price)
        )
        for package in packages or (1,)
    )
    total = Decimal(price) * len(labels)
    given = {"carrier": "GLS", "service": "BusinessParcel", "days": 2} | facts
    return Offer(price=total, currency=currency, labels=labels, **given)


def want(*packages, **facts):
    return ordered(WantLabel, "SH-1", offer=an_offer(*packages, **facts))


def became(state, shipment_id="shp_1", **facts):
    parts = {"shipment_id": shipment_id, "state": LabelState(state), "by": "job:labels"}
    return ordered(RecordLabel, "SH-1", **parts | facts)


def bought(desk, package=1):
    desk.handle(became("buying", f"shp_{package}"))
    desk.handle(became("bought", f"shp_{package}", tracking=f"GLS-{package}"))


def states_of(desk):
    return [(one.package, one.state.value) for one in the_shipment(desk).labels]


def said(desk):
    return [
        (one.notice.remark.kind.value, one.notice.remark.document, one.notice.remark.words)
        for one in desk.pending(1000)
        if one.notice.type == "remark" and one.notice.remark.kind.value.startswith("label")
    ]


def papers_of(desk):
    return [one.notice.paper.value for one in desk.pending(1000) if one.notice.type == "paper"]


def test_labels_are_printed_once_every_package_has_its_own_and_again_on_demand():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    desk.handle(want(1, 2))
    bought(desk, 1)
    again = ordered(PrintPaper, "SH-1", paper=PaperKind.LABEL)
    assert isinstance(refusal_of(desk, again), WrongStep)
    assert papers_of(desk) == ["packing_slip"]

    bought(desk, 2)
    assert papers_of(desk) == ["packing_slip", "label"]
    desk.handle(ordered(PrintPaper, "SH-1", paper=PaperKind.LABEL))
    assert papers_of(desk) == ["packing_slip", "label", "label"]


def test_a_bought_label_makes_a_shipment_ready_to_leave():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    shipment = the_shipment(desk)
    assert (shipment.carrier, shipment.tracking, shipment.price) == ("GLS", "GLS-1", Decimal("5.2"))
    assert said(desk) == [("label_bought", "SH-1/1", "GLS-1")]

    desk.handle(ordered(ShipShipment, "SH-1"))
    shipment = the_shipment(desk)
    assert (shipment.status, shipment.tracking) == (ShipmentStatus.SHIPPED, "GLS-1")
    assert (shipment.price, shipment.promised_on) == (Decimal("5.2"), date(2026, 11, 25))
    assert papers_of(desk) == ["packing_slip", "label"]


def test_the_price_stays_blank_where_it_is_in_another_currency():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want(currency="USD"))
    bought(desk)
    assert (the_shipment(desk).tracking, the_shipment(desk).price) == ("GLS-1", None)


def test_several_packages_are_ready_when_the_last_has_its_label():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    desk.handle(want(1, 2))
    bought(desk, 2)
    assert the_shipment(desk).tracking == ""
    bought(desk, 1)
    shipment = the_shipment(desk)
    assert (shipment.tracking, shipment.price) == ("GLS-1", Decimal("10.4"))


def test_no_second_label_is_wanted_while_one_is_there_or_in_doubt():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    for state in ("wanted", "buying", "unknown", "bought"):
        if state != "wanted":
            desk.handle(became(state))
        refusal = refusal_of(desk, want())
        assert (refusal.action, refusal.status) == ("want_label", f"label_{state}")


def test_a_refused_label_may_be_wanted_again():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    desk.handle(became("buying"))
    desk.handle(became("refused", said="no money left"))
    assert said(desk) == [("label_refused", "SH-1/1", "no money left")]
    desk.handle(want())
    assert states_of(desk) == [(1, "wanted")]


def test_a_label_in_doubt_is_told_and_ends_in_certainty():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    desk.handle(became("buying"))
    desk.handle(became("unknown", said="no answer"))
    desk.handle(became("bought", tracking="GLS-1"))
    assert [kind for kind, _, _ in said(desk)] == ["label_unknown", "label_bought"]


def test_what_is_certain_does_not_become_something_else():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    assert isinstance(refusal_of(desk, became("refused")), WrongStep)
    assert isinstance(refusal_of(desk, became("bought")), NothingChanged)
    assert isinstance(refusal_of(desk, became("bought", "shp_9")), NothingChanged)


@pytest.mark.parametrize("packages", [(2,), (1, 1)])
def test_a_label_is_wanted_once_for_a_package_that_is_there(packages):
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    assert isinstance(refusal_of(desk, want(*packages)), UnknownLine)


def test_one_purchase_of_the_broker_is_for_one_package_only():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"), packages=TWO)
    desk.handle(want(1))
    other = an_offer(2).labels[0].model_copy(update={"shipment_id": "shp_1"})
    offer = an_offer(2).model_copy(update={"labels": (other,)})
    assert isinstance(refusal_of(desk, ordered(WantLabel, "SH-1", offer=offer)), WrongStep)


def test_labels_are_for_packed_shipments():
    desk = a_shop()
    shipped(desk, (10, "MUG-BLU"))
    assert isinstance(refusal_of(desk, want()), WrongStep)


def test_boxes_stay_closed_and_stay_here_while_money_is_spent():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    for command in (UnpackShipment, ShipShipment):
        refusal = refusal_of(desk, ordered(command, "SH-1"))
        assert refusal.status == "label_wanted"


def test_a_label_of_a_box_that_is_opened_again_is_not_used():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    desk.handle(ordered(UnpackShipment, "SH-1"))
    assert states_of(desk) == [(1, "unused")]
    assert the_shipment(desk).tracking == ""
    assert said(desk)[-1][0] == "label_unused"

    desk.handle(ordered(PackShipment, "SH-1"))
    offered = an_offer().labels[0].model_copy(update={"shipment_id": "shp_new"})
    offer = an_offer().model_copy(update={"labels": (offered,)})
    desk.handle(ordered(WantLabel, "SH-1", offer=offer))
    assert states_of(desk) == [(1, "unused"), (1, "wanted")]
    assert in_use(the_shipment(desk).labels, 1).shipment_id == "shp_new"


def test_a_parcel_that_goes_another_way_leaves_its_label_behind():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    desk.handle(ordered(ShipShipment, "SH-1", carrier="Bike", tracking="B-1"))
    shipment = the_shipment(desk)
    assert (shipment.carrier, shipment.tracking) == ("Bike", "B-1")
    assert states_of(desk) == [(1, "unused")]


def test_a_label_that_turns_out_bought_after_all_is_told_as_unused():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    desk.handle(became("buying"))
    desk.handle(became("unknown"))
    desk.handle(ordered(CancelOrder, "SO-1"))
    assert the_shipment(desk).is_open
    desk.handle(became("bought", tracking="GLS-1"))
    assert states_of(desk) == [(1, "unused")]
    assert not the_shipment(desk).is_open


def test_boxes_from_which_goods_were_lost_are_opened_and_their_label_goes_unused():
    desk = a_shop()
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    desk.handle(adjust(-4, "MUG-BLU", at="PACK", reason="damaged"))

    shipment = the_shipment(desk)
    assert (shipment.status, shipment.packages) == (ShipmentStatus.PACKING, ())
    assert (shipment.tracking, states_of(desk)) == ("", [(1, "unused")])
    desk.handle(ordered(PackShipment, "SH-1"))
    (package,) = the_shipment(desk).packages
    assert package.lines == ((1, Decimal(6)),)


def test_a_packed_shipment_of_which_nothing_is_left_keeps_no_label():
    desk = a_shop(count_tolerance=100)
    packed(desk, (10, "MUG-BLU"))
    desk.handle(want())
    bought(desk)
    desk.handle(count_stock(0, "MUG-BLU", at="PACK"))

    assert the_shipment(desk).status is ShipmentStatus.CANCELLED
    assert states_of(desk) == [(1, "unused")]
