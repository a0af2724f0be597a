"""Entering what was counted: lines of a sheet, an empty bin, goods that are not on it, or unknown ones.

A block names every error at once and is entered whole or not at all.
"""

from dataclasses import dataclass, field

from inventory.commands import Line
from inventory.count_commands import EnterCount
from inventory.count_errors import CountedAlready, CountedTwice
from inventory.counting.claiming import taken
from inventory.counting.counters import counter_of, first_lines, refuse_taken, require_counter
from inventory.counting.found import counted_in
from inventory.counting.handing_out import add_line, arrived_in, goods_in, hand_out
from inventory.counting.judging import judge
from inventory.counting.stepping import about, put_count, say
from inventory.counting.unknown_goods import keep_unknown
from inventory.documents.approval import Variance
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount, Tally
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart
from inventory.item import Item
from inventory.lines import place_with_stock, plan_each
from inventory.location import REAL_KINDS
from inventory.quantity import ZERO
from inventory.reasons import COUNTED
from inventory.rights import may
from inventory.stepping import the
from inventory.stock_key import StockKey


@dataclass
class Tallying:
    """A sheet as the lines of one request leave it so far.

    Attributes:
        numbers: the lines that were counted; `keys` are their balances.
    """

    count: CycleCount
    numbers: list[int] = field(default_factory=list)
    keys: set[StockKey] = field(default_factory=set)


def plan_enter(draft: Draft, command: EnterCount) -> None:
    """Put down what was found, and bring every line on that it settles.

    Whoever begins to count has taken the sheet.

    Raises:
        UnknownDocument, CountedAlready, CountTaken: the sheet is not there, done, or somebody
            else's.
        StockError: what is wrong with the line, or `LineErrors` with those of all lines:
            CountedAlready, OtherCounterNeeded, CountedTwice, and what is wrong with any posting.
    """
    count = _open(draft, command.number)
    is_helper = may(draft.book, command.actor, "claim_count_of_others")
    if first_lines(count) and (is_helper or count.counter in ("", command.actor)):
        count = taken(draft, count)
    elif len(first_lines(count)) == len(count.waiting):
        refuse_taken(draft, count)
    entry = Tallying(count)
    plan_each(command, lambda line: _enter(draft, entry, line))
    put_count(draft, judge(draft, entry.count, entry.numbers))


def _open(draft: Draft, number: str) -> CycleCount:
    count = the(draft, CycleCount, number)
    if not count.is_open:
        status = count.status.value
        raise CountedAlready(number=count.number, line=0, item="", location="", status=status)
    return count


def _enter(draft: Draft, entry: Tallying, line: Line) -> None:
    if not line.item:
        _enter_empty(draft, entry, line)
        return
    item = draft.book.item(line.item)
    if item is None:
        entry.count = keep_unknown(draft, entry.count, line)
        return
    for variance in counted_in(draft, _placed(entry.count, line, item), item):
        tally_line(draft, entry, line, variance)


def _placed(count: CycleCount, line: Line, item: Item) -> Line:
    """Return a line with its bin, which may be left out where the sheet asks for one only."""
    asked = [
        one
        for one in count.lines
        if one.item == item.sku and line.lot in ("", one.lot) and not line.location
    ]
    bins = {one.location for one in asked if one.is_waiting} or {one.location for one in asked}
    return line.model_copy(update={"location": bins.pop()}) if len(bins) == 1 else line


def _enter_empty(draft: Draft, entry: Tallying, line: Line) -> None:
    """Count everything as zero that the sheet asks for in a bin, or else that the book has there."""
    if line.amount is None or line.amount.number:
        raise MissingPart(verb="count", part="item")
    place = place_with_stock(draft, "count", line.location, kinds=REAL_KINDS).code
    keys = _asked_in(entry.count, place) or goods_in(draft, place)
    for key in keys or [StockKey("", place, "")]:
        expected = draft.on_hand(*key) if key.item else ZERO
        zero = Variance(**key._asdict(), expected=expected, counted=ZERO, note=line.note)
        tally_line(draft, entry, line, zero)


