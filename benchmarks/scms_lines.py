"""Ten years of deliveries of health goods, as files that `bincard import` takes.

Every line of the data is one delivery of one item, whole and once. It becomes a line of a purchase
order (one order a PO number and vendor, sent on the real day) and a receipt on the day it was
delivered. What has no day on which it was ordered is no purchase order, and is left out by name.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

FILE: Final = Path("scms_delivery") / "scms_delivery.csv.gz"
BIN: Final = "SCMS-IN"
UNIT: Final = "pack"
CODE_MAX: Final = 24

FROM_STOCK: Final = "shipped from the regional centre's own stock: nobody ordered it of a vendor"
NO_DAY: Final = "the day it was ordered was not captured"
LEFT_OUT: Final = {"N/A - From RDC": FROM_STOCK, "Date Not Captured": NO_DAY}
"""What stands in the place of a date -> why the line is left out."""

Row = Mapping[str, str]


@dataclass
class Deliveries:
    """The lines of the data that were ordered, and why the others were not.

    Attributes:
        ordered: those with a day on which the order was sent, as they stand in the file.
        left_out: reason -> how many lines.
        suppliers: vendor -> code; `items`: description -> sku.
    """

    ordered: list[Row] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    suppliers: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)


def rows_of(path: Path, first: int | None = None) -> list[Row]:
    """Return the lines of the gzipped file, or only so many of them."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(islice(csv.DictReader(file), first))


def sort_out(rows: Iterable[Row]) -> Deliveries:
    """Tell the lines that were ordered on a known day from the others, and give names."""
    found = Deliveries()
    for row in rows:
        reason = LEFT_OUT.get(row["PO Sent to Vendor Date"])
        if reason is not None:
            found.left_out[reason] += 1
            continue
        found.ordered.append(row)
        vendor, item = row["Vendor"], row["Item Description"]
        found.suppliers.setdefault(vendor, _code(vendor, set(found.suppliers.values())))
        found.items.setdefault(item, f"HG-{len(found.items) + 1:03}")
    return found


def orders_of(ordered: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Return (PO number, vendor) -> lines, in the order of the file."""
    orders: dict[tuple[str, str], list[Row]] = {}
    for row in ordered:
        orders.setdefault((row["PO / SO #"], row["Vendor"]), []).append(row)
    return orders


def write_master(found: Deliveries, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write suppliers, a bin and the items; yield what each file holds."""
    suppliers = [(code, name) for name, code in found.suppliers.items()]
    yield "suppliers", _written(folder, "suppliers", ("Code", "Name"), suppliers)
    yield "locations", _written(folder, "locations", ("Code", "Kind"), [(BIN, "storage")])
    items = [(sku, name, UNIT) for name, sku in found.items.items()]
    yield "items", _written(folder, "items", ("SKU", "Name", "Unit"), items)


def write_orders(found: Deliveries, folder: Path) -> Path:
    """Write the purchase orders, a line each, with the day they were sent and the day expected."""
    header = (
        "Supplier",
        "Reference",
        "Item",
        "Quantity",
        "Unit cost",
        "Expected on",
        "Ordered on",
    )
    lines = [
        (
            found.suppliers[row["Vendor"]],
            row["PO / SO #"],
            found.items[row["Item Description"]],
            row["Line Item Quantity"],
            row["Pack Price"],
            row["Scheduled Delivery Date"],
            row["PO Sent to Vendor Date"],
        )
        for rows in orders_of(found.ordered).values()
        for row in rows
    ]
    return _written(folder, "purchase_orders", header, lines)


def write_receipts(found: Deliveries, numbers: Mapping[tuple[str, str], str], folder: Path) -> Path:
    """Write the deliveries by day, as far as their orders were taken.

    `numbers` is (PO number, supplier's code) -> our own number.
    """
    header = ("Verb", "Date", "Item", "Quantity", "Location", "Document", "Note")
    by_day = sorted(found.ordered, key=lambda row: row["Delivered to Client Date"])
    lines = [
        (
            "receive",
            row["Delivered to Client Date"],
            found.items[row["Item Description"]],
            row["Line Item Quantity"],
            BIN,
            number,
            row["ASN/DN #"],
        )
        for row in by_day
        if (number := numbers.get((row["PO / SO #"], found.suppliers[row["Vendor"]])))
    ]
    return _written(folder, "moves", header, lines)


def _code(vendor: str, taken: set[str]) -> str:
    """Return a code for a vendor: its name in capitals, told apart by a number where it must be."""
    plain = "-".join(re.findall(r"[A-Z0-9]+", vendor.upper()))[:CODE_MAX].strip("-")
    code, number = plain, 1
    while code in taken:
        number += 1
        code = f"{plain}-{number}"
    return code


def _written(folder: Path, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path
