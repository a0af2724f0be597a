"""Managers' rows take effect at once, unless they would orphan stock or history."""

from decimal import Decimal

import pytest

from inventory import errors, row_errors
from inventory.entries import Change
from inventory.errors import BrokenInvariantError
from inventory.inbound_commands import TransferStock
from inventory.location import LocationKind
from inventory.people import Person, Role
from inventory.row_errors import StillAwaited
from inventory.rules import Rules, Setting
from inventory.supplier import Supplier
from tests.builders import (
    ADA,
    _posting,
    a_desk,
    a_location,
    an_amount,
    an_item,
    edit,
    move,
    receive,
    refusal_of,
    set_rule,
    take_out,
    undo,
)


def test_an_edit_keeps_before_and_after(desk):
    posted = desk.handle(edit(an_item(minimum=Decimal(12))))
    (change,) = posted.transaction.changes
    assert (change.type, change.key, change.before.minimum, change.after.minimum) == (
        "item",
        "MUG-BLU",
        None,
        Decimal(12),
    )


def test_a_change_of_nothing_names_nothing():
    with pytest.raises(BrokenInvariantError):
        _ = Change(version=0, before=None, after=None).key


def test_an_edit_that_changes_nothing_is_no_posting(desk):
    assert refusal_of(desk, edit(an_item())) == errors.NothingChanged(what="MUG-BLU")


def test_a_used_item_cannot_be_taken_out(desk):
    assert refusal_of(desk, take_out(an_item())) == row_errors.StillUsed(
        tab="Items", code="MUG-BLU", on_hand=Decimal(24), unit="piece"
    )


def test_an_item_that_was_ever_moved_stays_even_when_none_is_left(desk):
    received = desk.handle(receive(1, "TEE-BLK-M", at="A-01"))
    desk.handle(undo(received.transaction.id))
    refusal = refusal_of(desk, take_out(desk.book.item("TEE-BLK-M")))
    assert (refusal.code, refusal.on_hand) == ("TEE-BLK-M", Decimal(0))


def test_an_unused_item_can_be_taken_out_and_come_back(desk):
    tee = desk.book.item("TEE-BLK-M")
    place = desk.book.position_of("item", "TEE-BLK-M")
    desk.handle(take_out(tee))
    assert desk.book.item("TEE-BLK-M") is None
    assert isinstance(refusal_of(desk, take_out(tee)), errors.NothingChanged)
    desk.handle(edit(tee))
    assert desk.book.position_of("item", "TEE-BLK-M") == place


def test_what_never_was_cannot_be_taken_out(desk):
    assert isinstance(refusal_of(desk, take_out(an_item("MUG-RED"))), errors.NothingChanged)


def test_a_bin_that_was_used_cannot_be_taken_out(desk):
    assert refusal_of(desk, take_out(a_location("A-01"))) == row_errors.StillUsed(
        tab="Locations", code="A-01", on_hand=Decimal(24)
    )
    desk.handle(take_out(a_location("B-01")))


@pytest.mark.parametrize(
    ("after", "field"),
    [
        (an_item(unit="box"), "unit"),
        (an_item(is_lot_tracked=True), "is_lot_tracked"),
    ],
)
def test_the_ledgers_own_measure_of_a_used_item_is_frozen(desk, after, field):
    assert refusal_of(desk, edit(after)) == row_errors.FieldFrozen(
        tab="Items", code="MUG-BLU", field=field
    )


def test_an_unused_item_may_change_its_unit(desk):
    desk.handle(edit(an_item("TEE-BLK-M", unit="box")))
    assert desk.book.item("TEE-BLK-M").unit == "box"


def test_half_metres_on_hand_keep_an_item_fractional():
    desk = a_desk(stock=[(Decimal("2.5"), "ROPE-8", "A-01")])
    whole = desk.book.item("ROPE-8").model_copy(update={"is_fractional": False})
    assert refusal_of(desk, edit(whole)) == row_errors.FieldFrozen(
        tab="Items", code="ROPE-8", field="is_fractional"
    )
    desk.handle(receive(Decimal("0.5"), "ROPE-8", at="A-01"))
    desk.handle(edit(whole))


@pytest.mark.parametrize("code", ["SUPPLIER", "Scrap"])
def test_no_row_replaces_a_place_outside_the_building(desk, code):
    assert refusal_of(desk, edit(a_location(code))) == row_errors.FieldFrozen(
        tab="Locations", code=code, field="code"
    )


