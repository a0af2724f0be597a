"""The sheet of a proposal: a chart a line, with stock before and after."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.charts.of_proposals import proposal_sheet
from bot.charts.sheets import charts_of
from inventory.documents.replenishment import Proposal, ProposalLine
from inventory.papers.chart import CHARTS_MAX
from inventory.supplier import Supplier
from tests.bot.conftest import a_warehouse
from tests.bot.weeks import a_report, keep_report
from tests.builders import edit, pick, receive, ship
from tests.memory_desk import START

TODAY = START.date()


@pytest.fixture
def desk():
    desk = a_warehouse()
    desk.handle(edit(Supplier(code="CLAYCO", name="Clay & Co")))
    on = TODAY - timedelta(days=20)
    desk.handle(receive(10, at="A-01", by="U0CLEO", on=on))
    desk.handle(pick(6, at="A-01", by="U0CLEO", on=on))
    desk.handle(ship(6, by="U0CLEO", on=on))
    return desk


def a_line(item="MUG-BLU", **facts):
    usual = {
        "quantity": 36,
        "on_hand": 14,
        "on_order": 0,
        "inventory_position": 14,
        "minimum": 20,
        "maximum": 50,
    }
    return ProposalLine.model_validate({"item": item} | usual | facts)


def a_proposal(*lines, **facts):
    return Proposal(number="RP-3", supplier="CLAYCO", lines=lines, proposed_on=TODAY, **facts)


def test_a_line_shows_what_was_asked_for_and_what_the_proposal_changes(desk):
    sheet = proposal_sheet(desk.book, desk, a_proposal(a_line()), TODAY)
    assert (sheet.title, sheet.left_out) == ("RP-3: from Clay & Co", "")
    (chart,) = sheet.charts
    assert chart.title == "MUG-BLU · Blue mug"
    assert sum(value for value in chart.series[0].values if value) == 6
    gauge = chart.gauge
    assert (gauge.label, gauge.coming_label) == ("There and on order 14 pieces", "+ 36 proposed")
    assert [level.label for level in gauge.levels] == ["reorder at 20", "up to 50"]


def test_what_was_never_asked_for_has_its_gauge_all_the_same(desk):
    (chart,) = proposal_sheet(desk.book, desk, a_proposal(a_line("GONE")), TODAY).charts
    assert (chart.title, chart.subtitle) == ("GONE", "Nothing was asked for yet.")
    assert chart.gauge.value == Decimal(14)


def test_a_long_proposal_draws_its_first_lines_and_says_how_many_are_left(desk):
    lines = [a_line(f"ITEM-{number}") for number in range(CHARTS_MAX + 1)]
    sheet = proposal_sheet(desk.book, desk, a_proposal(*lines), TODAY)
    assert len(sheet.charts) == CHARTS_MAX
    assert sheet.left_out == "1 more line is not drawn."


def test_goods_of_another_site_say_from_where_to_where(desk):
    proposal = a_proposal(a_line(), site="North", from_site="South")
    assert proposal_sheet(desk.book, desk, proposal, TODAY).title == "RP-3: from South for North"


def test_charts_are_found_by_the_number_of_the_document(desk):
    keep_report(desk, a_report())
    assert charts_of(desk.book, desk, "WR-2026-48", TODAY).title == "Week 48 of 2026"
    with pytest.raises(LookupError):
        charts_of(desk.book, desk, "RP-9", TODAY)
