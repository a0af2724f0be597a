"""Sending purchase orders: by mail, or as a paper that somebody hands over."""

from datetime import date

from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.replenishment import Proposal
from inventory.draft import Draft
from inventory.inbound.placing import expected_on, supplier_of
from inventory.inbound_commands import SendPurchase
from inventory.inbound_errors import NotAgreed
from inventory.notices import Audience, LetterNotice, PaperKind
from inventory.order_errors import WrongStep
from inventory.rights import require
from inventory.stepping import post_paper, put_purchase, remark, the

MAIL = "mail"
NOT_PRINTED = (PurchaseStatus.DRAFT, PurchaseStatus.CANCELLED)
"""What nobody has agreed to, or no longer, is not printed: a paper can be sent by mistake."""


def plan_send(draft: Draft, command: SendPurchase) -> None:
    """Send an order that is agreed to; from that day on it is expected.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or it is not to be sent now.
        NotAgreed: the supplier has no e-mail address.
    """
    order = the(draft, PurchaseOrder, command.number)
    if order.status is not PurchaseStatus.APPROVED:
        raise WrongStep(number=order.number, action="send", status=order.status)
    sent = order.model_copy(
        update={
            "status": PurchaseStatus.SENT,
            "sent_by": command.actor,
            "sent_on": draft.today,
            "sent_how": command.how,
            "expected_on": _expected_on(draft, order),
        }
    )
    if command.how == MAIL:
        sent = with_purchase_letter(draft, sent)
    put_purchase(draft, sent)
    said = Remark(kind=RemarkKind.SENT, other=command.how, actor=command.actor)
    remark(draft, order.number, said, audience=Audience.PURCHASING)
    print_purchase(draft, sent)


def _expected_on(draft: Draft, order: PurchaseOrder) -> date | None:
    """Return when an order should come that is sent today.

    A day that somebody named stands; one that was only proposed moves with the sending.
    """
    named = order.expected_on
    proposal = draft.book.get(Proposal, order.proposal) if order.proposal else None
    if named is not None and (proposal is None or proposal.expected_on != named):
        return named
    by_lead = expected_day(draft, order, draft.today)
    return max((day for day in (named, by_lead) if day), default=None)


def expected_day(draft: Draft, order: PurchaseOrder, sent_on: date) -> date | None:
    """Return the day an order should come by lead times, None where nobody knows one."""
    supplier = draft.book.supplier(order.supplier)
    return expected_on(draft.book, supplier, order.lines, sent_on)


def with_purchase_letter(draft: Draft, order: PurchaseOrder) -> PurchaseOrder:
    """Have an order written to its supplier.

    Raises:
        UnknownSupplier, NotAgreed: there is nobody to write to.
    """
    supplier = supplier_of(draft, order.supplier)
    if supplier is None or not supplier.email.strip():
        raise NotAgreed(number=order.number, missing="address")
    kind = LetterKind.PURCHASE
    letter = SentLetter(kind=kind, key=f"{draft.id}:{order.number}:{kind.value}")
    draft.tell(LetterNotice(document=order.number, reader=supplier.code, letter=letter))
    return order.model_copy(update={"letters": (*order.letters, letter)})


def resend_purchase(draft: Draft, order: PurchaseOrder) -> None:
    """Write to the supplier once more, where nobody knows whether the first letter arrived.

    Raises:
        NotAllowed: it takes the right to send.
        UnknownSupplier, NotAgreed: there is nobody to write to.
    """
    require(draft.book, draft.command.actor, "send_purchase")
    put_purchase(draft, with_purchase_letter(draft, order))


def note_purchase_letter(draft: Draft, order: PurchaseOrder) -> None:
    """Note what became of a letter: an order that has not left by it is still to be sent."""
    last = order.letters[-1]
    has_not_left = last.state in (LetterState.REFUSED, LetterState.NO_ADDRESS)
    is_sent_so = order.status is PurchaseStatus.SENT and order.sent_how == MAIL
    if has_not_left and is_sent_so and not _may_have_left(order):
        order = _unsent(draft, order)
        said = Remark(kind=RemarkKind.NOT_SENT, words=last.said)
        remark(draft, order.number, said, audience=Audience.PURCHASING)
    put_purchase(draft, order)


def print_purchase(draft: Draft, order: PurchaseOrder) -> None:
    """Have the paper of an order posted in its thread.

    Raises:
        WrongStep: nobody has agreed to it.
    """
    if order.status in NOT_PRINTED:
        raise WrongStep(number=order.number, action="print", status=order.status)
    post_paper(draft, order.number, PaperKind.PURCHASE_ORDER, audience=Audience.PURCHASING)


def _may_have_left(order: PurchaseOrder) -> bool:
    """Tell whether the letter before the last, which that one repeats, may have arrived."""
    return len(order.letters) > 1 and order.letters[-2].state is LetterState.UNKNOWN


def _unsent(draft: Draft, order: PurchaseOrder) -> PurchaseOrder:
    """Return an order as it was before it was sent; a day that only followed from that goes."""
    was_reckoned = order.sent_on and order.expected_on == expected_day(draft, order, order.sent_on)
    return order.model_copy(
        update={
            "status": PurchaseStatus.APPROVED,
            "sent_by": "",
            "sent_on": None,
            "sent_how": "",
            "expected_on": None if was_reckoned else order.expected_on,
        }
    )
