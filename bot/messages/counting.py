"""Answers about counts: which are open, what was planned, what was entered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.language.grammar import prefixed
from bot.messages.count_lines import outcome, scope_text
from bot.messages.counts import count_message, figures, is_first_round, progress_text, run_of
from bot.messages.figures import counted
from bot.messages.message import Message
from bot.messages.naming import rest_of
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Code, Line, clipped, line, who
from inventory.book import Book
from inventory.counting.counters import may_count_again
from inventory.documents.cycle_count import (
    QUICK,
    CountLine,
    CountLineStatus,
    CountStatus,
    CycleCount,
)
from inventory.rights import may
from inventory.rules import Rules
from inventory.transaction import Transaction

SHEETS_SHOWN: Final = 25
PLAN: Final = "plan_count"


def may_count(rules: Rules, count: CycleCount, one: CountLine, user: str) -> bool:
    """Tell whether a line waits for somebody, who need not have taken it yet."""
    if one.status is CountLineStatus.RECOUNT:
        return one.counter in ("", user) and may_count_again(rules, one, user)
    return one.is_waiting and count.counter in ("", user)


def left_for(rules: Rules, count: CycleCount, user: str) -> list[CountLine]:
    """Return the lines of a sheet that wait for somebody, in walking order."""
    return [one for one in count.lines if may_count(rules, count, one, user)]


def stays_with(count: CycleCount, user: str) -> Iterator[Line]:
    """Say whose a sheet stays of which somebody else may count only some lines once more."""
    if is_first_round(count) and count.counter not in ("", user):
        told = ": yours to count is only what is asked for once more."
        yield line(f"{count.number} stays with ", who(count.counter), told)


def is_mine(count: CycleCount, user: str) -> bool:
    """Tell whether something of a sheet waits for somebody by name."""
    return bool(named_for(count, user))


def named_for(count: CycleCount, user: str) -> list[CountLine]:
    """Return the lines of a sheet that wait for somebody by name."""
    return [
        one
        for one in count.waiting
        if user == (one.counter if one.status is CountLineStatus.RECOUNT else count.counter)
    ]


def open_sheets(found: Iterable[CycleCount], user: str) -> list[CycleCount]:
    """Return the open sheets, one's own first, then as they are due."""
    sheets = [one for one in found if one.source != QUICK]
    return sorted(sheets, key=lambda one: (not is_mine(one, user), one.due_on or one.planned_on))


def next_sheet(book: Book, user: str) -> CycleCount | None:
    """Return the sheet somebody goes on with: their own first, then one that nobody has."""
    sheets = open_sheets(book.open(CycleCount), user)
    return next((one for one in sheets if left_for(book.rules, one, user)), None)


def counts_listed(
    sheets: Sequence[CycleCount], user: str, telling: Telling, prefix: str = ""
) -> Message:
    """Word the open sheets, in the order given, with how far each and its run are."""
    plan = telling.button("Plan a count…", PLAN, "CC")
    if not sheets:
        return Message((line("No count is open."),), (plan,))
    mine = sum(is_mine(one, user) for one in sheets)
    whose = f", {mine} of them yours" if mine else ""
    lines = [line(Bold(f"{counted(len(sheets), 'count')} open{whose}:"))]
    lines += [_row(one, telling) for one in sheets[:SHEETS_SHOWN]]
    lines += rest_of(sheets, SHEETS_SHOWN, ", on the tab Counts.")
    lines += _runs(sheets, telling)
    next_one = sheets[0].number
    lines.append(
        line(
            "Show one: ",
            Code(f"{prefixed('/count', prefix)} {next_one}"),
            ", or count it by scanning: send me ",
            Code(f"count {next_one}"),
            ".",
        )
    )
    return Message(tuple(lines), (plan,))


def planned(sheets: Sequence[CycleCount], transaction: Transaction, telling: Telling) -> Message:
    """Word sheets that were just made: how each is, since its own message shows its lines."""
    first = sheets[0]
    total = sum(len(one.lines) for one in sheets)
    bins = len({each.location for one in sheets for each in one.lines})
    what = f" of {scope_text(first.scope)}: {counted(total, 'line')} in {counted(bins, 'bin')}"
    names, buttons = first.number, count_message(first, telling).buttons
    if len(sheets) > 1:
        names, buttons = f"{counted(len(sheets), 'count')} {names} to {sheets[-1].number}", ()
    title = line(Bold(f"Planned {names}"), what, ". ", Bold(transaction.id))
    return Message((title, *(_row(one, telling) for one in sheets[:SHEETS_SHOWN])), buttons)


