"""What moves slowly: overstock, dead and expiring stock, demand, forecasts, suppliers."""

from datetime import date
from decimal import Decimal

from inventory import errors
from inventory.documents.forecast import Accuracy, LifeStage
from inventory.documents.stock_alert import StockAlert
from inventory.stock_policy import StockPolicy
from inventory.supplier import Supplier
from tests.builders import (
    an_item,
    edit,
    pick,
    receive,
    refusal_of,
    set_rule,
    ship,
)
from tests.inventory.replenishing.alerting.house import (
    a_forecast,
    a_house,
    alerts,
    alive,
    check,
    keep,
    seen,
)
from tests.purchases import place, sent, wanted

JAM = "JAM-STR"


def a_full_house(quantity=500, **facts):
    desk = a_house(an_item("MUG-BLU", unit_cost=Decimal(3)), stock=[(quantity, "MUG-BLU", "A-01")])
    keep(desk, a_forecast(**{"daily": 1, **facts}))
    return desk


def figures(desk, number="AL-1"):
    return desk.book.get(StockAlert, number).figures


def test_too_much_is_told_with_what_it_costs_and_ends_when_it_is_sold():
    desk = a_full_house()
    assert isinstance(refusal_of(desk, check()), errors.NothingChanged)  # not every hour
    desk.handle(check(daily=True))
    assert alive(desk) == [("overstock", "MUG-BLU")]
    assert (figures(desk).days, figures(desk).value) == (500, 1320)
    desk.handle(pick(200, at="A-01"))
    desk.handle(check(daily=True))
    assert alerts(desk) == [("AL-1", "overstock", "resolved")]


def test_much_that_is_used_within_a_year_is_no_overstock():
    desk = a_full_house(quantity=300)
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)
    desk.handle(set_rule("overstock_days", 200))
    desk.handle(check(daily=True))
    assert alive(desk) == [("overstock", "MUG-BLU")]


def test_of_what_is_new_nobody_knows_how_long_it_lasts():
    desk = a_full_house(life_stage=LifeStage.NEW)
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)


def test_dead_stock_is_told_with_its_value_and_ends_when_it_is_gone():
    desk = a_full_house(quantity=20, daily=0, life_stage=LifeStage.DEAD, levels=(0, 0))
    desk.handle(check(daily=True))
    assert alive(desk) == [("dead", "MUG-BLU")]
    assert (figures(desk).available, figures(desk).value) == (20, 60)
    desk.handle(pick(20, at="A-01"))
    desk.handle(ship(20, at="PACK"))
    desk.handle(check(daily=True))
    assert alive(desk) == []


def test_what_a_policy_keeps_on_purpose_is_no_dead_stock():
    desk = a_full_house(quantity=20, daily=0, life_stage=LifeStage.DEAD, levels=(0, 0))
    desk.handle(edit(StockPolicy(item="MUG-BLU", keep_at_least=Decimal(20))))
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)
    desk.handle(edit(StockPolicy(item="MUG-BLU", keep_at_least=Decimal(2))))
    desk.handle(check(daily=True))
    assert alive(desk) == [("dead", "MUG-BLU")]
    assert (figures(desk).available, figures(desk).limit, figures(desk).value) == (20, 2, 54)


def test_a_critical_item_is_kept_one_of():
    desk = a_full_house(quantity=1, daily=0, life_stage=LifeStage.DEAD, levels=(0, 0))
    desk.handle(edit(StockPolicy(item="MUG-BLU", is_critical=True)))
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)


def jam_shop(*lots, daily=None):
    desk = a_house(stock=[(40, "MUG-BLU", "A-01")])
    for quantity, lot, expires_on in lots:
        desk.handle(receive(quantity, JAM, at="A-01", lot=lot, expires_on=expires_on))
    if daily is not None:
        keep(desk, a_forecast(JAM, daily=daily, levels=(0, 1000), lead=0, safety=0))
    return desk


def test_a_lot_that_expires_soon_is_told_where_nobody_knows_the_demand():
    desk = jam_shop((10, "L1", date(2026, 12, 10)), (10, "L2", date(2027, 3, 1)))
    desk.handle(check(daily=True))
    assert alive(desk) == [("expiring", "JAM-STR lot L1")]
    assert (figures(desk).days, figures(desk).expected_on) == (17, date(2026, 12, 10))
    desk.handle(pick(10, JAM, at="A-01", lot="L1"))
    desk.handle(check(daily=True))
    assert alive(desk) == []


def test_a_lot_that_is_used_before_it_expires_is_no_alert():
    desk = jam_shop((10, "L1", date(2026, 12, 10)), daily=1)
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)


def test_a_lot_that_is_used_too_slowly_is_told_with_what_will_be_left():
    lots = ((18, "L1", date(2026, 12, 10)), (100, "L2", date(2027, 1, 31)))
    desk = jam_shop(*lots, daily=1)
    desk.handle(check(daily=True))
    assert alive(desk) == [("expiring", "JAM-STR lot L2")]
    assert (figures(desk).available, figures(desk).after) == (100, 48)


