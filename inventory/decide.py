"""The whole of the domain in one call: the same book, history and command, the same transaction."""

from typing import assert_never

from inventory import commands as asked
from inventory.approving import plan_decision
from inventory.book import Book
from inventory.count import plan_adjust, plan_count
from inventory.draft import Draft
from inventory.edits import plan_edit
from inventory.history import History
from inventory.low_stock import plan_low_stock
from inventory.receive import plan_opening, plan_receive
from inventory.relocate import plan_move, plan_pick, plan_ship
from inventory.reorder import plan_proposal_decision, plan_reorders
from inventory.reports import plan_problems, plan_warning
from inventory.returns import plan_return
from inventory.rights import require
from inventory.transaction import Posted
from inventory.undo import plan_undo


def decide(book: Book, history: History, command: asked.Command) -> Posted:
    """Return what a command does to a book, or refuse it.

    Pure: the clock, ids and randomness come in with the command.

    Raises:
        StockError: it is refused, with what a person can do about it.
    """
    if not isinstance(command, asked.DecideApproval):  # a requester may withdraw: judged there
        require(book, command.actor, command.kind)
    draft = Draft(book, command)
    _plan(draft, command, history)
    return draft.finish()


def _plan(draft: Draft, command: asked.Command, history: History) -> None:  # noqa: C901, PLR0912
    match command:
        case asked.ReceiveStock():
            plan_receive(draft, command)
        case asked.OpenStock():
            plan_opening(draft, command)
        case asked.MoveStock():
            plan_move(draft, command)
        case asked.PickStock():
            plan_pick(draft, command)
        case asked.ShipStock():
            plan_ship(draft, command)
        case asked.CountStock():
            plan_count(draft, command)
        case asked.AdjustStock():
            plan_adjust(draft, command)
        case asked.ReturnStock():
            plan_return(draft, command)
        case asked.UndoTransaction():
            plan_undo(draft, command, history)
        case asked.DecideApproval():
            plan_decision(draft, command)
        case asked.ProposeReorders():
            plan_reorders(draft, command)
        case asked.DecideProposal():
            plan_proposal_decision(draft, command)
        case asked.CheckLowStock():
            plan_low_stock(draft, command)
        case asked.EditRow():
            plan_edit(draft, command)
        case asked.ReportProblems():
            plan_problems(draft, command)
        case asked.Warn():
            plan_warning(draft, command)
        case _:
            assert_never(command)
