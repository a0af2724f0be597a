"""Clocks that are set, set back, or wrong: every slot runs once, and nothing is out of order."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from inventory.ports import Desk
from jobs.job import Job, Occasion
from jobs.runner import JobRunner
from journal.opening import Journal, open_journal
from journal.tables import job_run, lease
from tests.builders import a_location, an_item, edit, set_rule
from tests.faults.house import SEED, House
from tests.memory_desk import SettableClock

MADRID, NEW_YORK = "Europe/Madrid", "America/New_York"
LOOK_EVERY = timedelta(minutes=15)
WITHIN_S = 60.0


class Diary:
    """Jobs that write down for which slot they ran."""

    def __init__(self) -> None:
        self.ran: list[tuple[str, str]] = []

    def job(self, name: str, **when: object) -> Job:
        facts = {"id": name, "does": "writes it down", "late_at_most": timedelta(hours=3), **when}
        return Job(run=self._run, **facts)  # type: ignore[arg-type]

    def slots(self, name: str) -> list[str]:
        return [slot for job, slot in self.ran if job == name]

    def _run(self, _desk: Desk, occasion: Occasion) -> str:
        self.ran.append((occasion.job, occasion.slot))
        return "written"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = open_journal(f"sqlite:///{tmp_path / 'bincard.sqlite3'}", "journal-1")
    journal.desk.handle_all([edit(a_location("A-01")), edit(an_item("MUG-BLU"))])
    yield journal
    journal.close()


def a_runner(journal: Journal, diary: Diary, clock: Callable[[], datetime]) -> JobRunner:
    return JobRunner(
        [
            diary.job("hourly", hours="0-23", period="hour"),
            diary.job("night", hours="2", minute=30),
            diary.job("early", hours="1", minute=30),
            diary.job("midnight", hours="0"),
        ],
        desk=journal.desk,
        runs=journal.job_runs,
        lease=journal.lease,
        clock=clock,
        holder="worker-1",
    )


def midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (MADRID, date(2026, 3, 29), 23),
        (MADRID, date(2026, 10, 25), 24),
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 24),
    ],
    ids=str,
)
def test_on_a_day_clocks_are_changed_every_slot_runs_once(
    journal: Journal, zone: str, day: date, hours: int
) -> None:
    journal.desk.handle(set_rule("time_zone", zone))
    clock = SettableClock(midnight(day, zone) - LOOK_EVERY)
    diary = Diary()
    runner = a_runner(journal, diary, clock)
    chance = random.Random(SEED)

    while clock.now < midnight(day + timedelta(days=1), zone) - LOOK_EVERY:
        clock.now += LOOK_EVERY * chance.uniform(0.2, 1.0)
        runner.run_due()

    hourly = diary.slots("hourly")
    assert (len(hourly), len(set(hourly))) == (hours, hours), f"seed {SEED}"
    for name in ("night", "early", "midnight"):
        assert diary.slots(name) == [day.isoformat()], f"seed {SEED}, {name}"


def test_a_clock_that_jumps_back_an_hour_runs_no_slot_again(journal: Journal) -> None:
    clock, diary = SettableClock(datetime(2026, 11, 23, 0, 5, tzinfo=UTC)), Diary()
    runner = a_runner(journal, diary, clock)
    chance = random.Random(SEED)

    for _ in range(120):
        clock.advance(minutes=chance.choice((20, 20, 20, 20, 25, -60)))
        runner.run_due()

    assert len(diary.ran) == len(set(diary.ran)), f"seed {SEED}"
    assert diary.slots("hourly") == sorted(diary.slots("hourly")), f"seed {SEED}"
    assert len(diary.ran) > 5, f"seed {SEED}"


def test_a_clock_that_was_a_year_ahead_does_not_silence_the_jobs(journal: Journal) -> None:
    clock, diary = SettableClock(datetime(2026, 11, 23, 7, 50, tzinfo=UTC)), Diary()
    runner = a_runner(journal, diary, clock)
    for moment in ("2026-11-23T08:01", "2027-11-23T08:02", "2026-11-23T08:03", "2026-11-23T09:00"):
        clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        runner.run_due()
        runner.run_due()

    assert diary.slots("hourly") == ["2026-11-23T08", "2027-11-23T08", "2026-11-23T09"]


def test_what_is_said_when_the_clock_has_jumped_back_comes_after_what_was_said(
    house: House,
) -> None:
    house.asks("receive", "24 MUG-BLU @A-01")
    house.settle()
    house.clock.advance(hours=-1)
    house.asks("pick", "40 MUG-BLU @A-01")
    house.settle()
    house.clock.advance(hours=2)
    house.clerk.undo("TX-19", house.asker("U0ANA"))
    house.settle_doubts()

    assert [row[2:8] for row in house.tab("Ledger")[3:]] == [
        ["TX-18", "receipt", "MUG-BLU", 24, "SUPPLIER", "A-01"],
        ["TX-19", "pick", "MUG-BLU", 40, "A-01", "PACK"],
        ["TX-20", "pick", "MUG-BLU", 40, "PACK", "A-01"],
    ]
    assert [text[-7:] for text in house.said()["C0STOCK"]] == ["*TX-18*", "*TX-19*", "*TX-20*"]
    assert house.differences() == []


@pytest.mark.parametrize("hours", [-1000, -12, 12, 1000])
def test_a_wrong_clock_does_not_have_a_message_sent_twice(house: House, hours: int) -> None:
    house.clock.now = datetime.now(UTC) + timedelta(hours=hours)
    house.town.slack.breaks("applied_then_dropped", "api:chat.postMessage")
    house.asks("receive", "24 MUG-BLU @A-01")
    house.settle()

    assert len(house.said()["C0STOCK"]) == 1


class Workers:
    """Four processes on one journal; whoever has the lease is killed again and again."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'bincard.sqlite3'}"
        self._told_time = folder / "now"
        self.now = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
        self.tell_time(self.now)
        self._running: dict[str, subprocess.Popen[str]] = {}

    def tell_time(self, now: datetime) -> None:
        """Set the clock of all of them at once."""
        self.now = now
        fresh = self._told_time.with_suffix(".new")
        fresh.write_text(now.isoformat(), encoding="ascii")
        fresh.replace(self._told_time)

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.slot_runner", self.url, str(self._told_time)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
        self._running[str(process.pid)] = process

    def wait_until_looking(self) -> None:
        for process in self._running.values():
            assert process.stdout is not None
            assert process.stdout.readline() == "looking\n"

    def kill(self, holder: str) -> None:
        """Kill one, and let so much time pass that its lease has run out."""
        process = self._running.pop(holder)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()

    def close(self) -> None:
        for holder in list(self._running):
            self.kill(holder)


