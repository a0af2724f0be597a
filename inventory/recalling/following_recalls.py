"""Recalls follow the goods of their lots, whichever command has moved these.

What comes back from customers is credited to whose line it is; what comes in later is held like the
rest, and told in the recall's thread. A recall that was closed stays so, and still counts what comes
back, is thrown away or goes to a supplier after all: its report has to be right whenever it is read.
"""

from decimal import Decimal
from typing import Final

from inventory.documents.recall import Recall, recall_word
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.location import CUSTOMER, OPENING, SCRAP, SUPPLIER, VIRTUAL_LOCATIONS, LocationKind
from inventory.move import Move, MoveKind
from inventory.quantity import ZERO, trimmed
from inventory.recalling.coming_in import hold_what_comes_in
from inventory.recalling.crediting import credited, new_line, only_one
from inventory.recalling.parts import board_with, boards_of, whole_of
from inventory.recalling.stepping import closed_recall_of, open_recalls, put_recall, recall_of, say
from inventory.recalling.whose import whose
from inventory.stepping import the
from inventory.stock_key import LotKey

BROUGHT: Final = frozenset({MoveKind.RECEIPT, MoveKind.OPENING, MoveKind.BUILD})
"""Moves by which more of a lot comes to be."""

RECEIVED: Final = frozenset({MoveKind.RECEIPT, MoveKind.OPENING})
ORIGINS: Final = (SUPPLIER, OPENING)

OUTSIDE: Final = (CUSTOMER, SCRAP)


def follow_recalls(draft: Draft) -> None:
    """Bring recalls that are under way up to what a draft has moved, and let go of what is gone.

    Most postings are made while nothing is recalled, and pay for one look.
    """
    for recall in tuple(open_recalls(draft)):
        if recall.part_of:  # the first follows for all its parts
            continue
        hold_what_comes_in(draft, recall)
        _follow(draft, recall.number)
    for number in _closed(draft):
        _follow(draft, number)
    if draft.book.indexes.held_whole:
        _let_go_of_empty(draft)


def _closed(draft: Draft) -> tuple[str, ...]:
    """Return the closed recalls whose lots come back, or leave the house for good."""
    numbers: dict[str, None] = {}
    for move in draft.moves:
        if move.source in OUTSIDE or move.target in OUTSIDE or move.target == SUPPLIER:
            recall = closed_recall_of(draft, move.item, move.lot)
            if recall is not None:
                numbers[recall.number] = None
    return tuple(numbers)


def _follow(draft: Draft, number: str) -> None:
    before = the(draft, Recall, number)
    moves = [move for move in draft.moves if before.holds(move.item, move.lot)]
    if draft.undoes and any(number in (one.number, one.part_of) for one in draft.changed(Recall)):
        return  # the undo has taken back what these moves had brought
    recall = before
    for move in moves:
        recall = _undone(draft, recall, move) if move.reverses else _moved(draft, recall, move)
    if recall != before:
        put_recall(draft, recall)


def _moved(draft: Draft, recall: Recall, move: Move) -> Recall:
    if move.source == CUSTOMER:
        recall = _came_back(draft, recall, move)
    if move.kind is MoveKind.TRANSFER and _is_travelling(draft, move.source):
        _say_arrived(draft, recall, move)
    if move.target == SCRAP or move.source == SCRAP:
        change = move.quantity if move.target == SCRAP else -move.quantity
        recall = recall.model_copy(update={"scrapped": trimmed(recall.scrapped + change)})
    if move.target == SUPPLIER:
        sent_back = trimmed(recall.sent_back + move.quantity)
        recall = recall.model_copy(update={"sent_back": sent_back})
    if move.kind in BROUGHT and move.source in VIRTUAL_LOCATIONS:
        recall = _came_later(draft, recall, move)
    return recall


def _is_travelling(draft: Draft, place: str) -> bool:
    return draft.book.kind_of(place) is LocationKind.TRANSIT


def _say_arrived(draft: Draft, recall: Recall, move: Move) -> None:
    """Say that goods which were on their way are at another place by now, and held there."""
    said = Remark(
        kind=RemarkKind.RECALL_ARRIVED,
        document=recall.number,
        item=move.item,
        lot=move.lot,
        quantity=move.quantity,
        location=move.target,
        link=move.document,
    )
    say(draft, recall, said)


