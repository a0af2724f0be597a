"""What a row says, and which of its cells cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inventory.record import Record
from sheets_schema.columns import Tab


@dataclass(frozen=True)
class BadCell:
    """A cell that could not be used."""

    field: str
    value: str
    reason: str
    mend: str


@dataclass
class Reading:
    """What a managers' row says.

    Attributes:
        key: the row's own key, as the book knows it; empty where the row has none.
        values: field -> value, of the cells that are good; blanks are left out.
        bad: the cells that are not.
    """

    key: str = ""
    values: dict[str, object] = field(default_factory=dict)
    bad: list[BadCell] = field(default_factory=list)

    def refuse(self, name: str, reason: str, mend: str, value: str = "") -> None:
        """Take a value out again, and say why."""
        taken = self.values.pop(name, None)
        text = value or ("" if taken is None else str(taken))
        self.bad.append(BadCell(field=name, value=text, reason=reason, mend=mend))


def faults_of(tab: Tab, reading: Reading) -> list[str]:
    """Say of each cell that cannot be used what is wrong with it, and what to type."""
    return [f"{tab.by_field[b.field].header}: {b.reason}. {b.mend}" for b in reading.bad]


def own_values(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    """Leave out what a row says beyond its record."""
    return {name: value for name, value in values.items() if name in model.model_fields}