def shown(
    count: CycleCount, user: str, telling: Telling, prefix: str = "", *, is_overheard: bool = False
) -> Message:
    """Word a look at a sheet; those who decide see how far off counted lines are, if nobody else does.

    Args:
        count: the sheet.
        user: who looks.
        telling: names and units.
        prefix: of commands in this workspace.
        is_overheard: whether others read the answer.
    """
    message = count_message(count, telling)
    decides = may(telling.book, user, "decide_approval") and not is_mine(count, user)
    if decides and not is_overheard:
        message = message.followed_by(*figures(count, telling))
    left = left_for(telling.book.rules, count, user) if count.is_open else []
    if left and may(telling.book, user, "enter_count"):
        first = next((one for one in left if one.item), left[0])
        example = f"12 {first.item} @{first.location}" if first.item else f"empty @{first.location}"
        typed = Code(f"{prefixed('/count', prefix)} {count.number} {example}")
        return message.followed_by(line("Type what you find: ", typed))
    return message


def entered(
    before: CycleCount, after: CycleCount, transaction: Transaction, user: str, rules: Rules
) -> tuple[Line, ...]:
    """Word what came of what somebody entered, line by line, without what the book expects."""
    known = {one.number: one for one in before.lines}
    changed = [
        one
        for one in after.lines
        if one != known.get(one.number) and _said_of(one, known.get(one.number))
    ]
    kept = len(after.unknown) - len(before.unknown)
    what = counted(len(changed), "line") if changed or not kept else counted(kept, "unknown thing")
    title = line(
        Bold(f"Entered {what} of {after.number}"),
        f": {progress_text(after)}. ",
        Bold(transaction.id),
    )
    asks = [line(outcome(one)) for one in changed if one.is_unsettled]
    unknown = [
        line(
            f"“{clipped(goods.words, 60)}” is no item: it is kept on {after.number} as unknown, and "
            "a manager says what it is."
        )
        for goods in after.unknown[len(before.unknown) :]
    ]
    return (title, *asks, *unknown, *_next_stop(after, user, rules))


def _row(count: CycleCount, _telling: Telling) -> Line:
    holder = line(", with ", who(count.counter)) if count.counter else line(", free to take")
    if not is_first_round(count):
        holder = ()
    stands = ""
    if count.status is CountStatus.RECOUNT:
        stands = ", to be counted once more in part"
    elif count.status is CountStatus.APPROVAL:
        stands = ", to be decided about"
    return line(
        Bold(count.number),
        f" {scope_text(count.scope)}: {progress_text(count)}",
        *holder,
        f"{stands}{due_text(count)}",
    )


def _runs(sheets: Sequence[CycleCount], telling: Telling) -> Iterator[Line]:
    """Say how far the runs are of which several sheets were planned."""
    for run in dict.fromkeys(one.run for one in sheets if one.run):
        first = next(one for one in sheets if one.run == run)
        of_run = run_of(first, telling)
        if len(of_run) < 2:
            continue
        lines = [each for one in of_run for each in one.lines]
        done = sum(not each.is_waiting for each in lines)
        closed = sum(not one.is_open for one in of_run)
        yield line(
            f"{of_run[0].number} to {of_run[-1].number} together: {closed} of "
            f"{counted(len(of_run), 'count')} done, {done} of {counted(len(lines), 'line')} counted"
        )


def due_text(count: CycleCount) -> str:
    """Say until when a sheet is due, nothing where nobody has said."""
    return f", due {day(count.due_on)}" if count.due_on else ""


def _said_of(now: CountLine, before: CountLine | None) -> bool:
    """Tell whether somebody has said something of a line since."""
    return len(now.tallies) > (len(before.tallies) if before else 0)


def _next_stop(count: CycleCount, user: str, rules: Rules) -> Iterator[Line]:
    left = left_for(rules, count, user) if count.is_open else []
    if left:
        goods = f"{left[0].item}." if left[0].item else "is it empty?"
        next_bin = clipped(left[0].location, 60)
        is_recount = all(one.status is CountLineStatus.RECOUNT for one in left)
        what = " for you to count once more" if is_recount else ""
        yield line(f"{counted(len(left), 'line')} left{what}. Next: {next_bin}, {goods}")
    elif count.status is CountStatus.DONE:
        yield line(f"{count.number} is done.")
