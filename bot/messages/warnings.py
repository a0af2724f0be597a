"""What the managers should know about the workbook or the bot, until it is over."""

from bot.messages.message import Message
from bot.messages.naming import rest_of
from bot.messages.text import Bold, clipped, line
from inventory.warning import ManagersWarning

LINES_MAX = 30


def warning(document: ManagersWarning) -> Message:
    """Word a warning, or that it is over."""
    if not document.is_open:
        return Message((line(Bold("Over:"), f" {clipped(document.headline)} ({document.number})"),))
    header = line(Bold(clipped(document.headline)), f" ({document.number})")
    lines = [line(clipped(text)) for text in document.lines[:LINES_MAX]]
    return Message((header, *lines, *rest_of(document.lines, LINES_MAX, ".")))
