"""What the app manifest allows: scopes, commands, events, and where requests go.

Without a manifest everything is allowed: any command, any event, every scope; requests go to
the sockets that are open, or else to the one request URL the stand-in was given.
"""

from dataclasses import dataclass

from sandbox.slack.manifest import ManifestError, validate_manifest
from sandbox.slack.wire import JsonObject

EVERY_SCOPE = "*"


class ManifestRefusedError(ValueError):
    """A manifest the platform would not take; `errors` says why, each with its pointer."""

    def __init__(self, errors: list[ManifestError]) -> None:
        super().__init__("; ".join(f"{one.pointer or '/'}: {one.message}" for one in errors))
        self.errors = errors


def checked_rules(manifest: JsonObject | None, request_url: str | None) -> "AppRules":
    """The rules of a manifest; URLs it leaves out may be made up for by `request_url`.

    Raises:
        ManifestRefusedError: if Slack would refuse it.
    """
    errors = [] if manifest is None else validate_manifest(manifest)
    if request_url is not None:
        errors = [one for one in errors if not one.message.endswith(("request_url", ": url"))]
    if errors:
        raise ManifestRefusedError(errors)
    return AppRules(manifest, request_url)


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command of the manifest."""

    command: str
    should_escape: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class AppRules:
    """One app's configuration, read from its manifest."""

    manifest: JsonObject | None = None
    request_url: str | None = None

    @property
    def scopes(self) -> frozenset[str]:
        """The bot scopes granted; optional ones are taken as granted too."""
        if self.manifest is None:
            return frozenset({EVERY_SCOPE})
        scopes = self._part("oauth_config", "scopes")
        return frozenset([*scopes.get("bot", []), *scopes.get("bot_optional", [])])

    @property
    def redirect_urls(self) -> list[str]:
        """Where people may be sent back to who have allowed the app; empty is anywhere."""
        found: list[str] = self._part("oauth_config").get("redirect_urls", [])
        return found

    def grants(self, scope: str) -> bool:
        return EVERY_SCOPE in self.scopes or scope in self.scopes

    def command(self, name: str) -> Command | None:
        """The declared command of this name, if there is one."""
        if self.manifest is None:
            return Command(name)
        for row in self._part("features").get("slash_commands", []):
            if row.get("command") == name:
                return Command(name, bool(row.get("should_escape")), row.get("url"))
        return None

    def shortcut(self, callback_id: str, kind: str) -> bool:
        """Whether a global or message shortcut of this callback_id is on the menu."""
        if self.manifest is None:
            return True
        return callback_id in self.shortcuts(kind)

    def shortcuts(self, kind: str) -> list[str]:
        """The callback_id of every shortcut on the global menu, or on a message's."""
        rows = self._part("features").get("shortcuts", []) if self.manifest else []
        return [one["callback_id"] for one in rows if one["type"] == kind]

    def subscribes(self, event: str) -> bool:
        """Whether the app asked for this bot event (`message.im` and so on by channel type)."""
        if self.manifest is None:
            return True
        return event in self._part("settings", "event_subscriptions").get("bot_events", [])

    @property
    def is_interactive(self) -> bool:
        if self.manifest is None:
            return True
        return bool(self._part("settings", "interactivity").get("is_enabled"))

    @property
    def has_home_tab(self) -> bool:
        if self.manifest is None:
            return True
        return bool(self._part("features", "app_home").get("home_tab_enabled"))

    @property
    def has_messages_tab(self) -> bool:
        if self.manifest is None:
            return True
        return bool(self._part("features", "app_home").get("messages_tab_enabled", True))

    @property
    def takes_messages(self) -> bool:
        """Whether people may write to the app in its messages tab."""
        if self.manifest is None:
            return True
        home = self._part("features", "app_home")
        return self.has_messages_tab and not home.get("messages_tab_read_only_enabled", False)

    @property
    def uses_sockets(self) -> bool | None:
        """Whether Socket Mode is on; None leaves it to whether a socket is open."""
        if self.manifest is None:
            return None
        return bool(self._part("settings").get("socket_mode_enabled"))

    @property
    def events_url(self) -> str | None:
        return self._part("settings", "event_subscriptions").get("request_url", self.request_url)

    @property
    def interactivity_url(self) -> str | None:
        return self._part("settings", "interactivity").get("request_url", self.request_url)

    @property
    def options_url(self) -> str | None:
        """Where external selects in messages ask for their options."""
        interactivity = self._part("settings", "interactivity")
        return interactivity.get("message_menu_options_url", self.request_url)

    def command_url(self, name: str) -> str | None:
        declared = self.command(name)
        return (declared.url if declared else None) or self.request_url

    def _part(self, *keys: str) -> JsonObject:
        part: JsonObject = self.manifest or {}
        for key in keys:
            part = part.get(key) or {}
        return part
