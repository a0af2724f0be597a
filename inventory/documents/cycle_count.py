"""Counts: a sheet of bins and goods to count, and everything that was found.

    waiting --> posted                       as the book says, or within the tolerance
    waiting --> again                        goods moved after the line was handed out: count anew
    waiting --> recount --> posted           beyond the tolerance: another person counts
                recount --> approval --> posted
    waiting --> skipped                      nobody counted it before the sheet was closed

A sheet is short enough to be counted in one go; whatever covers more of the building is a run of
several. It is kept whole for ever, also the lines on which nothing was wrong.
"""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import AwareDatetime

from inventory.documents.count_scope import CountScope
from inventory.documents.count_words import balance_word, month_word, schedule_word
from inventory.documents.lined import Lined, NumberedLine
from inventory.place import Place
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_key import StockKey

COUNT_LINES_MAX: Final = 60
"""Lines one sheet has at most."""

QUICK: Final = "quick"
"""Where a sheet comes from that was counted before it was planned: it has neither message nor thread."""

WITHDRAWN: Final = "withdrawn"
"""The source of a sheet that was counted in one line and withdrawn: somebody else counts it now."""

SCHEDULE: Final = "schedule"
"""The source of sheets that the schedule has made."""


class CountStatus(StrEnum):
    """Where a count stands."""

    PLANNED = "planned"
    COUNTING = "counting"
    RECOUNT = "recount"
    APPROVAL = "approval"
    DONE = "done"
    CANCELLED = "cancelled"


_GOING_ON: Final = frozenset(
    {
        CountStatus.PLANNED,
        CountStatus.COUNTING,
        CountStatus.RECOUNT,
        CountStatus.APPROVAL,
    }
)

COUNT_TRANSITIONS: Final[dict[CountStatus, frozenset[CountStatus]]] = {
    **{
        status: (_GOING_ON - {status}) | {CountStatus.DONE, CountStatus.CANCELLED}
        for status in _GOING_ON
    },
    CountStatus.DONE: _GOING_ON,
    CountStatus.CANCELLED: _GOING_ON,
}
"""Status -> what may follow; from done or cancelled back leads an undo."""


class CountLineStatus(StrEnum):
    """Where a line stands."""

    WAITING = "waiting"
    AGAIN = "again"
    RECOUNT = "recount"
    APPROVAL = "approval"
    POSTED = "posted"
    MOVED = "moved"
    SKIPPED = "skipped"


TO_COUNT: Final = frozenset(
    {CountLineStatus.WAITING, CountLineStatus.AGAIN, CountLineStatus.RECOUNT}
)
"""Lines somebody has still to count."""


class Tally(Record):
    """What one person found once.

    Attributes:
        expected: what the book said then.
        asked_expected: what it said when the line was handed out.
        is_overtaken: goods moved in between, so it says nothing.
    """

    quantity: Quantity
    by: str
    at: AwareDatetime
    expected: Quantity
    asked_expected: Quantity
    is_overtaken: bool = False
    note: str = ""


