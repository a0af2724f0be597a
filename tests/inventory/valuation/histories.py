"""Histories of one item as they could happen: nothing leaves that is not there."""

from hypothesis import strategies as st

from inventory.move import Move
from tests.inventory.valuation.a_ledger import ALedger, change_of

QUANTITIES = st.integers(1, 20)
COSTS = st.sampled_from(["1.00", "2.50", "2.55", "3.333333", "0", None])
DOCUMENTS = st.sampled_from(["SH-1", "SH-2", "SH-3"])
WHERE = st.sampled_from(["A-01", "A-01", "SCRAP"])


@st.composite
def histories(draw, costs=COSTS, least=0, most=30, first=None):
    """A ledger of about so many moves: receipts, shipments, losses, rejections, returns, reversals.

    Its first move is a receipt at the cost `first`, where one is given.
    """
    ledger = ALedger()
    if first:
        ledger.receives(1, first)
    for verb in draw(st.lists(st.sampled_from(VERBS), min_size=least, max_size=most)):
        verb(draw, ledger, costs)
    return ledger


def _receives(draw, ledger, costs):
    ledger.receives(draw(QUANTITIES), draw(costs))


def _rejects(draw, ledger, costs):
    ledger.rejects(draw(QUANTITIES), draw(costs))


def _settles(draw, ledger, costs):
    receipts = [move for move in ledger.moves if outstanding(ledger, move)]
    if receipts:
        receipt = draw(st.sampled_from(receipts))
        if quantity := _up_to(draw, min(outstanding(ledger, receipt), ledger.on_hand)):
            ledger.settles(receipt, quantity, draw(st.sampled_from(["SUPPLIER", "SCRAP"])))


def _finds(draw, ledger, costs):
    ledger.finds(draw(QUANTITIES), draw(costs))


def _ships(draw, ledger, costs):
    if quantity := _up_to(draw, ledger.on_hand):
        ledger.ships(quantity, draw(DOCUMENTS))


def _loses(draw, ledger, costs):
    if quantity := _up_to(draw, ledger.on_hand):
        draw(st.sampled_from([ledger.loses, ledger.scraps]))(quantity)


def _takes_back(draw, ledger, costs):
    sent = draw(st.sampled_from(["SH-1", "SH-2", "SO-7", "", "unknown"]))
    ledger.takes_back(draw(QUANTITIES), sent, draw(WHERE))


def _undoes(draw, ledger, costs):
    open_ones = reversible(ledger)
    if open_ones:
        ledger.undoes(draw(st.sampled_from(open_ones)))


VERBS = [
    _receives,
    _receives,
    _rejects,
    _settles,
    _finds,
    _ships,
    _ships,
    _loses,
    _takes_back,
    _undoes,
    _undoes,
]


def outstanding(ledger: ALedger, receipt: Move):
    """Return what of rejected goods nobody has decided about, as far as a receipt rejected any."""
    if receipt.reverses or receipt.target != "HOLD":
        return 0
    settled = [move for move in ledger.moves if move.document == f"RJ-{receipt.line}"]
    return receipt.quantity - sum(
        move.quantity if move.source == "HOLD" else -move.quantity for move in settled
    )


def reversible(ledger: ALedger) -> list[Move]:
    """Return the moves that can be taken back now: once, and never below zero."""
    taken_back = {move.reverses for move in ledger.moves}
    return [
        move
        for move in ledger.moves
        if move.id not in taken_back and ledger.on_hand - change_of(move) >= 0
    ]


def is_standing(ledger: ALedger, move: Move) -> bool:
    """Tell whether a move is one of its own or brings one back, rather than taking one back."""
    if not move.reverses:
        return True
    (reversed_one,) = (one for one in ledger.moves if one.id == move.reverses)
    return not is_standing(ledger, reversed_one)


def _up_to(draw, on_hand) -> int:
    return draw(st.integers(0, int(on_hand)))
