"""The loop that takes up what people write to the bot, while this process holds its lease."""

from collections.abc import Callable
from threading import Event
from typing import Final

from bincard.clock import utc_now
from bincard.leased_loop import LeasedLoop
from bincard.outside_loops import label_desk
from bincard.settings import Settings
from bot.clerk import Clerk
from bot.customers import CustomerNames
from bot.hearing import Hearing
from bot.scans.ear import Ear
from inventory.ports import StatusSource
from journal.opening import Journal
from outside.codes.scanning import BarcodeScanner

LEASE: Final = "hearing"
LEASE_TTL_S: Final = 60.0


def hearing_loop(
    settings: Settings,
    journal: Journal,
    status: StatusSource,
    holder: str,
    *,
    wake: Event,
    on_answer: Callable[[], None],
) -> LeasedLoop:
    """Return the loop, not started yet.

    Args:
        settings: of the installation.
        journal: where messages are noted and answers queued.
        status: how the bot itself is doing.
        holder: this process.
        wake: set when something was noted.
        on_answer: called when an answer has to leave.
    """
    clerk = Clerk(
        journal.desk,
        journal.reader,
        utc_now,
        journal.contacts,
        label_desk(settings, journal),
        BarcodeScanner(),
    )
    hearing = Hearing(clerk, settings.command_prefix, status, CustomerNames(journal.contacts))
    ear = Ear(journal.heard, clerk, hearing, prefix=settings.command_prefix, on_answer=on_answer)
    return LeasedLoop(
        LEASE, journal.lease, holder, ttl_s=LEASE_TTL_S, step=ear.hear_once, wake=wake
    )