class CountLine(NumberedLine):
    """One balance to count, or one that turned up.

    Attributes:
        item: its sku; empty for a bin that the book says is empty.
        expected: what the book said when the line was handed out; None before that.
        asked_at: sequence of the transaction that handed it out, 0 before that.
        tallies: everything that was found, in order.
        counter: who is to count it once more; empty for anybody who has not.
        is_found: it was not on the sheet: somebody found it there.
        belongs_at: the bin where the book has it, where it seems to lie in the wrong one.
        cause: why it was off, as investigated; the reason it was posted with until then.
        unit_cost: of one when it was posted, None where nobody knows.
        approval: the number of what waits, or waited, for a second person.
        transaction: what posted it, empty before that and where nothing was off.
        settled_on: the day it was posted, found right, or skipped.
        is_withdrawn: who counted it took it back from whoever was to agree: others count it now.
    """

    item: str
    location: str
    lot: str = ""
    status: CountLineStatus = CountLineStatus.WAITING
    expected: Quantity | None = None
    asked_at: int = 0
    tallies: tuple[Tally, ...] = ()
    counter: str = ""
    is_found: bool = False
    belongs_at: str = ""
    cause: str = ""
    note: str = ""
    photo: str = ""
    unit_cost: Quantity | None = None
    approval: str = ""
    transaction: str = ""
    settled_on: date | None = None
    is_withdrawn: bool = False

    @property
    def stock_key(self) -> StockKey:
        return StockKey(self.item, self.location, self.lot)

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has still to count it."""
        return self.status in TO_COUNT

    @property
    def is_unsettled(self) -> bool:
        """Whether somebody has still to count it, or to agree."""
        return self.is_waiting or self.status is CountLineStatus.APPROVAL

    @property
    def tally(self) -> Tally | None:
        """What was found last, unless goods moved meanwhile."""
        last = self.tallies[-1] if self.tallies else None
        return None if last is None or last.is_overtaken else last

    @property
    def counted(self) -> Quantity | None:
        """What was found last, None while nobody knows."""
        return self.tally.quantity if self.tally else None

    @property
    def variance(self) -> Quantity | None:
        """Counted less expected, None while nobody knows."""
        return self.tally.quantity - self.tally.expected if self.tally else None

    @property
    def value(self) -> Quantity | None:
        """What the variance is worth, None where no cost is known."""
        if self.unit_cost is None or self.variance is None:
            return None
        return self.variance * self.unit_cost

    @property
    def counters(self) -> tuple[str, ...]:
        """Everybody who counted it: none of them approves it."""
        return tuple(dict.fromkeys(tally.by for tally in self.tallies))


class UnknownGoods(Record):
    """Something found that no item is called, numbered within its count.

    Attributes:
        words: the code or name as somebody wrote it.
        unit: in which it was counted, empty for pieces.
        settled_as: the item it turned out to be, or `dismissed`; empty while it is open.
    """

    number: int
    words: str
    quantity: Quantity
    location: str
    by: str
    note: str = ""
    photo: str = ""
    settled_as: str = ""
    settled_by: str = ""
    unit: str = ""


class CycleCount(Lined[CountLine]):
    """One sheet, numbered `CC-1`.

    Attributes:
        scope: what was asked to be counted; the lines are what that was on the day.
        is_blind: whether the counter does not see what the book expects.
        run: the number of the first sheet of those planned together.
        counter: who counts it, empty while nobody does.
        source: form, message, schedule, pick (found short), quick (typed in one line), or withdrawn.
        unknown: what nobody knows an item for.
        thread: where its message stands in Slack, None until it was sent.
        elsewhere: the open counts that have the rest of what was asked for, on the first of a run.
    """

    type: Literal["cycle_count"] = "cycle_count"
    number: str
    status: CountStatus = CountStatus.PLANNED
    scope: CountScope = CountScope()
    is_blind: bool = True
    run: str = ""
    lines: tuple[CountLine, ...] = ()
    counter: str = ""
    planned_by: str
    planned_on: date
    due_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    source: str = "form"
    unknown: tuple[UnknownGoods, ...] = ()
    reason: str = ""
    note: str = ""
    thread: Place | None = None
    elsewhere: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status in _GOING_ON

    @property
    def found_by(self) -> tuple[str, ...]:
        """Its thread, its run, its day, every balance on it, and the months it was settled in."""
        thread = (self.thread.address,) if self.thread else ()
        is_scheduled = self.source == SCHEDULE
        day = (schedule_word(self.due_on),) if is_scheduled and self.due_on else ()
        months = (month_word(line.settled_on) for line in self.lines if line.settled_on)
        balances = (balance_word(line.stock_key) for line in self.lines)
        return (*thread, self.run, *day, *dict.fromkeys((*balances, *months)))

    @property
    def waiting(self) -> tuple[CountLine, ...]:
        """The lines somebody has still to count."""
        return tuple(line for line in self.lines if line.is_waiting)

    @property
    def open_unknown(self) -> tuple[UnknownGoods, ...]:
        """What was found and nobody has settled yet."""
        return tuple(one for one in self.unknown if not one.settled_as)

    def line_of(self, key: StockKey) -> CountLine | None:
        """Return the line of a balance, the last where there are several."""
        return next((line for line in reversed(self.lines) if line.stock_key == key), None)


def count_status(count: CycleCount) -> CountStatus:
    """Return how far a count is, by its lines."""
    if count.status is CountStatus.CANCELLED:
        return CountStatus.CANCELLED
    states = {line.status for line in count.lines}
    if states & {CountLineStatus.WAITING, CountLineStatus.AGAIN}:
        return CountStatus.COUNTING if count.started_on else CountStatus.PLANNED
    if CountLineStatus.RECOUNT in states:
        return CountStatus.RECOUNT
    if CountLineStatus.APPROVAL in states or count.open_unknown:
        return CountStatus.APPROVAL
    return CountStatus.DONE
