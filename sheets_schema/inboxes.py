"""Every inbox of the workbook."""

from typing import Final

from sheets_schema.adjusting import AdjustmentsForm
from sheets_schema.counting import CountEntriesForm
from sheets_schema.inbox_form import InboxForm
from sheets_schema.ordering import NewOrdersForm
from sheets_schema.purchasing import NewPurchasesForm

INBOXES: Final[tuple[InboxForm, ...]] = (
    AdjustmentsForm(),
    NewOrdersForm(),
    NewPurchasesForm(),
    CountEntriesForm(),
)
