"""The app manifest: what Slack is told about us, derived from the table of commands.

Least rights first: what the bot cannot work without is asked for at installation, the rest is
optional. The history of channels is read only to look for a message of our own whose sending
ended unknown; what is written to the bot alone, or names it, is read, and the files that come with it.
"""

from typing import Any, Final, Literal

from bot.language.grammar import SLASH_COMMANDS, VERBS, prefixed
from bot.language.shortcuts import SHORTCUTS, Shortcut

Mode = Literal["socket", "http"]
EVENTS_PATH: Final = "/slack/events"
BOT_SCOPES: Final = (
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "im:history",
    "im:write",
)
OPTIONAL_SCOPES: Final = ("chat:write.public",)
EVENTS: Final = ("app_home_opened", "app_mention", "message.im")


def manifest(mode: Mode, *, base_url: str = "", prefix: str = "") -> dict[str, Any]:
    """Return the manifest to paste where the app is made.

    Args:
        mode: socket needs no public address; http does.
        base_url: where Slack reaches us, for http.
        prefix: of every command, where other apps claim the same names.
    """
    url = f"{base_url.rstrip('/')}{EVENTS_PATH}" if mode == "http" else ""
    return {
        "display_information": {
            "name": "Bincard",
            "description": "The bin card for a team that lives in Slack and Google Sheets.",
            "background_color": "#2b4a3f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Bincard", "always_online": True},
            "slash_commands": [_command(name, url, prefix) for name in SLASH_COMMANDS],
            "shortcuts": [_shortcut(one) for one in SHORTCUTS],
        },
        "oauth_config": {
            "scopes": {"bot": list(BOT_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
        },
        "settings": {
            "event_subscriptions": _at(url, {"bot_events": list(EVENTS)}),
            "interactivity": _at(url, {"is_enabled": True}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _command(name: str, url: str, prefix: str) -> dict[str, Any]:
    verb = VERBS.get(name.removeprefix("/"))
    command: dict[str, Any] = {
        "command": prefixed(name, prefix),
        "description": verb.summary if verb else "Everything else, and help.",
        "usage_hint": verb.example if verb else "help",
        "should_escape": False,
    }
    return command | ({"url": url} if url else {})


def _shortcut(shortcut: Shortcut) -> dict[str, Any]:
    return {
        "type": shortcut.menu.value,
        "callback_id": shortcut.id,
        "name": shortcut.name,
        "description": shortcut.does,
    }


def _at(url: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Add where Slack sends requests, in HTTP mode."""
    return {"request_url": url, **facts} if url else facts
