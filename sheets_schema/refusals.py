"""Why the desk refused what was typed: the cell at fault, the reason, the mend, in plain words."""

from typing import NamedTuple

from inventory import errors, order_errors


class Refusal(NamedTuple):
    """What to tell beside the cell.

    Attributes:
        field: the column at fault, empty for the row's key.
    """

    field: str
    reason: str
    mend: str


def told(error: errors.StockError) -> Refusal:  # noqa: C901, PLR0911, PLR0912 - one case an error
    """Say what is wrong with a row that the desk refused."""
    match error:
        case errors.StillUsed(_, code, on_hand, unit):
            lies = f", and on hand are {on_hand:f} ({unit or 'unit'})" if on_hand else ""
            return Refusal(
                "",
                f"the row of {code} is gone, but the ledger refers to it{lies}",
                "Put the row back; to stop using it set Active to no.",
            )
        case errors.FieldFrozen(_, code, field):
            return Refusal(
                field,
                f"{code} has been used, so this can no longer change",
                "Type what stood there before; for another unit make a new row.",
            )
        case errors.LastAdmin(user):
            return Refusal(
                "role",
                f"nobody but {user} is an admin",
                "Make somebody else an admin first.",
            )
        case errors.UnknownItem(item):
            return Refusal("item", f"there is no item {item}", "Type a SKU from the tab Items.")
        case errors.UnknownLocation(location):
            return Refusal(
                "location", f"there is no location {location}", "Type a code from Locations."
            )
        case errors.UnknownLot(item, lot, known):
            return Refusal("lot", f"{item} has no lot {lot}", _one_of(known))
        case errors.UnknownReason(reason, known):
            return Refusal("reason", f"{reason} is not a reason", _one_of(known))
        case errors.Inactive(what, code):
            return Refusal(what, f"{code} is not in use", "Set Active to yes, or choose another.")
        case errors.MissingPart(_, part):
            return Refusal(part, f"the {part} is missing", f"Type the {part}.")
        case order_errors.UnknownCustomer(customer):
            return Refusal(
                "customer",
                f"there is no customer {customer}, or it is not in use",
                "Type a code from the tab Customers.",
            )
        case errors.UnknownUnit(item, unit, known):
            return Refusal("unit", f"{item} is not counted by {unit}", _one_of(known))
        case errors.TooManyLines(lines, most):
            return Refusal("", f"it has {lines} rows", f"Split it: {most} at most are one order.")
        case errors.NotPositive("order", item):
            return Refusal("quantity", f"nothing of {item} is ordered", "Type how much.")
        case errors.NotPositive():
            return Refusal("change", "the change is zero", "Type by how much the book is off.")
        case errors.FractionRefused(item, quantity, unit):
            return Refusal(
                "change",
                f"{quantity:f} of {item} ({unit}) is not a whole number",
                "Type a whole one, or tick Fractions on Items.",
            )
        case errors.QuantityTooLarge():
            return Refusal("change", "the number is too large", "Type a smaller one.")
        case errors.NotEnough():
            where = f"{error.location} lot {error.lot}" if error.lot else error.location
            return Refusal(
                "change",
                f"on hand at {where} are {error.on_hand:f} of {error.item} ({error.unit})",
                f"Take away at most {error.on_hand:f}."
                if error.on_hand > 0
                else "Choose another location.",
            )
        case errors.WrongPlace(_, location, kind, wanted):
            return Refusal("location", f"{location} is a {kind} location", _one_of(wanted))
        case errors.LotRefused("missing", item, _, known):
            return Refusal("lot", f"{item} is kept by lots", _one_of(known))
        case errors.LotRefused("not_tracked", item):
            return Refusal("lot", f"{item} is not kept by lots", "Clear the lot.")
        case errors.DateRefused(_, day, limit):
            return Refusal("", f"{day} is frozen, up to {limit}", "Change the freeze date.")
        case errors.KeyReused(_, transaction):
            return Refusal(
                "", f"this row was posted as {transaction} already", "Type a new row instead."
            )
        case errors.LineErrors(((_, first), *_)):
            return told(first)
        case _:
            return Refusal("", str(error), "Look at the row again.")


def _one_of(known: tuple[str, ...]) -> str:
    return f"One of: {', '.join(known)}." if known else "Leave it out."
