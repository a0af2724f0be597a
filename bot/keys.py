"""Keys: what stays the same when Slack, a network or a finger repeats itself.

A trigger_id belongs to one slash command; a view's id and hash to one state of one form. A button's
`action_ts` is new on every click, so a click is known by where the button is and what it says. The
person is part of it: two people who press the same button ask for two things.
"""

from typing import Any

Body = dict[str, Any]


def command_key(body: Body) -> str:
    """Return the key of one slash command."""
    return f"slash:{body['trigger_id']}"


def shortcut_key(body: Body) -> str:
    """Return the key of one choice of a message's shortcut."""
    return f"shortcut:{body['trigger_id']}"


def form_key(body: Body) -> str:
    """Return the key of one state of one form."""
    return f"form:{body['view']['id']}:{body['view']['hash']}"


def button_key(body: Body) -> str:
    """Return the key of one person's press of one button."""
    container, action = body["container"], body["actions"][0]
    where = container.get("view_id") or f"{container['channel_id']}:{container['message_ts']}"
    return f"button:{where}:{action['action_id']}:{action['value']}:{body['user']['id']}"
