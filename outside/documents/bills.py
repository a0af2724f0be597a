"""What an invoice and a credit note say, in the order and the words in which it is set."""

from inventory.billing.invoice import Bill, CreditNote, Invoice, InvoiceLine, Party
from outside.documents import words
from outside.documents.parts import Contents, facts, party


def bill_contents(bill: Invoice | CreditNote) -> Contents:
    """Return a bill for `bill.typ`."""
    return {
        "number": bill.number,
        "sender": bill.seller.address.name,
        "parties": [_paying("Bill to", bill.bill_to), _paying("From", bill.seller)],
        "currency": bill.currency,
        "is_discounted": any(line.discount_percent for line in bill.lines),
        "lines": [_line(line, bill.currency) for line in bill.lines],
        "sums": _sums(bill),
        "notes": list(bill.notes),
        **(_of_invoice(bill) if isinstance(bill, Invoice) else _of_credit_note(bill)),
    }


def _of_invoice(invoice: Invoice) -> Contents:
    return {
        "title": "Invoice",
        "total": ["Total due", words.money(invoice.gross, invoice.currency)],
        "facts": facts(
            ("Invoice date", words.day(invoice.issued_on)),
            ("Supplied on", words.day(invoice.supplied_on)),
            ("Due on", words.day(invoice.due_on)),
            ("Order", invoice.order),
            _shipments(invoice),
        ),
        "remarks": invoice.payment_note.splitlines(),
    }


def _of_credit_note(note: CreditNote) -> Contents:
    return {
        "title": "Credit note",
        "total": ["Total credit", words.money(note.gross, note.currency)],
        "facts": facts(
            ("Date", words.day(note.issued_on)),
            ("For invoice", note.invoice),
            ("Order", note.order),
            _shipments(note),
        ),
        "remarks": [f"Reason: {note.reason}"] if note.reason else [],
    }


def _shipments(bill: Bill) -> tuple[str, str]:
    title = "Shipments" if len(bill.shipments) > 1 else "Shipment"
    return title, ", ".join(bill.shipments)


def _line(line: InvoiceLine, currency: str) -> Contents:
    return {
        "number": str(line.number),
        "name": line.name,
        "notes": [text for text in (line.sku, line.note) if text],
        "quantity": words.number(line.quantity),
        "unit": line.unit,
        "price": words.unit_price(line.unit_price, currency),
        "discount": words.percent(line.discount_percent) if line.discount_percent else "",
        "tax": words.percent(line.tax_percent),
        "net": words.money(line.net, currency),
    }


def _sums(bill: Bill) -> list[tuple[str, str]]:
    taxes = [
        (
            f"Tax {words.percent(one.tax_percent)} on {words.money(one.net, bill.currency)}",
            words.money(one.tax, bill.currency),
        )
        for one in bill.taxes
    ]
    return [("Net total", words.money(bill.net, bill.currency)), *taxes]


def _paying(title: str, one: Party) -> Contents:
    return party(title, one.address, f"Tax id {one.tax_id}" if one.tax_id else "")
