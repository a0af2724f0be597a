"""canvases.*: Markdown in sections, each with an id by which it can be looked up and edited."""

import re
from typing import Final

from sandbox.slack.slack import Slack
from sandbox.slack.web_api.calls import ApiError, Call, Method, Methods, invalid_arguments
from sandbox.slack.web_api.places import channel_of
from sandbox.slack.wire import JsonObject

_AT_A_SECTION: Final = frozenset({"insert_after", "insert_before", "delete"})
_EDITS: Final = _AT_A_SECTION | {"insert_at_start", "insert_at_end", "replace", "rename"}
_LEVELS: Final = frozenset({"read", "write", "owner"})
_HEADING: Final = re.compile(r"(#{1,6}) ")


def create(slack: Slack, call: Call) -> JsonObject:
    """canvases.create."""
    return {"canvas_id": _new(slack, call)["id"]}


def create_in_channel(slack: Slack, call: Call) -> JsonObject:
    """conversations.canvases.create: one a channel."""
    channel = channel_of(slack, call, "channel_id")
    if any(one["channel_id"] == channel.id for one in slack.world.canvases.values()):
        raise ApiError("channel_canvas_already_exists")
    canvas = _new(slack, call)
    canvas["channel_id"] = channel.id
    return {"canvas_id": canvas["id"]}


def edit(slack: Slack, call: Call) -> JsonObject:
    """canvases.edit: one change a call."""
    canvas = _canvas(slack, call)
    changes = call.items("changes")
    if len(changes) != 1 or changes[0].get("operation") not in _EDITS:
        raise invalid_arguments("[ERROR] must provide exactly one known change")
    change = changes[0]
    if change["operation"] == "rename":
        canvas["title"] = _markdown(change, "title_content")
        return {}
    fresh = _sections(slack, _markdown(change))
    canvas["sections"] = _changed(canvas["sections"], change, fresh)
    return {}


def delete(slack: Slack, call: Call) -> JsonObject:
    """canvases.delete."""
    del slack.world.canvases[_canvas(slack, call)["id"]]
    return {}


def look_up_sections(slack: Slack, call: Call) -> JsonObject:
    """canvases.sections.lookup: by words in them, and by the kind of heading."""
    canvas = _canvas(slack, call)
    criteria = call.item("criteria")
    words = str(criteria.get("contains_text") or "").lower()
    kinds = set(criteria.get("section_types") or [])
    found = [
        one
        for one in canvas["sections"]
        if words in one["markdown"].lower() and (not kinds or kinds & _kinds(one["markdown"]))
    ]
    return {"sections": [{"id": one["id"]} for one in found]}


def set_access(slack: Slack, call: Call) -> JsonObject:
    """canvases.access.set: for people, or for everybody in channels."""
    canvas = _canvas(slack, call)
    level = call.needed("access_level")
    if level not in _LEVELS:
        raise invalid_arguments("[ERROR] must be one of read, write, owner")
    canvas["access"] |= dict.fromkeys(_named(slack, call), level)
    return {}


def delete_access(slack: Slack, call: Call) -> JsonObject:
    """canvases.access.delete."""
    canvas = _canvas(slack, call)
    for name in _named(slack, call):
        canvas["access"].pop(name, None)
    return {}


def _new(slack: Slack, call: Call) -> JsonObject:
    canvas: JsonObject = {
        "id": slack.world.identifiers.make("F"),
        "title": call.text("title"),
        "channel_id": call.text("channel_id"),
        "sections": _sections(slack, _markdown(call.args)),
        "access": {},
    }
    slack.world.canvases[canvas["id"]] = canvas
    return canvas


def _canvas(slack: Slack, call: Call) -> JsonObject:
    canvas = slack.world.canvases.get(call.needed("canvas_id"))
    if canvas is None:
        raise ApiError("canvas_not_found")
    return canvas


def _markdown(holder: JsonObject, name: str = "document_content") -> str:
    content = holder.get(name) or {}
    if not isinstance(content, dict):
        raise invalid_arguments(f"[ERROR] must provide an object [json-pointer:/{name}]")
    return str(content.get("markdown", ""))


def _sections(slack: Slack, markdown: str) -> list[JsonObject]:
    """A text in its headings and paragraphs, each with an id of its own."""
    parts = re.split(r"\n\s*\n|\n(?=#{1,6} )", markdown)
    found = [line for part in parts for line in _heading_apart(part.strip()) if line]
    return [
        {"id": f"temp:C:{slack.world.identifiers.secret('section')}", "markdown": one}
        for one in found
    ]


def _heading_apart(part: str) -> tuple[str, ...]:
    first, _, rest = part.partition("\n")
    return (first, rest.strip()) if _HEADING.match(first) else (part,)


def _changed(
    sections: list[JsonObject], change: JsonObject, fresh: list[JsonObject]
) -> list[JsonObject]:
    """The sections after a change.

    Raises:
        ApiError: `canvas_editing_failed`, if the section it names is not there.
    """
    operation, section_id = change["operation"], change.get("section_id")
    if section_id is None:
        if operation in _AT_A_SECTION:
            raise invalid_arguments(f"[ERROR] {operation} needs a section_id")
        ends = {"insert_at_start": [*fresh, *sections], "insert_at_end": [*sections, *fresh]}
        return ends.get(operation, fresh)
    places = [place for place, one in enumerate(sections) if one["id"] == section_id]
    if not places:
        raise ApiError("canvas_editing_failed")
    first = places[0] + (operation == "insert_after")
    last = places[0] + (operation != "insert_before")
    return [*sections[:first], *([] if operation == "delete" else fresh), *sections[last:]]


def _kinds(markdown: str) -> set[str]:
    heading = _HEADING.match(markdown)
    return {f"h{len(heading[1])}", "any_header"} if heading else set()


def _named(slack: Slack, call: Call) -> list[str]:
    """The people, or the channels, that a call about access names.

    Raises:
        ApiError: `invalid_parameters`, `user_not_found` or `channel_not_found`.
    """
    users, channels = call.listed("user_ids"), call.listed("channel_ids")
    if bool(users) == bool(channels):
        raise ApiError("invalid_parameters")
    directory = slack.world.directory
    if any(user not in directory.people for user in users):
        raise ApiError("user_not_found")
    if any(channel not in directory.channels for channel in channels):
        raise ApiError("channel_not_found")
    return users or channels


_WRITE = ("canvases:write",)

CANVASES: Methods = {
    "canvases.create": Method(create, tier=2, scopes=_WRITE),
    "canvases.edit": Method(edit, tier=3, scopes=_WRITE),
    "canvases.delete": Method(delete, tier=3, scopes=_WRITE),
    "canvases.sections.lookup": Method(look_up_sections, tier=3, scopes=("canvases:read",)),
    "canvases.access.set": Method(set_access, tier=3, scopes=_WRITE),
    "canvases.access.delete": Method(delete_access, tier=3, scopes=_WRITE),
    "conversations.canvases.create": Method(create_in_channel, tier=2, scopes=_WRITE),
}
