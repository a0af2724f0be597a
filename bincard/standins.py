"""The stand-ins for Slack and Google on loopback, started together.

They know nothing of us: what they need (the app's manifest) is handed to them as Slack's own
settings page would be given it.
"""

import json
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sandbox.google.accounts import API_KEY
from sandbox.google.server import GoogleStandIn
from sandbox.loopback import ServerThread
from sandbox.slack.server import SlackStandIn

WORKBOOK_TITLE = "Bincard"


class StandIns:
    """Both servers, listening for as long as this object is open.

    Args:
        manifest: the app as Slack is told of it.
        google_port, slack_port: 0 for any free port.
        has_quota: whether Google's read and write quotas are enforced.
    """

    def __init__(
        self,
        manifest: dict[str, Any],
        *,
        google_port: int = 0,
        slack_port: int = 0,
        has_quota: bool = True,
    ) -> None:
        self.google = GoogleStandIn()
        self.google.state.quotas.enabled = has_quota
        self.slack = SlackStandIn(manifest)
        self._folder = tempfile.TemporaryDirectory(prefix="bincard-sandbox-")
        self._google_server = ServerThread(self.google.create_app(), google_port)
        try:
            self._slack_server = ServerThread(self.slack.create_app(), slack_port)
        except OSError:
            self._google_server.stop()
            raise
        self.google_url = self._google_server.base_url
        self.slack_url = self._slack_server.base_url
        self.service_account_file = Path(self._folder.name) / "service-account.json"
        account = self.google.service_account_info(self.google_url)
        self.service_account_file.write_text(json.dumps(account), encoding="utf-8")

    def add_workbook(self) -> str:
        """Have a person create an empty spreadsheet and share it; return its id."""
        return self.google.add_spreadsheet(WORKBOOK_TITLE).id

    def announcement(self) -> dict[str, dict[str, str]]:
        """Return what any client needs to talk to them."""
        return {
            "google": {
                "base_url": self.google_url,
                "service_account_file": str(self.service_account_file),
                "api_key": API_KEY,
            },
            "slack": {
                "api_url": self.slack.api_url(self.slack_url),
                "bot_token": self.slack.bot_token,
                "app_token": self.slack.app_token,
                "signing_secret": self.slack.signing_secret,
                "client_id": self.slack.credentials.client_id,
                "client_secret": self.slack.credentials.client_secret,
            },
        }

    def close(self) -> None:
        """Stop both servers and forget the key file."""
        self._slack_server.stop()
        self._google_server.stop()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
