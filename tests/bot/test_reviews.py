"""A review in the managers' channel: read, decided by a click or item by item, and taken back."""

from decimal import Decimal

import pytest

from bot.messages.reviews import levels as written
from bot.messages.reviews import review_message
from bot.messages.telling import Telling
from inventory.documents.forecast import Parameters
from inventory.documents.review import Review, ReviewLine, ReviewStatus
from tests.bot.conftest import MANAGERS, STOCK, a_warehouse
from tests.bot.counter import Counter, a_sender
from tests.builders import an_item, edit
from tests.inventory.planning.planned import RUN_ON, a_forecast, acting, keep, levels


@pytest.fixture
def desk():
    """RV-1 asks about mugs, whose levels would double, and about rope, of which less is needed."""
    desk = a_warehouse()
    desk.handle(edit(an_item("MUG-BLU", unit_cost=Decimal("3.20"))))
    for week, s, rope in ((0, 10, 50), (1, 20, 20)):
        mugs = levels(s, 4 * s, safety=s / 2, order=3 * s)
        ropes = levels(rope, 3 * rope, safety=rope / 5, order=2 * rope)
        desk.handle(
            keep(
                a_forecast(parameters=mugs, mean=Decimal(s)),
                a_forecast(item="ROPE-8", parameters=ropes, deviation=Decimal(rope)),
                week=week,
            )
        )
    return desk


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return Counter(desk, a_sender(desk, options, contacts), workspace)


def board(counter, number="RV-1"):
    return counter.message(f"*Review {number}*", MANAGERS)


def test_it_says_what_would_change_why_and_what_that_costs(counter, bot):
    shown = board(counter)

    assert shown.text == (
        "*Review RV-1* of Sun 2026-11-29: 2 items would be bought by other figures than until now.\n"
        "• *MUG-BLU* Blue mug: bought at 10 → 20, up to 40 → 80; more of it is asked for.\n"
        "• *ROPE-8* Rope 8 mm: bought at 50 → 20, up to 150 → 60; demand has become steadier.\n"
        "*Together:* 64.00 EUR of stock more on average.\n"
        "Nothing is bought by these figures before somebody has decided."
    )
    assert shown.buttons == ["Use them all", "Keep the old ones", "One by one…"]


def test_one_click_uses_them_all_and_another_takes_it_back(counter, cleo, desk):
    cleo.clicks(board(counter), "Use them all")
    decided = board(counter)

    assert acting(desk) == (20, 80)
    assert decided.text.splitlines()[0] == "*Review RV-1* of Sun 2026-11-29 is decided."
    assert decided.text.splitlines()[-1] == (
        "*Decided:* new figures for 2 items, by <@U0CLEO> on 2026-11-23."
    )
    [way_back] = decided.buttons
    assert way_back.startswith("Undo TX-")

    cleo.clicks(decided, way_back)
    assert acting(desk) == (10, 40)
    assert board(counter).buttons == ["Use them all", "Keep the old ones", "One by one…"]


def test_a_double_click_decides_once(counter, cleo, desk):
    shown = board(counter)
    before = desk.last_sequence()

    cleo.double_clicks(shown, "Keep the old ones")

    assert desk.last_sequence() == before + 1
    assert acting(desk) == (10, 40)


def test_whoever_is_no_manager_is_told_whom_to_ask(counter, ana, desk):
    seen = ana.clicks(board(counter), "Use them all")

    assert seen.text == (
        "To decide by which figures is bought takes the role manager; you have the role operator. "
        "Ask <@U0CLEO>."
    )
    assert acting(desk) == (10, 40)


