"""The weekly report: in words, with charts in its thread, once; and again for those who ask."""

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from bot.charts.of_weeks import week_sheet
from bot.messages.telling import Telling
from bot.messages.weekly_report import weekly_report_message
from inventory.documents.weekly_report import LostSale, WeekFigures
from tests.bot.conftest import MANAGERS, STOCK
from tests.bot.counter import PLOTTER, Counter, a_sender
from tests.bot.weeks import FIGURES, a_report, keep_report


@pytest.fixture(scope="module", autouse=True)
def _drawn_before():
    """The first chart of a process takes a while; on a busy machine its answer follows later."""
    PLOTTER.draw(week_sheet(a_report(), "EUR"))


@pytest.fixture
def counter(desk, options, workspace, contacts, bot):
    return Counter(desk, a_sender(desk, options, contacts), workspace)


def said(desk, **changed):
    figures = FIGURES.model_copy(update=changed)
    message = weekly_report_message(a_report(figures=figures), Telling(book=desk.book))
    return message.text.splitlines()


def test_a_week_is_told_by_what_counts_and_what_was_asked_for(desk):
    assert said(desk) == [
        "*Week 48 of 2026* (WR-2026-48), 2026-11-23 to 2026-11-29.",
        (
            "*Service:* 92.7 % of what was ordered was there at once (1,144 of 1,234): 2.3 points "
            "below the target of 95 %. 3 items ran out on some day."
        ),
        (
            "*Stock:* worth 12,345.50 EUR (345.50 EUR more than a week before), lasts 58 days, "
            "turns over 6.2 times a year."
        ),
        "*Counts:* 12.50 EUR lost.",
        "*Forecasts:* off by 21.3 %, 4 % too low on the whole.",
        "*Said:* 4 proposals, 6 new alerts, 5 over.",
        "*Rising:* MUG-BLU Blue mug 24 pieces (usually 12).",
        "*Falling:* ROPE-8 Rope 8 mm 1.5 metres (usually 10).",
        "*Sold most:* MUG-RED Red mug 90 pieces for 360.00 EUR.",
    ]


def test_what_left_without_an_order_was_there_by_definition_and_is_said_so(desk):
    assert (
        "(1,144 of 1,234; 400 of it handed over without an order)"
        in (said(desk, handed_over=Decimal(400))[1])
    )
    everything = {"ordered": Decimal(9), "filled": Decimal(9), "handed_over": Decimal(9)}
    assert "(9 of 9; all of it handed over without an order)" in said(desk, **everything)[1]


def test_what_was_all_handed_over_tells_nothing_of_the_target(desk):
    everything = {"ordered": Decimal(9), "filled": Decimal(9), "handed_over": Decimal(9)}
    assert said(desk, **everything, fill_rate=Decimal(1), stockouts=0)[1] == (
        "*Service:* 100 % of what was ordered was there at once (9 of 9; all of it handed over "
        "without an order): that tells nothing of the target of 95 %. Nothing ran out."
    )


def test_what_may_have_been_missed_is_named_by_item_in_pieces_and_money(desk):
    lost = (
        LostSale(item="MUG-BLU", days=3, quantity=Decimal("4.5"), value=Decimal("22.5")),
        LostSale(item="ROPE-8", days=1, quantity=Decimal(2)),
    )
    figures = FIGURES.model_copy(update={"lost_value": Decimal("22.5")})
    report = a_report(figures=figures, lost=lost)
    message = weekly_report_message(report, Telling(book=desk.book))
    assert message.text.splitlines()[2] == (
        "*May have been missed:* about 22.50 EUR in all, at what was expected: MUG-BLU Blue mug 4.5 "
        "pieces (3 days out, 22.50 EUR); ROPE-8 Rope 8 mm 2 metres (1 day out)."
    )


def test_a_target_that_is_reached_is_said_so(desk):
    assert (
        ": the target of 95 % is reached. Nothing ran out."
        in (said(desk, fill_rate=Decimal("0.95"), stockouts=0)[1])
    )


def test_a_first_week_says_only_what_there_was(desk):
    report = a_report(figures=WeekFigures(), risers=(), fallers=(), best=())
    lines = weekly_report_message(report, Telling(book=desk.book)).text.splitlines()
    assert lines[1:] == [
        "*Service:* nothing was ordered, so there is nothing to measure.",
        "*Said:* no proposals, no new alerts.",
    ]


def test_what_counts_found_again_is_no_loss(desk):
    assert "*Counts:* 3.00 EUR found again." in said(desk, shrinkage=Decimal(-3))


def test_the_report_stands_in_the_managers_channel_with_its_charts_in_the_thread(
    desk, counter, workspace
):
    keep_report(desk, a_report())
    root = counter.message("*Week 48 of 2026*", MANAGERS)
    charts = counter.message("Charts of WR-2026-48.", MANAGERS)
    assert charts.thread_ts == root.ts
    (file,) = workspace.state()["files"]
    assert file["name"] == "charts WR-2026-48.png"
    assert file["title"].startswith("Charts WR-2026-48 (TX-")
    assert Image.open(io.BytesIO(workspace.file(file["id"]))).width == 1600


def test_managers_see_the_last_one_again_or_another(desk, cleo, workspace):
    keep_report(desk, a_report())
    keep_report(desk, a_report("WR-2026-47", date(2026, 11, 16)))
    seen = cleo.types(STOCK, "/inv report")
    assert seen.message.is_ephemeral
    assert seen.text.startswith("*Week 48 of 2026*")
    assert workspace.state()["files"][-1]["name"] == "WR-2026-48.png"
    assert cleo.types(STOCK, "/inv report 2026-47").text.startswith("*Week 47 of 2026*")
    assert "WR-2026-40" in cleo.types(STOCK, "/inv report WR-2026-40").text
    assert "has no place here" in cleo.types(STOCK, "/inv report WR-2026-48 please").text


def test_before_the_first_week_it_says_when_it_comes(cleo):
    assert cleo.types(STOCK, "/inv report").text.startswith("There is no weekly report yet.")


def test_what_tells_money_is_for_managers(desk, ana):
    keep_report(desk, a_report())
    text = ana.types(STOCK, "/inv report").text
    assert "Week 48" not in text
    assert "manager" in text
