"""What an import would do, line by line of the file."""

from dataclasses import dataclass, field

from inventory.commands import Command
from inventory.customer import Contact


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        commands: line of the file -> command; of an order, its first line.
        errors: line of the file -> what is wrong with it.
        contacts: line of the file -> who the customer is, where that has to be kept.
        unchanged: rows that the book says already, or that an earlier run has posted.
    """

    commands: dict[int, Command] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    contacts: dict[int, Contact] = field(default_factory=dict)
    unchanged: int = 0