def _came_back(draft: Draft, recall: Recall, move: Move) -> Recall:
    lot = LotKey(move.item, move.lot)
    all_lines = (line for one in boards_of(draft, recall) for line in one.lines)
    customer = whose(draft, move.document) or only_one(all_lines, lot)
    board = board_with(draft, recall, lot, customer)
    said = Remark(
        kind=RemarkKind.RECALL_CAME_BACK,
        document=(board or recall).number,
        item=move.item,
        lot=move.lot,
        quantity=move.quantity,
        other=customer,
    )
    say(draft, board or recall, said)
    if board is None:  # the part that will list them does so without what is back
        return recall
    lines = credited(board.lines, lot, move.quantity, customer, draft.today)
    return _changed(draft, recall, board.model_copy(update={"lines": lines}))


def _changed(draft: Draft, recall: Recall, board: Recall) -> Recall:
    """Change one board of a recall; return the first as it is by now."""
    if board.number == recall.number:
        return board
    put_recall(draft, board)
    return recall


def _with_came(recall: Recall, move: Move, change: Decimal) -> Recall:
    """Return a recall with so much more of a lot that came to be."""
    lots = (
        one.model_copy(update={"came": trimmed(one.came + change)})
        if (one.item, one.code) == (move.item, move.lot)
        else one
        for one in recall.lots
    )
    return recall.model_copy(update={"lots": tuple(lots)})


def _came_later(draft: Draft, recall: Recall, move: Move) -> Recall:
    """Say that more of a lot has come in, and count it; what was taken in just now is counted so."""
    before = draft.book.get(Recall, recall.number)
    is_taken_in = before is None or not before.holds(move.item, move.lot)
    is_known = draft.book.lot(move.item, move.lot) is not None
    is_whole = is_taken_in and is_known
    said = Remark(
        kind=RemarkKind.RECALL_HELD_WHOLE if is_whole else RemarkKind.RECALL_HELD_TOO,
        document=recall.number,
        item=move.item,
        lot=move.lot,
        quantity=move.quantity,
        location=move.target,
        link=move.document,
    )
    say(draft, recall, said)
    return recall if is_taken_in else _with_came(recall, move, move.quantity)


def _undone(draft: Draft, recall: Recall, move: Move) -> Recall:
    """Follow an undo of what had been before the recall: more came, or was sent to customers, or less."""
    if move.kind in RECEIVED:
        return _with_came(recall, move, move.quantity if move.source in ORIGINS else -move.quantity)
    if CUSTOMER not in (move.source, move.target):
        return recall
    customer, lot = whose(draft, move.document), LotKey(move.item, move.lot)
    change = move.quantity if move.target == CUSTOMER else -move.quantity
    board = board_with(draft, recall, lot, customer)
    if board is None:
        return recall
    theirs = [one for one in board.lines if (one.customer, one.item, one.lot) == (customer, *lot)]
    if not theirs:
        theirs = [new_line(board.lines, lot, customer)]
        board = board.model_copy(update={"lines": (*board.lines, *theirs)})
    shipped = trimmed(max(ZERO, theirs[-1].shipped + change))
    line = theirs[-1].model_copy(update={"shipped": shipped})
    line = line.model_copy(update={"written_off": min(line.written_off, line.missing)})
    return _changed(draft, recall, board.with_line(line))


def _let_go_of_empty(draft: Draft) -> None:
    """Goods without lots are held as a whole until all of them have gone: others may come then.

    Where a customer was never heard of, theirs may still come back: somebody has to let go of them.
    """
    for item in sorted(draft.book.indexes.held_whole):
        whole = draft.lot(item, "")
        if whole is None or draft.in_building(item, "") or recall_of(draft, item, ""):
            continue
        if whole.is_approved or not _may_come_back(draft, item):
            draft.take_out(whole)


def _may_come_back(draft: Draft, item: str) -> bool:
    """Tell whether a recall of goods without lots was closed while customers still had some."""
    return any(
        line.written_off
        for recall in draft.book.found(Recall, recall_word(item, ""))
        for line in whole_of(draft.book, recall).lines
        if (line.item, line.lot) == (item, "")
    )
