"""When goods moved, what is frozen, and who may do what, judged at the click."""

from datetime import UTC, date, datetime

import pytest

from inventory import errors
from inventory.people import Duty, Person, Role
from inventory.rights import DUTIES, RIGHTS, may, people_who_may
from tests.builders import (
    a_line,
    approve,
    count_stock,
    edit,
    move,
    open_stock,
    receive,
    refusal_of,
    reject,
    set_rule,
    undo,
    warn,
)


def test_goods_move_now_unless_a_day_is_named(desk):
    posted = desk.handle(receive(1, at="A-01"))
    (row,) = posted.transaction.moves
    assert row.occurred_at == row.recorded_at == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_a_back_dated_move_keeps_both_times(desk):
    desk.handle(set_rule("time_zone", "Europe/Madrid"))
    posted = desk.handle(receive(1, at="A-01", by="U0MIA", on=date(2026, 11, 20)))
    (row,) = posted.transaction.moves
    assert row.occurred_at == datetime(2026, 11, 20, 11, tzinfo=UTC)
    assert row.recorded_at == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_naming_today_takes_no_right(desk):
    posted = desk.handle(receive(1, at="A-01", on=date(2026, 11, 23)))
    assert posted.transaction.moves[0].occurred_at.date() == date(2026, 11, 23)


def test_back_dating_takes_a_manager(desk):
    refusal = refusal_of(desk, receive(1, at="A-01", on=date(2026, 11, 20)))
    assert (refusal.action, refusal.needs) == ("back_date", "manager")


def test_nothing_moves_tomorrow(desk):
    command = receive(1, at="A-01", by="U0MIA", on=date(2026, 11, 24))
    assert refusal_of(desk, command) == errors.DateRefused(
        problem="future", day=date(2026, 11, 24), limit=date(2026, 11, 23)
    )


def test_a_slip_in_the_year_is_refused(desk):
    desk.handle(set_rule("time_zone", "Pacific/Kiritimati"))
    command = receive(1, at="A-01", by="U0MIA", on=date(1, 1, 1))
    assert refusal_of(desk, command) == errors.DateRefused(
        problem="frozen", day=date(1, 1, 1), limit=date(1999, 12, 31)
    )


def test_today_is_the_warehouses_today(desk):
    desk.handle(set_rule("time_zone", "Pacific/Kiritimati"))  # 14 hours ahead: the 23rd, 22:00
    late = datetime(2026, 11, 23, 11, tzinfo=UTC)
    before = desk.book.on_hand("MUG-BLU", "A-01")
    desk.handle(receive(1, at="A-01", on=date(2026, 11, 24), when=late))
    assert desk.book.on_hand("MUG-BLU", "A-01") == before + 1


def test_a_frozen_day_takes_no_moves(desk):
    desk.handle(set_rule("freeze_date", "2026-11-20"))
    command = receive(1, at="A-01", by="U0MIA", on=date(2026, 11, 20))
    assert refusal_of(desk, command) == errors.DateRefused(
        problem="frozen", day=date(2026, 11, 20), limit=date(2026, 11, 20)
    )
    desk.handle(receive(1, at="A-01", by="U0MIA", on=date(2026, 11, 21)))


def test_a_frozen_day_is_said_once_for_a_whole_block(desk):
    desk.handle(set_rule("freeze_date", "2026-11-23"))
    block = receive(lines=[a_line(1, at="A-01"), a_line(1, at="A-02")])
    assert isinstance(refusal_of(desk, block), errors.DateRefused)


def test_a_frozen_day_takes_no_approved_difference_either(desk):
    desk.handle(count_stock(4, at="A-01"))
    desk.handle(set_rule("freeze_date", "2026-11-23"))
    assert isinstance(refusal_of(desk, approve()), errors.DateRefused)


def test_a_freeze_that_reaches_today_can_be_lifted_again(desk):
    desk.handle(count_stock(4, at="A-01"))
    desk.handle(set_rule("freeze_date", "2027-01-31"))
    assert isinstance(refusal_of(desk, receive(1, at="A-01")), errors.DateRefused)
    desk.handle(reject())
    desk.handle(warn())
    desk.handle(set_rule("freeze_date", ""))
    desk.handle(receive(1, at="A-01"))


