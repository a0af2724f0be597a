"""A database that goes away and comes back: nobody is told what is not so, and all goes on by itself."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from inventory.ports import JournalUnavailableError, OutcomeUnknownError
from journal.follower import Follower
from journal.opening import Journal, open_journal
from tests.journal.test_desk import opened, receive
from tests.postgres_server import NoPostgresError, PostgresServer, running_postgres
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server that tests may kill."""
    try:
        with running_postgres() as server:
            yield server
    except NoPostgresError as none:
        pytest.skip(str(none))


@pytest.fixture
def journal(server: PostgresServer) -> Iterator[Journal]:
    journal = opened(server.new_database())
    yield journal
    journal.close()


def test_people_hear_that_nothing_is_recorded_and_later_that_it_is(
    server: PostgresServer, journal: Journal
):
    server.kill()
    with pytest.raises(JournalUnavailableError):
        journal.desk.handle(receive("r1", 24))
    for ask in (
        journal.desk.catch_up,
        journal.reader.last_sequence,
        lambda: journal.outbox.pending(1),
        lambda: journal.lease.acquire("sheet", "one", 10),
        lambda: journal.job_runs.last_slot("low_stock"),
        lambda: journal.progress.last_batch("book"),
    ):
        with pytest.raises(JournalUnavailableError):
            ask()
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 0
    server.start()
    assert journal.desk.handle(receive("r1", 24)).transaction.id == "TX-5"
    assert journal.outbox.pending(1) == []


def test_a_follower_finds_its_way_back(server: PostgresServer, journal: Journal):
    other = open_journal(journal.engine.url.render_as_string(), "journal-1")
    news = threading.Event()
    follower = Follower(journal.engine, journal.desk, news.set)
    follower.start()
    server.kill()
    server.start()
    other.desk.handle(receive("r1", 24))
    assert news.wait(30)
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24
    follower.stop()
    other.close()


def test_a_commit_whose_answer_was_lost_is_found_out(server: PostgresServer):
    with Cut(server) as cut:
        journal = opened(cut.url(server.new_database()))
        cut.after_commit = True
        posted = journal.desk.handle(receive("r1", 24))
        assert cut.cuts == 1
        assert posted.transaction.id == "TX-5"
        assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24
        journal.close()


def test_a_commit_that_nobody_can_answer_for_is_never_acknowledged(server: PostgresServer):
    with Cut(server) as cut:
        journal = opened(cut.url(server.new_database()))
        cut.after_commit = cut.stays_cut = True
        with pytest.raises(OutcomeUnknownError):
            journal.desk.handle(receive("r1", 24))
        assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 0
        cut.stays_cut = False
        again = journal.desk.handle(receive("r1", 24))
        assert (again.is_repeat, again.transaction.id) == (True, "TX-5")
        assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24
        journal.close()


def test_a_server_killed_under_load_loses_nothing_it_had_told(server: PostgresServer):
    journal = opened(server.new_database())
    told: set[str] = set()

    def post(name: int) -> None:
        for number in range(25):
            key = f"{name}-{number}"
            while key not in told:
                with suppress(JournalUnavailableError):
                    journal.desk.handle(receive(key))
                    told.add(key)

    threads = [threading.Thread(target=post, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for goal in (25, 75):
        wait_until(lambda goal=goal: len(told) >= goal, f"{goal} were told")
        server.kill()
        server.start()
    for thread in threads:
        thread.join()
    entered = journal.reader.entered_after(4, 1000)
    keys = [one.transaction.key for one in entered]
    assert sorted(keys) == sorted(told)
    assert journal.desk.catch_up().on_hand("MUG-BLU", "A-01") == 100
    journal.close()


class Cut:
    """A wire to the database that can be cut at the worst moment: after COMMIT has gone through.

    Attributes:
        after_commit: cut it once when the next commit has been carried out.
        stays_cut: and let nobody through from then on.
        cuts: how often it was cut.
    """

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._wires: list[socket.socket] = []
        self.after_commit = self.stays_cut = False
        self.cuts = 0
        self._start(self._accept)

    def url(self, database_url: str) -> str:
        port = self._listener.getsockname()[1]
        return database_url.replace(f":{self._server.port}/", f":{port}/")

    def __enter__(self) -> "Cut":
        return self

    def __exit__(self, *_failure: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for wire in self._wires:
            _hang_up(wire)
        for thread in self._threads:
            thread.join()

    def _start(self, act, *arguments: object) -> None:
        thread = threading.Thread(target=act, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self.cuts and self.stays_cut:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._server.port))
                self._wires += [near, far]
                self._start(self._carry, near, far, False)
                self._start(self._carry, far, near, True)

    def _carry(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with suppress(OSError):
            while message := source.recv(65536):
                if is_answer and self.after_commit and b"COMMIT\0" in message:
                    self.after_commit = False
                    self.cuts += 1
                    break
                target.sendall(message)
        _hang_up(source)
        _hang_up(target)


def _hang_up(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
    wire.close()
