"""What the bot says by itself leaves in order, each once, whatever the network does."""

import pytest

from bot.outbox.sender import OutboxSender, sending_client
from inventory.place import Place
from inventory.ports import Delivery
from tests.bot.conftest import LOG, MANAGERS, STOCK
from tests.builders import (
    count_stock,
    receive,
    reject,
    set_rule,
    warn,
)


def announced(desk, channel=STOCK, thread=""):
    place = Place(channel=channel, thread=thread)
    return desk.handle(receive(24, at="A-01", place=place, is_announced=True)).transaction


def texts(workspace, channel=STOCK):
    return [message.text for message in workspace.messages(channel)]


RECEIVED = "*Received 24 pieces of MUG-BLU* by <@U0ANA>. A-01: 24 → 48. *TX-20*"


def test_a_posting_is_told_where_it_was_asked_for(desk, sender, workspace):
    announced(desk)

    sender.send_once()

    assert texts(workspace) == [RECEIVED]
    assert desk.pending(10) == []


@pytest.mark.parametrize("fault", ["applied_then_dropped", "error_500", "html_502", "disconnect"])
def test_an_answer_that_never_came_is_looked_for_before_it_is_sent_again(
    desk, sender, workspace, fault
):
    announced(desk)
    workspace.breaks(fault, "api:chat.postMessage")

    assert sender.send_once() > 0
    assert desk.pending(10)[0].delivery is Delivery.UNKNOWN
    sender.send_once()

    assert texts(workspace) == [RECEIVED]


def test_a_thread_is_looked_through_too(desk, sender, workspace):
    root = workspace.person("U0ANA").types(STOCK, "hello").messages[0]
    announced(desk, thread=root.ts)
    workspace.breaks("applied_then_dropped", "api:chat.postMessage")

    sender.send_once()
    sender.send_once()

    told = [one for one in workspace.messages(STOCK) if one.ts != root.ts]
    assert [(one.text, one.thread_ts) for one in told] == [(RECEIVED, root.ts)]


def test_too_many_requests_are_waited_for_in_order(desk, sender, workspace):
    announced(desk)
    announced(desk)
    workspace.breaks("ratelimited", "api:chat.postMessage", seconds=7)

    assert sender.send_once() == 7
    assert texts(workspace) == []
    sender.send_once()
    assert [text[-7:] for text in texts(workspace)] == ["*TX-20*", "*TX-21*"]


def test_a_channel_without_us_gets_its_words_in_the_log_and_managers_hear_once(
    desk, sender, workspace
):
    workspace.does("channels", id="C0PRIVATE", name="private", is_private=True)
    announced(desk, channel="C0PRIVATE")
    announced(desk, channel="C0PRIVATE")

    sender.send_once()
    sender.send_once()

    assert [text.splitlines()[-1] for text in texts(workspace, LOG)] == [
        "Belongs to <#C0PRIVATE>, where I am no member.",
        "Belongs to <#C0PRIVATE>, where I am no member.",
    ]
    assert texts(workspace, MANAGERS) == [
        (
            "*I cannot write to the channel C0PRIVATE (channel_not_found)* (WN-1)\n"
            "Invite me there with /invite, or name another channel on Settings."
        )
    ]


def test_a_warning_is_told_to_the_managers_and_edited_when_it_is_over(desk, sender, workspace):
    desk.handle(warn("verify", "Two rows differ", lines=("Ledger row 7 was edited.",)))
    sender.send_once()
    assert texts(workspace, MANAGERS) == ["*Two rows differ* (WN-1)\nLedger row 7 was edited."]

    desk.handle(warn("verify", "Two rows differ", is_over=True))
    sender.send_once()

    assert texts(workspace, MANAGERS) == ["*Over:* Two rows differ (WN-1)"]


def test_a_message_that_was_deleted_is_said_anew(desk, sender, workspace, options):
    desk.handle(count_stock(2, at="A-01"))
    sender.send_once()
    client = sending_client(options.bot_token, options.api_url)
    client.chat_delete(channel=MANAGERS, ts=workspace.messages(MANAGERS)[0].ts)

    desk.handle(reject("AP-1", by="U0CLEO"))
    sender.send_once()

    (told,) = texts(workspace, MANAGERS)
    assert told.splitlines()[-1] == "*Rejected* by <@U0CLEO>. Nothing moved."


def test_what_a_lost_journal_said_is_edited_where_it_stands(desk, sender, workspace):
    desk.handle(count_stock(2, at="A-01"))
    sender.send_once()
    (said,) = workspace.messages(MANAGERS)
    desk.settle(desk.message("AP-1").id, Delivery.SENT)  # as a journal does that was rebuilt

    desk.handle(reject("AP-1", by="U0CLEO"))
    sender.send_once()

    (stands,) = workspace.messages(MANAGERS)
    assert stands.ts == said.ts
    assert stands.text.splitlines()[-1].startswith("*Rejected* by <@U0CLEO>")


def test_without_a_managers_channel_the_stock_channel_hears(desk, sender, workspace):
    desk.handle(set_rule("managers_channel", ""))
    desk.handle(count_stock(2, at="A-01"))

    sender.send_once()

    assert texts(workspace)[0].startswith("*Count AP-1* by <@U0ANA>")


def test_a_message_still_on_its_way_is_given_time_to_arrive(desk, options, workspace):
    """A commit may wake the sender early; it looks no sooner for that."""
    client = sending_client(options.bot_token, options.api_url)
    sender = OutboxSender(client, outbox=desk, desk=desk, reader=desk, look_after_s=0.3)
    announced(desk)
    workspace.breaks("applied_late", "api:chat.postMessage", seconds=0.1)

    while desk.pending(10):
        sender.send_once()

    assert texts(workspace) == [RECEIVED]


