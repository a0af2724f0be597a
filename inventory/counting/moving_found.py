"""Goods found in the wrong bin: moved there in the book, instead of found here and missing there."""

from decimal import Decimal

from inventory.count_commands import MoveFound
from inventory.count_errors import CountedAlready, NotInWrongBin
from inventory.counting.approvals import let_go, waiting_for
from inventory.counting.handing_out import handed_out
from inventory.counting.judging import ask_for, is_beyond
from inventory.counting.settling import note_last_count, post_line, settled
from inventory.counting.stepping import line_of, put_count
from inventory.documents.count_words import balance_word
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.item import Item
from inventory.lines import place_with_stock
from inventory.location import AVAILABLE_KINDS, REAL_KINDS
from inventory.move import MoveKind
from inventory.order_errors import WrongStep
from inventory.sites import refuse_other_site
from inventory.stepping import the, the_open
from inventory.stock_key import StockKey

MISPLACED = "misplaced"
MOVED = "moved in the book"


def plan_move_found(draft: Draft, command: MoveFound) -> None:
    """Move what was found too much from where the book has it to where it lies.

    What was picked for somebody, or is held back in quarantine, is not let go that way.

    Whatever was counted short over there is less short by it.

    Raises:
        UnknownDocument, UnknownLine, WrongStep: there is none, or it has not been counted.
        CountedAlready: it is settled.
        NotInWrongBin: it is no gain, or nobody knows where it belongs.
        UnknownLocation, WrongPlace, OtherSite, NothingMoved, NotEnough: it cannot come from there.
    """
    count = the_open(draft, CycleCount, command.number, "move")
    line = line_of(count, command.line)
    gain = _gain(count, line)
    source = _source(draft, command, count, line)
    draft.move(
        MoveKind.MOVE,
        the(draft, Item, line.item),
        gain,
        source,
        line.location,
        lot=line.lot,
        reason=MISPLACED,
        document=count.number,
    )
    _withdraw(draft, line)
    put_count(draft, count.with_line(_moved(draft, count, line, source)))
    _lessen_shortage(draft, StockKey(line.item, source, line.lot), gain, line.location)


def _gain(count: CycleCount, line: CountLine) -> Decimal:
    if not line.is_unsettled:
        raise CountedAlready(
            number=count.number,
            line=line.number,
            item=line.item,
            location=line.location,
            status=line.status.value,
        )
    if line.variance is None:
        raise WrongStep(number=count.number, action="move", status=line.status)
    if line.variance <= 0:
        raise _not_in_wrong_bin(count, line)
    return line.variance


def _source(draft: Draft, command: MoveFound, count: CycleCount, line: CountLine) -> str:
    code = command.source or line.belongs_at
    if not code:
        raise _not_in_wrong_bin(count, line)
    source = place_with_stock(draft, "move", code, kinds=AVAILABLE_KINDS, part="source")
    target = place_with_stock(draft, "move", line.location, kinds=REAL_KINDS, part="target")
    refuse_other_site(source, target)
    return source.code


def _not_in_wrong_bin(count: CycleCount, line: CountLine) -> NotInWrongBin:
    return NotInWrongBin(
        number=count.number, line=line.number, item=line.item, location=line.location
    )


def _withdraw(draft: Draft, line: CountLine) -> None:
    for approval in waiting_for(draft, {line.stock_key}):
        if approval.number == line.approval:
            let_go(draft, approval, {line.stock_key}, MOVED)


def _moved(draft: Draft, count: CycleCount, line: CountLine, source: str) -> CountLine:
    note_last_count(draft, count, line)
    moved = {
        "status": CountLineStatus.MOVED,
        "counter": "",
        "belongs_at": source,
        "cause": line.cause or MISPLACED,
        "transaction": draft.id,
        "unit_cost": the(draft, Item, line.item).unit_cost,
        "settled_on": draft.today,
    }
    return line.model_copy(update=moved)


def _lessen_shortage(draft: Draft, key: StockKey, moved: Decimal, target: str) -> None:
    """Bring on what other open lines say of the bin that the goods left in the book."""
    for known in draft.book.open_found(CycleCount, balance_word(key)):
        count = the(draft, CycleCount, known.number)
        lines = [line for line in count.lines if line.stock_key == key and line.is_unsettled]
        for line in lines:
            count = _less_short(draft, count, line, moved, target)
        if lines:
            put_count(draft, count)


def _less_short(
    draft: Draft, count: CycleCount, line: CountLine, moved: Decimal, target: str
) -> CycleCount:
    """Return a sheet with a line that expects so much less; what explains it all settles it."""
    if line.tally is None:
        return count.with_line(handed_out(draft, line) if line.asked_at else line)
    explained = line.tally.model_copy(
        update={"expected": line.tally.expected - moved, "note": f"{moved} moved to {target}"}
    )
    lighter = line.model_copy(update={"tallies": (*line.tallies, explained)})
    _withdraw(draft, line)
    if not lighter.variance:
        return count.with_line(settled(draft, count, lighter, is_posted=False))
    if not is_beyond(draft, lighter):
        return count.with_line(post_line(draft, count, lighter))
    if line.status is CountLineStatus.APPROVAL:
        return ask_for(draft, count.with_line(lighter), [lighter])
    return count.with_line(handed_out(draft, lighter))
