"""A ledger of one item, written move by move without a desk: enough for what the moves cost."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from inventory.location import CUSTOMER, DIFFERENCE, SCRAP, SUPPLIER, VIRTUAL_LOCATIONS
from inventory.move import Move, MoveKind
from inventory.valuation.fifo import FifoLayers
from inventory.valuation.moving_average import MovingAverage
from inventory.valuation.worth import Valuation

BEGAN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


class ALedger:
    """Every verb adds one move and returns it; the day goes on by one each time."""

    def __init__(self) -> None:
        self.moves: list[Move] = []
        self.rejections: dict[str, str] = {}

    def receives(self, quantity, cost=None, **parts):
        return self._add(MoveKind.RECEIPT, quantity, SUPPLIER, "A-01", unit_cost=cost, **parts)

    def ships(self, quantity, document="SH-1", **parts):
        return self._add(MoveKind.SHIPMENT, quantity, "A-01", CUSTOMER, document=document, **parts)

    def takes_back(self, quantity, document="", to="A-01", **parts):
        return self._add(MoveKind.RETURN, quantity, CUSTOMER, to, document=document, **parts)

    def loses(self, quantity):
        return self._add(MoveKind.COUNT, quantity, "A-01", DIFFERENCE)

    def finds(self, quantity, cost=None):
        return self._add(MoveKind.COUNT, quantity, DIFFERENCE, "A-01", unit_cost=cost)

    def scraps(self, quantity):
        return self._add(MoveKind.ADJUSTMENT, quantity, "A-01", SCRAP)

    def rejects(self, quantity, cost=None):
        """Goods that come and go into quarantine at once."""
        move = self._add(MoveKind.RECEIPT, quantity, SUPPLIER, "HOLD", unit_cost=cost)
        self.rejections[f"RJ-{move.line}"] = move.transaction
        return move

    def settles(self, receipt, quantity, target=SUPPLIER):
        """Rejected goods go back to the vendor, or to scrap."""
        kind = MoveKind.VENDOR_RETURN if target == SUPPLIER else MoveKind.SCRAP
        return self._add(kind, quantity, "HOLD", target, document=f"RJ-{receipt.line}")

    def carries(self, quantity):
        return self._add(MoveKind.MOVE, quantity, "A-01", "B-01")

    def undoes(self, move):
        return self._add(
            move.kind,
            move.quantity,
            move.target,
            move.source,
            document=move.document,
            unit_cost=move.unit_cost,
            reverses=move.id,
        )

    @property
    def on_hand(self) -> Decimal:
        return sum((change_of(move) for move in self.moves), Decimal(0))

    def by_fifo(self) -> Valuation:
        return self._valued(FifoLayers())

    def by_average(self) -> Valuation:
        return self._valued(MovingAverage())

    def layers(self) -> list[str]:
        """`8 at 2.00 since line 1`, the oldest first."""
        layers = self.by_fifo().pool.layers
        return [f"{one.quantity} at {one.unit_cost:.2f} since line {one.line}" for one in layers]

    def _valued(self, pool) -> Valuation:
        valuation = Valuation(pool, BERLIN, _shipments_of, self.rejections)
        for move in self.moves:
            valuation.post(move)
        return valuation

    def _add(self, kind, quantity, source, target, *, unit_cost=None, on=None, **parts):
        line = len(self.moves) + 1
        at = on or BEGAN + timedelta(days=line - 1)
        move = Move(
            line=line,
            id=f"TX-{line}/1",
            transaction=f"TX-{line}",
            kind=kind,
            item="MUG-BLU",
            quantity=Decimal(quantity),
            source=source,
            target=target,
            actor="U0ANA",
            occurred_at=at,
            recorded_at=at,
            unit_cost=None if unit_cost is None else Decimal(unit_cost),
            **parts,
        )
        self.moves.append(move)
        return move


def change_of(move: Move) -> Decimal:
    """Return by how much a move changes what is on hand in real locations."""
    comes, leaves = move.source in VIRTUAL_LOCATIONS, move.target in VIRTUAL_LOCATIONS
    return move.quantity * (comes - leaves)


def _shipments_of(order: str) -> tuple[str, ...]:
    return ("SH-1", "SH-2") if order == "SO-7" else ()
