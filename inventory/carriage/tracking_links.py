"""Links to carriers' public pages, where anybody can follow a shipment by its number.

Source:
    The carriers' own tracking pages.
"""

from typing import Annotated, Final
from urllib.parse import quote

from pydantic import AfterValidator

PLACE: Final = "{number}"
"""Where the number goes in a template."""

UPS_LINK: Final = "https://www.ups.com/track?tracknum={number}"
USPS_LINK: Final = "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}"
FEDEX_LINK: Final = "https://www.fedex.com/fedextrack/?trknbr={number}"
DHL_LINK: Final = "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}"
DHL_PARCEL_LINK: Final = (
    "https://www.dhl.de/en/privatkunden/pakete-empfangen/verfolgen.html?piececode={number}"
)


def link_for(number: str, template: str) -> str:
    """Put a number into a link, escaped; empty without a template.

    Examples:
        >>> link_for("VAN 7", "https://track.example/{number}")
        'https://track.example/VAN%207'
    """
    return template.replace(PLACE, quote(number, safe=""))


def _link_template(text: str) -> str:
    if text and (PLACE not in text or not text.startswith(("https://", "http://"))):
        raise ValueError(f"a tracking link begins with https:// and has {PLACE} in it")
    return text


LinkTemplate = Annotated[str, AfterValidator(_link_template)]
"""A link with `{number}` in it, or empty."""
