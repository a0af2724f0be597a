"""The charts of a proposal stand in its thread, once; where nobody draws, that is said instead."""

import io

import pytest
from PIL import Image

from bot.outbox.sender import OutboxSender, sending_client
from tests.bot.conftest import STOCK
from tests.bot.counter import Counter, a_sender
from tests.builders import pick, propose_reorders


@pytest.fixture
def desk(desk):
    """Blue mugs that are low, so that a proposal is made of them."""
    desk.handle(pick(24, at="A-01"))
    desk.handle(pick(15, at="B-01"))
    return desk


def test_the_charts_of_a_proposal_follow_in_its_thread_once(desk, options, workspace, contacts):
    desk.handle(propose_reorders())
    counter = Counter(desk, a_sender(desk, options, contacts), workspace)
    root, charts = counter.message("*Order RP-1*"), counter.message("Charts of RP-1.")
    assert charts.thread_ts == root.ts
    (file,) = workspace.state()["files"]
    assert file["name"] == "charts RP-1.png"
    assert Image.open(io.BytesIO(workspace.file(file["id"]))).width == 800
    counter.sender.send_once()
    assert len(workspace.state()["files"]) == 1


def test_where_nobody_draws_the_thread_says_so_and_nothing_is_held_up(desk, options, workspace):
    desk.handle(propose_reorders())
    client = sending_client(options.bot_token, options.api_url)
    sender = OutboxSender(client, outbox=desk, desk=desk, reader=desk, look_after_s=0)
    said = Counter(desk, sender, workspace).message("The charts of RP-1", STOCK)
    assert said.text == (
        "The charts of RP-1 could not be drawn; the log of the bot says why. Ask with "
        "`/inv forecast MUG-BLU` once that is mended."
    )
    assert desk.pending(10) == []
