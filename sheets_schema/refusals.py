"""Why the desk refused what was typed: the cell at fault, the reason, the mend, in plain words.

One function an error, as far as rows of the workbook can meet it.
"""

from functools import singledispatch
from typing import Final

from inventory import errors, inbound_errors, kit_errors, order_errors, planning_errors, row_errors
from inventory.lots.serials import SERIALS_MAX, folded
from sheets_schema.count_refusals import COUNT_REFUSALS
from sheets_schema.refusal import Refusal as Refusal

SERIALS: Final = {
    "unreadable": ("{as_typed} cannot be read", "Write 1,2,4-7 or SN0100-SN0119."),
    "repeated": ("serial {named} is named twice", "Name each piece once."),
    "too_many": ("these are too many", f"A row takes {SERIALS_MAX} serial numbers."),
    "not_serial": ("{item} has no serial numbers", "Clear the cell."),
    "missing": ("{item} goes by serial number", "Name each piece."),
    "count": ("{counted} are named for {wanted} of {item}", "Name as many as the quantity says."),
    "known": ("{named} of {item} is in the building already", "Check the number."),
    "unknown": ("{named} of {item} is not there", "Check the number."),
}
"""What is wrong with serial numbers -> the reason, the mend."""


WAITING_TOLD: Final = 3


@singledispatch
def told(error: errors.StockError) -> Refusal:
    """Say what is wrong with a row that the desk refused."""
    return Refusal("", str(error), "Look at the row again.")


for _words in COUNT_REFUSALS:
    told.register(_words)


# -- the row as a whole -----------------------------------------------------------------------


@told.register
def _(error: row_errors.StillUsed) -> Refusal:
    lies = f", and on hand are {error.on_hand:f} ({error.unit or 'unit'})" if error.on_hand else ""
    return Refusal(
        "",
        f"the row of {error.code} is gone, but the ledger refers to it{lies}",
        "Put the row back; to stop using it set Active to no.",
    )


@told.register
def _(error: errors.TooManyLines) -> Refusal:
    mend = f"Split it: {error.most} at most are one order."
    return Refusal("", f"it has {error.lines} rows", mend)


@told.register
def _(error: errors.DateRefused) -> Refusal:
    return Refusal("", f"{error.day} is frozen, up to {error.limit}", "Change the freeze date.")


@told.register
def _(error: errors.KeyReused) -> Refusal:
    reason = f"this row was posted as {error.transaction} already"
    return Refusal("", reason, "Type a new row instead.")


@told.register
def _(error: errors.LineErrors) -> Refusal:
    (_, first), *_ = error.errors
    return told(first)


# -- one of its cells -------------------------------------------------------------------------


@told.register
def _(error: row_errors.FieldFrozen) -> Refusal:
    return Refusal(
        error.field,
        f"{error.code} has been used, so this can no longer change",
        "Type what stood there before; for another unit make a new row.",
    )


@told.register
def _(error: row_errors.StillAwaited) -> Refusal:
    waiting = ", ".join(error.documents[:WAITING_TOLD])
    reason = f"the goods of {waiting} wait in {error.location}"
    return Refusal("kind", reason, "Bring them where they belong first.")


@told.register
def _(error: row_errors.LastAdmin) -> Refusal:
    reason = f"nobody but {error.user} is an admin"
    return Refusal("role", reason, "Make somebody else an admin first.")


@told.register
def _(error: errors.MissingPart) -> Refusal:
    return Refusal(error.part, f"the {error.part} is missing", f"Type the {error.part}.")


@told.register
def _(error: errors.Inactive) -> Refusal:
    reason = f"{error.code} is not in use"
    return Refusal(error.what, reason, "Set Active to yes, or choose another.")


@told.register
def _(error: kit_errors.NotAKit) -> Refusal:
    way = " → ".join(error.circle)
    return Refusal(
        "components",
        f"{error.item} would be made of itself: {way}",
        "Take out what closes the circle.",
    )


# -- what it names ----------------------------------------------------------------------------


@told.register
def _(error: errors.UnknownItem) -> Refusal:
    return Refusal("item", f"there is no item {error.item}", "Type a SKU from the tab Items.")


@told.register
def _(error: errors.UnknownLocation) -> Refusal:
    reason = f"there is no location {error.location}"
    return Refusal("location", reason, "Type a code from Locations.")


