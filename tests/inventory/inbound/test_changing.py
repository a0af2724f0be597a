"""What is open of a purchase order can change; what costs more has to be agreed to anew."""

from datetime import date
from decimal import Decimal

import pytest

from inventory import errors, inbound_errors, order_errors
from inventory.correspondence_commands import NoteThread
from inventory.documents.purchase_order import PurchaseStatus
from inventory.documents.remark import RemarkKind
from inventory.place import Place
from inventory.replenishing.on_order import on_order
from tests.builders import edit, ordered, refusal_of, set_rule
from tests.purchases import (
    ACME,
    a_buyer,
    approve,
    approved,
    change,
    place,
    purchase,
    sent,
    stands,
    wanted,
)

DRAFT, APPROVED = PurchaseStatus.DRAFT, PurchaseStatus.APPROVED


@pytest.fixture
def desk():
    """Ana asks for 24 mugs at 2.40 of Acme."""
    desk = a_buyer()
    desk.handle(place(wanted(24)))
    return desk


def lines_of(desk):
    return [(line.number, line.item, line.ordered, line.cancelled) for line in purchase(desk).lines]


def remarks(desk):
    """What the thread hears of having to agree anew."""
    kinds = (RemarkKind.AGREE_ANEW, RemarkKind.SEND_ANEW)
    told = (one.notice for one in desk.pending(1000) if one.notice.type == "remark")
    return [notice for notice in told if notice.remark.kind in kinds]


def test_a_draft_changes_in_every_part(desk):
    desk.handle(
        change(
            supplier="zeta",
            reference="Z-77",
            expected_on=date(2026, 12, 4),
            freight=Decimal(12),
            note="mind the dog",
            quantities={1: 36},
            unit_costs={1: "2.10"},
            expected_lines={1: date(2026, 12, 9)},
            more=(wanted(6, "TEE-BLK-M", 5),),
        )
    )
    order = purchase(desk)
    assert (order.status, order.supplier, order.reference) == (DRAFT, "ZETA", "Z-77")
    assert (order.expected_on, order.freight, order.note) == (date(2026, 12, 4), 12, "mind the dog")
    assert lines_of(desk) == [(1, "MUG-BLU", 36, 0), (2, "TEE-BLK-M", 6, 0)]
    assert (order.lines[0].unit_cost, order.expected(order.lines[0])) == (
        Decimal("2.10"),
        date(2026, 12, 9),
    )
    assert on_order(desk.book, "MUG-BLU") == 36


def test_a_supplier_can_be_left_to_be_chosen_again(desk):
    desk.handle(change(supplier=""))
    assert purchase(desk).supplier == ""


def test_nothing_named_is_nothing_changed(desk):
    for same in (change(), change(quantities={1: 24}), change(supplier="acme")):
        assert refusal_of(desk, same) == errors.NothingChanged(what="PO-1")


@pytest.mark.parametrize("status", [PurchaseStatus.CLOSED, PurchaseStatus.CANCELLED])
def test_an_order_that_has_ended_does_not_change(desk, status):
    stands(desk, status=status)
    assert refusal_of(desk, change(note="late")) == order_errors.WrongStep(
        number="PO-1", action="change", status=status
    )


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (change("PO-9", note="x"), errors.UnknownDocument(number="PO-9")),
        (change(quantities={7: 1}), order_errors.UnknownLine(number="PO-1", line=7)),
        (change(unit_costs={7: 1}), order_errors.UnknownLine(number="PO-1", line=7)),
        (
            change(expected_lines={7: date(2026, 12, 1)}),
            order_errors.UnknownLine(number="PO-1", line=7),
        ),
        (change(supplier="NOBODY"), inbound_errors.UnknownSupplier(supplier="NOBODY")),
        (
            change(quantities={1: -1}),
            errors.NotPositive(verb="purchase", item="MUG-BLU", number=Decimal(-1)),
        ),
        (
            change(unit_costs={1: -1}),
            errors.NotPositive(verb="cost", item="MUG-BLU", number=Decimal(-1)),
        ),
        (
            change(freight=Decimal(-1)),
            errors.NotPositive(verb="freight", item="PO-1", number=Decimal(-1)),
        ),
        (change(more=(wanted(1, "NO-SUCH"),)), errors.UnknownItem(item="NO-SUCH")),
        (change(quantities={1: 0}), inbound_errors.NotAgreed(number="PO-1", missing="lines")),
    ],
)
def test_what_makes_no_sense_is_refused(desk, command, refusal):
    assert refusal_of(desk, command) == refusal


