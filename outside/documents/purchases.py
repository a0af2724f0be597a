"""What a purchase order says, in the order and the words in which it is set."""

from inventory.papers.purchase_order_paper import PurchaseOrderPaper, PurchasePaperLine
from outside.documents import words
from outside.documents.parts import Contents, facts, party


def purchase_contents(order: PurchaseOrderPaper) -> Contents:
    """Return a purchase order for `purchase_order.typ`."""
    return {
        "title": "Purchase order",
        "number": order.number,
        "sender": order.buyer.name,
        "parties": [
            party("To", order.supplier),
            party("From", order.buyer, f"Tax id {order.tax_id}" if order.tax_id else ""),
        ],
        "facts": facts(
            ("Date", words.day(order.issued_on)),
            ("Your reference", order.reference),
            ("Expected on", words.day(order.expected_on)),
        ),
        "deliver_to": party("Deliver to", order.deliver_to),
        "currency": order.currency,
        "lines": [_line(line, order.currency) for line in order.lines],
        "sums": _sums(order),
        "total": _total(order),
        "remarks": order.note.splitlines(),
        "closing": _closing(order),
    }


def _line(line: PurchasePaperLine, currency: str) -> Contents:
    amount = line.amount(currency)
    expected = f"Expected on {words.day(line.expected_on)}" if line.expected_on else ""
    return {
        "number": str(line.number),
        "code": line.supplier_sku or line.sku,
        "our_code": f"Our code {line.sku}" if line.supplier_sku else "",
        "name": line.name,
        "notes": [text for text in (line.note, expected) if text],
        "quantity": words.number(line.quantity),
        "unit": line.unit,
        "packs": line.packs,
        "cost": "" if line.unit_cost is None else words.unit_price(line.unit_cost, currency),
        "amount": "" if amount is None else words.money(amount, currency),
    }


def _closing(order: PurchaseOrderPaper) -> list[str]:
    open_costs = [line for line in order.lines if line.unit_cost is None]
    asked = ["Please tell us the cost of what has none here before you deliver."]
    named = f"Please name {order.number} on your delivery note and invoice."
    return [*(asked if open_costs else []), named]


def _sums(order: PurchaseOrderPaper) -> list[tuple[str, str]]:
    """Return goods and freight, where both are known; the total alone says it otherwise."""
    if order.goods is None or order.freight is None:
        return []
    return [
        ("Goods", words.money(order.goods, order.currency)),
        ("Freight", words.money(order.freight, order.currency)),
    ]


def _total(order: PurchaseOrderPaper) -> list[str]:
    if order.total is None:
        return []
    return ["Total", words.money(order.total, order.currency)]
