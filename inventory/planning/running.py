"""One run of planning: everything that is due is computed anew from the ledger and the book."""

from datetime import date
from typing import NamedTuple

from inventory.book import Book
from inventory.counting.classes import class_of
from inventory.demand.history import Demand
from inventory.demand.supply_times import SupplyTimes
from inventory.documents.forecast import Forecast
from inventory.forecasting.forecaster import Forecaster
from inventory.forecasting.together import expect_together
from inventory.inbound.lead_times import deliveries_of
from inventory.planning.aims import aims
from inventory.planning.due import due, gone
from inventory.planning.figures import Forecasting, abc_classes, figures
from inventory.planning.subjects import subjects_of
from inventory.ports import JournalReader


class Computed(NamedTuple):
    """What a run has found.

    Attributes:
        forecasts: of what was due, by key.
        gone: keys of forecasts of what is not planned any more.
    """

    forecasts: tuple[Forecast, ...] = ()
    gone: tuple[str, ...] = ()


def computed(
    book: Book, reader: JournalReader, on: date, *, forecaster: Forecaster = expect_together
) -> Computed:
    """Compute what is due on a day.

    Args:
        book: as it stands.
        reader: of the ledger, which demand and deliveries are read from.
        on: today; its own period is not over and no part of the demand.
        forecaster: who says what is expected.
    """
    demand = Demand(book, reader.flows())
    found = demand.histories(on=on)
    lead_times = SupplyTimes(book, deliveries_of(book, reader))
    planned = list(subjects_of(book, found, lead_times.of, on))
    wanted = due(book, planned, on)
    classes = abc_classes(book, found.values())
    aimed = aims(
        book,
        wanted,
        planned,
        lambda one: class_of(one.item, classes),
        on=on,
        cycles=demand.cycles,
    )
    forecasting = Forecasting(forecaster, planned)
    made = figures(book, wanted, on=on, aims=aimed, classes=classes, forecasting=forecasting)
    return Computed(tuple(sorted(made, key=lambda one: one.key)), gone(book, planned))
