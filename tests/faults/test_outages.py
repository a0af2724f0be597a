"""The disk is full, the database is gone, Slack or Google is away for an hour.

Nobody is told that something was recorded unless it was; people are told what was not; and when all
is back everything arrives in order, once.
"""

import resource
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.answering.deciding import decide_approval
from bot.messages.unavailable import NOT_RECORDED, UNCERTAIN
from inventory.ports import JournalUnavailableError, OutcomeUnknownError
from sandbox.google.faults import Fault
from tests.builders import fresh_key, receive
from tests.faults.house import MANAGERS, STOCK, House, Town

HOUR_S = 3600.0
Outage = Callable[[House], AbstractContextManager[None]]


@contextmanager
def pragma_on_every_use(house: House, broken: str, whole: str) -> Iterator[None]:
    """Have every connection of the database behave differently for a while."""

    def use(connection: Any, *_: Any) -> None:
        connection.execute(broken).close()

    def give_back(connection: Any, *_: Any) -> None:
        if connection is not None:
            connection.execute(whole).close()

    pool = house.journal.engine.pool
    event.listen(pool, "checkout", use)
    event.listen(pool, "checkin", give_back)
    try:
        yield
    finally:
        event.remove(pool, "checkout", use)
        event.remove(pool, "checkin", give_back)


def full_disk(house: House) -> AbstractContextManager[None]:
    """Allow the database no page more than it has."""
    limit = "PRAGMA max_page_count = 1"  # SQLite takes it for: as large as it is now
    return pragma_on_every_use(house, limit, "PRAGMA max_page_count = 1073741823")


def read_only_database(house: House) -> AbstractContextManager[None]:
    return pragma_on_every_use(house, "PRAGMA query_only = ON", "PRAGMA query_only = OFF")


@contextmanager
def disk_without_room(house: House) -> Iterator[None]:
    """Have the system refuse to make any file larger than the journal's are."""
    largest = max(path.stat().st_size for path in house.path.parent.glob(f"{house.path.name}*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def a_directory_in_its_place(house: House) -> Iterator[None]:
    """Take the database's files away and put a directory where they were."""
    away = house.path.with_name("away")
    away.mkdir()
    for path in house.path.parent.glob(f"{house.path.name}*"):
        path.rename(away / path.name)
    house.path.mkdir()
    try:
        yield
    finally:
        house.path.rmdir()
        for path in away.iterdir():
            path.rename(house.path.parent / path.name)
        away.rmdir()


OUTAGES = (full_disk, read_only_database, disk_without_room, a_directory_in_its_place)


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: outage.__name__)
def test_nothing_is_acknowledged_that_was_not_recorded(house: House, outage: Outage) -> None:
    told: Counter[str] = Counter()
    with outage(house):
        while told.total() < 60 and told.total() - told["done"] < 2:
            said = house.asks("receive", f"1 MUG-BLU @A-01 note:{'x' * 900}")
            told[said.message.text if said.is_refusal else "done"] += 1

    assert set(told) - {"done"} in ({NOT_RECORDED}, {UNCERTAIN})
    least = 18 + told["done"]
    assert least <= house.journal.desk.catch_up().on_hand("MUG-BLU", "A-01")
    house.restart()
    assert least <= house.journal.desk.book.on_hand("MUG-BLU", "A-01") <= least + told[UNCERTAIN]


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda outage: outage.__name__)
def test_all_goes_on_when_the_database_is_back(house: House, outage: Outage) -> None:
    house.asks("receive", "6 MUG-BLU @A-01")
    with outage(house):
        for _ in range(3):
            house.work_once()
    house.asks("receive", "24 MUG-BLU @A-01")
    house.settle_doubts()

    assert [text[:25] for text in house.said()[STOCK]] == [
        "*Received 6 pieces of MUG",
        "*Received 24 pieces of MU",
    ]
    assert house.tab("Stock")[1][5] == 48
    assert house.differences() == []


def test_a_database_that_another_replaced_is_not_written_on(house: House) -> None:
    """Somebody copies yesterday's file over today's while the program runs."""
    yesterday = house.path.with_name("yesterday")
    shutil.copyfile(house.path, yesterday)
    house.asks("receive", "24 MUG-BLU @A-01")
    house.settle()
    for left_over in house.path.parent.glob(f"{house.path.name}-*"):
        left_over.unlink()
    yesterday.replace(house.path)

    told = [house.asks("receive", "1 MUG-BLU @A-01").message.text for _ in range(12)]

    assert set(told) == {NOT_RECORDED}
    with pytest.raises(JournalUnavailableError):
        house.journal.desk.handle(receive(1, at="A-01"))


def test_where_nobody_knows_people_are_not_told_that_nothing_was_posted(house: House) -> None:
    """The connection is lost in the commit, and does not come back for a while."""

    def cut_off(connection: Any) -> None:
        connection.connection.commit()
        raise OutcomeUnknownError("cut off")

    event.listen(house.journal.engine, "commit", cut_off)
    said = house.asks("receive", "24 MUG-BLU @A-01")
    event.remove(house.journal.engine, "commit", cut_off)

    assert said.message.text == UNCERTAIN
    assert house.journal.desk.catch_up().on_hand("MUG-BLU", "A-01") == 42


def test_an_inbox_row_typed_while_the_database_is_away_is_posted_once(house: House) -> None:
    house.types("Adjustments!A2", ["MUG-BLU", "A-01", "", -2, "damaged"])
    with read_only_database(house):
        for _ in range(3):
            house.work_once()
        assert house.journal.desk.book.on_hand("MUG-BLU", "A-01") == 18
    house.settle_doubts()

    assert house.journal.desk.book.on_hand("MUG-BLU", "A-01") == 16
    assert house.differences() == []


