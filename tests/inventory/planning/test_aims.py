"""The closed loop: what was achieved moves what is aimed at, by group, once a month, slowly."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from inventory.demand.cycles import Cycle
from inventory.documents.forecast import Forecast
from inventory.planning.aims import aims, no_cycles
from inventory.planning.figures import Aim
from inventory.planning.subjects import Subject
from inventory.stock_policy import PolicyKind, ServiceKind
from tests.builders import a_customer, a_desk, edit, open_stock, pick, place_order, ship
from tests.inventory.planning.figured import a_subject
from tests.inventory.planning.planned import a_forecast, keep
from tests.memory_desk import START, MemoryDesk

NEXT_MONTH = date(2026, 12, 1)
"""The orders of these tests are placed in the month before."""


def asked(desk: MemoryDesk, *quantities: int) -> MemoryDesk:
    """Have ten mugs there for each order, and ask for so many."""
    desk.handle(edit(a_customer(), by="import"))
    for day, quantity in enumerate(quantities):
        desk.handle(open_stock(10, "MUG-BLU", at="A-01", when=START + timedelta(minutes=day)))
        when = START + timedelta(minutes=day, seconds=1)
        desk.handle(place_order((quantity, "MUG-BLU"), when=when))
    return desk


def aim(
    desk: MemoryDesk,
    *,
    on: date = NEXT_MONTH,
    policy: PolicyKind = PolicyKind.AUTOMATIC,
    members: Sequence[Subject] = (),
    cycles: Sequence[Cycle] = (),
) -> Aim:
    subject = a_subject((7,) * 20, book=desk.book)
    if policy is not PolicyKind.AUTOMATIC:
        facts = {"minimum": Decimal(5), "maximum": Decimal(9)}
        subject = a_subject((7,) * 20, book=desk.book, item=facts)
    everything = [subject, *members]
    ended = (lambda *_: cycles) if cycles else no_cycles
    found = aims(desk.book, [subject], everything, lambda _: "A", on=on, cycles=ended)
    return found["MUG-BLU"]


def known(**facts: object) -> Forecast:
    facts.setdefault("service_level", Decimal("0.95"))
    facts.setdefault("target", Decimal("0.95"))
    return a_forecast(**facts)


def test_the_first_aim_is_what_is_asked_for() -> None:
    assert aim(a_desk()) == Aim(Decimal("0.95"))


def test_less_than_was_asked_for_makes_the_aim_higher() -> None:
    desk = asked(a_desk(), *(12,) * 40)
    desk.handle(keep(known()))
    found = aim(desk)

    assert found.achieved is not None
    assert Decimal("0.7") < found.achieved < Decimal("0.9")
    assert Decimal("0.955") < found.target < Decimal("0.965")


def test_more_than_was_asked_for_makes_it_lower() -> None:
    desk = asked(a_desk(), *(2,) * 40)
    desk.handle(keep(known()))
    found = aim(desk)

    assert found.achieved == 1
    assert Decimal("0.9") <= found.target < Decimal("0.95")


def test_what_is_handed_over_without_an_order_is_told_but_teaches_nothing() -> None:
    desk = a_desk(stock=[(10, "MUG-BLU", "A-01")])
    desk.handle(pick(10, at="A-01"))
    desk.handle(ship(10, customer="Acme"))

    assert aim(desk) == Aim(Decimal("0.95"), Decimal(1))


def test_order_cycles_count_where_cycle_service_is_asked_for() -> None:
    desk = asked(a_desk(service="cycle"), *(12,) * 40)
    desk.handle(keep(known(service=ServiceKind.CYCLE)))
    good, bad = (Cycle("MUG-BLU", "", START.date(), ran_out=out) for out in (False, True))

    assert aim(desk).achieved is None
    assert aim(desk, cycles=[good] * 30).achieved == 1
    found = aim(desk, cycles=[good, bad] * 15)
    assert found.achieved == Decimal("0.5")
    assert found.target > Decimal("0.95")


def test_it_moves_with_the_first_computation_of_a_month_only() -> None:
    desk = asked(a_desk(), *(12,) * 40)
    desk.handle(keep(known(target=Decimal("0.96"), achieved=Decimal("0.9"))))

    assert aim(desk, on=date(2026, 11, 30)) == Aim(Decimal("0.96"), Decimal("0.9"))


def test_who_asks_for_another_service_begins_anew() -> None:
    desk = asked(a_desk(), *(12,) * 40)
    desk.handle(keep(known(service_level=Decimal("0.8"), target=Decimal("0.7"))))

    assert aim(desk).target == Decimal("0.95")


def test_what_managers_state_is_told_how_it_does_and_stays() -> None:
    desk = asked(a_desk(), *(12,) * 40)
    desk.handle(keep(known(policy=PolicyKind.MIN_MAX)))
    found = aim(desk, policy=PolicyKind.MIN_MAX)

    assert found.target == Decimal("0.95")
    assert found.achieved is not None


def test_a_group_that_nobody_asked_of_stays_where_it_is() -> None:
    desk = a_desk()
    desk.handle(keep(known(target=Decimal("0.97"))))

    assert aim(desk) == Aim(Decimal("0.97"))


@pytest.mark.parametrize("served", [2, 12])
def test_however_long_it_goes_on_the_aim_stays_within_its_bounds(served: int) -> None:
    desk = asked(a_desk(), *(served,) * 40)
    target = Decimal("0.95")
    for month in range(1, 13):
        on = date(2027, month, 1)
        before = on - timedelta(days=1)
        desk.handle(
            keep(known(target=target)).model_copy(
                update={
                    "key": f"plan:{before}",
                    "on": before,
                    "forecasts": (known(target=target, computed_on=before),),
                }
            )
        )
        target = aim(desk, on=on).target

    assert Decimal("0.9") <= target <= Decimal("0.995")


def test_all_classes_of_value_that_share_a_promise_are_one_group() -> None:
    desk = asked(a_desk(service="shared"), *(12,) * 40)
    desk.handle(keep(known(service=ServiceKind.SHARED)))
    subject = a_subject((7,) * 20, book=desk.book)
    other = a_subject((7,) * 20, book=desk.book, item={"sku": "BOWL-1"})
    class_of = {"MUG-BLU": "A", "BOWL-1": "C"}

    found = aims(
        desk.book, [other], [subject, other], lambda one: class_of[one.item.sku], on=NEXT_MONTH
    )

    achieved = found["BOWL-1"].achieved
    assert achieved is not None
    assert Decimal("0.7") < achieved < Decimal("0.9")
