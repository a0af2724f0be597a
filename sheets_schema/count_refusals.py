"""Why what somebody counted was refused, for the rows of Count entries."""

from collections.abc import Callable
from typing import Any, Final

from inventory import count_errors, errors
from sheets_schema.refusal import Refusal

STANDS: Final = {
    "posted": "settled",
    "moved": "settled: the goods were moved in the book",
    "approval": "waiting for approval",
    "skipped": "left out by now",
}
"""How a line stands -> the words for it."""


def unknown_document(error: errors.UnknownDocument) -> Refusal:
    """Say that there is no such count."""
    return Refusal("number", f"there is no {error.number}", "Type a number from the tab Counts.")


def counted_already(error: count_errors.CountedAlready) -> Refusal:
    """Say that a line, or all of a sheet, is settled."""
    if not error.line:
        reason = f"{error.number} is {error.status}"
        return Refusal("number", reason, "Type the number of an open count from Counts.")
    where = _where(error.item, error.location)
    reason = f"{where} is {STANDS.get(error.status, error.status)} (line {error.line})"
    return Refusal("", reason, "Clear the row, or ask a manager to have it counted again.")


def counted_twice(error: count_errors.CountedTwice) -> Refusal:
    """Say that two rows are about one balance."""
    reason = f"{_where(error.item, error.location, error.lot)} is counted in two rows"
    return Refusal("", reason, "Add them up in one row.")


def count_taken(error: count_errors.CountTaken) -> Refusal:
    """Say that somebody else counts the sheet."""
    reason = f"{error.number} is in the hand of somebody else"
    return Refusal("number", reason, "Have them give it back in Slack, or enter it there.")


def other_counter_needed(error: count_errors.OtherCounterNeeded) -> Refusal:
    """Say that a recount is for somebody else: nobody knows by whom a row was typed."""
    where = _where(error.item, error.location)
    reason = f"{where} is counted once more by somebody else (line {error.line})"
    mend = f"Say in Slack who does, or have them enter it there: /count {error.number}."
    return Refusal("", reason, mend)


def _where(item: str, location: str, lot: str = "") -> str:
    goods = f"{item} lot {lot}" if lot else item
    return f"{goods} at {location}" if item else f"bin {location}"


COUNT_REFUSALS: Final[tuple[Callable[[Any], Refusal], ...]] = (
    unknown_document,
    counted_already,
    counted_twice,
    count_taken,
    other_counter_needed,
)
"""One function an error that rows of Count entries can meet."""
