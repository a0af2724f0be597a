"""Settling a line: the book is brought to what was counted, and keeps when that was."""

from inventory.counting.variances import post_variance
from inventory.dates import local_date
from inventory.documents.approval import Variance
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.documents.last_count import LastCount
from inventory.documents.pick_list import Doubt
from inventory.draft import Draft
from inventory.item import Item
from inventory.reasons import COUNTED
from inventory.stepping import the
from inventory.stock_key import StockKey


def variance_of(line: CountLine) -> Variance:
    """Return what was found last against what the book said then; the line has been counted."""
    tally = line.tallies[-1]
    return Variance(
        item=line.item,
        location=line.location,
        lot=line.lot,
        expected=tally.expected,
        counted=tally.quantity,
        reason=line.cause or COUNTED,
        note=tally.note,
    )


def post_line(draft: Draft, count: CycleCount, line: CountLine) -> CountLine:
    """Return a line settled as it was counted, with the book brought there.

    Raises:
        UnknownItem, UnknownLocation: it was taken off its tab since.
        NotEnough: goods have left since.
    """
    variance = variance_of(line)
    post_variance(draft, "count", variance, count.number)
    return settled(draft, count, line, is_posted=bool(variance.difference))


def settled(draft: Draft, count: CycleCount, line: CountLine, *, is_posted: bool) -> CountLine:
    """Return a line on which nothing is left to do, and keep that its balance was counted."""
    done: dict[str, object] = {
        "status": CountLineStatus.POSTED,
        "counter": "",
        "settled_on": draft.today,
        "belongs_at": line.belongs_at if is_posted else "",
    }
    if is_posted:
        cost = the(draft, Item, line.item).unit_cost
        posted = {"cause": line.cause or COUNTED, "transaction": draft.id, "unit_cost": cost}
        done |= posted
    if line.item:
        note_last_count(draft, count, line)
        end_doubt(draft, line.stock_key)
    return line.model_copy(update=done)


def note_last_count(draft: Draft, count: CycleCount, line: CountLine) -> None:
    """Keep when a balance was counted last.

    What moved after its line was handed out moved after it was counted, for it was handed out anew
    where anything moved in between.
    """
    tally = line.tallies[-1]
    last = LastCount(
        item=line.item,
        location=line.location,
        lot=line.lot,
        counted=tally.quantity,
        on=local_date(draft.book, tally.at),
        by=tally.by,
        count=count.number,
        sequence=line.asked_at,
    )
    draft.put(last)


def skipped(draft: Draft, line: CountLine, note: str = "") -> CountLine:
    """Return a line that nobody counts any more; what was found stands, and is not posted."""
    gone = {
        "status": CountLineStatus.SKIPPED,
        "counter": "",
        "settled_on": draft.today,
        "note": note or line.note,
    }
    return line.model_copy(update=gone)


def end_doubt(draft: Draft, key: StockKey) -> None:
    """A bin that was found short may be reserved from again once somebody has counted it."""
    doubt = draft.current(Doubt, "\x1f".join(key))
    if doubt is not None and doubt.is_open:
        draft.put(doubt.model_copy(update={"is_open": False}))