def test_items_are_decided_one_by_one_and_the_rest_waits(counter, cleo, desk):
    form = cleo.clicks(board(counter), "One by one…").view
    cleo.fills(form, {"use": ["MUG-BLU"]}).submits()

    shown = board(counter)
    assert acting(desk) == (20, 80)
    assert "1 item would be bought by other figures" in shown.text
    assert "*Decided:* new figures for 1 item" in shown.text
    assert shown.buttons[:3] == ["Use them all", "Keep the old ones", "One by one…"]

    form = cleo.clicks(shown, "One by one…").view
    cleo.fills(form, {"keep": ["ROPE-8"]}).submits()
    assert "new figures for 1 item and the old ones for 1 item" in board(counter).text


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({}, "use", "Choose at least one item, here or below."),
        (
            {"use": ["MUG-BLU"], "keep": ["MUG-BLU"]},
            "keep",
            "MUG-BLU stands in both fields: leave it in one.",
        ),
    ],
)
def test_a_form_that_says_too_little_or_too_much_is_sent_back(counter, cleo, values, field, words):
    form = cleo.clicks(board(counter), "One by one…").view

    assert cleo.fills(form, values).submits().errors == {field: words}


def test_a_board_left_behind_leads_to_the_newer_one(counter, cleo, desk):
    old = board(counter)
    desk.handle(keep(a_forecast(60, 200), week=2))
    seen = cleo.clicks(old, "Use them all")

    assert seen.text == "The figures of RV-1 have changed since: decide on RV-2 instead."
    assert board(counter).text.splitlines()[0] == (
        "*Review RV-1* of Sun 2026-11-29 is over: the figures have changed since. See RV-2."
    )
    assert board(counter).buttons == []


def test_what_waits_can_be_asked_for(cleo, ana, desk):
    shown = cleo.types(STOCK, "/inv reviews").message
    assert shown.text.startswith("*Review RV-1* of Sun 2026-11-29: 2 items")

    cleo.clicks(shown, "Use them all")
    none = "No review is open: items are bought by the figures on Forecast."
    assert ana.types(STOCK, "/inv reviews").message.text == none
    assert "is decided" in ana.types(STOCK, "/inv reviews RV-1").message.text
    assert ana.types(STOCK, "/inv reviews RV-9").text == "There is no “RV-9”. Check the number."


def test_managers_see_on_their_home_tab_what_waits_for_their_look(cleo, ana, desk):
    home = cleo.opens_home().home

    assert "Levels that wait for your look:" in home.words
    assert (
        " of Sun 2026-11-29: 2 items to decide, 64.00 EUR of stock more on average." in home.words
    )
    assert cleo.clicks(home, "Look at RV-1").view.words.startswith("Review RV-1")
    assert "Levels that wait" not in ana.opens_home().home.words


def a_review(lines: int, **facts):
    levels_of = (levels(10, 40), levels(20, 80))
    return Review(
        number="RV-7",
        on=RUN_ON,
        lines=tuple(
            ReviewLine(item=f"MUG-{n:03}", before=levels_of[0], after=levels_of[1], cause="demand")
            for n in range(lines)
        ),
        **facts,
    )


def test_of_many_lines_the_first_are_shown_and_a_click_asks_once_more(desk):
    message = review_message(a_review(60), Telling(book=desk.book))

    assert "… and 45 more, on the tab Reviews." in message.text
    sure = message.buttons[0].confirm
    assert sure
    assert sure.title == "Use 60 new figures?"


def test_one_that_came_to_nothing_says_so(desk):
    over = a_review(1, status=ReviewStatus.OVERTAKEN)

    assert review_message(over, Telling(book=desk.book)).text.splitlines()[0] == (
        "*Review RV-7* of Sun 2026-11-22 is over: the figures have changed since."
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((65, 66), (87, 88), "filled up to 66 → 88 at each review"),
        ((20, 60), (87, 88), "bought at 20, up to 60 → filled up to 88 at each review"),
        ((87, 88), (20, 60), "filled up to 88 at each review → bought at 20, up to 60"),
        ((0, 0), (87, 88), "bought at 0, up to 0 → filled up to 88 at each review"),
    ],
)
def test_what_every_review_fills_up_is_told_by_its_level(before, after, words):
    was, now = (
        Parameters(reorder_point=Decimal(low), order_up_to_level=Decimal(high))
        for low, high in (before, after)
    )
    assert written(ReviewLine(item="MUG-BLU", before=was, after=now)) == words
