"""Warnings: what the managers should know about the workbook or the bot, until it is over."""

from typing import Literal

from inventory.record import Record


class ManagersWarning(Record):
    """One warning, numbered `WN-1`.

    Attributes:
        topic: what it is about (`verify`, `sheet`); one topic has at most one open warning.
        lines: facts in plain words, most important first.
    """

    type: Literal["warning"] = "warning"
    number: str
    topic: str
    headline: str
    lines: tuple[str, ...] = ()
    is_open: bool = True

    @property
    def key(self) -> str:
        return self.number
