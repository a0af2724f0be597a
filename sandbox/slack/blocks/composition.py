"""Composition objects: the small parts that blocks and elements are made of."""

from collections.abc import Iterator

from sandbox.slack.json_fault import Fault, Json, failed
from sandbox.slack.rules import (
    Rule,
    array,
    at_least_one,
    at_most_one,
    boolean,
    one_of,
    shape,
    string,
    union,
    url,
)

ICON_NAMES = (
    "archive",
    "book",
    "bookmark",
    "bot",
    "bug",
    "calendar",
    "call",
    "caret-left",
    "caret-right",
    "check",
    "clipboard",
    "code",
    "comment",
    "compass",
    "copy",
    "cube",
    "download",
    "edit",
    "email",
    "eye-closed",
    "eye-open",
    "file",
    "flag",
    "folder",
    "gear",
    "globe",
    "heart",
    "help",
    "image",
    "info",
    "key",
    "lightbulb",
    "link",
    "map",
    "mobile",
    "new-window",
    "pin",
    "plus",
    "refine",
    "refresh",
    "rocket",
    "save",
    "screen",
    "share",
    "sparkle",
    "star",
    "star-filled",
    "tag",
    "thumbs-down",
    "thumbs-up",
    "trash",
    "upload",
    "user",
    "warning",
)

action_id = string(255, minimum=1)
block_id = string(255, minimum=1)
user_id = string(minimum=1)
channel_id = string(minimum=1)


def plain_text(maximum: int = 3000, *, minimum: int = 1) -> Rule:
    """Text in which nothing is formatted: labels, titles, buttons, options."""
    return union({"plain_text": _plain(maximum, minimum)}, enumerated=True)


def any_text(maximum: int) -> Rule:
    """Text that may be plain or formatted."""
    return union(text_kinds(maximum), enumerated=True)


def text_kinds(maximum: int = 3000, *, minimum: int = 1) -> dict[str, Rule]:
    """The two kinds of text, for unions in which they stand beside others."""
    return {"mrkdwn": _mrkdwn(maximum, minimum), "plain_text": _plain(maximum, minimum)}


def _plain(maximum: int, minimum: int) -> Rule:
    return shape({"text": string(maximum, minimum=minimum)}, {"emoji": boolean})


def _mrkdwn(maximum: int, minimum: int) -> Rule:
    return shape({"text": string(maximum, minimum=minimum)}, {"verbatim": boolean})


confirm = shape(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": one_of("primary", "danger")},
)


def option(*, text: Rule | None = None, link: bool = False) -> Rule:
    """One choice. Menus take plain text only; a link may be set in overflow menus only."""
    optional = {"description": plain_text(75) if text is None else any_text(75)}
    if link:
        optional["url"] = url(3000)
    label = plain_text(75) if text is None else text
    return shape({"text": label, "value": string(150)}, optional)


menu_option = option()
rich_option = option(text=any_text(75))  # checkboxes and radio buttons format their labels
overflow_option = option(link=True)
option_group = shape({"label": plain_text(75), "options": array(menu_option, 100, minimum=1)})

conversation_filter = shape(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), minimum=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
)

dispatch_action_config = shape(
    {},
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2, minimum=1)},
)

slack_file = shape({}, {"id": string(minimum=1), "url": url()}, at_least_one("id", "url"))
slack_icon = union({"icon": shape({"name": one_of(*ICON_NAMES)})})

workflow = shape(
    {
        "trigger": shape(
            {"url": url()},
            {
                "customizable_input_parameters": array(
                    shape({"name": string(minimum=1), "value": string()})
                )
            },
        )
    }
)

image_source = (at_least_one("image_url", "slack_file"), at_most_one("image_url", "slack_file"))


def chosen_from_options(initial: str) -> Rule:
    """What is chosen beforehand must be one of the choices offered, word for word."""

    def check(value: Json, pointer: str) -> Iterator[Fault]:
        chosen = value.get(initial)
        offered = [_choice(entry) for entry in _offered(value)]
        for entry in chosen if isinstance(chosen, list) else [chosen]:
            if isinstance(entry, dict) and _choice(entry) not in offered:
                message = f"`{initial}` must exactly match one of the provided options"
                yield failed(f"{pointer}/{initial}", message, "enum", got=entry.get("value"))

    return check


def _offered(menu: Json) -> Iterator[Json]:
    groups = menu.get("option_groups")
    lists = [group.get("options") for group in _dicts(groups)]
    for entries in [menu.get("options"), *lists]:
        yield from _dicts(entries)


def _dicts(entries: Json) -> list[Json]:
    return (
        [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    )


def _choice(entry: Json) -> tuple[Json, Json]:
    text = entry.get("text")
    return (text.get("text") if isinstance(text, dict) else text, entry.get("value"))
