"""What is said once in the thread of a purchase order: sent, not sent after all, ended."""

from bot.messages.telling import Telling
from bot.messages.text import Line, clipped, line, who
from inventory.documents.remark import Remark

MAIL = "mail"


def sent(said: Remark, telling: Telling) -> Line:
    """Word that an order was sent, and how."""
    del telling
    if said.other == MAIL:
        return line(who(said.actor), " sends it by mail.")
    return line("Handed over by ", who(said.actor), ".")


def not_sent(said: Remark, telling: Telling) -> Line:
    """Word that a letter did not leave, and what to do."""
    del telling
    why = f": {clipped(said.words, 200)}" if said.words else ""
    return line(f"The mail did not leave{why}. It is still to be sent.")


def closed(said: Remark, telling: Telling) -> Line:
    """Word that nothing more is expected."""
    return line("Closed by ", who(said.actor), f"{_why(said)}.{_to_tell(said, telling)}")


def cancelled(said: Remark, telling: Telling) -> Line:
    """Word that an order was let go."""
    return line("Cancelled by ", who(said.actor), f"{_why(said)}.{_to_tell(said, telling)}")


def _why(said: Remark) -> str:
    return f": “{clipped(said.words, 200)}”" if said.words else ""


def _to_tell(said: Remark, telling: Telling) -> str:
    """Say whom it has to be told who still means to deliver."""
    if not said.other:
        return ""
    found = telling.book.supplier(said.other)
    name = found.name if found and found.name else said.other
    return f" {clipped(name, 60)} has the order: tell them not to deliver the rest."