def _asked_in(count: CycleCount, place: str) -> list[StockKey]:
    """Return the balances of a bin that the sheet still asks for, of the actor where it can."""
    asked = [line for line in count.waiting if line.location == place]
    firsts = [line for line in asked if line.status is not CountLineStatus.RECOUNT]
    return [line.stock_key for line in firsts or asked]


def tally_line(draft: Draft, entry: Tallying, said: Line, variance: Variance) -> None:
    """Put down what was found of one balance, on its line or on a new one."""
    key = variance.stock_key
    if key in entry.keys:
        raise CountedTwice(**key._asdict())
    entry.keys.add(key)
    line = _line_for(draft, entry, key)
    arrived = [] if key.item else arrived_in(draft, entry.count, key.location)
    asked_expected = variance.expected if line.expected is None else line.expected
    tally = Tally(
        quantity=variance.counted,
        by=counter_of(draft, entry.count, line),
        at=draft.command.at,
        expected=variance.expected,
        asked_expected=asked_expected,
        is_overtaken=bool(arrived) or draft.book.is_touched(key, line.asked_at),
        note=variance.note,
    )
    noted = {
        "tallies": (*line.tallies, tally),
        "expected": asked_expected,
        "cause": variance.reason if variance.reason != COUNTED else line.cause,
        "photo": said.photo or line.photo,
    }
    counted = line.model_copy(update=noted)
    if arrived:
        _ask_for_arrived(draft, entry, counted)
        return
    entry.count = entry.count.with_line(counted)
    entry.numbers.append(line.number)


def _line_for(draft: Draft, entry: Tallying, key: StockKey) -> CountLine:
    """Return the line that asks for a balance; goods in a bin that was empty take its line."""
    count = entry.count
    asked = next((line for line in count.waiting if line.stock_key == key), None)
    if asked is not None:
        require_counter(draft, count, asked)
        return asked
    if (known := count.line_of(key)) is not None:
        raise CountedAlready(
            number=count.number,
            line=known.number,
            item=key.item,
            location=key.location,
            status=known.status.value,
        )
    return _found_line(draft, entry, key)


def _found_line(draft: Draft, entry: Tallying, key: StockKey) -> CountLine:
    count = entry.count
    if first_lines(count):
        refuse_taken(draft, count)
    here = StockKey("", key.location, "")
    is_empty = (line for line in count.waiting if line.stock_key == here)
    if (empty := next(is_empty, None)) is not None:
        return empty.model_copy(update={"item": key.item, "lot": key.lot, "is_found": True})
    found = CountLine(
        number=0,
        item=key.item,
        location=key.location,
        lot=key.lot,
        is_found=bool(key.item),
        asked_at=_asked_at(draft, count, key.location),
    )
    entry.count = add_line(count, found)
    return entry.count.lines[-1]


def _asked_at(draft: Draft, count: CycleCount, location: str) -> int:
    """Return since when goods found in a bin may have moved: since the sheet was handed out there."""
    asked = {line.location: line.asked_at for line in count.lines if line.asked_at}
    return asked.get(location) or max(asked.values(), default=draft.book.sequence + 1)


def _ask_for_arrived(draft: Draft, entry: Tallying, line: CountLine) -> None:
    """Ask for the goods that have come to lie in a bin since it was handed out as empty."""
    before = {one.stock_key for one in entry.count.lines}
    again = line.model_copy(update={"status": CountLineStatus.AGAIN})
    entry.count = hand_out(draft, entry.count, [again])
    for one in entry.count.lines:
        if one.stock_key not in before:
            now = one.expected or ZERO
            said = Remark(kind=RemarkKind.COUNT_AGAIN, was=ZERO, quantity=now, since=line.asked_at)
            say(draft, entry.count, about(one, said))
