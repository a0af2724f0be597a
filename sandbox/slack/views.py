"""Modals and App Homes: what stands open, for whom, in which version.

A person has at most one stack of modals, three deep. Every change gives a view a new hash;
who updates from an older hash is told so. An App Home has one view a person.
"""

from dataclasses import dataclass, field

from sandbox.slack import form_values
from sandbox.slack.elements import name_blocks
from sandbox.slack.identifiers import Identifiers
from sandbox.slack.people import APP_ID, BOT_ID, TEAM_ID
from sandbox.slack.wire import JsonObject, encode

STACK_LIMIT = 3
VIEW_BYTES = 250_000


class ViewError(Exception):
    """A view that cannot be; `error` is the word Slack answers."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(slots=True, kw_only=True)
class View:
    """One modal or App Home as one person sees it."""

    id: str
    user: str
    hash: str
    body: JsonObject
    root_view_id: str
    previous_view_id: str | None = None
    values: JsonObject = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    is_open: bool = True

    @property
    def blocks(self) -> list[JsonObject]:
        return list(self.body.get("blocks", []))

    def as_view(self) -> JsonObject:
        """The view object that views.* answer and that payloads carry."""
        body = self.body
        return {
            "id": self.id,
            "team_id": TEAM_ID,
            "type": body.get("type", "modal"),
            "blocks": self.blocks,
            "private_metadata": body.get("private_metadata", ""),
            "callback_id": body.get("callback_id", ""),
            "state": {"values": self.values},
            "hash": self.hash,
            "title": body.get("title"),
            "clear_on_close": body.get("clear_on_close", False),
            "notify_on_close": body.get("notify_on_close", False),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_view_id,
            "root_view_id": self.root_view_id,
            "app_id": APP_ID,
            "external_id": body.get("external_id", ""),
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
        }


class Views:
    """Every view of the workspace."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._identifiers = identifiers
        self.all: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}

    def stack(self, user: str) -> list[View]:
        """The user's open modals, the lowest first."""
        return list(self._stacks.get(user, []))

    def open(self, user: str, body: JsonObject, *, now: float) -> View:
        """Open a modal; whatever stood open before is gone."""
        view = self._make(user, body, now=now)
        self.clear(user)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, body: JsonObject, *, now: float) -> View:
        """Put a modal on top of the user's stack."""
        stack = self._stacks.get(user, [])
        if not stack:
            raise ViewError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise ViewError("push_limit_reached")
        view = self._make(user, body, now=now)
        view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def update(self, view: View, body: JsonObject, *, now: float) -> None:
        """Replace a view's body, keeping what was typed where the ids stayed."""
        self._check(body, other_than=view)
        view.body = self._named(body)
        view.values = form_values.kept_values(view.values, view.blocks)
        view.errors = {}
        view.hash = self._new_hash(now)

    def publish(self, user: str, body: JsonObject, *, now: float) -> View:
        """Set the user's App Home."""
        home = self.homes.get(user)
        if home is None:
            home = self.homes[user] = self._make(user, body, now=now)
        else:
            self.update(home, body, now=now)
        return home

    def close(self, user: str) -> View | None:
        """Take the topmost modal away; the one below shows again."""
        stack = self._stacks.get(user, [])
        if not stack:
            return None
        view = stack.pop()
        view.is_open = False
        return view

    def clear(self, user: str) -> list[View]:
        """Close all of a user's modals."""
        closed = self._stacks.pop(user, [])
        for view in closed:
            view.is_open = False
        return closed

    def find(self, *, view_id: str = "", external_id: str = "") -> View | None:
        """The view with this id, or the open one with this external id."""
        if view_id:
            return self.all.get(view_id)
        named = (view for view in self.all.values() if view.body.get("external_id"))
        fits = (view for view in named if view.body["external_id"] == external_id and view.is_open)
        return next(fits, None)

    def _make(self, user: str, body: JsonObject, *, now: float) -> View:
        self._check(body)
        view_id = self._identifiers.make("V")
        named = self._named(body)
        view = View(
            id=view_id, user=user, hash=self._new_hash(now), body=named, root_view_id=view_id
        )
        view.values = form_values.starting_values(view.blocks)
        self.all[view_id] = view
        return view

    def _named(self, body: JsonObject) -> JsonObject:
        return {**body, "blocks": name_blocks(body.get("blocks", []), self._identifiers)}

    def _check(self, body: JsonObject, *, other_than: View | None = None) -> None:
        if len(encode(body).encode()) > VIEW_BYTES:
            raise ViewError("view_too_large")
        external_id = body.get("external_id")
        holder = self.find(external_id=external_id) if external_id else None
        if holder is not None and holder is not other_than:
            raise ViewError("duplicate_external_id")

    def _new_hash(self, now: float) -> str:
        return f"{int(now)}.{self._identifiers.secret('hash')[:8]}"
