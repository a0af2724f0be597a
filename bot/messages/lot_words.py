"""How the status of a lot is called, everywhere the same."""

from typing import Final

from inventory.lot import LotStatus

IS_HELD: Final[dict[str, str]] = {
    LotStatus.HOLD: "on hold",
    LotStatus.QUARANTINE: "in quarantine",
    LotStatus.RECALLED: "recalled",
    LotStatus.EXPIRED: "past its date",
}
"""Status -> what a lot with it is; that of approved ones is not mentioned."""
