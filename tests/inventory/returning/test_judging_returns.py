"""Returns that were announced and never come: the managers hear of them until they are let go."""

from datetime import date, timedelta

from inventory.errors import NothingChanged
from inventory.return_commands import CancelReturn, JudgeReturns
from inventory.warning import ManagersWarning
from tests.builders import ordered, refusal_of
from tests.memory_desk import START
from tests.returns import a_shop_that_shipped, announce, back, receive_back


def judge(days):
    when = START + timedelta(days=days)
    return ordered(JudgeReturns, on=when.date(), by="job:returns", when=when)


def warning(desk):
    (found,) = desk.book.all(ManagersWarning)
    return found


def test_a_return_is_late_the_day_after_it_was_expected_and_said_until_it_comes():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2), back(1, "TEE-BLK-M"), expected_on=date(2026, 11, 24)))
    assert isinstance(refusal_of(desk, judge(days=1)), NothingChanged)

    desk.handle(judge(days=2))

    assert (warning(desk).headline, warning(desk).lines) == (
        "1 return has not come. Ask the customer, or cancel or close what will not come.",
        (
            (
                "RMA-1 of SO-1, CAFE-SOL: announced 2026-11-23, expected by 2026-11-24, 1 day late: "
                "2 of MUG-BLU, 1 of TEE-BLK-M"
            ),
        ),
    )
    desk.handle(receive_back(quantities={1: 2}))
    desk.handle(judge(days=3))
    assert warning(desk).lines[0].endswith("2 days late: 1 of TEE-BLK-M")

    desk.handle(receive_back())
    desk.handle(judge(days=4))
    assert (warning(desk).headline, warning(desk).is_open) == ("No return is late any more.", False)


def test_a_return_without_a_day_is_awaited_for_two_weeks():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    assert isinstance(refusal_of(desk, judge(days=14)), NothingChanged)

    desk.handle(judge(days=15))
    assert "expected by 2026-12-07, 1 day late" in warning(desk).lines[0]

    desk.handle(ordered(CancelReturn, "RMA-1", reason="keeps it"))
    desk.handle(judge(days=16))
    assert warning(desk).is_open is False


def test_of_very_many_late_returns_the_oldest_are_named():
    desk = a_shop_that_shipped((22, "MUG-BLU", "1"))
    for _ in range(22):
        desk.handle(announce(back(1)))

    desk.handle(judge(days=20))

    assert warning(desk).headline.startswith("22 returns have not come.")
    assert (len(warning(desk).lines), warning(desk).lines[-1]) == (
        20,
        "and 3 more, on the tab Returns",
    )


def test_of_many_late_lines_the_first_are_named():
    desk = a_shop_that_shipped()
    desk.handle(announce(*[back(1, order="")] * 5))

    desk.handle(judge(days=20))

    assert warning(desk).lines == (
        (
            "RMA-1: announced 2026-11-23, expected by 2026-12-07, 6 days late: "
            "1 of MUG-BLU, 1 of MUG-BLU, 1 of MUG-BLU and 2 more"
        ),
    )
