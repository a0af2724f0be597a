"""The loops that deal with the world beyond Slack and Google, each under a lease of its own."""

from typing import Final

from bincard import letter_sender
from bincard.clock import utc_now
from bincard.leased_loop import LeasedLoop
from bincard.letter_sender import LetterSender
from bincard.settings import Settings
from journal.opening import Journal
from outside.mail import SmtpMailer

SMTP_STEPS: Final = 8
"""Connecting, greeting, TLS, login, sender, reader, letter, goodbye: each may take the whole time."""

LEASE_TTL_S_MIN: Final = 60.0


def outside_loops(settings: Settings, journal: Journal, holder: str) -> tuple[LeasedLoop, ...]:
    """Return the loops of this installation, not started yet.

    Raises:
        SettingsError: a mail server is set with which no letter could leave.
    """
    return (letter_loop(settings, journal, holder),)


def letter_loop(settings: Settings, journal: Journal, holder: str) -> LeasedLoop:
    """Return the loop that writes to customers; without a mail server it notes that it cannot."""
    account = settings.mail_account()
    sender = LetterSender(
        SmtpMailer(account, utc_now) if account else None,
        contacts=journal.contacts,
        outbox=journal.outbox,
        desk=journal.desk,
        clock=utc_now,
    )
    return LeasedLoop(
        letter_sender.LEASE,
        journal.lease,
        holder,
        ttl_s=max(LEASE_TTL_S_MIN, SMTP_STEPS * settings.smtp_timeout_s),
        step=sender.send_once,
    )
