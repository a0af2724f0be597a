"""Kits are built of what is free, and nothing of them appears or vanishes."""

from datetime import date
from decimal import Decimal

import pytest

from inventory.errors import (
    FractionRefused,
    Inactive,
    LotRefused,
    NotPositive,
    UndoRefused,
    UnknownItem,
    WrongPlace,
)
from inventory.inbound_errors import OtherSite
from inventory.kit_errors import (
    ComponentsShort,
    ComponentsUnusable,
    KitOutlives,
    NotAKit,
    ShortComponent,
)
from inventory.location import LocationKind
from inventory.move import MoveKind
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    a_location,
    an_item,
    build,
    edit,
    place_order,
    receive,
    refusal_of,
    reply_lines,
    unbuild,
    undo,
)

STOCK = [(20, "MUG-BLU", "A-01"), (6, "MUG-BLU", "B-01"), (5, "TEE-BLK-M", "A-02")]
NORTH = [("N-01", LocationKind.STORAGE), ("N-IN", LocationKind.RECEIVING)]
SPRING, SUMMER = date(2027, 3, 1), date(2027, 6, 1)


@pytest.fixture
def desk():
    """A gift set is two mugs and a tee; there are 26 mugs and 5 tees."""
    return a_desk(a_kit(home="B-01"), a_customer(), stock=STOCK)


def test_a_kit_takes_its_components_and_goes_where_it_belongs(desk):
    done = desk.handle(build(3))
    assert reply_lines(done) == [
        "MUG-BLU A-01 20 -> 14",
        "TEE-BLK-M A-02 5 -> 2",
        "GIFT-SET B-01 0 -> 3",
    ]
    assert [(m.kind, m.source, m.target) for m in done.transaction.moves] == [
        (MoveKind.BUILD, "A-01", "PRODUCTION"),
        (MoveKind.BUILD, "A-02", "PRODUCTION"),
        (MoveKind.BUILD, "PRODUCTION", "B-01"),
    ]


def test_what_came_first_is_taken_first_and_then_the_next_bin(desk):
    desk.handle(edit(a_kit("TOWER", (11, "MUG-BLU"))))
    assert reply_lines(desk.handle(build(2, "TOWER", at="A-02"))) == [
        "MUG-BLU A-01 20 -> 0",
        "MUG-BLU B-01 6 -> 4",
        "TOWER A-02 0 -> 2",
    ]


def test_only_the_named_bin_is_taken_from(desk):
    desk.handle(receive(2, "TEE-BLK-M", at="B-01"))
    assert reply_lines(desk.handle(build(2, source="b-01", at="A-02"))) == [
        "MUG-BLU B-01 6 -> 2",
        "TEE-BLK-M B-01 2 -> 0",
        "GIFT-SET A-02 0 -> 2",
    ]
    refused = refusal_of(desk, build(1, source="B-01"))
    assert [(one.item, one.wanted, one.free) for one in refused.short] == [("TEE-BLK-M", 1, 0)]
    assert (refused.source, refused.most) == ("B-01", 0)


def test_without_a_home_a_kit_goes_to_receiving(desk):
    desk.handle(edit(a_kit("PAIR", (2, "MUG-BLU"), home="PACK")))
    assert reply_lines(desk.handle(build(1, "PAIR")))[-1] == "PAIR IN 0 -> 1"


def test_every_component_that_is_short_is_named_with_where_it_lies_and_who_holds_it(desk):
    desk.handle(place_order((4, "TEE-BLK-M")))
    desk.handle(receive(3, "TEE-BLK-M", at="HOLD"))
    refused = refusal_of(desk, build(14))
    assert refused == ComponentsShort(
        item="GIFT-SET",
        unit="piece",
        wanted=Decimal(14),
        most=Decimal(1),
        source="",
        short=(
            ShortComponent(
                item="MUG-BLU",
                unit="piece",
                wanted=Decimal(28),
                free=Decimal(26),
                lies=(("A-01", "", Decimal(20)), ("B-01", "", Decimal(6))),
            ),
            ShortComponent(
                item="TEE-BLK-M",
                unit="piece",
                wanted=Decimal(14),
                free=Decimal(1),
                lies=(("A-02", "", Decimal(5)), ("HOLD", "", Decimal(3))),
                holders=(("SO-1", Decimal(4)),),
            ),
        ),
    )


def test_what_orders_hold_is_never_taken(desk):
    desk.handle(place_order((24, "MUG-BLU")))
    assert reply_lines(desk.handle(build(1)))[0] == "MUG-BLU B-01 6 -> 4"
    assert refusal_of(desk, build(1)).most == 0


def test_an_item_without_components_is_no_kit(desk):
    assert refusal_of(desk, build(1, "MUG-BLU")) == NotAKit(item="MUG-BLU")
    assert refusal_of(desk, build(1, "MUG-PINK")) == UnknownItem(item="MUG-PINK")


