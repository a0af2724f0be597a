"""Why an item is proposed just now, or why it is not: the answer to `/inv why reorder MUG-BLU`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, number
from bot.messages.forecast_words import part_words, service_words
from bot.messages.held_back import held_back
from bot.messages.message import LOOK_UP, Button, Message
from bot.messages.proposal_lines import BOUNDS, days, figures_words
from bot.messages.telling import day
from bot.messages.text import Bold, Line, clipped, joined, line, who
from inventory.book import Book
from inventory.documents.replenishment import ProposalStatus
from inventory.item import Item
from inventory.replenishing.explaining import Explained, Stand
from inventory.replenishing.on_order import Coming
from inventory.replenishing.resting import Rest
from inventory.replenishing.wanting import line_of

COMING_MAX: Final = 8
TENTH: Final = Decimal("0.1")

HEADS: Final = {
    Stand.OUT_OF_USE: "is out of use on Items, so that nobody buys it.",
    Stand.BUILT: "is built of other items, and never bought. See /inv kit.",
    Stand.BY_HAND: "is bought by hand: its policy is none on Policies.",
    Stand.NOTHING_KNOWN: (
        "has neither a forecast nor minimum and maximum, so that nothing says when to buy it. "
        "Fill in minimum and maximum on Items, or wait for its first demand."
    ),
    Stand.ENOUGH: "is not proposed: there is enough.",
    Stand.CAPPED: "is low, and no more of it may be bought: what there is lasts as long as allowed.",
    Stand.DUE: "is to be bought: the next run proposes it.",
}
"""How it stands -> its words; what is proposed or rests has facts of its own."""

TURNED_DOWN: Final = {
    ProposalStatus.SNOOZED: "was put off",
    ProposalStatus.REJECTED: "was rejected",
}


def reasons(book: Book, item: Item, found: list[Explained]) -> Message:
    """Word why an item is proposed or is not, for every site where that is known."""
    name = f"{item.sku} {clipped(item.name, 60)}" if item.name else item.sku
    lines: list[Line] = []
    for one in found:
        site = f" at {clipped(one.site, 40)}" if one.site else ""
        lines.append(line(Bold(f"{name}{site}"), " ", _head(one)))
        lines += [line("     ", said) for said in _figures(item, one)]
        if held := held_back(book, item.sku, one.site):
            lines.append(line(f"     Here as well, and not counted: {held}."))
    numbers = dict.fromkeys(proposal.number for one in found for proposal in one.proposals)
    buttons = tuple(
        Button(f"Show {number}", f"{LOOK_UP}.{place}", f"proposals {number}")
        for place, number in enumerate(numbers, start=1)
    )
    return Message(tuple(lines), buttons)


def _head(one: Explained) -> Line:
    if one.stand is Stand.RESTING and one.rest is not None:
        return _rests(one.rest)
    if one.stand is Stand.PROPOSED:
        numbers = ", ".join(proposal.number for proposal in one.proposals)
        return line(f"is proposed by {numbers}: somebody has to decide.")
    if one.stand is Stand.NEXT_REVIEW and one.need is not None:
        ahead = days(Decimal(one.need.days_to_review))
        return line(f"is not proposed today: it is filled up at its next review, in {ahead}.")
    return line(HEADS[one.stand])


def _rests(rest: Rest) -> Line:
    proposal = rest.proposal
    what = TURNED_DOWN.get(proposal.status, "was lessened")
    if proposal.is_let_go:
        what = f"was ordered, and {proposal.purchase_order} was cancelled"
    note = f" “{clipped(proposal.note, 120)}”" if proposal.note else ""
    by = line(" by ", who(proposal.decided_by)) if not proposal.is_let_go else line()
    return line(
        f"is not proposed before {day(rest.until)}: {proposal.number} {what}", by, f".{note}"
    )


def _figures(item: Item, one: Explained) -> Iterator[Line]:
    if one.need is None:
        return
    made = line_of(one.need, one.bought.buying.quantity if one.bought else one.need.needed)
    yield from (line(said) for said in figures_words(made))
    forecast = one.need.target.forecast
    if forecast is not None and forecast.shared is not None:
        yield line(f"{service_words(forecast)} {part_words(forecast, item.unit)}")
    position = one.need.position
    if position.quantity != position.available:
        yield line(f"That is a position of {number(position.usable)} in all.")
    if one.coming:
        yield line("To come: ", joined([_coming(each) for each in one.coming[:COMING_MAX]], "; "))
    if one.bought is not None and one.stand in (Stand.DUE, Stand.NEXT_REVIEW):
        bounds = ", ".join(BOUNDS[bound] for bound in one.bought.buying.bounds)
        much = amount(one.bought.buying.quantity, item.unit)
        yield line(f"It would be {much}{f' ({bounds})' if bounds else ''}.")
    if one.stand is Stand.ENOUGH and one.need.target.daily and one.need.urgency > 0:
        yield line(f"At what is expected it is needed in {days(one.need.urgency.quantize(TENTH))}.")


def _coming(one: Coming) -> Line:
    when = f", expected {day(one.expected_on)}" if one.expected_on else ""
    return line(f"{number(one.quantity)} by {one.document}{when}")