@told.register
def _(error: planning_errors.UnknownSite) -> Refusal:
    reason = f"there is no site {error.site}"
    mend = f"Type one of: {', '.join(error.known)}." if error.known else "Add it to Locations."
    return Refusal("site", reason, mend)


@told.register
def _(error: errors.UnknownLot) -> Refusal:
    return Refusal("lot", f"{error.item} has no lot {error.lot}", _one_of(error.known))


@told.register
def _(error: errors.UnknownReason) -> Refusal:
    return Refusal("reason", f"{error.reason} is not a reason", _one_of(error.known))


@told.register
def _(error: errors.UnknownUnit) -> Refusal:
    return Refusal("unit", f"{error.item} is not counted by {error.unit}", _one_of(error.known))


@told.register
def _(error: order_errors.UnknownCustomer) -> Refusal:
    reason = f"there is no customer {error.customer}, or it is not in use"
    return Refusal("customer", reason, "Type a code from the tab Customers.")


@told.register
def _(error: inbound_errors.UnknownSupplier) -> Refusal:
    reason = f"there is no supplier {error.supplier}, or it is not in use"
    return Refusal("supplier", reason, "Type a code from the tab Suppliers.")


@told.register
def _(error: errors.WrongPlace) -> Refusal:
    reason = f"{error.location} is a {error.kind} location"
    return Refusal("location", reason, _one_of(error.wanted))


@told.register
def _(error: errors.LotRefused) -> Refusal:
    match error.problem:
        case "missing":
            return Refusal("lot", f"{error.item} is kept by lots", _one_of(error.known))
        case "not_tracked":
            return Refusal("lot", f"{error.item} is not kept by lots", "Clear the lot.")
        case "ambiguous":
            return Refusal("lot", f"{error.lot} is several lots", _one_of(error.known))
        case "another_expiry":
            reason = f"lot {error.lot} expires on {error.expires_on} by the book"
            return Refusal("expires_on", reason, "Clear it, or use another lot code.")
        case "another_made_on":
            reason = f"lot {error.lot} was made on {error.made_on} by the book"
            return Refusal("made_on", reason, "Clear it, or use another lot code.")
        case _:
            return Refusal("", str(error), "Look at the row again.")


@told.register
def _(error: inbound_errors.SerialsRefused) -> Refusal:
    reason, mend = SERIALS[error.problem]
    named, as_typed = folded(error.serials), ", ".join(error.serials)
    told_of = reason.format(
        item=error.item,
        named=named,
        as_typed=as_typed,
        counted=len(error.serials),
        wanted=error.wanted,
    )
    return Refusal("serials", told_of, mend)


@told.register
def _(error: inbound_errors.LotHeld) -> Refusal:
    reason = f"lot {error.lot} of {error.item} is not approved ({error.status})"
    return Refusal("lot", reason, "Name another lot, or have a manager release it in Slack.")


# -- how much ---------------------------------------------------------------------------------


@told.register
def _(error: errors.NotPositive) -> Refusal:
    if error.verb in ("order", "purchase"):
        return Refusal("quantity", f"nothing of {error.item} is ordered", "Type how much.")
    if error.verb == "cost":
        reason = f"the cost of {error.item} is below zero"
        return Refusal("unit_cost", reason, "Type what one costs, or leave it blank.")
    if error.verb == "count":
        reason = f"{error.number:f} of {error.item or 'the goods'} cannot be counted"
        return Refusal("counted", reason, "Type how many lie there, or clear the item for none.")
    return Refusal("change", "the change is zero", "Type by how much the book is off.")


@told.register
def _(error: errors.FractionRefused) -> Refusal:
    return Refusal(
        "change",
        f"{error.quantity:f} of {error.item} ({error.unit}) is not a whole number",
        "Type a whole one, or tick Fractions on Items.",
    )


@told.register
def _(_error: errors.QuantityTooLarge) -> Refusal:
    return Refusal("change", "the number is too large", "Type a smaller one.")


@told.register
def _(error: errors.NotEnough) -> Refusal:
    where = f"{error.location} lot {error.lot}" if error.lot else error.location
    most = f"Take away at most {error.on_hand:f}."
    return Refusal(
        "change",
        f"on hand at {where} are {error.on_hand:f} of {error.item} ({error.unit})",
        most if error.on_hand > 0 else "Choose another location.",
    )


def _one_of(known: tuple[str, ...]) -> str:
    return f"One of: {', '.join(known)}." if known else "Leave it out."
