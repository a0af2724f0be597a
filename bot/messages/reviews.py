"""A review: by which figures items would be bought from now on, before -> after, and why."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.messages.figures import ARROW, counted, money, number
from bot.messages.message import LOOK_UP, Button, Confirm, Message
from bot.messages.naming import rest_of
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.book import Book
from inventory.documents.forecast import Parameters
from inventory.documents.review import Review, ReviewLine, ReviewStatus
from inventory.item import Item
from inventory.planning.changing import value_effect
from inventory.transaction import sequence_of

LINES_SHOWN: Final = 15
HOME_MAX: Final = 3
CONFIRMED_FROM: Final = 50
"""So many lines are more than anybody has read: a click asks once more."""

CAUSES: Final = {
    "demand": ("more of it is asked for", "less of it is asked for"),
    "deviation": ("demand has become more uneven", "demand has become steadier"),
    "lead_time": ("deliveries take longer", "deliveries are quicker"),
    "service": ("more service is aimed at", "less service is aimed at"),
    "policy": ("by what stands on Policies, Items or Settings",) * 2,
}
"""What changed most -> the words where levels rise, and where they fall."""


def review_message(review: Review, telling: Telling) -> Message:
    """Word a review as it stands, with what can be decided."""
    book, lines = telling.book, [_header(review)]
    shown = _largest_first(book, review.waiting or review.lines)
    lines += [review_line(one, book) for one in shown[:LINES_SHOWN]]
    lines += rest_of(shown, LINES_SHOWN, ", on the tab Reviews.")
    lines += _effect(review, book)
    lines += _decided(review)
    if not review.is_open:
        return Message(tuple(lines), tuple(_way_back(review, telling)))
    lines.append(line("Nothing is bought by these figures before somebody has decided."))
    return Message(tuple(lines), tuple(_buttons(review, telling)))


def review_line(one: ReviewLine, book: Book) -> Line:
    """Word how one item would be bought, before and after, and why."""
    item = book.get(Item, one.item)
    name = f" {clipped(item.name, 60)}" if item and item.name else ""
    said = {True: " (used)", False: " (kept as it was)"}.get(one.is_accepted or False, "")
    mark = said if one.is_accepted is not None else ""
    return line("• ", Bold(one.forecast), f"{name}: {levels(one)}; {_why(one)}.{mark}")


def levels(one: ReviewLine) -> str:
    """Write reorder point and order-up-to level, each before and after.

    Examples:
        >>> before = Parameters(reorder_point=10, order_up_to_level=40)
        >>> after = Parameters(reorder_point=14, order_up_to_level=40)
        >>> levels(ReviewLine(item="MUG-BLU", before=before, after=after))
        'bought at 10 → 14, up to 40'
    """
    kept = _filled_up(one.before), _filled_up(one.after)
    if all(kept):
        up_to = _pair(one.before.order_up_to_level, one.after.order_up_to_level)
        return f"filled up to {up_to} at each review"
    if any(kept):
        return f"{_alone(one.before)} {ARROW} {_alone(one.after)}"
    at = _pair(one.before.reorder_point, one.after.reorder_point)
    up_to = _pair(one.before.order_up_to_level, one.after.order_up_to_level)
    return f"bought at {at}, up to {up_to}"


def reviews_listed(found: Sequence[Review], book: Book) -> Message:
    """Word which reviews are open."""
    if not found:
        return Message((line("No review is open: items are bought by the figures on Forecast."),))
    rows = []
    for one in found:
        worth = "".join(_summed(one, book))
        waiting = f"{counted(len(one.waiting), 'item')} to decide{worth}"
        rows.append(line(Bold(one.number), f" of {day(one.on)}: {waiting}."))
    return Message(tuple(rows))


def reviews_waiting(found: Iterable[Review], book: Book) -> Message | None:
    """Word the open reviews for the home tab, each with a button to look at it; None for none."""
    reviews = list(found)[:HOME_MAX]
    if not reviews:
        return None
    buttons = [
        Button(f"Look at {one.number}", f"{LOOK_UP}.{position}", f"reviews {one.number}")
        for position, one in enumerate(reviews, start=1)
    ]
    title = line(Bold("Levels that wait for your look:"))
    return Message((title, *reviews_listed(reviews, book).lines), tuple(buttons))


def _header(review: Review) -> Line:
    waiting = counted(len(review.waiting), "item")
    match review.status:
        case ReviewStatus.OPEN:
            about = f": {waiting} would be bought by other figures than until now."
        case ReviewStatus.DECIDED:
            about = " is decided."
        case _:
            by = f" See {review.overtaken_by}." if review.overtaken_by else ""
            about = f" is over: the figures have changed since.{by}"
    return line(Bold(f"Review {review.number}"), f" of {day(review.on)}{about}")


def _effect(review: Review, book: Book) -> Iterator[Line]:
    if review.is_open and (told := "".join(_summed(review, book))):
        yield line(Bold("Together:"), told.removeprefix(","), ".")


def _summed(review: Review, book: Book) -> Iterator[str]:
    worth = value_effect(book, review.waiting)
    if worth is None:
        return
    if not worth:
        yield ", no more or less stock on average"
        return
    than = "more" if worth > 0 else "less"
    yield f", {money(abs(worth), book.rules.currency)} of stock {than} on average"


def _decided(review: Review) -> Iterator[Line]:
    used = sum(one.is_accepted is True for one in review.lines)
    kept = sum(one.is_accepted is False for one in review.lines)
    if not (used or kept) or review.decided_on is None:
        return
    parts = [f"new figures for {counted(used, 'item')}"] if used else []
    parts += [f"the old ones for {counted(kept, 'item')}"] if kept else []
    what = " and ".join(parts)
    yield line(
        Bold("Decided:"), f" {what}, by ", who(review.decided_by), f" on {review.decided_on}."
    )


def _buttons(review: Review, telling: Telling) -> Iterator[Button]:
    lines = len(review.waiting)
    use = telling.button("Use them all", "use_review", review.number, style="primary")
    keep = telling.button("Keep the old ones", "keep_review", review.number)
    if lines >= CONFIRMED_FROM:
        sure = Confirm(
            title=f"Use {lines} new figures?",
            text=f"{lines} items are bought by them from now on. It can be taken back.",
            confirm="Use them all",
        )
        use = Button(use.label, use.action, use.value, use.style, sure)
    yield use
    yield keep
    yield telling.button("One by one…", "review_lines", review.number)
    yield from _way_back(review, telling)


def _way_back(review: Review, telling: Telling) -> Iterator[Button]:
    if review.decided_in and review.status is not ReviewStatus.OVERTAKEN:
        part = sequence_of(review.decided_in)
        yield telling.button(f"Undo {review.decided_in}", "undo_review", review.number, part)


def _largest_first(book: Book, lines: Iterable[ReviewLine]) -> list[ReviewLine]:
    """Return lines by what they do to the value of the stock; what has no cost by its quantity."""

    def weight(one: ReviewLine) -> tuple[Decimal, Decimal]:
        worth = value_effect(book, (one,))
        change = one.after.order_up_to_level - one.before.order_up_to_level
        return -abs(worth or Decimal(0)), -abs(change)

    return sorted(lines, key=weight)


def _why(one: ReviewLine) -> str:
    rises, falls = CAUSES.get(one.cause, CAUSES["policy"])
    return rises if _weight(one.after) >= _weight(one.before) else falls


def _filled_up(levels: Parameters) -> bool:
    return levels.is_filled_up and levels.order_up_to_level > 0


def _alone(levels: Parameters) -> str:
    if _filled_up(levels):
        return f"filled up to {number(levels.order_up_to_level)} at each review"
    return f"bought at {number(levels.reorder_point)}, up to {number(levels.order_up_to_level)}"


def _weight(parameters: Parameters) -> Decimal:
    return parameters.order_up_to_level + parameters.reorder_point


def _pair(before: Decimal, after: Decimal) -> str:
    return number(after) if before == after else f"{number(before)} {ARROW} {number(after)}"
