"""A journal made whole from transactions kept elsewhere: nothing dropped unasked, nothing said again."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from inventory.correspondence_commands import NoteThread, RecordLetter
from inventory.documents.letter import LetterState
from inventory.notices import LetterNotice
from inventory.place import Place
from inventory.ports import Delivery, Entered, Medium
from inventory.transaction import chained_hash
from journal.opening import Journal, open_journal
from journal.recount import recount_differences
from journal.taking_over import JournalsDifferError, TakenOver, take_over
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, ordered, place_order, receive, warn
from tests.journeys import a_journal as a_selling_journal
from tests.journeys import shipped, the_shipment

ROWS = [edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)]


def a_journal(file: Path, *commands: object) -> Journal:
    journal = open_journal(f"sqlite:///{file}", file.name)
    journal.desk.handle_all([*ROWS, *commands])  # type: ignore[list-item]
    return journal


@pytest.fixture
def whole(tmp_path: Path):
    """Two receipts and a warning after the rows of the house."""
    receipts = [receive(24, at="A-01", key="one"), receive(6, at="A-02", key="two")]
    journal = a_journal(tmp_path / "whole.sqlite3", *receipts, warn())
    yield journal
    journal.close()


def story_of(journal: Journal) -> list[str]:
    return [one.hash for one in journal.reader.entered_after(0, 1_000)]


def test_an_empty_journal_becomes_the_same_journal(whole: Journal, tmp_path: Path):
    entered = whole.reader.entered_after(0, 1_000)
    empty = open_journal(f"sqlite:///{tmp_path / 'new.sqlite3'}", "new")

    done = take_over(empty.engine, entered, is_dropping=False)

    assert done == TakenOver(dropped=0, added=len(entered))
    assert story_of(empty) == story_of(whole)
    assert empty.reader.ledger_after(0, 10) == whole.reader.ledger_after(0, 10)
    book = empty.desk.catch_up()
    assert (book.on_hand("MUG-BLU", "A-01"), book.on_hand("MUG-BLU", "A-02")) == (24, 6)
    assert recount_differences(empty.engine, book) == []
    assert empty.outbox.pending(10) == []
    empty.close()


def test_an_older_journal_gets_what_it_lacks_and_says_nothing_again(whole: Journal, tmp_path: Path):
    older = a_journal(tmp_path / "older.sqlite3", receive(24, at="A-01", key="one"))

    done = take_over(older.engine, whole.reader.entered_after(0, 1_000), is_dropping=False)

    assert done == TakenOver(dropped=0, added=2)
    assert story_of(older) == story_of(whole)
    assert [row.delivery for row in older.outbox.pending(10)] == []
    older.close()


def test_a_journal_that_is_merely_ahead_loses_nothing_even_when_told_to(whole: Journal):
    entered = whole.reader.entered_after(0, 1_000)[:-1]

    with pytest.raises(JournalsDifferError) as refused:
        take_over(whole.engine, entered, is_dropping=True)

    assert refused.value.is_ahead
    assert len(story_of(whole)) == len(entered) + 1
    assert whole.outbox.pending(10)[0].delivery is Delivery.WAITING


def test_another_story_is_dropped_only_when_told(whole: Journal, tmp_path: Path):
    other = a_journal(
        tmp_path / "other.sqlite3",
        receive(24, at="A-01", key="one"),
        receive(99, at="A-01", key="typed into the old one"),
    )
    entered = whole.reader.entered_after(0, 1_000)

    with pytest.raises(JournalsDifferError) as refused:
        take_over(other.engine, entered, is_dropping=False)
    assert refused.value.common == len(entered) - 2
    assert not refused.value.is_ahead
    assert take_over(other.engine, entered, is_dropping=True) == TakenOver(dropped=1, added=2)

    other.close()
    again = open_journal(f"sqlite:///{tmp_path / 'other.sqlite3'}", "other")
    assert story_of(again) == story_of(whole)
    assert again.desk.book.on_hand("MUG-BLU", "A-01") == 24
    assert again.desk.handle(receive(1, at="A-01", key="next")).transaction.id == (
        f"TX-{len(entered) + 1}"
    )
    again.close()


@pytest.fixture
def selling(tmp_path: Path):
    """An order whose message stands in Slack, and two letters, of which the first has left."""
    folder = tmp_path / "selling"
    folder.mkdir()
    with a_selling_journal(folder, writes_to_customers="yes") as journal:
        for _ in range(2):
            shipped(journal.desk, (3, "MUG-BLU"))
        journal.desk.handle(place_order((1, "MUG-BLU")))
        stands = Place(channel="C0STOCK", thread="1764.0005")
        journal.desk.handle(ordered(NoteThread, "SO-3", thread=stands, by="job:outbox"))
        (letter,) = the_shipment(journal.desk).letters
        sent = {"letter": letter.key, "state": LetterState.SENT, "by": "job:letters"}
        journal.desk.handle(ordered(RecordLetter, "SH-1", **sent))
        yield journal


def test_a_document_is_told_on_where_its_message_stands(selling: Journal, tmp_path: Path):
    new = open_journal(f"sqlite:///{tmp_path / 'new.sqlite3'}", "new")

    take_over(new.engine, selling.reader.entered_after(0, 1_000), is_dropping=False)

    told = new.outbox.message("SO-3")
    assert told is not None
    assert (told.channel, told.ts) == ("C0STOCK", "1764.0005")
    assert new.outbox.message("SO-1") is None  # nobody noted where it stands
    new.close()


def test_a_letter_of_which_nobody_knows_is_in_doubt_and_the_others_have_left(
    selling: Journal, tmp_path: Path
):
    new = open_journal(f"sqlite:///{tmp_path / 'new.sqlite3'}", "new")

    take_over(new.engine, selling.reader.entered_after(0, 1_000), is_dropping=False)

    (row,) = new.outbox.pending(10, Medium.MAIL)
    assert isinstance(row.notice, LetterNotice)
    assert (row.notice.document, row.delivery) == ("SH-2", Delivery.UNKNOWN)
    assert new.outbox.pending(10) == []
    new.close()


def as_written_before(entered: Sequence[Entered]) -> list[Entered]:
    """The same story in the words of a version that knew fewer fields."""
    older: list[Entered] = []
    for one in entered:
        content = one.content.replace(',"is_active":true', "")
        previous = older[-1].hash if older else ""
        links = {"hash": chained_hash(previous, content), "previous_hash": previous}
        older.append(one.model_copy(update={"content": content, **links}))
    return older


def test_what_an_older_version_wrote_is_taken_over_and_read_letter_by_letter(
    whole: Journal, tmp_path: Path
):
    older = as_written_before(whole.reader.entered_after(0, 1_000))
    assert older[0].content != whole.reader.entered_after(0, 1)[0].content
    empty = open_journal(f"sqlite:///{tmp_path / 'new.sqlite3'}", "new")

    take_over(empty.engine, older, is_dropping=False)

    assert empty.reader.entered_after(0, 1_000) == older
    assert empty.desk.catch_up().on_hand("MUG-BLU", "A-01") == 24
    empty.close()