def test_every_line_to_add_that_is_no_good_is_named_at_once(desk):
    refused = refusal_of(desk, change(more=(wanted(1, "NO-SUCH"), wanted(2), wanted(0))))
    assert isinstance(refused, errors.LineErrors)
    assert [place for place, _ in refused.errors] == [1, 3]


def test_an_order_takes_so_many_lines_in_all():
    desk = a_buyer()
    desk.handle(place(*(wanted(1) for _ in range(200))))
    assert isinstance(refusal_of(desk, change(more=(wanted(1),))), errors.TooManyLines)


# -- what was agreed to -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "dearer",
    [
        {"quantities": {1: 25}},
        {"unit_costs": {1: "2.41"}},
        {"freight": Decimal(1)},
        {"more": (wanted(1),)},
        {"more": (wanted(1, "TEE-BLK-M"),)},
    ],
)
def test_what_costs_more_has_to_be_agreed_to_anew(desk, dearer):
    approved(desk)
    desk.handle(change(by="U0BEN", **dearer))
    order = purchase(desk)
    assert (order.status, order.approved_by, order.approved_on) == (DRAFT, "", None)
    assert order.asked_by == ("U0ANA", "U0BEN")
    (said,) = remarks(desk)
    assert (said.thread, said.remark.kind, said.remark.actor) == (
        "PO-1",
        RemarkKind.AGREE_ANEW,
        "U0BEN",
    )


@pytest.mark.parametrize(
    "no_dearer",
    [
        {"quantities": {1: 12}},
        {"unit_costs": {1: "2.39"}},
        {"quantities": {1: 48}, "unit_costs": {1: "1.20"}},
        {"note": "by the back door", "reference": "A-1", "expected_on": date(2026, 12, 1)},
    ],
)
def test_what_costs_no_more_stays_agreed_to(desk, no_dearer):
    approved(desk)
    desk.handle(change(**no_dearer))
    assert (purchase(desk).status, purchase(desk).approved_by) == (APPROVED, "U0MIA")
    assert remarks(desk) == []


def test_another_supplier_has_to_be_agreed_to_as_well(desk):
    approved(desk)
    desk.handle(change(supplier="ZETA", by="U0MIA"))
    assert (purchase(desk).status, purchase(desk).asked_by) == (DRAFT, ("U0ANA", "U0MIA"))


@pytest.mark.parametrize(
    ("change_of", "status"),
    [
        ({"quantities": {1: 11}}, APPROVED),
        ({"quantities": {1: 13}}, DRAFT),
        ({"unit_costs": {1: 1}}, DRAFT),
        ({"freight": Decimal(5)}, DRAFT),
        ({"note": "x"}, APPROVED),
        ({"more": (wanted(1, "MUG-BLU"),)}, DRAFT),
    ],
)
def test_where_no_cost_is_known_every_line_counts(change_of, status):
    desk = a_buyer()
    desk.handle(place(wanted(12, "TEE-BLK-M")))
    approved(desk)
    desk.handle(change(**change_of))
    assert purchase(desk).status is status


def test_a_sent_order_that_costs_more_is_to_be_agreed_to_and_sent_anew(desk):
    sent(desk)
    desk.handle(change(quantities={1: 48}))
    order = purchase(desk)
    assert (order.status, order.sent_by, order.sent_on, order.sent_how) == (DRAFT, "", None, "")
    assert [one.remark.kind for one in remarks(desk)] == [RemarkKind.SEND_ANEW]
    assert on_order(desk.book, "MUG-BLU") == 48


