"""The trail of lots: what brought each of them, what was built of it, and with what it left.

    supplier --came--> lot --used--> build --built--> lot of the kit --shipped--> customer
                                                                     <-returned--

Folded from the ledger as it grows, so that no question has to read the ledger again. Goods without
lots leave no trail, except kits that lots went into: from the first such build on they have one
together, since nobody can tell which of them it was. What is undone is subtracted; so is what is
taken apart again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping
from decimal import Decimal
from sys import intern
from typing import Any, Final, NamedTuple

from inventory.bookkeeping.flow import Flow
from inventory.bookkeeping.overlay import Overlay, changes_of, still
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.shipment import Shipment
from inventory.effect import Effect
from inventory.entries import Change
from inventory.location import CUSTOMER, OPENING, PRODUCTION, SUPPLIER
from inventory.move import Move, MoveKind
from inventory.quantity import ZERO, trimmed
from inventory.stock_key import LotKey
from inventory.transaction import Transaction

_BUILDS: Final = frozenset({MoveKind.BUILD, MoveKind.UNBUILD})
_ORIGINS: Final = frozenset({SUPPLIER, OPENING})


class Receipt(NamedTuple):
    """What brought goods: a transaction, and the document it was for."""

    transaction: str
    document: str


class Build(NamedTuple):
    """Which lots met in one build: all that can be told is that its parts are in its kits."""

    parts: tuple[LotKey, ...]
    kits: tuple[LotKey, ...]


class Parcel(NamedTuple):
    """To or from whom a document of goods with a trail went, and the order it was for.

    Documents that are done are kept folded, and there may be thousands of one lot.
    """

    customer: str
    order: str


class Trail:
    """What is known of the way of every lot.

    Attributes:
        came: lot -> receipts; the document of an opening of the book is `OPENING`.
        brought: transaction -> the lots that came with it.
        shipped: lot -> documents it left with, what came back not taken off.
        returned: lot -> documents it came back with.
        parcels: shipment or return -> whose it was.
        used: lot -> builds it went into; below zero for what came out of a kit taken apart.
        built: lot of a kit -> builds it came out of; below zero where it was taken apart.
        builds: transaction -> the lots that met in it, where there is a part with a trail.
        kits: kits without lots that have a trail.
        unlisted: number of an order or parcel, in upper case -> what came back of it before returns
            were documents, with lots or without; no document tells of that.
    """

    def __init__(self, under: "Trail | None" = None) -> None:
        self.came: Flow[Receipt] = Flow(under.came if under else None)
        self.brought: MutableMapping[str, tuple[LotKey, ...]]
        self.brought = Overlay(under.brought) if under else {}
        self.shipped: Flow[str] = Flow(under.shipped if under else None)
        self.returned: Flow[str] = Flow(under.returned if under else None)
        self.parcels: MutableMapping[str, Parcel] = Overlay(under.parcels) if under else {}
        self.used: Flow[str] = Flow(under.used if under else None)
        self.built: Flow[str] = Flow(under.built if under else None)
        self.builds: MutableMapping[str, Build] = Overlay(under.builds) if under else {}
        self.kits: frozenset[str] = under.kits if under else frozenset()
        self.unlisted: MutableMapping[str, Mapping[LotKey, Decimal]]
        self.unlisted = Overlay(under.unlisted) if under else {}
        self._undone: frozenset[str] = under._undone if under else frozenset()

    def fork(self) -> "Trail":
        """Return a trail that starts as this one and keeps its own changes."""
        return Trail(self)

    def still(self) -> "Trail":
        """Return a trail as this one is by now."""
        other = Trail()
        other.came, other.shipped = self.came.still(), self.shipped.still()
        other.returned = self.returned.still()
        other.used, other.built = self.used.still(), self.built.still()
        other.brought, other.parcels = still(self.brought), still(self.parcels)
        other.builds, other.unlisted = still(self.builds), still(self.unlisted)
        other.kits, other._undone = self.kits, self._undone
        return other

    def absorb(self, stage: "Trail") -> None:
        """Take over what a fork has changed."""
        self.came.absorb(stage.came)
        self.shipped.absorb(stage.shipped)
        self.returned.absorb(stage.returned)
        self.used.absorb(stage.used)
        self.built.absorb(stage.built)
        self.brought.update(changes_of(stage.brought))
        self.parcels.update(changes_of(stage.parcels))
        self.builds.update(changes_of(stage.builds))
        self.unlisted.update(changes_of(stage.unlisted))
        self.kits, self._undone = stage.kits, stage._undone

    def apply(self, transaction: Transaction | Effect) -> None:
        """Fold the ledger rows of one transaction in."""
        if transaction.moves and transaction.moves[0].kind is MoveKind.RETURN:
            self._note_unlisted(transaction)
        is_undone = bool(transaction.undoes) and self._takes_build_back(transaction)
        for move in transaction.moves:
            if move.lot or move.item in self.kits:
                break
        else:
            return
        if transaction.moves[0].kind in _BUILDS:
            self._note_build(transaction, is_undone=is_undone)
        traced = [move for move in transaction.moves if move.lot or move.item in self.kits]
        self._note_receipts(traced)
        self._note_leaving(traced, transaction.changes)

    def lots(self) -> list[LotKey]:
        """Return every lot that has a trail, in no particular order."""
        flows = (self.came, self.built, self.shipped, self.returned, self.used)
        return list(dict.fromkeys(lot for flow in flows for lot in flow.lots()))

    def _takes_build_back(self, transaction: Transaction | Effect) -> bool:
        """Tell whether a build is undone here; the undo of such an undo is a build of its own."""
        is_build = bool(transaction.moves) and transaction.moves[0].kind in _BUILDS
        if not is_build or transaction.undoes in self._undone:
            return False
        self._undone |= {transaction.id}
        return True

    def _note_receipts(self, moves: Iterable[Move]) -> None:
        came: defaultdict[str, dict[LotKey, None]] = defaultdict(dict)
        for move in moves:
            if move.kind is MoveKind.VENDOR_RETURN:
                continue
            lot = LotKey(move.item, move.lot)
            if move.source in _ORIGINS:
                receipt = Receipt(move.transaction, _named(move, move.source))
                self.came.add(lot, receipt, move.quantity)
                came[move.transaction][lot] = None
            elif move.target in _ORIGINS:
                undone = move.reverses.partition("/")[0]
                self.came.add(lot, Receipt(undone, _named(move, move.target)), -move.quantity)
        self.brought.update({name: tuple(lots) for name, lots in came.items()})

    def _note_leaving(self, moves: Iterable[Move], changes: Iterable[Change]) -> None:
        documents = set()
        for move in moves:
            if CUSTOMER not in (move.source, move.target):
                continue
            documents.add(move.document)
            change = move.quantity if move.target == CUSTOMER else -move.quantity
            if move.kind is MoveKind.RETURN:
                self.returned.add(LotKey(move.item, move.lot), move.document, -change)
            else:
                self.shipped.add(LotKey(move.item, move.lot), move.document, change)
        for one in (change.after for change in changes) if documents else ():
            if isinstance(one, Shipment) and one.number in documents:
                self.parcels[one.number] = Parcel(intern(one.to), one.order)
            elif isinstance(one, CustomerReturn) and one.number in documents:
                order = one.orders[0] if len(one.orders) == 1 else ""
                self.parcels[one.number] = Parcel(intern(one.customer), order)

    def _note_unlisted(self, transaction: Transaction | Effect) -> None:
        """Note what came back of a number, or went out again, where no return says so."""
        if any(change.type == "customer_return" for change in transaction.changes):
            return
        for move in transaction.moves:
            if not move.document or CUSTOMER not in (move.source, move.target):
                continue
            number, goods = move.document.strip().upper(), LotKey(move.item, move.lot)
            change = move.quantity if move.source == CUSTOMER else -move.quantity
            back = self.unlisted.get(number, {})
            self.unlisted[number] = {**back, goods: trimmed(back.get(goods, ZERO) + change)}

    def _note_build(self, transaction: Transaction | Effect, *, is_undone: bool) -> None:
        """Kits go in where some are taken apart, or where it is undone that they were built."""
        name = transaction.undoes if is_undone else transaction.id
        is_making = (transaction.moves[0].kind is MoveKind.BUILD) is not is_undone
        into = _totals(move for move in transaction.moves if move.target == PRODUCTION)
        out = _totals(move for move in transaction.moves if move.source == PRODUCTION)
        parts, kits = (into, out) if is_making else (out, into)
        self._note_met(name, parts, kits, 1 if is_making else -1)

    def _note_met(
        self,
        name: str,
        parts: Mapping[LotKey, Decimal],
        kits: Mapping[LotKey, Decimal],
        sign: int,
    ) -> None:
        traced = {lot: much for lot, much in parts.items() if lot.code or lot.item in self.kits}
        if traced:
            self.kits |= {lot.item for lot in kits if not lot.code}
            self.builds[name] = Build(tuple(traced), tuple(kits))
        for lot, quantity in traced.items():
            self.used.add(lot, name, sign * quantity)
        for lot, quantity in kits.items():
            self.built.add(lot, name, sign * quantity)

    # -- as plain values, for a snapshot ------------------------------------------------------

    def dumped(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {
            **{name: getattr(self, name).dumped() for name in ("came", *_BY_NAME)},
            "brought": list(self.brought.items()),
            "parcels": list(self.parcels.items()),
            "builds": list(self.builds.items()),
            "kits": sorted(self.kits),
            "unlisted": [
                [number, [[*goods, str(quantity)] for goods, quantity in back.items()]]
                for number, back in self.unlisted.items()
            ],
            "undone": sorted(self._undone),
        }

    def load(self, content: Mapping[str, Any]) -> None:
        """Take in what `dumped` gave."""
        self.came.load(content["came"], Receipt._make)
        for name in _BY_NAME:
            getattr(self, name).load(content[name], str)
        for name, lots in content["brought"]:
            self.brought[name] = tuple(map(LotKey._make, lots))
        for name, (customer, order) in content["parcels"]:
            self.parcels[name] = Parcel(intern(customer), order)
        for name, (parts, kits) in content["builds"]:
            met = Build(tuple(map(LotKey._make, parts)), tuple(map(LotKey._make, kits)))
            self.builds[name] = met
        for number, back in content["unlisted"]:
            self.unlisted[number] = {LotKey(*goods): Decimal(text) for *goods, text in back}
        self.kits = frozenset(content["kits"])
        self._undone = frozenset(content["undone"])


_BY_NAME: Final = ("shipped", "returned", "used", "built")


def _named(move: Move, origin: str) -> str:
    return OPENING if origin == OPENING else move.document


def _totals(moves: Iterable[Move]) -> Mapping[LotKey, Decimal]:
    totals: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    for move in moves:
        totals[LotKey(move.item, move.lot)] += move.quantity
    return totals
