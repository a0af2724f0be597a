"""Where somebody is, as it is written on an envelope."""

from inventory.record import Record


class Address(Record):
    """A postal address in the recipient's own words and script.

    Attributes:
        name: of the person or company.
        lines: department, street, building, state: everything between the name and the city.
        country: its name or two-letter code; empty within the sender's own.
    """

    name: str
    lines: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    country: str = ""
