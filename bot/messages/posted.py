"""What was done: before -> after, the transaction's number, and the way back."""

from collections.abc import Sequence
from decimal import Decimal

from bot.language.grammar import VERB_OF_KIND
from bot.messages.balances import balance_text, balance_texts
from bot.messages.count_lines import outcome
from bot.messages.figures import amount, counted, crowded, moment, unit_of
from bot.messages.kits import worked_on
from bot.messages.lots import lot_details, lot_title
from bot.messages.message import Button, Message, say
from bot.messages.receipts import held_back, orders_meant, receipt_details, received_title
from bot.messages.step_titles import step_title
from bot.messages.stock_labels import LABELS
from bot.messages.text import Bold, Line, clipped, joined, line, who
from bot.messages.variances import variance_text, who_can_decide
from inventory.book import Book
from inventory.commands import (
    CountStock,
    DecideApproval,
    ReceiveStock,
    StockCommand,
    UndoTransaction,
)
from inventory.count_commands import EnterCount
from inventory.documents.approval import Approval, ApprovalStatus
from inventory.documents.cycle_count import QUICK, CountLine, CycleCount
from inventory.documents.shipment import Shipment
from inventory.inbound_commands import BuildKit, SetLotStatus, UnbuildKit
from inventory.move import Move
from inventory.quantity import ZERO
from inventory.transaction import BalanceChange, Reply, Transaction

UNDO = "undo"
WITHDRAW = "withdraw"
BALANCES_OF_A_MOVE = 2


def posted(book: Book, transaction: Transaction, reply: Reply, *, undone_by: str = "") -> Message:
    """Word a transaction.

    Args:
        book: for units.
        transaction: what was done.
        reply: the balances before and after.
        undone_by: the transaction that took it back, if one did.
    """
    lines = [_headline(book, transaction, reply), *_details(book, transaction, reply)]
    if undone_by:
        return Message((*lines, line("Taken back by ", Bold(undone_by), ".")))
    lines += [*held_back(book, transaction), *orders_meant(book, transaction)]
    return Message(tuple(lines), _buttons(transaction))


def own_postings(book: Book, transactions: Sequence[Transaction]) -> Message:
    """Word what somebody posted last, each with its Undo."""
    if not transactions:
        return say("Nothing of yours can be taken back: say which posting, as TX-12.")
    lines = [line("Which one? Newest first:"), *(summary(book, one) for one in transactions)]
    buttons = [undo_button(one, f"{UNDO}.{n}") for n, one in enumerate(transactions, start=1)]
    return Message(tuple(lines), tuple(buttons))


def summary(book: Book, transaction: Transaction) -> Line:
    """Word a posting in one line, by its first move; a kit by what was built."""
    when = moment(book, transaction.at)
    if isinstance(transaction.command, BuildKit | UnbuildKit):
        return line(Bold(transaction.id), f" {when} {worked_on(book, transaction)}")
    move, *others = transaction.moves
    more = f" and {len(others)} more" if others else ""
    what = f"{amount(move.quantity, unit_of(book, move.item))} of {clipped(move.item, 60)}"
    return line(Bold(transaction.id), f" {when} {move.kind.value}: {what}{more}")


def undo_button(transaction: Transaction, action: str = UNDO) -> Button:
    """Return the button that takes a posting back, by name."""
    return Button(f"Undo {transaction.id}", action, transaction.id)


def _headline(book: Book, transaction: Transaction, reply: Reply) -> Line:
    name = line(" ", Bold(transaction.id))
    if not _is_short(transaction, reply):
        return line(_title(book, transaction), ".", name)
    balances = _balances(book, transaction, reply)
    return line(_title(book, transaction), ". ", balances, ". " if balances else "", name[1:])


def _is_short(transaction: Transaction, reply: Reply) -> bool:
    """Tell whether everything fits into one sentence; several pieces have lines of their own."""
    command = transaction.command
    has_lines = isinstance(command, StockCommand) and len(command.lines) > 1
    is_short = len(transaction.moves) <= 1 and len(reply.balances) <= BALANCES_OF_A_MOVE
    return not has_lines and is_short


def _title(book: Book, transaction: Transaction) -> Line:
    match transaction.command:
        case UndoTransaction(transaction=undone):
            title = line(Bold(f"Took back {undone}"))
        case DecideApproval() as decision:
            title = line(Bold(f"{decision.number} {_decided(transaction)}"))
        case EnterCount(number=number):
            title = line(Bold(f"Counted {_lines_counted(transaction)} of {number}"))
        case StockCommand() as command:
            title = line(Bold(_done(book, command, transaction)))
        case SetLotStatus() as command:
            title = line(Bold(lot_title(book, transaction, command)))
        case BuildKit() | UnbuildKit():
            title = line(Bold(worked_on(book, transaction)))
        case _:
            title = line(Bold(step_title(book, transaction)))
    is_told = transaction.command.is_announced or isinstance(transaction.command, DecideApproval)
    return line(title, " by ", who(transaction.actor)) if is_told else title


def _lines_counted(transaction: Transaction) -> str:
    """Say how many lines of a sheet somebody has counted; what is unknown is one, too."""
    found = 0
    for change in transaction.changes:
        if isinstance(change.after, CycleCount):
            before = change.before if isinstance(change.before, CycleCount) else None
            found += _said_on(change.after) - (_said_on(before) if before else 0)
    return counted(found, "line")


def _said_on(count: CycleCount) -> int:
    return sum(len(one.tallies) for one in count.lines) + len(count.unknown)


