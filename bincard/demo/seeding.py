"""The demo's warehouse: brought in by the same import that a business would use, through the desk."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Final

from bincard.demo.past import seed_past
from bincard.importing.run import plan_import, post_import
from inventory.commands import EditRow
from inventory.customer import Contacts
from inventory.dates import local_date
from inventory.entries import MasterRow
from inventory.errors import NothingChanged
from inventory.people import IMPORT, Person, Role
from inventory.planning.running import computed
from inventory.ports import Desk, JournalReader
from inventory.rules import Setting
from jobs.job import Occasion
from jobs.plan import run_plan

ADMIN: Final = "U0CLEO"
PEOPLE: Final = (
    Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
    Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
    Person(user=ADMIN, name="Cleo", role=Role.ADMIN),
)
"""Who works in the demo; the stand-in for Slack knows them by the same ids."""

SETTINGS: Final = (
    Setting(name="company", value="Blue Mug Trading"),
    Setting(name="stock_channel", value="C0STOCK"),
    Setting(name="managers_channel", value="C0MANAGERS"),
    Setting(name="log_channel", value="C0LOG"),
)
FILES: Final = (
    "suppliers",
    "locations",
    "items",
    "carriers",
    "package_types",
    "customers",
    "stock",
    "moves",
    "orders",
)
OPENING: Final = "stock"
"""What the past comes before."""

HISTORY_DAYS: Final = 2
"""The seeded postings are so old, so that a day's work in the demo stands apart from them."""


def seed(
    desk: Desk,
    reader: JournalReader,
    contacts: Contacts,
    now: datetime,
    *,
    has_past: bool = False,
) -> None:
    """Fill an empty journal with people, house rules and the warehouse; twice is as good as once.

    Args:
        desk: which records it.
        reader: what was recorded.
        contacts: where customers are kept.
        now: the warehouse opened two days before.
        has_past: with half a year of sales before that, and forecasts worked out from them.
    """
    began = now - timedelta(days=HISTORY_DAYS)
    desk.handle_all([_edit(row, began) for row in _first_rows()])
    folder = Path(str(resources.files("bincard.demo") / "seed"))
    for kind in FILES:
        if has_past and kind == OPENING:
            seed_past(desk, folder / "past.csv", began)
        plan = plan_import(kind, folder / f"{kind}.csv", desk.book, reader, began, contacts.kept())
        if plan.errors:
            raise ValueError(f"the demo's {kind}.csv has errors: {plan.errors}")
        post_import(plan, desk, lambda _: None, contacts)
    if has_past:
        _plan(desk, reader, now)


def _plan(desk: Desk, reader: JournalReader, now: datetime) -> None:
    """Have forecasts worked out, as the planning job does at night."""
    today = local_date(desk.book, now)
    occasion = Occasion(job="plan", slot="seed", at=now, on=today)
    with suppress(NothingChanged):  # of a seed that is repeated
        run_plan(desk, occasion, compute=lambda book, on: computed(book, reader, on))


def _first_rows() -> Iterable[MasterRow]:
    yield from PEOPLE
    yield from SETTINGS


def _edit(row: MasterRow, at: datetime) -> EditRow:
    return EditRow(
        key=f"seed:{row.type}:{row.key}",
        actor=IMPORT,
        at=at,
        type=row.type,
        row_key=row.key,
        version=0,
        after=row,
    )
