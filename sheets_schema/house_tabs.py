"""The front page, the house rules and the people."""

from typing import Final

from inventory.people import Duty, Person, Role
from inventory.rules import Setting
from sheets_schema.columns import ACTIVE, Column, Kind, Owner, Tab

START: Final = Tab(
    title="Start here",
    sheet_id=101,
    owner=Owner.MANAGERS,
    columns=(),
    key="",
    purpose="The front page: what each tab is for, and how to begin.",
    color="#1A73E8",
)

SETTINGS: Final = Tab(
    title="Settings",
    sheet_id=102,
    owner=Owner.MANAGERS,
    model=Setting,
    key="name",
    purpose="The house rules. A blank value means the default.",
    color="#5F6368",
    is_protected=True,
    columns=(
        Column("Setting", "name", width=230, is_required=True),
        Column("Value", "value", width=200, note="Blank: the default beside it."),
        Column("Default", "default", width=110),
        Column("What it does", "description", width=560),
    ),
)

PEOPLE: Final = Tab(
    title="People",
    sheet_id=103,
    owner=Owner.MANAGERS,
    model=Person,
    key="user",
    purpose="Who may do what. Only the admins named here may edit this tab.",
    color="#5F6368",
    is_protected=True,
    columns=(
        Column(
            "Slack user",
            "user",
            width=130,
            note="The member id, as in U012AB3CD (profile, three dots, Copy member ID).",
            is_required=True,
        ),
        Column("Name", "name", width=180),
        Column(
            "Role",
            "role",
            Kind.CHOICE,
            110,
            "Each role includes the ones before it: none, viewer, operator, manager, admin.",
            choices=tuple(role.value for role in Role),
        ),
        Column("E-mail", "email", width=220, note="The Google account, by which the sheet knows."),
        Column(
            "Counts",
            "is_counter",
            Kind.BOOLEAN,
            70,
            "Tick who gets sheets of the counts that are due.",
        ),
        Column(
            "Duties",
            "duties",
            Kind.LIST,
            200,
            "What an operator is kept to; several: separated by commas or semicolons. Blank: all. "
            f"{', '.join(Duty)}.",
        ),
        ACTIVE,
    ),
)
