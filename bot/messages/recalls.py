"""A recall as it stands: what is held where, how much of what had left is back, who still has some."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.recall_customers import (
    PAGE_CUSTOMERS,
    Concerned,
    came_back_from_nobody,
    concerned,
    customer_line,
    to_be_asked_again,
    to_be_told,
)
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Code, Line, clipped, line, who
from inventory.book import Book
from inventory.documents.recall import Recall, RecalledLot, RecallStatus
from inventory.people import Role
from inventory.quantity import ZERO

LOTS_MAX: Final = 12
BINS_MAX: Final = 4
MADE_OF_MAX: Final = 3
MANAGERS_MAX: Final = 5
LISTED_MAX: Final = 20
FEW: Final = 5
"""Of them, as the home tab shows it."""

BAR_CELLS: Final = 10
STOPPED: Final = {RecallStatus.CLOSED: "closed", RecallStatus.LIFTED: "lifted"}


def recall_message(recall: Recall, telling: Telling, *, page: int = 0) -> Message:
    """Word the board of a recall, with what can be done next.

    Args:
        recall: as it stands.
        telling: the book, and who customers are.
        page: which customers are shown, from 1; 0 for those who have most.
    """
    people = concerned(recall)
    shown = min(max(page, 1), _pages(people))
    lines = [_header(recall), line(f"“{clipped(recall.reason)}”")]
    if recall.status is RecallStatus.LIFTED:
        lines += [*lot_lines(recall, telling.book), *_after_lifting(people)]
        return Message(tuple(lines))
    if recall.instructions:
        lines.append(line(Bold("What customers are told:"), f" {clipped(recall.instructions)}"))
    lines += [_recovered(recall, people, telling), line(Bold("Held:"))]
    lines += lot_lines(recall, telling.book)
    lines += [*_customers(people, shown, telling), _totals(recall, telling)]
    lines += [*_managers(recall, telling.book), _next(recall, people)]
    return Message(tuple(lines), tuple(_buttons(recall, people, telling, shown)))


def recalls_listed(found: Sequence[Recall], telling: Telling, prefix: str = "") -> Message:
    """Word the open recalls, the oldest first."""
    if not found:
        typed = Code(f"{prefixed(MENU, prefix)} recall JAM-STR lot:L7 glass in one jar")
        return say(
            line("No recall is open. Begin one with ", typed, ": it shows first whom it reaches.")
        )
    rows = [recall_row(one, telling) for one in found[:LISTED_MAX]]
    if len(found) > LISTED_MAX:
        rows.append(line(f"… and {len(found) - LISTED_MAX} more, on the tab Recalls."))
    return Message((line(Bold(f"{counted(len(found), 'recall')} open:")), *rows))


def recalls_waiting(found: Iterable[Recall], telling: Telling) -> Message | None:
    """Word the open recalls for the home tab, None where there are none."""
    recalls = list(found)
    if not recalls:
        return None
    rows = [recall_row(one, telling) for one in recalls[:FEW]]
    more = [line(f"… and {len(recalls) - FEW} more")] if len(recalls) > FEW else []
    buttons = [
        Button(f"Board of {one.number}", f"{LOOK_UP}.{position}", f"recall {one.number}")
        for position, one in enumerate(recalls[:FEW], start=1)
    ]
    return Message((line(Bold("Recalls under way:")), *rows, *more), tuple(buttons))


def recall_row(recall: Recall, telling: Telling) -> Line:
    """Word an open recall in one line."""
    untold = len(to_be_told(recall))
    facts = [
        f"{recall.recovered_percent} % back",
        f"{much(recall.outstanding, recall, telling.book)} still out",
        f"{counted(untold, 'customer')} not told yet" if untold else "",
    ]
    return line(
        Bold(recall.number),
        f" {lots_named(recall)}: {', '.join(filter(None, facts))}, since {day(recall.started_on)}",
    )


def lots_named(recall: Recall) -> str:
    """Name the lots a recall was asked for: the first, and how many more."""
    own = [one for one in recall.lots if not one.made_of] or list(recall.lots)
    if not own:
        return "no lots"
    more = f" and {counted(len(recall.lots) - 1, 'more lot')}" if len(recall.lots) > 1 else ""
    return f"{lot_name(own[0])}{more}"


def lot_name(lot: RecalledLot) -> str:
    """Name a lot of a recall; kits may have none."""
    return (
        f"{clipped(lot.item, 60)} lot {clipped(lot.code, 60)}"
        if lot.code
        else clipped(lot.item, 60)
    )


def lot_lines(recall: Recall, book: Book) -> list[Line]:
    """Word where the lots of a recall lie, those people asked for first."""
    lines = [_lot(one, book) for one in recall.lots[:LOTS_MAX]]
    more = len(recall.lots) - LOTS_MAX
    return (
        [*lines, line(f"… and {counted(more, 'more lot')}, on the tab Recalls.")]
        if more > 0
        else lines
    )


def bar(percent: int) -> str:
    """Draw how far something has come; full only at 100.

    Examples:
        >>> bar(46), bar(99), bar(100)
        ('████░░░░░░', '█████████░', '██████████')
    """
    full = max(0, min(BAR_CELLS, percent * BAR_CELLS // 100))
    return "█" * full + "░" * (BAR_CELLS - full)


def much(quantity: Decimal, recall: Recall, book: Book) -> str:
    """Write a quantity of all its goods together: with its unit where that is the same for all."""
    units = {unit_of(book, lot.item) for lot in recall.lots}
    return amount(quantity, units.pop()) if len(units) == 1 else number(quantity)


def _header(recall: Recall) -> Line:
    state = STOPPED.get(recall.status, "open")
    started = line(Bold(f"Recall {recall.number}"), f" of {lots_named(recall)}: {state}; begun by ")
    ended = line()
    if recall.ended_on and not recall.is_open:
        why = f", “{clipped(recall.ending, 200)}”" if recall.ending else ""
        ended = line(f"; {state} by ", who(recall.ended_by), f" on {day(recall.ended_on)}{why}")
    return line(started, who(recall.started_by), f" on {day(recall.started_on)}", ended)


def _recovered(recall: Recall, people: Sequence[Concerned], telling: Telling) -> Line:
    if not recall.lines:
        return line(Bold("Recovered:"), " nothing of it had left: all of it is held here.")
    percent = recall.recovered_percent
    recovered = sum((min(one.recovered, one.shipped) for one in recall.lines), ZERO)
    back = f"{number(recovered)} of {much(recall.shipped, recall, telling.book)}"
    having = sum(bool(one.outstanding) for one in people)
    rest = (
        f"; {number(recall.outstanding)} still out with {counted(having, 'customer')}"
        if having
        else ""
    )
    return line(Bold("Recovered:"), f" {percent} % {bar(percent)} {back} back or destroyed{rest}")


def _lot(lot: RecalledLot, book: Book) -> Line:
    there = {
        place: quantity
        for (place, code), quantity in sorted(book.balances(lot.item).items())
        if code == lot.code and quantity
    }
    unit = unit_of(book, lot.item)
    facts = filter(None, (_origin(lot), _came(lot, unit)))
    held = sum(there.values(), ZERO)
    here = f"{amount(held, unit)} here: {_bins(there)}" if held else "none here"
    return line("• ", Bold(lot_name(lot)), f" ({'; '.join(facts)}): {here}")


def _origin(lot: RecalledLot) -> str:
    if lot.made_of:
        shown = [clipped(one, 60) for one in lot.made_of[:MADE_OF_MAX]]
        more = [f"{len(lot.made_of) - MADE_OF_MAX} more"] if len(lot.made_of) > MADE_OF_MAX else []
        return f"made of {', '.join([*shown, *more])}"
    whose = f" of {clipped(lot.supplier, 40)}" if lot.supplier else ""
    number_ = f"supplier's {clipped(lot.supplier_lot, 60)}{whose}" if lot.supplier_lot else ""
    return number_ or (f"from {clipped(lot.supplier, 40)}" if lot.supplier else "")


def _came(lot: RecalledLot, unit: str) -> str:
    order = f" with {clipped(lot.document, 40)}" if lot.document else ""
    if not lot.code:
        return "held whole: it has no lots"
    return f"{amount(lot.came, unit)} {'built' if lot.made_of else 'came'}{order}"


def _bins(there: dict[str, Decimal]) -> str:
    places = [f"{clipped(place, 40)} {number(quantity)}" for place, quantity in there.items()]
    more = [f"{len(places) - BINS_MAX} more places"] if len(places) > BINS_MAX else []
    return ", ".join([*places[:BINS_MAX], *more])


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


def _totals(recall: Recall, telling: Telling) -> Line:
    outside = (
        (recall.shipped, "shipped"),
        (sum((one.returned for one in recall.lines), ZERO), "back"),
        (sum((one.destroyed for one in recall.lines), ZERO), "destroyed"),
        (sum((one.written_off for one in recall.lines), ZERO), "given up"),
        (recall.outstanding, "still out"),
    )
    inside = (
        (_here(recall, telling.book), "held"),
        (recall.scrapped, "scrapped"),
        (recall.sent_back, "sent back to the supplier"),
    )
    beyond = came_back_from_nobody(recall)
    more = (
        f" {number(beyond)} of what came back is nobody's here: name the order with a return."
        if beyond
        else ""
    )
    house = f" In the house: {_figures(inside)}." if _figures(inside) else ""
    return line(Bold("In all:"), f" {_figures(outside) or 'nothing shipped'}.{house}{more}")


def _figures(facts: Iterable[tuple[Decimal, str]]) -> str:
    return ", ".join(f"{number(quantity)} {word}" for quantity, word in facts if quantity)


def _after_lifting(people: Sequence[Concerned]) -> Iterator[Line]:
    yield line("It was a mistake: its lots are as they were before.")
    told = sum(one.told_on is not None for one in people)
    if told:
        yield line(f"{counted(told, 'customer')} had been told of it.")


def _next(recall: Recall, people: Sequence[Concerned]) -> Line:
    """Say what has to be done now: one thing, the most urgent."""
    if not recall.is_open:
        return line(
            "Its lots stay held until somebody scraps them, sends them back or releases them."
        )
    untold, unheard = to_be_told(recall), to_be_asked_again(recall)
    if untold:
        step = (
            f"tell {counted(len(untold), 'customer')}: Notify customers…, or call them and press "
            "They know…"
        )
    elif unheard:
        have = "has" if len(unheard) == 1 else "have"
        having = f"{counted(len(unheard), 'customer')} still {have}"
        step = f"account for what {having}: Returned goods…, Destroyed…, or Remind…"
    elif any(one.outstanding for one in people):
        step = "find out who got what left without a name, or close it with a reason."
    else:
        step = "all of it is accounted for: Close…"
    return line(Bold("Next:"), f" {step}")


def _managers(recall: Recall, book: Book) -> Iterator[Line]:
    """Call those who may press what changes it, while it is open."""
    managers = book.people_with(Role.MANAGER)[:MANAGERS_MAX]
    if recall.is_open and managers:
        named = [part for user in managers for part in (", ", who(user))][1:]
        yield line(Bold("Managers:"), " ", *named)


def _buttons(
    recall: Recall, people: Sequence[Concerned], telling: Telling, page: int
) -> Iterator[Button]:
    number_ = recall.number
    if recall.is_open:
        yield from _open_buttons(recall, telling)
    if page > 1:
        yield telling.button("Earlier customers", "page", number_, page - 1)
    if page < _pages(people):
        yield telling.button("Later customers", "page", number_, page + 1)
    yield telling.button("Print the report", "print_recall", number_)
    if recall.is_open:
        yield telling.button("Lift…", "lift_recall", number_, style="danger")


def _open_buttons(recall: Recall, telling: Telling) -> Iterator[Button]:
    number_ = recall.number
    untold, unheard = to_be_told(recall), to_be_asked_again(recall)
    if untold:
        yield telling.button("Notify customers…", "draft_notices", number_, style="primary")
    if recall.lines:
        yield telling.button("They know…", "customer_knows", number_)
    if recall.outstanding:
        yield telling.button("Destroyed…", "customer_destroyed", number_)
        yield telling.button("Returned goods…", "customer_returned", number_)
    if unheard:
        yield telling.button("Remind…", "draft_reminders", number_)
    yield telling.button("Add lots…", "widen_recall", number_)
    style = "" if recall.outstanding else "primary"
    yield telling.button("Close…", "close_recall", number_, style=style)


def _pages(people: Sequence[Concerned]) -> int:
    return max(1, -(-len(people) // PAGE_CUSTOMERS))


def _here(recall: Recall, book: Book) -> Decimal:
    """Return how much of its lots lies here now, all items together."""
    recalled = {(lot.item, lot.code) for lot in recall.lots}
    return sum(
        (
            quantity
            for item in {lot.item for lot in recall.lots}
            for (_, code), quantity in book.balances(item).items()
            if (item, code) in recalled
        ),
        ZERO,
    )
