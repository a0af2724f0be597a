"""Late and stuck shipments: said once in the thread, and to the managers until it is over."""

from datetime import date, timedelta

from inventory.documents.remark import RemarkKind
from inventory.errors import NothingChanged
from inventory.journey_commands import JudgeShipments, RecordProgress
from inventory.warning import ManagersWarning
from tests.builders import a_customer, a_desk, ordered, refusal_of
from tests.journeys import shipped
from tests.memory_desk import START


def a_shop(**rules):
    return a_desk(a_customer(), stock=[(48, "MUG-BLU", "A-01")], **rules)


def judge(days=0):
    when = START + timedelta(days=days)
    return ordered(JudgeShipments, on=when.date(), by="job:shipments", when=when)


def told(desk):
    return [
        (one.notice.thread, one.notice.remark.kind, one.notice.remark.words)
        for one in desk.pending(1000)
        if one.notice.type == "remark"
        and one.notice.remark.kind in (RemarkKind.LATE, RemarkKind.STUCK)
    ]


def warnings_of(desk):
    return [
        (one.number, one.headline, one.lines, one.is_open) for one in desk.book.all(ManagersWarning)
    ]


def test_a_late_shipment_is_said_once_in_its_thread_and_to_the_managers():
    desk = a_shop()
    shipped(desk, (8, "MUG-BLU"), promised_on=date(2026, 11, 24))
    assert isinstance(refusal_of(desk, judge(days=1)), NothingChanged)

    desk.handle(judge(days=2))
    assert told(desk) == [("SO-1", RemarkKind.LATE, "promised for 2026-11-24, 1 day late")]
    assert warnings_of(desk) == [
        (
            "WN-1",
            "1 shipment needs somebody to look.",
            ("SH-1 (SO-1), Bike B-1: promised for 2026-11-24, 1 day late",),
            True,
        )
    ]
    assert isinstance(refusal_of(desk, judge(days=2)), NothingChanged)


def test_the_warning_follows_and_ends_by_itself_while_the_thread_stays_quiet():
    desk = a_shop()
    shipped(desk, (8, "MUG-BLU"), promised_on=date(2026, 11, 24))
    desk.handle(judge(days=2))
    desk.handle(judge(days=3))
    assert len(told(desk)) == 1
    assert warnings_of(desk)[0][2] == (
        "SH-1 (SO-1), Bike B-1: promised for 2026-11-24, 2 days late",
    )

    later = START + timedelta(days=3)
    desk.handle(ordered(RecordProgress, "SH-1", event="delivered", when=later))
    desk.handle(judge(days=4))
    assert warnings_of(desk) == [("WN-1", "No shipment is late or stuck any more.", (), False)]
    assert isinstance(refusal_of(desk, judge(days=5)), NothingChanged)


def test_a_shipment_is_stuck_anew_after_a_sign_of_life():
    desk = a_shop(stuck_days=2)
    shipped(desk, (8, "MUG-BLU"))
    desk.handle(judge(days=2))
    heard = START + timedelta(days=2)
    desk.handle(ordered(RecordProgress, "SH-1", event="in_transit", when=heard))
    desk.handle(judge(days=3))
    desk.handle(judge(days=4))

    assert told(desk) == [
        ("SO-1", RemarkKind.STUCK, "not heard of for 2 working days"),
        ("SO-1", RemarkKind.STUCK, "not heard of for 2 working days"),
    ]


def test_a_holiday_is_no_day_of_silence():
    desk = a_shop(stuck_days=2, holidays="2026-11-24")
    shipped(desk, (8, "MUG-BLU"))
    assert isinstance(refusal_of(desk, judge(days=2)), NothingChanged)
    desk.handle(judge(days=3))
    assert told(desk) == [("SO-1", RemarkKind.STUCK, "not heard of for 2 working days")]


def test_a_parcel_nobody_could_take_is_named_to_the_managers():
    desk = a_shop()
    shipped(desk, (8, "MUG-BLU"))
    desk.handle(ordered(RecordProgress, "SH-1", event="failed_attempt", note="door closed"))
    desk.handle(judge(days=1))
    assert warnings_of(desk)[0][2] == ("SH-1 (SO-1), Bike B-1: the carrier could not hand it over",)


def test_a_long_list_is_cut_and_counted():
    desk = a_shop(stuck_days=1)
    for _ in range(22):
        shipped(desk, (1, "MUG-BLU"))
    desk.handle(judge(days=1))

    [(_, headline, lines, _)] = warnings_of(desk)
    assert headline == "22 shipments need somebody to look."
    assert (len(lines), lines[0][:4], lines[-1]) == (20, "SH-1", "and 3 more, on the tab Shipments")
