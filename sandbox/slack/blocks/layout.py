"""The layout blocks, one table row each, and the surfaces on which each may stand."""

from collections.abc import Iterator
from typing import Literal

from sandbox.slack.blocks.composition import (
    any_text,
    block_id,
    image_source,
    plain_text,
    slack_file,
    slack_icon,
)
from sandbox.slack.blocks.elements import (
    accessory,
    action,
    button,
    context_action,
    context_element,
    image,
    input_element,
    url_source,
)
from sandbox.slack.blocks.rich_text import rich_text, rich_text_fields
from sandbox.slack.blocks.tables import data_table, data_visualization, table
from sandbox.slack.json_fault import Fault, Json, failed
from sandbox.slack.rules import (
    Rule,
    any_object,
    array,
    at_least_one,
    at_most_one,
    boolean,
    integer,
    one_of,
    secure_url,
    shape,
    string,
    union,
    url,
)

Surface = Literal["message", "modal", "home"]

_named: dict[str, Rule] = {"block_id": block_id}
_STATUSES = ("pending", "in_progress", "complete", "error")


def _no_dispatch_of_files(block: Json, pointer: str) -> Iterator[Fault]:
    element = block.get("element")
    is_file = isinstance(element, dict) and element.get("type") == "file_input"
    if is_file and block.get("dispatch_action"):
        where = f"{pointer}/dispatch_action"
        yield failed(where, "`dispatch_action` cannot be used with `file_input`", "not")


def _collapsed_needs_collapsible(block: Json, pointer: str) -> Iterator[Fault]:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        where = f"{pointer}/default_collapsed"
        yield failed(where, "`default_collapsed` requires `is_collapsible`", "not")


def _task(*statuses: str, **more: Rule) -> Rule:
    return shape(
        {"task_id": string(minimum=1), "title": string(minimum=1)},
        _named
        | {
            "details": rich_text,
            "output": rich_text,
            "sources": array(url_source),
            "status": one_of(*statuses),
            "icon": slack_icon,
        }
        | more,
    )


_card = shape(
    {},
    _named
    | {
        "hero_image": image,
        "icon": image,
        "slack_icon": slack_icon,
        "title": any_text(150),
        "subtitle": any_text(150),
        "body": any_text(200),
        "subtext": any_text(200),
        "actions": array(button, 3, minimum=1),
    },
    at_least_one("hero_image", "title", "actions", "body"),
    at_most_one("icon", "slack_icon"),
)

_PLAIN: dict[str, Rule] = {
    "actions": shape({"elements": array(action, 25, minimum=1)}, _named),
    "alert": shape(
        {"text": any_text(200)},
        _named | {"level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": _card,
    "carousel": shape({"elements": array(union({"card": _card}), 10, minimum=1)}, _named),
    "context": shape({"elements": array(context_element, 10, minimum=1)}, _named),
    "context_actions": shape({"elements": array(context_action, 5, minimum=1)}, _named),
    "data_table": data_table,
    "data_visualization": data_visualization,
    "divider": shape({}, _named),
    "file": shape({"external_id": string(minimum=1), "source": one_of("remote")}, _named),
    "header": shape({"text": plain_text(150)}, _named | {"level": integer(1, 4)}),
    "image": shape(
        {"alt_text": string(2000)},
        _named | {"image_url": url(3000), "slack_file": slack_file, "title": plain_text(2000)},
        *image_source,
    ),
    "input": shape(
        {"label": plain_text(2000), "element": input_element},
        _named | {"hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
        _no_dispatch_of_files,
    ),
    "markdown": shape({"text": string(12_000, minimum=1)}, _named),
    "plan": shape(
        {"title": string(minimum=1)},
        _named | {"tasks": array(_task(*_STATUSES, type=one_of("task_card")), 50)},
    ),
    "rich_text": rich_text_fields,
    "section": shape(
        {},
        _named
        | {
            "text": any_text(3000),
            "fields": array(any_text(2000), 10, minimum=1),
            "accessory": accessory,
            "expand": boolean,
        },
        at_least_one("text", "fields", at="/type"),
    ),
    "table": table,
    # A plan may announce what is still to come; a card on its own must have begun.
    "task_card": _task(*_STATUSES[1:]),
    "video": shape(
        {
            "title": plain_text(199),
            "video_url": secure_url(),
            "thumbnail_url": url(),
            "alt_text": string(2000, minimum=1),
        },
        _named
        | {
            "title_url": secure_url(),
            "description": plain_text(199),
            "author_name": string(49),
            "provider_name": string(49),
            "provider_icon_url": url(),
        },
    ),
    "auth_provider": shape(
        {"value": string(150, minimum=1), "name": string(75, minimum=1)},
        _named
        | {
            "is_connected": boolean,
            "description": string(150),
            "icon_url": url(),
            "auth_url": url(),
            "disconnect_url": url(),
            "connected_identity": string(75),
            "connected_context": string(75),
            "accessory": any_object,
            "fallback": any_object,
        },
    ),
}

_CONTAINED = (
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)

BLOCKS: dict[str, Rule] = _PLAIN | {
    "container": shape(
        {"child_blocks": array(union(_PLAIN, _CONTAINED), 10, minimum=1)},
        _named
        | {
            "title": plain_text(150),
            "rich_text_title": rich_text,
            "subtitle": any_text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": image,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        at_least_one("title", "rich_text_title"),
        at_most_one("title", "rich_text_title"),
        _collapsed_needs_collapsible,
    )
}

_EVERYWHERE = {
    "actions",
    "auth_provider",
    "card",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "video",
}
_WIDE = {
    "carousel",
    "container",
    "data_table",
    "data_visualization",
    "table",
}  # too wide for a modal

SURFACES: dict[Surface, frozenset[str]] = {
    "message": frozenset(
        _EVERYWHERE | _WIDE | {"context_actions", "file", "markdown", "plan", "task_card"}
    ),
    "modal": frozenset(_EVERYWHERE | {"alert"}),
    "home": frozenset(_EVERYWHERE | _WIDE),
}
