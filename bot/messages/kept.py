"""Messages as text that can be kept until they leave, and as they were again."""

import json
from typing import Any, Final

from bot.messages.message import Button, Confirm, Menu, Message
from bot.messages.text import Bold, ChannelName, Code, Line, Link, Mention, Part

_KINDS: Final = {
    "bold": Bold,
    "code": Code,
    "mention": Mention,
    "channel": ChannelName,
    "link": Link,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def kept(message: Message) -> str:
    """Return a message as text; `restored` gives it back."""
    return json.dumps(
        {
            "lines": [[_kept_part(part) for part in one] for one in message.lines],
            "buttons": [_kept_button(button) for button in message.buttons],
            "beside": [[number, _kept_beside(one)] for number, one in message.beside.items()],
        },
        ensure_ascii=False,
    )


def restored(text: str) -> Message:
    """Return a message that was kept.

    Examples:
        >>> restored(kept(Message(((Bold("TX-1"), " taken back."),)))).text
        '*TX-1* taken back.'
    """
    said = json.loads(text)
    return Message(
        tuple(_line(one) for one in said["lines"]),
        tuple(_button(fields) for fields in said["buttons"]),
        {number: _beside(fields) for number, fields in said["beside"]},
    )


def _kept_part(part: Part) -> Any:  # noqa: ANN401 - what JSON can hold
    return part if isinstance(part, str) else [_NAMES[type(part)], *_fields(part)]


def _line(parts: list[Any]) -> Line:
    return tuple(one if isinstance(one, str) else _KINDS[one[0]](*one[1:]) for one in parts)


def _kept_beside(one: Button | Menu) -> list[Any] | dict[str, Any]:
    if isinstance(one, Menu):
        return {"action": one.action, "steps": [_kept_button(step) for step in one.steps]}
    return _kept_button(one)


def _beside(said: list[Any] | dict[str, Any]) -> Button | Menu:
    if isinstance(said, dict):
        return Menu(said["action"], tuple(_button(fields) for fields in said["steps"]))
    return _button(said)


def _kept_button(button: Button) -> list[Any]:
    """Return a button's fields; what is asked before it counts stands last, where it asks."""
    plain = [button.label, button.action, button.value, button.style]
    return [*plain, _fields(button.confirm)] if button.confirm else plain


def _button(fields: list[Any]) -> Button:
    label, action, value, style, *confirm = fields
    return Button(label, action, value, style, Confirm(*confirm[0]) if confirm else None)


def _fields(record: Confirm | Bold | Code | Mention | ChannelName | Link) -> list[str]:
    return [str(getattr(record, name)) for name in record.__slots__]
