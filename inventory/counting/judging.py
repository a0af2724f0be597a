"""Judging what was counted: right, a little off and posted, or beyond what one person may say.

Beyond the tolerance another person counts before anybody is asked to agree. Goods that turned up where
the book has none, while it has as many in another bin, are not made up even where they are few.
"""

from collections.abc import Iterable, Sequence

from inventory.counting.approvals import ask_approval, supersede
from inventory.counting.handing_out import handed_out
from inventory.counting.settling import post_line, settled, variance_of
from inventory.counting.stepping import about, line_of, say, say_of
from inventory.counting.wrong_bins import where_it_belongs
from inventory.documents.cycle_count import QUICK, CountLine, CountLineStatus, CycleCount
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.item import Item
from inventory.quantity import Quantity
from inventory.stepping import the
from inventory.tolerance import needs_approval


def judge(
    draft: Draft,
    count: CycleCount,
    numbers: Iterable[int],
    *,
    is_final: bool = False,
    is_on_top: bool = False,
) -> CycleCount:
    """Return a sheet with lines that have just been counted brought on; the caller puts it.

    What was found short comes before what turned up, which may be the same goods.

    Args:
        draft: where what is within the tolerance is posted.
        count: the sheet with the new tallies.
        numbers: of the lines that were counted.
        is_final: whether nobody is asked to count again, or to look for goods in another bin.
        is_on_top: whether it only adds to what was counted there: what waits for approval stands.
    """
    lines = [line_of(count, number) for number in numbers]
    for line in sorted(lines, key=_has_turned_up):
        count = count.with_line(_judged(draft, count, line, is_final=is_final))
    lines = [line_of(count, line.number) for line in lines]
    if not is_on_top:
        at_rest = (CountLineStatus.POSTED, CountLineStatus.APPROVAL)
        count = supersede(draft, count, [one for one in lines if one.status in at_rest])
    wanted = [one for one in lines if one.status is CountLineStatus.RECOUNT and one.tally]
    say_recounts(draft, count, wanted)
    beyond = [one for one in lines if one.status is CountLineStatus.APPROVAL]
    return ask_for(draft, count, beyond)


def _has_turned_up(line: CountLine) -> bool:
    return line.tallies[-1].quantity > line.tallies[-1].expected


def ask_for(draft: Draft, count: CycleCount, lines: Sequence[CountLine]) -> CycleCount:
    """Return a sheet of which lines wait for somebody else to agree; the caller puts it."""
    if not lines:
        return count
    approval = ask_approval(
        draft,
        "count",
        tuple(map(variance_of, lines)),
        count=count.number,
        counted_by=tuple(dict.fromkeys(user for line in lines for user in line.counters)),
        place=draft.command.place if count.source == QUICK else None,
    )
    for line in lines:
        waits = {
            "status": CountLineStatus.APPROVAL,
            "approval": approval,
            "counter": "",
            "is_withdrawn": False,
        }
        count = count.with_line(line.model_copy(update=waits))
    return count


def is_beyond(draft: Draft, line: CountLine) -> bool:
    """Tell whether a counted line is off by more than one person may say."""
    return needs_approval(draft.book.rules, variance_of(line), the(draft, Item, line.item))


def _judged(draft: Draft, count: CycleCount, line: CountLine, *, is_final: bool) -> CountLine:
    if line.tallies[-1].is_overtaken:
        return _again(draft, count, line)
    if not line.item:
        return settled(draft, count, line, is_posted=False)
    if not variance_of(line).difference:
        return post_line(draft, count, line)
    belongs_at = "" if is_final else where_it_belongs(draft, count, line)
    line = line.model_copy(update={"belongs_at": belongs_at})
    is_off = is_beyond(draft, line)
    if not is_off and not belongs_at:
        return post_line(draft, count, line)
    if belongs_at:
        _say_wrong_bin(draft, count, line)
    if is_off and not is_final and _wants_another(draft, line):
        again = {"status": CountLineStatus.RECOUNT, "counter": ""}
        return handed_out(draft, line.model_copy(update=again))
    return line.model_copy(update={"status": CountLineStatus.APPROVAL})


def _wants_another(draft: Draft, line: CountLine) -> bool:
    is_first = line.status not in (CountLineStatus.RECOUNT, CountLineStatus.APPROVAL)
    return draft.book.rules.is_recounted and is_first


def _again(draft: Draft, count: CycleCount, line: CountLine) -> CountLine:
    """Return a line that asks again, since goods moved while it was counted; say so."""
    tally = line.tallies[-1]
    was: Quantity | None = None if line.is_found else tally.asked_expected
    said = Remark(
        kind=RemarkKind.COUNT_AGAIN, was=was, quantity=tally.expected, since=line.asked_at
    )
    say(draft, count, about(line, said))
    is_recount = line.status is CountLineStatus.RECOUNT
    status = CountLineStatus.RECOUNT if is_recount else CountLineStatus.AGAIN
    return handed_out(draft, line.model_copy(update={"status": status}))


def say_recounts(draft: Draft, count: CycleCount, lines: Sequence[CountLine]) -> None:
    """Say which lines have to be counted once more, and by whom if that is known."""
    counters = {line.counter for line in lines}
    other = counters.pop() if len(counters) == 1 else ""
    if lines:
        say_of(draft, count, lines, Remark(kind=RemarkKind.COUNT_ANOTHER, other=other))


def _say_wrong_bin(draft: Draft, count: CycleCount, line: CountLine) -> None:
    said = Remark(
        kind=RemarkKind.WRONG_BIN,
        quantity=line.tallies[-1].quantity,
        other=line.belongs_at,
        actor=draft.command.actor,
    )
    say(draft, count, about(line, said))