def _done(book: Book, command: StockCommand, transaction: Transaction) -> str:
    row = VERB_OF_KIND.get(command.kind)
    verb = row.done if row else "Opened with"
    if len(command.lines) > 1:
        return f"{verb} {counted(len(command.lines), 'line')}"
    if command.kind in ("count", "adjust") or not transaction.moves:
        return f"{verb} {clipped(command.lines[0].item, 60)}"
    if isinstance(command, ReceiveStock):
        return received_title(book, transaction)
    move = transaction.moves[0]
    return f"{verb} {amount(_all_of(transaction), unit_of(book, move.item))} of {move.item}"


def _all_of(transaction: Transaction) -> Decimal:
    """Return how much went the way of the first move: each serial number has a move of its own."""
    first = transaction.moves[0]
    way = (first.item, first.source, first.target)
    same = (m.quantity for m in transaction.moves if (m.item, m.source, m.target) == way)
    return sum(same, ZERO)


def _decided(transaction: Transaction) -> str:
    approval = _approval_decided(transaction)
    if approval is None or approval.status is ApprovalStatus.APPROVED:
        return "approved"
    is_withdrawn = approval.decided_by == approval.requested_by
    return "withdrawn" if is_withdrawn else "rejected"


def _balances(book: Book, transaction: Transaction, reply: Reply) -> Line:
    told = _told(transaction, reply)
    if not told and transaction.moves and not isinstance(transaction.command, EnterCount):
        return line(f"To {transaction.moves[0].target.casefold()}")
    return joined([line(balance_text(balance, book)) for balance in told], ", ")


def _details(book: Book, transaction: Transaction, reply: Reply) -> list[Line]:
    lines: list[Line] = []
    if not _is_short(transaction, reply):
        lines += [line(text) for text in balance_texts(book, _told(transaction, reply))]
    if isinstance(transaction.command, SetLotStatus):
        lines += lot_details(book, transaction)
    lines += [_shipped(entry) for entry in _shipments_in(transaction)]
    lines += [line(crowded(one)) for one in reply.crowded]
    lines += receipt_details(book, transaction, reply)
    lines += [line(f"“{note}”") for note in _notes(transaction.moves)]
    if approval := _approval_asked(transaction):
        lines += _waiting(book, approval)
    if isinstance(transaction.command, CountStock):
        lines += [line(f"{number}: {outcome(one)}") for number, one in _unsettled(transaction)]
    return lines


def _shipped(shipment: Shipment) -> Line:
    facts = (
        ("by", shipment.carrier),
        ("tracking", shipment.tracking),
        ("to", shipment.to),
        ("order", shipment.order),
    )
    told = [f"{name} {clipped(text, 80)}" for name, text in facts if text]
    return line(f"Shipment {shipment.number}", ": " if told else "", ", ".join(told))


def _waiting(book: Book, approval: Approval) -> list[Line]:
    header = line(Bold(f"Waits for a second pair of eyes as {approval.number}:"))
    variances = [line(variance_text(book, variance)) for variance in approval.variances]
    return [header, *variances, who_can_decide(book, approval)]


def _buttons(transaction: Transaction) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if transaction.moves or isinstance(transaction.command, SetLotStatus):
        buttons.append(Button("Undo", UNDO, transaction.id))
    if transaction.moves and isinstance(transaction.command, ReceiveStock | BuildKit):
        buttons.append(Button("Labels…", LABELS, transaction.id))
    if approval := _approval_asked(transaction):
        buttons.append(Button(f"Withdraw {approval.number}", WITHDRAW, approval.number))
    return tuple(buttons)


def _told(transaction: Transaction, reply: Reply) -> list[BalanceChange]:
    """Return the balances that are told: not those that wait, and of a sheet only what was moved.

    Who counts it may count the rest blind.
    """
    waiting = _waiting_keys(transaction) | {one.stock_key for _, one in _unsettled(transaction)}
    told = [one for one in reply.balances if (one.item, one.location, one.lot) not in waiting]
    if not isinstance(transaction.command, EnterCount):
        return told
    return [one for one in told if one.before != one.after]


def _approval_asked(transaction: Transaction) -> Approval | None:
    """Return the approval a transaction asks for; those it only settles have stood there before.

    What a sheet asks for is told where it is decided: who reads this may count it once more.
    """
    if isinstance(transaction.command, EnterCount):
        return None
    on_sheets = {one.approval for _, one in _unsettled(transaction)}
    asked = (change.after for change in transaction.changes if change.before is None)
    approvals = (entry for entry in asked if isinstance(entry, Approval))
    return next((one for one in approvals if one.number not in on_sheets), None)


def _unsettled(transaction: Transaction) -> list[tuple[str, CountLine]]:
    """Return what was counted of sheets with a thread and waits there, each with its sheet."""
    return [
        (sheet.number, one)
        for change in transaction.changes
        if isinstance(sheet := change.after, CycleCount) and sheet.source != QUICK
        for one in sheet.lines
        if one.is_unsettled and one.tallies and one.tallies[-1].at == transaction.command.at
    ]


def _approval_decided(transaction: Transaction) -> Approval | None:
    entries = (change.after for change in transaction.changes)
    return next((entry for entry in entries if isinstance(entry, Approval)), None)


def _shipments_in(transaction: Transaction) -> list[Shipment]:
    """Return the shipments that have no message of their own: those for no order of ours."""
    shipments = (c.after for c in transaction.changes if isinstance(c.after, Shipment))
    return [one for one in shipments if not one.lines]


def _waiting_keys(transaction: Transaction) -> set[tuple[str, str, str]]:
    approval = _approval_asked(transaction)
    variances = approval.variances if approval else ()
    return {(v.item, v.location, v.lot) for v in variances}


def _notes(moves: tuple[Move, ...]) -> list[str]:
    """Return the people's own notes, each once."""
    notes = dict.fromkeys(clipped(move.note) for move in moves if move.note and not move.reverses)
    return list(notes)[:5]
