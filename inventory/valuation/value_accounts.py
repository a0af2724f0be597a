"""Where value comes from and goes to: each virtual location has its account."""

from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from inventory.location import CUSTOMER, DIFFERENCE, PRODUCTION, SCRAP, SUPPLIER
from inventory.quantity import ZERO


class Account(StrEnum):
    """Where value comes from and goes to."""

    CAME_IN = "came_in"
    BUILT = "built"
    SOLD = "sold"
    LOST = "lost"
    SCRAPPED = "scrapped"
    RETURNED = "returned_to_vendor"
    CONSUMED = "consumed"
    CORRECTED = "corrected"


COSTS: Final = (
    Account.SOLD,
    Account.LOST,
    Account.SCRAPPED,
    Account.RETURNED,
    Account.CONSUMED,
    Account.CORRECTED,
)
"""What the goods cost that left, by reason. Consumed is what went into kits, or came apart."""

ACCOUNTS: Final = {
    CUSTOMER: Account.SOLD,
    DIFFERENCE: Account.LOST,
    SCRAP: Account.SCRAPPED,
    SUPPLIER: Account.RETURNED,
    PRODUCTION: Account.CONSUMED,
}
"""Virtual location -> the account of what goes there; what goes elsewhere has not come in."""

Amounts: TypeAlias = dict[Account, Decimal]


def credit(source: str, value: Decimal) -> Amounts:
    """Return the amounts of value from a place: what customers send back is no longer sold."""
    if source == CUSTOMER:
        return {Account.SOLD: -value}
    return {Account.BUILT if source == PRODUCTION else Account.CAME_IN: value}


def debit(target: str, value: Decimal) -> Amounts:
    """Return the amounts of value that goes to a place."""
    account = ACCOUNTS.get(target)
    return {Account.CAME_IN: -value} if account is None else {account: value}


def passed(source: str, target: str, value: Decimal) -> Amounts:
    """Return the amounts of value that goes from one virtual place to another."""
    come, gone = credit(source, value), debit(target, value)
    return {**come, **gone} if come.keys() != gone.keys() else {}


def reversed_(amounts: Amounts, difference: Decimal = ZERO) -> Amounts:
    """Return the amounts that take others back; `difference` is what other goods cost more."""
    taken = {account: -amount for account, amount in amounts.items()}
    corrected = taken.pop(Account.CORRECTED, ZERO) + difference
    return {**taken, Account.CORRECTED: corrected} if corrected else taken
