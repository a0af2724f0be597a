"""Labels of carriers: wanted by a person, bought by a worker, and what that does to a shipment."""

from typing import Final

from inventory.documents.package_label import (
    LABEL_TRANSITIONS,
    LabelState,
    OfferedLabel,
    PackageLabel,
    in_use,
)
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.journey_commands import RecordLabel, WantLabel
from inventory.notices import PaperKind
from inventory.order_errors import UnknownLine, WrongStep
from inventory.outbound.stepping import print_paper, put_shipment
from inventory.quantity import ZERO
from inventory.stepping import remark, the

TOLD_AS: Final = {
    LabelState.BOUGHT: RemarkKind.LABEL_BOUGHT,
    LabelState.REFUSED: RemarkKind.LABEL_REFUSED,
    LabelState.UNKNOWN: RemarkKind.LABEL_UNKNOWN,
    LabelState.UNUSED: RemarkKind.LABEL_UNUSED,
}


def plan_want_label(draft: Draft, command: WantLabel) -> None:
    """Note which labels are to be bought; a worker buys them.

    Raises:
        UnknownLine: the shipment has no such package.
        WrongStep: it is not packed, or a package has a label, or one that is in doubt.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status is not ShipmentStatus.PACKED:
        raise WrongStep(number=shipment.number, action="want_label", status=shipment.status)
    packages = [offered.package for offered in command.offer.labels]
    if len(set(packages)) < len(packages):
        raise UnknownLine(number=shipment.number, line=packages[-1])
    wanted = tuple(_wanted(shipment, command, offered) for offered in command.offer.labels)
    names = {label.shipment_id for label in wanted}
    kept = tuple(one for one in shipment.labels if one.shipment_id not in names)
    put_shipment(draft, shipment.model_copy(update={"labels": (*kept, *wanted)}))


def plan_record_label(draft: Draft, command: RecordLabel) -> None:
    """Note what became of a label; with the last of them the shipment is ready to leave.

    Raises:
        UnknownDocument: no such shipment.
        NothingChanged: it is known already, or nobody wants that label.
        WrongStep: what is known for certain does not become something else.
    """
    shipment = the(draft, Shipment, command.number)
    label = next((one for one in shipment.labels if one.shipment_id == command.shipment_id), None)
    if label is None or label.state is command.state:
        raise NothingChanged(what=command.shipment_id)
    if command.state not in LABEL_TRANSITIONS[label.state]:
        raise WrongStep(number=shipment.number, action=command.state, status=label.state)
    told = {"state": command.state, "said": command.said}
    changed = label.model_copy(update=told | {"tracking": command.tracking or label.tracking})
    if changed.state is LabelState.BOUGHT and not _is_needed(shipment, changed):
        changed = changed.model_copy(update={"state": LabelState.UNUSED})
    shipment = with_label(shipment, changed)
    put_shipment(draft, _labelled(draft, shipment))
    if changed.state is not LabelState.BUYING:
        say_label(draft, shipment, changed)
    if changed.state is LabelState.BOUGHT and labels_of(shipment):  # the boxes wait for them
        print_paper(draft, shipment, PaperKind.LABEL)


def without_labels(draft: Draft, shipment: Shipment) -> Shipment:
    """Return a shipment whose bought labels are not to be used, and say so in the thread."""
    bought = [label for label in shipment.labels if label.state is LabelState.BOUGHT]
    if not bought:
        return shipment
    for label in bought:
        unused = label.model_copy(update={"state": LabelState.UNUSED})
        shipment = with_label(shipment, unused)
        say_label(draft, shipment, unused)
    return shipment.model_copy(update={"carrier": "", "tracking": "", "price": None})


def refuse_pending(shipment: Shipment, action: str) -> None:
    """Hold a shipment while money is being spent on it.

    Raises:
        WrongStep: with the label's state.
    """
    pending = next((one for one in shipment.labels if one.is_pending), None)
    if pending is not None:
        status = f"label_{pending.state.value}"
        raise WrongStep(number=shipment.number, action=action, status=status)


def labels_of(shipment: Shipment) -> tuple[PackageLabel, ...]:
    """Return the bought labels of a shipment if every package has one; else none."""
    found = (in_use(shipment.labels, package.number) for package in shipment.packages)
    bought = tuple(one for one in found if one and one.state is LabelState.BOUGHT)
    return bought if len(bought) == len(shipment.packages) else ()


def say_label(draft: Draft, shipment: Shipment, label: PackageLabel) -> None:
    """Say in the order's thread what became of a label."""
    said = Remark(
        kind=TOLD_AS[label.state],
        document=f"{shipment.number}/{label.package}",
        other=f"{label.carrier} {label.service}".strip(),
        quantity=label.price,
        words=label.tracking if label.state is LabelState.BOUGHT else label.said,
    )
    remark(draft, shipment.order, said)


def _wanted(shipment: Shipment, command: WantLabel, offered: OfferedLabel) -> PackageLabel:
    if all(package.number != offered.package for package in shipment.packages):
        raise UnknownLine(number=shipment.number, line=offered.package)
    held = in_use(shipment.labels, offered.package)
    taken = next((one for one in shipment.labels if one.shipment_id == offered.shipment_id), None)
    if taken is not None and (taken.package, taken.state) != (offered.package, LabelState.REFUSED):
        held = held or taken
    if held is not None:
        status = f"label_{held.state.value}"
        raise WrongStep(number=shipment.number, action="want_label", status=status)
    return PackageLabel(
        package=offered.package,
        shipment_id=offered.shipment_id,
        rate_id=offered.rate_id,
        carrier=command.offer.carrier,
        service=command.offer.service,
        price=offered.price,
        currency=command.offer.currency,
        days=command.offer.days,
    )


def _is_needed(shipment: Shipment, label: PackageLabel) -> bool:
    """A label that turns out to be bought when the parcel has gone another way helps nobody."""
    held = in_use(shipment.labels, label.package)
    is_own = held is None or held.shipment_id == label.shipment_id
    return shipment.status is ShipmentStatus.PACKED and is_own


def with_label(shipment: Shipment, changed: PackageLabel) -> Shipment:
    """Return the shipment with a label in the place of the one of its name."""
    labels = tuple(
        changed if one.shipment_id == changed.shipment_id else one for one in shipment.labels
    )
    return shipment.model_copy(update={"labels": labels})


def _labelled(draft: Draft, shipment: Shipment) -> Shipment:
    """Have carrier, number and price of its labels stand in a packed shipment."""
    labels = labels_of(shipment) if shipment.status is ShipmentStatus.PACKED else ()
    if not labels:
        return shipment
    is_ours = all(label.currency == draft.book.rules.currency for label in labels)
    price = sum((label.price for label in labels), ZERO) if is_ours else None
    first = labels[0]
    told = {"carrier": first.carrier, "tracking": first.tracking, "price": price}
    return shipment.model_copy(update=told)
