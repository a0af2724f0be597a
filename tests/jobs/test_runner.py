"""Each slot once, over processes, restarts and failures."""

import threading
from datetime import timedelta

import pytest

from inventory.ports import JournalUnavailableError
from inventory.warning import ManagersWarning
from jobs.job import Job
from jobs.runner import JobRunner
from tests.builders import a_desk, set_rule, warn
from tests.memory_desk import SettableClock
from tests.waiting import WITHIN_S, wait_until


class Diary:
    """A job that writes down its slots, and fails while it is told to."""

    def __init__(self, **facts):
        self.slots = []
        self.error = None
        self.was_asked = threading.Event()
        defaults = {
            "id": "digest",
            "does": "says something",
            "run": self._run,
            "hours": "9",
            "late_at_most": timedelta(hours=10),
        }
        self.job = Job(**(defaults | facts))

    def _run(self, desk, occasion):
        self.was_asked.set()
        if self.error:
            raise self.error
        self.slots.append(occasion.slot)
        return "written"


def a_runner(desk, *diaries, holder="worker-1"):
    return JobRunner(
        [diary.job for diary in diaries],
        desk=desk,
        runs=desk,
        lease=desk,
        clock=desk.clock,
        holder=holder,
    )


@pytest.fixture
def clock():
    return SettableClock()  # Monday 2026-11-23, 08:00 UTC


@pytest.fixture
def desk(clock):
    return a_desk(clock=clock)


def warnings_of(desk):
    return [(w.topic, w.is_open, w.lines[:1]) for w in desk.book.all(ManagersWarning)]