def test_what_is_past_its_date_is_told_until_it_is_gone():
    desk = jam_shop((10, "L1", date(2026, 11, 25)))
    desk.handle(check(5, daily=True))
    assert figures(desk).days == -3


def test_demand_that_jumped_is_told_and_is_over_when_nobody_sees_it_any_more():
    desk = a_house(stock=[(40, "MUG-BLU", "A-01")])
    desk.handle(check(daily=True, seen=[seen("demand_jump", 10, 48)]))
    assert alive(desk) == [("demand_jump", "MUG-BLU")]
    assert (figures(desk).before, figures(desk).after) == (10, 48)
    assert isinstance(refusal_of(desk, check(1)), errors.NothingChanged)
    desk.handle(check(1, daily=True))
    assert alive(desk) == []


def test_demand_that_stopped_of_an_item_out_of_use_is_no_alert():
    desk = a_house(an_item("MUG-RED", is_active=False), stock=[(40, "MUG-BLU", "A-01")])
    gone = seen("demand_stop", 10, 0, "MUG-RED")
    assert isinstance(refusal_of(desk, check(daily=True, seen=[gone])), errors.NothingChanged)


def test_a_forecast_that_was_too_high_all_along_is_told():
    facts = {"span": 8, "demand": Decimal(20), "bound": Decimal("0.95")}
    was = Accuracy(origins=6, periods=3, error=Decimal("0.9"), bias=Decimal("1.8"), **facts)
    desk = a_full_house(quantity=60, accuracy=was, history=30)
    desk.handle(check(daily=True))
    assert alive(desk) == [("forecast_bad", "MUG-BLU")]
    keep(desk, a_forecast(daily=1, accuracy=was.model_copy(update={"bias": Decimal("0.1")})))
    desk.handle(check(1, daily=True))
    assert alive(desk) == []


def test_a_forecast_of_what_is_rarely_asked_for_is_off_by_chance():
    facts = {"origins": 4, "periods": 2, "span": 5, "demand": Decimal("1.2")}
    was = Accuracy(bias=Decimal("2.53"), coverage=Decimal(1), bound=Decimal("0.95"), **facts)
    desk = a_full_house(quantity=60, daily=0.7, accuracy=was, history=30, deviation=Decimal(1))
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)


def test_a_forecast_whose_past_earlier_versions_did_not_note_is_not_judged():
    was = Accuracy(origins=6, periods=3, bias=Decimal("1.8"))
    desk = a_full_house(quantity=60, accuracy=was, history=30)
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)


def test_a_bound_that_seldom_held_is_told_of_what_is_worth_much():
    facts = {"span": 24, "demand": Decimal(60), "bound": Decimal("0.95")}
    was = Accuracy(origins=8, periods=3, bias=Decimal(0), coverage=Decimal("0.25"), **facts)
    desk = a_full_house(quantity=60, accuracy=was, abc_class="C")
    assert isinstance(refusal_of(desk, check(daily=True)), errors.NothingChanged)
    keep(desk, a_forecast(daily=1, accuracy=was, abc_class="A"))
    desk.handle(check(daily=True))
    assert alive(desk) == [("forecast_bad", "MUG-BLU")]


def test_a_purchase_order_that_is_late_is_one_alert_until_its_goods_come():
    desk = a_house(Supplier(code="CLAYCO"), stock=[(40, "MUG-BLU", "A-01")])
    lines = (wanted(24, cost=3), wanted(12, "TEE-BLK-M", cost=5))
    desk.handle(place(*lines, supplier="CLAYCO", expected_on=date(2026, 11, 25)))
    sent(desk)
    assert isinstance(refusal_of(desk, check(2, daily=True)), errors.NothingChanged)
    desk.handle(check(4, daily=True))
    [alert] = desk.book.all(StockAlert)
    assert (alert.about.value, alert.subject, alert.supplier) == ("supplier_late", "PO-1", "CLAYCO")
    assert (alert.item, alert.figures.days, alert.figures.value) == ("", 2, 132)
    for quantity, item in ((24, "MUG-BLU"), (12, "TEE-BLK-M")):
        desk.handle(receive(quantity, item, at="A-01", document="PO-1"))
    desk.handle(check(4, daily=True))
    assert alive(desk) == []


def test_an_order_of_unknown_cost_is_late_all_the_same():
    desk = a_house(Supplier(code="CLAYCO"), stock=[(40, "MUG-BLU", "A-01")])
    facts = {"supplier": "CLAYCO", "expected_on": date(2026, 11, 25)}
    desk.handle(place(wanted(12, "TEE-BLK-M"), **facts))
    sent(desk)
    desk.handle(check(4, daily=True))
    [alert] = desk.book.all(StockAlert)
    assert (alert.item, alert.figures.value) == ("TEE-BLK-M", None)
