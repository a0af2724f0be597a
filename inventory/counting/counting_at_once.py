"""Counting and adjusting at once: the book is brought to what is there, by moves like any other.

A count says how much is there, an adjustment by how much the book is off; both end as variances.
What is within the tolerance posts at once, the rest waits for somebody else's approval. A count leaves
a sheet behind as evidence, or is put down on the one that asks for it.
"""

from collections.abc import Iterator
from decimal import Decimal

from inventory.commands import AdjustStock, CountStock, Line
from inventory.count_errors import CountedTwice
from inventory.counting.approvals import ask_approval
from inventory.counting.counters import other_needed, require_another
from inventory.counting.found import counted_in, variances_of
from inventory.counting.judging import judge
from inventory.counting.settling import end_doubt
from inventory.counting.stepping import put_count
from inventory.counting.variances import post_variance
from inventory.documents.approval import Variance
from inventory.documents.count_scope import CountScope
from inventory.documents.count_words import balance_word
from inventory.documents.cycle_count import QUICK, CountLine, CountLineStatus, CycleCount, Tally
from inventory.draft import Draft
from inventory.drafting.refusals import shortage
from inventory.errors import MissingPart, NotPositive
from inventory.item import Item
from inventory.lines import plan_lines
from inventory.people import IMPORT
from inventory.quantity import ONE
from inventory.reasons import COUNTED
from inventory.stock_key import StockKey
from inventory.tolerance import needs_approval


def plan_count(draft: Draft, command: CountStock) -> None:
    """Compare each line with the book and post the difference.

    A count tells the whole truth about a balance: what still waits for approval there is settled
    by it, and must not be posted on top.

    Raises:
        OtherCounterNeeded: a sheet waits for somebody else to count it once more.
    """
    found: dict[StockKey, Variance] = {}
    sheets: dict[str, CycleCount] = {}

    def count_line(draft: Draft, line: Line, item: Item) -> None:
        for variance in counted_in(draft, line, item):
            key = variance.stock_key
            if key in found:
                raise CountedTwice(**key._asdict())
            for sheet in _asking(draft, key):
                sheets[sheet.number] = sheet
            found[key] = variance
            draft.mention(*key)

    plan_lines(draft, command, count_line)
    for sheet in sheets.values():
        _count_on(draft, sheet, found)
    if found:
        _count_apart(draft, found)


def plan_adjust(draft: Draft, command: AdjustStock) -> None:
    """Add or take what each line says the book is off by.

    Lines about one balance are judged by their sum: what is too much for one line is no less so
    in slices.
    """
    beyond: list[Variance] = []
    untouched: dict[StockKey, Decimal] = {}

    def adjust_line(draft: Draft, line: Line, item: Item) -> None:
        for variance in _adjusted(draft, line, item):
            first = untouched.setdefault(variance.stock_key, variance.expected)
            judged = variance.model_copy(update={"expected": first})
            draft.mention(*variance.stock_key)
            if needs_approval(draft.book.rules, judged, item):
                beyond.append(variance)
            else:
                post_variance(draft, "adjust", variance)

    plan_lines(draft, command, adjust_line)
    if beyond:
        ask_approval(draft, "adjust", tuple(beyond), place=command.place)


def _adjusted(draft: Draft, line: Line, item: Item) -> list[Variance]:
    if line.amount is None:
        raise MissingPart(verb="adjust", part="quantity")
    change = item.in_base_units(line.amount)
    if not change:
        raise NotPositive(verb="adjust", item=item.sku, number=line.amount.number)
    if not line.reason:
        raise MissingPart(verb="adjust", part="reason")
    each = ONE.copy_sign(change) if item.is_serial else change
    variances = variances_of(draft, line, item, abs(change), lambda expected: expected + each)
    for variance in variances:
        if variance.counted < 0:
            raise shortage(draft, "adjust", item, -each, variance.stock_key)
    return variances


def _asking(draft: Draft, key: StockKey) -> Iterator[CycleCount]:
    """Yield the open sheets that ask for a balance; a recount is for somebody else.

    What was counted in one line and waits for approval asks for nothing: it is settled by whoever
    else counts it, on a sheet of its own.

    Raises:
        OtherCounterNeeded: the actor has counted what waits for somebody else.
    """
    for sheet in draft.book.open_found(CycleCount, balance_word(key)):
        lines = [line for line in sheet.lines if line.stock_key == key and line.is_unsettled]
        for line in lines:
            _require_another(draft, sheet, line)
        if lines and sheet.source != QUICK:
            yield sheet


def _require_another(draft: Draft, sheet: CycleCount, line: CountLine) -> None:
    """Refuse whoever has counted what waits for somebody else, to count or to agree."""
    if line.status is CountLineStatus.RECOUNT:
        require_another(draft, sheet, line)
    elif line.status is CountLineStatus.APPROVAL and _has_counted(draft.command.actor, line):
        raise other_needed(draft, sheet, line)


def _has_counted(actor: str, line: CountLine) -> bool:
    """Tell whether somebody has counted a line; an import tells of counts of many days."""
    return actor in line.counters and actor != IMPORT


def _count_on(draft: Draft, sheet: CycleCount, found: dict[StockKey, Variance]) -> None:
    """Put down on a sheet what it asks for, and take that out of what was found.

    It is no way round the second person: what is far off is counted once more, as on any sheet.
    """
    numbers = []
    for line in sheet.lines:
        if line.is_unsettled and line.stock_key in found:
            sheet = sheet.with_line(_counted(draft, line, found.pop(line.stock_key)))
            numbers.append(line.number)
    if numbers:
        started = sheet.model_copy(update={"started_on": sheet.started_on or draft.today})
        put_count(draft, _judged(draft, started, numbers, is_final=False))


def _count_apart(draft: Draft, found: dict[StockKey, Variance]) -> None:
    """Leave a sheet of its own behind, which nobody has to count."""
    number, actor = draft.next_number(CycleCount, "CC"), draft.command.actor
    lines = tuple(
        _counted(draft, CountLine(number=at, **variance.stock_key._asdict()), variance)
        for at, variance in enumerate(found.values(), start=1)
    )
    sheet = CycleCount(
        number=number,
        scope=CountScope(bins=tuple(dict.fromkeys(line.location for line in lines))),
        run=number,
        lines=lines,
        counter=actor,
        planned_by=actor,
        planned_on=draft.today,
        started_on=draft.today,
        source=QUICK,
    )
    put_count(draft, _judged(draft, sheet, [line.number for line in lines], is_final=True))


def _counted(draft: Draft, line: CountLine, variance: Variance) -> CountLine:
    """Return a line as it was counted at this moment, whatever it was handed out with."""
    tally = Tally(
        quantity=variance.counted,
        by=draft.command.actor,
        at=draft.command.at,
        expected=variance.expected,
        asked_expected=variance.expected,
        note=variance.note,
    )
    noted = {
        "tallies": (*line.tallies, tally),
        "expected": variance.expected,
        "asked_at": draft.book.sequence + 1,
        "cause": variance.reason if variance.reason != COUNTED else line.cause,
    }
    return line.model_copy(update=noted)


def _judged(draft: Draft, sheet: CycleCount, numbers: list[int], *, is_final: bool) -> CycleCount:
    for number in numbers:
        if line := sheet.line(number):
            end_doubt(draft, line.stock_key)
    return judge(draft, sheet, numbers, is_final=is_final)
