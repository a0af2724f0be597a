"""Going on with a recall: its further customers are listed, and its parts end as it has ended.

Nothing is listed twice, whoever goes on and however often: who is on a board by then is left out.
"""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.recall import Recall, RecallStatus
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.recall_commands import ContinueRecall
from inventory.recalling.board import lines_for
from inventory.recalling.closing import close
from inventory.recalling.fitting import fitting
from inventory.recalling.lifting import lift
from inventory.recalling.parts import boards_of, first_of, parts_of
from inventory.recalling.reached_orders import tell_reached_orders
from inventory.recalling.scope import LINES_MAX
from inventory.recalling.stepping import put_recall, say
from inventory.recalling.tracing import trace_forward
from inventory.stepping import the
from inventory.stock_key import LotKey


def plan_continue_recall(draft: Draft, command: ContinueRecall) -> None:
    """Make the next part of a recall, or end the next one.

    Raises:
        UnknownDocument: there is no such recall.
        NothingChanged: all of it is listed, or has ended.
    """
    first = first_of(draft.book, the(draft, Recall, command.number))
    if first.is_open and first.unlisted:
        _list_further(draft, first)
    elif not first.is_open and (part := _next_open(draft, first)):
        _end(draft, part, first)
    else:
        raise NothingChanged(what=first.number, state="whole")


def _list_further(draft: Draft, first: Recall) -> None:
    lines, left = fitting(tuple(_unlisted(draft, first)), LINES_MAX)
    first = put_recall(draft, first.model_copy(update={"unlisted": left}))
    if not lines:  # all of it has come back meanwhile
        return
    part = put_recall(draft, _part(draft, first, lines))
    said = Remark(
        kind=RemarkKind.RECALL_CONTINUED,
        document=first.number,
        link=part.number,
        quantity=Decimal(len(part.customers)),
    )
    say(draft, first, said)
    tell_reached_orders(draft, part, part.lines, RemarkKind.RECALL_REACHED)


def _unlisted(draft: Draft, first: Recall) -> Iterator[RecallLine]:
    """Yield who has got some and is on no board, numbered from 1, as it is by now."""
    keys = [LotKey(lot.item, lot.code) for lot in first.lots]
    found = trace_forward(draft.book, keys).lots
    traced = [one.whereabouts for one in found if first.holds(*one.reached.lot)]
    boards = boards_of(draft, first)
    known = {(line.customer, line.item, line.lot) for one in boards for line in one.lines}
    lines = (
        line
        for line in lines_for(draft, traced)
        if line.shipped and (line.customer, line.item, line.lot) not in known
    )
    for number, line in enumerate(lines, start=1):
        yield line.model_copy(update={"number": number})


def _part(draft: Draft, first: Recall, lines: tuple[RecallLine, ...]) -> Recall:
    return Recall(
        number=draft.next_number(Recall, "RC"),
        scope=first.scope,
        reason=first.reason,
        instructions=first.instructions,
        lots=first.lots,
        lines=lines,
        started_by=first.started_by,
        started_on=first.started_on,
        started_at=draft.book.sequence + 1,
        part_of=first.number,
    )


def _next_open(draft: Draft, first: Recall) -> Recall | None:
    return next((one for one in parts_of(draft.book, first) if one.is_open), None)


def _end(draft: Draft, part: Recall, first: Recall) -> None:
    if first.status is RecallStatus.LIFTED:
        lift(draft, part, first.ending, {})
    else:
        close(draft, part, first.ending)
