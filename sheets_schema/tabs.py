"""Every tab of the workbook in its order, each declared once in a file of its subject.

Header row, codec, layout, dropdowns, protection and documentation derive from the declarations.
Sheet ids and field names are for ever: workbooks out there carry them.
"""

from typing import Final

from sheets_schema.adjustment_tab import ADJUSTMENTS as ADJUSTMENTS
from sheets_schema.alert_tabs import ALERTS, SUBSCRIPTIONS
from sheets_schema.columns import Owner
from sheets_schema.count_tabs import COUNT_ENTRIES, COUNT_TABS
from sheets_schema.document_tabs import DOCUMENT_TABS
from sheets_schema.forecast_tabs import FORECAST_TABS
from sheets_schema.house_tabs import PEOPLE as PEOPLE
from sheets_schema.house_tabs import SETTINGS as SETTINGS
from sheets_schema.house_tabs import START as START
from sheets_schema.inbound_tabs import INBOUND_TABS
from sheets_schema.inbound_tabs import NEW_PURCHASES as NEW_PURCHASES
from sheets_schema.item_tabs import ITEMS as ITEMS
from sheets_schema.item_tabs import LOCATIONS as LOCATIONS
from sheets_schema.item_tabs import SUPPLIERS as SUPPLIERS
from sheets_schema.journal_tabs import AUDIT as AUDIT
from sheets_schema.journal_tabs import LEDGER as LEDGER
from sheets_schema.journal_tabs import PROBLEMS as PROBLEMS
from sheets_schema.journal_tabs import STOCK as STOCK
from sheets_schema.lot_tabs import LOTS as LOTS
from sheets_schema.outbound_tabs import CARRIERS as CARRIERS
from sheets_schema.outbound_tabs import CUSTOMERS as CUSTOMERS
from sheets_schema.outbound_tabs import NEW_ORDERS as NEW_ORDERS
from sheets_schema.outbound_tabs import PACKAGE_TYPES as PACKAGE_TYPES
from sheets_schema.policy_tab import POLICIES as POLICIES
from sheets_schema.proposal_tabs import PROPOSAL_TABS
from sheets_schema.recall_tabs import RECALL_TABS
from sheets_schema.rejection_tab import REJECTIONS
from sheets_schema.report_tab import REPORTS
from sheets_schema.return_tabs import DISPOSITIONS, RETURN_TABS
from sheets_schema.shelf_tabs import SHELF_TABS

TABS: Final = (
    START,
    SETTINGS,
    PEOPLE,
    ITEMS,
    LOCATIONS,
    SUPPLIERS,
    POLICIES,
    SUBSCRIPTIONS,
    CUSTOMERS,
    CARRIERS,
    PACKAGE_TYPES,
    DISPOSITIONS,
    NEW_ORDERS,
    NEW_PURCHASES,
    ADJUSTMENTS,
    COUNT_ENTRIES,
    STOCK,
    LOTS,
    *DOCUMENT_TABS,
    *SHELF_TABS,
    *INBOUND_TABS,
    REJECTIONS,
    *COUNT_TABS,
    *RETURN_TABS,
    *RECALL_TABS,
    *PROPOSAL_TABS,
    *FORECAST_TABS,
    ALERTS,
    REPORTS,
    LEDGER,
    PROBLEMS,
    AUDIT,
)
"""In the order of the workbook."""

MANAGED: Final = (
    SETTINGS,
    PEOPLE,
    SUPPLIERS,
    LOCATIONS,
    ITEMS,
    POLICIES,
    SUBSCRIPTIONS,
    CARRIERS,
    PACKAGE_TYPES,
    DISPOSITIONS,
    CUSTOMERS,
)
"""Tabs whose rows become entries, in the order of reading: what others refer to comes first."""

BOT_TABS: Final = tuple(tab for tab in TABS if tab.owner is Owner.BOT)
"""Tabs that are a rendering of the journal."""
