"""Slack is away while a recall begins: the goods are held all the same, and everybody hears it once."""

from collections import Counter

import pytest

from inventory.documents.recall import RecallScope
from inventory.lot import LotStatus
from inventory.recall_commands import StartRecall
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.recalls import a_sold_jam_shop, the_lot
from tests.builders import ordered

TRIES_MAX = 60


@pytest.fixture
def desk():
    return a_sold_jam_shop()


@pytest.fixture
def sender(desk, options, contacts):
    return a_sender(desk, options, contacts)


def send_all(desk, sender):
    """Have everything sent that waits, however often an answer is lost on the way."""
    for _ in range(TRIES_MAX):
        if not desk.pending(1):
            return
        sender.send_once()
    raise AssertionError(desk.pending(10))


@pytest.mark.parametrize(
    "fault", ["applied_then_dropped", "error_500", "html_502", "disconnect", "ratelimited"]
)
def test_what_slack_did_not_answer_is_told_once_it_is_back(desk, sender, workspace, fault):
    send_all(desk, sender)
    workspace.breaks(fault, "api:chat.postMessage", times=3)
    scope = RecallScope(item="JAM-STR", lots=("L7",))
    desk.handle(ordered(StartRecall, scope=scope, reason="glass", by="U0CLEO"))
    sender.send_once()
    assert the_lot(desk).status is LotStatus.RECALLED
    assert the_lot(desk, "GIFT-SET", "K7").status is LotStatus.RECALLED

    send_all(desk, sender)

    said = Counter(one.text.split(" lot ")[0] for one in workspace.messages(STOCK))
    assert said["*Recall RC-1* of JAM-STR"] == 1
    assert said["Let go of 10 pieces of JAM-STR at A-01"] == 1
    assert set(said.values()) == {1}
