"""The returns recounted with nothing but csv and dicts: where every piece has to lie at the end.

This file imports nothing of the project and shares no rule with the replay; the rules stand here a
second time, in the plainest form they have, so that one mistake cannot hide in both.

    code in NOT_GOODS             no stock
    50,000 pieces and more        a typing mistake: no stock
    price above zero, no C        a sale; 200 lines of an invoice are one order
    C..., quantity below zero     comes back of the customer's latest sales of the code, as far as
                                  these go; the rest nobody had announced
    last digit of the line        0 damaged, 1 opened, 2 defective, any other new

    condition    announced        just came
    new          its bin          its bin
    damaged      scrap            quarantine
    opened       quarantine       quarantine
    defective    quarantine       quarantine

Only orders of which something comes back are in the book, and just as many pieces were there at the
start as they sold. Money: of each line of an order, its price times the pieces that came back of it,
to the cent; an order's first line of a code is taken back first.
"""

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

NOT_GOODS = frozenset(
    ["POST", "DOT", "M", "m", "D", "S", "B", "C2", "BANK CHARGES", "AMAZONFEE", "CRUK"]
)
TYPING_MISTAKE = 50_000
ORDER = 200
WINDOW = 30
CONDITIONS = {0: "damaged", 1: "opened", 2: "defective"}
CENT = Decimal("0.01")


class Recount(NamedTuple):
    """What has to be so at the end.

    Attributes:
        counts: in the words of the report.
        stock: (code, place) -> pieces, where there are any.
        refunded: what the credit notes come to, before tax.
    """

    counts: dict[str, int]
    stock: dict[tuple[str, str], int]
    refunded: Decimal


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of the gzipped file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def recount(rows: Iterable[Mapping[str, str]]) -> Recount:  # noqa: C901, PLR0912 - one pass
    """Go through the file once, then add up."""
    counts: Counter[str] = Counter()
    orders: defaultdict[tuple[str, int], list[list[Any]]] = defaultdict(list)
    sales: defaultdict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    invoice_lines: Counter[str] = Counter()
    notes: set[str] = set()
    taken: Counter[tuple[tuple[str, int], str]] = Counter()
    stock: Counter[tuple[str, str]] = Counter()
    back: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        code, pieces = row["StockCode"], int(row["Quantity"])
        customer, invoice = row["CustomerID"].removesuffix(".0"), row["InvoiceNo"]
        is_credit = invoice.startswith("C")
        if is_credit:
            notes.add(invoice)
            counts["credit lines"] += 1
        if code in NOT_GOODS:
            counts["refused, not goods"] += is_credit
            continue
        if abs(pieces) >= TYPING_MISTAKE:
            counts["void"] += is_credit
            continue
        if not is_credit:
            if Decimal(row["UnitPrice"]) > 0:
                order = (invoice, invoice_lines[invoice] // ORDER)
                invoice_lines[invoice] += 1
                day = date.fromisoformat(row["InvoiceDate"][:10])
                orders[order].append([code, pieces, Decimal(row["UnitPrice"])])
                if customer:
                    sales[customer, code].append([order, pieces, day])
            continue
        condition = CONDITIONS.get(number % 10, "new")
        today = date.fromisoformat(row["InvoiceDate"][:10])
        rest, is_late = -pieces, False
        own = sales[customer, code] if customer else []
        while rest and own:
            order, left, day = own[-1]
            part = min(rest, left)
            taken[order, code] += part
            counts["units against orders"] += part
            is_late |= (today - day).days > WINDOW
            place = {"new": f"R-{code[:2].upper()}", "damaged": "SCRAP"}.get(
                condition, "QUARANTINE"
            )
            stock[code, place] += part
            back[code] += part
            rest -= part
            own[-1][1] -= part
            if not own[-1][1]:
                own.pop()
        counts["lines against orders"] += rest < -pieces
        counts["lines late"] += is_late
        counts["lines unannounced"] += rest > 0
        counts["units unannounced"] += rest
        if rest:
            place = f"R-{code[:2].upper()}" if condition == "new" else "QUARANTINE"
            stock[code, place] += rest
            back[code] += rest
    counts["credit notes"] = len(notes)
    kept = {order for order, _ in taken}
    counts["orders"] = len(kept)
    for order in kept:
        for code, pieces, _ in orders[order]:
            stock[code, "CUSTOMER"] += pieces
            stock[code, "OPENING"] -= pieces
    for code, pieces in back.items():
        stock[code, "CUSTOMER"] -= pieces
    return Recount(
        counts=dict(counts),
        stock={key: pieces for key, pieces in stock.items() if pieces},
        refunded=_refunded(taken, orders),
    )


def _refunded(
    taken: Mapping[tuple[tuple[str, int], str], int],
    orders: Mapping[tuple[str, int], list[list[Any]]],
) -> Decimal:
    total = Decimal(0)
    for (order, code), pieces in taken.items():
        rest = pieces
        for own, sold, price in orders[order]:
            part = min(rest, sold) if own == code else 0
            total += (part * price).quantize(CENT, ROUND_HALF_UP)
            rest -= part
    return total
