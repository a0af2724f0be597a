"""What a person sees, as plain frozen values: messages, forms, and what an act changed."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.slack.elements import spots

JsonObject = dict[str, Any]


class ActError(Exception):
    """An act that nobody could do: no such button, an ambiguous label, an unknown channel."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Said:
    """One message as a person sees it; `raw` is all that Slack knows of it."""

    channel: str
    ts: str
    text: str
    raw: JsonObject = field(repr=False)

    @property
    def blocks(self) -> list[JsonObject]:
        return list(self.raw.get("blocks", []))

    @property
    def author(self) -> str:
        return str(self.raw.get("user", ""))

    @property
    def thread_ts(self) -> str | None:
        return self.raw.get("thread_ts")

    @property
    def is_ephemeral(self) -> bool:
        return self.raw["ephemeral_for"] is not None

    @property
    def is_deleted(self) -> bool:
        return bool(self.raw["deleted"])

    @property
    def mentions(self) -> list[tuple[str, str]]:
        """Whom it rings: `("broadcast", "channel")`, `("user", "U0ANA")`."""
        return [(one["kind"], one["target"]) for one in self.raw["mentions"]]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons and menus, in reading order."""
        return [spot.label for spot in spots(self.blocks)]

    @property
    def words(self) -> str:
        """Everything written in its blocks, or its text where it has none."""
        return "\n".join(_texts(self.blocks)) or self.text


@dataclass(frozen=True, slots=True)
class Form:
    """A modal or an App Home as its owner sees it."""

    id: str
    title: str
    raw: JsonObject = field(repr=False)

    @property
    def blocks(self) -> list[JsonObject]:
        return list(self.raw.get("blocks", []))

    @property
    def labels(self) -> list[str]:
        """Its fields, buttons and menus, in reading order."""
        return [spot.label for spot in spots(self.blocks)]

    @property
    def values(self) -> JsonObject:
        """What stands in the fields: `{block_id: {action_id: value}}`."""
        return dict(self.raw["state"]["values"])

    @property
    def words(self) -> str:
        return "\n".join(_texts(self.blocks))

    @property
    def errors(self) -> dict[str, str]:
        return dict(self.raw["errors"])


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees after an act."""

    user: str
    raw: JsonObject = field(repr=False)

    @property
    def outcome(self) -> str:
        """`ok`, `operation_timeout`, `dispatch_failed`, `unknown_command`, `incomplete` ..."""
        return str(self.raw["outcome"])

    @property
    def messages(self) -> list[Said]:
        """New messages, the person's own and ephemeral ones included."""
        return [said(one) for one in self.raw["new"]]

    @property
    def changed(self) -> list[Said]:
        return [said(one) for one in self.raw["changed"]]

    @property
    def deleted(self) -> list[Said]:
        return [said(one) for one in self.raw["deleted"]]

    @property
    def message(self) -> Said:
        """The answer: the last new message by somebody else, else the last one that changed.

        Raises:
            ActError: if nothing was answered.
        """
        answers = [one for one in self.messages if one.author != self.user]
        for one in reversed(answers or self.changed):
            return one
        raise ActError(404, f"nothing was answered ({self.outcome})")

    @property
    def text(self) -> str:
        """The answer's text, or nothing."""
        answers = [one for one in self.messages if one.author != self.user]
        return (answers or self.changed)[-1].text if answers or self.changed else ""

    @property
    def views(self) -> list[Form]:
        return [form(one) for one in self.raw["views"]]

    @property
    def view(self) -> Form:
        """The topmost form.

        Raises:
            ActError: if none is open.
        """
        if not self.views:
            raise ActError(404, f"no form is open ({self.outcome}: {self.text})")
        return self.views[-1]

    @property
    def home(self) -> Form | None:
        home = self.raw.get("home")
        return form(home) if home else None

    @property
    def errors(self) -> dict[str, str]:
        """What is marked red, by block_id; under `""` what concerns the whole form."""
        return dict(self.raw["errors"])

    @property
    def seconds(self) -> float:
        """How long the acknowledgement took."""
        return float(self.raw["seconds"])


def said(raw: JsonObject) -> Said:
    """A message from the control API's JSON."""
    return Said(raw["channel"], raw["ts"], str(raw.get("text", "")), raw)


def form(raw: JsonObject) -> Form:
    """A view from the control API's JSON."""
    title = raw.get("title") or {}
    return Form(raw["id"], str(title.get("text", "")), raw)


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if not isinstance(value, dict):
        return []
    own = value.get("text")
    here = [own] if isinstance(own, str) else []
    return here + [text for one in value.values() for text in _texts(one)]
