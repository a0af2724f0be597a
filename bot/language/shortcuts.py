"""Shortcuts: what the menus of Slack's message box and of a message offer besides typing.

A command has to be known; a shortcut is chosen from a list, with one thumb. Slack shows at most 24
characters of a name, and lets an app have ten in all.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Menu(StrEnum):
    """Where a shortcut stands, as the manifest calls it."""

    OF_BOX = "global"
    OF_MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One entry of a menu."""

    id: str
    menu: Menu
    name: str
    does: str


RECEIVE: Final = Shortcut(
    "receive", Menu.OF_BOX, "Receive goods", "Opens the form for goods that have just come."
)
PICK_NEXT: Final = Shortcut(
    "pick_next",
    Menu.OF_BOX,
    "Pick next",
    "Takes the next pick list and leads you from stop to stop.",
)
COUNT_NEXT: Final = Shortcut(
    "count_next",
    Menu.OF_BOX,
    "Count next",
    "Opens your next count, or takes the first that nobody has.",
)
TAKE_RETURN: Final = Shortcut(
    "take_return", Menu.OF_BOX, "Take a return", "Opens the form for goods that come back."
)
LOOK_UP: Final = Shortcut(
    "look_up", Menu.OF_BOX, "Look up stock", "Says how much there is of an item, and where."
)
MAKE_ORDER: Final = Shortcut(
    "make_order",
    Menu.OF_MESSAGE,
    "Make an order of this",
    "Opens an order with what could be read of the message.",
)
MAKE_RETURN: Final = Shortcut(
    "make_return",
    Menu.OF_MESSAGE,
    "Make a return of this",
    "Opens a return with what could be read of the message.",
)
SHORTCUTS: Final = (
    RECEIVE,
    PICK_NEXT,
    COUNT_NEXT,
    TAKE_RETURN,
    LOOK_UP,
    MAKE_ORDER,
    MAKE_RETURN,
)
