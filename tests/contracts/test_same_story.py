"""Whatever people do, the journal on disk and the desk in memory tell the same story."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.errors import StockError
from journal.opening import open_journal
from tests.builders import HOUSE, ITEMS, PEOPLE, edit
from tests.inventory.test_book import contents
from tests.inventory.test_laws import STEPS
from tests.memory_desk import MemoryDesk

SETUP = [edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)]


@settings(max_examples=15, deadline=None)
@given(st.lists(STEPS, max_size=25), st.integers(0, 24))
def test_a_journal_closed_and_opened_again_goes_on_as_the_desk_in_memory_does(steps, cut):
    memory = MemoryDesk()
    expected = told(memory.handle_all([*SETUP, *steps]))
    with TemporaryDirectory() as folder:
        with opened(folder) as journal:
            before = told(journal.desk.handle_all([*SETUP, *steps[:cut]]))
        with opened(folder) as journal:
            after = told(journal.desk.handle_all(steps[cut:]))
            assert before + after == expected
            assert contents(journal.desk.book) == contents(memory.book)
            assert hashes(journal.reader) == hashes(memory)
            assert list(journal.reader.ledger_after(0, 1000)) == memory.ledger_after(0, 1000)


def hashes(reader):
    return [entered.hash for entered in reader.entered_after(0, 1000)]


def told(outcomes):
    """A refusal as its words: errors are equal when their facts are."""
    return [str(o) if isinstance(o, StockError) else o for o in outcomes]


def opened(folder):
    url = f"sqlite:///{Path(folder) / 'bincard.sqlite3'}"
    return closing(open_journal(url, "journal-1", snapshot_every=7))