def test_what_has_partly_come_cannot_cost_more(desk):
    sent(desk)
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 12})
    assert refusal_of(desk, change(quantities={1: 25})) == inbound_errors.BeyondAgreement(
        number="PO-1", agreed=Decimal("57.60"), total=Decimal("60.00")
    )


def test_the_supplier_of_a_sent_order_stays(desk):
    sent(desk)
    assert refusal_of(desk, change(supplier="ZETA")) == order_errors.WrongStep(
        number="PO-1", action="change_supplier", status=PurchaseStatus.SENT
    )


# -- what has come ----------------------------------------------------------------------------


def test_a_line_is_not_cut_below_what_has_come(desk):
    sent(desk)
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 12})
    assert refusal_of(desk, change(quantities={1: 11})) == inbound_errors.BelowReceived(
        number="PO-1", item="MUG-BLU", quantity=Decimal(11), received=Decimal(12)
    )


def test_a_line_cut_to_what_has_come_is_received_and_keeps_what_was_ordered(desk):
    sent(desk)
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 12})
    desk.handle(change(quantities={1: 12}))
    assert purchase(desk).status is PurchaseStatus.RECEIVED
    assert lines_of(desk) == [(1, "MUG-BLU", 24, 12)]
    assert on_order(desk.book, "MUG-BLU") == 0


def test_a_cut_can_be_taken_back_up_to_what_was_agreed_to(desk):
    sent(desk)
    desk.handle(change(quantities={1: 12}))
    assert lines_of(desk) == [(1, "MUG-BLU", 24, 12)]
    desk.handle(change(quantities={1: 24}))
    assert lines_of(desk) == [(1, "MUG-BLU", 24, 0)]


def test_a_draft_line_let_go_stays_on_the_order_for_nothing(desk):
    desk.handle(change(more=(wanted(6, "TEE-BLK-M"),)))
    desk.handle(change(quantities={1: 0}))
    assert lines_of(desk) == [(1, "MUG-BLU", 24, 24), (2, "TEE-BLK-M", 6, 0)]


def test_a_line_of_an_item_that_is_gone_can_only_be_let_go():
    desk = a_buyer()
    desk.handle(place(wanted(6), wanted(6, "TEE-BLK-M")))
    stands(
        desk,
        lines=tuple(
            line.model_copy(update={"item": "GONE"}) if line.number == 1 else line
            for line in purchase(desk).lines
        ),
    )
    assert refusal_of(desk, change(quantities={1: 3})) == errors.UnknownItem(item="GONE")
    desk.handle(change(quantities={1: 0}))
    assert lines_of(desk)[0] == (1, "GONE", 6, 6)


# -- two at once ------------------------------------------------------------------------------


def test_who_approves_what_somebody_changes_in_the_same_moment_is_told_to_look_again(desk):
    seen = desk.last_sequence()
    changed, refused = desk.handle_all(
        [change(quantities={1: 2400}, by="U0BEN"), approve(seen=seen)]
    )
    assert refused == inbound_errors.ChangedSince(number="PO-1", transaction=changed.transaction.id)
    assert purchase(desk).status is DRAFT
    desk.handle(approve(by="U0ADA", seen=desk.last_sequence()))
    assert purchase(desk).status is APPROVED


def test_who_changes_what_somebody_approves_in_the_same_moment_opens_it_again(desk):
    seen = desk.last_sequence()
    desk.handle_all([approve(seen=seen), change(quantities={1: 48}, by="U0BEN")])
    order = purchase(desk)
    assert (order.status, order.approved_by, order.raised_by) == (DRAFT, "", ("U0BEN",))


def test_an_order_that_only_got_its_thread_can_be_approved_as_it_was_seen(desk):
    seen = desk.last_sequence()
    place_of = Place(channel="C0BUY", thread="17.5")
    desk.handle(ordered(NoteThread, "PO-1", thread=place_of, by="U0ADA"))
    desk.handle(approve(seen=seen))
    assert purchase(desk).status is APPROVED


