"""Which lots a recall means, by the words people have for them."""

from datetime import date, timedelta

import pytest

from inventory.errors import MissingPart, UnknownItem
from inventory.inbound_errors import UnknownSupplier
from inventory.recall_commands import WidenRecall
from inventory.recall_errors import NothingToRecall, ScopeUnclear
from inventory.supplier import Supplier
from tests.builders import a_desk, an_item, receive, refusal_of
from tests.inventory.recalling.recalls import JAM, asked, start, the_recall
from tests.memory_desk import START, MemoryDesk

HONEY = "HONEY"


@pytest.fixture
def desk() -> MemoryDesk:
    desk = a_desk(
        Supplier(code="FARM", name="The farm"),
        Supplier(code="MILL", name="The mill"),
        an_item(JAM, is_lot_tracked=True, supplier="FARM", packs=()),
        an_item(HONEY, is_lot_tracked=True, supplier="MILL", packs=()),
    )
    for number in (7, 9, 10, 12):
        desk.handle(receive(5, JAM, at="A-01", lot=f"L{number}", supplier_lot=f"F-{number}"))
    desk.handle(receive(5, HONEY, at="A-02", lot="L7", supplier_lot="M-1"))
    desk.handle(
        receive(5, JAM, at="A-01", lot="L20", when=START + timedelta(days=2), supplier_lot="F-1")
    )
    return desk


def recalled(desk, *lots, **scope):
    desk.handle(start(*lots, **scope))
    return [f"{one.item} {one.code}" for one in the_recall(desk).lots]


@pytest.mark.parametrize(
    ("lots", "scope", "found"),
    [
        (("l12",), {}, ["JAM-STR L12"]),
        (("F-9",), {}, ["JAM-STR L9"]),
        (("M-1",), {}, ["HONEY L7"]),
        (("L7",), {"item": "jam-str"}, ["JAM-STR L7"]),
        (("L7",), {"supplier": "mill"}, ["HONEY L7"]),
        (("L10", "F-7"), {"item": JAM}, ["JAM-STR L7", "JAM-STR L10"]),
        ((), {"item": JAM, "first": "L8", "last": "L10"}, ["JAM-STR L9", "JAM-STR L10"]),
        ((), {"item": JAM, "first": "L12"}, ["JAM-STR L12", "JAM-STR L20"]),
        ((), {"first": "F-9", "last": "f-10"}, ["JAM-STR L9", "JAM-STR L10"]),
        ((), {"item": HONEY}, ["HONEY L7"]),
        ((), {"supplier": "FARM", "since": date(2026, 11, 24)}, ["JAM-STR L20"]),
        ((), {"supplier": "MILL", "until": date(2026, 11, 23)}, ["HONEY L7"]),
    ],
)
def test_a_scope_finds_lots(desk, lots, scope, found):
    assert recalled(desk, *lots, **scope) == found


def test_a_lot_that_came_on_several_days_is_of_each_of_them(desk):
    desk.handle(receive(1, JAM, at="A-01", lot="L9", when=START + timedelta(days=2)))

    assert recalled(desk, supplier="FARM", since=date(2026, 11, 25)) == [
        "JAM-STR L9",
        "JAM-STR L20",
    ]


@pytest.mark.parametrize(
    ("lots", "scope", "error"),
    [
        ((), {}, ScopeUnclear("empty")),
        ((), {"since": date(2026, 11, 1)}, ScopeUnclear("empty")),
        (("L7",), {}, ScopeUnclear("several_items", "L7", (JAM, HONEY))),
        ((), {"first": "L12", "last": "L7"}, ScopeUnclear("backwards", "L12..L7")),
        ((), {"first": "L7", "last": "M9"}, ScopeUnclear("unlike", "L7..M9")),
        (("L70",), {}, NothingToRecall("L70", ("L7", "L20", "L10"))),
        (("L7", "L99"), {"item": JAM}, NothingToRecall("L99", ("L9",))),
        ((), {"first": "X1", "last": "X9"}, NothingToRecall("X1..X9")),
        (
            (),
            {"supplier": "FARM", "until": date(2020, 1, 1)},
            NothingToRecall("..2020-01-01", part="days"),
        ),
        ((), {"item": "MUG-BLU"}, NothingToRecall("MUG-BLU", part="item")),
        ((), {"item": "NIX"}, UnknownItem("NIX")),
        ((), {"supplier": "NIX"}, UnknownSupplier("NIX")),
    ],
)
def test_a_scope_that_finds_nothing_or_too_much_is_refused(desk, lots, scope, error):
    assert refusal_of(desk, start(*lots, **scope)) == error


def test_a_range_of_days_that_runs_backwards_is_refused(desk):
    days = {"since": date(2026, 11, 2), "until": date(2026, 11, 1)}
    error = ScopeUnclear("backwards", "2026-11-02..2026-11-01")

    assert refusal_of(desk, start(item=JAM, **days)) == error


def test_a_recall_without_a_reason_is_refused(desk):
    assert refusal_of(desk, start("F-1", reason=" ")) == MissingPart("recall", "why")


def test_more_lots_than_a_board_can_show_are_too_many():
    desk = a_desk(an_item("PUMP", is_serial=True, packs=()))
    for first in range(0, 600, 150):
        desk.handle(receive(150, "PUMP", at="A-01", serials=f"{first + 1000}-{first + 1149}"))

    assert refusal_of(desk, start(item="PUMP")) == ScopeUnclear("too_wide", "600")


def test_a_recall_is_not_widened_beyond_what_a_board_can_show():
    desk = a_desk(an_item("PUMP", is_serial=True, packs=()))
    for first in (1000, 1150, 1300):
        desk.handle(receive(150, "PUMP", at="A-01", serials=f"{first}-{first + 149}"))
    desk.handle(start(item="PUMP", first="1000", last="1199"))
    wider = asked(WidenRecall, "RC-1", scope={"item": "PUMP", "first": "1200"})

    assert refusal_of(desk, wider) == ScopeUnclear("too_wide", "450")
