"""What became of the letter by which a purchase order went to its supplier."""

from bot.messages.text import Bold, Line, clipped, line
from inventory.documents.letter import LetterState
from inventory.documents.purchase_order import PurchaseOrder


def purchase_letter_line(order: PurchaseOrder) -> Line:
    """Word the fate of the last letter of an order; it has one."""
    letter = order.letters[-1]
    said = f" ({clipped(letter.said, 120)})" if letter.said else ""
    fates = {
        LetterState.WAITING: "about to be sent",
        LetterState.SENT: "sent",
        LetterState.REFUSED: (
            f"not sent{said}. Mend that and send it again, or hand the paper over."
        ),
        LetterState.UNKNOWN: (
            f"perhaps sent, perhaps not{said}. Ask the supplier before you resend it: "
            "it may arrive twice."
        ),
        LetterState.NO_ADDRESS: (
            "not sent, the supplier has no e-mail address. Add it on Suppliers and send it again, "
            "or hand the paper over."
        ),
    }
    return line(Bold("E-mail:"), f" {fates[letter.state]}")
