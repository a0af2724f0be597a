"""The loops that take up what people write and post to the bot, each under a lease of its own."""

from collections.abc import Callable
from threading import Event
from typing import Final

from bincard.clock import utc_now
from bincard.leased_loop import LeasedLoop
from bincard.outside_loops import label_desk
from bincard.settings import Settings
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.outbox.sender import sending_client
from bot.pictures.eye import FILES_MAX, Eye
from bot.pictures.fetching import TIMEOUT_S, FileFetcher
from bot.scans.ear import Ear
from bot.suggesting.customers import CustomerNames
from inventory.ports import StatusSource
from journal.opening import Journal
from outside.codes.pictures import BarcodePictures
from outside.codes.scanning import BarcodeScanner

LEASE: Final = "hearing"
LEASE_TTL_S: Final = 60.0

PICTURES_LEASE: Final = "pictures"
PICTURES_LEASE_TTL_S: Final = FILES_MAX * (3 * TIMEOUT_S + 10.0)
"""Longer than all files of one message may take: to ask for, to fetch and to read."""


class News:
    """What wakes the loops of this process when something was noted in it.

    Attributes:
        lines, pictures: an event each, since a loop that wakes clears its own.
    """

    def __init__(self) -> None:
        self.lines = Event()
        self.pictures = Event()

    def ring(self) -> None:
        """Wake both."""
        self.lines.set()
        self.pictures.set()


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
    clerk = _clerk(settings, journal)
    hearing = Hearing(clerk, settings.command_prefix, status, CustomerNames(journal.contacts))
    ear = Ear(journal.heard, clerk, hearing, prefix=settings.command_prefix, on_answer=on_answer)
    return LeasedLoop(
        LEASE, journal.lease, holder, ttl_s=LEASE_TTL_S, step=ear.hear_once, wake=wake
    )


def picture_loop(
    settings: Settings, journal: Journal, holder: str, *, wake: Event, on_answer: Callable[[], None]
) -> LeasedLoop:
    """Return the loop that looks at pictures, not started yet; the arguments are as above."""
    client = sending_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    clerk = _clerk(settings, journal)
    eye = Eye(journal.heard, clerk, FileFetcher(client), BarcodePictures(), on_answer)
    return LeasedLoop(
        PICTURES_LEASE,
        journal.lease,
        holder,
        ttl_s=PICTURES_LEASE_TTL_S,
        step=eye.look_once,
        wake=wake,
    )


def _clerk(settings: Settings, journal: Journal) -> Clerk:
    return Clerk(
        journal.desk,
        journal.reader,
        utc_now,
        journal.contacts,
        label_desk(settings, journal),
        BarcodeScanner(),
    )
