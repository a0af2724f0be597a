"""What an undo does to a sheet: line by line, since others count its other lines meanwhile.

A line that was found, or that a quick count left behind, stays where it is and is skipped: its number
and its row in the workbook are its own for ever.
"""

from typing import Final

from inventory.commands import CountStock
from inventory.counting.handing_out import handed_out
from inventory.counting.settling import skipped
from inventory.counting.stepping import put_count
from inventory.documents.approval import Approval
from inventory.documents.cycle_count import (
    CountLine,
    CountLineStatus,
    CountStatus,
    CycleCount,
    UnknownGoods,
)
from inventory.draft import Draft
from inventory.entries import Change
from inventory.errors import UndoRefused
from inventory.stepping import the
from inventory.transaction import Transaction, transaction_id

NOTED: Final = ("cause", "note", "photo")
"""What somebody may say of a line at any time, which stands in nobody's way."""


def put_back_count(draft: Draft, undone: Transaction, change: Change) -> None:
    """Take back what a transaction did to the lines of a sheet.

    Raises:
        UndoRefused: one of them has gone on since, the sheet was let go, or the actor would count
            what is to be counted once more by somebody else.
    """
    count, after = the(draft, CycleCount, change.key), change.after
    assert isinstance(after, CycleCount)  # noqa: S101 - a sheet is never taken out
    before = change.before if isinstance(change.before, CycleCount) else None
    was_let_go = count.status is CountStatus.CANCELLED and after.status is not count.status
    if was_let_go:
        raise _changed_since(draft, undone, count)
    for became in after.lines:
        was = before.line(became.number) if before else None
        if was != became:
            _refuse_changed(draft, undone, count, became)
            _refuse_counter(draft, undone, count, was, became)
            gone = skipped(draft, became, f"undo of {undone.id}")
            count = count.with_line(_noted(count, was) if was else gone)
    count = _unknown_back(draft, undone, count, before, after)
    if before and CountStatus.CANCELLED in (before.status, after.status):
        count = count.model_copy(update={"status": before.status})
    put_count(draft, count)


def only_counted_on(undone: Transaction) -> str:
    """Return the sheet on which a one-line count was put down that did nothing else, or nothing."""
    if not isinstance(undone.command, CountStock) or undone.moves:
        return ""
    if any(isinstance(one.after, Approval) for one in undone.changes):
        return ""
    sheets = (one.after for one in undone.changes if isinstance(one.after, CycleCount))
    return next((sheet.number for sheet in sheets), "")


def hand_out_reopened(draft: Draft) -> None:
    """Hand lines out anew that an undo has put back: the goods have just been moved by it."""
    for count in list(draft.changed(CycleCount)):
        known = draft.book.get(CycleCount, count.number)
        anew = count
        for line in count.waiting:
            if line.asked_at and (known is None or known.line(line.number) != line):
                anew = anew.with_line(handed_out(draft, line))
        if anew != count:
            put_count(draft, anew)


def _refuse_changed(
    draft: Draft, undone: Transaction, count: CycleCount, became: CountLine
) -> None:
    now = count.line(became.number)
    if now is not None and _noted(count, became) == now:
        return
    raise _changed_since(draft, undone, count)


def _refuse_counter(
    draft: Draft,
    undone: Transaction,
    count: CycleCount,
    was: CountLine | None,
    became: CountLine,
) -> None:
    """Whoever was told that it differs does not count anew until it fits; somebody else may let them."""
    is_beyond = became.status is CountLineStatus.RECOUNT or (
        became.status is CountLineStatus.APPROVAL and not became.belongs_at
    )
    is_told = is_beyond and was != became and bool(became.tallies)
    is_own = is_told and became.tallies[-1].by == draft.command.actor
    if is_own and (was is None or len(was.tallies) < len(became.tallies)):
        where = f"{became.item} at {became.location} ({count.number} line {became.number})"
        raise UndoRefused(problem="recount", transaction=undone.id, by=where)


def _noted(count: CycleCount, line: CountLine) -> CountLine:
    """Return a line with what has been said of it since."""
    now = count.line(line.number)
    return line.model_copy(update={name: getattr(now, name) for name in NOTED}) if now else line


def _unknown_back(
    draft: Draft,
    undone: Transaction,
    count: CycleCount,
    before: CycleCount | None,
    after: CycleCount,
) -> CycleCount:
    """Return a sheet with unknown goods as they were; those that it brought are gone with it."""
    known, became = _by_number(before), _by_number(after)
    now = _by_number(count)
    for number in sorted({*known, *became}):
        was = known.get(number)
        if was == became.get(number):
            continue
        if now.get(number) != became.get(number):
            raise _changed_since(draft, undone, count)
        now.pop(number, None)
        if was:
            now[number] = was
    unknown = tuple(now[number] for number in sorted(now))
    return count.model_copy(update={"unknown": unknown})


def _by_number(count: CycleCount | None) -> dict[int, UnknownGoods]:
    return {one.number: one for one in count.unknown} if count else {}


def _changed_since(draft: Draft, undone: Transaction, count: CycleCount) -> UndoRefused:
    since = transaction_id(draft.book.version_of("cycle_count", count.number))
    return UndoRefused(problem="changed_since", transaction=undone.id, by=count.number, since=since)
