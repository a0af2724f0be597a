"""The whole of the domain in one call: the same book, history and command, the same transaction."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from inventory import commands as asked
from inventory import correspondence_commands as correspondence
from inventory import count_commands as counts
from inventory import inbound_commands as inbound
from inventory import journey_commands as journeys
from inventory import order_commands as orders
from inventory import planning_commands as planning
from inventory import recall_commands as recalls
from inventory import return_commands as returns
from inventory.book import Book
from inventory.correspondence.lettering import plan_record_letter, plan_resend
from inventory.correspondence.noting_threads import plan_note_thread
from inventory.correspondence.printing import plan_print
from inventory.counting.approving import plan_decision
from inventory.counting.causes import plan_cause
from inventory.counting.claiming import plan_claim_count
from inventory.counting.counting_at_once import plan_adjust, plan_count
from inventory.counting.ending import plan_cancel_count, plan_close_count
from inventory.counting.entering import plan_enter
from inventory.counting.moving_found import plan_move_found
from inventory.counting.planning import plan_sheets
from inventory.counting.recounting import plan_recount
from inventory.counting.scheduling import plan_schedule
from inventory.counting.settling_unknown import plan_settle_unknown
from inventory.draft import Draft
from inventory.edits import plan_edit
from inventory.history import History
from inventory.inbound.approving import plan_approve
from inventory.inbound.changing import plan_change_purchase
from inventory.inbound.ending import plan_cancel_purchase, plan_close
from inventory.inbound.following import follow_goods
from inventory.inbound.judging import plan_judge_purchases
from inventory.inbound.judging_lots import plan_lot_status
from inventory.inbound.placing import plan_purchase
from inventory.inbound.putting_away import plan_claim_putaway, plan_put_away
from inventory.inbound.receiving import plan_receive
from inventory.inbound.sending import plan_send
from inventory.inbound.settling import plan_settle
from inventory.inbound.transferring import plan_receive_transfer, plan_transfer
from inventory.kits.building import plan_build
from inventory.kits.unbuilding import plan_unbuild
from inventory.outbound.cancelling import plan_cancel_order
from inventory.outbound.checking import plan_check
from inventory.outbound.crediting_invoices import plan_credit
from inventory.outbound.delivering import plan_progress
from inventory.outbound.judging import plan_judge
from inventory.outbound.labelling import plan_record_label, plan_want_label
from inventory.outbound.ordering import plan_change_order, plan_order
from inventory.outbound.packing import plan_pack, plan_tick, plan_unpack
from inventory.outbound.picking import (
    plan_cancel_pick,
    plan_claim,
    plan_pick_list,
    plan_release,
)
from inventory.outbound.recording_picks import plan_record_pick
from inventory.outbound.releasing import release_held_lots, release_overdrawn
from inventory.outbound.reserving import plan_reserve
from inventory.outbound.shipping import plan_ship_shipment
from inventory.outbound.substituting import plan_substitute
from inventory.planning.keeping import plan_keep_forecasts
from inventory.planning.reviewing import plan_review_decision
from inventory.postings.opening import plan_opening
from inventory.postings.relocate import plan_move, plan_pick, plan_ship
from inventory.recalling.closing import plan_close_recall
from inventory.recalling.continuing import plan_continue_recall
from inventory.recalling.deciding_held import plan_decide_held
from inventory.recalling.following_recalls import follow_recalls
from inventory.recalling.holding import keep_released, plan_start_recall, plan_widen_recall
from inventory.recalling.lifting import plan_lift_recall
from inventory.recalling.naming import plan_name_returned
from inventory.recalling.notifying import plan_notify_recall
from inventory.recalling.reminding import plan_remind_recalls
from inventory.recalling.replying import plan_record_reply
from inventory.replenishing.alerting.answering import (
    plan_acknowledge,
    plan_handle,
    plan_snooze_alert,
)
from inventory.replenishing.alerting.checking import plan_check_alerts
from inventory.replenishing.alerting.subscribing import plan_subscribe, plan_unsubscribe
from inventory.replenishing.deciding import plan_proposal_decision, plan_snooze
from inventory.replenishing.proposing import plan_reorders
from inventory.reporting.keeping_reports import plan_keep_weekly_report
from inventory.reports import plan_problems, plan_warning
from inventory.returning.announcing import plan_announce_return
from inventory.returning.ending import plan_cancel_return, plan_close_return
from inventory.returning.following_replacements import follow_replacements
from inventory.returning.inspecting import plan_inspect_return
from inventory.returning.judging import plan_judge_returns
from inventory.returning.making_good import plan_make_good
from inventory.returning.receiving import plan_receive_return
from inventory.returning.rejecting_stock import plan_reject_stock
from inventory.returning.returning_at_once import plan_return
from inventory.rights import require
from inventory.transaction import Posted, Transaction
from inventory.undo import plan_undo

PLANS: Final[Mapping[type[asked.BaseCommand], Callable[[Draft, Any], None]]] = {
    asked.ReceiveStock: plan_receive,
    asked.OpenStock: plan_opening,
    asked.MoveStock: plan_move,
    asked.PickStock: plan_pick,
    asked.ShipStock: plan_ship,
    asked.CountStock: plan_count,
    asked.AdjustStock: plan_adjust,
    asked.ReturnStock: plan_return,
    asked.DecideApproval: plan_decision,
    asked.ProposeReorders: plan_reorders,
    asked.DecideProposal: plan_proposal_decision,
    planning.SnoozeProposal: plan_snooze,
    asked.EditRow: plan_edit,
    asked.ReportProblems: plan_problems,
    asked.Warn: plan_warning,
    orders.PlaceOrder: plan_order,
    orders.ChangeOrder: plan_change_order,
    orders.CancelOrder: plan_cancel_order,
    orders.ReserveOrders: plan_reserve,
    orders.SubstituteItem: plan_substitute,
    orders.PlanPick: plan_pick_list,
    orders.ClaimPick: plan_claim,
    orders.ReleasePick: plan_release,
    orders.RecordPick: plan_record_pick,
    orders.CancelPick: plan_cancel_pick,
    orders.CheckLine: plan_check,
    orders.TickRule: plan_tick,
    orders.PackShipment: plan_pack,
    orders.UnpackShipment: plan_unpack,
    orders.ShipShipment: plan_ship_shipment,
    orders.IssueCredit: plan_credit,
    correspondence.RecordLetter: plan_record_letter,
    correspondence.ResendLetter: plan_resend,
    correspondence.PrintPaper: plan_print,
    correspondence.NoteThread: plan_note_thread,
    journeys.WantLabel: plan_want_label,
    journeys.RecordLabel: plan_record_label,
    journeys.RecordProgress: plan_progress,
    journeys.JudgeShipments: plan_judge,
    inbound.PlacePurchase: plan_purchase,
    inbound.PutAway: plan_put_away,
    inbound.ClaimPutaway: plan_claim_putaway,
    inbound.TransferStock: plan_transfer,
    inbound.ReceiveTransfer: plan_receive_transfer,
    inbound.ApprovePurchase: plan_approve,
    inbound.SendPurchase: plan_send,
    inbound.ClosePurchase: plan_close,
    inbound.CancelPurchase: plan_cancel_purchase,
    inbound.SettleRejection: plan_settle,
    inbound.BuildKit: plan_build,
    inbound.UnbuildKit: plan_unbuild,
    inbound.ChangePurchase: plan_change_purchase,
    inbound.JudgePurchases: plan_judge_purchases,
    inbound.SetLotStatus: plan_lot_status,
    returns.AnnounceReturn: plan_announce_return,
    returns.ReceiveReturn: plan_receive_return,
    returns.InspectReturn: plan_inspect_return,
    returns.MakeGood: plan_make_good,
    returns.CloseReturn: plan_close_return,
    returns.CancelReturn: plan_cancel_return,
    returns.JudgeReturns: plan_judge_returns,
    returns.RejectStock: plan_reject_stock,
    recalls.NotifyRecall: plan_notify_recall,
    recalls.RecordRecallReply: plan_record_reply,
    recalls.NameReturned: plan_name_returned,
    recalls.RemindRecalls: plan_remind_recalls,
    recalls.DecideHeld: plan_decide_held,
    recalls.CloseRecall: plan_close_recall,
    recalls.ContinueRecall: plan_continue_recall,
    counts.PlanCount: plan_sheets,
    counts.ClaimCount: plan_claim_count,
    counts.EnterCount: plan_enter,
    counts.AssignRecount: plan_recount,
    counts.MoveFound: plan_move_found,
    counts.SettleUnknown: plan_settle_unknown,
    counts.SetCause: plan_cause,
    counts.CloseCount: plan_close_count,
    counts.CancelCount: plan_cancel_count,
    counts.ScheduleCounts: plan_schedule,
    planning.CheckAlerts: plan_check_alerts,
    planning.AcknowledgeAlert: plan_acknowledge,
    planning.SnoozeAlert: plan_snooze_alert,
    planning.HandleAlert: plan_handle,
    planning.Subscribe: plan_subscribe,
    planning.Unsubscribe: plan_unsubscribe,
    planning.KeepForecasts: plan_keep_forecasts,
    planning.DecideReview: plan_review_decision,
    planning.KeepWeeklyReport: plan_keep_weekly_report,
}
"""Command -> what drafts it; an undo wants the past as well, and so do those below."""

PLANS_OF_THE_PAST: Final[
    Mapping[type[asked.BaseCommand], Callable[[Draft, Any, Mapping[str, Transaction]], None]]
] = {
    recalls.StartRecall: plan_start_recall,
    recalls.WidenRecall: plan_widen_recall,
    recalls.LiftRecall: plan_lift_recall,
}
"""Command -> what drafts it of the past transactions that it needs, by id."""

SHORTENING: Final = frozenset({orders.CancelOrder, orders.ChangeOrder})
"""After these an order may send less than somebody was to have for a return."""


def decide(book: Book, history: History, command: asked.Command) -> Posted:
    """Return what a command does to a book, or refuse it.

    Pure: the clock, ids and randomness come in with the command.

    Raises:
        StockError: it is refused, with what a person can do about it.
    """
    if not isinstance(command, asked.DecideApproval):  # a requester may withdraw: judged there
        require(book, command.actor, command.kind)
    draft = Draft(book, command)
    draft.may_take_held = command.says_what_is
    if plan := PLANS.get(type(command)):
        plan(draft, command)
    elif isinstance(command, asked.UndoTransaction):
        plan_undo(draft, command, history)
    else:
        PLANS_OF_THE_PAST[type(command)](draft, command, history.transactions)
    if draft.may_take_held:
        release_overdrawn(draft)
    if type(command) in SHORTENING:
        follow_replacements(draft)
    follow_goods(draft)
    follow_recalls(draft)
    if released := release_held_lots(draft):
        keep_released(draft, released)
    return draft.finish()