def waiting_edit(desk, sender):
    """Leave one edit of a message in the outbox."""
    desk.handle(count_stock(2, at="A-01"))
    sender.send_once()
    desk.handle(reject("AP-1", by="U0CLEO"))


@pytest.mark.parametrize(
    "fault", ["ratelimited", "error_500", "applied_then_dropped", "disconnect"]
)
def test_an_edit_is_made_until_it_is_there(desk, sender, workspace, fault):
    waiting_edit(desk, sender)
    workspace.breaks(fault, "api:chat.update")

    assert sender.send_once() > 0
    sender.send_once()

    (told,) = texts(workspace, MANAGERS)
    assert told.splitlines()[-1] == "*Rejected* by <@U0CLEO>. Nothing moved."
    assert desk.pending(10) == []


def test_an_edit_that_slack_refuses_holds_nobody_up(desk, sender, workspace):
    waiting_edit(desk, sender)
    workspace.breaks("api_error", "api:chat.update", error="restricted_action")
    announced(desk)

    sender.send_once()

    assert desk.pending(10) == []
    assert len(texts(workspace)) == 1


def test_what_cannot_be_looked_for_is_not_sent_twice(desk, sender, workspace):
    announced(desk)
    workspace.breaks("applied_then_dropped", "api:chat.postMessage")
    workspace.breaks("api_error", "api:conversations.history", error="missing_scope")

    sender.send_once()
    sender.send_once()

    assert texts(workspace) == [RECEIVED]
    assert desk.pending(10) == []


@pytest.mark.parametrize("fault", ["ratelimited", "error_503"])
def test_looking_can_wait_too(desk, sender, workspace, fault):
    announced(desk)
    workspace.breaks("applied_then_dropped", "api:chat.postMessage")
    workspace.breaks(fault, "api:conversations.history")

    sender.send_once()
    assert sender.send_once() > 0
    sender.send_once()

    assert texts(workspace) == [RECEIVED]


def test_without_any_channel_nothing_is_held_up(desk, sender, workspace):
    for name in ("stock", "managers", "log"):
        desk.handle(set_rule(f"{name}_channel", ""))
    desk.handle(warn())
    announced(desk)

    sender.send_once()

    assert texts(workspace) == [RECEIVED.replace("TX-20", "TX-24")]


def test_where_even_the_log_is_closed_the_rest_still_leaves(desk, sender, workspace):
    workspace.breaks("api_error", "api:chat.postMessage", times=2, error="is_archived")
    announced(desk)
    announced(desk)

    sender.send_once()

    assert [text[-7:] for text in texts(workspace)] == ["*TX-21*"]


def test_a_channel_that_is_denied_to_us_holds_up_nothing_else(desk, sender, workspace):
    workspace.breaks("api_error", "api:chat.postMessage", error="access_denied")
    announced(desk)
    announced(desk)

    sender.send_once()

    assert [text[-7:] for text in texts(workspace)] == ["*TX-21*"]
    (elsewhere,) = texts(workspace, LOG)
    assert "*TX-20*" in elsewhere


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive"])
def test_while_slack_does_not_let_us_in_everything_waits_and_is_told_once(
    desk, sender, workspace, error
):
    desk.handle(count_stock(2, at="A-01"))
    announced(desk)
    workspace.breaks("api_error", "api:chat.postMessage", times=2, error=error)

    assert sender.send_once() == 60
    assert sender.send_once() == 60
    assert texts(workspace) == texts(workspace, MANAGERS) == []
    sender.send_once()

    assert texts(workspace) == [RECEIVED.replace("TX-20", "TX-21")]
    assert len(texts(workspace, MANAGERS)) == 1


def test_an_edit_waits_too_while_slack_does_not_let_us_in(desk, sender, workspace):
    desk.handle(count_stock(2, at="A-01"))
    sender.send_once()
    desk.handle(reject("AP-1", by="U0CLEO"))
    workspace.breaks("api_error", "api:chat.update", error="token_revoked")

    assert sender.send_once() == 60
    sender.send_once()

    (told,) = texts(workspace, MANAGERS)
    assert told.splitlines()[-1] == "*Rejected* by <@U0CLEO>. Nothing moved."


def test_an_approval_is_asked_for_elsewhere_where_its_channel_is_archived_and_no_log_is_set(
    desk, sender, workspace
):
    desk.handle(set_rule("log_channel", ""))
    workspace.breaks("api_error", "api:chat.postMessage", error="is_archived")
    desk.handle(count_stock(2, at="A-01"))

    sender.send_once()

    (told,) = texts(workspace)
    assert told.splitlines()[-1] == f"Belongs to <#{MANAGERS}>, where I am no member."


@pytest.mark.parametrize("fault", ["", "applied_then_dropped"])
def test_what_belongs_to_a_thread_that_was_deleted_is_said_in_its_channel_once(
    desk, sender, workspace, options, fault
):
    announced(desk)
    sender.send_once()
    (root,) = workspace.messages(STOCK)
    sending_client(options.bot_token, options.api_url).chat_delete(channel=STOCK, ts=root.ts)
    announced(desk, thread=root.ts)
    if fault:
        workspace.breaks(fault, "api:chat.postMessage", skip=1)

    sender.send_once()
    sender.send_once()

    assert [(m.text[-7:], m.thread_ts) for m in workspace.messages(STOCK)] == [("*TX-21*", None)]
    assert texts(workspace, LOG) == []
