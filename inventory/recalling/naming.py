"""Saying whose goods are that came back without a name: the line of nobody gives them up to theirs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from inventory.documents.recall import Recall, RecallStatus
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart, NothingChanged, NotPositive
from inventory.item import Item
from inventory.order_errors import UnknownLine, WrongStep
from inventory.quantity import ZERO, trimmed
from inventory.recall_commands import NameReturned
from inventory.recall_errors import BeyondOutstanding, BeyondUnnamed
from inventory.recalling.crediting import credited
from inventory.recalling.parts import boards_of, first_of, whole_of
from inventory.recalling.replying import customer_on
from inventory.recalling.stepping import put_recall, say
from inventory.stepping import the
from inventory.stock_key import LotKey


class _Nobodys(NamedTuple):
    """A line with goods that came back without a name, and how many the customer may have sent."""

    board: Recall
    line: RecallLine
    missing: Decimal

    @property
    def most(self) -> Decimal:
        return min(self.line.unnamed, self.missing)


def plan_name_returned(draft: Draft, command: NameReturned) -> None:
    """Credit goods of nobody known to a customer who still misses some, also where it was closed.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it was a mistake.
        NotOnRecall, UnknownLine: nobody of that name got any, or there is no such line.
        NothingChanged: whose everything is that came back is known.
        MissingPart: which of several lots is not said.
        NotPositive, BeyondUnnamed, BeyondOutstanding: less than nothing, more than came back
            without a name, or more than the customer had.
    """
    recall = first_of(draft.book, the(draft, Recall, command.number))
    if recall.status is RecallStatus.LIFTED:
        raise WrongStep(
            number=recall.number, action="say whose goods came back for", status=recall.status
        )
    customer = customer_on(whole_of(draft.book, recall), command.customer)
    nobodys = tuple(_nobodys(draft, recall, customer, command.line))
    if not nobodys:
        raise _none_left(command, recall)
    for one, quantity in _shares(draft, command, customer, nobodys):
        _credit(draft, recall.number, customer, one, quantity)


def _nobodys(draft: Draft, recall: Recall, customer: str, number: int) -> Iterator[_Nobodys]:
    boards = tuple(boards_of(draft, recall))
    lines = [line for board in boards for line in board.lines_of(customer)]
    for board in boards:
        for line in board.lines:
            if line.unnamed and number in (0, line.number):
                theirs = (one for one in lines if (one.item, one.lot) == (line.item, line.lot))
                yield _Nobodys(board, line, sum((one.missing for one in theirs), ZERO))


def _none_left(command: NameReturned, recall: Recall) -> UnknownLine | NothingChanged:
    if command.line:
        return UnknownLine(number=recall.number, line=command.line)
    return NothingChanged(what=f"all that came back for {recall.number}", state="named")


def _shares(
    draft: Draft, command: NameReturned, customer: str, nobodys: Sequence[_Nobodys]
) -> Iterator[tuple[_Nobodys, Decimal]]:
    """Yield how much of each line is the customer's: all that can be, where no quantity is said."""
    likely = [one for one in nobodys if one.most]
    if command.amount is None and likely:
        yield from ((one, one.most) for one in likely)
        return
    if len(likely) > 1:
        raise MissingPart(verb="recall", part="line")
    one = (likely or nobodys)[0]
    item = the(draft, Item, one.line.item)
    wanted = item.in_base_units(command.amount) if command.amount else one.line.unnamed
    if wanted <= 0:
        raise NotPositive(verb="recall", item=item.sku, number=wanted)
    if wanted > one.line.unnamed:
        raise BeyondUnnamed(command.number, item.sku, wanted, one.line.unnamed)
    if wanted > one.missing:
        raise BeyondOutstanding(
            number=command.number,
            customer=customer,
            item=item.sku,
            wanted=wanted,
            outstanding=one.missing,
        )
    yield one, wanted


def _credit(draft: Draft, first: str, customer: str, one: _Nobodys, quantity: Decimal) -> None:
    board, lot = the(draft, Recall, one.board.number), LotKey(one.line.item, one.line.lot)
    left = {"returned": trimmed(one.line.returned - quantity)}
    put_recall(draft, board.with_line(one.line.model_copy(update=left)))
    theirs = _board_with(draft, first, customer, lot)
    lines = credited(theirs.lines, lot, quantity, customer, one.line.returned_on)
    put_recall(draft, theirs.model_copy(update={"lines": lines}))
    said = Remark(
        kind=RemarkKind.RECALL_NAMED,
        document=theirs.number,
        item=lot.item,
        lot=lot.code,
        quantity=quantity,
        other=customer,
        actor=draft.command.actor,
    )
    say(draft, theirs, said)


def _board_with(draft: Draft, first: str, customer: str, lot: LotKey) -> Recall:
    boards = boards_of(draft, the(draft, Recall, first))
    return next(
        one
        for one in boards
        if any((line.item, line.lot) == lot for line in one.lines_of(customer))
    )