def test_no_row_makes_a_place_outside_the_building(desk):
    assert refusal_of(desk, edit(a_location("A-01", LocationKind.SCRAP))) == row_errors.FieldFrozen(
        tab="Locations", code="A-01", field="kind"
    )


def waits_on_the_dock(desk):
    desk.handle(receive(3))
    return "IN", LocationKind.STORAGE, "PA-1"


def waits_in_quarantine(desk):
    desk.handle(receive(1, rejected=an_amount(3), reason="damaged", at="A-01"))
    return "HOLD", LocationKind.STORAGE, "RJ-1"


def is_on_its_way(desk):
    desk.handle(edit(a_location("N-IN", LocationKind.RECEIVING, site="NORTH")))
    desk.handle(receive(3, at="A-02"))
    desk.handle(_posting(TransferStock, 3, "MUG-BLU", at="A-02", to="NORTH"))
    return "VAN", LocationKind.STORAGE, "TR-1"


@pytest.mark.parametrize("waits", [waits_on_the_dock, waits_in_quarantine, is_on_its_way])
def test_a_place_stays_of_its_kind_while_goods_wait_there(desk, waits):
    code, kind, document = waits(desk)
    assert refusal_of(desk, edit(a_location(code, kind))) == StillAwaited(code, (document,))
    desk.handle(edit(a_location(code, desk.book.location(code).kind, name="Another name")))


def test_a_bin_with_goods_may_become_quarantine(desk):
    desk.handle(edit(a_location("A-01", LocationKind.QUARANTINE)))
    assert (desk.book.available("MUG-BLU"), desk.book.on_hand("MUG-BLU", "A-01")) == (0, 24)


@pytest.mark.parametrize(
    "after",
    [
        Person(user="U0ADA", name="Ada", role=Role.MANAGER),
        Person(user="U0ADA", name="Ada", role=Role.ADMIN, is_active=False),
        None,
    ],
)
def test_the_last_admin_stays(desk, after):
    command = edit(after) if after else take_out(ADA)
    assert refusal_of(desk, command) == row_errors.LastAdmin(user="U0ADA")


def test_an_admin_may_go_when_there_is_another(desk):
    desk.handle(edit(Person(user="U0MIA", name="Mia", role=Role.ADMIN)))
    desk.handle(take_out(ADA))
    desk.handle(edit(Person(user="U0MIA", name="Mia B.", role=Role.ADMIN)))
    assert desk.book.people_with(Role.ADMIN) == ("U0MIA",)


def test_suppliers_come_and_go(desk):
    acme = Supplier(code="ACME", name="Acme")
    desk.handle(edit(acme))
    desk.handle(take_out(acme))
    assert desk.book.get(Supplier, "ACME") is None


def test_people_cannot_edit_rows_unless_they_are_admins(desk):
    assert isinstance(refusal_of(desk, edit(an_item("MUG-RED"), by="U0MIA")), errors.NotAllowed)
    desk.handle(edit(an_item("MUG-RED"), by="U0ADA"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("time_zone", "Mars/Base"),
        ("currency", "euro"),
        ("count_tolerance", "-1"),
        ("count_tolerance", "NaN"),
        ("count_tolerance", "lots"),
        ("freeze_date", "soon"),
        ("expiry_margin_days", "1.5"),
        ("expiry_margin_days", "99999999999"),
        ("default_role", "admin"),
        ("default_role", "boss"),
        ("managers_channel", "#managers"),
        ("stock_channel", "<!channel>"),
        ("proposal_rest_days", "-1"),
    ],
)
def test_a_bad_value_is_named_and_one_that_slips_through_stops_nothing(desk, name, value):
    assert Rules.problem_with(name, value)
    desk.handle(set_rule(name, value))
    assert desk.book.rules == Rules()
    desk.handle(move(1, at="A-01", to="B-01"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("time_zone", "Europe/Madrid"), ("count_tolerance", "2.50"), ("default_role", "operator")],
)
def test_a_good_value_holds_from_the_next_command_on(desk, name, value):
    assert Rules.problem_with(name, value) is None
    desk.handle(set_rule(name, value))
    assert str(getattr(desk.book.rules, name)) == value.removesuffix("0")


def test_blank_and_unknown_settings_mean_the_default(desk):
    desk.handle(set_rule("count_tolerance", ""))
    desk.handle(set_rule("colour", "blue"))
    assert desk.book.rules == Rules()
    assert Rules.problem_with("colour", "blue") is None
    desk.handle(take_out(Setting(name="colour")))