@pytest.mark.parametrize(
    ("user", "refused"),
    [
        ("U0VIC", True),
        ("U0ANA", False),
        ("U0MIA", False),
        ("U0ADA", False),
        ("U0STRANGER", True),
        ("import", False),
        ("job:reorder", False),
        ("jobless", True),
    ],
)
def test_a_move_takes_an_operator(desk, user, refused):
    command = move(1, at="A-01", to="B-01", by=user)
    if refused:
        refusal = refusal_of(desk, command)
        assert (refusal.needs, refusal.has) == ("operator", "viewer")
        assert refusal.who == ("U0ADA", "U0ANA", "U0BEN", "U0MIA")
    else:
        desk.handle(command)


def test_people_who_are_not_listed_have_the_role_of_the_house(desk):
    desk.handle(set_rule("default_role", "operator"))
    posted = desk.handle(move(1, at="A-01", to="B-01", by="U0STRANGER"))
    assert posted.transaction.actor == "U0STRANGER"


def test_who_is_out_of_use_may_not_even_look(desk):
    desk.handle(edit(Person(user="U0VIC", role=Role.VIEWER, is_active=False)))
    assert not may(desk.book, "U0VIC", "look")
    assert may(desk.book, "U0STRANGER", "look")


def test_opening_stock_is_for_admins_and_the_import(desk):
    assert isinstance(refusal_of(desk, open_stock(1, at="A-01", by="U0MIA")), errors.NotAllowed)
    desk.handle(open_stock(1, at="A-01", by="U0ADA"))


def a_receiver(**parts):
    return Person(user="U0ANA", role=Role.OPERATOR, duties=(Duty.RECEIVING,), **parts)


def test_an_operator_who_is_kept_to_receiving_does_nothing_else(desk):
    desk.handle(edit(a_receiver()))

    desk.handle(receive(1, at="A-01", by="U0ANA"))

    assert refusal_of(desk, move(1, at="A-01", to="B-01", by="U0ANA")) == errors.OtherDuty(
        actor="U0ANA",
        action="move",
        duty="moving",
        has=("receiving",),
        who=("U0ADA", "U0BEN", "U0MIA"),
    )


def test_looking_and_taking_back_ones_own_postings_are_everybodys(desk):
    desk.handle(edit(a_receiver()))
    posted = desk.handle(receive(1, at="A-01", by="U0ANA"))

    assert may(desk.book, "U0ANA", "look")
    desk.handle(undo(posted.transaction.id, by="U0ANA"))


def test_a_manager_is_kept_to_nothing(desk):
    mia = Person(user="U0MIA", role=Role.MANAGER, duties=(Duty.COUNTING,))
    desk.handle(edit(mia))

    desk.handle(receive(1, at="A-01", by="U0MIA"))


def test_what_somebody_is_kept_to_does_not_raise_their_role(desk):
    desk.handle(edit(Person(user="U0VIC", role=Role.VIEWER, duties=(Duty.RECEIVING,))))

    refusal = refusal_of(desk, receive(1, at="A-01", by="U0VIC"))

    assert (refusal.needs, refusal.has) == ("operator", "viewer")


def test_who_could_do_it_is_asked_of_those_who_may(desk):
    desk.handle(edit(a_receiver()))

    assert people_who_may(desk.book, "enter_count") == ("U0ADA", "U0BEN", "U0MIA")


def test_every_duty_is_of_operators():
    assert {RIGHTS[action] for action in DUTIES} == {Role.OPERATOR}
    free = {
        action for action, role in RIGHTS.items() if role is Role.OPERATOR and action not in DUTIES
    }
    assert free == {
        "undo",
        "print_paper",
        "print_labels",
        "acknowledge_alert",
        "snooze_alert",
        "handle_alert",
    }


def test_every_right_has_a_role_above_none():
    assert all(role.includes(Role.VIEWER) for role in RIGHTS.values())