@pytest.fixture
def workers(tmp_path: Path, journal: Journal) -> Iterator[Workers]:
    workers = Workers(tmp_path)
    for _ in range(4):
        workers.start()
    workers.wait_until_looking()
    yield workers
    workers.close()


def test_slots_run_once_over_four_processes_whose_leader_is_killed(
    workers: Workers, journal: Journal
) -> None:
    chance = random.Random(SEED)
    for hour in range(8, 14):
        workers.tell_time(workers.now.replace(hour=hour, minute=0))
        slot = f"2026-11-23T{hour:02}"
        wait_until(lambda slot=slot: slot in claimed(journal), slot)
        if hour in (9, 11, 12):
            time.sleep(chance.uniform(0, 0.08))
            kill_the_leader(workers, journal)
        wait_until(lambda slot=slot: claimed(journal).get(slot) is not None, slot)

    book = journal.desk.catch_up()
    entered = journal.reader.entered_after(2, 100)
    assert [one.transaction.key for one in entered] == [
        f"job:hourly:2026-11-23T{hour:02}" for hour in range(8, 14)
    ], f"seed {SEED}"
    assert set(claimed(journal).values()) == {"received"}
    assert book.on_hand("MUG-BLU", "A-01") == 6


def claimed(journal: Journal) -> dict[str, str | None]:
    """Return slot -> what came of it, None while it runs."""
    with journal.engine.connect() as connection:
        rows = connection.execute(select(job_run.c.slot, job_run.c.result)).all()
    return {row.slot: row.result for row in rows}


def kill_the_leader(workers: Workers, journal: Journal) -> None:
    with journal.engine.connect() as connection:
        holder = connection.scalars(select(lease.c.holder).where(lease.c.name == "jobs")).one()
    workers.kill(holder)
    with journal.engine.begin() as connection:  # ten minutes pass
        connection.execute(update(lease).where(lease.c.holder == holder).values(until=0.0))


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not is_so():
        assert time.monotonic() < deadline, f"{what} did not run"
        time.sleep(0.01)