# -- Slack --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["error_503", "disconnect", "html_502", "ratelimited"])
def test_slack_is_away_for_an_hour(house: House, kind: str) -> None:
    house.town.slack.breaks(kind, "api:*", times=None, seconds=30)
    posted, passed = 0, 0.0
    while passed < HOUR_S:
        if posted < 12:
            house.asks("receive", "1 MUG-BLU @A-01")
            posted += 1
        passed += house.sender.send_once()
    assert house.said()[STOCK] == []
    assert len(house.town.slack.calls()) < 150
    while not house.write_and_read():
        house.seconds += 120
    assert house.tab("Stock")[1][5] == 30

    house.town.slack.mends()
    house.settle_doubts()

    assert [text[-7:] for text in house.said()[STOCK]] == [f"*TX-{n}*" for n in range(18, 30)]


def test_slack_applies_everything_and_answers_nothing_for_an_hour(house: House) -> None:
    house.town.slack.breaks("applied_then_dropped", "api:chat.postMessage", times=None)
    for _ in range(8):
        house.asks("receive", "1 MUG-BLU @A-01")
    passed = 0.0
    while passed < HOUR_S and house.journal.outbox.pending(1):
        passed += house.sender.send_once()
    house.town.slack.mends()
    house.settle()

    assert [text[-7:] for text in house.said()[STOCK]] == [f"*TX-{n}*" for n in range(18, 26)]


# -- Google -------------------------------------------------------------------------------------


class Hour:
    """An hour in which Google and the writer's pace share one time, and nobody waits."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._clock = house.town.standins.google.state.clock
        self.passed = 0.0

    def work_once(self) -> bool:
        """Let the sheet's loops take a turn after the pace's wait, as they do."""
        house = self._house
        before = house.seconds
        is_done = house.write_and_read()
        self.pass_by(max(1.0, house.pace.wait_s()))
        self._clock.offset_seconds += house.seconds - before
        return is_done

    def pass_by(self, seconds: float) -> None:
        self._house.seconds += seconds
        self._house.clock.advance(seconds=seconds)
        self.passed += seconds


@pytest.fixture
def strict_google(town: Town) -> Iterator[None]:
    """Google counts how often it is asked in a minute."""
    quotas = town.standins.google.state.quotas
    quotas.enabled = True
    yield
    quotas.enabled = False
    town.standins.google.state.clock.offset_seconds = 0.0


@pytest.mark.usefixtures("strict_google")
@pytest.mark.parametrize("kind", ["503", "disconnect", "429", "applied_then_dropped"])
def test_google_is_away_for_an_hour(house: House, kind: str) -> None:
    google = house.town.standins.google.state
    google.faults.rules.append(Fault(kind=kind, path="/v4/"))
    hour, posted = Hour(house), 0
    while hour.passed < HOUR_S:
        if posted < 40:
            house.asks("receive", "1 MUG-BLU @A-01")
            posted += 1
        hour.work_once()
    house.types("Items!B2", ["Mug, the blue one"])
    google.faults.rules.clear()
    google.requests.clear()
    for _ in range(400):
        if hour.work_once():
            break

    assert [row[2] for row in house.tab("Ledger")[3:]] == [f"TX-{n}" for n in range(18, 58)]
    assert house.tab("Stock")[1][1] == "Mug, the blue one"
    assert not [each for each in google.requests if each["status"] == 429]
    google.quotas.enabled = False
    house.settle_doubts()
    assert house.differences() == []


def test_the_tokens_run_out_while_nobody_gives_new_ones(house: House) -> None:
    google = house.town.standins.google.state
    house.asks("receive", "24 MUG-BLU @A-01")
    google.accounts.tokens.clear()
    google.faults.rules.append(Fault(kind="disconnect", path="/token"))
    for _ in range(4):
        assert not house.work_once()
    google.faults.rules.clear()
    house.settle_doubts()

    assert house.tab("Stock")[1][5] == 42
    assert house.differences() == []


def test_everything_is_away_at_once_and_the_program_starts_again_meanwhile(house: House) -> None:
    google = house.town.standins.google.state
    google.faults.rules.append(Fault(kind="applied_then_503", path="/v4/"))
    house.town.slack.breaks("applied_then_dropped", "api:*", times=None)
    house.asks("count", "2 MUG-BLU @A-01")
    for _ in range(4):
        house.work_once()
        house.restart()
        house.asks("receive", "1 MUG-BLU @A-01")
    approval = decide_approval(house.clerk, "AP-1", house.asker("U0CLEO"), is_approved=True)
    google.faults.rules.clear()
    house.town.slack.mends()
    house.settle_doubts()

    assert not approval.is_refusal
    assert [text[-7:] for text in house.said()[STOCK][1:]] == [f"*TX-{n}*" for n in range(19, 24)]
    assert len(house.said()[MANAGERS]) == 1
    assert house.differences() == []


def test_a_key_is_free_again_after_it_could_not_be_recorded(house: House) -> None:
    asked = receive(24, at="A-01", key=fresh_key())
    with read_only_database(house), pytest.raises(JournalUnavailableError):
        house.journal.desk.handle(asked)

    assert house.journal.desk.handle(asked).transaction.id == "TX-18"
    assert house.journal.desk.handle(asked).is_repeat
