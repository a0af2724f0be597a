"""Packing: boxes proposed from what goes in, and nothing is packed while a rule is not ticked."""

from collections.abc import Sequence
from decimal import Decimal

from inventory.book import Book
from inventory.documents.shipment import Package, PackingRule, Shipment, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.item import Item
from inventory.notices import PaperKind
from inventory.order_commands import AskedPackage, PackShipment, TickRule, UnpackShipment
from inventory.order_errors import PackingBlocked, UnknownLine, WrongStep
from inventory.outbound.contents import Goods
from inventory.outbound.fetching import STILL_FILLED
from inventory.outbound.fitting import Fitting, propose_packages
from inventory.outbound.labelling import refuse_pending, without_labels
from inventory.outbound.stepping import print_paper, put_shipment
from inventory.package_type import PackageType
from inventory.parcel_errors import FitsNowhere
from inventory.quantity import ZERO, Quantity, trimmed
from inventory.stepping import the


def plan_tick(draft: Draft, command: TickRule) -> None:
    """Note who followed a packing rule, or that nobody has.

    Raises:
        UnknownLine, WrongStep, NothingChanged: as they say.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status not in STILL_FILLED:
        raise WrongStep(number=shipment.number, action="tick", status=shipment.status)
    if not 1 <= command.rule <= len(shipment.rules):
        raise UnknownLine(number=shipment.number, line=command.rule)
    rules = list(shipment.rules)
    rule = rules[command.rule - 1]
    if bool(rule.ticked_by) == command.is_ticked:
        raise NothingChanged(what=rule.text)
    ticked = {"ticked_by": command.actor, "ticked_at": command.at}
    rules[command.rule - 1] = PackingRule(text=rule.text, **(ticked if command.is_ticked else {}))
    put_shipment(draft, shipment.model_copy(update={"rules": tuple(rules)}))


def plan_pack(draft: Draft, command: PackShipment) -> None:
    """Close the boxes.

    Raises:
        WrongStep: it is not fetched and checked whole yet.
        PackingBlocked: with the rules that nobody has ticked.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status is not ShipmentStatus.PACKING:
        raise WrongStep(number=shipment.number, action="pack", status=shipment.status)
    if shipment.unticked:
        rules = tuple(rule.text for rule in shipment.unticked)
        raise PackingBlocked(number=shipment.number, rules=rules)
    asked = command.packages or proposed_packages(draft.book, shipment)
    packages = tuple(
        _package(draft.book, shipment, number, one, is_only=len(asked) == 1)
        for number, one in enumerate(asked, start=1)
    )
    packed = {
        "packages": packages,
        "status": ShipmentStatus.PACKED,
        "packed_by": draft.command.actor,
    }
    shipment = put_shipment(draft, shipment.model_copy(update=packed))
    print_paper(draft, shipment, PaperKind.PACKING_SLIP)


def plan_unpack(draft: Draft, command: UnpackShipment) -> None:
    """Open the boxes again; the rules have to be followed anew.

    Raises:
        WrongStep: it is not packed, has left, or a label is being bought for it.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status is not ShipmentStatus.PACKED:
        raise WrongStep(number=shipment.number, action="unpack", status=shipment.status)
    refuse_pending(shipment, "unpack")
    put_shipment(draft, unpacked(draft, shipment))


def unpacked(draft: Draft, shipment: Shipment) -> Shipment:
    """Return a packed shipment with its boxes open; the caller puts it. Its labels go unused."""
    shipment = without_labels(draft, shipment)
    rules = tuple(PackingRule(text=rule.text) for rule in shipment.rules)
    opened = {"status": ShipmentStatus.PACKING, "packages": (), "packed_by": "", "rules": rules}
    return shipment.model_copy(update=opened)


def proposed_packages(book: Book, shipment: Shipment) -> tuple[AskedPackage, ...]:
    """Return the smallest box that takes everything, or as few as do; one unnamed where none fits."""
    try:
        fitting = propose_packages(book.all(PackageType), goods_of(book, shipment))
    except FitsNowhere:
        return (AskedPackage(),)
    return tuple(_asked(shipment, fitting, index) for index in range(len(fitting.packages)))


def goods_of(book: Book, shipment: Shipment) -> tuple[Goods, ...]:
    """Return what is to be packed, a piece a base unit; what is not whole is one piece."""
    goods = []
    for line in shipment.lines:
        item = book.get(Item, line.item)
        is_whole = line.quantity == line.quantity.to_integral_value()
        each = (item.weight if item else None) or ZERO
        goods.append(
            Goods(
                item=line.item,
                pieces=int(line.quantity) if is_whole else 1,
                weight_kg=each if is_whole else trimmed(each * line.quantity),
                length_cm=item.length_cm if item else None,
                width_cm=item.width_cm if item else None,
                height_cm=item.height_cm if item else None,
            )
        )
    return tuple(goods)


def _asked(shipment: Shipment, fitting: Fitting, index: int) -> AskedPackage:
    """Say which lines go into a proposed box; boxes before it have taken their part of a line."""
    packed = fitting.packages[index]
    before = [goods for one in fitting.packages[:index] for goods in one.contents]
    lines: list[tuple[int, Decimal]] = []
    for goods in packed.contents:
        gone = sum(one.pieces for one in before if one.item == goods.item)
        lines += _share_of(shipment, goods.item, Decimal(gone), Decimal(goods.pieces))
    merged: dict[int, Decimal] = {}
    for number, quantity in lines:
        merged[number] = merged.get(number, ZERO) + quantity
    return AskedPackage(kind=packed.package, weight=packed.weight_kg, lines=tuple(merged.items()))


def _share_of(
    shipment: Shipment, item: str, gone: Decimal, wanted: Decimal
) -> Sequence[tuple[int, Decimal]]:
    """Return (line, quantity) of so many pieces of an item, after those that are gone."""
    shares = []
    for line in shipment.lines:
        if line.item != item:
            continue
        pieces = line.quantity if line.quantity == line.quantity.to_integral_value() else Decimal(1)
        skipped = min(gone, pieces)
        taken = min(wanted, pieces - skipped)
        gone, wanted = gone - skipped, wanted - taken
        if taken:
            shares.append((line.number, line.quantity if taken == pieces else taken))
    return shares


def _package(
    book: Book, shipment: Shipment, number: int, asked: AskedPackage, *, is_only: bool
) -> Package:
    """Return a box with what was left out worked out."""
    lines = asked.lines
    if not lines and is_only:
        lines = tuple((line.number, line.quantity) for line in shipment.lines)
    kind = book.get(PackageType, asked.kind)
    return Package(
        number=number,
        kind=kind.code if kind else asked.kind,
        weight=asked.weight if asked.weight is not None else _weight(book, shipment, lines, kind),
        length=asked.length or (kind.inner_length_cm if kind else None),
        width=asked.width or (kind.inner_width_cm if kind else None),
        height=asked.height or (kind.inner_height_cm if kind else None),
        lines=lines,
    )


def _weight(
    book: Book,
    shipment: Shipment,
    lines: Sequence[tuple[int, Quantity]],
    kind: PackageType | None,
) -> Decimal:
    """Return kilograms: of what is in it as far as weights are known, and of the box."""
    total = kind.own_weight_kg if kind else ZERO
    for number, quantity in lines:
        line = shipment.line(number)
        item = book.get(Item, line.item) if line else None
        total += ((item.weight if item else None) or ZERO) * quantity
    return trimmed(total)