def test_a_kit_that_is_made_of_itself_is_refused_where_it_is_typed(desk):
    desk.handle(edit(a_kit("BOX", (1, "GIFT-SET"))))
    desk.handle(edit(a_kit("PALLET", (4, "BOX"))))
    circle = ("GIFT-SET", "PALLET", "BOX", "GIFT-SET")
    refused = refusal_of(desk, edit(a_kit("GIFT-SET", (1, "MUG-BLU"), (1, "pallet"))))
    assert refused == NotAKit(item="GIFT-SET", circle=circle)
    assert refusal_of(desk, edit(a_kit("LOOP", (1, "loop")))).circle == ("LOOP", "LOOP")


def test_a_circle_that_a_new_row_closes_is_found_too(desk):
    desk.handle(edit(a_kit("EGG", (1, "HEN"))))
    assert refusal_of(desk, edit(a_kit("HEN", (1, "EGG")))).circle == ("HEN", "EGG", "HEN")


def test_all_components_that_cannot_be_used_are_named_at_once(desk):
    desk.handle(edit(an_item("TEE-BLK-M", packs=(), is_active=False)))
    desk.handle(edit(a_kit("ODD", (1, "TEE-BLK-M"), (1, "NO-SUCH"), (1, "NOR-THIS"))))
    assert refusal_of(desk, build(1, "ODD")) == ComponentsUnusable(
        item="ODD", unknown=("NO-SUCH", "NOR-THIS"), inactive=("TEE-BLK-M",)
    )


def test_a_kit_out_of_use_is_not_built(desk):
    desk.handle(edit(a_kit(is_active=False)))
    assert refusal_of(desk, build(1)) == Inactive(what="item", code="GIFT-SET")


def test_half_a_piece_is_refused_and_half_a_metre_is_not(desk):
    desk.handle(edit(a_kit("HALF", ("0.5", "MUG-BLU"), ("0.25", "ROPE-8"))))
    desk.handle(receive(1, "ROPE-8", at="A-01"))
    assert refusal_of(desk, build(1, "HALF")) == FractionRefused(
        item="MUG-BLU", quantity=Decimal("0.5"), unit="piece"
    )
    assert reply_lines(desk.handle(build(2, "HALF")))[1] == "ROPE-8 A-01 1 -> 0.5"
    assert isinstance(refusal_of(desk, build("0.5")), FractionRefused)


def test_how_many_has_to_be_said(desk):
    assert refusal_of(desk, build(0)) == NotPositive(
        verb="build", item="GIFT-SET", number=Decimal(0)
    )


def test_packs_of_a_kit_count_in_its_base_unit(desk):
    desk.handle(receive(100, at="A-01"))
    desk.handle(receive(100, "TEE-BLK-M", at="A-02"))
    assert reply_lines(desk.handle(build(1, unit="case")))[-1] == "GIFT-SET B-01 0 -> 12"


def test_a_kit_is_put_into_storage_or_receiving_only(desk):
    refused = refusal_of(desk, build(1, at="HOLD"))
    assert isinstance(refused, WrongPlace)
    assert refused.wanted == ("receiving", "storage")
    assert isinstance(refusal_of(desk, build(1, source="PACK")), WrongPlace)


def test_goods_outside_of_storage_are_not_built_in(desk):
    desk.handle(edit(a_location("IN-2", LocationKind.RECEIVING)))
    desk.handle(receive(1, "TEE-BLK-M", at="IN-2"))
    desk.handle(receive(9, "TEE-BLK-M", at="HOLD"))
    assert desk.handle(build(6)).reply.balances[-1].after == 6
    assert refusal_of(desk, build(1)).most == 0


