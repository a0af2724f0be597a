"""Credit notes as returns: announced, taken in, inspected and refunded, or just taken in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from benchmarks.retail_lines import NOT_GOODS, RetailLine
from benchmarks.retail_postings import bin_of, chunks
from benchmarks.returns_lines import Back, CreditNote
from benchmarks.returns_shop import CLERK, MANAGER, Shop, pieces
from inventory.base_command import LINES_MAX
from inventory.commands import Command, Line, ReturnStock
from inventory.condition import Condition
from inventory.documents.customer_return import CustomerReturn, Remedy
from inventory.errors import StockError
from inventory.return_commands import (
    AnnounceReturn,
    InspectReturn,
    MakeGood,
    ReceiveReturn,
    ReturnedLine,
)
from inventory.return_errors import WindowClosed
from inventory.transaction import Posted


def take_back(shop: Shop, note: CreditNote) -> None:
    """Take back what a credit note says, and ask for what is no goods, which is refused."""
    announced = [back for back in note.lines if back.order]
    unannounced = [back for back in note.lines if not back.order]
    shop.counted["credit notes"] += 1
    shop.counted["credit lines"] += len({back.line.number for back in note.lines})
    shop.counted["credit lines"] += len(note.not_goods) + note.void
    shop.counted["void"] += note.void
    for line in note.not_goods:
        _refuse(shop, line)
    if announced:
        _return(shop, announced)
    if unannounced:
        _just_take(shop, note, unannounced)


def _refuse(shop: Shop, line: RetailLine) -> None:
    """Ask for what is no goods: nobody can send it back."""
    asked = (ReturnedLine(item=line.code, amount=pieces(abs(line.quantity))),)
    outcome = shop.ask(shop.make(AnnounceReturn, CLERK, line.at, lines=asked), "refused")
    if isinstance(outcome, StockError):
        shop.counted["refused, not goods"] += 1
        shop.refused[f"{NOT_GOODS[line.code]} ({line.code}): {type(outcome).__name__}"] += 1
    else:
        shop.surprises.append(f"{line.code} was taken back")


def _return(shop: Shop, backs: Sequence[Back]) -> None:
    """Announce, take in, inspect and refund what belongs to orders, 200 lines at a time."""
    for chunk in chunks(backs, LINES_MAX):
        number = _announce(shop, chunk)
        if not number:
            continue
        at = chunk[0].line.at
        shop.ask_all([shop.make(ReceiveReturn, CLERK, at, number=number)], "taken in")
        returned = shop.journal.desk.book.get(CustomerReturn, number)
        assert returned is not None
        conditions = {back.line.number: back.condition for back in chunk}
        inspections = [
            shop.make(
                InspectReturn,
                CLERK,
                at,
                number=number,
                line=line.number,
                condition=conditions[int(line.note)],
            )
            for line in returned.lines
        ]
        shop.ask_all(inspections, "inspected")
        refund = shop.make(MakeGood, MANAGER, at, number=number, remedy=Remedy.REFUND)
        shop.ask_all([refund], "refunded")
        shop.counted["returns"] += 1
        shop.counted["lines against orders"] += len(conditions)
        shop.counted["units against orders"] += sum(back.quantity for back in chunk)


def _announce(shop: Shop, backs: Sequence[Back]) -> str:
    """Announce a return; where it is late a manager takes it all the same. Return its number."""
    lines = tuple(
        ReturnedLine(
            item=back.line.code,
            amount=pieces(back.quantity),
            order=shop.orders[back.order] if back.order else "",
            note=str(back.line.number),
        )
        for back in backs
    )
    at = backs[0].line.at
    outcome = shop.ask(shop.make(AnnounceReturn, CLERK, at, lines=lines), "announced")
    if late := _late_in(outcome, backs):
        shop.counted["lines late"] += len(late)
        shop.counted["returns late"] += 1
        asked = shop.make(AnnounceReturn, MANAGER, at, lines=lines, override="as in the file")
        outcome = shop.ask(asked, "announced")
    if isinstance(outcome, StockError):
        shop.surprises.append(repr(outcome))
        return ""
    return outcome.transaction.changes[0].key


def _late_in(outcome: Posted | StockError, backs: Sequence[Back]) -> set[int]:
    """Return the credit lines that were refused as too late."""
    if isinstance(outcome, WindowClosed):
        return {backs[0].line.number}
    errors = getattr(outcome, "errors", ())
    return {backs[at - 1].line.number for at, error in errors if isinstance(error, WindowClosed)}


def _just_take(shop: Shop, note: CreditNote, backs: Sequence[Back]) -> None:
    """Take in what nobody had announced; what lies in returns then is inspected."""
    for chunk in chunks(backs, LINES_MAX):
        at = chunk[0].line.at
        lines = tuple(_came(note, back) for back in chunk)
        [outcome] = shop.ask_all([shop.make(ReturnStock, CLERK, at, lines=lines)], "just came")
        if isinstance(outcome, StockError):
            continue
        shop.counted["lines unannounced"] += len(chunk)
        shop.counted["units unannounced"] += sum(back.quantity for back in chunk)
        keys = [one.key for one in outcome.transaction.changes if one.type == "customer_return"]
        shop.ask_all(list(_inspections(shop, keys, at)), "just came")


def _inspections(shop: Shop, numbers: Iterable[str], at: datetime) -> Iterator[Command]:
    for number in numbers:
        returned = shop.journal.desk.book.get(CustomerReturn, number)
        for line in returned.lines if returned else ():
            if line.waiting > 0:
                found = {"line": line.number, "condition": Condition(line.reason)}
                yield shop.make(InspectReturn, CLERK, at, number=number, **found)


def _came(note: CreditNote, back: Back) -> Line:
    code = back.line.code
    is_new = back.condition is Condition.NEW
    return Line(
        item=code,
        amount=pieces(back.quantity),
        location=bin_of(code) if is_new else "",
        condition=back.condition.value,
        document=note.number,
        to=back.line.customer,
    )