def test_a_slot_runs_once_however_often_one_looks(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    assert runner.run_due() == []
    clock.advance(hours=1)
    assert [runner.run_due(), runner.run_due()] == [["digest"], []]
    assert diary.slots == ["2026-11-23"]
    assert desk.results("digest") == {"2026-11-23": "written"}


def test_what_was_due_before_the_first_start_ever_is_not_made_up_for(desk, clock):
    clock.advance(hours=3)
    diary = Diary()
    assert a_runner(desk, diary).run_due() == []
    clock.advance(days=1)
    runner = a_runner(desk, diary)
    assert runner.run_due() == []
    clock.advance(hours=22)
    runner.run_due()
    assert diary.slots == ["2026-11-25"]


def test_a_slot_missed_while_down_is_caught_up_once_after_a_restart(desk, clock):
    diary = Diary()
    first = a_runner(desk, diary)
    clock.advance(hours=1)
    first.run_due()
    first.stop()
    clock.advance(days=3, hours=4)  # Thursday, 13:00
    second = a_runner(desk, diary, holder="worker-2")
    assert [second.run_due(), second.run_due()] == [["digest"], []]
    assert diary.slots == ["2026-11-23", "2026-11-26"]


def test_only_the_holder_of_the_lease_runs_jobs(desk, clock):
    diary = Diary()
    first = a_runner(desk, diary)
    second = a_runner(desk, diary, holder="worker-2")
    first.run_due()
    clock.advance(minutes=5)
    first.run_due()
    clock.advance(minutes=6)
    assert second.run_due() == []


def test_who_dies_is_replaced_and_what_he_did_is_not_done_again(desk, clock):
    diary = Diary()
    clock_at_nine = clock.advance(minutes=59)
    first, second = a_runner(desk, diary), a_runner(desk, diary, holder="worker-2")
    clock.advance(minutes=1)
    first.run_due()
    clock.advance(minutes=11)
    assert second.run_due() == []
    assert diary.slots == ["2026-11-23"]
    assert clock() > clock_at_nine


def test_a_claim_whose_holder_died_runs_again(desk, clock):
    token = desk.acquire("jobs", "worker-0", 600)
    clock.advance(hours=1)
    assert desk.claim("digest", "2026-11-23", token)
    diary = Diary()
    assert a_runner(desk, diary).run_due() == ["digest"]
    assert diary.slots == ["2026-11-23"]


def test_an_outcome_that_could_not_be_recorded_runs_again_under_a_new_token(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    clock.advance(hours=1)
    diary.error = JournalUnavailableError()
    with pytest.raises(JournalUnavailableError):
        runner.run_due()
    diary.error = None
    assert runner.run_due() == ["digest"]
    assert desk.results("digest") == {"2026-11-23": "written"}


def test_a_failure_is_told_to_the_managers_and_ends_with_the_next_success(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    clock.advance(hours=1)
    diary.error = ValueError("no such thing")
    assert [runner.run_due(), runner.run_due()] == [["digest"], []]
    assert desk.results("digest") == {"2026-11-23": "failed: ValueError"}
    assert warnings_of(desk) == [("job:digest", True, ("ValueError",))]
    diary.error = None
    clock.advance(days=1)
    runner.run_due()
    assert warnings_of(desk) == [("job:digest", False, ())]


def test_a_failure_that_lasts_is_told_once(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    diary.error = ValueError("no such thing")
    clock.advance(hours=1)
    for _ in range(3):
        assert runner.run_due() == ["digest"]
        clock.advance(days=1)
    assert len(desk.pending(10)) == 1


def test_one_job_that_fails_does_not_keep_the_others_from_running(desk, clock):
    broken, sound = Diary(id="broken"), Diary(id="sound")
    broken.error = ValueError("no such thing")
    runner = a_runner(desk, broken, sound)
    clock.advance(hours=1)
    assert runner.run_due() == ["broken", "sound"]
    assert sound.slots == ["2026-11-23"]


def test_a_new_time_zone_in_settings_holds_at_the_next_look(desk, clock):
    diary = Diary(hours="10")
    runner = a_runner(desk, diary)
    clock.advance(hours=1, minutes=1)
    assert runner.run_due() == []
    desk.handle(set_rule("time_zone", "Europe/Madrid"))
    assert runner.run_due() == ["digest"]


def test_a_zone_further_west_does_not_bring_yesterday_back(desk, clock):
    diary = Diary(hours="0-23", period="hour")
    runner = a_runner(desk, diary)
    clock.advance(hours=1)
    runner.run_due()
    desk.handle(set_rule("time_zone", "America/New_York"))
    clock.advance(hours=1)
    assert runner.run_due() == []
    assert diary.slots == ["2026-11-23T09"]


def test_a_job_can_be_run_by_hand_besides_its_schedule(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    assert runner.run_now("digest") == "written"
    clock.advance(hours=1)
    assert runner.run_due() == ["digest"]
    assert diary.slots == ["2026-11-23T08:00:00+00:00", "2026-11-23"]


def test_the_thread_looks_at_once_and_lets_go_of_the_lease_when_stopped(desk, clock):
    diary = Diary()
    runner = a_runner(desk, diary)
    clock.advance(hours=1)
    runner.start()
    assert diary.was_asked.wait(10)
    runner.stop()
    assert diary.slots == ["2026-11-23"]
    assert desk.acquire("jobs", "worker-2", 600) is not None
    assert not [t for t in threading.enumerate() if t.name in ("APScheduler", "first look")]


def test_a_journal_that_is_down_does_not_end_the_thread(desk, clock):
    diary = Diary()
    diary.error = JournalUnavailableError()
    runner = a_runner(desk, diary)
    clock.advance(hours=1)
    runner.start()
    assert diary.was_asked.wait(10)
    runner.stop()
    diary.error = None
    assert runner.run_due() == ["digest"]


def test_a_warning_that_was_known_is_not_an_obstacle(desk, clock):
    desk.handle(warn(topic="job:digest", headline="The job digest failed (says something)."))
    clock.advance(minutes=30)
    runner = a_runner(desk, Diary(minute=0))
    clock.advance(minutes=30)
    assert runner.run_due() == ["digest"]
    assert warnings_of(desk) == [("job:digest", False, ())]


class CountedLease:
    """A lease that tells how often it was asked for."""

    def __init__(self, desk):
        self._desk = desk
        self.asked = 0

    def acquire(self, name, holder, ttl_s):
        self.asked += 1
        return self._desk.acquire(name, holder, ttl_s)

    def release(self, name, holder):
        self._desk.release(name, holder)


def test_the_lease_is_renewed_while_a_job_takes_long(desk, clock):
    may_end = threading.Event()
    diary = Diary(run=lambda desk, occasion: str(may_end.wait(WITHIN_S)))
    lease = CountedLease(desk)
    runner = JobRunner(
        [diary.job],
        desk=desk,
        runs=desk,
        lease=lease,
        clock=clock,
        holder="worker-1",
        lease_ttl_s=0.4,
    )
    clock.advance(hours=1)
    runner.start()
    wait_until(lambda: desk.results("digest"), "the job has begun")
    renewed = lease.asked + 3
    wait_until(lambda: lease.asked >= renewed, "it was renewed three times meanwhile")
    assert desk.results("digest") == {"2026-11-23": None}
    may_end.set()
    runner.stop()
    assert desk.results("digest") == {"2026-11-23": "True"}
