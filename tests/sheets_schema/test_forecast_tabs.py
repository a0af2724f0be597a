"""The tabs Forecast and Reviews: every figure beside its error, every change and who decided it."""

from decimal import Decimal

import pytest

from inventory.documents.forecast import (
    Accuracy,
    Forecast,
    LeadTimeBasis,
    LeadTimeEstimate,
    LifeStage,
    SharedPart,
)
from inventory.documents.review import Review
from inventory.planning_commands import FORECASTS_MAX
from sheets_schema.journal_tabs import BODY_COLUMNS
from sheets_schema.packed import packed, unpacked
from sheets_schema.rendering import BODY_CELL
from tests.builders import HOUSE, ITEMS, PEOPLE, a_desk, an_item, edit, undo
from tests.inventory.planning.planned import a_forecast, decide, keep, levels
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links

LEVELS = ("Key", "Status", "Bought at", "Up to", "Waiting: bought at", "Waiting: up to")
LINES = ("Line", "Status", "Item", "Bought at", "Then at", "Up to", "Then up to", "Because of")


@pytest.fixture
def planning(office: Office) -> Office:
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row, by="import"))
    office.desk.handle(keep(a_forecast(10, 40), a_forecast(5, 20, "TEE-BLK-M")))
    return office


def test_a_forecast_stands_there_with_its_error_its_bias_and_its_lead_time(office: Office) -> None:
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row, by="import"))
    figures = a_forecast(
        site="North",
        mean=Decimal("7.0349"),
        method="sba_imapa",
        accuracy=Accuracy(
            origins=4,
            periods=3,
            error=Decimal("0.1834"),
            bias=Decimal("-0.02"),
            coverage=Decimal(1),
            bound=Decimal("0.95"),
        ),
        lead_time=LeadTimeEstimate(
            days=Decimal(14), deviation=Decimal("2.5"), basis=LeadTimeBasis.ITEM
        ),
        service_level=Decimal("0.95"),
        achieved=Decimal("0.912"),
        parameters=levels(10, 40, safety=6, order=30),
        warnings=("minimum_order_over_year", "outlier"),
        shared=SharedPart(promised=Decimal("0.9137"), items=40),
    )
    office.desk.handle(keep(figures))
    office.write_all()

    told = ("Key", "Item", "Site", "Method", "Off by (percent)", "Bias (percent)", "Tried (times)")
    assert columns(office, "Forecast", *told) == [
        ["MUG-BLU @ North", "MUG-BLU", "North", "SBA + IMAPA", 18.34, -2, 4]
    ]
    assert columns(office, "Forecast", "Lead time (days)", "Give or take (days)", "Known from") == [
        [14, 2.5, "item"]
    ]
    assert columns(office, "Forecast", "Asked for (percent)", "Achieved (percent)", "Order") == [
        [95, 91.2, 30]
    ]
    assert columns(office, "Forecast", "Own part (percent)") == [[91.37]]
    assert columns(office, "Forecast", "Expected", "Status") == [[7.03, "active"]]
    assert columns(office, "Forecast", "Warnings") == [["minimum order over year; outlier"]]
    assert differences(office) == []


def test_what_waits_stands_beside_what_acts_until_it_is_decided(planning: Office) -> None:
    planning.desk.handle(keep(a_forecast(20, 80), week=1))
    planning.write_all()
    assert columns(planning, "Forecast", *LEVELS) == [
        ["MUG-BLU", "active", 10, 40, 20, 80],
        ["TEE-BLK-M", "active", 5, 20, "", ""],
    ]
    assert columns(planning, "Reviews", *LINES) == [
        ["RV-1/1", "waiting", "MUG-BLU", 10, 20, 40, 80, "policy"]
    ]
    assert links(planning, "Reviews") == ["#gid=140&range=A2"]

    done = planning.desk.handle(decide())
    planning.write_all()
    assert columns(planning, "Forecast", *LEVELS)[0] == ["MUG-BLU", "active", 20, 80, "", ""]
    assert columns(planning, "Reviews", "Status", "Decided by") == [["used", "U0MIA"]]

    planning.desk.handle(undo(done.transaction.id, by="U0MIA"))
    planning.write_all()
    assert columns(planning, "Reviews", "Status", "Decided by") == [["waiting", ""]]
    assert differences(planning) == []


def test_what_was_overtaken_says_by_what(planning: Office) -> None:
    planning.desk.handle(keep(a_forecast(20, 80), week=1))
    planning.desk.handle(keep(a_forecast(60, 240), week=2))
    planning.write_all()

    assert columns(planning, "Reviews", "Line", "Status", "Overtaken by") == [
        ["RV-1/1", "overtaken", "RV-2"],
        ["RV-2/1", "waiting", ""],
    ]


def test_what_is_not_planned_any_more_leaves_its_name(planning: Office) -> None:
    dead = a_forecast(0, 0, "TEE-BLK-M", life_stage=LifeStage.DEAD)
    planning.desk.handle(keep(dead, week=1, gone=("MUG-BLU",)))
    planning.write_all()

    assert columns(planning, "Forecast", "Key", "Status") == [
        ["MUG-BLU", "taken back"],
        ["TEE-BLK-M", "dead"],
    ]
    assert differences(planning) == []


def test_a_full_part_of_a_run_fits_its_row_of_audit() -> None:
    desk = a_desk()
    names = [f"ITEM-{number:05}" for number in range(FORECASTS_MAX)]
    for name in names:
        desk.handle(edit(an_item(name)))
    for week in range(3):
        some = (_uneven(name, number, week) for number, name in enumerate(names))
        desk.handle(keep(*some, week=week))
    [review] = desk.book.open(Review)
    desk.handle(decide(review.number))

    for entered in desk.entered_after(desk.last_sequence() - 4, 4):
        body = packed(entered.content, BODY_CELL * BODY_COLUMNS)
        assert len(body) < BODY_CELL * BODY_COLUMNS
        assert unpacked(body) == entered.content


def _uneven(name: str, number: int, week: int) -> Forecast:
    odd = Decimal((number * 7919 + week * 104729) % 99991) / 1000
    return a_forecast(
        int(odd) + 5,
        int(odd * 3) + 9,
        name,
        mean=odd,
        deviation=odd / 3 + 1,
        demand_over_horizon=odd * 2,
        accuracy=Accuracy(
            origins=4, periods=3, error=odd / 100, bias=-odd / 200, coverage=Decimal(1)
        ),
        lead_time=LeadTimeEstimate(days=odd, deviation=odd / 7),
    )
