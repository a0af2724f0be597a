from inventory.documents.weekly_report import WeeklyReport
from inventory.planning.running import Computed
from inventory.reporting.week import looking_back
from jobs.runner import JobRunner
from jobs.schedule import job_table
from tests.demand_days import House, day
from tests.memory_desk import SettableClock


def a_runner(house, name):
    desk = house.desk
    desk.clock = clock = SettableClock(day(7).replace(hour=9))
    jobs = job_table(
        verify=list,
        classify=lambda _: {},
        compute=lambda *_: Computed(),
        see=lambda _: (),
        look_back=lambda book, on: looking_back(book, desk, on),
    )
    return JobRunner(jobs, desk=desk, runs=desk, lease=desk, clock=clock, holder=name)


def test_two_workers_tell_a_week_once():
    house = House()
    house.receive(20)
    runner, other = a_runner(house, "one"), a_runner(house, "two")

    assert runner.run_now("weekly_report").startswith("posted")
    assert other.run_now("weekly_report") == "nothing changed"
    assert [one.number for one in house.desk.book.all(WeeklyReport)] == ["WR-2026-48"]


def test_a_house_whose_first_week_is_not_over_is_told_nothing():
    assert a_runner(House(), "one").run_now("weekly_report") == "nothing changed"
