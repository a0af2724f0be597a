"""What a message may contain: the checks that every way of saying something shares."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.slack.blocks import BlockError, validate_blocks
from sandbox.slack.wire import JsonObject

TEXT_CHARACTERS = 40_000
ATTACHMENTS_AT_MOST = 100
NO_PREVIEW = "[no preview available]"
METADATA_KEYS = frozenset({"event_type", "event_payload"})


class ContentError(Exception):
    """A message Slack refuses; `messages` point at what is wrong."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []


@dataclass(frozen=True, slots=True)
class Content:
    """Checked content of a message."""

    text: str = ""
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    metadata: JsonObject | None = None

    def as_body(self) -> JsonObject:
        """The parts of a message body that are there."""
        body: JsonObject = {"text": self.text}
        if self.blocks:
            body["blocks"] = self.blocks
        if self.attachments:
            body["attachments"] = self.attachments
        if self.metadata is not None:
            body["metadata"] = self.metadata
        return body


def checked_content(given: JsonObject) -> Content:
    """The content among a call's arguments.

    Raises:
        ContentError: `no_text`, `invalid_blocks`, `too_many_attachments` and so on.
    """
    blocks = checked_blocks(given.get("blocks"))
    attachments = _listed(given.get("attachments"), "invalid_attachments")
    text = str(given.get("text") or "")
    markdown = given.get("markdown_text")
    if markdown and (text or blocks):
        raise ContentError("markdown_text_conflict")
    if len(attachments) > ATTACHMENTS_AT_MOST:
        raise ContentError("too_many_attachments")
    if not (text or markdown or blocks or attachments):
        raise ContentError("no_text")
    if markdown:
        blocks = [{"type": "markdown", "text": markdown}]
    return Content(
        text[:TEXT_CHARACTERS],
        blocks,
        _numbered(attachments),
        checked_metadata(given.get("metadata")),
    )


def checked_blocks(given: Any) -> list[JsonObject]:  # noqa: ANN401 - whatever the app sent
    """The blocks of a message, refused as `invalid_blocks` with a pointer to each fault."""
    blocks = _listed(given, "invalid_blocks_format")
    errors = validate_blocks(blocks, "message")
    if errors:
        raise ContentError("invalid_blocks", [pointed(one, "/blocks") for one in errors])
    return blocks


def pointed(error: BlockError, prefix: str) -> str:
    """An error in the form of `response_metadata.messages`."""
    return f"[ERROR] {error.to_line(prefix)}"


def _listed(given: Any, error: str) -> list[JsonObject]:  # noqa: ANN401 - whatever the app sent
    if given in (None, "", []):
        return []
    if not isinstance(given, list):
        raise ContentError(error)
    return given


def _numbered(attachments: list[Any]) -> list[JsonObject]:
    """Attachments as they come back: each with its number, and words for where it cannot be shown."""
    if not all(isinstance(attachment, dict) for attachment in attachments):
        raise ContentError("invalid_attachments")
    return [
        {"id": number, "fallback": NO_PREVIEW, **attachment}
        for number, attachment in enumerate(attachments, start=1)
    ]


def checked_metadata(given: Any) -> JsonObject | None:  # noqa: ANN401 - whatever the app sent
    """The metadata of a message, None where it has none.

    Raises:
        ContentError: `invalid_metadata_format` or `invalid_metadata_schema`.
    """
    if not given:
        return None
    if not isinstance(given, dict) or not set(given) <= METADATA_KEYS | {"entities"}:
        raise ContentError("invalid_metadata_format")
    if not given.get("event_type") or not isinstance(given.get("event_payload"), dict):
        raise ContentError("invalid_metadata_schema")
    return given
