"""A process that posts receipts and prints each key once it was acknowledged, until it is killed."""

import sys
from datetime import UTC, datetime
from decimal import Decimal

from inventory.commands import Line, ReceiveStock
from inventory.quantity import Amount
from journal.opening import open_journal


def main() -> None:
    url, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    journal = open_journal(url, "journal-1", snapshot_every=50)
    for number in range(first, last):
        line = Line(item="MUG-BLU", amount=Amount(number=Decimal(1)), location="A-01")
        command = ReceiveStock(
            key=f"k{number}", at=datetime.now(UTC), actor="import", lines=(line,)
        )
        journal.desk.handle(command)
        print(f"k{number}", flush=True)  # noqa: T201
    journal.close()


if __name__ == "__main__":
    main()
