"""What a cell cannot say, though it is well written: by its record, or by the cells beside it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from inventory.carriage.carrier import CarrierService
from inventory.carriage.countries import country_code
from inventory.condition import DispositionRule
from inventory.customer import Customer
from inventory.item import Item
from inventory.location import Location
from inventory.package_type import PackageType
from inventory.people import Duty, Person
from inventory.quantity import singular
from inventory.record import Record
from inventory.rules import Setting
from inventory.settings.cells import DAYS_MAX
from inventory.stock_policy import AlertKind, StockPolicy, Subscription
from inventory.supplier import Supplier
from sheets_schema.codec import Cell
from sheets_schema.columns import Tab
from sheets_schema.row_reading import Reading, own_values
from sheets_schema.setting_rows import check_setting

MEMBER_ID: Final = re.compile(r"[UW][A-Z0-9]{2,}")
CODE_MAX: Final = 75
"""As much of a code as a menu in Slack shows."""
CODED: Final = (Item, Location, Supplier, Customer, CarrierService, PackageType)
"""Records whose key is a code that people made up."""

DAYS: Final = ("lead_time_days", "shelf_life_days", "least_days_left")
"""What tells how long goods take or keep: days are added to, and calendars end."""

LAST_WORD: Final[Mapping[type[Record], str]] = {
    CarrierService: "days_max",
    PackageType: "most_weight_kg",
    DispositionRule: "disposition",
    StockPolicy: "policy",
}
"""Where cells do not go together: the one to change."""


def check_together(tab: Tab, reading: Reading, cells: Mapping[str, Cell]) -> None:
    """Refuse cells that are good by themselves and cannot be for this record."""
    if tab.model is Setting:
        check_setting(reading, cells.get("value"))
    elif tab.model in CODED:
        _check_code(tab, reading)
        _check_days(reading)
    if tab.model is Item:
        _check_item(reading)
    elif tab.model is StockPolicy:
        _check_levels(reading)
    elif tab.model is Subscription:
        _check_words(reading, "kinds", AlertKind, "kind of alert")
    elif tab.model is Person:
        _check_person(reading)
    elif tab.model is Customer:
        _check_customer(reading)
    _check_model(tab, reading)


def _check_code(tab: Tab, reading: Reading) -> None:
    """A code is typed, scanned and chosen from menus: it is one short line one can see."""
    code = str(reading.values.get(tab.key, ""))
    if len(code) > CODE_MAX:
        reason = f"it has {len(code)} characters"
        reading.refuse(tab.key, reason, f"Use {CODE_MAX} at most.", f"{code[:CODE_MAX]}…")
    elif not code.isprintable():
        reason = "there are line breaks or characters in it that nobody sees"
        reading.refuse(tab.key, reason, "Type the code anew.", code)


def _check_days(reading: Reading) -> None:
    for name in DAYS:
        days = reading.values.get(name)
        if isinstance(days, int) and days > DAYS_MAX:
            mend = f"Use {DAYS_MAX:,} at most, or clear it."
            reading.refuse(name, "that is more than ten years", mend)


def _check_item(reading: Reading) -> None:
    packs, unit = reading.values.get("packs", ()), reading.values.get("unit", "piece")
    for pack in packs if isinstance(packs, tuple) else ():
        if singular(pack.unit) == singular(str(unit)):
            mend = "Name packs otherwise, as in case=12."
            reading.refuse("packs", f"“{pack.unit}” is what one is counted in", mend)
            break
    _check_levels(reading)


def _check_levels(reading: Reading) -> None:
    low, high = reading.values.get("minimum"), reading.values.get("maximum")
    if low is not None and high is not None and str(high) != str(low) and high < low:  # type: ignore[operator]
        reading.refuse("maximum", f"it is below the minimum of {low}", "Raise it, or clear it.")


def _check_words(reading: Reading, field: str, known: type[StrEnum], what: str) -> None:
    """Refuse a word that is none of those a cell may name several of."""
    said = reading.values.get(field, ())
    cells = said if isinstance(said, tuple) else ()
    words = [part.strip() for one in cells for part in str(one).split(",") if part.strip()]
    meant = [word.casefold().replace(" ", "_") for word in words]
    for word, one in zip(words, meant, strict=True):
        if one not in set(known):
            mend = f"Use some of these, separated by commas: {', '.join(known)}."
            reading.refuse(field, f"“{word}” is no {what}", mend, word)
            return
    if words:
        reading.values[field] = tuple(meant)


def _check_person(reading: Reading) -> None:
    _check_words(reading, "duties", Duty, "duty")
    user = str(reading.values.get("user", ""))
    if user and not MEMBER_ID.fullmatch(user):
        mend = "In Slack: profile, three dots, Copy member ID."
        reading.refuse("user", f"“{user}” is not a Slack member id", mend, user)


def _check_customer(reading: Reading) -> None:
    country = str(reading.values.get("country", ""))
    try:
        reading.values |= {"country": country_code(country)} if country else {}
    except ValueError:
        reason = f"no country has the code {country}"
        reading.refuse("country", reason, "Type two letters, as in DE, GB or US.", country)


def _check_model(tab: Tab, reading: Reading) -> None:
    """What cells say together, or a limit of one of them, is known to the record alone."""
    if tab.model is None or reading.bad:
        return
    try:
        tab.model.model_validate(own_values(tab.model, reading.values))
    except ValidationError as error:
        for each in error.errors():
            field = str(each["loc"][0]) if each["loc"] else LAST_WORD.get(tab.model, tab.key)
            if field in tab.by_field:
                reading.refuse(field, _plainly(each["msg"]), "Type another value, or clear it.")


def _plainly(message: str) -> str:
    """Make a sentence about input one about the cell; a record's own words stand as they are."""
    own = message.removeprefix("Value error, ").removeprefix("Input ")
    said = own if own != message else f"{own[:1].lower()}{own[1:]}"
    return f"it {said}" if said.startswith("should") else said
