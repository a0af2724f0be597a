"""Tryton's side of the comparison: does one stock move each time a line comes in.

It runs in an environment of its own, where nothing of this project is installed. The line says how:
"server" makes and does the move in one transaction inside the server; "client" by proteus, as a
program outside of it would, with a transaction for each of the two. The answer is the seconds taken.
"""

# mypy: disable-error-code="import-not-found"

import os
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

DATABASE = "stock"
PIECES = 24
PRICE = Decimal(1)


def main(folder: str) -> None:
    """Set a company up in a new SQLite database in a folder, then do moves."""
    records = _set_up(folder)
    ways = {"server": _in_the_server(records), "client": _by_the_client(records)}
    print("ready", flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        ways[line.strip()]()
        print(time.perf_counter() - start, flush=True)


def _set_up(folder: str) -> dict[str, Any]:
    """Return what a move consists of: an item, two locations, a company."""
    os.environ["DB_NAME"] = DATABASE
    file = Path(folder) / "trytond.conf"
    file.write_text(f"[database]\nuri = sqlite://\npath = {folder}\n", encoding="utf-8")
    from trytond import config

    config.update_etc(str(file))
    from proteus import Model
    from trytond.modules.company.tests.tools import create_company, get_company
    from trytond.tests.tools import activate_modules

    activate_modules("stock", create_company)
    [unit] = Model.get("product.uom").find([("name", "=", "Unit")])
    template = Model.get("product.template")(name="Blue mug", default_uom=unit, type="goods")
    template.save()
    [product] = template.products
    places = Model.get("stock.location")
    [supplier] = places.find([("code", "=", "SUP")])
    [storage] = places.find([("code", "=", "STO")])
    company = get_company()
    return {
        "product": product,
        "unit": unit,
        "from_location": supplier,
        "to_location": storage,
        "company": company,
        "currency": company.currency,
    }


def _in_the_server(records: dict[str, Any]) -> Callable[[], None]:
    from trytond.pool import Pool
    from trytond.transaction import Transaction

    ids = {name: record.id for name, record in records.items()}
    moves = Pool(DATABASE).get("stock.move")

    def move() -> None:
        with Transaction().start(DATABASE, 1, context={"company": ids["company"]}) as transaction:
            moves.do(moves.create([{**ids, "quantity": PIECES, "unit_price": PRICE}]))
            transaction.commit()

    return move


def _by_the_client(records: dict[str, Any]) -> Callable[[], None]:
    from proteus import Model

    moves = Model.get("stock.move")

    def move() -> None:
        made = moves(quantity=PIECES, unit_price=PRICE, **records)
        made.save()
        made.click("do")

    return move


if __name__ == "__main__":
    main(sys.argv[1])
