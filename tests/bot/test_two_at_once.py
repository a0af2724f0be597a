"""Two people press the same button at the same moment, each at a process of their own.

One gets it, the other hears why not, whoever presses twice sees it once, and nobody an apology.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.deciding import decide_approval, send_back
from bot.answering.hearing import Hearing
from bot.messages.documents import document_message
from bot.stepping.steps import PRESSES
from bot.target import Target
from inventory.inbound_commands import ApprovePurchase
from inventory.order_commands import PlanPick
from inventory.place import Place
from journal.opening import open_journal
from tests.builders import a_desk, count_stock, ordered, place_order, receive
from tests.inventory.inbound.purchases import CLAY, buy
from tests.inventory.recalling.recalls import start
from tests.memory_desk import SettableClock
from tests.returns import a_shop, a_shop_that_shipped, announce, back

MANAGERS = ("U0MIA", "U0ADA")


def picking():
    desk = a_shop()
    desk.handle(place_order((3, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    return desk


def buying():
    desk = a_desk(CLAY)
    desk.handle(buy())
    return desk


def agreed():
    desk = buying()
    desk.handle(ordered(ApprovePurchase, "PO-1", by="U0MIA"))
    return desk


def counted():
    desk = a_shop()
    desk.handle(count_stock(2, at="A-01"))
    return desk


def expecting():
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    return desk


def recalling():
    desk = a_shop()
    desk.handle(start("L7"))
    return desk


def received():
    desk = a_shop()
    desk.handle(receive(6, "MUG-BLU"))
    return desk


def press(step, value):
    """What a button of a document does."""

    def act(clerk, asker):
        asked, number = PRESSES[step](Target.read(value)), Target.read(value).number
        done = clerk.handle(asked.kind, asker, **asked.facts)
        return Said(document_message(number, clerk.telling(done)), is_public=True)

    return act


def line(verb, text):
    return lambda clerk, asker: Hearing(clerk).hear(verb, text, asker)


def decide(clerk, asker):
    """Mia agrees, everybody else does not."""
    return decide_approval(clerk, "AP-1", asker, is_approved=asker.user == "U0MIA")


RACES = {
    "take a pick list": (picking, press("claim", "PK-1|0|0"), "PK-1 is in the hand of"),
    "pick a stop": (picking, press("pick", "PK-1|1|0"), "Cannot pick PK-1: it is done"),
    "approve an order": (buying, press("approve_po", "PO-1|0|0"), "it is approved"),
    "send an order": (agreed, press("hand_po", "PO-1|0|0"), "it is sent"),
    "decide on a count": (counted, decide, "AP-1 is decided: "),
    "have it counted again": (
        counted,
        lambda clerk, asker: send_back(clerk, "AP-1", asker),
        "AP-1 is decided: rejected by",
    ),
    "take a return in": (expecting, line("return", "RMA-1 arrived"), "RMA-1 is received already"),
    "lift a recall": (recalling, line("recall", "RC-1 lift another lot"), "it is lifted"),
    "take a posting back": (
        received,
        lambda clerk, asker: clerk.undo("TX-24", asker),
        "TX-24 was taken back already, by TX-25",
    ),
}
"""What is done -> what there is before, the press, and what the slower one hears."""


@pytest.fixture
def clerks(database):
    """Return two clerks who begin with what a desk has, each on a desk of their own."""
    journals = [open_journal(database, "journal-1") for _ in range(2)]

    def begun_as(desk):
        done = desk.entered_after(0, desk.last_sequence())
        journals[0].desk.handle_all([one.transaction.command for one in done])
        journals[1].desk.catch_up()
        return [Clerk(one.desk, one.reader, SettableClock()) for one in journals]

    yield begun_as
    for journal in journals:
        journal.close()


def pressed(clerks, act, users):
    """Return what each hears, the quicker one first."""
    gate = Barrier(len(users))

    def one(clerk, user):
        asker = Asker(user=user, key=f"button:{user}", place=Place(channel="C0STOCK", thread="1.0"))
        gate.wait()
        return clerk.refusing(lambda: act(clerk, asker))

    with ThreadPoolExecutor(len(users)) as people:
        said = list(people.map(one, clerks, users))
    return sorted(said, key=lambda each: each.is_refusal)


@pytest.mark.parametrize("race", RACES)
def test_one_of_two_gets_it_and_the_other_hears_why_not(race, clerks):
    house, act, why_not = RACES[race]
    desk = house()
    two = clerks(desk)

    quicker, slower = pressed(two, act, MANAGERS)

    assert (quicker.is_refusal, slower.is_refusal) == (False, True)
    assert why_not in slower.message.text
    assert two[0].reader.last_sequence() == desk.last_sequence() + 1


@pytest.mark.parametrize("race", RACES)
def test_whoever_presses_twice_has_done_it_once_and_reads_the_same(race, clerks):
    house, act, _ = RACES[race]
    desk = house()
    two = clerks(desk)

    first, second = pressed(two, act, ("U0MIA", "U0MIA"))

    assert not second.is_refusal, second.message.text
    assert first.message.text == second.message.text
    assert two[0].reader.last_sequence() == desk.last_sequence() + 1
