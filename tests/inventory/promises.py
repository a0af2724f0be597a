"""What must hold whatever people do: held and quarantined goods go nowhere, and nothing is lost."""

from collections import defaultdict
from decimal import Decimal

from inventory.book import Book
from inventory.commands import CountStock, DecideApproval
from inventory.count_commands import EnterCount, MoveFound, SettleUnknown
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.recall import Recall
from inventory.documents.shipment import PREPARING, Shipment
from inventory.draft import Draft
from inventory.invariants import check_invariants
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS, LocationKind
from inventory.lot import Lot, LotStatus
from inventory.lots.candidates import candidates
from inventory.move import MoveKind
from inventory.recalling.tracing import trace_forward
from inventory.recalling.whereabouts import whereabouts_of
from inventory.stock_key import LotKey, StockKey
from inventory.transaction import Transaction
from tests.builders import receive

LEAVING = {MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.BUILD}
AWAY = {"CUSTOMER", "PRODUCTION"}
ASIDE = {LocationKind.QUARANTINE, LocationKind.RETURNS}
COUNTS = (CountStock, EnterCount, MoveFound, DecideApproval, SettleUnknown)
SHELF = {LocationKind.STORAGE, LocationKind.RECEIVING}


def is_held(book: Book, item: str, lot: str) -> bool:
    return book.lot_status(item, lot) is not LotStatus.APPROVED


def lots_held(book: Book) -> set[LotKey]:
    """Return the lots that somebody holds back now."""
    return {LotKey(lot.item, lot.code) for lot in book.all(Lot) if not lot.is_approved}


def check_step(book: Book, held: set[LotKey], transaction: Transaction) -> None:
    """Hold that a transaction took nothing that was held or in quarantine on its way to anybody.

    Args:
        book: that knows the places.
        held: what was held before it.
        transaction: what was done.
    """
    for move in transaction.moves:
        goods = f"{transaction.id} {move.kind} {move.quantity} {move.item} {move.lot}"
        if move.kind in LEAVING and move.target in AWAY:
            assert LotKey(move.item, move.lot) not in held, f"{goods} was held"
        if book.kind_of(move.source) in ASIDE:
            assert move.kind not in LEAVING, goods
            is_counted = isinstance(transaction.command, COUNTS)
            assert not (is_counted and book.kind_of(move.target) in SHELF), goods
    if isinstance(transaction.command, COUNTS):
        return  # whoever counts packs nothing: it lies where they have seen it
    for lot, quantity in _packed(transaction, book).items():
        assert quantity <= 0 or lot not in held, f"{transaction.id} packed {lot}, which was held"


def _is_packing(book: Book, place: str) -> bool:
    return book.kind_of(place) is LocationKind.PACKING


def _packed(transaction: Transaction, book: Book) -> dict[LotKey, Decimal]:
    """Return by how much more of each lot lies in packing, but for what was found or came back."""
    packed: defaultdict[LotKey, Decimal] = defaultdict(Decimal)
    for move in transaction.moves:
        lot = LotKey(move.item, move.lot)
        if move.source in VIRTUAL_LOCATIONS or move.target in VIRTUAL_LOCATIONS:
            continue
        packed[lot] += move.quantity * _is_packing(book, move.target)
        packed[lot] -= move.quantity * _is_packing(book, move.source)
    return packed


def check_book(book: Book) -> None:
    """Hold that a book promises nothing it may not, and accounts for every piece."""
    check_invariants(book)
    _check_available(book)
    _check_documents(book)
    _check_returns(book)
    _check_accounts(book)


def check_recalled(book: Book, released: set[LotKey]) -> None:
    """Hold that whatever open recalls reach is held, unless somebody has let it go since."""
    for recall in book.open(Recall):
        lots = [LotKey(lot.item, lot.code) for lot in recall.lots]
        reached = set(lots)
        for one in trace_forward(book, lots).lots:
            lot, lies = one.reached.lot, one.whereabouts.lying
            if any(join.part in reached and not join.is_apart for join in one.reached.joins):
                reached.add(lot)
            if lot in reached - released and any(there.kind in SHELF for there in lies):
                assert is_held(book, *lot), f"{lot} lies free though {recall.number} reaches it"


def _check_available(book: Book) -> None:
    draft = Draft(book, receive(1))
    for item in book.all(Item):
        free = sum(
            quantity - book.reserved(item.sku, place, lot)
            for (place, lot), quantity in book.balances(item.sku).items()
            if book.kind_of(place) in SHELF and not is_held(book, item.sku, lot)
        )
        assert book.available(item.sku) == free, f"{item.sku}: {book.available(item.sku)}"
        for one in candidates(draft, item.sku):
            assert not is_held(book, item.sku, one.lot), f"{item.sku} {one} would be picked"
            assert book.kind_of(one.location) in SHELF


def _check_documents(book: Book) -> None:
    for order in book.open(Order):
        for line in order.lines:
            for hold in line.holds:
                where = f"{order.number} holds {line.item} {hold}"
                assert not is_held(book, line.item, hold.lot), where
                assert book.kind_of(hold.location) is not LocationKind.QUARANTINE, where
    for pick_list in book.open(PickList):
        for stop in pick_list.lines:
            if stop.is_waiting:
                assert not is_held(book, stop.item, stop.lot), f"{pick_list.number}: {stop}"
    for shipment in book.all(Shipment):
        for packed in shipment.lines if shipment.status in PREPARING else ():
            assert not is_held(book, packed.item, packed.lot), f"{shipment.number}: {packed}"


def _check_returns(book: Book) -> None:
    waiting: defaultdict[StockKey, Decimal] = defaultdict(Decimal)
    for returned in book.all(CustomerReturn):
        numbers = [line.number for line in returned.lines]
        assert len({*numbers}) == len(numbers), f"{returned.number} has a line twice"
        for line in returned.lines:
            waiting[StockKey(line.item, line.location, line.lot)] += max(line.waiting, Decimal(0))
    for key, quantity in waiting.items():
        assert not quantity or quantity <= book.on_hand(*key), f"{quantity} wait at {key}"


def _check_accounts(book: Book) -> None:
    for lot, one in whereabouts_of(book, book.trail.lots()).items():
        if not lot.code:
            continue
        shipped = sum(sent.quantity for sent in one.shipped)
        returned = sum(back.quantity for back in one.returned)
        gone = one.used + shipped - returned + one.scrapped + one.sent_back + one.lost
        assert one.came + one.built == one.here + gone, f"{lot}: {one}"
