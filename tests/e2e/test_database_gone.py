"""The database server dies under the running program: people are told, and all goes on by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.house import House
from tests.postgres_server import NoPostgresError, PostgresServer, running_postgres
from tests.waiting import wait_until

pytestmark = pytest.mark.e2e

ANSWERS = ("Nothing was posted", "may have been posted")
"""What people may hear meanwhile: that nothing was recorded, or that nobody knows yet."""


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    try:
        with running_postgres(fsync="off") as server:
            yield server
    except NoPostgresError as none:
        pytest.skip(str(none))


def test_a_dead_database_is_told_and_survived(server: PostgresServer, tmp_path: Path):
    with House(tmp_path, database=server.new_database(), topology=("web", "worker")) as house:
        processes = house.start_all()
        ana = house.person("ana")
        assert "A-01: 30 → 54" in ana.types("C0STOCK", "/receive 24 MUG-BLU @A-01").text
        server.kill()
        told = ana.types("C0STOCK", "/receive 1 MUG-BLU @A-01").text
        assert any(words in told for words in ANSWERS), told
        server.start()
        wait_until(lambda: posts(house), "postings are recorded again")
        wait_until(lambda: on_sheet(house) == in_journal(house) > 54, "the sheet has caught up")
        assert house.bincard("verify").returncode == 0
        assert [process.poll() for process in processes] == [None, None]


def posts(house: House) -> bool:
    return "→" in house.person("ben").types("C0STOCK", "/receive 1 MUG-BLU @A-01").text


def on_sheet(house: House) -> float:
    header, *rows = house.tab("Stock")
    item, place, quantity = (header.index(name) for name in ("Item", "Location", "On hand"))
    wanted = ("MUG-BLU", "A-01")
    return next((row[quantity] for row in rows if (row[item], row[place]) == wanted), 0)


def in_journal(house: House) -> float:
    journal = house.journal()
    quantity = float(journal.desk.book.on_hand("MUG-BLU", "A-01"))
    journal.close()
    return quantity
