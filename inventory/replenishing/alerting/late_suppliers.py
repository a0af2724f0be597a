"""Purchase orders of which something should have come by now: one alert each."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.purchase_order import PurchaseLine, PurchaseOrder
from inventory.documents.stock_alert import AlertFigures
from inventory.quantity import ZERO
from inventory.replenishing.alerting.finding import Finding
from inventory.replenishing.alerting.look import Look
from inventory.stock_policy import AlertKind


def late_suppliers(look: Look) -> Iterator[Finding]:
    """Yield the purchase orders that are late."""
    for order in look.book.open(PurchaseOrder):
        late = order.late_lines(look.on)
        due = min((day for line in late if (day := order.expected(line))), default=None)
        if due is None:
            continue
        items = {line.item for line in late}
        yield Finding(
            AlertKind.SUPPLIER_LATE,
            subject=order.number,
            figures=AlertFigures(
                on_order=sum((line.outstanding for line in late), ZERO),
                days=Decimal((look.on - due).days),
                expected_on=due,
                value=_worth(late),
                document=order.number,
            ),
            item=items.pop() if len(items) == 1 else "",
            supplier=order.supplier,
        )


def _worth(late: tuple[PurchaseLine, ...]) -> Decimal | None:
    costs = [line.unit_cost for line in late]
    if None in costs:
        return None
    return sum((line.outstanding * (line.unit_cost or ZERO) for line in late), ZERO)
