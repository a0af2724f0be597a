"""The calendar: which slot is due, on ordinary days and on the days clocks are changed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from inventory.planning.running import Computed
from jobs.due import by_hand, newest_due, scheduled
from jobs.job import Job
from jobs.schedule import job_table, schedule_table

MADRID = ZoneInfo("Europe/Madrid")
NEW_YORK = ZoneInfo("America/New_York")
UTC_ZONE = ZoneInfo("UTC")


def a_job(**facts):
    defaults = {
        "id": "digest",
        "does": "says something",
        "run": lambda desk, occasion: "done",
        "hours": "8",
        "late_at_most": timedelta(hours=10),
    }
    return Job(**(defaults | facts))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def slot_at(job, text, zone=UTC_ZONE):
    due = newest_due(job, utc(text), zone)
    return due.slot if due else None


def test_a_slot_is_due_from_its_minute_on():
    assert slot_at(a_job(), "2026-11-23T07:59:59") is None
    assert slot_at(a_job(), "2026-11-23T08:00:00") == "2026-11-23"
    assert slot_at(a_job(), "2026-11-23T17:59:00") == "2026-11-23"


def test_a_slot_missed_for_too_long_is_let_go():
    assert slot_at(a_job(), "2026-11-23T18:00:01") is None


def test_times_are_the_warehouses_own():
    assert slot_at(a_job(), "2026-11-23T06:59:00", MADRID) is None
    assert slot_at(a_job(), "2026-11-23T07:00:00", MADRID) == "2026-11-23"


def test_a_slot_is_named_for_the_local_date_even_where_utc_has_another():
    early = a_job(hours="0", minute=30)
    assert slot_at(early, "2026-11-22T23:30:00", MADRID) == "2026-11-23"


def test_a_quarter_of_an_hour_is_a_slot():
    often = a_job(hours="0-23", period="quarter", late_at_most=timedelta(hours=1))
    assert slot_at(often, "2026-11-23T12:14:59", MADRID) == "2026-11-23T13:00"
    assert slot_at(often, "2026-11-23T12:15:00", MADRID) == "2026-11-23T13:15"


def test_only_the_newest_of_several_missed_hours_is_due():
    hourly = a_job(hours="8-18", period="hour", late_at_most=timedelta(hours=5))
    assert slot_at(hourly, "2026-11-23T12:20:00") == "2026-11-23T12"


def test_the_hour_that_comes_twice_in_autumn_is_one_slot():
    night = a_job(hours="1", minute=30)
    first, second = "2026-11-01T05:30:00", "2026-11-01T06:30:00"
    assert slot_at(night, first, NEW_YORK) == "2026-11-01"
    assert slot_at(night, second, NEW_YORK) == "2026-11-01"


def test_the_hour_that_is_left_out_in_spring_does_not_lose_the_day():
    night = a_job(hours="2", minute=30)
    assert slot_at(night, "2026-03-08T12:00:00", NEW_YORK) == "2026-03-08"


def test_a_weekday_job_rests_on_sunday():
    weekdays = a_job(weekdays="mon-fri")
    assert slot_at(weekdays, "2026-11-22T09:00:00") is None
    assert slot_at(weekdays, "2026-11-23T09:00:00") == "2026-11-23"


def test_weekdays_go_by_name():
    with pytest.raises(ValueError, match="weekdays go by name"):
        a_job(weekdays="0-4")


def test_what_a_run_posts_is_keyed_by_job_and_slot():
    job, now = a_job(), utc("2026-11-23T09:12:00")
    occasion = scheduled(job, newest_due(job, now, MADRID), now)
    assert occasion.key == "job:digest:2026-11-23"
    assert (occasion.actor, occasion.on) == ("job:digest", date(2026, 11, 23))


def test_a_run_by_hand_is_an_occasion_of_its_own():
    occasion = by_hand(a_job(), utc("2026-11-22T23:12:00"), MADRID)
    assert occasion.key == "job:digest:2026-11-22T23:12:00+00:00"
    assert occasion.on == date(2026, 11, 23)


def test_the_schedule_has_one_row_a_job_and_no_id_twice():
    jobs = job_table(
        verify=list,
        classify=lambda _: {},
        compute=lambda *_: Computed(),
        see=lambda _: (),
        look_back=lambda *_: None,
    )
    assert [job.id for job in jobs] == [
        "verify",
        "counts",
        "plan",
        "reorder",
        "alerts_daily",
        "alerts",
        "weekly_report",
        "reserve",
        "shipments",
        "purchases",
        "returns",
        "recalls",
        "recall_parts",
    ]
    assert len(schedule_table(jobs).splitlines()) == 2 + len(jobs)
