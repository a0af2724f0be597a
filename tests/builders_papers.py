"""Papers with memorable contents, for tests and benchmarks: a slip, bills, a label."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from inventory.address import Address
from inventory.billing.crediting import CreditRequest, make_credit_note
from inventory.billing.invoice import CreditNote, Invoice, Party
from inventory.billing.invoicing import Charge, InvoiceRequest, make_invoice
from inventory.papers.packing_slip import PackingSlip, SlipLine, SlipPackage
from inventory.papers.purchase_order_paper import PurchaseOrderPaper, PurchasePaperLine
from inventory.papers.shipping_label import ShippingLabel

TODAY = date(2026, 11, 23)

LANTERN = Address(
    name="Lantern Goods",
    lines=("Warehouse 2", "Calle del Norte 14"),
    postcode="28080",
    city="Madrid",
    country="Spain",
)
HARBOUR = Address(
    name="Harbour Tea Rooms",
    lines=("c/o Ida Jansen", "Quay Street 9"),
    postcode="20457",
    city="Hamburg",
    country="Germany",
)
NAMES = (
    ("MUG-BLU", "Blue mug"),
    ("TEE-BLK-M", "T-shirt, black, medium"),
    ("JAM-STR", "Strawberry jam 250 g"),
    ("TEA-EGY", "Earl Grey tea, loose leaf, tin of 100 g"),
)


def a_slip_line(quantity: Any = 24, sku: str = "MUG-BLU", **parts: Any) -> SlipLine:
    parts.setdefault("name", dict(NAMES).get(sku, sku))
    return SlipLine(sku=sku, quantity=Decimal(str(quantity)), **parts)


def slip_lines(number: int) -> tuple[SlipLine, ...]:
    """So many lines, no two alike."""
    return tuple(
        a_slip_line(position, f"{sku}-{position:03}", name=f"{name}, no. {position}")
        for position, (sku, name) in zip(
            range(1, number + 1), NAMES * (number // len(NAMES) + 1), strict=False
        )
    )


def a_slip(*lines: SlipLine, **parts: Any) -> PackingSlip:
    return PackingSlip(
        **{
            "number": "SH-12",
            "order": "SO-7",
            "reference": "HTR/2026/118",
            "issued_on": TODAY,
            "ship_from": LANTERN,
            "ship_to": HARBOUR,
            "lines": lines or (a_slip_line(),),
            **parts,
        }
    )


def a_full_slip(**parts: Any) -> PackingSlip:
    """One of everything that a slip can say."""
    lines = (
        a_slip_line(24, "MUG-BLU"),
        a_slip_line(6, "JAM-STR", unit="jar", lot="L7", note="Best before 1 March 2027"),
        a_slip_line("2.5", "TEA-EGY", unit="kg"),
    )
    return a_slip(
        *lines,
        **{
            "back_ordered": (a_slip_line(12, "TEE-BLK-M", note="expected 4 December 2026"),),
            "packages": (
                SlipPackage(number="PK-1", kind="Carton M", weight=Decimal("11.4")),
                SlipPackage(number="PK-2", kind="Carton S", weight=Decimal("3.25")),
            ),
            "requirements": ("No styrofoam.", "Deliver before noon, ring at the side door."),
            "carrier": "DHL",
            "service": "Express",
            "tracking": "JD014600006281234567",
            **parts,
        },
    )


def a_charge(quantity: Any = 24, price: Any = "4.50", sku: str = "MUG-BLU", **parts: Any) -> Charge:
    parts.setdefault("name", dict(NAMES).get(sku, sku))
    parts.setdefault("tax_percent", Decimal(21))
    return Charge(sku=sku, quantity=Decimal(str(quantity)), unit_price=Decimal(str(price)), **parts)


def an_invoice(*charges: Charge, **parts: Any) -> Invoice:
    return make_invoice(
        InvoiceRequest(
            **{
                "number": "INV-1",
                "issued_on": TODAY,
                "seller": Party(address=LANTERN, tax_id="ESB12345674"),
                "bill_to": Party(address=HARBOUR, tax_id="DE123456788"),
                "currency": "EUR",
                "charges": charges or (a_charge(),),
                "order": "SO-7",
                **parts,
            }
        )
    )


def a_full_invoice(**parts: Any) -> Invoice:
    """Three rates, a discount, postage, a price finer than a cent."""
    charges = (
        a_charge(24, "4.50", "MUG-BLU", discount_percent=Decimal(10)),
        a_charge(6, "3.95", "JAM-STR", unit="jar", tax_percent=Decimal(10)),
        a_charge("2.5", "18.40", "TEA-EGY", unit="kg", tax_percent=Decimal(10)),
        a_charge(1000, "0.0125", "SCREW-M4", name="Screw M4"),
        a_charge(1, "7.90", "", name="Postage", unit="parcel", tax_percent=Decimal(0)),
    )
    return an_invoice(
        *charges,
        **{
            "due_on": date(2026, 12, 23),
            "supplied_on": date(2026, 11, 22),
            "shipments": ("SH-12", "SH-13"),
            "payment_note": "Please pay to IBAN ES91 2100 0418 4502 0005 1332 and name INV-1.",
            **parts,
        },
    )


def a_credit_note(
    invoice: Invoice,
    quantities: dict[int, Any] | None = None,
    *,
    earlier: Iterable[CreditNote] = (),
    **parts: Any,
) -> CreditNote:
    """`quantities` by line; all that is left unless named."""
    wanted = quantities and {line: Decimal(str(each)) for line, each in quantities.items()}
    facts = {
        "number": "CN-1",
        "issued_on": date(2026, 11, 30),
        "reason": "Two arrived broken.",
        **parts,
    }
    return make_credit_note(invoice, CreditRequest(quantities=wanted, **facts), earlier)


def a_label(**parts: Any) -> ShippingLabel:
    return ShippingLabel(
        **{
            "ship_from": LANTERN,
            "ship_to": HARBOUR,
            "carrier": "DHL",
            "service": "Express",
            "tracking": "JD014600006281234567",
            "package": 1,
            "packages": 2,
            "weight": Decimal("11.4"),
            "order": "SO-7",
            **parts,
        }
    )


def a_purchase_line(
    number: int = 1, quantity: Any = 24, cost: Any = "3.20", sku: str = "MUG-BLU", **parts: Any
) -> PurchasePaperLine:
    parts.setdefault("name", dict(NAMES).get(sku, sku))
    unit_cost = None if cost is None else Decimal(str(cost))
    return PurchasePaperLine(
        number=number, sku=sku, quantity=Decimal(str(quantity)), unit_cost=unit_cost, **parts
    )


def a_purchase_paper(*lines: PurchasePaperLine, **parts: Any) -> PurchaseOrderPaper:
    return PurchaseOrderPaper(
        **{
            "number": "PO-12",
            "issued_on": TODAY,
            "buyer": LANTERN,
            "supplier": HARBOUR,
            "deliver_to": LANTERN,
            "currency": "EUR",
            "lines": lines or (a_purchase_line(),),
            **parts,
        }
    )


def a_full_purchase_paper(**parts: Any) -> PurchaseOrderPaper:
    """One of everything that a purchase order can say."""
    lines = (
        a_purchase_line(1, 24, "3.20", supplier_sku="B-77", packs="2 x case of 12"),
        a_purchase_line(
            2,
            "2.5",
            "18.40",
            "TEA-EGY",
            unit="kg",
            note="the large leaves",
            expected_on=date(2026, 12, 24),
        ),
        a_purchase_line(3, 12000, "0.0125", "SCREW-M4", name="Screw M4"),
    )
    return a_purchase_paper(
        *lines,
        **{
            "tax_id": "ESB12345674",
            "reference": "4711/26",
            "expected_on": date(2026, 12, 7),
            "freight": Decimal(45),
            "note": "Leave it at the gate.\nNo pallets.",
            **parts,
        },
    )
