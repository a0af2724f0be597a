"""Every step of every document: which request its button makes, and what reads its form."""

from collections.abc import Mapping
from typing import Final

from bot.stepping.alert_steps import ALERT_PRESSES, ALERT_READERS
from bot.stepping.asked import Press, Reader
from bot.stepping.count_steps import COUNT_PRESSES, COUNT_READERS
from bot.stepping.order_steps import ORDER_PRESSES, ORDER_READERS
from bot.stepping.planning_steps import PLANNING_PRESSES, PLANNING_READERS
from bot.stepping.proposal_steps import PROPOSAL_PRESSES, PROPOSAL_READERS
from bot.stepping.purchase_steps import PURCHASE_PRESSES, PURCHASE_READERS
from bot.stepping.recall_steps import RECALL_PRESSES, RECALL_READERS
from bot.stepping.rejection_steps import REJECTION_READERS
from bot.stepping.return_steps import RETURN_PRESSES, RETURN_READERS
from bot.stepping.shelf_steps import SHELF_PRESSES, SHELF_READERS

PRESSES: Final[Mapping[str, Press]] = {
    **ORDER_PRESSES,
    **PURCHASE_PRESSES,
    **SHELF_PRESSES,
    **COUNT_PRESSES,
    **RETURN_PRESSES,
    **RECALL_PRESSES,
    **PROPOSAL_PRESSES,
    **PLANNING_PRESSES,
    **ALERT_PRESSES,
}
"""Step -> the request of its button."""

READERS: Final[Mapping[str, Reader]] = {
    **ORDER_READERS,
    **PURCHASE_READERS,
    **REJECTION_READERS,
    **SHELF_READERS,
    **COUNT_READERS,
    **RETURN_READERS,
    **RECALL_READERS,
    **PROPOSAL_READERS,
    **PLANNING_READERS,
    **ALERT_READERS,
}
"""Step -> what reads its form."""