class TestLots:
    """A kit of jam."""

    @pytest.fixture
    def desk(self):
        desk = a_desk(a_kit("BRUNCH", (1, "MUG-BLU"), (2, "JAM-STR"), is_lot_tracked=True))
        desk.handle(receive(20, at="A-01"))
        desk.handle(receive(6, "JAM-STR", at="A-02", lot="L2", expires_on=SUMMER))
        desk.handle(receive(3, "JAM-STR", at="A-01", lot="L1", expires_on=SPRING))
        return desk

    def test_what_expires_first_is_taken_first_and_is_when_the_kit_expires(self, desk):
        done = desk.handle(build(2, "BRUNCH", lot="K1", at="B-01"))
        assert reply_lines(done) == [
            "MUG-BLU A-01 20 -> 18",
            "JAM-STR A-01 L1 3 -> 0",
            "JAM-STR A-02 L2 6 -> 5",
            "BRUNCH B-01 K1 0 -> 2",
        ]
        assert desk.book.lot("BRUNCH", "K1").expires_on == SPRING

    def test_a_kit_may_expire_earlier_but_not_later_than_what_it_is_made_of(self, desk):
        assert refusal_of(desk, build(1, "BRUNCH", lot="K1", expires_on=SUMMER)) == KitOutlives(
            item="BRUNCH", lot="K1", expires_on=SUMMER, component="JAM-STR", latest_on=SPRING
        )
        desk.handle(build(1, "BRUNCH", lot="K1", expires_on=date(2027, 2, 1)))
        assert desk.book.lot("BRUNCH", "K1").expires_on == date(2027, 2, 1)

    def test_a_lot_that_keeps_for_longer_is_not_filled_up_with_older_goods(self, desk):
        desk.handle(build(1, "BRUNCH", lot="K1", source="A-01"))
        desk.handle(receive(1, "JAM-STR", at="A-01", lot="L0", expires_on=date(2027, 1, 1)))
        refused = refusal_of(desk, build(1, "BRUNCH", lot="k1"))
        assert (refused.expires_on, refused.latest_on) == (SPRING, date(2027, 1, 1))

    def test_a_known_lot_keeps_its_day(self, desk):
        desk.handle(build(1, "BRUNCH", lot="K1"))
        desk.handle(build(2, "BRUNCH", lot="K1"))
        assert desk.book.lot("BRUNCH", "K1").expires_on == SPRING

    def test_the_kits_own_lot_has_to_be_said(self, desk):
        assert refusal_of(desk, build(1, "BRUNCH")) == LotRefused(problem="missing", item="BRUNCH")

    def test_a_kit_without_lots_takes_no_expiry(self, desk):
        desk.handle(edit(a_kit("PLAIN", (1, "JAM-STR"))))
        assert refusal_of(desk, build(1, "PLAIN", expires_on=SPRING)).problem == "not_tracked"
        desk.handle(build(1, "PLAIN"))

    def test_expired_goods_are_not_built_in(self, desk):
        expired = {"expires_on": date(2026, 11, 1), "reason": "short_dated", "by": "U0MIA"}
        desk.handle(receive(9, "JAM-STR", at="B-01", lot="L9", **expired))
        assert refusal_of(desk, build(5, "BRUNCH", lot="K1")).most == 4


def test_a_kit_is_built_of_what_lies_at_its_site():
    north = [a_location(code, kind, site="NORTH") for code, kind in NORTH]
    desk = a_desk(a_kit("PAIR", (2, "MUG-BLU"), home="B-01"), *north, stock=STOCK)
    desk.handle(receive(4, at="N-01"))
    assert refusal_of(desk, build(3, "PAIR", at="N-01")).most == 2
    assert reply_lines(desk.handle(build(1, "PAIR", source="N-01"))) == [
        "MUG-BLU N-01 4 -> 2",
        "PAIR N-IN 0 -> 1",
    ]
    assert reply_lines(desk.handle(build(13, "PAIR")))[0] == "MUG-BLU A-01 20 -> 0"
    assert refusal_of(desk, build(1, "PAIR", source="N-01", at="B-01")) == OtherSite(
        problem="transfer_needed", location="N-01", target="B-01"
    )
    assert reply_lines(desk.handle(unbuild(1, "PAIR", at="N-IN")))[1] == "MUG-BLU N-IN 0 -> 2"


def test_each_piece_of_a_serial_kit_has_its_number():
    desk = a_desk(a_kit("CLOCK", (1, "MUG-BLU"), is_serial=True), stock=STOCK)
    done = desk.handle(build(3, "CLOCK", serials="98-100", at="B-01"))
    assert reply_lines(done)[1:] == [
        "CLOCK B-01 98 0 -> 1",
        "CLOCK B-01 99 0 -> 1",
        "CLOCK B-01 100 0 -> 1",
    ]


def test_a_build_is_taken_back_whole(desk):
    before = dict(desk.book.stock)
    done = desk.handle(build(3))
    desk.handle(undo(done.transaction.id))
    after = {sku: balances for sku, balances in desk.book.stock.items() if balances}
    assert after == before


def test_a_build_is_not_taken_back_once_a_kit_is_gone(desk):
    done = desk.handle(build(3))
    desk.handle(place_order((1, "GIFT-SET")))
    assert isinstance(refusal_of(desk, undo(done.transaction.id)), UndoRefused)


def test_a_kit_may_be_made_of_kits(desk):
    desk.handle(edit(a_kit("BOX", (2, "GIFT-SET"))))
    assert refusal_of(desk, build(1, "BOX")).short[0].item == "GIFT-SET"
    desk.handle(build(2))
    assert reply_lines(desk.handle(build(1, "BOX")))[0] == "GIFT-SET B-01 2 -> 0"