def test_who_makes_it_dear_has_asked_for_it_and_needs_another_to_agree(desk):
    desk.handle(change(quantities={1: 2400}, by="U0MIA"))
    desk.handle(change(quantities={1: 2401}, by="U0BEN"))
    refused = refusal_of(desk, approve(by="U0MIA"))
    assert isinstance(refused, inbound_errors.ApproverNeeded)
    assert refused.who == ("U0ADA",)
    desk.handle(approve(by="U0ADA"))


def test_what_was_agreed_to_anew_is_asked_for_by_its_requester_and_who_raises_it_then(desk):
    desk.handle(change(quantities={1: 48}, by="U0BEN"))
    approved(desk)
    desk.handle(change(quantities={1: 60}, by="U0MIA"))
    assert purchase(desk).asked_by == ("U0ANA", "U0MIA")


def test_the_second_of_two_changes_is_measured_by_what_the_first_left(desk):
    approved(desk)
    desk.handle(change(quantities={1: 12}, by="U0ANA"))
    desk.handle(change(quantities={1: 24}, by="U0BEN"))
    assert purchase(desk).status is DRAFT


def test_a_change_sent_twice_happens_once(desk):
    again = change(more=(wanted(6, "TEE-BLK-M"),))
    desk.handle(again)
    assert desk.handle(again).is_repeat
    assert len(purchase(desk).lines) == 2


def test_a_supplier_gone_out_of_use_cannot_be_chosen(desk):
    desk.handle(edit(ACME.model_copy(update={"is_active": False})))
    desk.handle(change(supplier="ZETA"))
    assert refusal_of(desk, change(supplier="ACME")) == inbound_errors.UnknownSupplier(
        supplier="ACME"
    )


def test_changing_takes_an_operator(desk):
    assert isinstance(refusal_of(desk, change(note="x", by="U0VIC")), errors.NotAllowed)


# -- something else for the same money --------------------------------------------------------

TEES_INSTEAD = {"quantities": {1: 0}, "more": (wanted(1, "TEE-BLK-M", "2.40"),)}


def test_something_else_has_to_be_agreed_to_also_where_it_costs_less(desk):
    approved(desk)
    desk.handle(change(by="U0BEN", **TEES_INSTEAD))
    assert (purchase(desk).status, purchase(desk).asked_by) == (DRAFT, ("U0ANA", "U0BEN"))


def test_who_has_a_draft_buy_something_else_has_asked_for_it(desk):
    desk.handle(set_rule("purchase_approval_above", 1))
    desk.handle(change(by="U0MIA", **TEES_INSTEAD))
    assert isinstance(refusal_of(desk, approve(by="U0MIA")), inbound_errors.ApproverNeeded)


def test_what_has_partly_come_does_not_bring_something_else(desk):
    sent(desk)
    stands(desk, status=PurchaseStatus.PART_RECEIVED, received={1: 12})
    refused = refusal_of(desk, change(quantities={1: 12}, more=(wanted(1, "TEE-BLK-M", "0.10"),)))
    assert (type(refused), refused.item) == (inbound_errors.BeyondAgreement, "TEE-BLK-M")


def test_who_gives_a_draft_to_another_supplier_has_asked_for_it(desk):
    desk.handle(set_rule("purchase_approval_above", 1))
    desk.handle(change(supplier="", by="U0MIA"))
    desk.handle(change(supplier="ZETA", by="U0MIA"))
    refused = refusal_of(desk, approve(by="U0MIA"))
    assert isinstance(refused, inbound_errors.ApproverNeeded)


def test_who_chooses_a_supplier_where_none_was_may_agree_all_the_same(desk):
    desk.handle(set_rule("purchase_approval_above", 1))
    desk.handle(place(wanted(24), supplier=""))
    desk.handle(change("PO-2", supplier="ZETA", by="U0MIA"))
    desk.handle(approve("PO-2", by="U0MIA"))
    assert purchase(desk, "PO-2").status is APPROVED
