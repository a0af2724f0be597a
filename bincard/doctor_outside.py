"""The doctor's look at the world beyond Slack and Google: the mail server, a web shop, a carrier.

None of these has to be there; what is set has to work.
"""

from collections.abc import Iterator
from typing import Final

from bincard.clock import utc_now
from bincard.findings import Finding, Verdict
from bincard.settings import Settings, SettingsError
from outside.carriers.easypost import SdkMissingError, require_sdk
from outside.mail import SmtpMailer
from outside.statsforecast_library import is_installed

SHOP_SECRET_LENGTH: Final = 24


def check_mail(settings: Settings) -> Iterator[Finding]:
    """Would the mail server take letters from us? None is sent."""
    try:
        account = settings.mail_account()
    except SettingsError as error:
        yield Finding("mail", Verdict.BAD, str(error))
        return
    if account is None:
        text = "not connected: nobody is written to, customer or supplier (SMTP_HOST, SMTP_SENDER)"
        yield Finding("mail", Verdict.GOOD, text)
        return
    refused = SmtpMailer(account, utc_now).try_account()
    if refused is not None:
        text = (
            f"{account.host}:{account.port} takes no mail from us: {refused.said or refused.reason}"
        )
        yield Finding("mail", Verdict.BAD, text)
    else:
        text = f"{account.host}:{account.port} takes mail from {account.sender}"
        yield Finding("mail", Verdict.GOOD, text)


def check_forecaster(settings: Settings) -> Iterator[Finding]:
    """Is the library there that forecasts are to be asked of?"""
    if settings.forecaster == "own":
        return
    if is_installed():
        yield Finding("forecasts", Verdict.GOOD, "statsforecast is asked for smooth items")
    else:
        text = "statsforecast needs its library: pip install 'bincard[forecast]'."
        yield Finding("forecasts", Verdict.BAD, text)


def check_doors(settings: Settings) -> Iterator[Finding]:
    """Which doors are open to a web shop and to carriers, and can they be served?"""
    secret = settings.shop_secret.get_secret_value()
    if secret and len(secret) < SHOP_SECRET_LENGTH:
        text = f"SHOP_SECRET is shorter than {SHOP_SECRET_LENGTH} characters: make a longer one."
        yield Finding("web shop", Verdict.WARNING, text)
    elif secret:
        yield Finding("web shop", Verdict.GOOD, "orders are taken at /shop/orders")
    if not settings.uses_easypost:
        return
    try:
        require_sdk()
    except SdkMissingError as error:
        yield Finding("easypost", Verdict.BAD, f"{error}.")
    else:
        labels = "live rates and labels" if settings.easypost_api_key.get_secret_value() else ""
        hooks = (
            "events at /carriers/easypost"
            if settings.easypost_webhook_secret.get_secret_value()
            else ""
        )
        yield Finding("easypost", Verdict.GOOD, ", ".join(filter(None, (labels, hooks))))
