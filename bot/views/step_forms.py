"""Every step that opens a form: the right it takes, and the form."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.views import (
    alert_forms,
    cause_forms,
    count_forms,
    inspection_form,
    order_forms,
    parcel_forms,
    proposal_forms,
    purchase_forms,
    recall_step_forms,
    rejection_forms,
    return_forms,
    review_form,
    shelf_forms,
    work_forms,
)
from bot.views.delivery import delivery_form
from bot.views.step_fields import FormAbout

FormOf = Callable[[FormAbout, Telling], Block]

FORMS: Final[Mapping[str, tuple[str, FormOf]]] = {
    "change": ("change_order", order_forms.change_form),
    "cancel": ("cancel_order", order_forms.cancel_form),
    "substitute": ("substitute_item", order_forms.substitute_form),
    "short": ("record_pick", work_forms.short_form),
    "lot": ("record_pick", work_forms.lot_form),
    "wrong": ("check_line", work_forms.wrong_form),
    "pack": ("pack_shipment", parcel_forms.pack_form),
    "ship": ("ship_shipment", parcel_forms.ship_form),
    "credit": ("issue_credit", parcel_forms.credit_form),
    "progress": ("record_progress", parcel_forms.progress_form),
    "change_po": ("change_purchase", purchase_forms.change_po_form),
    "other_bin": ("put_away", shelf_forms.other_bin_form),
    "arrived_part": ("receive_transfer", shelf_forms.arrived_form),
    **rejection_forms.REJECTION_FORMS,
    **count_forms.COUNT_FORMS,
    **cause_forms.CAUSE_FORMS,
    **recall_step_forms.RECALL_FORMS,
    **return_forms.RETURN_FORMS,
    **proposal_forms.PROPOSAL_FORMS,
    **review_form.REVIEW_FORMS,
    **alert_forms.ALERT_FORMS,
    inspection_form.STEP: ("inspect_return", inspection_form.inspection_form),
    "cancel_po": ("cancel_purchase", purchase_forms.cancel_po_form),
    "close_po": ("close_purchase", purchase_forms.close_po_form),
    "receive_po": ("receive", delivery_form),
}
"""Step -> the right it takes, and its form."""
