"""The loops that deal with the world beyond Slack and Google, each under a lease of its own."""

from typing import Final

from bincard import letter_sender
from bincard.carriers import label_buyer
from bincard.carriers.label_buyer import LabelBuyer
from bincard.carriers.label_desk import BrokerLabelDesk
from bincard.clock import utc_now
from bincard.correspondence import Correspondence
from bincard.leased_loop import LeasedLoop
from bincard.letter_sender import LetterSender
from bincard.settings import Settings, SettingsError
from inventory.carriage.live_rates import LabelDesk, LiveCarrier
from journal.opening import Journal
from outside.carriers.easypost import TIMEOUT_S, EasyPostCarrier, SdkMissingError
from outside.documents.printer import TypstPrinter
from outside.mail import SmtpMailer

SMTP_STEPS: Final = 8
"""Connecting, greeting, TLS, login, sender, reader, letter, goodbye: each may take the whole time."""

BROKER_CALLS: Final = 3
"""Looking, buying, and looking again where it was bought already."""

LEASE_TTL_S_MIN: Final = 60.0


def outside_loops(settings: Settings, journal: Journal, holder: str) -> tuple[LeasedLoop, ...]:
    """Return the loops of this installation, not started yet.

    Raises:
        SettingsError: a mail server is set with which no letter could leave, or a broker whose
            library is missing.
    """
    letters = letter_loop(settings, journal, holder)
    if not settings.easypost_api_key.get_secret_value():
        return (letters,)
    return letters, label_loop(live_carrier(settings), journal, holder)


def live_carrier(settings: Settings) -> EasyPostCarrier:
    """Return the broker of carriers.

    Raises:
        SettingsError: its library is not installed.
    """
    try:
        return EasyPostCarrier(settings.easypost_api_key, api_base=settings.easypost_api_url)
    except SdkMissingError as error:
        raise SettingsError(f"EASYPOST_API_KEY is set. {error}.") from error


def label_desk(settings: Settings, journal: Journal) -> LabelDesk | None:
    """Return where people ask for rates and print labels; None where no broker is set."""
    if not settings.easypost_api_key.get_secret_value():
        return None
    return BrokerLabelDesk(live_carrier(settings), journal.desk, journal.contacts)


def label_loop(carrier: LiveCarrier, journal: Journal, holder: str) -> LeasedLoop:
    """Return the loop that buys labels."""
    buyer = LabelBuyer(carrier, journal.desk, utc_now)
    return LeasedLoop(
        label_buyer.LEASE,
        journal.lease,
        holder,
        ttl_s=BROKER_CALLS * TIMEOUT_S + LEASE_TTL_S_MIN,
        step=buyer.buy_once,
    )


def letter_loop(settings: Settings, journal: Journal, holder: str) -> LeasedLoop:
    """Return the loop that writes letters; without a mail server it notes that it cannot."""
    account = settings.mail_account()
    sender = LetterSender(
        SmtpMailer(account, utc_now) if account else None,
        about=Correspondence(journal.contacts, TypstPrinter(), utc_now),
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
