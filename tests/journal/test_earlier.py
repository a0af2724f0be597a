"""A journal that an earlier version wrote is read, continued, and knows its own keys again."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.messages.notices import worded
from bot.messages.proposals import proposal_message
from bot.messages.telling import Telling
from inventory.chain import entered_content
from inventory.documents.replenishment import Proposal
from inventory.documents.shipment import Shipment
from inventory.errors import NothingChanged
from inventory.invariants import check_invariants
from inventory.notices import LetterNotice, PaperNotice, ProposalNotice
from inventory.ports import Entered
from inventory.replenishing.on_order import on_order
from inventory.transaction import Reply, Transaction, chained_hash
from journal.opening import Journal, open_journal
from journal.taking_over import take_over
from tests.builders import propose_reorders, receive, undo

OUTBOUND = Path(__file__).parent / "earlier" / "outbound.jsonl"
"""What was written before purchase orders: receipts, a proposal, an order that was shipped."""


def entered_of(file: Path) -> list[Entered]:
    found: list[Entered] = []
    previous = ""
    for text in file.read_text().splitlines():
        row = json.loads(text)
        content = entered_content(row["body"], row["reply"])
        link = chained_hash(previous, content)
        one = Entered(
            transaction=Transaction.model_validate_json(row["body"]),
            reply=Reply.model_validate_json(row["reply"]),
            content=content,
            payload_hash=row["payload_hash"],
            hash=link,
            previous_hash=previous,
        )
        found.append(one)
        previous = link
    return found


@pytest.fixture(scope="module")
def entered() -> Sequence[Entered]:
    return entered_of(OUTBOUND)


@pytest.fixture
def journal(entered: Sequence[Entered], tmp_path: Path):
    journal = open_journal(f"sqlite:///{tmp_path / 'earlier.sqlite3'}", "earlier")
    take_over(journal.engine, entered, is_dropping=False)
    journal.desk.catch_up()
    yield journal
    journal.close()


def test_it_stands_as_it_stood_and_goes_on(journal: Journal):
    book = journal.desk.book
    check_invariants(book)
    assert [one.number for one in book.all(Shipment)] == ["SH-1"]
    before = book.on_hand("MUG-BLU", "A-01")
    came = journal.desk.handle(receive(2, at="A-01", key="new"))
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == before + 2
    journal.desk.handle(undo(came.transaction.id, key="back"))
    check_invariants(journal.desk.book)


def test_what_was_asked_for_then_is_known_when_it_is_asked_for_again(
    journal: Journal, entered: Sequence[Entered]
):
    answers = journal.desk.handle_all([one.transaction.command for one in entered])
    assert all(answer.is_repeat for answer in answers)
    assert [answer.reply for answer in answers] == [one.reply for one in entered]


def test_papers_and_letters_of_that_time_say_what_they_are_about(entered: Sequence[Entered]):
    notices = [notice for one in entered for notice in one.transaction.notices]
    papers = [notice for notice in notices if isinstance(notice, PaperNotice)]
    (letter,) = (notice for notice in notices if isinstance(notice, LetterNotice))
    assert {paper.subject for paper in papers} == {"SH-1"}
    assert (letter.document, letter.reader) == ("SH-1", "CAFE-SOL")


def test_a_proposal_of_that_time_is_read_shown_and_counts(journal: Journal):
    book = journal.desk.book
    proposal = book.get(Proposal, "RP-1")
    assert (proposal.status.value, proposal.purchase_order, proposal.is_open) == (
        "approved",
        "",
        True,
    )
    assert on_order(book, "MUG-BLU") == 147
    told = proposal_message(proposal, Telling(book=book))
    assert told.text.splitlines()[1:] == [
        "*147 pieces of MUG-BLU Blue mug*",
        "     53 available; minimum 90, fills up to 200",
        "*Approved* by <@U0MIA> on 2026-11-23.",
    ]
    assert told.buttons == ()
    with pytest.raises(NothingChanged):
        journal.desk.handle(propose_reorders())
    old = [n for one in entered_of(OUTBOUND) for n in one.transaction.notices]
    (first, _) = (one for one in old if isinstance(one, ProposalNotice))
    assert worded(first, book, journal.reader).buttons[0].label == "Approve"
