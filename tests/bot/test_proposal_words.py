"""What proposals say that are out of the ordinary: other sites, warnings, refusals."""

from datetime import date
from decimal import Decimal

import pytest

from bot.language.numbers import read_number
from bot.messages.figures import typed
from bot.messages.proposals import proposal_message
from bot.messages.refusals import refusal
from bot.messages.telling import Telling
from bot.messages.text import as_plain
from inventory.documents.replenishment import Proposal
from inventory.planning_errors import NotThere, RestRefused
from inventory.stock_policy import PolicyKind, StockPolicy
from inventory.supplier import Supplier
from tests.builders import a_desk, approve_proposal, propose_reorders, refusal_of, set_rule
from tests.inventory.replenishing.planned import forecast, keep_straight, planned_item
from tests.inventory.replenishing.test_bringing import house

ACME = Supplier(code="ACME", name="Acme Potters")


def told(desk, number="RP-1"):
    message = proposal_message(desk.book.get(Proposal, number), Telling(book=desk.book))
    return message.text.splitlines()


@pytest.mark.parametrize("said", ["6.375", "1.001", "1000", "1234.5", "0.125", "999999999.123456"])
def test_a_quantity_stands_in_a_form_so_that_it_can_be_sent_as_it_is(said):
    assert read_number(typed(Decimal(said))) == Decimal(said)


def test_what_is_brought_says_from_where_and_what_is_bought_besides():
    desk = house(south=60, unit_cost=Decimal("3.50"))
    desk.handle(propose_reorders())
    assert told(desk)[0] == "*Bring RP-1*: 1 item from South to North."
    bought = told(desk, "RP-2")
    assert bought[0] == "*Order RP-2*: 1 item from Acme Potters for North, 105.00 EUR."
    assert "     40 needed; less what comes from other sites" in bought
    desk.handle(approve_proposal())
    assert told(desk)[-1] == "*Approved* by <@U0MIA> on 2026-11-23. On its way as TR-1."


def test_a_least_order_of_years_and_a_suppliers_least_value_are_warned_of():
    desk = a_desk(
        planned_item(unit_cost=Decimal(2), minimum_order_quantity=Decimal(1000)),
        ACME.model_copy(update={"minimum_order_value": Decimal(5000)}),
        stock=[(3, "MUG-BLU", "A-01")],
    )
    keep_straight(desk, forecast(daily="0.5", s=10, big_s=20))
    desk.handle(propose_reorders())
    lines = told(desk)
    assert "     17 needed; raised to the least one can order" in lines
    assert "     ⚠ More than a year's demand: ask for less, or look for another supplier." in lines
    assert lines[-1] == (
        "⚠ 3,000.00 EUR short of the 5,000.00 EUR that Acme Potters takes at least. Order more with "
        "Change…, or ask whether they make an exception."
    )


def test_what_is_brought_forward_says_for_which_minimum_and_when_it_would_be_due():
    cost = {"unit_cost": Decimal(2)}
    desk = a_desk(
        planned_item(**cost),
        planned_item("TEE-BLK-M", **cost),
        ACME.model_copy(update={"minimum_order_value": Decimal(100)}),
        stock=[(10, "MUG-BLU", "A-01"), (34, "TEE-BLK-M", "A-01")],
    )
    keep_straight(desk, forecast(), forecast("TEE-BLK-M", s=10))
    desk.handle(propose_reorders())
    assert told(desk)[-2] == (
        "     brought forward to reach Acme Potters's minimum of 100.00 EUR; would be due in 12 days"
    )


def test_what_is_lowered_says_by_what_and_what_that_means():
    desk = a_desk(
        planned_item(unit_cost=Decimal(9)),
        StockPolicy(item="MUG-BLU", max_cover_days=12),
        ACME,
        stock=[(2, "MUG-BLU", "A-01")],
    )
    keep_straight(desk, forecast(s=30, big_s=60))
    desk.handle(propose_reorders())
    lines = told(desk)
    assert "     58 needed; lowered to the cover allowed" in lines
    assert "     ⚠ Stays below 30 all the same." in lines


def test_a_budget_that_does_not_pay_for_all_is_named():
    desk = a_desk(planned_item(unit_cost=Decimal(9)), ACME, stock=[(2, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast(s=30, big_s=60))
    desk.handle(set_rule("purchase_budget", 200))
    desk.handle(propose_reorders())
    assert told(desk)[-1] == "The purchase budget of 200.00 EUR does not pay for more."


def test_a_supplier_that_is_not_in_use_is_said_to_be():
    desk = a_desk(planned_item(supplier="GONE"), stock=[(10, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast())
    desk.handle(propose_reorders())
    assert told(desk)[0] == (
        "*Order RP-1*: 1 item from GONE (not in use on Suppliers), at a cost nobody knows."
    )


def test_refusals_say_what_is_there_and_what_to_do_next():
    book = a_desk().book
    short = NotThere(number="RP-1", site="South", short=(("MUG-BLU", Decimal(10), Decimal(5)),))
    assert as_plain(refusal(short, book)) == (
        "Cannot bring it: RP-1 takes 10 pieces of MUG-BLU, and 5 are free at South. Approve less "
        "with Change…, or wait: tomorrow's run proposes what is there then."
    )
    late = RestRefused("RP-1", date(2026, 11, 23), date(2026, 11, 24), date(2036, 11, 20))
    assert as_plain(refusal(late, book)) == (
        "RP-1 cannot rest until 2026-11-23. Say a day from 2026-11-24 up to 2036-11-20, or a "
        "number of days."
    )
    assert refusal_of(a_desk(), approve_proposal("RP-9")).number == "RP-9"


def test_what_every_review_fills_up_and_how_long_it_lasts_are_told_in_round_figures():
    desk = a_desk(planned_item(unit_cost=Decimal(2)), ACME, stock=[(3, "MUG-BLU", "A-01")])
    keep_straight(desk, forecast(daily="0.3271", s=19, big_s=20, days=30))
    desk.handle(propose_reorders())
    lines = [said.strip() for said in told(desk)]
    assert "3 available; filled up to 20 at each review" in lines
    assert "9.8 expected in 30 days by sba, off by 32 % of late; 2 for safety" in lines
    assert "lasts 9.2 → 61 days" in lines


def test_what_is_always_kept_is_told_without_a_forecast_of_nothing():
    rows = planned_item(unit_cost=Decimal(2)), StockPolicy(item="MUG-BLU", keep_at_least=Decimal(2))
    row = rows[1].model_copy(update={"policy": PolicyKind.KEEP_AT_LEAST})
    desk = a_desk(rows[0], row, ACME, stock=[(1, "MUG-BLU", "A-01")])
    facts = {"policy": PolicyKind.KEEP_AT_LEAST, "method": "none"}
    keep_straight(desk, forecast(daily=0, s=1, big_s=2, days=21, **facts))
    desk.handle(propose_reorders())
    lines = [said.strip() for said in told(desk)]
    assert "1 available; 2 are always kept" in lines
    assert "nothing is expected to be asked for in 21 days" in lines
