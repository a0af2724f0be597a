"""Everything the environment says, read once, in one class; `.env` in the working directory counts.

The names are the ones Slack's and Google's own pages use, so that a value can be copied across.
"""

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from outside.carriers.easypost import API_BASE
from outside.smtp_account import PORT, SmtpAccount, Tls

THROW_AWAY_HOSTS = {"DYNO": "Heroku", "RENDER": "Render", "K_SERVICE": "Cloud Run"}
"""Variables by which a host says that its disk does not outlive a restart -> its name."""


class SettingsError(Exception):
    """A setting is missing or cannot be used; the message says which and what to set."""


class Settings(BaseSettings):
    """Where Slack, Google and the journal are, and the secrets to reach them."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_bot_token: SecretStr = Field(SecretStr(""), description="xoxb-..., of the installed app")
    slack_app_token: SecretStr = Field(
        SecretStr(""), description="xapp-..., for Socket Mode; leave empty for HTTP mode"
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="for HTTP mode: the secret Slack signs its requests with"
    )
    slack_app_id: str = Field(
        "", description="A0123ABCD, of the app; in Socket Mode the app token says it"
    )
    slack_api_url: str = Field("https://slack.com/api/", description="where Slack's Web API is")
    slack_quiet_s_max: float = Field(
        60.0, gt=0, description="seconds without a sign of life before Slack is dialled anew"
    )
    command_prefix: str = Field("", description="put before every command: wh makes /wh-receive")
    google_service_account_file: Path | None = Field(
        None, description="path of the service account's JSON key"
    )
    google_service_account_json: SecretStr = Field(
        SecretStr(""), description="the key itself, where files cannot be kept"
    )
    google_api_url: str = Field("", description="another base URL than Google's own")
    spreadsheet_id: str = Field("", description="the long id in the shared spreadsheet's address")
    database_url: str = Field(
        "sqlite:///data/bincard.sqlite3", description="where the journal is kept"
    )
    smtp_host: str = Field("", description="mail server; without one no mail is sent")
    smtp_port: int = Field(
        PORT, ge=1, le=65535, description="its port: 587, or 465 for SMTP_TLS=ssl"
    )
    smtp_user: str = Field("", description="user at the mail server, if it asks for a login")
    smtp_password: SecretStr = Field(SecretStr(""), description="that user's password")
    smtp_tls: Tls = Field(Tls.STARTTLS, description="starttls, ssl, or none (no login then)")
    smtp_sender: str = Field("", description="in whose name: Our company <stock@example.com>")
    smtp_timeout_s: float = Field(30.0, gt=0, description="seconds to wait for the mail server")
    easypost_api_key: SecretStr = Field(
        SecretStr(""), description="key of an EasyPost account, for live rates and labels"
    )
    easypost_webhook_secret: SecretStr = Field(
        SecretStr(""), description="the secret EasyPost signs tracking events with"
    )
    shop_secret: SecretStr = Field(
        SecretStr(""),
        description="the secret a web shop signs its orders with; without one, no door",
    )
    easypost_api_url: str = Field(API_BASE, description="where EasyPost's API is")
    forecaster: Literal["own", "statsforecast"] = Field(
        "own",
        description="who forecasts demand: own, or statsforecast for smooth items it has forecast better",
    )
    host: str = Field("0.0.0.0", description="address the web server listens on")  # noqa: S104
    port: int = Field(3000, ge=0, le=65535, description="port the web server listens on")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="how much to log"
    )
    slack_client_id: str = Field(
        "", description="must not be set: Slack's library would ignore the bot token"
    )
    dyno: str = Field("", description="set by Heroku")
    render: str = Field("", description="set by Render")
    k_service: str = Field("", description="set by Cloud Run")

    @property
    def is_socket_mode(self) -> bool:
        return bool(self.slack_app_token.get_secret_value())

    @property
    def uses_easypost(self) -> bool:
        return bool(
            self.easypost_api_key.get_secret_value()
            or self.easypost_webhook_secret.get_secret_value()
        )

    def service_account(self) -> dict[str, Any]:
        """Return the service account's key.

        Raises:
            SettingsError: there is none, or it is no JSON.
        """
        text = self.google_service_account_json.get_secret_value()
        try:
            if not text and self.google_service_account_file:
                text = self.google_service_account_file.read_text(encoding="utf-8")
            if not text:
                raise SettingsError(
                    "Google is not connected: set GOOGLE_SERVICE_ACCOUNT_FILE to the path of the "
                    "service account's JSON key."
                )
            account = json.loads(text)
        except OSError as error:
            raise SettingsError(
                f"GOOGLE_SERVICE_ACCOUNT_FILE cannot be read: {error.strerror}."
            ) from error
        except json.JSONDecodeError as error:
            raise SettingsError(
                f"The service account's key is not JSON (line {error.lineno}): download it again."
            ) from error
        if not isinstance(account, dict) or "client_email" not in account:
            raise SettingsError("The service account's key has no client_email: download it again.")
        return account

    def mail_account(self) -> SmtpAccount | None:
        """Return where mail is handed over; None where no mail server is set.

        Raises:
            SettingsError: a mail server is set with which no letter could leave.
        """
        if not self.smtp_host:
            return None
        if not self.smtp_sender:
            raise SettingsError("Set SMTP_SENDER to the address that mail comes from.")
        try:
            return SmtpAccount(
                host=self.smtp_host,
                port=self.smtp_port,
                user=self.smtp_user,
                password=self.smtp_password,
                tls=self.smtp_tls,
                sender=self.smtp_sender,
                timeout_s=self.smtp_timeout_s,
            )
        except ValidationError as error:
            why = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise SettingsError(f"Mail cannot be sent (SMTP_SENDER, SMTP_TLS): {why}.") from None

    def require_slack(self) -> None:
        """Refuse to start without what Slack needs.

        Raises:
            SettingsError: with the setting that is missing.
        """
        if self.slack_client_id:
            raise SettingsError(
                "SLACK_CLIENT_ID is set, and Slack's library would then ignore the bot token: unset it."
            )
        if not self.slack_bot_token.get_secret_value():
            raise SettingsError("Slack is not connected: set SLACK_BOT_TOKEN (xoxb-...).")
        if not self.is_socket_mode and not self.slack_signing_secret.get_secret_value():
            raise SettingsError(
                "Set SLACK_APP_TOKEN (xapp-...) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
            )

    def require_lasting_disk(self) -> None:
        """Refuse to keep the journal in a file where files do not last.

        Raises:
            SettingsError: with the sentence that says what to set.
        """
        if not self.database_url.startswith("sqlite"):
            return
        for variable, host in THROW_AWAY_HOSTS.items():
            if getattr(self, variable.casefold()):
                raise SettingsError(
                    f"{host} wipes its disk at every restart and the journal would be lost: "
                    "set DATABASE_URL=postgresql://... to a database that lasts."
                )
