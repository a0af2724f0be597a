"""A recall as it stands: what is held where, how much of what had left is back, who still has some."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.messages.figures import counted, number
from bot.messages.message import Button, Message
from bot.messages.recall_customers import (
    PAGE_CUSTOMERS,
    Concerned,
    came_back_beyond,
    concerned,
    customer_line,
    to_be_asked_again,
    to_be_told,
)
from bot.messages.recall_held import decided_line
from bot.messages.recall_lots import (
    Lying,
    lot_lines,
    lots_named,
    much,
    total,
    where_they_lie,
)
from bot.messages.recall_next import next_step
from bot.messages.recall_parts import parts_lines
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.book import Book
from inventory.documents.recall import Recall, RecallStatus
from inventory.people import Role
from inventory.quantity import ZERO
from inventory.recalling.parts import first_of, whole_of

MANAGERS_MAX: Final = 5
BAR_CELLS: Final = 10
STOPPED: Final = {RecallStatus.CLOSED: "closed", RecallStatus.LIFTED: "lifted"}


def recall_message(recall: Recall, telling: Telling, *, page: int = 0) -> Message:
    """Word the board of a recall, with what can be done next.

    Args:
        recall: as it stands.
        telling: the book, and who customers are.
        page: which customers are shown, from 1; 0 for those who have most.
    """
    book, people = telling.book, concerned(recall)
    whole = whole_of(book, recall)
    lying = where_they_lie(recall, book)
    shown = min(max(page, 1), _pages(people))
    lines = [_header(recall), line(f"“{clipped(recall.reason)}”"), *parts_lines(recall, book)]
    if recall.status is RecallStatus.LIFTED:
        lines += [*lot_lines(recall, lying, book), *_after_lifting(people)]
        return Message(tuple(lines))
    if recall.instructions:
        lines.append(line(Bold("What customers are told:"), f" {clipped(recall.instructions)}"))
    lines += [_recovered(whole, telling), line(Bold("Held:"))]
    lines += [*lot_lines(recall, lying, book), *decided_line(first_of(book, recall))]
    lines += [*_customers(people, shown, telling), _totals(whole, lying)]
    lines += [*_managers(recall, book), next_step(recall, people, lying, book)]
    return Message(tuple(lines), tuple(_buttons(recall, people, telling, shown)))


def bar(percent: int) -> str:
    """Draw how far something has come; full only at 100.

    Examples:
        >>> bar(46), bar(99), bar(100)
        ('████░░░░░░', '█████████░', '██████████')
    """
    full = max(0, min(BAR_CELLS, percent * BAR_CELLS // 100))
    return "█" * full + "░" * (BAR_CELLS - full)


def _header(recall: Recall) -> Line:
    state = STOPPED.get(recall.status, "open")
    started = line(Bold(f"Recall {recall.number}"), f" of {lots_named(recall)}: {state}; begun by ")
    ended = line()
    if recall.ended_on and not recall.is_open:
        why = f", “{clipped(recall.ending, 200)}”" if recall.ending else ""
        ended = line(f"; {state} by ", who(recall.ended_by), f" on {day(recall.ended_on)}{why}")
    return line(started, who(recall.started_by), f" on {day(recall.started_on)}", ended)


def _recovered(recall: Recall, telling: Telling) -> Line:
    if not recall.lines:
        rest = ": all of it is held here." if recall.lots else ", and none of it is here."
        return line(Bold("Recovered:"), f" nothing of it had left{rest}")
    found = recall.balance
    recovered = number(found.recovered + found.unnamed)
    back = f"{recovered} of {much(found.shipped, recall, telling.book)} back or destroyed"
    unnamed = f", {number(found.unnamed)} of them of nobody known" if found.unnamed else ""
    having = sum(bool(one.outstanding) for one in concerned(recall))
    rest = (
        f"; {number(found.outstanding)} still out with {counted(having, 'customer')}"
        if found.outstanding
        else ""
    )
    return line(
        Bold("Recovered:"), f" {found.percent} % {bar(found.percent)} {back}{unnamed}{rest}"
    )


def _customers(people: Sequence[Concerned], page: int, telling: Telling) -> Iterator[Line]:
    if not people:
        return
    first = (page - 1) * PAGE_CUSTOMERS
    shown = people[first : first + PAGE_CUSTOMERS]
    part = f", {first + 1} to {first + len(shown)}" if len(people) > PAGE_CUSTOMERS else ""
    order = ", who has most first" if len(people) > 1 else ""
    yield line(Bold(f"{counted(len(people), 'customer')}{order}{part}:"))
    for position, one in enumerate(shown, start=first + 1):
        yield customer_line(position, one, telling)


def _totals(recall: Recall, lying: Lying) -> Line:
    found = recall.balance
    outside = (
        (found.shipped, "shipped"),
        (sum((one.returned for one in recall.lines), ZERO), "back"),
        (sum((one.destroyed for one in recall.lines), ZERO), "destroyed"),
        (found.written_off, "given up"),
        (found.outstanding, "still out"),
    )
    inside = (
        (total(lying), "held"),
        (recall.scrapped, "scrapped"),
        (recall.sent_back, "sent back to the supplier"),
    )
    beyond = came_back_beyond(recall)
    more = f" {number(beyond)} came back beyond what anybody here had got." if beyond else ""
    house = f" In the house: {_figures(inside)}." if _figures(inside) else ""
    return line(Bold("In all:"), f" {_figures(outside) or 'nothing shipped'}.{house}{more}")


def _figures(facts: Iterable[tuple[Decimal, str]]) -> str:
    return ", ".join(f"{number(quantity)} {word}" for quantity, word in facts if quantity)


def _after_lifting(people: Sequence[Concerned]) -> Iterator[Line]:
    yield line("It was a mistake: its lots are as they were before.")
    told = sum(one.told_on is not None for one in people)
    if told:
        yield line(f"{counted(told, 'customer')} had been told of it.")


def _managers(recall: Recall, book: Book) -> Iterator[Line]:
    """Call those who may press what changes it, while it is open."""
    managers = book.people_with(Role.MANAGER)[:MANAGERS_MAX]
    if recall.is_open and managers:
        named = [part for user in managers for part in (", ", who(user))][1:]
        yield line(Bold("Managers:"), " ", *named)


def _buttons(
    recall: Recall, people: Sequence[Concerned], telling: Telling, page: int
) -> Iterator[Button]:
    if recall.is_open:
        yield from _open_buttons(recall, telling)
    if page > 1:
        yield telling.button("Earlier customers", "page", recall.number, page - 1)
    if page < _pages(people):
        yield telling.button("Later customers", "page", recall.number, page + 1)
    yield telling.button("Print the report", "print_recall", recall.number)
    if recall.is_open and not recall.part_of:
        yield telling.button("Lift…", "lift_recall", recall.number, style="danger")


def _open_buttons(recall: Recall, telling: Telling) -> Iterator[Button]:
    untold, unheard = to_be_told(recall), to_be_asked_again(recall)
    if untold:
        yield telling.button("Notify customers…", "draft_notices", recall.number, style="primary")
    if recall.lines:
        yield telling.button("They know…", "customer_knows", recall.number)
    if recall.outstanding:
        yield telling.button("Destroyed…", "customer_destroyed", recall.number)
        yield telling.button("Returned goods…", "customer_returned", recall.number)
    if whole_of(telling.book, recall).balance.unnamed:
        yield telling.button("Whose goods…", "name_returned", recall.number)
    if unheard:
        yield telling.button("Remind…", "draft_reminders", recall.number)
    if recall.part_of:  # the first of them is widened, closed and lifted for all
        return
    yield telling.button("Add lots…", "widen_recall", recall.number)
    is_out = whole_of(telling.book, recall).outstanding
    is_here = bool(total(where_they_lie(recall, telling.book)))
    if is_here:
        style = "" if is_out or recall.decided else "primary"
        yield telling.button("Decide…", "decide_held", recall.number, style=style)
    style = "" if is_out or is_here else "primary"
    yield telling.button("Close…", "close_recall", recall.number, style=style)


def _pages(people: Sequence[Concerned]) -> int:
    return max(1, -(-len(people) // PAGE_CUSTOMERS))
