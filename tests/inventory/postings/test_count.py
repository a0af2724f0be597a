"""Counting and adjusting: the book is brought to what is there; big differences wait."""

from decimal import Decimal

import pytest

from inventory import count_errors, errors
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.notices import ApprovalNotice
from inventory.people import Person, Role
from inventory.place import Place
from tests.builders import (
    a_desk,
    a_line,
    a_location,
    adjust,
    an_item,
    approve,
    count_stock,
    edit,
    pick,
    receive,
    refusal_of,
    reject,
    reply_lines,
    set_rule,
    take_out,
    undo,
)


def approvals(desk):
    return [(a.number, a.status.value, a.decided_by, a.note) for a in desk.book.all(Approval)]


def told(posted):
    return [n.approval.status.value for n in posted.transaction.notices]


def test_a_count_that_agrees_posts_nothing_and_says_so(desk):
    posted = desk.handle(count_stock(24, at="A-01"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 24"]
    assert (posted.transaction.moves, list(desk.book.all(Approval))) == ((), [])


def test_a_small_difference_is_posted_at_once(desk):
    posted = desk.handle(count_stock(21, at="A-01"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 21"]
    (posted_move,) = posted.transaction.moves
    assert (posted_move.source, posted_move.target, posted_move.reason) == (
        "A-01",
        "DIFFERENCE",
        "counted",
    )


def test_what_is_found_comes_from_the_count_difference(desk):
    assert reply_lines(desk.handle(count_stock(26, at="A-01", reason="found"))) == [
        "MUG-BLU A-01 24 -> 26"
    ]
    assert desk.book.on_hand("MUG-BLU", "DIFFERENCE") == -2


def test_a_bin_can_be_counted_empty_and_an_empty_bin_counted(desk):
    assert reply_lines(desk.handle(count_stock(0, at="B-01"))) == ["MUG-BLU B-01 0 -> 0"]
    desk.handle(set_rule("count_tolerance", 100))
    assert reply_lines(desk.handle(count_stock(0, at="A-01"))) == ["MUG-BLU A-01 24 -> 0"]


def test_a_big_difference_waits_for_somebody_else(desk):
    posted = desk.handle(count_stock(18, at="A-01"))
    assert posted.transaction.moves == ()
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 24"]
    assert told(posted) == ["waiting"]
    assert refusal_of(desk, approve(by="U0ANA")) == errors.NotAllowed(
        actor="U0ANA",
        action="decide_approval",
        needs="manager",
        has="operator",
        who=("U0ADA", "U0MIA"),
    )
    decided = desk.handle(approve(by="U0MIA"))
    assert reply_lines(decided) == ["MUG-BLU A-01 24 -> 18"]
    assert told(decided) == ["approved"]
    assert decided.transaction.moves[0].document == "CC-1"


def test_the_requester_may_not_approve_and_hears_who_could(desk):
    desk.handle(count_stock(18, at="A-01", by="U0MIA"))
    assert refusal_of(desk, approve(by="U0MIA")) == errors.SelfApproval(
        actor="U0MIA", number="AP-1", who=("U0ADA",)
    )


def test_the_requester_may_withdraw_even_without_the_role(desk):
    desk.handle(count_stock(18, at="A-01"))
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))
    desk.handle(reject(by="U0ANA"))
    assert approvals(desk) == [("AP-1", "rejected", "U0ANA", "")]
    assert desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_an_approval_is_decided_once(desk):
    desk.handle(count_stock(18, at="A-01"))
    desk.handle(reject(by="U0MIA"))
    assert refusal_of(desk, approve(by="U0ADA")) == errors.AlreadyDecided(
        number="AP-1", status="rejected", by="U0MIA"
    )
    assert refusal_of(desk, approve("AP-9")) == errors.UnknownDocument(number="AP-9")


def test_goods_that_move_while_somebody_thinks_are_not_counted_twice(desk):
    desk.handle(count_stock(18, at="A-01"))
    desk.handle(pick(10, at="A-01"))
    assert reply_lines(desk.handle(approve())) == ["MUG-BLU A-01 14 -> 8"]


def test_a_loss_that_is_no_longer_there_cannot_be_approved(desk):
    desk.handle(count_stock(18, at="A-01"))
    desk.handle(pick(20, at="A-01"))
    shortage = refusal_of(desk, approve())
    assert (shortage.verb, shortage.wanted, shortage.on_hand) == ("count", Decimal(6), Decimal(4))


def test_a_bin_counted_anew_is_not_corrected_twice(desk):
    desk.handle(count_stock(4, at="A-01"))
    second = desk.handle(count_stock(5, at="A-01", by="U0BEN"))
    assert told(second) == ["rejected", "waiting"]
    assert approvals(desk) == [
        ("AP-1", "rejected", "U0BEN", "counted again"),
        ("AP-2", "waiting", "", ""),
    ]
    desk.handle(approve("AP-2"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 5


def test_what_was_decided_is_not_settled_again_by_a_later_count(desk):
    desk.handle(count_stock(4, at="A-01"))
    desk.handle(approve())
    desk.handle(count_stock(3, at="A-01"))
    assert approvals(desk) == [("AP-1", "approved", "U0MIA", "")]


def test_a_count_that_agrees_settles_what_waited(desk):
    desk.handle(adjust(-20, at="A-01", reason="damaged"))
    desk.handle(count_stock(24, at="A-01"))
    assert approvals(desk) == [("AP-1", "rejected", "U0ANA", "counted again")]


def test_a_new_count_of_one_bin_leaves_the_others_waiting(desk):
    desk.handle(receive(40, at="B-01"))
    desk.handle(count_stock(lines=[a_line(4, at="A-01"), a_line(10, at="B-01")]))
    posted = desk.handle(count_stock(23, at="A-01", by="U0BEN"))
    assert told(posted) == ["waiting"]
    (approval,) = desk.book.all(Approval)
    assert [v.location for v in approval.variances] == ["B-01"]


def test_two_lines_may_not_count_one_bin(desk):
    block = count_stock(lines=[a_line(10, at="A-01"), a_line(5, at="a-01")])
    assert refusal_of(desk, block) == errors.LineErrors(
        errors=((2, count_errors.CountedTwice(item="MUG-BLU", location="A-01")),), lines=2
    )


def test_a_block_posts_what_is_small_and_asks_for_what_is_big(desk):
    desk.handle(receive(3, at="B-01"))
    posted = desk.handle(count_stock(lines=[a_line(4, at="A-01"), a_line(2, at="B-01")]))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 24", "MUG-BLU B-01 3 -> 2"]
    assert [v.difference for a in desk.book.all(Approval) for v in a.variances] == [-20]


@pytest.mark.parametrize(
    ("rules", "counted", "waits"),
    [
        ({"count_tolerance": 3}, 21, False),
        ({"count_tolerance": 3}, 20, True),
        ({"count_tolerance": 0}, 23, True),
        ({"count_tolerance_percent": 10}, 22, False),
        ({"count_tolerance_percent": 10}, 21, True),
        ({"count_tolerance_value": 10}, 22, False),
        ({"count_tolerance_value": 10}, 21, True),
    ],
)
def test_the_tolerance_is_by_units_percent_and_value(rules, counted, waits):
    desk = a_desk(an_item(unit_cost=Decimal(5)), stock=[(24, "MUG-BLU", "A-01")], **rules)
    desk.handle(count_stock(counted, at="A-01"))
    assert bool(approvals(desk)) is waits


def test_any_gain_in_an_empty_bin_is_beyond_a_percentage(desk):
    desk.handle(set_rule("count_tolerance_percent", 50))
    desk.handle(count_stock(1, at="B-01"))
    assert approvals(desk) == [("AP-1", "waiting", "", "")]


def test_value_is_no_measure_where_the_cost_is_not_known(desk):
    desk.handle(set_rule("count_tolerance_value", 1))
    desk.handle(count_stock(21, at="A-01"))
    assert approvals(desk) == []


def test_damaged_goods_go_to_scrap(desk):
    posted = desk.handle(adjust(-2, at="A-01", reason="Damaged"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 22"]
    assert desk.book.on_hand("MUG-BLU", "SCRAP") == 2


def test_what_turns_up_keeps_what_the_item_cost_then():
    desk = a_desk(an_item(unit_cost=Decimal("2.50")), stock=[(24, "MUG-BLU", "A-01")])
    found = desk.handle(count_stock(26, at="A-01"))
    missing = desk.handle(adjust(-1, at="A-01", reason="missing"))
    costs = [posted.transaction.moves[0].unit_cost for posted in (found, missing)]
    assert costs == [Decimal("2.50"), None]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (count_stock(-1, at="A-01"), errors.NotPositive("count", "MUG-BLU", Decimal(-1))),
        (count_stock(None, at="A-01"), errors.MissingPart(verb="count", part="quantity")),
        (count_stock(1), errors.MissingPart(verb="count", part="location")),
        (adjust(None, at="A-01"), errors.MissingPart(verb="adjust", part="quantity")),
        (adjust(0, at="A-01"), errors.NotPositive("adjust", "MUG-BLU", Decimal(0))),
        (adjust(-1, at="A-01", reason=""), errors.MissingPart(verb="adjust", part="reason")),
    ],
)
def test_what_a_count_or_adjustment_leaves_out_is_named(desk, command, refusal):
    assert refusal_of(desk, command) == refusal


def test_an_unknown_reason_names_the_known_ones(desk):
    refusal = refusal_of(desk, adjust(-1, at="A-01", reason="gremlins"))
    assert (refusal.reason, refusal.known[:2]) == ("gremlins", ("correction", "counted"))


def test_more_than_is_there_cannot_be_adjusted_away(desk):
    refusal = refusal_of(desk, adjust(-25, at="A-01"))
    assert (refusal.verb, refusal.wanted, refusal.on_hand) == ("adjust", Decimal(25), Decimal(24))


def test_a_count_of_the_only_lot_in_a_bin_need_not_name_it():
    desk = a_desk(stock=[(6, "JAM-STR", "A-01", "L7")])
    assert reply_lines(desk.handle(count_stock(5, "JAM-STR", at="A-01"))) == [
        "JAM-STR A-01 L7 6 -> 5"
    ]


def test_an_item_taken_off_its_tab_since_cannot_be_approved(desk):
    desk.handle(count_stock(18, "TEE-BLK-M", at="A-01"))
    desk.handle(take_out(desk.book.item("TEE-BLK-M")))
    assert refusal_of(desk, approve()) == errors.UnknownItem(item="TEE-BLK-M")


def test_a_bin_taken_off_its_tab_since_gets_no_stock(desk):
    desk.handle(adjust(50, at="B-01"))
    desk.handle(take_out(a_location("B-01")))
    assert refusal_of(desk, approve()) == errors.UnknownLocation(location="B-01")


def test_a_big_adjustment_in_slices_waits_from_where_it_is_too_much(desk):
    slices = [*adjust(4, at="B-01").lines] * 3
    adjusted = desk.handle(adjust(lines=slices))
    assert desk.book.on_hand("MUG-BLU", "B-01") == 4
    assert told(adjusted) == ["waiting"]


def test_undoing_a_count_withdraws_what_it_asked_for(desk):
    counted = desk.handle(count_stock(18, at="A-01"))
    undone = desk.handle(undo(counted.transaction.id, by="U0MIA"))
    assert told(undone) == ["rejected"]
    assert approvals(desk) == [("AP-1", "rejected", "U0MIA", f"undo of {counted.transaction.id}")]
    desk.handle(undo(undone.transaction.id, by="U0MIA"))
    assert approvals(desk) == [("AP-1", "waiting", "", "")]


def test_undoing_an_approval_has_it_wait_again(desk):
    desk.handle(count_stock(18, at="A-01"))
    approved = desk.handle(approve())
    undone = desk.handle(undo(approved.transaction.id, by="U0MIA"))
    assert reply_lines(undone) == ["MUG-BLU A-01 18 -> 24"]
    assert told(undone) == ["waiting"]
    assert next(desk.book.all(Approval)).status is ApprovalStatus.WAITING
    desk.handle(approve(by="U0ADA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 18


def test_the_requester_may_not_approve_by_taking_back_what_took_the_approval_back(desk):
    desk.handle(count_stock(0, at="A-01", by="U0MIA"))
    approved = desk.handle(approve(by="U0ADA"))
    taken_back = desk.handle(undo(approved.transaction.id, by="U0ADA"))
    again = undo(taken_back.transaction.id, by="U0MIA")
    assert refusal_of(desk, again) == errors.SelfApproval(
        actor="U0MIA", number="AP-1", who=("U0ADA",)
    )
    desk.handle(undo(taken_back.transaction.id, by="U0ADA"))
    assert desk.book.balances("MUG-BLU") == {}


def test_a_count_whose_approval_was_decided_cannot_be_undone(desk):
    counted = desk.handle(count_stock(18, at="A-01"))
    approved = desk.handle(approve()).transaction.id
    assert refusal_of(desk, undo(counted.transaction.id)) == errors.UndoRefused(
        problem="changed_since", transaction=counted.transaction.id, by="AP-1", since=approved
    )


def test_who_asked_elsewhere_hears_there_how_it_was_decided(desk):
    stock = Place(channel="C0STOCK", thread="1763.1")
    desk.handle(count_stock(18, at="A-01", place=stock))
    decision = approve().model_copy(update={"place": Place(channel="C0MANAGERS")})
    posted = desk.handle(decision)
    assert [notice.type for notice in posted.transaction.notices] == ["approval", "posted"]
    assert posted.transaction.notices[1].place == stock


def test_who_asked_where_it_was_decided_hears_it_once(desk):
    managers = Place(channel="C0MANAGERS")
    desk.handle(count_stock(18, at="A-01", place=managers))
    posted = desk.handle(approve().model_copy(update={"place": managers}))
    assert [notice.type for notice in posted.transaction.notices] == ["approval"]


def test_an_approval_is_told_to_the_managers(desk):
    posted = desk.handle(count_stock(18, at="A-01"))
    (notice,) = posted.transaction.notices
    assert isinstance(notice, ApprovalNotice)
    assert (notice.message, notice.audience.value) == ("AP-1", "managers")
