"""Weeks of buying by chance: nothing is proposed twice, and the journal tells all of it again."""

from collections import Counter
from contextlib import suppress
from random import Random

import pytest

from inventory.book import Book
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.errors import NothingChanged, StockError
from inventory.planning_commands import CheckAlerts, ProposeReorders
from inventory.replenishing.resting import resting
from inventory.snapshot import dump_book
from tests.builders import fresh_key
from tests.buying_weeks import BuyingWeeks, a_buying_house

STEPS = 120


def proposed(book):
    waiting = (one for one in book.open(Proposal) if one.status is ProposalStatus.PROPOSED)
    return [(proposal, line) for proposal in waiting for line in proposal.lines]


def is_settled(desk, command):
    """A run has nothing left to do right after itself."""
    again = command.model_copy(update={"key": fresh_key()})
    return isinstance(desk.handle_all([again])[0], NothingChanged)


def check_proposals(desk, on):
    rests = resting(desk.book, on)
    for proposal, line in proposed(desk.book):
        assert desk.book.item(line.item).is_active
        assert line.quantity > 0
        assert (line.item, proposal.site, "") not in rests
        assert (line.item, proposal.site, proposal.from_site or "nowhere") not in rests


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_it_is_proposed_once_and_told_again(seed):
    random = Random(seed)
    facts = {"purchase_budget": 300} if seed % 3 == 0 else {}
    desk = a_buying_house(is_one=seed % 2 == 0, least=random.choice((0, 200)), **facts)
    weeks = BuyingWeeks(random, desk)
    for _ in range(STEPS):
        command = weeks.next()
        with suppress(StockError):
            desk.handle(command)
        if isinstance(command, ProposeReorders | CheckAlerts):
            assert is_settled(desk, command)
        if isinstance(command, ProposeReorders):
            check_proposals(desk, command.on)
        ways = Counter((line.item, one.site, one.from_site) for one, line in proposed(desk.book))
        assert set(ways.values()) <= {1}, ways
    again = Book()
    for entered in desk.entered_after(0, desk.last_sequence()):
        again.apply(entered.transaction)
    assert dump_book(again) == dump_book(desk.book)
