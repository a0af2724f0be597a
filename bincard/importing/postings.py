"""Opening stock and past moves: one row of the file, one command."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from bincard.importing.refusal import RowRefusedError
from bot.language.days import read_day
from bot.language.grammar import VERBS
from bot.language.numbers import read_number
from bot.language.usage import AmbiguousNumber, UsageError
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from inventory.commands import Command, Line, OpenStock
from inventory.people import IMPORT
from inventory.quantity import Amount

LINE_COLUMNS: Final[dict[str, str]] = {
    "item": "item",
    "sku": "item",
    "quantity": "quantity",
    "unit": "unit",
    "location": "location",
    "bin": "location",
    "to location": "target",
    "target": "target",
    "lot": "lot",
    "supplier's lot": "supplier_lot",
    "serials": "serials",
    "made on": "made_on",
    "expires": "expires_on",
    "expires on": "expires_on",
    "condition": "condition",
    "reason": "reason",
    "document": "document",
    "order": "document",
    "carrier": "carrier",
    "tracking": "tracking",
    "customer": "to",
    "unit cost": "unit_cost",
    "note": "note",
}
"""Accepted headers of both files, casefolded -> field."""

STOCK_COLUMNS: Final = LINE_COLUMNS
MOVE_COLUMNS: Final = {**LINE_COLUMNS, "verb": "verb", "date": "occurred_on", "key": "key"}

POSTING_VERBS: Final = tuple(verb.name for verb in VERBS.values() if verb.posts_lines)


def opening_command(row: Mapping[str, str], key: str, at: datetime, today: date) -> Command:
    """Return the command of one row of opening stock; `today` is the warehouse's own.

    Raises:
        RowRefusedError: it cannot be read.
    """
    return OpenStock(key=key, actor=IMPORT, at=at, lines=(_line(row, today),))


def move_command(row: Mapping[str, str], key: str, at: datetime, today: date) -> Command:
    """Return the command of one row of past moves; `today` is the warehouse's own.

    Raises:
        RowRefusedError: it cannot be read.
    """
    name = row.get("verb", "").casefold()
    verb = VERBS.get(name)
    if verb is None or verb.command is None or not verb.posts_lines:
        raise RowRefusedError(f"Verb must be one of: {', '.join(POSTING_VERBS)}.")
    asked: dict[str, Any] = {
        "key": f"import:{row['key']}" if "key" in row else key,
        "actor": IMPORT,
        "at": at,
        "lines": (_line(row, today),),
        "occurred_on": _read(row, "occurred_on", partial(read_day, today=today, looks_back=True)),
    }
    return verb.command.model_validate({**asked, "kind": name})  # type: ignore[return-value]


def _line(row: Mapping[str, str], today: date) -> Line:
    number = _read(row, "quantity", read_number)
    parts = {
        name: text
        for name, text in row.items()
        if name in Line.model_fields and name not in ("expires_on", "made_on", "unit_cost")
    }
    return Line.model_validate(
        {
            **parts,
            "amount": None if number is None else Amount(number=number, unit=row.get("unit", "")),
            "expires_on": _read(row, "expires_on", partial(read_day, today=today)),
            "made_on": _read(row, "made_on", partial(read_day, today=today, looks_back=True)),
            "unit_cost": _read(row, "unit_cost", read_number),
        }
    )


def _read(row: Mapping[str, str], field: str, reader: Callable[[str], Any]) -> Any:  # noqa: ANN401
    if field not in row:
        return None
    try:
        return reader(row[field])
    except AmbiguousNumber as error:
        raise RowRefusedError(
            f"{row[field]} can mean {' or '.join(error.fixes)}: write one of them."
        ) from error
    except UsageError as error:
        raise RowRefusedError(f"{field.replace('_', ' ')}: {as_plain(mistake(error))}") from error
