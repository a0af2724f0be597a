"""Demand held against a plain recount, whatever was sold, came back or was undone."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inventory.book import Book
from inventory.demand.history import Demand
from inventory.documents.forecast import Period
from inventory.documents.shipment import Shipment
from inventory.move import MoveKind
from inventory.ports import Flow
from tests.memory_desk import START

DAYS = 20
CUSTOMERS = ("", "ACME", "ZOE")

events = st.lists(
    st.tuples(
        st.sampled_from(["sale", "return", "receipt", "undo"]),
        st.integers(0, DAYS - 1),
        st.sampled_from(CUSTOMERS),
        st.integers(1, 4),
    ),
    max_size=40,
)


def a_book():
    """A book in which every customer has one endless parcel."""
    book = Book()
    for version, customer in enumerate(CUSTOMERS, start=1):
        parcel = Shipment(number=f"SH-{version}", to=customer)
        book.register.put("shipment", parcel.number, parcel, version)
    book.sequence = 10_000
    return book


def flows_of(asked):
    """Turn events into ledger rows, one a transaction; an undo takes the last standing one back."""
    rows, standing = [], []
    ways = {
        "sale": (MoveKind.SHIPMENT, "A-01", "CUSTOMER"),
        "return": (MoveKind.RETURN, "CUSTOMER", "A-01"),
        "receipt": (MoveKind.RECEIPT, "SUPPLIER", "A-01"),
    }
    for number, (what, day, customer, quantity) in enumerate(asked, start=1):
        document = f"SH-{CUSTOMERS.index(customer) + 1}" if what == "sale" else ""
        at = START + timedelta(days=day)
        if what != "undo":
            kind, source, target = ways[what]
            undoes, standing = 0, [*standing, number]
        elif standing:
            undoes = standing.pop()
            kind, target, source = ways[asked[undoes - 1][0]]
        else:
            continue
        rows.append(
            Flow(
                line=number,
                transaction=number,
                undoes=undoes,
                kind=kind,
                item="MUG-BLU",
                lot="",
                quantity=Decimal(quantity),
                source=source,
                target=target,
                document=document,
                occurred_at=at,
            )
        )
    return rows


def recounted(rows):
    """Return day -> what was asked for and kept; returns name nobody, so they are of nobody."""
    undone = {row.undoes for row in rows} | {row.transaction for row in rows if row.undoes}
    sales, days = defaultdict(list), defaultdict(int)
    for row in sorted(rows, key=lambda one: (one.occurred_at, one.line)):
        if row.transaction in undone:
            continue
        if row.kind is MoveKind.SHIPMENT:
            sales[row.document].append([row.occurred_at.date(), int(row.quantity)])
        elif row.kind is MoveKind.RETURN:
            take_back(int(row.quantity), sales["SH-1"])
    for sold in sales.values():
        for day, left in sold:
            days[day] += left
    return {day: left for day, left in days.items() if left}


def take_back(quantity, sold):
    for sale in reversed(sold):
        if sale[1] == quantity:
            sale[1] = 0
            return
    for sale in reversed(sold):
        part = min(quantity, sale[1])
        sale[1] -= part
        quantity -= part


@given(events)
def test_demand_is_what_a_plain_recount_says(asked):
    rows = flows_of(asked)
    found = Demand(a_book(), rows).histories(
        on=START.date() + timedelta(days=DAYS), period=Period.DAY
    )

    days = {
        one.start + timedelta(days=place): value
        for one in found.values()
        for place, value in enumerate(one.values.tolist())
        if value
    }
    assert days == recounted(rows)


@given(events, st.integers(1, DAYS), st.sampled_from(Period))
def test_histories_are_never_below_zero_and_their_parts_fit(asked, on, period):
    today = START.date() + timedelta(days=on)
    for one in Demand(a_book(), flows_of(asked)).histories(on=today, period=period).values():
        assert one.values.shape == one.censored.shape
        assert np.isfinite(one.values).all()
        assert (one.values >= 0).all()
        assert one.start <= one.first_on < today
        assert one.known.size or not one.values.size


@given(events)
def test_days_add_up_to_weeks_and_weeks_to_all(asked):
    demand = Demand(a_book(), flows_of(asked))
    monday = START.date() + timedelta(days=21)
    days, weeks = (demand.histories(on=monday, period=p) for p in (Period.DAY, Period.WEEK))

    assert days.keys() == weeks.keys()
    for key, one in days.items():
        assert one.values.sum() == weeks[key].values.sum()


def test_a_day_of_the_future_changes_nothing_before_it():
    rows = flows_of([("receipt", 0, "", 4), ("sale", 1, "", 1), ("sale", 9, "", 2)])
    found = Demand(a_book(), rows).histories(on=date(2026, 11, 26), period=Period.DAY)

    assert found["MUG-BLU"].values.tolist() == [0, 1, 0]
