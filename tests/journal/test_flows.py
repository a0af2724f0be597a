from journal.engine import open_engine
from journal.opening import open_journal
from journal.reading import SqlReader
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, receive


def test_flows_of_more_rows_than_are_read_at_a_time(tmp_path):
    url = f"sqlite:///{tmp_path / 'journal.sqlite3'}"
    journal = open_journal(url, "journal-1")
    journal.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    journal.desk.handle_all([receive(1, at="A-01") for _ in range(5)])
    journal.close()

    engine = open_engine(url)
    found = {step: [one.line for one in SqlReader(engine, step).flows()] for step in (1, 2, 5, 9)}
    engine.dispose()
    assert all(lines == [1, 2, 3, 4, 5] for lines in found.values())
