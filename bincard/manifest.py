"""The app manifest as text to paste into Slack."""

import json
from typing import Literal

from bincard.settings import SettingsError
from bot.manifest import manifest


def manifest_text(mode: str, url: str, prefix: str) -> str:
    """Return the manifest as JSON.

    Raises:
        SettingsError: HTTP mode without a public https address.
    """
    chosen: Literal["socket", "http"] = "http" if mode == "http" else "socket"
    if chosen == "http" and not url.startswith("https://"):
        raise SettingsError("HTTP mode needs --url https://... : the address Slack can reach.")
    return json.dumps(manifest(chosen, base_url=url, prefix=prefix), indent=2)
