"""A transaction in the making: every verb writes its moves here, and here promise 6 is kept.

A draft sees its own moves, so that the second line of a block knows what the first one took.
"""

from decimal import Decimal
from typing import Final, TypedDict, Unpack

from inventory.book import Book
from inventory.commands import Command
from inventory.dates import occurred_at, refuse_frozen
from inventory.drafting.drafted_book import DraftedBook
from inventory.drafting.refusals import (
    refuse_held,
    refuse_overdraft,
    refuse_reserved,
    refuse_second,
)
from inventory.errors import Inactive, NothingMoved, TooManyLines
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, LocationKind
from inventory.move import Move, MoveKind
from inventory.notices import Notice, PostedNotice
from inventory.quantity import Quantity, trimmed
from inventory.stock_key import StockKey
from inventory.transaction import (
    MOVES_MAX,
    Crowded,
    Posted,
    Reply,
    Transaction,
    transaction_id,
)

LEAVING: Final = frozenset({MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.BUILD})
"""Moves after which goods are on their way to somebody: only approved lots may be."""


class Details(TypedDict, total=False):
    """Optional parts of a move."""

    lot: str
    reason: str
    document: str
    note: str
    unit_cost: Quantity | None
    reverses: str


class Draft(DraftedBook):
    """Collects what a command does; `finish` makes the transaction of it.

    Attributes:
        may_take_held: whether its moves may take what is kept for orders: goods that are not
            there cannot be kept. Whoever sets it releases what is overdrawn then.
        crowded: the bins it fills beyond their capacity, for the reply.
        freight_by: by what freight was shared among lines, empty where there was none.
    """

    def __init__(self, book: Book, command: Command) -> None:
        super().__init__(book, command.at)
        self.command = command
        self.id = transaction_id(book.sequence + 1)
        self.occurred_at = occurred_at(book, command)
        self.undoes = ""
        self.may_take_held = False
        self.crowded: tuple[Crowded, ...] = ()
        self.freight_by = ""
        self._moves: list[Move] = []
        self._notices: list[Notice] = []
        self._remarks = 0

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves drafted so far."""
        return tuple(self._moves)

    def move(  # a move has that many parts
        self,
        kind: MoveKind,
        item: Item,
        quantity: Decimal,
        source: str,
        target: str,
        **details: Unpack[Details],
    ) -> Move:
        """Add one ledger row.

        Raises:
            NothingMoved: source and target are the same.
            NotEnough: a real source would fall below zero.
            Reserved: enough lies there, but not without what is kept for orders.
            SerialsRefused: a piece would be in two places.
            LotHeld: goods of a held lot would leave.
        """
        refuse_frozen(self.book, self.occurred_at)
        lot = details.get("lot", "")
        if kind in LEAVING and not details.get("reverses"):
            refuse_held(self, kind.value, item.sku, lot)
        if source == target:
            raise NothingMoved(item=item.sku, location=source)
        if source not in VIRTUAL_LOCATIONS:
            self._refuse_taking(kind, item, quantity, StockKey(item.sku, source, lot))
        elif item.is_serial and target not in VIRTUAL_LOCATIONS:
            refuse_second(self, item, quantity, lot)
        if len(self._moves) == MOVES_MAX:
            raise TooManyLines(lines=len(self._moves) + 1, most=MOVES_MAX)
        self._shift(StockKey(item.sku, source, lot), -quantity)
        self._shift(StockKey(item.sku, target, lot), quantity)
        move = Move(
            line=self.book.line + len(self._moves) + 1,
            id=f"{self.id}/{len(self._moves) + 1}",
            transaction=self.id,
            kind=kind,
            item=item.sku,
            quantity=quantity,
            source=source,
            target=target,
            actor=self.command.actor,
            occurred_at=self.occurred_at,
            recorded_at=self.command.at,
            **details,
        )
        self._moves.append(move)
        return move

    def reprice(self, move: Move, unit_cost: Quantity) -> None:
        """Give a move of this draft the cost that is known only after all lines were looked at."""
        index = move.line - self.book.line - 1
        self._moves[index] = move.model_copy(update={"unit_cost": trimmed(unit_cost)})

    def place_of_kind(self, kind: LocationKind, site: str = "") -> str:
        """Return the code of the default location of a kind, of a site where it has one.

        Raises:
            Inactive: the Locations tab has no active one.
        """
        found = self.book.first_of_kind(kind, site)
        if found is None:
            raise Inactive(what="kind", code=kind.value)
        return found.code

    def tell(self, notice: Notice, *, is_current: bool = False) -> None:
        """Have something said.

        Args:
            notice: what.
            is_current: it takes the place of what was to be said under the same name.
        """
        for index, one in enumerate(self._notices if is_current else ()):
            if one.message == notice.message:
                self._notices[index] = notice
                return
        self._notices.append(notice)

    def next_remark(self) -> str:
        """Return the number of the next remark."""
        self._remarks += 1
        return f"{self.id}.{self._remarks}"

    @property
    def is_empty(self) -> bool:
        return not (self._moves or self._changes or self._before)

    def finish(self) -> Posted:
        """Return the transaction and the reply."""
        if self.command.is_announced and self.command.place:
            self.tell(PostedNotice(place=self.command.place, transaction=self.id))
        transaction = Transaction(
            sequence=self.book.sequence + 1,
            id=self.id,
            at=self.command.at,
            command=self.command,
            moves=tuple(self._moves),
            changes=tuple(self._changes.values()),
            notices=tuple(self._notices),
            undoes=self.undoes,
        )
        reply = Reply(
            transaction=self.id,
            balances=self._balance_changes(),
            freight_by=self.freight_by,
            crowded=self.crowded,
        )
        return Posted(transaction=transaction, reply=reply)

    def _refuse_taking(self, kind: MoveKind, item: Item, quantity: Decimal, key: StockKey) -> None:
        refuse_overdraft(self, kind, item, quantity, key)
        if not self.may_take_held:
            refuse_reserved(self, kind, item, quantity, key)
