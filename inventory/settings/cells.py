"""Reading a setting as it stands in a cell of the Settings tab; what is no good says why."""

import re
from datetime import date
from functools import cache
from typing import Annotated, Final, TypeVar
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator

from inventory.people import Role

DAYS_MAX: Final = 3650
CHANNEL_ID: Final = re.compile(r"[CG][A-Z0-9]{2,}")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"no time zone is called {name}")
    return name


def _not_a_manager(role: Role) -> Role:
    if role.includes(Role.MANAGER):
        raise ValueError("people who are not listed may be none, viewer or operator")
    return role


def _channel_id(text: str) -> str:
    if text and not CHANNEL_ID.fullmatch(text):
        raise ValueError("a channel's id looks like C0123ABCD; its name does not do")
    return text


def _folded(text: object) -> object:
    return text.strip().casefold() if isinstance(text, str) else text


def _days(text: object) -> object:
    """Read days as they stand in a cell, with commas or spaces between."""
    if not isinstance(text, str):
        return text
    try:
        return frozenset(map(date.fromisoformat, re.split(r"[,;\s]+", text.strip(" ,;"))))
    except ValueError as error:
        raise ValueError("days are written as 2026-12-25, 2026-12-26") from error


Choice = TypeVar("Choice")
ChannelId = Annotated[str, AfterValidator(_channel_id)]
ZoneName = Annotated[str, AfterValidator(_known_zone)]
RoleOfStrangers = Annotated[Role, AfterValidator(_not_a_manager)]
OneOf = Annotated[Choice, BeforeValidator(_folded)]
"""One of the values of an enum, in capitals or not."""

Days = Annotated[frozenset[date], BeforeValidator(_days)]
