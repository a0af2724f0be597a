"""The loop that empties the outbox, while this process holds its lease."""

from threading import Event
from typing import Final

from bincard.leased_loop import LeasedLoop
from bincard.outside_loops import label_desk
from bincard.settings import Settings
from bot.outbox.sender import OutboxSender, sending_client
from journal.opening import Journal
from outside.charts.plotter import MatplotlibPlotter
from outside.documents.printer import TypstPrinter

LEASE: Final = "outbox"
LEASE_TTL_S: Final = 40.0
"""Longer than one call to Slack may take, so that nobody takes over in the middle of one."""


def outbox_loop(journal: Journal, settings: Settings, holder: str, wake: Event) -> LeasedLoop:
    """Return the loop that says what waits to be said, not started yet.

    `wake` is set by every commit.
    """
    token = settings.slack_bot_token.get_secret_value()
    sender = OutboxSender(
        sending_client(token, settings.slack_api_url),
        outbox=journal.outbox,
        desk=journal.desk,
        reader=journal.reader,
        contacts=journal.contacts,
        printer=TypstPrinter(),
        plotter=MatplotlibPlotter(),
        labels=label_desk(settings, journal),
    )
    return LeasedLoop(
        LEASE, journal.lease, holder, ttl_s=LEASE_TTL_S, step=sender.send_once, wake=wake
    )
